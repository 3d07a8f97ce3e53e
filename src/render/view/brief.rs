//! One account on one page of A4: what a review needs, and no row more than fits.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::render::figures;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::account;
use crate::render::view::account::Contribution;
use crate::render::view::account::FlagRow;
use crate::render::view::account::TierNote;
use crate::render::view::account::TierView;
use crate::render::view::account::ValueView;
use crate::render::view::dossier;
use crate::render::view::dossier::ActionRow;
use crate::render::view::dossier::NeedRow;
use crate::render::view::dossier::ObjectiveRow;
use crate::render::view::dossier::RivalRow;
use crate::render::view::parts::Figure;
use crate::render::view::parts::Link;
use crate::render::view::parts::Seal;
use crate::render::view::raised::RaisedRow;

/// Rows of each list that fit on the sheet beside everything else.
const NEEDS: usize = 5;
const PLAYERS: usize = 5;
const RIVALS: usize = 4;
const RISKS: usize = 3;
const FLAGS: usize = 1;
const OBJECTIVES: usize = 2;
const ACTIONS: usize = 4;
const NOTES: usize = 3;

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BriefPage {
    /// The account's own page, by its name.
    pub account: Link,
    /// The seal of its tier.
    pub seal: Seal,
    /// Its name in the other language, where it has one.
    pub other_name: Option<String>,
    /// Industry, region, owner, status.
    pub line: Vec<Link>,
    /// Its value, where the book has a value model.
    pub value: Option<BriefValue>,
    /// What the tier hangs on, in sentences.
    pub notes: Listed<TierNote>,
    /// Growth, share of wallet, cost to serve, drawn.
    pub dials: Option<Figure>,
    /// Its buying centre, one line a person.
    pub map: Option<Figure>,
    /// What is missing in the buying centre or hangs on one person.
    pub flags: Listed<FlagRow>,
    /// Who meets the needs: us first, then the rivals here.
    pub players: Listed<Link>,
    /// The needs, the most important first.
    pub needs: Listed<NeedRow>,
    /// Who else is there.
    pub rivals: Listed<RivalRow>,
    /// Rules that are raised, high ones first.
    pub risks: Listed<RaisedRow>,
    /// What is wanted, the next first.
    pub objectives: Listed<ObjectiveRow>,
    /// What is not done yet, the late and the next first.
    pub actions: Listed<ActionRow>,
}

/// The value on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BriefValue {
    /// Effective tier, in words.
    pub tier: Option<String>,
    /// 客户价值, one decimal.
    pub value: String,
    /// 现实价值, one decimal.
    pub current: String,
    /// 潜在价值, one decimal.
    pub potential: String,
    /// Percent of the evidence that is there.
    pub coverage: String,
    /// The range the value may still take; empty where nothing is open.
    pub range: String,
    /// What adds most.
    pub top: Vec<Contribution>,
}

/// The first rows of a list, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Listed<T> {
    /// What is shown.
    pub rows: Vec<T>,
    /// How many more, in words; empty if all are shown.
    pub rest: String,
}

/// Views one account.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<BriefPage> {
    let page = scope.book().accounts.get(id)?;
    let account = &page.data;
    let assessed = scope.assessed(id);
    let tier = assessed
        .and_then(|assessed| assessed.tier.as_ref())
        .map(|tier| account::tier_view(scope, id, tier));
    let value = assessed
        .and_then(|assessed| assessed.own.value.as_ref())
        .map(|value| account::value_view(scope, account, value));
    let relations = assessed.and_then(|assessed| assessed.linked.relations.as_ref());
    let flags = relations.map(|relations| account::relations_view(scope, account, relations).flags);
    let needs = dossier::needs(scope, account);
    let mut risks = assessed
        .map(|assessed| account::risks_view(scope, account, assessed).raised)
        .unwrap_or_default();
    risks.sort_by_key(|risk| (risk.level_key != "high", risk.state_key != "open"));
    let (objectives, actions) = plan(scope, account);
    let rows = needs.rows.into_iter().map(|row| NeedRow {
        levels: row.levels.into_iter().take(PLAYERS).collect(),
        ..row
    });
    Some(BriefPage {
        account: scope.account(id),
        seal: scope.stamped(id),
        other_name: account::other_name(scope, account),
        line: account::line(scope, account),
        value: value.map(|value| on_the_sheet(value, tier.as_ref())),
        notes: listed(scope, tier.map(|tier| tier.notes).unwrap_or_default(), NOTES),
        dials: figures::dials(scope, account),
        map: figures::brief_map(scope, account).filter(|_| !account.contacts.is_empty()),
        flags: listed(scope, flags.unwrap_or_default(), FLAGS),
        players: listed(scope, needs.players, PLAYERS),
        needs: listed(scope, rows.collect(), NEEDS),
        rivals: listed(scope, dossier::rivals(scope, account), RIVALS),
        risks: listed(scope, risks, RISKS),
        objectives: listed(scope, objectives, OBJECTIVES),
        actions: listed(scope, actions, ACTIONS),
    })
}

/// Where the sheet of an account stands, seen from another page.
pub fn href(scope: Scope<'_>, id: &Id) -> String {
    scope.href(&Route::Brief(id.clone()))
}

/// What the sheet is called.
pub fn title(scope: Scope<'_>, id: &Id) -> Option<String> {
    let page = scope.book().accounts.get(id)?;
    let name = scope.page(PageKind::Account, id, &page.data.name).text;
    Some(format!("{name} · {}", scope.say("brief")))
}

fn on_the_sheet(value: ValueView, tier: Option<&TierView>) -> BriefValue {
    BriefValue {
        tier: tier.map(|tier| tier.effective.clone()),
        range: if value.interval.is_exact {
            String::new()
        } else {
            format!("{}–{}", value.interval.low, value.interval.high)
        },
        value: value.value,
        current: value.current,
        potential: value.potential,
        coverage: value.coverage,
        top: value.top,
    }
}

/// Objectives that are still ahead or open, and the actions not done, each by its day; what has no day comes last.
fn plan(scope: Scope<'_>, account: &Account) -> (Vec<ObjectiveRow>, Vec<ActionRow>) {
    let mut objectives = dossier::objectives(scope, account);
    let by_day = |due: &str| (due.is_empty(), due.to_owned());
    let mut actions: Vec<ActionRow> = objectives
        .iter_mut()
        .flat_map(|objective| std::mem::take(&mut objective.actions))
        .filter(|action| action.done.is_empty())
        .collect();
    actions.sort_by_key(|action| by_day(&action.due));
    objectives.retain(|objective| !objective.text.is_empty());
    objectives.sort_by_key(|objective| by_day(&objective.due));
    (objectives, actions)
}

fn listed<T>(scope: Scope<'_>, mut rows: Vec<T>, most: usize) -> Listed<T> {
    let n_more = rows.len().saturating_sub(most);
    rows.truncate(most);
    Listed {
        rows,
        rest: if n_more > 0 {
            scope.pick(format!("另有 {n_more} 项"), format!("and {n_more} more"))
        } else {
            String::new()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::id;

    fn brief(fields: &str) -> BriefPage {
        let sample = Sample::of(&[dossier("a", fields)]);
        view(sample.en(), &id("a")).unwrap()
    }

    #[test]
    fn a_long_list_says_how_much_of_it_is_left_out() {
        let needs: Vec<String> = (0..9)
            .map(|n| format!("{{id: n-{n}, text: Need {n}, importance: {}}}", n % 6))
            .collect();
        let brief = brief(&format!("needs: [{}]", needs.join(", ")));
        let importance: Vec<&str> = brief
            .needs
            .rows
            .iter()
            .map(|row| row.importance.as_str())
            .collect();
        assert_eq!(importance, ["5", "4", "3", "2", "2"]);
        assert_eq!(brief.needs.rest, "and 4 more");
        assert_eq!(brief.rivals.rest, "");
    }

    #[test]
    fn only_what_is_not_done_is_on_the_sheet_and_the_late_comes_first() {
        let brief = brief(
            "objectives: [{id: grow, text: Grow, due: 2026-01-01}]\nactions: [{id: c, text: No day}, {id: b, text: Next, due: 2025-12-01, objective: grow}, {id: a, text: Late, due: 2025-01-01}, {id: d, text: Done, due: 2025-01-01, done: 2025-01-01}]",
        );
        let actions: Vec<(&str, bool)> = brief
            .actions
            .rows
            .iter()
            .map(|action| (action.text.as_str(), action.is_late))
            .collect();
        assert_eq!(actions, [("Late", true), ("Next", false), ("No day", false)]);
        assert_eq!(brief.objectives.rows[0].text, "Grow");
    }

    #[test]
    fn an_empty_dossier_has_a_sheet_all_the_same() {
        let brief = brief("");
        assert_eq!(brief.dials, None);
        assert_eq!(brief.map, None);
        assert_eq!(brief.account.text, "Account a");
    }
}
