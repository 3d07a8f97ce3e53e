//! Charts of one dossier: who decides, what is spent with whom, what is due, how a year went, what could move the value.

use crate::chart::brief_map;
use crate::chart::relationship_map;
use crate::chart::relationship_map::RelationshipMapData;
use crate::chart::timeline;
use crate::chart::timeline::TimelineData;
use crate::chart::tornado;
use crate::chart::tornado::TornadoData;
use crate::chart::trend;
use crate::chart::trend::TrendData;
use crate::chart::wallet;
use crate::chart::wallet::WalletData;
use crate::engine::explain;
use crate::engine::explain::Quantity;
use crate::engine::relations::RelationsResult;
use crate::engine::wallet::is_known;
use crate::model::account::Account;
use crate::model::account::Contact;
use crate::model::account::SpendWith;
use crate::model::exact::Exact;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// The buying centre, with who of ours reaches whom.
pub fn relations(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let relations = scope.assessed(&account.id)?.linked.relations.as_ref()?;
    let caption = relations_caption(scope, relations, "relations");
    let data = buying_centre(scope, account, relations);
    let svg = relationship_map::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// The buying centre on one line a person, for a printed page.
pub fn brief_map(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let relations = scope.assessed(&account.id)?.linked.relations.as_ref()?;
    let caption = relations_caption(scope, relations, "brief-map");
    let data = buying_centre(scope, account, relations);
    let svg = brief_map::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

fn buying_centre(scope: Scope<'_>, account: &Account, relations: &RelationsResult) -> RelationshipMapData {
    let contacts = account.contacts.iter().map(|contact| {
        let link = relations
            .links
            .iter()
            .find(|link| link.contact == contact.id.value);
        let reach = link.into_iter().flat_map(|link| &link.strengths);
        let thread = &scope.book().rulers.rules.thread;
        relationship_map::Contact {
            label: scope.text(&contact.label),
            title: title(scope, contact),
            reports_to: contact.reports_to.as_ref().and_then(|chief| {
                account
                    .contacts
                    .iter()
                    .position(|one| one.id.value == chief.value)
            }),
            roles: contact
                .roles
                .iter()
                .map(|role| role.label(scope.lang).to_owned())
                .collect(),
            influence: contact.influence.map(f64::from),
            support: contact.support.map(f64::from),
            reach: reach
                .map(|(person, strength)| relationship_map::Reach {
                    name: scope.person(person),
                    strength: Some(strength.to_f64()),
                    is_thread: strength >= thread,
                })
                .collect(),
            is_uncovered: relations.uncovered.contains(&contact.id.value),
            href: None,
        }
    });
    RelationshipMapData {
        contacts: contacts.collect(),
        open_roles: relations
            .uncovered_roles
            .iter()
            .map(|role| role.label(scope.lang).to_owned())
            .collect(),
    }
}

fn relations_caption(scope: Scope<'_>, relations: &RelationsResult, id: &str) -> Caption {
    let n_open = relations.uncovered.len();
    Caption {
        id: id.to_owned(),
        heading: if n_open == 0 {
            scope.pick("有影响力的人都够得着", "Everybody of influence is reached")
        } else {
            scope.pick(
                format!("{n_open} 位有影响力的人够不着"),
                format!("{n_open} of influence reached by nobody"),
            )
        },
        note: scope.pick(
            "谁汇报给谁、影响力、支持度，以及我方谁够得着、多强（评分 × 新鲜度）",
            "Who reports to whom, influence, support, and who of ours reaches them how strongly (rating × freshness)",
        ),
    }
}

fn title(scope: Scope<'_>, contact: &Contact) -> Option<String> {
    let parts = [contact.title.as_ref(), contact.unit.as_deref()];
    let words: Vec<String> = parts.into_iter().flatten().map(|text| scope.text(text)).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// The wallet of its newest year.
pub fn wallet(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let result = scope.assessed(&account.id)?.own.wallet.as_ref()?;
    let cells = || account.wallet.iter().filter(|cell| cell.year == result.year);
    let spends = || cells().filter_map(|cell| cell.spend.as_ref()?.value.as_ref());
    let largest = spends().max().cloned().unwrap_or(Exact::ZERO);
    let scale = MoneyScale::of(&largest, &scope.book().settings.currency, scope.lang);
    let data = WalletData {
        money: scale.unit.clone(),
        cells: cells()
            .map(|cell| wallet::Cell {
                unit: cell.unit.clone(),
                offering: scope.label(&cell.offering),
                spend: cell
                    .spend
                    .as_ref()
                    .and_then(|spend| float(spend.value.as_ref()?.over(&scale.divisor).as_ref())),
                with: match cell.with {
                    SpendWith::Us => wallet::With::Us,
                    SpendWith::Competitor => wallet::With::Competitor,
                    SpendWith::Internal => wallet::With::Internal,
                    SpendWith::None => wallet::With::None,
                    SpendWith::Unknown => wallet::With::Unknown,
                },
                who: cell
                    .competitor
                    .as_ref()
                    .map(|rival| scope.player(&rival.value, None).text),
                contract_end: cell.contract_end.map(|day| day.to_string()),
                href: None,
            })
            .collect(),
    };
    let n_unknown = cells().filter(|cell| !is_known(cell)).count();
    let year = result.year;
    let share = result
        .share
        .as_ref()
        .map(|share| crate::render::format::percent(share, 0));
    let caption = Caption {
        id: "wallet".to_owned(),
        heading: match share {
            Some(share) => scope.pick(
                format!("钱包里 {share} 归我方"),
                format!("{share} of the wallet is ours"),
            ),
            None => scope.pick("钱包里归谁还不清楚", "Who gets the wallet is not known"),
        },
        note: scope.pick(
            format!("{year} 年各单位在各方案上的支出，{n_unknown} 格未知"),
            format!("Spend by unit and offering in {year}; {n_unknown} cells unknown"),
        ),
    };
    let svg = wallet::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// Actions, objectives and ends of contracts around the day of the book.
pub fn timeline(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let objectives = account.objectives.iter().map(|objective| timeline::Item {
        label: scope.text(&objective.text),
        kind: timeline::Kind::Objective,
        owner: None,
        due: objective.due,
        is_done: is_reached(
            objective.baseline.as_ref(),
            objective.target.as_ref(),
            objective.actual.as_ref(),
        ),
        done: None,
        href: None,
    });
    let actions = account.actions.iter().map(|action| timeline::Item {
        label: scope.text(&action.text),
        kind: timeline::Kind::Action,
        owner: action.owner.as_ref().map(|owner| scope.person(&owner.value)),
        due: action.due,
        is_done: action.done.is_some(),
        done: action.done,
        href: None,
    });
    let ends = account.wallet.iter().filter(|cell| cell.contract_end.is_some());
    let ends = ends.map(|cell| timeline::Item {
        label: scope.label(&cell.offering),
        kind: timeline::Kind::ContractEnd,
        owner: None,
        due: cell.contract_end,
        is_done: false,
        done: None,
        href: None,
    });
    let data = TimelineData {
        as_of: scope.book().as_of,
        items: objectives.chain(actions).chain(ends).collect(),
    };
    if data.items.is_empty() {
        return None;
    }
    let is_late = |item: &&timeline::Item| {
        item.kind == timeline::Kind::Action && !item.is_done && item.due.is_some_and(|due| due < data.as_of)
    };
    let n_late = data.items.iter().filter(is_late).count();
    let caption = Caption {
        id: "timeline".to_owned(),
        heading: if n_late == 0 {
            scope.pick("没有逾期的行动", "No action is late")
        } else {
            scope.pick(format!("{n_late} 项行动逾期"), format!("{n_late} actions late"))
        },
        note: scope.pick(
            format!("行动、目标与合同到期；竖线为 {}", data.as_of),
            format!(
                "Actions, objectives and ends of contracts; the line is {}",
                data.as_of
            ),
        ),
    };
    let svg = timeline::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// True if the target is reached, from whichever side the baseline lies.
fn is_reached(baseline: Option<&Exact>, target: Option<&Exact>, actual: Option<&Exact>) -> bool {
    let (Some(target), Some(actual)) = (target, actual) else {
        return false;
    };
    match baseline {
        Some(baseline) if baseline > target => actual <= target,
        _ => actual >= target,
    }
}

/// Revenue, direct cost and cost to serve over the typed periods.
pub fn trend(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let mut rows: Vec<_> = account.financials.iter().collect();
    rows.sort_by_key(|row| row.period.value.last_day());
    if rows.len() < 2 {
        return None;
    }
    let largest = rows.iter().filter_map(|row| row.revenue.as_ref()).max()?;
    let scale = MoneyScale::of(largest, &scope.book().settings.currency, scope.lang);
    let series =
        |key: &'static str, field: fn(&crate::model::account::Financial) -> Option<&Exact>, is_context| {
            trend::Series {
                label: scope.say(key),
                values: rows
                    .iter()
                    .map(|row| float(field(row)?.over(&scale.divisor).as_ref()))
                    .collect(),
                intervals: Vec::new(),
                is_context,
                href: None,
            }
        };
    let unit = &scale.unit;
    let data = TrendData {
        measure: scope.pick(format!("金额（{unit}）"), format!("Amount ({unit})")),
        periods: rows.iter().map(|row| row.period.value.to_string()).collect(),
        series: vec![
            series("revenue", |row| row.revenue.as_ref(), false),
            series("direct_cost", |row| row.beside.direct_cost.as_ref(), true),
            series("cost_to_serve", |row| row.beside.cost_to_serve.as_ref(), true),
        ],
        target: None,
    };
    let caption = Caption {
        id: "trend".to_owned(),
        heading: match (&rows.first()?.revenue, &rows.last()?.revenue) {
            (Some(first), Some(last)) if last > first => {
                scope.pick("收入比最早一期高", "Revenue is above its first period")
            }
            (Some(first), Some(last)) if last < first => {
                scope.pick("收入比最早一期低", "Revenue is below its first period")
            }
            _ => scope.pick("各期收入", "Revenue by period"),
        },
        note: scope.pick(
            "各期收入、直接成本与服务成本；空着的是未知",
            "Revenue, direct cost and cost to serve by period; gaps are unknown",
        ),
    };
    let svg = trend::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// What each unknown indicator could make of the value, with the thresholds it would cross.
pub fn sensitivity(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let value = scope.assessed(&account.id)?.own.value.as_ref()?;
    if value.low == value.high {
        return None;
    }
    let whole = explain::of_value(scope.book(), &scope.shared.assessment, &account.id)?;
    if whole.gaps.is_empty() {
        return None;
    }
    let base = match &whole.result {
        Quantity::Number(value) => Some(value.to_f64()),
        _ => None,
    };
    let model = scope.book().rulers.value.as_ref()?;
    let data = TornadoData {
        label: scope.say("value"),
        base,
        thresholds: model
            .tiers
            .levels
            .iter()
            .filter_map(|level| {
                Some(tornado::Threshold {
                    label: scope.text(&level.name),
                    at: level.threshold.as_ref()?.to_f64(),
                })
            })
            .collect(),
        inputs: whole
            .gaps
            .iter()
            .map(|gap| tornado::Input {
                label: gap.name.get(scope.lang).to_owned(),
                detail: String::new(),
                low: Some(gap.low.to_f64()),
                high: Some(gap.high.to_f64()),
                is_unknown: true,
                href: None,
            })
            .collect(),
    };
    let n = whole.gaps.len();
    let caption = Caption {
        id: "sensitivity".to_owned(),
        heading: scope.pick(
            format!("{n} 项未知，各能把价值移动多少"),
            format!("How far each of {n} unknowns could move the value"),
        ),
        note: scope.pick(
            "每项单独从最差到最好；竖线为等级门槛",
            "Each alone from its worst to its best; the lines are the tiers' thresholds",
        ),
    };
    let svg = tornado::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}
