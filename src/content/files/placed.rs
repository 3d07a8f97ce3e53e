//! A chart or a table placed in a text: the YAML within a fenced block ```` ```chart ```` or ```` ```table ````.

use std::sync::Arc;

use bumpalo::Bump;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Record;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::markdown::RawBlock;
use crate::content::tree;
use crate::diag::Finding;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::placed::ChartName;
use crate::model::placed::Placed;

/// What stands in a block.
#[derive(Debug)]
struct Call {
    chart: ChartName,
    of: Option<Ref>,
    model: Option<Ref>,
}

record_table! { Call (node, cx) {}
    chart: required(form::word::<ChartName>()), "哪张图", "which chart", "landscape";
    of: optional(form::reference()), "画谁的", "of what; the page's own where none is named", "our-market-2026";
    model: optional(form::reference()), "哪张记分卡", "which scorecard", "selection";
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Call::fields()
}

/// Reads the blocks of a text; one that cannot be read is a finding and leaves its place empty.
pub fn read(file: &Arc<str>, stem: &Id, blocks: &[RawBlock]) -> (Vec<Option<Placed>>, Vec<Finding>) {
    let mut findings = Vec::new();
    let placed = blocks
        .iter()
        .map(|block| {
            let arena = Bump::new();
            let tree = tree::read(&arena, file, &block.text, block.at.line.saturating_add(1));
            let mut cx = Cx::new(file, stem.clone(), "");
            cx.findings = tree.findings;
            let call = Call::read(&tree.value, &mut cx);
            findings.append(&mut cx.findings);
            call.map(|Call { chart, of, model }| Placed {
                chart,
                of,
                model,
                is_table: block.is_table,
                at: block.at,
            })
        })
        .collect();
    (placed, findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::outline;
    use crate::diag::Code;

    type Places = Vec<(Code, u32, u32)>;

    fn of(markdown: &str) -> (Vec<Option<Placed>>, Places) {
        let blocks = outline(markdown, 10).blocks;
        let (placed, findings) = read(
            &Arc::from("content/accounts/a.md"),
            &Id::new("a").unwrap(),
            &blocks,
        );
        let findings = findings
            .iter()
            .map(|finding| (finding.code, finding.place.at.line, finding.place.at.column));
        (placed, findings.collect())
    }

    #[test]
    fn a_block_names_a_chart_and_what_it_is_of() {
        let (placed, findings) = of(
            "见下。\n\n```chart\nchart: landscape\nof: our-market\n```\n\n```table\nchart: pyramid\n```\n",
        );
        assert_eq!(findings, []);
        let [Some(map), Some(table)] = placed.as_slice() else {
            panic!("two blocks are read: {placed:?}");
        };
        assert_eq!((map.chart, map.is_table), (ChartName::Landscape, false));
        let of = map.of.as_ref().unwrap();
        assert_eq!(
            (of.value.as_str(), of.at.line, of.at.column),
            ("our-market", 14, 5)
        );
        assert_eq!(
            (table.chart, table.is_table, table.at.line),
            (ChartName::Pyramid, true, 17)
        );
    }

    #[test]
    fn what_is_wrong_in_a_block_is_told_at_its_own_line() {
        assert_eq!(of("```chart\nchart: pyramd\n```").1, [(Code::UnknownWord, 11, 8)]);
        assert_eq!(
            of("```chart\nchart: pyramid\ncolour: red\n```").1,
            [(Code::UnknownKey, 12, 1)]
        );
        assert_eq!(of("```chart\n```").1, [(Code::MissingField, 11, 1)]);
        assert_eq!(of("```chart\n[a\n```").1.first().unwrap().0, Code::Syntax);
        assert_eq!(of("```charts\nanything\n```").0, []);
    }
}
