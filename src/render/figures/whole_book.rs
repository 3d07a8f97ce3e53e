//! Charts of all accounts together that rank or group them: portfolio matrix, whale curve, RFM, Pareto, concentration.

use std::collections::BTreeMap;

use crate::chart::concentration;
use crate::chart::concentration::ConcentrationData;
use crate::chart::pareto;
use crate::chart::pareto::ParetoData;
use crate::chart::portfolio_matrix;
use crate::chart::portfolio_matrix::PortfolioMatrixData;
use crate::chart::rfm;
use crate::chart::rfm::RfmData;
use crate::chart::whale;
use crate::chart::whale::WhaleData;
use crate::engine::portfolio_cell::Cell;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Cut;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::first::first;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::scope::Scope;
use crate::render::view::measure_words::measure_name;
use crate::render::view::parts::Figure;

/// Accounts that a matrix marks at most; its note says so.
const MARKS: usize = 200;

/// Accounts that a ranked chart is given at most.
const RANKED: usize = 400;

/// The portfolio matrix.
pub fn portfolio_matrix(scope: Scope<'_>, focus: Option<&Id>) -> Option<Figure> {
    let model = scope.book().rulers.portfolio.as_ref()?;
    let assessment = &scope.shared.assessment;
    let cuts = assessment.portfolio.cell_cut.as_ref();
    let mut counts = [0_usize; 4];
    for account in assessment.accounts.values() {
        let cell = account.cell.as_ref().and_then(|cell| cell.cell);
        let place = match cell {
            Some(Cell::Streamline) => counts.first_mut(),
            Some(Cell::Status) => counts.get_mut(1),
            Some(Cell::Star) => counts.get_mut(2),
            Some(Cell::Strategic) => counts.get_mut(3),
            None => None,
        };
        if let Some(place) = place {
            *place += 1;
        }
    }
    let ranking = &scope.shared.crossings.ranking;
    let shown = ranking.iter().take(MARKS).chain(focus.filter(|id| {
        let place = ranking.iter().position(|other| other == *id);
        place.is_some_and(|place| place >= MARKS)
    }));
    let accounts: Vec<portfolio_matrix::Account> = shown
        .filter_map(|id| {
            let assessed = scope.assessed(id)?;
            let cell = assessed.cell.as_ref()?;
            Some(portfolio_matrix::Account {
                label: scope.account(id).text,
                strength: float(cell.strength.as_ref()),
                attractiveness: float(cell.attractiveness.as_ref()),
                size: float(assessed.linked.year.revenue.as_ref()),
                is_focus: focus == Some(id),
                href: scope.account(id).href,
            })
        })
        .collect();
    if accounts.is_empty() {
        return None;
    }
    let reach = |side: fn(&portfolio_matrix::Account) -> Option<f64>| {
        let most = accounts.iter().filter_map(side).fold(100.0, f64::max);
        (0.0, most)
    };
    let is_mean = model.attractiveness_cut == Cut::Mean || model.strength_cut == Cut::Mean;
    let [streamline, status, star, strategic] = counts;
    let data = PortfolioMatrixData {
        strength: portfolio_matrix::Measure {
            name: scope.pick("竞争力", "Strength"),
            scale: reach(|account| account.strength),
        },
        attractiveness: portfolio_matrix::Measure {
            name: scope.pick("吸引力", "Attractiveness"),
            scale: reach(|account| account.attractiveness),
        },
        cuts: cuts.map(|(attractiveness, strength)| (strength.to_f64(), attractiveness.to_f64())),
        cut_words: if is_mean {
            scope.pick("均值", "mean")
        } else {
            String::new()
        },
        counts: Some(counts),
        is_sized: true,
        accounts,
    };
    let as_of = scope.book().as_of;
    let strength = measure_name(scope, &model.strength.value);
    let attractiveness = measure_name(scope, &model.attractiveness.value);
    let caption = Caption {
        id: "portfolio-matrix".to_owned(),
        heading: scope.pick(
            format!("战略 {strategic} 家，明星 {star} 家，维持 {status} 家，精简 {streamline} 家"),
            format!("{strategic} strategic, {star} star, {status} status, {streamline} streamline"),
        ),
        note: scope.pick(
            format!("横为{strength}，纵为{attractiveness}，面积为年收入；最多标 {MARKS} 家；截至 {as_of}"),
            format!("x {strength}, y {attractiveness}, area is yearly revenue; at most {MARKS} accounts; as of {as_of}"),
        ),
    };
    let svg = portfolio_matrix::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// The whale curve of profit.
pub fn whale_curve(scope: Scope<'_>) -> Option<Figure> {
    let portfolio = &scope.shared.assessment.portfolio;
    let curve = portfolio.whale_curve.as_ref()?;
    let profit = |id: &Id| {
        scope
            .assessed(id)
            .and_then(|assessed| assessed.linked.profit.as_ref())
    };
    let (best, _) = curve.first()?;
    let scale = MoneyScale::of(profit(best)?, &scope.book().settings.currency, scope.lang);
    let mut data = WhaleData {
        unit: Some(scale.unit.clone()),
        accounts: curve
            .iter()
            .map(|(_, cumulative)| whale::Account {
                cumulative: cumulative.to_f64(),
                ..whale::Account::default()
            })
            .collect(),
        n_unknown: portfolio.n_accounts.saturating_sub(curve.len()),
    };
    // Most accounts of a large book are neither drawn nor named.
    for place in whale::shown(&data) {
        if let (Some(account), Some((id, _))) = (data.accounts.get_mut(place), curve.get(place)) {
            let link = scope.account(id);
            account.label = link.text;
            account.href = link.href;
            account.profit = float(profit(id).and_then(|profit| profit.over(&scale.divisor)).as_ref());
        }
    }
    let (place, (_, peak)) = curve
        .iter()
        .enumerate()
        .max_by(|(a_place, (_, a)), (b_place, (_, b))| a.cmp(b).then(b_place.cmp(a_place)))?;
    let (n, peak) = (place + 1, format::number(peak, 1));
    let caption = Caption {
        id: "whale-curve".to_owned(),
        heading: scope.pick(
            format!("最好的 {n} 家做出 {peak}% 的利润"),
            format!("The best {n} make {peak}% of the profit"),
        ),
        note: scope.pick(
            "利润从高到低累计，占全部利润的 %；过了顶点的客户在亏钱",
            "Cumulative percent of profit, the best first; beyond the peak accounts lose money",
        ),
    };
    let svg = whale::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// Recency against frequency.
pub fn rfm(scope: Scope<'_>) -> Option<Figure> {
    let accounts = &scope.shared.assessment.accounts;
    let mut cells: BTreeMap<(u8, u8), (usize, i64)> = BTreeMap::new();
    for marks in accounts.values().filter_map(|account| account.rfm) {
        let cell = cells.entry((marks.recency, marks.frequency)).or_default();
        cell.0 += 1;
        cell.1 += i64::from(marks.monetary);
    }
    if cells.is_empty() {
        return None;
    }
    let n: usize = cells.values().map(|(n, _)| n).sum();
    let data = RfmData {
        cells: cells
            .into_iter()
            .map(|((recency, frequency), (n, monetary))| rfm::Cell {
                recency,
                frequency,
                n,
                monetary: float(Exact::ratio(monetary, i64::try_from(n).unwrap_or(i64::MAX)).as_ref()),
                href: None,
            })
            .collect(),
        focus: None,
        n_outside: accounts.len().saturating_sub(n),
    };
    let caption = Caption {
        id: "rfm".to_owned(),
        heading: scope.pick(
            format!("{n} 家一年内下过单"),
            format!("{n} accounts ordered within the year"),
        ),
        note: scope.pick(
            "横为近度，纵为频度，5 最好；深浅为金额的平均分",
            "Recency across, frequency up, 5 is best; the tint is the mean mark of money",
        ),
    };
    let svg = rfm::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// Accounts of known yearly revenue: how many there are, and the greatest few.
fn by_revenue(scope: Scope<'_>, most: usize) -> (usize, Vec<(&Exact, &Id)>) {
    let accounts = &scope.shared.assessment.accounts;
    let mut known: Vec<(&Exact, &Id)> = accounts
        .iter()
        .filter_map(|(id, account)| Some((account.linked.year.revenue.as_ref()?, id)))
        .collect();
    let n = known.len();
    first(&mut known, most, |(a, a_id), (b, b_id)| {
        b.cmp(a).then(a_id.cmp(b_id))
    });
    (n, known)
}

/// Revenue by account with its cumulative share.
pub fn pareto(scope: Scope<'_>) -> Option<Figure> {
    let sum = scope.shared.assessment.portfolio.revenue.as_ref()?;
    if !sum.is_positive() {
        return None;
    }
    let (_, known) = by_revenue(scope, RANKED);
    let (largest, _) = known.first()?;
    let scale = MoneyScale::of(largest, &scope.book().settings.currency, scope.lang);
    let mut running = Exact::ZERO;
    let mut rows = Vec::new();
    for (revenue, id) in &known {
        running = &running + *revenue;
        let link = scope.account(id);
        rows.push(pareto::Account {
            label: link.text,
            amount: float(revenue.over(&scale.divisor).as_ref()),
            cumulative: (&running * &Exact::HUNDRED).over(sum)?.to_f64(),
            class: None,
            is_focus: false,
            href: link.href,
        });
    }
    let n_half = rows
        .iter()
        .position(|row| row.cumulative >= 80.0)
        .map_or(rows.len(), |place| place + 1);
    let data = ParetoData {
        unit: Some(scale.unit.clone()),
        accounts: rows,
        classes: Vec::new(),
    };
    let caption = Caption {
        id: "pareto".to_owned(),
        heading: scope.pick(
            format!("{n_half} 家占收入的八成"),
            format!("{n_half} accounts make four fifths of the revenue"),
        ),
        note: scope.pick(
            "年收入从高到低，旁为累计份额 %",
            "Yearly revenue, the largest first, beside its cumulative percent",
        ),
    };
    let svg = pareto::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// How much revenue hangs on few accounts.
pub fn concentration(scope: Scope<'_>) -> Option<Figure> {
    let portfolio = &scope.shared.assessment.portfolio;
    let hhi = portfolio.revenue_hhi.as_ref()?;
    let (n_known, known) = by_revenue(scope, 3);
    let three: Exact = known.iter().map(|(revenue, _)| *revenue).sum();
    let total = portfolio.revenue.as_ref()?;
    let largest = known.first().map(|(_, id)| scope.account(id));
    let data = ConcentrationData {
        n: n_known,
        hhi: Some(hhi.to_f64()),
        cr1: float(portfolio.revenue_cr1.as_ref()),
        cr3: float((&three * &Exact::HUNDRED).over(total).as_ref()),
        effective_n: float(Exact::from(10_000).over(hhi).as_ref()),
        largest: largest.as_ref().map(|link| link.text.clone()),
        href: largest.and_then(|link| link.href),
    };
    let like = Exact::from(10_000)
        .over(hhi)
        .map_or_else(String::new, |n| format::number(&n, 1));
    let caption = Caption {
        id: "concentration".to_owned(),
        heading: scope.pick(
            format!("收入的集中相当于 {like} 家一样大"),
            format!("Revenue is as concentrated as {like} accounts of one size"),
        ),
        note: scope.pick(
            "赫芬达尔指数 0–10,000；最大一家与最大三家占已知年收入的 %",
            "Herfindahl index 0–10,000; percent of known yearly revenue of the largest and the three largest",
        ),
    };
    let svg = concentration::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}
