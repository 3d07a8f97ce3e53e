//! Needs × capabilities 能力对比: which of our strengths are selling points 独特卖点 here, and where the gaps are.

use std::collections::BTreeMap;

use crate::model::account::Account;
use crate::model::account::Capability;
use crate::model::account::Need;
use crate::model::account::words_enum;
use crate::model::competitor::Competitor;
use crate::model::exact::Exact;
use crate::model::id::Id;

words_enum! {
    /// What our capability is worth for one need.
    Verdict {
        Unique = "unique", "独有", "Unique";
        Better = "better", "更好", "Better";
        Unverified = "unverified", "待核实", "Unverified";
        Unproven = "unproven", "未经比较", "Unproven";
        Irrelevant = "irrelevant", "不重要", "Irrelevant";
        Gap = "gap", "差距", "Gap";
        Tie = "tie", "持平", "Tie";
    }
}

impl Verdict {
    /// True for a unique selling point: nobody else can, or nobody else does as well.
    pub fn is_selling_point(self) -> bool {
        matches!(self, Verdict::Unique | Verdict::Better)
    }
}

/// One need, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedResult {
    /// What our capability is worth.
    pub verdict: Verdict,
    /// Our capability.
    pub ours: Capability,
    /// Each competitor's in this account.
    pub theirs: BTreeMap<Id, Capability>,
}

/// Importance from which a need counts, of 0..=5.
pub const LEAST_IMPORTANCE: i64 = 3;

/// Judges every need of a dossier; `competitor` gives the page behind a competitor. By need.
pub fn judge<'a>(
    account: &Account,
    competitor: impl Fn(&Id) -> Option<&'a Competitor>,
) -> BTreeMap<Id, NeedResult> {
    let judged = account.needs.iter().map(|need| {
        let written = account.capabilities.get(&need.id.value);
        let here = |player: &str| written.and_then(|row| Some(row.get(player)?.value.clone()));
        let ours = here("us").unwrap_or(Capability::Unknown);
        let theirs: BTreeMap<Id, Capability> = account
            .competitors
            .iter()
            .map(|rival| {
                let id = &rival.reference.value;
                let capability = here(id.as_str())
                    .or_else(|| page_capability(competitor(id)?, need))
                    .unwrap_or(Capability::Unknown);
                (id.clone(), capability)
            })
            .collect();
        let result = NeedResult {
            verdict: verdict(need.importance, &ours, &theirs),
            ours,
            theirs,
        };
        (need.id.value.clone(), result)
    });
    judged.collect()
}

/// What a competitor's page says of the need's tag, which is the need's id where none is written.
fn page_capability(page: &Competitor, need: &Need) -> Option<Capability> {
    let tag = need.tag.as_ref().unwrap_or(&need.id.value);
    page.capabilities
        .get(tag)
        .map(|capability| capability.value.clone())
}

/// The first that fits; a known better competitor is a gap even while another is unknown.
fn verdict(importance: Option<i64>, ours: &Capability, theirs: &BTreeMap<Id, Capability>) -> Verdict {
    if importance.is_none_or(|importance| importance < LEAST_IMPORTANCE) {
        return Verdict::Irrelevant;
    }
    let Some(level) = level(ours) else {
        return Verdict::Unverified;
    };
    if *ours == Capability::Cannot {
        return Verdict::Gap;
    }
    if theirs.is_empty() {
        return Verdict::Unproven;
    }
    let known: Vec<Exact> = theirs.values().filter_map(self::level).collect();
    if known.iter().any(|other| *other > level) {
        Verdict::Gap
    } else if known.len() < theirs.len() {
        Verdict::Unverified
    } else if theirs.values().all(|other| *other == Capability::Cannot) {
        Verdict::Unique
    } else if known.iter().all(|other| *other < level) {
        Verdict::Better
    } else {
        Verdict::Tie
    }
}

/// A known capability as a number, `cannot` below every level.
fn level(capability: &Capability) -> Option<Exact> {
    match capability {
        Capability::Level(level) => Some(level.clone()),
        Capability::Cannot => Some(Exact::from(-1)),
        Capability::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::id;

    fn judged(importance: Option<i64>, ours: Option<i64>, theirs: &[Option<i64>]) -> &'static str {
        let capability = |level: &Option<i64>| match level {
            Some(-1) => Capability::Cannot,
            Some(level) => Capability::Level(Exact::from(*level)),
            None => Capability::Unknown,
        };
        let theirs = theirs.iter().enumerate();
        let theirs = theirs.map(|(n, level)| (id(&format!("rival-{n}")), capability(level)));
        verdict(importance, &capability(&ours), &theirs.collect()).word()
    }

    #[test]
    fn a_need_nobody_weighs_is_irrelevant_whatever_we_can() {
        assert_eq!(judged(Some(2), Some(9), &[Some(1)]), "irrelevant");
        assert_eq!(judged(None, None, &[]), "irrelevant");
    }

    #[test]
    fn a_known_better_competitor_is_a_gap_even_while_another_is_unknown() {
        assert_eq!(judged(Some(3), Some(5), &[Some(7), None]), "gap");
        assert_eq!(judged(Some(3), Some(5), &[Some(4), None]), "unverified");
    }

    #[test]
    fn only_competitors_who_cannot_make_it_unique() {
        assert_eq!(judged(Some(5), Some(0), &[Some(-1), Some(-1)]), "unique");
        assert_eq!(judged(Some(5), Some(1), &[Some(-1), Some(0)]), "better");
        assert_eq!(judged(Some(5), Some(0), &[Some(-1), Some(0)]), "tie");
    }

    #[test]
    fn without_competitors_it_is_never_unique_and_what_we_cannot_is_a_gap() {
        assert_eq!(judged(Some(5), Some(9), &[]), "unproven");
        assert_eq!(judged(Some(5), Some(-1), &[]), "gap");
        assert_eq!(judged(Some(5), None, &[]), "unverified");
    }
}
