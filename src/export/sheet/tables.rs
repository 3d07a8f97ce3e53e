//! Which tables there are, and what stands in them.

use crate::diag::Lang;
use crate::engine::Assessment;
use crate::engine::assessment::PartResult;
use crate::engine::scorecard;
use crate::export::sheet::Cell;
use crate::export::sheet::Table;
use crate::export::sheet::results;
use crate::model::account::Perspective;
use crate::model::book::Book;
use crate::model::id::Id;

/// What a table is made from.
pub(super) struct Input<'a> {
    /// The book.
    pub(super) book: &'a Book,
    /// What the engine says of it.
    pub(super) assessment: &'a Assessment,
    /// The reader's language.
    pub(super) lang: Lang,
}

/// How one table is made.
pub(super) struct Recipe {
    /// Name for files and tabs.
    pub(super) name: &'static str,
    /// Head: 中文, English.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// Its rows, each as long as the head.
    pub(super) rows: fn(&Input) -> Vec<Vec<Cell>>,
}

const TABLES: &[Recipe] = &[
    Recipe {
        name: "accounts",
        columns: &[
            ("编号", "id"),
            ("客户名称", "name"),
            ("行业", "industry"),
            ("状态", "status"),
            ("客户经理", "owner"),
            ("计算等级", "computed tier"),
            ("生效等级", "effective tier"),
            ("客户价值", "value"),
            ("最低", "low"),
            ("最高", "high"),
            ("现实价值", "current value"),
            ("潜在价值", "potential value"),
            ("覆盖率", "coverage"),
            ("象限", "quadrant"),
            ("年收入", "yearly revenue"),
            ("年利润", "yearly profit"),
            ("评审日期", "reviewed on"),
        ],
        rows: accounts,
    },
    Recipe {
        name: "ratings",
        columns: &[
            ("客户", "account"),
            ("评分卡", "scorecard"),
            ("组", "group"),
            ("标准", "criterion"),
            ("权重", "weight"),
            ("评分", "rating"),
            ("得分", "points"),
            ("占比", "share"),
        ],
        rows: ratings,
    },
    Recipe {
        name: "value",
        columns: &[
            ("客户", "account"),
            ("方面", "perspective"),
            ("指标", "indicator"),
            ("权重", "weight"),
            ("得分", "score"),
            ("贡献", "contribution"),
        ],
        rows: value,
    },
    Recipe {
        name: "industries",
        columns: &[
            ("行业", "industry"),
            ("模型", "model"),
            ("总分", "total"),
            ("指数", "index"),
            ("覆盖率", "coverage"),
            ("星", "star"),
            ("原表总分", "stated total"),
            ("差", "difference"),
        ],
        rows: industries,
    },
    Recipe {
        name: "compositions",
        columns: &[
            ("构成", "composition"),
            ("部分", "part"),
            ("上级", "parent"),
            ("占上级 %", "share %"),
            ("占总体 %", "of total %"),
            ("金额", "amount"),
        ],
        rows: compositions,
    },
    Recipe {
        name: "landscapes",
        columns: &[
            ("竞争格局", "landscape"),
            ("竞争者", "player"),
            ("横轴", "x"),
            ("纵轴", "y"),
            ("前沿", "front"),
            ("被谁压制", "dominated by"),
        ],
        rows: landscapes,
    },
];

/// Names of the tables, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    recipes().map(|recipe| recipe.name)
}

fn recipes() -> impl Iterator<Item = &'static Recipe> {
    TABLES.iter().chain(results::TABLES)
}

/// Every table of a book, its head and words in `lang`.
pub fn tables(book: &Book, assessment: &Assessment, lang: Lang) -> Vec<Table> {
    let input = Input {
        book,
        assessment,
        lang,
    };
    recipes()
        .map(|recipe| Table {
            name: recipe.name,
            columns: results::head(recipe, lang),
            rows: (recipe.rows)(&input),
        })
        .collect()
}

fn accounts(input: &Input) -> Vec<Vec<Cell>> {
    let row = |id: &Id| {
        let account = &input.book.accounts.get(id)?.data;
        let result = input.assessment.accounts.get(id)?;
        let value = result.own.value.as_ref();
        let tier = result.tier.as_ref();
        Some(vec![
            Cell::text(id.as_str()),
            Cell::text(account.name.get(input.lang)),
            Cell::text(account.industry.value.as_str()),
            Cell::text(account.status.value.word()),
            Cell::text(account.owner.value.as_str()),
            Cell::word(tier.map(|tier| tier.computed.word())),
            Cell::word(tier.map(|tier| tier.effective.word())),
            Cell::number(value.and_then(|value| value.value.as_ref())),
            Cell::number(value.map(|value| &value.low)),
            Cell::number(value.map(|value| &value.high)),
            Cell::number(value.and_then(|value| value.current.as_ref())),
            Cell::number(value.and_then(|value| value.potential.as_ref())),
            Cell::number(value.map(|value| &value.coverage)),
            Cell::word(result.quadrant.map(|quadrant| quadrant.word())),
            Cell::money(result.linked.year.revenue.as_ref()),
            Cell::money(result.linked.profit.as_ref()),
            Cell::text(account.reviewed_on.value.to_string()),
        ])
    };
    input.assessment.accounts.keys().filter_map(row).collect()
}

fn ratings(input: &Input) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (account, result) in &input.assessment.accounts {
        let sheets = input.book.accounts.get(account).map(|page| &page.data.scores);
        for card in result.own.scorecards.keys() {
            let model = input.book.rulers.scorecards.get(card);
            let sheet = sheets.and_then(|sheets| sheets.get(card));
            let terms = model
                .zip(sheet)
                .map(|(model, sheet)| scorecard::terms(model, sheet));
            for term in terms.into_iter().flatten() {
                rows.push(vec![
                    Cell::text(account.as_str()),
                    Cell::text(card.as_str()),
                    Cell::text(term.group.as_str()),
                    Cell::text(term.criterion.as_str()),
                    Cell::whole(Some(term.weight)),
                    Cell::whole(term.rating),
                    Cell::whole(term.points),
                    Cell::number(term.share.as_ref()),
                ]);
            }
        }
    }
    rows
}

fn value(input: &Input) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (account, result) in &input.assessment.accounts {
        let perspectives = result.own.value.iter().flat_map(|value| &value.perspectives);
        for (perspective, scored) in perspectives {
            let perspective: &Perspective = perspective;
            for term in &scored.terms {
                rows.push(vec![
                    Cell::text(account.as_str()),
                    Cell::text(perspective.word()),
                    Cell::text(term.id.as_str()),
                    Cell::number(Some(&term.weight)),
                    Cell::number(term.score.as_ref()),
                    Cell::number(term.contribution.as_ref()),
                ]);
            }
        }
    }
    rows
}

fn industries(input: &Input) -> Vec<Vec<Cell>> {
    let scores = input.assessment.industries.iter();
    scores
        .map(|(id, score)| {
            let stated = score.stated.as_ref().and_then(|stated| stated.total.as_ref());
            vec![
                Cell::text(id.as_str()),
                Cell::text(score.model.as_str()),
                Cell::number(score.total.as_ref()),
                Cell::number(score.index.as_ref()),
                Cell::number(Some(&score.coverage)),
                Cell::word(score.star.map(|star| if star { "★" } else { "" })),
                Cell::number(stated.map(|(total, _)| total)),
                Cell::number(stated.and_then(|(_, difference)| difference.as_ref())),
            ]
        })
        .collect()
}

fn compositions(input: &Input) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (id, result) in &input.assessment.compositions {
        parts(id, None, &result.parts, &mut rows);
    }
    rows
}

fn parts(composition: &Id, parent: Option<&Id>, of: &[PartResult], rows: &mut Vec<Vec<Cell>>) {
    for part in of {
        rows.push(vec![
            Cell::text(composition.as_str()),
            Cell::text(part.key.as_str()),
            Cell::word(parent),
            Cell::number(Some(&part.share)),
            Cell::number(Some(&part.of_total)),
            Cell::money(part.amount.as_ref()),
        ]);
        parts(composition, Some(&part.key), &part.parts, rows);
    }
}

fn landscapes(input: &Input) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (id, result) in &input.assessment.landscapes {
        for player in &result.players {
            let over: Vec<&str> = result
                .dominated_by
                .get(&player.reference)
                .into_iter()
                .flatten()
                .map(Id::as_str)
                .collect();
            let on_front = player
                .x
                .is_some()
                .then(|| result.front.contains(&player.reference));
            rows.push(vec![
                Cell::text(id.as_str()),
                Cell::text(player.reference.as_str()),
                Cell::number(player.x.as_ref()),
                Cell::number(player.y.as_ref()),
                Cell::word(on_front.map(|on| if on { "yes" } else { "no" })),
                Cell::text(over.join(" ")),
            ]);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assess;
    use crate::engine::samples;

    #[test]
    fn every_row_is_as_long_as_its_head() {
        let book = samples::book(vec![samples::account("north"), samples::account("south")]);
        let tables = tables(&book, &assess(&book), Lang::Zh);
        assert_eq!(
            tables.iter().map(|table| table.name).collect::<Vec<_>>(),
            names().collect::<Vec<_>>()
        );
        assert!(
            tables.iter().any(|table| !table.rows.is_empty()),
            "the test saw no row"
        );
        for table in &tables {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
            }
        }
    }
}
