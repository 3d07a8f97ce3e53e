//! Where an account stands among the others: value matrix, classes, RFM, portfolio matrix.

use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain::Explanation;
use crate::engine::explain::Quantity;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::explain::same;
use crate::engine::indicators::IndicatorKey;
use crate::engine::indicators::IndicatorUnit;
use crate::engine::measure::Measure;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerFile;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Direction;
use crate::words;

/// A side's name, the account's number and the cut.
type SideOfMatrix<'a> = (Words, Option<&'a Exact>, Option<&'a Exact>);

/// Explains the value matrix.
pub(super) fn quadrant(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let Some(value) = &subject.result.own.value else {
        return;
    };
    let cuts = subject.assessment.portfolio.matrix_cut.as_ref();
    let word = subject
        .result
        .quadrant
        .map_or(Quantity::Unknown, |cell| Quantity::Word(same(cell.word())));
    let sides = [
        (
            words!("现实价值", "current value"),
            value.current.as_ref(),
            cuts.map(|cuts| &cuts.0),
        ),
        (
            words!("潜在价值", "potential value"),
            value.potential.as_ref(),
            cuts.map(|cuts| &cuts.1),
        ),
    ];
    all.push(matrix(
        "value.quadrant",
        words!("价值矩阵（现实/潜在）", "Value matrix (current/potential)"),
        word,
        sides,
    ));
}

/// Explains the portfolio matrix.
pub(super) fn portfolio(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let (Some(cell), Some(model)) = (&subject.result.cell, &subject.book.rulers.portfolio) else {
        return;
    };
    let cuts = subject.assessment.portfolio.cell_cut.as_ref();
    let (attractiveness, strength) = (&model.attractiveness.value, &model.strength.value);
    let word = cell.cell.map_or(Quantity::Unknown, |cell| {
        Quantity::Word(Words::new(cell.label(Lang::Zh), cell.label(Lang::En)))
    });
    let sides = [
        (
            words!("吸引力 {attractiveness}", "attractiveness {attractiveness}"),
            cell.attractiveness.as_ref(),
            cuts.map(|cuts| &cuts.0),
        ),
        (
            words!("竞争力 {strength}", "strength {strength}"),
            cell.strength.as_ref(),
            cuts.map(|cuts| &cuts.1),
        ),
    ];
    all.push(matrix(
        "portfolio",
        words!("组合矩阵", "Portfolio matrix"),
        word,
        sides,
    ));
}

fn matrix(what: &str, title: Words, word: Quantity, sides: [SideOfMatrix<'_>; 2]) -> Explanation {
    let formula = words!("高 = 不低于分界", "high = at or above the cut");
    let mut explanation = Explanation::of(what, title, word, formula);
    for (name, own, cut) in sides {
        let (zh, en) = (&name.zh, &name.en);
        let line = words!("{zh}的分界", "cut of {en}");
        explanation
            .terms
            .push(Term::of(name, Quantity::number(own), Vec::new()));
        explanation
            .terms
            .push(Term::of(line, Quantity::number(cut), Vec::new()));
    }
    explanation
}

/// Explains the class each classifier gives.
pub(super) fn classes(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    all.extend(
        subject
            .book
            .rulers
            .classifiers
            .iter()
            .map(|classifier| class(subject, classifier)),
    );
}

fn class(subject: Subject<'_>, classifier: &Classifier) -> Explanation {
    let id = &classifier.id.value;
    let given = subject.result.classes.get(id);
    let name = classifier.name.as_ref().map_or_else(|| subject.label(id), both);
    let is_high = classifier.direction == Direction::High;
    let formula = match (classifier.method, is_high) {
        (ClassMethod::Thresholds, true) => words!("第一个 x ≥ 界限的类", "the first class with x ≥ bound"),
        (ClassMethod::Thresholds, false) => words!("第一个 x ≤ 界限的类", "the first class with x ≤ bound"),
        (ClassMethod::Quantiles, _) => words!(
            "第一个 名次 ≤ ⌈界限 × n ÷ 100⌉ 的类",
            "the first class with rank ≤ ⌈bound × n ÷ 100⌉"
        ),
        (ClassMethod::CumulativeShare, _) => {
            let (zh, en) = (
                classifier.crossing.label(Lang::Zh),
                classifier.crossing.label(Lang::En),
            );
            words!("按累计份额，跨界者{zh}", "by cumulative share, {en}")
        }
    };
    let mut explanation = Explanation::of(
        format!("classes.{id}"),
        name,
        given.map_or(Quantity::Unknown, |class| Quantity::Word(same(class.as_str()))),
        formula,
    );
    explanation
        .terms
        .push(measured(subject, &classifier.indicator.value));
    for class in &classifier.classes {
        let class_id = &class.id.value;
        let bound = Quantity::number(class.bound.as_ref());
        if class.bound.is_some() {
            explanation.terms.push(Term::of(
                words!("{class_id} 的界限", "bound of {class_id}"),
                bound,
                Vec::new(),
            ));
        }
    }
    if given.is_none() {
        explanation.notes.push(words!(
            "指标未知，不归类",
            "the measure is unknown, so there is no class"
        ));
    }
    explanation
}

/// The account's number by the name of a measure.
fn measured(subject: Subject<'_>, name: &str) -> Term {
    let measure = Measure::parse(name);
    let result = subject.result;
    let value = measure
        .as_ref()
        .and_then(|measure| measure.of(&result.own, &result.linked));
    let quantity = match &measure {
        Some(Measure::Indicator(key)) => indicator_quantity(*key, value),
        Some(Measure::Revenue | Measure::Profit) => Quantity::money(value),
        _ => Quantity::number(value),
    };
    Term::of(same(name), quantity, Vec::new())
}

/// An indicator in its unit.
pub(super) fn indicator_quantity(key: IndicatorKey, value: Option<&Exact>) -> Quantity {
    let Some(value) = value.cloned() else {
        return Quantity::Unknown;
    };
    match key.unit() {
        IndicatorUnit::Money => Quantity::Money(value),
        IndicatorUnit::Percent => Quantity::Percent(value),
        IndicatorUnit::WholeDays | IndicatorUnit::Days => Quantity::Days(value),
        IndicatorUnit::Count | IndicatorUnit::Number => Quantity::Number(value),
    }
}

/// Explains recency, frequency and monetary value.
pub(super) fn rfm(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let Some(marks) = subject.result.rfm else {
        return;
    };
    let indicators = &subject.result.linked.indicators;
    let totals = subject.book.ledgers.accounts.get(&subject.account.id);
    let last = totals.and_then(|totals| totals.orders.last);
    let days = last.map(|last| crate::model::date::days_between(last, subject.book.as_of));
    let rows = [
        (
            "recency",
            words!("最近一次", "Recency"),
            marks.recency,
            days.map_or(Quantity::Unknown, |days| Quantity::Days(Exact::from(days))),
            words!("距上次订单的天数", "days since the last order"),
        ),
        (
            "frequency",
            words!("频次", "Frequency"),
            marks.frequency,
            Quantity::number(indicators.get(IndicatorKey::TxCount)),
            words!("一年的订单数", "orders of the year"),
        ),
        (
            "monetary",
            words!("金额", "Monetary value"),
            marks.monetary,
            Quantity::money(indicators.get(IndicatorKey::TxAmount)),
            words!("一年的订单额", "order volume of the year"),
        ),
    ];
    for (key, title, mark, value, name) in rows {
        let mut explanation = Explanation::of(
            format!("rfm.{key}"),
            title,
            Quantity::Number(Exact::from(i64::from(mark))),
            words!(
                "名次 ≤ ⌈n/5⌉ 得 5，≤ ⌈2n/5⌉ 得 4 …… 其余得 1；n 为一年内有订单的客户",
                "5 if rank ≤ ⌈n/5⌉, 4 if ≤ ⌈2n/5⌉ … else 1; n accounts with an order in the year"
            ),
        );
        explanation
            .terms
            .push(Term::of(name, value, subject.ledger(LedgerFile::Orders)));
        all.push(explanation);
    }
}
