//! A composition adds up, its labels are known, and little of it is "other".

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::listed;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::diag::Finding;
use crate::model::composition::Composition;
use crate::model::composition::Part;
use crate::model::composition::PartSize;
use crate::model::exact::Exact;
use crate::words;

/// Percent of a composition above which its remainder hides too much.
const LARGE_OTHER: i64 = 10;

/// Checks every composition.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    for sheet in scope.book.compositions.values() {
        let mut report = Report::new(scope, &sheet.file);
        let composition = &sheet.data;
        let total = composition
            .total
            .clone()
            .or_else(|| sum_of_amounts(&composition.parts));
        whole(composition, total.as_ref(), &mut report);
        for part in &composition.parts {
            nested(part, amount(part, total.as_ref()).as_ref(), &mut report);
            large_other(part, total.as_ref(), &mut report);
        }
        mapping(composition, &mut report);
        findings.append(&mut report.findings);
    }
}

/// Shares may miss 100 by what rounding each to a tenth allows; amounts fit their total exactly.
fn whole(composition: &Composition, total: Option<&Exact>, report: &mut Report) {
    let parts = &composition.parts;
    let (Some(sum), false) = (sum_of_shares(parts, total), parts.is_empty()) else {
        return;
    };
    let difference = &sum - &Exact::HUNDRED;
    if difference.abs() <= allowance(parts) {
        return;
    }
    let (sum, difference) = (sum.short(4), difference.short(4));
    report.add(
        Code::CompositionSum,
        spot(composition.at, "parts", format_args!("parts")),
        words!(
            "各部分合计 {sum}%，与 100% 差 {difference}",
            "the parts add up to {sum}%, {difference} away from 100%"
        ),
        words!(
            "补上漏掉的部分（可标 `other: true`），或改正数值",
            "add what is missing (`other: true` marks a remainder), or mend the values"
        ),
    );
}

/// Parts of a part may leave a rest, but not be more than the part.
fn nested(part: &Part, whole: Option<&Exact>, report: &mut Report) {
    let sum = sum_of_shares(&part.parts, whole).unwrap_or(Exact::ZERO);
    if &sum - &Exact::HUNDRED > allowance(&part.parts) {
        let (key, sum) = (&part.key.value, sum.short(4));
        report.add(
            Code::CompositionSum,
            spot(part.key.at, key.as_str(), format_args!("parts.{key}.parts")),
            words!(
                "`{key}` 的下级合计 {sum}%，超过它自己",
                "the parts of `{key}` add up to {sum}%, more than all of it"
            ),
            words!(
                "下级份额是占 `{key}` 的百分比，合计不超过 100",
                "shares below `{key}` are percent of it and add up to 100 at most"
            ),
        );
    }
    for below in &part.parts {
        nested(below, amount(below, whole).as_ref(), report);
    }
}

fn large_other(part: &Part, total: Option<&Exact>, report: &mut Report) {
    let Some(share) = share(part, total).filter(|share| part.is_other && *share > Exact::from(LARGE_OTHER))
    else {
        return;
    };
    let (key, share) = (&part.key.value, share.short(4));
    report.add(
        Code::LargeOther,
        spot(part.key.at, key.as_str(), format_args!("parts.{key}")),
        words!(
            "“其他” `{key}` 占 {share}%",
            "the remainder `{key}` is {share}% of the whole"
        ),
        words!(
            "超过 {LARGE_OTHER}% 就值得拆开来看",
            "above {LARGE_OTHER}% it is worth taking apart"
        ),
    );
}

fn mapping(composition: &Composition, report: &mut Report) {
    let mut ambiguous = Vec::new();
    collect_ambiguous(&composition.parts, &mut ambiguous);
    let Some(first) = ambiguous.first() else { return };
    let keys: Vec<&str> = ambiguous.iter().map(|part| part.key.value.as_str()).collect();
    let (zh, en) = (listed(&keys, "、"), listed(&keys, ", "));
    report.add(
        Code::AmbiguousMapping,
        spot(first.key.at, first.key.value.as_str(), format_args!("parts")),
        words!(
            "{zh} 属于哪个名目还不知道，构成图不画",
            "the label of {en} is not known, so no chart is drawn"
        ),
        words!(
            "查清后写 `name` 代替 `candidates`",
            "once it is known, write `name` instead of `candidates`"
        ),
    );
}

fn collect_ambiguous<'a>(parts: &'a [Part], found: &mut Vec<&'a Part>) {
    for part in parts {
        if !part.candidates.is_empty() {
            found.push(part);
        }
        collect_ambiguous(&part.parts, found);
    }
}

/// Percent of its parent; `None` if it is an amount and the parent's is unknown or 0.
fn share(part: &Part, whole: Option<&Exact>) -> Option<Exact> {
    match &part.size {
        PartSize::Share(share) => Some(share.clone()),
        PartSize::Amount(amount) => (amount * &Exact::HUNDRED).over(whole?),
    }
}

/// Base units; `None` if it is a share of an unknown whole.
fn amount(part: &Part, whole: Option<&Exact>) -> Option<Exact> {
    match &part.size {
        PartSize::Share(share) => (share * whole?).over(&Exact::HUNDRED),
        PartSize::Amount(amount) => Some(amount.clone()),
    }
}

fn sum_of_shares(parts: &[Part], whole: Option<&Exact>) -> Option<Exact> {
    parts.iter().map(|part| share(part, whole)).sum_known()
}

fn sum_of_amounts(parts: &[Part]) -> Option<Exact> {
    parts.iter().map(|part| amount(part, None)).sum_known()
}

/// 0.05 percent for each share that was rounded.
fn allowance(parts: &[Part]) -> Exact {
    let rounded = parts
        .iter()
        .filter(|part| matches!(part.size, PartSize::Share(_)))
        .count();
    let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
    Exact::ratio(rounded, 20).unwrap_or(Exact::ZERO)
}

/// A sum that is known if every term is.
trait SumKnown {
    fn sum_known(self) -> Option<Exact>;
}

impl<I: Iterator<Item = Option<Exact>>> SumKnown for I {
    fn sum_known(mut self) -> Option<Exact> {
        self.try_fold(Exact::ZERO, |sum, term| Some(&sum + &term?))
    }
}
