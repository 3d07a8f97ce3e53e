//! Measures by their names: what they are called, and every account's number.

use std::collections::BTreeMap;

use crate::engine::indicators::IndicatorUnit;
use crate::engine::measure::Measure;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// What a measure is called, leading to the model that makes it.
pub fn label(scope: Scope<'_>, name: &str) -> Link {
    match Measure::parse(name) {
        Some(Measure::Indicator(key)) => Link::plain(key.label(scope.lang)),
        Some(Measure::Revenue) => Link::plain(scope.say("revenue")),
        Some(Measure::Profit) => Link::plain(scope.say("profit")),
        Some(Measure::Value) => Link::plain(scope.say("value")),
        Some(Measure::Current) => Link::plain(scope.say("current")),
        Some(Measure::Potential) => Link::plain(scope.say("potential")),
        Some(Measure::Scorecard(card)) => match scope.book().rulers.scorecards.get(&card) {
            Some(model) => {
                let link = scope.page(PageKind::Model, &card, &model.name);
                let text = scope.pick(format!("{}（指数）", link.text), format!("{} (index)", link.text));
                Link { text, ..link }
            }
            None => Link::plain(name),
        },
        None if name == "industry" => Link::plain(scope.pick(
            "所在行业的吸引力（指数）",
            "attractiveness of its industry (index)",
        )),
        None => Link::plain(name),
    }
}

/// The unit to print behind a number of the measure; money is in base units of the book's currency.
pub fn unit(scope: Scope<'_>, name: &str) -> String {
    match Measure::parse(name) {
        Some(Measure::Indicator(key)) => match key.unit() {
            IndicatorUnit::Money => money(scope),
            IndicatorUnit::Percent => "%".to_owned(),
            IndicatorUnit::Days | IndicatorUnit::WholeDays => scope.pick(" 天", " days"),
            IndicatorUnit::Count | IndicatorUnit::Number => String::new(),
        },
        Some(Measure::Revenue | Measure::Profit) => money(scope),
        _ => String::new(),
    }
}

/// The book's currency, as it stands behind an amount.
pub fn money(scope: Scope<'_>) -> String {
    format!(" {}", scope.book().settings.currency)
}

/// Every account's number; those of whom it is unknown are left out.
pub fn values(scope: Scope<'_>, name: &str) -> BTreeMap<Id, Exact> {
    let Some(measure) = Measure::parse(name) else {
        return BTreeMap::new();
    };
    let accounts = scope.shared.assessment.accounts.iter();
    accounts
        .filter_map(|(id, account)| Some((id.clone(), measure.of(&account.own, &account.linked)?.clone())))
        .collect()
}
