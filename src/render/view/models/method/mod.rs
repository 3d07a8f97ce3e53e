//! The pages of models whose formula is fixed: one file each, with what is said of it and how its example is worked out.

mod bus_factor;
mod clv;
mod composition;
mod concentration;
mod dials;
mod indicators;
mod landscape;
mod needs;
mod needs_stages;
mod rank_agreement;
mod relations;
mod rfm;
mod steps;
mod tier_gap;
mod transformation;
mod wallet;
mod whale_curve;

use crate::model::rulers::MethodKind;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::ModelPage;
use crate::render::view::models::Part;
use crate::render::view::models::kind_label;
use crate::render::view::models::primed;
use crate::render::view::models::primer::Primer;
use crate::render::view::parts::Fact;

/// How a method is shown.
pub(super) struct MethodView {
    /// What is said of it.
    pub(super) primer: Primer,
    /// The numbers this book sets for it.
    pub(super) facts: fn(Scope<'_>) -> Vec<Fact>,
    /// Its parts, where it has any.
    pub(super) parts: fn(Scope<'_>) -> Vec<Part>,
    /// A case worked out.
    pub(super) example: fn(Scope<'_>) -> Option<Example>,
}

/// How a method is shown.
pub(super) fn of(method: MethodKind) -> &'static MethodView {
    match method {
        MethodKind::TierGap => &tier_gap::METHOD,
        MethodKind::Dials => &dials::METHOD,
        MethodKind::Rfm => &rfm::METHOD,
        MethodKind::RankAgreement => &rank_agreement::METHOD,
        MethodKind::Relations => &relations::METHOD,
        MethodKind::BusFactor => &bus_factor::METHOD,
        MethodKind::Needs => &needs::METHOD,
        MethodKind::NeedsStages => &needs_stages::METHOD,
        MethodKind::Landscape => &landscape::METHOD,
        MethodKind::Transformation => &transformation::METHOD,
        MethodKind::Indicators => &indicators::METHOD,
        MethodKind::Wallet => &wallet::METHOD,
        MethodKind::Clv => &clv::METHOD,
        MethodKind::Composition => &composition::METHOD,
        MethodKind::Concentration => &concentration::METHOD,
        MethodKind::WhaleCurve => &whale_curve::METHOD,
        MethodKind::Steps => &steps::METHOD,
    }
}

pub(super) fn page(scope: Scope<'_>, method: MethodKind) -> ModelPage {
    let view = of(method);
    let own = scope.book().rulers.methods.get(&method);
    let label = method.label(scope.lang);
    let kind = kind_label(scope, "method");
    let is_renamed = own.is_some_and(|own| own.name.is_some());
    ModelPage {
        kind_label: if is_renamed {
            format!("{label} · {kind}")
        } else {
            kind
        },
        team_purpose: own
            .map(|own| scope.text_or_empty(own.purpose.as_ref()))
            .unwrap_or_default(),
        notes: own
            .map(|own| own.notes.iter().map(|note| scope.text(note)).collect())
            .unwrap_or_default(),
        team_source: own.and_then(|own| own.source.clone()).unwrap_or_default(),
        facts: (view.facts)(scope),
        parts: (view.parts)(scope),
        example: (view.example)(scope),
        ..primed(scope, "method", &view.primer)
    }
}
