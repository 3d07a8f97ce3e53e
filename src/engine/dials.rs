//! Three dials of an account's cockpit 驾驶舱: growth, share of wallet, cost to serve.

use crate::engine::financials::YearlyFigures;
use crate::engine::wallet::WalletResult;
use crate::model::exact::Exact;

/// The dials, fractions of 1; `None` is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dials {
    /// 飞行速度: growth of yearly revenue over the year before.
    pub speed: Option<Exact>,
    /// 飞行高度: share of wallet.
    pub altitude: Option<Exact>,
    /// 耗油量: cost to serve / revenue.
    pub fuel: Option<Exact>,
}

/// Reads the dials; growth needs a year before with revenue above 0.
pub fn read(year: &YearlyFigures, before: &YearlyFigures, wallet: Option<&WalletResult>) -> Dials {
    let growth = || {
        let (now, then) = (year.revenue.as_ref()?, before.revenue.as_ref()?);
        if then.is_positive() {
            (now - then).over(then)
        } else {
            None
        }
    };
    Dials {
        speed: growth(),
        altitude: wallet.and_then(|wallet| wallet.share.clone()),
        fuel: cost_ratio(year),
    }
}

/// Cost to serve / revenue; `None` if either is unknown or there is no revenue.
pub fn cost_ratio(year: &YearlyFigures) -> Option<Exact> {
    year.cost_to_serve.as_ref()?.over(year.revenue.as_ref()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(revenue: i64) -> YearlyFigures {
        YearlyFigures {
            revenue: Some(Exact::from(revenue)),
            cost_to_serve: Some(Exact::ONE),
            ..YearlyFigures::default()
        }
    }

    #[test]
    fn growth_from_nothing_is_unknown() {
        assert_eq!(read(&year(5), &year(0), None).speed, None);
        assert_eq!(read(&year(5), &year(4), None).speed, Exact::ratio(1, 4));
    }

    #[test]
    fn cost_without_revenue_is_unknown() {
        assert_eq!(read(&year(0), &year(1), None).fuel, None);
        assert_eq!(read(&year(4), &year(1), None).fuel, Exact::ratio(1, 4));
    }
}
