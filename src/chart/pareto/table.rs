//! The table of a Pareto chart.

use crate::chart::figures;
use crate::chart::figures::finite;
use crate::chart::frame::DataTable;
use crate::chart::frame::Frame;
use crate::chart::pareto::ParetoData;
use crate::chart::pareto::amount_head;
use crate::chart::pareto::layout::rest_words;
use crate::chart::pareto::rows::Row;

/// What is drawn, in figures, and who is not.
pub fn table(data: &ParetoData, rows: &[Row<'_>], frame: &Frame) -> DataTable {
    let say = |zh, en| frame.say(zh, en).to_string();
    let columns = vec![
        say("客户", "Account"),
        amount_head(data, frame),
        say("累计（%）", "Cumulative (%)"),
        say("类", "Class"),
    ];
    let class = |class: Option<usize>| {
        let class = class.and_then(|class| data.classes.get(class));
        class.map_or_else(String::new, |class| class.label.clone())
    };
    let drawn = rows.iter().filter_map(|row| match row {
        Row::Class { .. } => None,
        Row::One(account, cumulative) => Some(vec![
            account.label.clone(),
            figures::or_unknown(account.amount, 2, frame),
            figures::short(*cumulative, 2),
            class(account.class),
        ]),
        Row::Rest {
            n,
            sum,
            cumulative,
            class: of,
        } => Some(vec![
            rest_words(*n, frame),
            figures::short(*sum, 2),
            figures::short(*cumulative, 2),
            class(*of),
        ]),
    });
    let unknown = data
        .accounts
        .iter()
        .filter(|account| finite(account.amount).is_none());
    let unknown = unknown.take(200).map(|account| {
        vec![
            account.label.clone(),
            say("未知", "unknown"),
            say("未知", "unknown"),
            String::new(),
        ]
    });
    DataTable {
        columns,
        rows: drawn.chain(unknown).collect(),
    }
}
