//! Charts of one industry: the stairs of its needs with the accounts on them, and its transformation.

use crate::chart::staircase;
use crate::chart::staircase::StaircaseData;
use crate::chart::transformation;
use crate::chart::transformation::TransformationData;
use crate::model::account::OfferingState;
use crate::model::id::Id;
use crate::model::industry::Completeness;
use crate::render::figures::Caption;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// Accounts handed to a step by name; the others are counted.
const NAMED: usize = 24;

/// The stages of needs; `focus` is an account whose own page shows them, and then it alone stands there by name.
pub fn staircase(scope: Scope<'_>, industry: &Id, focus: Option<&Id>) -> Option<Figure> {
    let page = scope.book().industries.get(industry)?;
    let mut stages: Vec<_> = page.data.needs_stages.iter().collect();
    if stages.is_empty() {
        return None;
    }
    stages.sort_by_key(|stage| stage.order);
    let crossings = &scope.shared.crossings;
    let standing = |id: &Id| staircase::Standing {
        label: scope.account(id).text,
        href: scope.account(id).href,
        is_own: focus == Some(id),
    };
    let mut n_placed = 0;
    let steps: Vec<staircase::Step> = stages
        .into_iter()
        .map(|stage| {
            let key = (industry.clone(), stage.id.value.clone());
            let all = crossings.at_stage.get(&key).map_or(&[][..], Vec::as_slice);
            n_placed += all.len();
            let named: Vec<&Id> = match focus {
                Some(focus) => all.iter().filter(|id| *id == focus).collect(),
                None => all.iter().take(NAMED).collect(),
            };
            staircase::Step {
                label: scope.text(&stage.name),
                note: None,
                is_stub: stage
                    .status
                    .is_some_and(|status| status != Completeness::Complete),
                n_more: all.len() - named.len(),
                accounts: named.into_iter().map(standing).collect(),
                href: None,
            }
        })
        .collect();
    let of_industry = crossings.of_industry.get(industry).map_or(0, Vec::len);
    let n_outside = of_industry.saturating_sub(n_placed);
    let data = StaircaseData {
        steps,
        outside: Vec::new(),
        n_outside: if focus.is_some() { 0 } else { n_outside },
    };
    let caption = Caption {
        id: format!("staircase-{industry}"),
        heading: scope.pick(
            format!("{n_placed} 家已定阶段"),
            format!("{n_placed} accounts stand on a stage"),
        ),
        note: scope.pick(
            "需求从低到高的阶段，名字是站在上面的客户；斜纹为待补或补写",
            "Stages of needs, rising; the names stand on them; hatched is a stub or reconstructed",
        ),
    };
    let svg = staircase::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// The transformation grid 横向与纵向转型.
pub fn transformation(scope: Scope<'_>, industry: &Id) -> Option<Figure> {
    let grid = scope
        .book()
        .industries
        .get(industry)?
        .data
        .transformation
        .as_ref()?;
    let place =
        |axis: &[crate::model::industry::Axis], id: &Id| axis.iter().position(|one| one.id.value == *id);
    let name = |axis: &[crate::model::industry::Axis]| -> Vec<String> {
        axis.iter().map(|one| scope.text(&one.name)).collect()
    };
    let data = TransformationData {
        horizontal: name(&grid.horizontal),
        vertical: name(&grid.vertical),
        offerings: grid
            .offerings
            .iter()
            .map(|offering| {
                let name = offering.name.as_ref();
                let by = offering.by.as_ref().map(|by| scope.person(&by.value));
                let since = offering.since.map(|day| day.to_string());
                let note: Vec<String> = since.into_iter().chain(by).collect();
                transformation::Offering {
                    label: name.map_or_else(|| scope.label(&offering.id.value), |name| scope.text(name)),
                    h: place(&grid.horizontal, &offering.h.value),
                    v: place(&grid.vertical, &offering.v.value),
                    status: match offering.status {
                        OfferingState::Current => transformation::Status::Current,
                        OfferingState::Target => transformation::Status::Target,
                        OfferingState::Partner => transformation::Status::Partner,
                        OfferingState::Dropped => transformation::Status::Dropped,
                    },
                    note: (!note.is_empty()).then(|| note.join(" · ")),
                    href: None,
                }
            })
            .collect(),
        fulcrum: grid.fulcrum.as_ref().map(|fulcrum| scope.text(fulcrum)),
    };
    let wanted = grid
        .offerings
        .iter()
        .filter(|one| one.status == OfferingState::Target);
    let n = wanted.count();
    let caption = Caption {
        id: format!("transformation-{industry}"),
        heading: scope.pick(
            format!("{n} 项在转型目标上"),
            format!("{n} offerings are still to come"),
        ),
        note: scope.pick(
            "横为广度，纵为深度；箭头从在用到目标",
            "Breadth across, depth up; arrows lead from what is in use to what is wanted",
        ),
    };
    let svg = transformation::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}
