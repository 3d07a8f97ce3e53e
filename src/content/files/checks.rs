//! Rules that hold within one file: ids are unique, periods do not overlap.

use std::collections::BTreeMap;

use crate::content::decode::cx::Cx;
use crate::diag::Code;
use crate::model::date::Period;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::words;

/// So many ids are sooner compared each with each than put into a map.
const FEW: usize = 12;

/// Notes ids that stand twice in the list at `list`; `key` is the key that holds the id.
pub fn unique<'a>(
    ids: impl IntoIterator<Item = &'a Sited<Id>, IntoIter: Clone>,
    list: &str,
    key: &str,
    cx: &mut Cx<'_>,
) {
    let ids = ids.into_iter();
    if ids.size_hint().1.is_some_and(|n| n <= FEW) && are_apart(ids.clone()) {
        return;
    }
    let mut first: BTreeMap<&Id, u32> = BTreeMap::new();
    for (index, id) in ids.enumerate() {
        // A stand-in has no place.
        if id.at.line == 0 {
            continue;
        }
        match first.get(&id.value) {
            Some(line) => {
                let text = id.value.as_str();
                let words = (
                    words!(
                        "编号 `{text}` 用了两次，第一次在第 {line} 行",
                        "the id `{text}` is used twice, first on line {line}"
                    ),
                    words!(
                        "给其中一个换个编号，或删去重复的一项",
                        "give one of them another id, or remove it"
                    ),
                );
                let len = u32::try_from(text.chars().count()).unwrap_or(1);
                cx.report_at(
                    Code::DuplicateId,
                    (id.at, len),
                    &format!("{list}[{index}].{key}"),
                    words,
                );
            }
            None => {
                first.insert(&id.value, id.at.line);
            }
        }
    }
}

/// True if no id stands twice.
fn are_apart<'a>(mut ids: impl Iterator<Item = &'a Sited<Id>> + Clone) -> bool {
    while let Some(id) = ids.next() {
        if ids.clone().any(|other| other.value == id.value) {
            return false;
        }
    }
    true
}

/// Notes periods of one table that share a day with an earlier row.
pub fn apart(periods: &[&Sited<Period>], list: &str, cx: &mut Cx<'_>) {
    for (index, period) in periods.iter().enumerate() {
        let earlier = periods
            .iter()
            .take(index)
            .find(|earlier| earlier.at.line != 0 && earlier.value.overlaps(period.value));
        let Some(earlier) = earlier.filter(|_| period.at.line != 0) else {
            continue;
        };
        let (this, that, line) = (period.value, earlier.value, earlier.at.line);
        let words = (
            words!(
                "期间 `{this}` 与第 {line} 行的 `{that}` 重叠",
                "the period `{this}` overlaps `{that}` on line {line}"
            ),
            words!(
                "每一天只能落在一行里：合并两行，或改期间",
                "a day belongs to one row: join the two, or change a period"
            ),
        );
        let len = u32::try_from(this.to_string().len()).unwrap_or(1);
        cx.report_at(
            Code::OverlappingPeriods,
            (period.at, len),
            &format!("{list}[{index}].period"),
            words,
        );
    }
}
