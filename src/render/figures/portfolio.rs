//! Charts of all accounts together: the pyramid of tiers and the value matrix.

use crate::chart::matrix;
use crate::chart::matrix::MatrixData;
use crate::chart::pyramid;
use crate::chart::pyramid::Outside;
use crate::chart::pyramid::PyramidData;
use crate::engine::Assessment;
use crate::engine::assessment::Tier;
use crate::engine::assessment::TierCount;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::MatrixCut;
use crate::render::crossing::Mark;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::format;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// Marks the whole matrix draws; of more, a spread of them stands for all.
const MAX_MARKS: usize = 200;

/// The pyramid of tiers: how many, and how much.
pub fn pyramid(scope: Scope<'_>) -> Option<Figure> {
    let tiers = &scope.shared.assessment.portfolio.tiers;
    if tiers.is_empty() || scope.book().accounts.is_empty() {
        return None;
    }
    let revenue: Exact = tiers.iter().map(|tier| &tier.revenue).sum();
    let profit: Exact = tiers.iter().map(|tier| &tier.profit).sum();
    let share = |part: &Exact, whole: &Exact| {
        let share = whole.is_positive().then(|| part.over(whole)).flatten()?;
        Some(&share * &Exact::HUNDRED)
    };
    let list = scope.href(&Route::List(PageKind::Account));
    let link = |tier: &TierCount| (tier.n > 0).then(|| format!("{list}?tier={}", tier.tier.word()));
    let is_level = |tier: &&TierCount| matches!(tier.tier, Tier::Level(_));
    let data = PyramidData {
        tiers: tiers
            .iter()
            .filter(is_level)
            .map(|tier| pyramid::Tier {
                label: scope.tier_label(&tier.tier),
                n: tier.n,
                revenue: float(share(&tier.revenue, &revenue).as_ref()),
                profit: float(share(&tier.profit, &profit).as_ref()),
                href: link(tier),
            })
            .collect(),
        outside: tiers
            .iter()
            .filter(|tier| !is_level(tier))
            .map(|tier| Outside {
                label: scope.tier_label(&tier.tier),
                n: tier.n,
                href: link(tier),
            })
            .collect(),
    };
    let caption = Caption {
        id: "pyramid".to_owned(),
        heading: pyramid_heading(scope, tiers, &revenue),
        note: scope.pick(
            format!(
                "各等级的家数，旁为占已知年收入与利润的比例 %；截至 {}",
                scope.book().as_of
            ),
            format!(
                "Accounts by tier, beside them their percent of known yearly revenue and profit; as of {}",
                scope.book().as_of
            ),
        ),
    };
    let svg = pyramid::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

fn pyramid_heading(scope: Scope<'_>, tiers: &[TierCount], revenue: &Exact) -> String {
    let Some(top) = tiers.first() else {
        return scope.say("tiers");
    };
    let (name, n) = (scope.tier_label(&top.tier), top.n);
    match top.revenue.over(revenue).filter(|_| n > 0) {
        Some(share) => {
            let share = format::percent(&share, 0);
            scope.pick(
                format!("{n} 家{name}带来 {share} 的收入"),
                format!(
                    "{n} in {name} bring{} {share} of revenue",
                    if n == 1 { "s" } else { "" }
                ),
            )
        }
        None => scope.pick(format!("{n} 家{name}"), format!("{n} in {name}")),
    }
}

/// The value matrix: of all accounts, or around the one a page is about. `None` if nobody has a place on it.
pub fn value_matrix(scope: Scope<'_>, focus: Option<&Id>) -> Option<Figure> {
    let crossings = &scope.shared.crossings;
    let cuts = drawn_cuts(&scope.shared.assessment)?;
    let own = match focus {
        Some(id) => Some(crossings.mark(id)?),
        None => None,
    };
    let marks: Vec<&Mark> = if focus.is_none() && crossings.marks.len() <= MAX_MARKS {
        crossings.marks.iter().collect()
    } else {
        let others = crossings.thinned.iter();
        own.into_iter()
            .chain(others.filter(|mark| Some(&mark.account) != focus))
            .collect()
    };
    if marks.is_empty() {
        return None;
    }
    let model = scope.book().rulers.value.as_ref()?;
    let data = MatrixData {
        accounts: marks.iter().map(|mark| account(scope, mark, focus)).collect(),
        cuts: Some(cuts),
        cut_words: match model.matrix {
            MatrixCut::Mean => scope.pick("均值", "mean"),
            MatrixCut::Fixed { .. } => String::new(),
        },
        most: (&model.cap * &Exact::HUNDRED).to_f64(),
    };
    let n = crossings.marks.len();
    let n_drawn = marks.len();
    let thinned = if n_drawn < n {
        scope.pick(
            format!("；图上是 {n} 家中的 {n_drawn} 家"),
            format!("; {n_drawn} of {n} accounts are drawn"),
        )
    } else {
        String::new()
    };
    let caption = Caption {
        id: "matrix".to_owned(),
        heading: match focus {
            Some(id) => own_heading(scope, id),
            None => matrix_heading(scope),
        },
        note: scope.pick(
            format!(
                "横为现实价值，纵为潜在价值，单位分；截至 {}{thinned}",
                scope.book().as_of
            ),
            format!(
                "Current value across, potential value up, in points; as of {}{thinned}",
                scope.book().as_of
            ),
        ),
    };
    let svg = matrix::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// Cuts of the value matrix as they are drawn: to a hundredth of a point, less than can be seen, so that the mean of a large book
/// does not redraw every account when one of them moves.
pub(in crate::render) fn drawn_cuts(assessment: &Assessment) -> Option<(f64, f64)> {
    let hundredths = |cut: &Exact| libm::round(cut.to_f64() * 100.0) / 100.0;
    let (current, potential) = assessment.portfolio.matrix_cut.as_ref()?;
    Some((hundredths(current), hundredths(potential)))
}

fn account(scope: Scope<'_>, mark: &Mark, focus: Option<&Id>) -> matrix::Account {
    let is_focus = focus == Some(&mark.account);
    let link = scope.account(&mark.account);
    matrix::Account {
        label: link.text,
        current: Some(mark.current.to_f64()),
        potential: Some(mark.potential.to_f64()),
        is_focus,
        href: link.href.filter(|_| !is_focus),
    }
}

fn matrix_heading(scope: Scope<'_>) -> String {
    let accounts = scope.shared.assessment.accounts.values();
    let (mut both, mut rising) = (0, 0);
    for quadrant in accounts.filter_map(|account| account.quadrant) {
        match (quadrant.current_high, quadrant.potential_high) {
            (true, true) => both += 1,
            (false, true) => rising += 1,
            _ => {}
        }
    }
    scope.pick(
        format!("{both} 家现实与潜在价值都高，{rising} 家潜力未兑现"),
        format!("{both} high in current and potential value, {rising} with potential not yet realised"),
    )
}

fn own_heading(scope: Scope<'_>, id: &Id) -> String {
    let quadrant = scope.assessed(id).and_then(|account| account.quadrant);
    match quadrant.map(|quadrant| (quadrant.current_high, quadrant.potential_high)) {
        Some((true, true)) => scope.pick("现实与潜在价值都高", "High in current and in potential value"),
        Some((true, false)) => scope.pick(
            "现实价值高，潜在价值低",
            "High in current, low in potential value",
        ),
        Some((false, true)) => scope.pick(
            "现实价值低，潜在价值高",
            "Low in current, high in potential value",
        ),
        Some((false, false)) => scope.pick("现实与潜在价值都低", "Low in current and in potential value"),
        None => scope.say("value_matrix"),
    }
}
