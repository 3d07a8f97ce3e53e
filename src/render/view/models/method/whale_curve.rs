//! The whale curve 利润鲸鱼曲线.

use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::percent;
use crate::render::view::models::sums::total;
use crate::render::view::parts::Grid;
use crate::render::view::parts::Link;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |scope| {
        let model = scope.book().rulers.portfolio.as_ref();
        let is_after = model.is_none_or(|model| model.after_cost_to_serve);
        let profit = if is_after {
            scope.pick("扣除服务成本", "after cost to serve")
        } else {
            scope.pick("只扣直接成本", "after direct cost")
        };
        vec![fact(scope.say("profit"), profit)]
    },
    parts: |_| Vec::new(),
    example,
};

/// Accounts that are listed.
const ROWS: usize = 24;

const PRIMER: Primer = Primer {
    purpose: (
        "把客户按利润从高到低排，看利润怎样攒起来：冲过 100% 的那一段，就是后面的客户亏掉的。",
        "Ranks accounts by profit and watches it add up: what rises above 100% is what the accounts behind lose again.",
    ),
    inputs: &[
        input(
            "r",
            ("一年的收入", "revenue of the year"),
            DOSSIER,
            "financials[].revenue",
        ),
        input(
            "d",
            ("直接成本", "direct cost"),
            DOSSIER,
            "financials[].direct_cost",
        ),
        input(
            "s",
            ("服务成本", "cost to serve"),
            DOSSIER,
            "financials[].cost_to_serve",
        ),
        input(
            "",
            ("利润扣不扣服务成本", "whether profit is after cost to serve"),
            Home::Model("portfolio"),
            "profit",
        ),
    ],
    formula: &[
        clause("利润。", "Profit.", "m = r − d − s"),
        clause(
            "合计：利润已知的客户。",
            "In all: accounts of known profit.",
            "M = Σ m",
        ),
        clause(
            "曲线：从利润最高的起，前 k 家合计占全部的百分比。",
            "The curve: what the first k, greatest profit first, make in percent of all.",
            "w(k) = (m₁ + … + m(k)) ÷ M × 100",
        ),
    ],
    edges: &[
        (
            "利润未知的客户不参与：收入、成本缺一项就未知。",
            "Accounts of unknown profit are left out: it is unknown if revenue or a cost is.",
        ),
        (
            "合计不大于 0：没有曲线。",
            "With a sum not above 0 there is no curve.",
        ),
        ("利润相同按编号先后。", "Equal profits stand in id order."),
    ],
    units: &[(
        ("w", "w"),
        (
            "%，可以超过 100，末端正好 100",
            "%, may exceed 100, ends at exactly 100",
        ),
    )],
    sources: &[(
        "库珀与卡普兰，1991 年，作业成本法：最好的两成客户可以带来利润的一倍半到三倍。",
        "Cooper and Kaplan, 1991, on activity-based costing: the best fifth of customers may bring one and a half to three times the profit.",
    )],
    deck: &[(
        "原稿只说“大客户获量，中小客户获利”；这条曲线和 R6 一起检验这句话。",
        "The deck only says that key accounts bring volume and small ones profit; the curve and R6 test that.",
    )],
    shown: &[Shown::Portfolio, Shown::Here],
    keys: &["portfolio.whale_curve"],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let curve = scope.shared.assessment.portfolio.whale_curve.as_ref()?;
    let profit = |id: &Id| scope.assessed(id)?.linked.profit.clone();
    let profits: Vec<Exact> = curve.iter().filter_map(|(id, _)| profit(id)).collect();
    let unit = measures::money(scope);
    let (sum, word) = total(scope, &profits);
    let all = sum.value(None)?;
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.push(line("M", &sum, &all, 2, &unit));
    for k in 1..=3.min(curve.len()) {
        let (first, _) = total(scope, profits.get(..k)?);
        let (_, cumulative) = curve.get(k - 1)?;
        lines.push(line(
            &format!("w({k})"),
            &percent(first, &all),
            cumulative,
            4,
            "%",
        ));
    }
    let peak = curve
        .iter()
        .enumerate()
        .max_by(|(a_k, (_, a)), (b_k, (_, b))| a.cmp(b).then(b_k.cmp(a_k)));
    if let Some((k, (_, most))) = peak {
        let (n, most) = (k + 1, format::number(most, 4));
        lines.push(scope.pick(
            format!("最高点：前 {n} 家，{most}%"),
            format!("Peak: the first {n}, {most}%"),
        ));
    }
    let rows = curve.iter().take(ROWS).map(|(id, cumulative)| {
        row(vec![
            (scope.account(id).text, false),
            (
                profit(id).map_or_else(String::new, |profit| format::grouped(&profit, 2)),
                true,
            ),
            (format::number(cumulative, 4), true),
        ])
    });
    Some(Example {
        subject: Link::plain(scope.pick("全部利润已知的客户", "All accounts of known profit")),
        picked: String::new(),
        table: Some(Grid {
            caption: scope.pick("利润从高到低", "By profit"),
            head: head(&[
                (scope.say("account"), false),
                (format!("m ({})", unit.trim()), true),
                ("w %".to_owned(), true),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}
