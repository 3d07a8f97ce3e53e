//! How an account is worked: dials, marks, wallet, relations, matrix cell, needs stage and plan.

use serde::Serialize;

use crate::engine::dials::Dials;
use crate::engine::needs_stage::NeedsStageResult;
use crate::engine::portfolio_cell::Cell;
use crate::engine::portfolio_cell::PortfolioCell;
use crate::engine::relations::RelationsResult;
use crate::engine::rfm::Rfm;
use crate::engine::steps::StepResult;
use crate::engine::wallet::WalletResult;
use crate::export::number::Money;
use crate::export::number::Number;
use crate::model::id::Id;

fn names(ids: &[Id]) -> Vec<String> {
    ids.iter().map(Id::to_string).collect()
}

/// The cockpit's dials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DialsRecord {
    speed: Option<Number>,
    altitude: Option<Number>,
    fuel: Option<Number>,
}

impl DialsRecord {
    /// Writes the dials.
    pub fn new(dials: &Dials) -> DialsRecord {
        DialsRecord {
            speed: Number::known(dials.speed.as_ref()),
            altitude: Number::known(dials.altitude.as_ref()),
            fuel: Number::known(dials.fuel.as_ref()),
        }
    }
}

/// Recency, frequency, monetary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RfmRecord {
    recency: u8,
    frequency: u8,
    monetary: u8,
}

impl RfmRecord {
    /// Writes the marks.
    pub fn new(rfm: Rfm) -> RfmRecord {
        RfmRecord {
            recency: rfm.recency,
            frequency: rfm.frequency,
            monetary: rfm.monetary,
        }
    }
}

/// The wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WalletRecord {
    share: Option<Number>,
    whitespace: Money,
    known_cells: usize,
    all_cells: usize,
}

impl WalletRecord {
    /// Writes the wallet.
    pub fn new(wallet: &WalletResult, currency: &str) -> WalletRecord {
        WalletRecord {
            share: Number::known(wallet.share.as_ref()),
            whitespace: Money::new(&wallet.whitespace, currency),
            known_cells: wallet.known_cells,
            all_cells: wallet.all_cells,
        }
    }
}

/// Who reaches whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelationsRecord {
    coverage: Option<Number>,
    bus_factor: Option<usize>,
    support: Option<Number>,
    uncovered: Vec<String>,
    uncovered_roles: Vec<&'static str>,
}

impl RelationsRecord {
    /// Writes the relations.
    pub fn new(relations: &RelationsResult) -> RelationsRecord {
        let roles = relations.uncovered_roles.iter();
        RelationsRecord {
            coverage: Number::known(relations.coverage.as_ref()),
            bus_factor: relations.bus_factor(),
            support: Number::known(relations.support.as_ref()),
            uncovered: names(&relations.uncovered),
            uncovered_roles: roles.map(|role| role.word()).collect(),
        }
    }
}

/// A place in the portfolio matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellRecord {
    attractiveness: Option<Number>,
    strength: Option<Number>,
    cell: Option<&'static str>,
}

impl CellRecord {
    /// Writes the place.
    pub fn new(cell: &PortfolioCell) -> CellRecord {
        CellRecord {
            attractiveness: Number::known(cell.attractiveness.as_ref()),
            strength: Number::known(cell.strength.as_ref()),
            cell: cell.cell.map(Cell::word),
        }
    }
}

/// The stage of the customer's needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedsStageRecord {
    stage: String,
    next_offerings: Vec<String>,
}

impl NeedsStageRecord {
    /// Writes the stage.
    pub fn new(stage: &NeedsStageResult) -> NeedsStageRecord {
        NeedsStageRecord {
            stage: stage.stage.to_string(),
            next_offerings: names(&stage.next_offerings),
        }
    }
}

/// One step of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord {
    state: &'static str,
    completeness: Option<Number>,
}

impl StepRecord {
    /// Writes a step.
    pub fn new(step: &StepResult) -> StepRecord {
        StepRecord {
            state: step.state.word(),
            completeness: Number::known(step.completeness.as_ref()),
        }
    }
}
