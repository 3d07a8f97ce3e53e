//! What the measures are called that classes and the portfolio matrix go by.

use crate::engine::indicators::IndicatorUnit;
use crate::engine::measure::Measure;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;

/// The name of a measure as a model file writes it: `tx_amount`, `scorecards.selection`, `industry`.
pub fn measure_name(scope: Scope<'_>, measure: &str) -> String {
    match Measure::parse(measure) {
        Some(Measure::Indicator(key)) => key.label(scope.lang).to_owned(),
        Some(Measure::Revenue) => scope.pick("年收入", "Yearly revenue"),
        Some(Measure::Profit) => scope.pick("年利润", "Yearly profit"),
        Some(Measure::Value) => scope.say("value"),
        Some(Measure::Current) => scope.say("current"),
        Some(Measure::Potential) => scope.say("potential"),
        Some(Measure::Scorecard(id)) => {
            let card = scope.book().rulers.scorecards.get(&id);
            card.map_or_else(|| id.to_string(), |card| scope.text(&card.name))
        }
        None if measure == "industry" => scope.say("attractiveness"),
        None => measure.to_owned(),
    }
}

/// A number of a measure with its unit.
pub fn measured(scope: Scope<'_>, measure: &str, value: &Exact) -> String {
    let unit = match Measure::parse(measure) {
        Some(Measure::Revenue | Measure::Profit) => IndicatorUnit::Money,
        Some(Measure::Indicator(key)) => key.unit(),
        _ => IndicatorUnit::Number,
    };
    in_unit(scope, unit, value)
}

/// A number in the unit of an indicator.
pub fn in_unit(scope: Scope<'_>, unit: IndicatorUnit, value: &Exact) -> String {
    match unit {
        IndicatorUnit::Money => scope.money(value).text,
        IndicatorUnit::Count => format::grouped(value, 0),
        IndicatorUnit::Percent => format!("{}%", format::number(value, 1)),
        IndicatorUnit::WholeDays | IndicatorUnit::Days => {
            // Days to a tenth: more is noise.
            let days = Exact::parse(&value.fixed(1)).unwrap_or_else(|| value.clone());
            format::with_unit(&days, Some("days"), scope.lang)
        }
        IndicatorUnit::Number => format::number(value, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;

    #[test]
    fn a_measure_has_a_name_in_both_languages_and_an_unknown_one_keeps_its_own() {
        let sample = Sample::of(&[]);
        assert_eq!(measure_name(sample.zh(), "max_order"), "最大单笔交易额");
        assert_eq!(measure_name(sample.en(), "revenue"), "Yearly revenue");
        assert_eq!(measure_name(sample.en(), "industry"), "Attractiveness");
        assert_eq!(measure_name(sample.en(), "nonsense"), "nonsense");
    }

    #[test]
    fn a_number_stands_in_the_unit_of_its_measure() {
        let sample = Sample::of(&[]);
        let say = |measure| measured(sample.en(), measure, &Exact::from(30));
        assert_eq!(
            ["revenue", "gross_margin", "avg_collect_days", "value", "tx_count"].map(say),
            ["¥30", "30%", "30 days", "30", "30"]
        );
    }
}
