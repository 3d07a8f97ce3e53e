//! The head of an account: three dials, and the marks it was given as quiet facts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::dials::Dials;
use crate::engine::portfolio_cell::PortfolioCell;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Shown;
use crate::render::view::portfolio::cell_action;

/// The dials 驾驶舱仪表; empty if none of them is known.
pub(super) fn dials(scope: Scope<'_>, assessed: &AccountAssessment) -> Vec<Reading> {
    let Dials {
        speed,
        altitude,
        fuel,
    } = &assessed.own.dials;
    if speed.is_none() && altitude.is_none() && fuel.is_none() {
        return Vec::new();
    }
    let growth = |speed: &Exact| format!("{}%", format::signed(&(speed * &Exact::HUNDRED), 1));
    let dial = |key: &str, text: String, name: (&str, &str), note: (&str, &str)| Reading {
        key: key.to_owned(),
        name: scope.pick(name.0, name.1),
        value: Shown::plain(text),
        note: scope.pick(note.0, note.1),
    };
    vec![
        dial(
            "dials.speed",
            speed.as_ref().map_or_else(|| format::UNKNOWN.to_owned(), growth),
            ("飞行速度", "Airspeed"),
            ("年收入比上年", "yearly revenue against the year before"),
        ),
        dial(
            "dials.altitude",
            scope.percent(altitude.as_ref(), 1),
            ("飞行高度", "Altitude"),
            ("我方占客户钱包", "our share of the customer’s wallet"),
        ),
        dial(
            "dials.fuel",
            scope.percent(fuel.as_ref(), 1),
            ("耗油量", "Fuel burn"),
            ("服务成本占收入", "cost to serve of revenue"),
        ),
    ]
}

/// What an account is counted as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MarkRow {
    /// Path in the export: `portfolio`, `rfm.recency` or `classes.<classifier>`. Its place on the page is `#f-<key>`.
    pub key: String,
    /// What it goes by.
    pub name: String,
    /// What it is counted as, leading to where all accounts are shown.
    pub mark: Link,
    /// What the mark means; may be empty.
    pub note: String,
}

/// Cell of the portfolio matrix, marks of recency, frequency and money, classes; each leads to where all accounts are shown.
pub(super) fn marks(scope: Scope<'_>, assessed: &AccountAssessment) -> Vec<MarkRow> {
    let cell = assessed.cell.as_ref().map(|cell| cell_mark(scope, cell));
    let rfm = assessed.rfm.as_ref().map(|rfm| MarkRow {
        key: "rfm.recency".to_owned(),
        name: "RFM".to_owned(),
        mark: link(
            scope,
            format!("R{} F{} M{}", rfm.recency, rfm.frequency, rfm.monetary),
            Some("s-rfm".to_owned()),
        ),
        note: scope.pick(
            "近度、频度、金额，5 最好、1 最差",
            "recency, frequency, money: 5 is best, 1 is worst",
        ),
    });
    let classes = scope.book().rulers.classifiers.iter().map(|classifier| {
        let class = assessed.classes.get(&classifier.id.value);
        let text = class.map_or_else(
            || scope.pick("未分类", "unclassified"),
            |class| scope.label(class),
        );
        MarkRow {
            name: scope.classifier_label(classifier),
            mark: link(
                scope,
                text,
                class.map(|_| format!("class-{}", classifier.id.value)),
            ),
            note: String::new(),
            key: format!("classes.{}", classifier.id.value),
        }
    });
    cell.into_iter().chain(rfm).chain(classes).collect()
}

fn link(scope: Scope<'_>, text: String, anchor: Option<String>) -> Link {
    let portfolio = scope.href(&Route::Portfolio);
    Link {
        text,
        href: anchor.map(|anchor| format!("{portfolio}#{anchor}")),
    }
}

fn cell_mark(scope: Scope<'_>, cell: &PortfolioCell) -> MarkRow {
    let text = cell.cell.map_or(format::UNKNOWN, |cell| cell.label(scope.lang));
    let (attractiveness, strength) = (
        scope.fixed(cell.attractiveness.as_ref(), 1),
        scope.fixed(cell.strength.as_ref(), 1),
    );
    let sides = scope.pick(
        format!("吸引力 {attractiveness}，竞争力 {strength}"),
        format!("attractiveness {attractiveness}, strength {strength}"),
    );
    MarkRow {
        key: "portfolio".to_owned(),
        name: scope.say("portfolio_model"),
        mark: link(
            scope,
            text.to_owned(),
            cell.cell.map(|cell| format!("cell-{}", cell.word())),
        ),
        note: match cell.cell {
            Some(cell) => {
                let action = cell_action(scope, cell);
                scope.pick(format!("{sides}；{action}"), format!("{sides}; {action}"))
            }
            None => sides,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::dossier;
    use crate::render::samples::file;
    use crate::render::samples::id;

    fn shown(fields: &str) -> Vec<(String, String)> {
        let sample = Sample::of(&[dossier("a", fields)]);
        let assessed = sample.zh().assessed(&id("a")).unwrap();
        let dials = dials(sample.zh(), assessed).into_iter();
        dials.map(|dial| (dial.name, dial.value.text)).collect()
    }

    #[test]
    fn three_dials_stand_as_soon_as_one_is_known_and_the_others_say_that_they_are_not() {
        let fields = "financials: [{period: 2023H2, revenue: 40}, {period: 2024H1, revenue: 40}, {period: 2024H2, revenue: 50}, {period: 2025H1, revenue: 50, cost_to_serve: 9}]";
        let pairs = [("飞行速度", "+25%"), ("飞行高度", "–"), ("耗油量", "–")];
        assert_eq!(
            shown(fields),
            pairs.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
        assert_eq!(shown(""), []);
    }

    #[test]
    fn an_account_outside_every_class_and_cell_says_so() {
        let sample = Sample::of(&[
            dossier("a", ""),
            file(
                "models/portfolio.yaml",
                "kind: portfolio\nattractiveness: value\nstrength: current\ncut: {attractiveness: 50, strength: 50}\n",
            ),
            file(
                "models/classes.yaml",
                "kind: classifiers\nclassifiers: [{id: abc, name: {zh: 收入分类, en: Revenue classes}, indicator: revenue, direction: high, method: thresholds, classes: [{id: A, bound: 5}, {id: B}]}]\n",
            ),
        ]);
        let assessed = sample.en().assessed(&id("a")).unwrap();
        let texts: Vec<(String, String)> = marks(sample.en(), assessed)
            .into_iter()
            .map(|mark| (mark.name, mark.mark.text))
            .collect();
        let wanted = [("Portfolio matrix", "–"), ("Revenue classes", "unclassified")];
        assert_eq!(
            texts,
            wanted.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }
}
