//! All accounts together 组合: tiers, matrices, profit, concentration, order behaviour, classes, evidence, load, risks.
//!
//! Every list of accounts is cut at a stated number, so that the page stays small in a book of ten thousand.

mod cells;
mod classes;
mod concentration;
mod gaps;
mod owners;
mod rfm;
mod risks;
mod size;
mod tiers;
mod whale;

pub use cells::CellView;
pub use cells::CellsView;
pub use cells::cell_action;
pub use classes::ClassRow;
pub use classes::ClassifierView;
pub use concentration::ConcentrationView;
pub use gaps::GapRow;
pub use gaps::GapsView;
pub use owners::OwnerRow;
pub use owners::OwnersView;
pub use rfm::RfmCell;
pub use rfm::RfmRow;
pub use rfm::RfmView;
pub use size::SizeRow;
pub use size::SizeView;
pub use tiers::TierRow;
pub use tiers::TiersView;
pub use whale::WhaleRow;
pub use whale::WhaleView;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::figures;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;
use crate::render::view::raised::RaisedRow;

/// Rows of a list of accounts; the rest is counted.
const ROWS: usize = 50;

/// The page. What nothing is known of is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PortfolioPage {
    /// True if the book has an account.
    pub has_accounts: bool,
    /// How many accounts there are, and of how many money is known.
    pub lead: String,
    /// Tiers with what they bring.
    pub tiers: Option<TiersView>,
    /// The pyramid of tiers.
    pub pyramid: Option<Figure>,
    /// The value matrix.
    pub matrix: Option<Figure>,
    /// The portfolio matrix as four lists.
    pub cells: Option<CellsView>,
    /// The portfolio matrix, drawn.
    pub portfolio_matrix: Option<Figure>,
    /// The whale curve, drawn.
    pub whale_curve: Option<Figure>,
    /// Revenue with its cumulative share, drawn.
    pub pareto: Option<Figure>,
    /// How much hangs on few, drawn.
    pub hangs: Option<Figure>,
    /// Recency against frequency, drawn.
    pub rfm_grid: Option<Figure>,
    /// How profit adds up.
    pub whale: Option<WhaleView>,
    /// How much lies with few.
    pub concentration: Option<ConcentrationView>,
    /// Recency × frequency.
    pub rfm: Option<RfmView>,
    /// Accounts by class.
    pub classes: Vec<ClassifierView>,
    /// Order size against value.
    pub size: Option<SizeView>,
    /// What missing evidence leaves open.
    pub gaps: Option<GapsView>,
    /// What each of ours carries.
    pub owners: Option<OwnersView>,
    /// R8, R9 and R12, raised or not.
    pub risks: Vec<RaisedRow>,
}

/// Views all accounts together.
pub fn view(scope: Scope<'_>) -> PortfolioPage {
    // Nearly every part looks through every account, and none knows of another.
    let words = || {
        rayon::join(
            || (owners::owners_view(scope), gaps::gaps_view(scope)),
            || (tiers::tiers_view(scope), cells::cells_view(scope)),
        )
    };
    let drawings = || {
        rayon::join(
            || (figures::pareto(scope), figures::concentration(scope)),
            || (figures::portfolio_matrix(scope, None), figures::rfm(scope)),
        )
    };
    let rest = || {
        rayon::join(
            || (figures::pyramid(scope), figures::value_matrix(scope, None)),
            || (size::size_view(scope), rfm::rfm_view(scope)),
        )
    };
    let (((owners, gaps), (tiers, cells)), (drawn, ((pyramid, matrix), (size, rfm)))) =
        rayon::join(words, || rayon::join(drawings, rest));
    let ((pareto, hangs), (portfolio_matrix, rfm_grid)) = drawn;
    PortfolioPage {
        has_accounts: !scope.book().accounts.is_empty(),
        lead: lead(scope),
        tiers,
        pyramid,
        matrix,
        cells,
        portfolio_matrix,
        whale_curve: figures::whale_curve(scope),
        pareto,
        hangs,
        rfm_grid,
        whale: whale::whale_view(scope),
        concentration: concentration::concentration_view(scope),
        rfm,
        classes: classes::classes(scope),
        size,
        gaps,
        owners,
        risks: risks::risks(scope),
    }
}

fn lead(scope: Scope<'_>) -> String {
    let accounts = &scope.shared.assessment.accounts;
    let n = accounts.len();
    let n_revenue = accounts
        .values()
        .filter(|account| account.linked.year.revenue.is_some())
        .count();
    let n_profit = accounts
        .values()
        .filter(|account| account.linked.profit.is_some())
        .count();
    let s = if n == 1 { "" } else { "s" };
    scope.pick(
        format!("{n} 家客户；{n_revenue} 家的年收入、{n_profit} 家的年利润已知。"),
        format!("{n} account{s}; yearly revenue is known of {n_revenue}, yearly profit of {n_profit}."),
    )
}
