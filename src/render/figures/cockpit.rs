//! The cockpit's three dials 驾驶舱仪表: of one account, and of all together.

use crate::chart::dials;
use crate::chart::dials::Dial;
use crate::chart::dials::DialsData;
use crate::engine::dials::Dials;
use crate::engine::risk::RiskResult;
use crate::model::account::Account;
use crate::model::exact::Exact;
use crate::render::figures::Caption;
use crate::render::figures::float;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// Three dials of an account, with the limit of rule R5; none if nothing is known.
pub fn dials(scope: Scope<'_>, account: &Account) -> Option<Figure> {
    let assessed = scope.assessed(&account.id)?;
    let is_broken = |risk: &RiskResult| risk.rule == 5;
    let most = percent(Some(&scope.book().rulers.rules.r5_max_ratio)).unwrap_or_default();
    let limit = dials::Limit {
        label: "R5".to_owned(),
        value: most,
        is_most: true,
        is_broken: assessed.risks.iter().any(is_broken),
    };
    let mut data = data(scope, &assessed.own.dials)?;
    if let Some(fuel) = data.dials.last_mut() {
        fuel.limit = Some(limit);
        fuel.scale.1 = fuel.scale.1.max(tens(most * 2.0));
    }
    let caption = Caption {
        id: "dials".to_owned(),
        heading: scope.pick("三个仪表", "Three dials"),
        note: scope.pick(
            "要一起看：不凭一个仪表飞行",
            "Read together: nobody flies on one dial",
        ),
    };
    let svg = dials::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

/// Three dials of all accounts together; none if nothing is known.
pub fn book_dials(scope: Scope<'_>) -> Option<Figure> {
    let read = &scope.shared.assessment.portfolio.dials;
    let mut data = data(scope, &read.dials)?;
    for (dial, n) in data
        .dials
        .iter_mut()
        .zip([read.n_speed, read.n_altitude, read.n_fuel])
    {
        let of = scope.pick(
            format!("，{n} 家已知"),
            format!(", {n} account{}", if n == 1 { "" } else { "s" }),
        );
        dial.note = dial.note.take().map(|note| note + &of);
    }
    let caption = Caption {
        id: "book-dials".to_owned(),
        heading: heading(scope, &read.dials),
        note: scope.pick(
            format!("全部客户的合计，只算两边都已知的；截至 {}", scope.book().as_of),
            format!(
                "All accounts together, each dial over those that know both sides of it; as of {}",
                scope.book().as_of
            ),
        ),
    };
    let svg = dials::draw(&data, &caption.frame(scope));
    Some(caption.figure(svg))
}

fn heading(scope: Scope<'_>, dials: &Dials) -> String {
    let growth = dials
        .speed
        .as_ref()
        .map(|speed| crate::render::format::signed(&(speed * &Exact::HUNDRED), 1));
    match growth {
        Some(growth) => scope.pick(
            format!("收入比上年 {growth}%"),
            format!("Revenue {growth}% on the year before"),
        ),
        None => scope.pick("三个仪表", "Three dials"),
    }
}

/// The dials on scales that hold their readings; none if nothing is known.
fn data(scope: Scope<'_>, read: &Dials) -> Option<DialsData> {
    let Dials {
        speed,
        altitude,
        fuel,
    } = read;
    if speed.is_none() && altitude.is_none() && fuel.is_none() {
        return None;
    }
    let (speed, altitude, fuel) = (
        percent(speed.as_ref()),
        percent(altitude.as_ref()),
        percent(fuel.as_ref()),
    );
    let span = tens(reach(speed, 30.0));
    let dial = |label: String, note: String, value, scale| Dial {
        label,
        note: Some(note),
        value,
        scale,
        limit: None,
        href: None,
    };
    Some(DialsData {
        dials: vec![
            dial(
                scope.pick("飞行速度", "Airspeed"),
                scope.pick("收入比上年", "growth of revenue over last year"),
                speed,
                (-span, span),
            ),
            dial(
                scope.pick("飞行高度", "Altitude"),
                scope.pick("占客户钱包", "share of wallet"),
                altitude,
                (0.0, 100.0),
            ),
            dial(
                scope.pick("耗油量", "Fuel burn"),
                scope.pick("服务成本占收入", "cost to serve of revenue"),
                fuel,
                (0.0, tens(reach(fuel, 30.0))),
            ),
        ],
    })
}

fn percent(fraction: Option<&Exact>) -> Option<f64> {
    float(fraction.map(|fraction| fraction * &Exact::HUNDRED).as_ref())
}

fn reach(value: Option<f64>, least: f64) -> f64 {
    value.map_or(least, |value| value.abs().max(least))
}

/// The next ten at or above.
fn tens(value: f64) -> f64 {
    libm::ceil(value / 10.0) * 10.0
}
