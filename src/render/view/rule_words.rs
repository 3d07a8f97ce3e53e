//! What the risk rules R1–R12 and the numbers they read are called, and which side of a limit raises them.

use crate::render::scope::Scope;

/// Which side of its limit raises a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below the limit.
    Below,
    /// Above the limit.
    Above,
    /// At the limit or above.
    From,
}

/// How a number of a rule is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As it is.
    Plain,
    /// A fraction of 1, as percent.
    Fraction,
    /// Percent already.
    Percent,
    /// Days.
    Days,
    /// Months.
    Months,
}

/// One number of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// 1..=12.
    rule: u8,
    /// As in the export.
    key: &'static str,
    words: (&'static str, &'static str),
    /// Which side of its limit raises the rule.
    pub side: Side,
    /// How it is written.
    pub unit: Unit,
}

/// Number, 中文, English.
const NAMES: [(u8, &str, &str); 12] = [
    (1, "关键人风险", "Key person"),
    (2, "受制于采购", "Hostage to the buyer"),
    (3, "交付问题无人负责", "Delivery issues nobody owns"),
    (4, "价格战", "Price war"),
    (5, "维护成本高", "Expensive to serve"),
    (6, "有量无利", "Volume without profit"),
    (7, "应收账款", "Receivables"),
    (8, "现金流", "Cash"),
    (9, "以单子大小取人", "Order-size bias"),
    (10, "让利过多", "Discount leakage"),
    (11, "关系淡薄", "Thin relations"),
    (12, "收入集中", "Concentration"),
];

type Words = (&'static str, &'static str);

const fn plain(rule: u8, key: &'static str, words: Words, side: Side) -> Input {
    input(rule, key, words, (side, Unit::Plain))
}

const fn input(rule: u8, key: &'static str, words: Words, (side, unit): (Side, Unit)) -> Input {
    Input {
        rule,
        key,
        words,
        side,
        unit,
    }
}

const BUS_FACTOR: Words = ("走几人即失过半影响力", "people whose leaving loses half");
const PEOPLE: Words = ("有联系的我方人数", "people of ours with a thread");
const BUYER_SHARE: Words = ("关系落在采购者的份额", "share of relations with buyers");
const ECONOMIC: Words = ("触达经济决策者", "economic buyer reached");
const UNOWNED: Words = ("没有唯一负责人的问题", "issues without one owner");
const OLDEST: Words = ("其中最久已过", "the oldest open for");
const FALLS: Words = ("毛利率连续下降次数", "falls of gross margin in a row");
const SELLING_POINTS: Words = ("独特卖点", "unique selling points");
const COST_RATIO: Words = ("服务成本 ÷ 收入", "cost to serve ÷ revenue");
const PROFIT: Words = ("扣除服务成本的利润", "profit after cost to serve");
const INDEX: Words = ("利润份额 ÷ 收入份额", "profit share ÷ revenue share");
const OVERDUE: Words = ("逾期 ÷ 应收余额", "overdue ÷ outstanding");
const BEYOND: Words = ("收款超出账期", "collected beyond terms by");
const MONTHS: Words = ("应收相当于回款", "receipts outstanding for");
const TAU: Words = (
    "最大单笔与价值的一致度 τ-b",
    "agreement of order size and value, τ-b",
);
const TIMES: Words = ("折扣 ÷ 同等级中位数", "discount ÷ median of its tier");
const MARGIN: Words = ("毛利率", "gross margin");
const SILENT: Words = ("没有联系已过", "without contact for");
const SERVICE: Words = ("服务维度得分", "service perspective");
const REVENUE_SHARE: Words = ("占全册收入", "share of the book’s revenue");
const HHI: Words = ("收入赫芬达尔指数", "Herfindahl index of revenue");
const LARGEST: Words = ("最大一家占收入", "share of the largest account");

const INPUTS: [Input; 22] = [
    plain(1, "bus_factor", BUS_FACTOR, Side::Below),
    plain(1, "people", PEOPLE, Side::Below),
    input(2, "share", BUYER_SHARE, (Side::Above, Unit::Fraction)),
    plain(2, "economic", ECONOMIC, Side::Above),
    plain(3, "unowned", UNOWNED, Side::Above),
    input(3, "oldest_days", OLDEST, (Side::Above, Unit::Days)),
    plain(4, "falls", FALLS, Side::From),
    plain(4, "usps", SELLING_POINTS, Side::Below),
    input(5, "ratio", COST_RATIO, (Side::Above, Unit::Fraction)),
    plain(5, "profit", PROFIT, Side::Below),
    plain(6, "index", INDEX, Side::Below),
    input(7, "overdue", OVERDUE, (Side::Above, Unit::Fraction)),
    input(7, "days_over_terms", BEYOND, (Side::Above, Unit::Days)),
    input(8, "months", MONTHS, (Side::Above, Unit::Months)),
    plain(9, "tau_b", TAU, Side::Below),
    plain(10, "times", TIMES, Side::Above),
    input(10, "margin", MARGIN, (Side::Below, Unit::Percent)),
    input(11, "days", SILENT, (Side::Above, Unit::Days)),
    plain(11, "service", SERVICE, Side::Below),
    input(12, "share", REVENUE_SHARE, (Side::From, Unit::Percent)),
    plain(12, "hhi", HHI, Side::From),
    input(12, "cr1", LARGEST, (Side::From, Unit::Percent)),
];

impl Input {
    /// What the engine says of a number of a rule; `None` if there is no such number.
    pub fn of(rule: u8, key: &str) -> Option<&'static Input> {
        INPUTS.iter().find(|input| input.rule == rule && input.key == key)
    }

    /// What it is called.
    pub fn name(&self, scope: Scope<'_>) -> String {
        scope.pick(self.words.0, self.words.1)
    }
}

/// The name of a rule in words.
pub fn rule_name(scope: Scope<'_>, rule: u8) -> String {
    let found = NAMES.iter().find(|(number, ..)| *number == rule);
    found.map_or_else(String::new, |(_, zh, en)| scope.pick(*zh, *en))
}
