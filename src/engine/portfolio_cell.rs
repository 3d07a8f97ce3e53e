//! The portfolio matrix 组合矩阵 (McDonald and Woodburn): attractiveness of the account against our strength in it.

use std::collections::BTreeMap;

use crate::engine::statistic::mean;
use crate::model::account::words_enum;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Cut;
use crate::model::rulers::PortfolioModel;

words_enum! {
    /// A cell of the matrix.
    Cell {
        Strategic = "strategic", "战略型", "Strategic";
        Star = "star", "明星型", "Star";
        Status = "status", "维持型", "Status";
        Streamline = "streamline", "精简型", "Streamline";
    }
}

/// Where an account stands in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PortfolioCell {
    /// Its attractiveness, in its measure's unit.
    pub attractiveness: Option<Exact>,
    /// Our strength, in its measure's unit.
    pub strength: Option<Exact>,
    /// `None` with a side unknown.
    pub cell: Option<Cell>,
}

/// Both sides of one account.
pub type Sides = (Option<Exact>, Option<Exact>);

/// Places every account; a value on the cut is high. Also the cuts (attractiveness, strength), where there are any.
pub fn place(
    model: &PortfolioModel,
    accounts: BTreeMap<Id, Sides>,
) -> (BTreeMap<Id, PortfolioCell>, Option<(Exact, Exact)>) {
    let both: Vec<(&Exact, &Exact)> = accounts
        .values()
        .filter_map(|(attractiveness, strength)| attractiveness.as_ref().zip(strength.as_ref()))
        .collect();
    let cut = |cut: &Cut, side: &dyn Fn(&(&Exact, &Exact)) -> Exact| match cut {
        Cut::At(value) => Some(value.clone()),
        Cut::Mean => mean(&both.iter().map(side).collect::<Vec<Exact>>()),
    };
    let cuts = cut(&model.attractiveness_cut, &|sides| sides.0.clone())
        .zip(cut(&model.strength_cut, &|sides| sides.1.clone()));
    let cells = accounts
        .into_iter()
        .map(|(id, (attractiveness, strength))| {
            let cell = PortfolioCell {
                cell: cell(attractiveness.as_ref(), strength.as_ref(), cuts.as_ref()),
                attractiveness,
                strength,
            };
            (id, cell)
        })
        .collect();
    (cells, cuts)
}

fn cell(
    attractiveness: Option<&Exact>,
    strength: Option<&Exact>,
    cuts: Option<&(Exact, Exact)>,
) -> Option<Cell> {
    let (attractiveness_cut, strength_cut) = cuts?;
    Some(
        match (attractiveness? >= attractiveness_cut, strength? >= strength_cut) {
            (true, true) => Cell::Strategic,
            (true, false) => Cell::Star,
            (false, true) => Cell::Status,
            (false, false) => Cell::Streamline,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::id;
    use crate::engine::samples::sited;

    fn placed(strength_cut: Cut, rows: &[(Option<i64>, Option<i64>)]) -> Vec<Option<&'static str>> {
        let model = PortfolioModel {
            attractiveness: sited("value".to_owned()),
            strength: sited("current".to_owned()),
            attractiveness_cut: Cut::At(Exact::from(50)),
            strength_cut,
            after_cost_to_serve: true,
        };
        let rows = rows.iter().enumerate();
        let accounts =
            rows.map(|(n, (a, s))| (id(&format!("a{n}")), (a.map(Exact::from), s.map(Exact::from))));
        let (cells, _) = place(&model, accounts.collect());
        cells.values().map(|cell| cell.cell.map(Cell::word)).collect()
    }

    #[test]
    fn a_value_on_the_cut_is_high() {
        assert_eq!(
            placed(
                Cut::At(Exact::from(10)),
                &[
                    (Some(50), Some(10)),
                    (Some(50), Some(9)),
                    (Some(49), Some(10)),
                    (Some(49), Some(9))
                ]
            ),
            [
                Some("strategic"),
                Some("star"),
                Some("status"),
                Some("streamline")
            ]
        );
    }

    #[test]
    fn the_mean_is_over_accounts_that_have_both_sides() {
        assert_eq!(
            placed(
                Cut::Mean,
                &[(Some(60), Some(10)), (Some(60), Some(20)), (None, Some(900))]
            ),
            [Some("star"), Some("strategic"), None]
        );
    }
}
