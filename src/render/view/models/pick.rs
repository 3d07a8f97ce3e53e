//! Which account a worked example is of: the one of which most is known, the first by id among equals.

use crate::engine::assessment::AccountAssessment;
use crate::model::account::Account;
use crate::model::id::Id;
use crate::render::scope::Scope;

/// The account of an example.
#[derive(Debug, Clone, Copy)]
pub struct Picked<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its dossier.
    pub account: &'a Account,
    /// What the engine says of it.
    pub assessed: &'a AccountAssessment,
}

/// The account for which `known` counts most; none if it counts for nobody.
pub fn most_known<'a, K: Ord>(
    scope: Scope<'a>,
    known: impl Fn(Picked<'a>) -> Option<K>,
) -> Option<Picked<'a>> {
    let mut best: Option<(K, Picked<'a>)> = None;
    for (id, assessed) in &scope.shared.assessment.accounts {
        let Some(account) = scope.dossier(id) else {
            continue;
        };
        let picked = Picked {
            id,
            account,
            assessed,
        };
        let Some(count) = known(picked) else {
            continue;
        };
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, picked));
        }
    }
    best.map(|(_, picked)| picked)
}

/// The account for which `known` counts most of those that `accept` makes something of; it is asked as seldom as can be.
pub fn most_known_with<'a, K: Ord, T>(
    scope: Scope<'a>,
    known: impl Fn(Picked<'a>) -> Option<K>,
    accept: impl Fn(Picked<'a>) -> Option<T>,
) -> Option<(Picked<'a>, T)> {
    let accounts = scope.shared.assessment.accounts.iter();
    let picked = accounts.filter_map(|(id, assessed)| {
        let account = scope.dossier(id)?;
        let picked = Picked {
            id,
            account,
            assessed,
        };
        Some((known(picked)?, picked))
    });
    let mut ordered: Vec<(K, Picked<'a>)> = picked.collect();
    ordered.sort_by(|(a, a_picked), (b, b_picked)| b.cmp(a).then_with(|| a_picked.id.cmp(b_picked.id)));
    ordered
        .into_iter()
        .find_map(|(_, picked)| Some((picked, accept(picked)?)))
}
