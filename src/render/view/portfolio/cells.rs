//! The portfolio matrix as four lists, each with what is to be done there (McDonald and Woodburn).

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::portfolio_cell::Cell;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Cut;
use crate::render::scope::Scope;
use crate::render::view::measure_words::measure_name;
use crate::render::view::measure_words::measured;
use crate::render::view::parts::Names;
use crate::render::view::portfolio::ROWS;

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellsView {
    /// What its two sides are and where they are cut.
    pub sentence: String,
    /// Strategic, star, status, streamline: the attractive row first, the strong column first.
    pub cells: Vec<CellView>,
    /// Accounts with a side unknown.
    pub unplaced: Names,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellView {
    /// `strategic`, `star`, `status` or `streamline`.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// What it holds: attractive or not, strong or not.
    pub place: String,
    /// What is to be done.
    pub action: String,
    /// Its accounts, the highest value first.
    pub accounts: Names,
}

const CELLS: [Cell; 4] = [Cell::Strategic, Cell::Star, Cell::Status, Cell::Streamline];

/// What is to be done in a cell.
pub fn cell_action(scope: Scope<'_>, cell: Cell) -> String {
    let (zh, en) = match cell {
        Cell::Strategic => ("投入心思，做进客户的头脑", "invest in mindshare"),
        Cell::Star => (
            "投入时间和资金，眼下不必赚钱",
            "invest time and money; need not be profitable yet",
        ),
        Cell::Status => ("维持", "maintain"),
        Cell::Streamline => ("按利润来管", "manage for profit"),
    };
    scope.pick(zh, en)
}

fn place(scope: Scope<'_>, cell: Cell) -> String {
    let (zh, en) = match cell {
        Cell::Strategic => ("吸引力高，竞争力高", "attractive, and we are strong"),
        Cell::Star => ("吸引力高，竞争力低", "attractive, and we are weak"),
        Cell::Status => ("吸引力低，竞争力高", "less attractive, and we are strong"),
        Cell::Streamline => ("吸引力低，竞争力低", "less attractive, and we are weak"),
    };
    scope.pick(zh, en)
}

pub(super) fn cells_view(scope: Scope<'_>) -> Option<CellsView> {
    let portfolio = &scope.shared.assessment.portfolio;
    let cuts = portfolio.cell_cut.as_ref()?;
    let placed: Vec<(&Id, Option<Cell>)> = scope
        .shared
        .ranked
        .iter()
        .filter_map(|one| Some((&one.id, one.assessed.cell.as_ref()?.cell)))
        .collect();
    let in_cell = |wanted: Option<Cell>| -> Names {
        let found = placed.iter().filter(|(_, cell)| *cell == wanted);
        let ids: Vec<&Id> = found.map(|(id, _)| *id).collect();
        scope.first_accounts(&ids, ROWS)
    };
    if placed.iter().all(|(_, cell)| cell.is_none()) {
        return None;
    }
    Some(CellsView {
        sentence: sentence(scope, cuts)?,
        cells: CELLS
            .into_iter()
            .map(|cell| CellView {
                key: cell.word(),
                name: cell.label(scope.lang).to_owned(),
                place: place(scope, cell),
                action: cell_action(scope, cell),
                accounts: in_cell(Some(cell)),
            })
            .collect(),
        unplaced: in_cell(None),
    })
}

fn sentence(scope: Scope<'_>, cuts: &(Exact, Exact)) -> Option<String> {
    let model = scope.book().rulers.portfolio.as_ref()?;
    let side = |measure: &str, cut: &Cut, at: &Exact| {
        let (name, at) = (measure_name(scope, measure), measured(scope, measure, at));
        match cut {
            Cut::At(_) => scope.pick(format!("{name}（界 {at}）"), format!("{name} (cut at {at})")),
            Cut::Mean => scope.pick(
                format!("{name}（界为平均 {at}）"),
                format!("{name} (cut at the mean, {at})"),
            ),
        }
    };
    let attractiveness = side(&model.attractiveness.value, &model.attractiveness_cut, &cuts.0);
    let strength = side(&model.strength.value, &model.strength_cut, &cuts.1);
    Some(scope.pick(
        format!("吸引力看{attractiveness}，竞争力看{strength}；正在界上算高。"),
        format!("Attractiveness is {attractiveness}, strength is {strength}; on the cut is high."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::file;
    use crate::render::samples::valued;

    #[test]
    fn four_cells_list_their_accounts_and_what_is_to_be_done_and_the_rest_has_no_place() {
        let model = "kind: portfolio\nattractiveness: value\nstrength: revenue\ncut: {attractiveness: 50, strength: mean}\n";
        let sample = Sample::of(&[
            file("models/portfolio.yaml", model),
            valued("a", Some(90), Some((60, 1))),
            valued("b", Some(60), Some((20, 1))),
            valued("c", Some(10), None),
        ]);
        let view = cells_view(sample.en()).unwrap();
        assert_eq!(
            view.sentence,
            "Attractiveness is Value (cut at 50), strength is Yearly revenue (cut at the mean, ¥40); on the cut is high."
        );
        let cells: Vec<(&str, usize)> = view
            .cells
            .iter()
            .map(|cell| (cell.key, cell.accounts.n))
            .collect();
        assert_eq!(
            cells,
            [("strategic", 1), ("star", 1), ("status", 0), ("streamline", 0)]
        );
        assert_eq!(
            view.cells[1].action,
            "invest time and money; need not be profitable yet"
        );
        assert_eq!(view.unplaced.shown[0].text, "Account c");
    }

    #[test]
    fn without_a_portfolio_model_there_is_no_matrix() {
        assert_eq!(cells_view(Sample::of(&[valued("a", Some(90), None)]).zh()), None);
    }
}
