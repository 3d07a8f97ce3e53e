//! The cockpit 驾驶舱: what the book says today, what is at risk, what is unknown.

use std::cmp::Reverse;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::Severity;
use crate::model::account::Action;
use crate::model::account::RiskState;
use crate::model::account::Status;
use crate::model::book::PageKind;
use crate::model::date::days_between;
use crate::model::id::Id;
use crate::render::figures;
use crate::render::first::first;
use crate::render::format;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::accounts;
use crate::render::view::accounts::AccountRow;
use crate::render::view::parts::Figure;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;

/// Rows of a list of the cockpit; the rest is on the pages it leads to.
const ROWS: usize = 8;

/// What is due within so many days is soon.
const SOON_DAYS: i64 = 30;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HomePage {
    /// One sentence on the whole book.
    pub lead: String,
    /// How many of each thing the book holds.
    pub counts: Vec<Count>,
    /// Growth, share of wallet and cost to serve of all accounts, drawn.
    pub dials: Option<Figure>,
    /// The pyramid of tiers.
    pub pyramid: Option<Figure>,
    /// The value matrix.
    pub matrix: Option<Figure>,
    /// Every composition that can be drawn.
    pub compositions: Vec<Figure>,
    /// Every landscape.
    pub landscapes: Vec<Figure>,
    /// The accounts of the highest value.
    pub leading: Vec<AccountRow>,
    /// Actions past their day, the oldest first.
    pub overdue: Vec<ActionRow>,
    /// Actions due within thirty days, the next first.
    pub soon: Vec<ActionRow>,
    /// How many are due within thirty days.
    pub n_soon: usize,
    /// How many actions are past their day.
    pub n_overdue: usize,
    /// Accounts said to be at risk.
    pub at_risk: Vec<Link>,
    /// Open risks people wrote down, the gravest first.
    pub risks: Vec<RiskRow>,
    /// How many of them there are.
    pub n_risks: usize,
    /// The accounts whose value rests on the least evidence.
    pub unknown: Vec<UnknownRow>,
    /// Findings by severity.
    pub findings: Vec<Count>,
    /// True if the book has a value model.
    pub has_value: bool,
    /// To the list of accounts.
    pub accounts_href: String,
    /// True if it has an account.
    pub has_accounts: bool,
}

/// How many of something, and where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// A stable word.
    pub key: String,
    /// What is counted.
    pub label: String,
    /// How many.
    pub n: String,
    /// Where they are.
    pub href: Option<String>,
}

/// An action past its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActionRow {
    /// Whose.
    pub account: Link,
    /// What.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// Its day.
    pub due: String,
    /// Days past it; negative before it.
    pub days_late: i64,
}

/// An open risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RiskRow {
    /// Whose.
    pub account: Link,
    /// What.
    pub text: String,
    /// Likelihood 1..=5, or the sign for unknown.
    pub likelihood: String,
    /// Impact 1..=5, or the sign for unknown.
    pub impact: String,
    /// What is done.
    pub state: String,
    /// Who watches it.
    pub owner: String,
}

/// An account of which much is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnknownRow {
    /// Which.
    pub account: Link,
    /// Coverage of its value, percent.
    pub coverage: String,
    /// What the value could still be.
    pub interval: Interval,
    /// True if there is no tier for lack of evidence.
    pub is_insufficient: bool,
}

/// Views the cockpit.
pub fn view(scope: Scope<'_>) -> HomePage {
    let book = scope.book();
    // Each looks through every account: most of what the page of a large book costs.
    let ([(overdue, n_overdue), (soon, n_soon)], ((risks, n_risks), at_risk, unknown)) =
        rayon::join(|| due(scope), || (risks(scope), at_risk(scope), unknown(scope)));
    HomePage {
        lead: lead(scope, n_overdue),
        counts: counts(scope),
        dials: figures::book_dials(scope),
        pyramid: figures::pyramid(scope),
        matrix: figures::value_matrix(scope, None),
        compositions: book
            .compositions
            .keys()
            .filter_map(|id| figures::composition(scope, id, true))
            .collect(),
        landscapes: book
            .landscapes
            .keys()
            .filter_map(|id| figures::landscape(scope, id, true))
            .collect(),
        leading: scope
            .shared
            .crossings
            .ranking
            .iter()
            .take(ROWS)
            .filter_map(|id| accounts::row(scope, id))
            .collect(),
        overdue,
        n_overdue,
        soon,
        n_soon,
        at_risk,
        risks,
        n_risks,
        unknown,
        findings: findings(scope),
        has_value: book.rulers.value.is_some(),
        accounts_href: scope.href(&Route::List(PageKind::Account)),
        has_accounts: !book.accounts.is_empty(),
    }
}

fn lead(scope: Scope<'_>, n_overdue: usize) -> String {
    let portfolio = &scope.shared.assessment.portfolio;
    let n = scope.book().accounts.len();
    let mut parts = vec![scope.pick(
        format!("{n} 家客户"),
        format!("{n} account{}", if n == 1 { "" } else { "s" }),
    )];
    if let Some(revenue) = &portfolio.revenue {
        let money = scope.money(revenue).text;
        parts.push(scope.pick(format!("年收入 {money}"), format!("{money} revenue a year")));
    }
    if let Some(cr1) = &portfolio.revenue_cr1 {
        let share = format::number(cr1, 1);
        parts.push(scope.pick(
            format!("最大一家占 {share}%"),
            format!("{share}% of it from the largest"),
        ));
    }
    if n_overdue > 0 {
        parts.push(scope.pick(
            format!("{n_overdue} 项行动逾期"),
            format!(
                "{n_overdue} action{} overdue",
                if n_overdue == 1 { "" } else { "s" }
            ),
        ));
    }
    let sentence = parts.join(&scope.pick("，", ", "));
    scope.pick(format!("{sentence}。"), format!("{sentence}."))
}

fn counts(scope: Scope<'_>) -> Vec<Count> {
    let book = scope.book();
    let n_models = scope.shared.models.len();
    [
        ("accounts", PageKind::Account, book.accounts.len()),
        ("industries", PageKind::Industry, book.industries.len()),
        ("competitors", PageKind::Competitor, book.competitors.len()),
        ("playbook", PageKind::Playbook, book.playbook.len()),
        ("cases", PageKind::Case, book.cases.len()),
        ("models", PageKind::Model, n_models),
    ]
    .into_iter()
    .filter(|(_, kind, n)| *n > 0 || *kind == PageKind::Account)
    .map(|(key, kind, n)| Count {
        key: key.to_owned(),
        label: scope.say(key),
        n: n.to_string(),
        href: Some(scope.href(&Route::List(kind))),
    })
    .collect()
}

fn findings(scope: Scope<'_>) -> Vec<Count> {
    [
        (Severity::Error, "errors"),
        (Severity::Warning, "warnings"),
        (Severity::Info, "infos"),
    ]
    .into_iter()
    .filter_map(|(severity, key)| {
        let of_it = |finding: &&crate::diag::Finding| finding.severity() == severity;
        let n = scope.shared.findings.iter().filter(of_it).count();
        (n > 0).then(|| Count {
            key: severity.word().to_owned(),
            label: scope.say(key),
            n: n.to_string(),
            href: Some(scope.href(&Route::Quality)),
        })
    })
    .collect()
}

/// Accounts whose status is at risk.
fn at_risk(scope: Scope<'_>) -> Vec<Link> {
    let accounts = scope.book().accounts.iter();
    let found: Vec<Id> = accounts
        .filter(|(_, page)| page.data.status.value == Status::AtRisk)
        .map(|(id, _)| id.clone())
        .take(ROWS * 3)
        .collect();
    scope.accounts(&found)
}

/// Actions not done past their day, and those whose day is soon.
fn due(scope: Scope<'_>) -> [(Vec<ActionRow>, usize); 2] {
    let as_of = scope.book().as_of;
    let (mut overdue, mut soon) = (Vec::new(), Vec::new());
    for (id, page) in &scope.book().accounts {
        for action in &page.data.actions {
            let Some(due) = action.due.filter(|_| action.done.is_none()) else {
                continue;
            };
            if due < as_of {
                overdue.push((due, id, action));
            } else if days_between(as_of, due) <= SOON_DAYS {
                soon.push((due, id, action));
            }
        }
    }
    [overdue, soon].map(|found| by_day(scope, found))
}

/// The first by their day, and how many there are.
fn by_day(scope: Scope<'_>, found: Vec<(Date, &Id, &Action)>) -> (Vec<ActionRow>, usize) {
    let as_of = scope.book().as_of;
    let n = found.len();
    // Actions of one account on one day stay in its order.
    let mut found: Vec<_> = found.into_iter().enumerate().collect();
    first(
        &mut found,
        ROWS,
        |(a_place, (a, a_id, _)), (b_place, (b, b_id, _))| (a, a_id, a_place).cmp(&(b, b_id, b_place)),
    );
    let rows = found
        .into_iter()
        .map(|(_, found)| found)
        .map(|(due, id, action)| ActionRow {
            account: scope.account(id),
            text: scope.text(&action.text),
            owner: action
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
            due: due.to_string(),
            days_late: days_between(due, as_of),
        })
        .collect();
    (rows, n)
}

fn risks(scope: Scope<'_>) -> (Vec<RiskRow>, usize) {
    let mut open = Vec::new();
    for (id, page) in &scope.book().accounts {
        for risk in &page.data.risks {
            let is_watched = matches!(risk.state, RiskState::Open | RiskState::Mitigating);
            if is_watched && risk.text.is_some() {
                let gravity = risk.likelihood.unwrap_or(1) * risk.impact.unwrap_or(1);
                open.push((Reverse(gravity), id, risk));
            }
        }
    }
    let n = open.len();
    let mut open: Vec<_> = open.into_iter().enumerate().collect();
    first(
        &mut open,
        ROWS,
        |(a_place, (a, a_id, _)), (b_place, (b, b_id, _))| (a, a_id, a_place).cmp(&(b, b_id, b_place)),
    );
    let rows = open
        .into_iter()
        .map(|(_, open)| open)
        .map(|(_, id, risk)| RiskRow {
            account: scope.account(id),
            text: scope.text_or_empty(risk.text.as_ref()),
            likelihood: scope.whole(risk.likelihood),
            impact: scope.whole(risk.impact),
            state: risk.state.label(scope.lang).to_owned(),
            owner: risk
                .owner
                .as_ref()
                .map(|owner| scope.person(&owner.value))
                .unwrap_or_default(),
        })
        .collect();
    (rows, n)
}

fn unknown(scope: Scope<'_>) -> Vec<UnknownRow> {
    let mut open: Vec<_> = scope
        .shared
        .assessment
        .accounts
        .iter()
        .filter_map(|(id, account)| Some((id, account.own.value.as_ref()?)))
        .filter(|(_, value)| value.low != value.high)
        .collect();
    first(&mut open, ROWS, |(a_id, a), (b_id, b)| {
        a.coverage.cmp(&b.coverage).then_with(|| a_id.cmp(b_id))
    });
    open.into_iter()
        .map(|(id, value)| UnknownRow {
            account: scope.account(id),
            coverage: format::percent(&value.coverage, 0),
            interval: scope.interval(value),
            is_insufficient: !value.is_sufficient,
        })
        .collect()
}
