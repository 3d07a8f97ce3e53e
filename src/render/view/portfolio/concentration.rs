//! How much of the revenue lies with few accounts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;
use crate::render::view::parts::Reading;
use crate::render::view::parts::Shown;

/// Concentration of yearly revenue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConcentrationView {
    /// What the figures mean.
    pub sentence: String,
    /// The largest account.
    pub largest: Option<Link>,
    /// Herfindahl index, share of the largest, effective number.
    pub readings: Vec<Reading>,
}

pub(super) fn concentration_view(scope: Scope<'_>) -> Option<ConcentrationView> {
    let portfolio = &scope.shared.assessment.portfolio;
    let (hhi, cr1) = (portfolio.revenue_hhi.as_ref()?, portfolio.revenue_cr1.as_ref()?);
    let effective = Exact::from(10_000).over(hhi);
    let accounts = &scope.shared.assessment.accounts;
    let revenues = accounts
        .iter()
        .filter_map(|(id, account)| Some((account.linked.year.revenue.as_ref()?, id)));
    let largest = revenues.max_by(|a, b| a.0.cmp(b.0).then(b.1.cmp(a.1)));
    let reading = |key: &str, name: String, text: String, note: String| Reading {
        key: key.to_owned(),
        name,
        value: Shown::plain(text),
        note,
    };
    let effective_text = scope.number(effective.as_ref(), 1);
    Some(ConcentrationView {
        sentence: scope.pick(
            format!("集中程度相当于 {effective_text} 家同样大的客户。"),
            format!("As concentrated as {effective_text} accounts of one size would be."),
        ),
        largest: largest.map(|(_, id)| scope.account(id)),
        readings: vec![
            reading(
                "revenue.hhi",
                scope.say("hhi"),
                format::grouped(hhi, 0),
                scope.pick(
                    "份额（%）平方之和，0 至 10,000",
                    "sum of squared percent shares, 0 to 10,000",
                ),
            ),
            reading(
                "revenue.cr1",
                scope.pick("最大一家", "The largest"),
                format!("{}%", format::number(cr1, 1)),
                scope.pick("占已知年收入", "of known yearly revenue"),
            ),
            reading(
                "revenue.effective_n",
                scope.say("effective_n"),
                effective_text,
                scope.pick("10,000 ÷ 赫芬达尔指数", "10,000 ÷ Herfindahl index"),
            ),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::valued;

    #[test]
    fn concentration_names_the_largest_account_and_the_effective_number() {
        let sample = Sample::of(&[
            valued("a", None, Some((50, 1))),
            valued("b", None, Some((50, 1))),
            valued("c", None, None),
        ]);
        let view = concentration_view(sample.en()).unwrap();
        let texts: Vec<&str> = view
            .readings
            .iter()
            .map(|reading| reading.value.text.as_str())
            .collect();
        assert_eq!(texts, ["5,000", "50%", "2"]);
        assert_eq!(view.largest.unwrap().text, "Account a");
        assert_eq!(
            view.sentence,
            "As concentrated as 2 accounts of one size would be."
        );
    }

    #[test]
    fn unknown_revenue_has_no_concentration() {
        assert_eq!(
            concentration_view(Sample::of(&[valued("a", None, None)]).zh()),
            None
        );
    }
}
