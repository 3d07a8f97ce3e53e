//! Raised risks 风险 and stale fields: inputs, limits, and the lines each rule read.

use crate::diag::At;
use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain::Explanation;
use crate::engine::explain::Origin;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::both;
use crate::engine::explain::same;
use crate::engine::financials::TypedYear;
use crate::engine::risk::RiskNumber;
use crate::engine::risk::RiskResult;
use crate::engine::stale::AGED_FIELDS;
use crate::model::account::Perspective;
use crate::model::account::Risk;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerFile;
use crate::words;

/// Explains every raised rule, then every stale field.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    all.extend(subject.result.risks.iter().map(|risk| raised(subject, risk)));
    for stale in &subject.result.own.stale {
        let aged = AGED_FIELDS.iter().find(|aged| aged.field == stale.field);
        let from = aged.map_or(Vec::new(), |aged| subject.key(aged.key));
        let mut explanation = Explanation::of(
            format!("stale.{}", stale.field),
            words!("过期的字段", "Stale field"),
            Quantity::Days(Exact::from(stale.age_days)),
            words!(
                "基准日 − 字段的日期 > 允许的天数",
                "book's day − day of the field > days allowed"
            ),
        );
        explanation.terms = vec![
            Term::of(
                same(stale.field),
                Quantity::Days(Exact::from(stale.age_days)),
                from,
            ),
            Term::of(
                words!("允许的天数", "days allowed"),
                Quantity::Days(Exact::from(stale.max_age_days)),
                Vec::new(),
            ),
        ];
        all.push(explanation);
    }
}

/// What a rule warns of, in a few words.
pub fn rule_name(rule: u8) -> Words {
    match rule {
        1 => words!("关键人风险", "Key person"),
        2 => words!("受制于采购", "Hostage to the buyer"),
        3 => words!("交付问题无人负责", "Delivery without an owner"),
        4 => words!("价格战", "Price war"),
        5 => words!("维护成本过高", "Expensive account"),
        6 => words!("有量无利", "Volume without profit"),
        7 => words!("应收帐款", "Receivables"),
        8 => words!("现金流", "Cash"),
        9 => words!("大单错觉", "Order-size bias"),
        10 => words!("折扣流失", "Discount leakage"),
        11 => words!("关系淡薄", "Thin relations"),
        _ => words!("集中度", "Concentration"),
    }
}

fn raised(subject: Subject<'_>, risk: &RiskResult) -> Explanation {
    let rule = risk.rule;
    let mut explanation = Explanation::of(
        format!("risks.R{rule}"),
        rule_name(rule),
        Quantity::Word(Words::new(risk.level.label(Lang::Zh), risk.level.label(Lang::En))),
        condition(rule),
    );
    let limits = &risk.threshold;
    explanation.terms = risk
        .inputs
        .iter()
        .map(|(name, value)| {
            let limit = limits.iter().find(|(limit, _)| limit == name);
            let limit = limit.map(|(_, limit)| text(limit));
            Term {
                said: Said {
                    why: limit.map(|limit| words!("界限 {limit}", "limit {limit}")),
                    ..Said::default()
                },
                ..Term::of(input_name(rule, name), quantity(value), Vec::new())
            }
        })
        .collect();
    let lines = lines_read(subject, rule);
    if let Some(first) = explanation.terms.first_mut() {
        first.from = lines;
    }
    explanation.notes.push(state(subject, risk));
    explanation
}

/// What a rule's input is called; the export's own key where there is no better word.
pub fn input_name(rule: u8, input: &str) -> Words {
    match (rule, input) {
        (_, "bus_factor") => words!("关键人数", "bus factor"),
        (_, "people") => words!("有连线的人数", "people of ours with a thread"),
        (2, "share") => words!("采购角色占的关系强度", "strength on buying roles, of all"),
        (_, "economic") => words!("接触到经济决策者", "an economic buyer is reached"),
        (_, "unowned") => words!("无人负责的未结问题", "open issues without one accountable"),
        (_, "oldest_days") => words!("其中最久的天数", "days of the oldest"),
        (_, "falls") => words!("毛利率连降期数", "falls of gross margin in a row"),
        (_, "usps") => words!("独特卖点", "unique selling points"),
        (_, "ratio") => words!("服务成本 ÷ 收入", "cost to serve ÷ revenue"),
        (_, "profit") => words!("扣除服务成本的利润", "profit after cost to serve"),
        (_, "index") => words!("利润份额 ÷ 收入份额", "share of profit ÷ share of revenue"),
        (_, "overdue") => words!("逾期 ÷ 应收", "overdue ÷ outstanding"),
        (_, "days_over_terms") => words!("收款天数 − 帐期", "days to collect − terms"),
        (_, "times") => words!("折扣 ÷ 同级中位数", "discount ÷ median of its tier"),
        (_, "margin") => words!("毛利率（%）", "gross margin (%)"),
        (_, "days") => words!("距上次联络的天数", "days since the last contact"),
        (_, "service") => words!("服务得分", "service score"),
        (_, "share") => words!("占已知收入（%）", "of known revenue (%)"),
        (_, "months") => words!("应收 ÷ 月回款", "outstanding ÷ monthly receipts"),
        (_, "tau_b") => words!("tau-b", "tau-b"),
        (_, "hhi") => words!("HHI", "HHI"),
        (_, "cr1") => words!("最大客户占收入（%）", "largest account of revenue (%)"),
        _ => same(input),
    }
}

/// When a rule is raised, in symbols.
fn condition(rule: u8) -> Words {
    match rule {
        1 => words!(
            "关键人数或有连线的人数低于界限",
            "bus factor, or people with a thread, below the limit"
        ),
        2 => words!(
            "采购角色占的关系强度 > 界限，且没有接触到经济决策者",
            "share of strength on buying roles > limit, and no economic buyer reached"
        ),
        3 => words!(
            "有未结的问题不是恰好一人负责；最久的超过界限则为高",
            "an open issue without exactly one accountable; high if the oldest is past the limit"
        ),
        4 => words!(
            "毛利率连降 ≥ 界限；独特卖点 < 界限：一条为中，两条为高",
            "falls of gross margin ≥ limit; selling points < limit: one is medium, both are high"
        ),
        5 => words!(
            "服务成本 ÷ 收入 > 界限为中；利润 < 界限为高",
            "cost to serve ÷ revenue > limit is medium; profit < limit is high"
        ),
        6 => words!(
            "利润份额 ÷ 收入份额 < 界限",
            "share of profit ÷ share of revenue < limit"
        ),
        7 => words!(
            "逾期 ÷ 应收、收款天数 − 帐期，超过界限：一条为中，两条为高",
            "overdue ÷ outstanding, days to collect − terms, above the limit: one is medium, both are high"
        ),
        10 => words!(
            "折扣 ÷ 同级中位数 > 界限；毛利率低于本级底线：一条为中，两条为高",
            "discount ÷ median of its tier > limit; margin below its tier's floor: one is medium, both are high"
        ),
        11 => words!(
            "距上次联络的天数 > 界限；服务得分 < 界限：一条为中，两条为高",
            "days since the last contact > limit; service score < limit: one is medium, both are high"
        ),
        _ => words!("占已知收入的份额 ≥ 界限", "share of known revenue ≥ limit"),
    }
}

fn quantity(number: &RiskNumber) -> Quantity {
    match number {
        RiskNumber::Unknown => Quantity::Unknown,
        RiskNumber::Whole(value) => Quantity::Number(Exact::from(*value)),
        RiskNumber::Part(value) => Quantity::Number(value.clone()),
        RiskNumber::Money(value) => Quantity::Money(value.clone()),
        RiskNumber::Tau(_) => Quantity::Word(same(&text(number))),
        RiskNumber::Flag(true) => Quantity::Word(words!("是", "yes")),
        RiskNumber::Flag(false) => Quantity::Word(words!("否", "no")),
    }
}

fn text(number: &RiskNumber) -> String {
    match number {
        RiskNumber::Unknown => "–".to_owned(),
        RiskNumber::Whole(value) => value.to_string(),
        RiskNumber::Part(value) | RiskNumber::Money(value) => value.short(4),
        RiskNumber::Tau(tau) => tau.fixed(4),
        RiskNumber::Flag(value) => value.to_string(),
    }
}

/// What people answered, with its line.
fn state(subject: Subject<'_>, risk: &RiskResult) -> Words {
    let (zh, en) = (risk.state.label(Lang::Zh), risk.state.label(Lang::En));
    let answer = risk
        .answer
        .as_ref()
        .and_then(|id| subject.account.risks.iter().find(|risk| risk.id.value == *id));
    let Some(answer) = answer else {
        return words!("状态：{zh}", "state: {en}");
    };
    let line = answer.id.at.line;
    let file = subject.file;
    let until = until(answer);
    let words = answer.text.as_ref().map(both).unwrap_or_default();
    let (text_zh, text_en) = (&words.zh, &words.en);
    words!(
        "状态：{zh}{until}（{file}:{line}）{text_zh}",
        "state: {en}{until} ({file}:{line}) {text_en}"
    )
}

fn until(answer: &Risk) -> String {
    answer
        .until
        .map_or_else(String::new, |until| format!(" → {until}"))
}

/// The lines of the book that a rule read for this account.
fn lines_read(subject: Subject<'_>, rule: u8) -> Vec<Origin> {
    let account = subject.account;
    let lines =
        |places: Vec<At>| -> Vec<Origin> { places.into_iter().flat_map(|at| subject.line(at)).collect() };
    let contacts = || lines(account.contacts.iter().map(|contact| contact.id.at).collect());
    let year = TypedYear::current(subject.book.as_of);
    let of_year = || {
        let rows = account.financials.iter();
        let rows = rows.filter(|row| year.contains(row.period.value.last_day()));
        lines(rows.map(|row| row.period.at).collect())
    };
    let past = || {
        let rows = account.financials.iter();
        let rows = rows.filter(|row| row.period.value.last_day() <= subject.book.as_of);
        lines(rows.map(|row| row.period.at).collect())
    };
    let trade = |rows: Vec<Origin>| {
        let mut from = rows;
        if account.financials.is_empty() {
            from.extend(subject.ledger(LedgerFile::Orders));
        }
        from
    };
    match rule {
        1 | 2 => contacts(),
        3 => {
            let open = account
                .issues
                .iter()
                .filter(|issue| issue.closed.is_none() && issue.accountable.len() != 1);
            lines(open.map(|issue| issue.id.at).collect())
        }
        4 => {
            let mut from = past();
            from.extend(lines(account.needs.iter().map(|need| need.id.at).collect()));
            from
        }
        7 => {
            let mut from = past();
            from.extend(subject.ledger(LedgerFile::Receipts));
            from.extend(subject.ledger(LedgerFile::Invoices));
            from
        }
        10 => trade(past()),
        11 => {
            let days = account.contacts.iter().flat_map(|contact| &contact.coverage);
            let days = days.filter_map(|reach| reach.last.as_ref());
            let mut from = lines(days.map(|last| last.at).collect());
            let service = account.value.get(&Perspective::Service);
            from.extend(lines(
                service.into_iter().flatten().map(|row| row.id.at).collect(),
            ));
            from.extend(subject.ledger(LedgerFile::Interactions));
            from
        }
        _ => trade(of_year()),
    }
}
