//! Measures by their names: what they are called, and every account's number.

use std::collections::BTreeMap;

use crate::engine::indicators::IndicatorUnit;
use crate::engine::measure::Measure;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::measure_words::measure_name;
use crate::render::view::parts::Link;

/// What a measure is called, leading to the scorecard that makes it.
pub fn label(scope: Scope<'_>, name: &str) -> Link {
    let text = measure_name(scope, name);
    let index = |text: String| scope.pick(format!("{text}（指数）"), format!("{text} (index)"));
    match Measure::parse(name) {
        Some(Measure::Scorecard(card)) if scope.has_page(PageKind::Model, &card) => Link {
            text: index(text),
            href: Some(scope.href(&Route::One(PageKind::Model, card))),
        },
        None if name == "industry" => Link::plain(index(text)),
        _ => Link::plain(text),
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
