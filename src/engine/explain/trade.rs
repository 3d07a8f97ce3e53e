//! Money: the year of trade, the dials, single indicators, lifetime value and wallet.

use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain::Explanation;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Subject;
use crate::engine::explain::Term;
use crate::engine::explain::places;
use crate::engine::explain::places::indicator_quantity;
use crate::engine::explain::same;
use crate::engine::financials::TypedYear;
use crate::engine::indicators::IndicatorKey;
use crate::engine::wallet::is_known;
use crate::model::account::Financial;
use crate::model::account::SpendWith;
use crate::model::date::months_back;
use crate::model::exact::Exact;
use crate::model::ledger::LedgerFile;
use crate::words;

/// Explains everything of money, in the order of the export.
pub(super) fn explain(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    places::quadrant(subject, all);
    year(subject, all);
    dials(subject, all);
    all.extend(IndicatorKey::all().map(|key| indicator(subject, key)));
    places::classes(subject, all);
    places::rfm(subject, all);
    all.extend(lifetime_value(subject));
    wallet(subject, all);
}

type Column = (&'static str, Words, fn(&Financial) -> &Option<Exact>);

fn columns() -> [Column; 4] {
    [
        ("revenue", words!("年收入", "Yearly revenue"), |row| {
            &row.revenue
        }),
        (
            "direct_cost",
            words!("年直接成本", "Yearly direct cost"),
            |row| &row.beside.direct_cost,
        ),
        (
            "cost_to_serve",
            words!("年服务成本", "Yearly cost to serve"),
            |row| &row.beside.cost_to_serve,
        ),
        ("receipts", words!("年回款", "Yearly receipts"), |row| {
            &row.beside.receipts
        }),
    ]
}

fn year(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let figures = &subject.result.linked.year;
    let results = [
        &figures.revenue,
        &figures.direct_cost,
        &figures.cost_to_serve,
        &figures.receipts,
    ];
    let is_typed = !subject.account.financials.is_empty();
    for ((key, title, column), result) in columns().into_iter().zip(results) {
        let formula = if is_typed {
            words!(
                "最近十二个月内结束的各期之和，缺一期则未知",
                "sum over the periods that end in the last twelve months; unknown if one lacks it"
            )
        } else {
            words!(
                "没有经营数据，取自台账",
                "from the ledgers, as no periods are typed"
            )
        };
        let mut explanation = Explanation::of(key, title, Quantity::money(result.as_ref()), formula);
        explanation.terms = rows(subject, TypedYear::current(subject.book.as_of), column);
        all.push(explanation);
    }
    let is_after = subject
        .book
        .rulers
        .portfolio
        .as_ref()
        .is_none_or(|model| model.after_cost_to_serve);
    let mut explanation = Explanation::of(
        "profit",
        words!("年利润", "Yearly profit"),
        Quantity::money(subject.result.linked.profit.as_ref()),
        if is_after {
            words!(
                "收入 − 直接成本 − 服务成本",
                "revenue − direct cost − cost to serve"
            )
        } else {
            words!("收入 − 直接成本", "revenue − direct cost")
        },
    );
    let signed = [
        (words!("年收入", "yearly revenue"), figures.revenue.clone()),
        (
            words!("年直接成本", "yearly direct cost"),
            figures.direct_cost.as_ref().map(|cost| &Exact::ZERO - cost),
        ),
        (
            words!("年服务成本", "yearly cost to serve"),
            figures.cost_to_serve.as_ref().map(|cost| &Exact::ZERO - cost),
        ),
    ];
    let n_terms = if is_after { 3 } else { 2 };
    explanation.terms = signed
        .into_iter()
        .take(n_terms)
        .map(|(name, amount)| Term {
            adds: amount.clone(),
            ..Term::of(name, Quantity::money(amount.as_ref()), subject.key("financials"))
        })
        .collect();
    all.push(explanation);
}

/// The typed periods of a year, with one column of each.
fn rows(subject: Subject<'_>, year: TypedYear, column: fn(&Financial) -> &Option<Exact>) -> Vec<Term> {
    let periods = subject.account.financials.iter();
    periods
        .filter(|row| year.contains(row.period.value.last_day()))
        .map(|row| {
            let amount = column(row);
            Term {
                adds: amount.clone(),
                ..Term::of(
                    same(&row.period.value.to_string()),
                    Quantity::money(amount.as_ref()),
                    subject.line(row.period.at),
                )
            }
        })
        .collect()
}

fn dials(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let dials = &subject.result.own.dials;
    let as_of = subject.book.as_of;
    let mut speed = Explanation::of(
        "dials.speed",
        words!("飞行速度：收入增长", "Airspeed: growth of revenue"),
        Quantity::fraction(dials.speed.as_ref()),
        words!(
            "(本年 − 上年) ÷ 上年，上年须大于 0",
            "(this year − last year) ÷ last year, which must be above 0"
        ),
    );
    for (year, zh, en) in [
        (TypedYear::current(as_of), "本年", "this year"),
        (TypedYear::previous(as_of), "上年", "last year"),
    ] {
        speed
            .terms
            .extend(rows(subject, year, |row| &row.revenue).into_iter().map(|term| {
                let period = &term.name.en;
                Term {
                    name: words!("{zh} {period}", "{en} {period}"),
                    adds: None,
                    ..term
                }
            }));
    }
    all.push(speed);
    let altitude = Explanation::of(
        "dials.altitude",
        words!("飞行高度：钱包份额", "Altitude: share of wallet"),
        Quantity::fraction(dials.altitude.as_ref()),
        words!("见 wallet.share", "see wallet.share"),
    );
    all.push(altitude);
    let mut fuel = Explanation::of(
        "dials.fuel",
        words!("耗油量：服务成本占收入", "Fuel burn: cost to serve of revenue"),
        Quantity::fraction(dials.fuel.as_ref()),
        words!("年服务成本 ÷ 年收入", "yearly cost to serve ÷ yearly revenue"),
    );
    let figures = &subject.result.linked.year;
    fuel.terms = vec![
        Term::of(
            words!("年服务成本", "yearly cost to serve"),
            Quantity::money(figures.cost_to_serve.as_ref()),
            subject.key("financials"),
        ),
        Term::of(
            words!("年收入", "yearly revenue"),
            Quantity::money(figures.revenue.as_ref()),
            subject.key("financials"),
        ),
    ];
    all.push(fuel);
}

/// Which ledgers an indicator reads, which others it is made of, and how.
fn recipe(key: IndicatorKey) -> (&'static [LedgerFile], &'static [IndicatorKey], Words) {
    use IndicatorKey as Key;
    use LedgerFile::Interactions;
    use LedgerFile::Invoices;
    use LedgerFile::Opportunities;
    use LedgerFile::Orders;
    use LedgerFile::Receipts;
    use LedgerFile::Returns;
    match key {
        Key::TxCount => (&[Orders], &[], words!("未取消的订单数", "orders not cancelled")),
        Key::TxAmount => (&[Orders], &[], words!("Σ 金额", "Σ amount")),
        Key::TxProfit => (
            &[Orders],
            &[],
            words!(
                "Σ (金额 − 直接成本)，缺一单成本则未知",
                "Σ (amount − cost); unknown if one order lacks its cost"
            ),
        ),
        Key::GrossMargin => (
            &[Orders],
            &[Key::TxProfit, Key::TxAmount],
            words!("利润 ÷ 交易额", "profit ÷ order volume"),
        ),
        Key::AvgOrder => (
            &[Orders],
            &[Key::TxAmount, Key::TxCount],
            words!("交易额 ÷ 次数", "order volume ÷ orders"),
        ),
        Key::MaxOrder => (&[Orders], &[], words!("金额之最大", "the largest amount")),
        Key::ReturnAmount => (&[Returns], &[], words!("Σ 退货金额", "Σ returned amount")),
        Key::ReturnCount => (&[Returns], &[], words!("退货次数", "returns")),
        Key::ReturnRate => (
            &[Returns, Orders],
            &[Key::ReturnAmount, Key::TxAmount],
            words!("退货金额 ÷ 交易额", "returned amount ÷ order volume"),
        ),
        Key::Tenure => (
            &[Orders],
            &[],
            words!("基准日 − 首单日期", "book's day − day of the first order ever"),
        ),
        Key::AvgCycle => (
            &[Orders],
            &[Key::TxCount],
            words!(
                "(末单 − 首单) ÷ (次数 − 1)，少于两单则未知",
                "(last − first order) ÷ (orders − 1); unknown below two orders"
            ),
        ),
        Key::ExpectedSales => (
            &[Opportunities],
            &[],
            words!(
                "Σ 概率 × 金额，进行中的商机",
                "Σ probability × amount of open opportunities"
            ),
        ),
        Key::MaxReceipt => (&[Receipts], &[], words!("收款之最大", "the largest receipt")),
        Key::AvgReceipt => (&[Receipts], &[], words!("收款均值", "mean of receipts")),
        Key::AvgCollectDays => (
            &[Receipts, Invoices],
            &[],
            words!(
                "Σ 收款 × (收款日 − 开票日) ÷ Σ 收款，只算对应发票的",
                "Σ receipt × (paid − invoiced) ÷ Σ receipt, of those that pay an invoice"
            ),
        ),
        Key::Outstanding => (
            &[Invoices, Receipts],
            &[],
            words!(
                "Σ max(0, 发票 − 已收)，基准日前一天",
                "Σ max(0, invoice − received) on the day before the book's"
            ),
        ),
        Key::Overdue => (
            &[Invoices, Receipts],
            &[],
            words!("其中到期日已过的", "of that, past its due day"),
        ),
        Key::AvgOwed => (
            &[Invoices, Receipts],
            &[],
            words!("各月末欠款的均值", "mean of what is owed at the month-ends"),
        ),
        Key::AvgOverdue => (
            &[Invoices, Receipts],
            &[],
            words!("各月末逾期的均值", "mean of what is overdue at the month-ends"),
        ),
        Key::AvgOwedRate => (
            &[Invoices, Receipts],
            &[Key::AvgOverdue, Key::AvgOwed],
            words!("平均逾期额 ÷ 平均欠款额", "average overdue ÷ average owed"),
        ),
        Key::Tasks | Key::Praise | Key::Complaint | Key::Suggestion => (
            &[Interactions],
            &[],
            words!("该类联络的次数", "interactions of this kind"),
        ),
        Key::Processes => (
            &[Opportunities],
            &[],
            words!("进行中的商机数", "open opportunities"),
        ),
        Key::PraiseRatio | Key::ComplaintRatio | Key::SuggestionRatio => (
            &[Interactions],
            &[Key::Praise, Key::Complaint, Key::Suggestion],
            words!(
                "该类 ÷ (表扬 + 投诉 + 建议)",
                "this kind ÷ (praise + complaints + suggestions)"
            ),
        ),
        Key::ComplaintsPer100Orders => (
            &[Interactions, Orders],
            &[Key::Complaint, Key::TxCount],
            words!("投诉 ÷ 订单 × 100", "complaints ÷ orders × 100"),
        ),
    }
}

/// Indicators that typed counts of contacts give before the ledgers do.
fn is_of_contact(key: IndicatorKey) -> bool {
    use IndicatorKey as Key;
    matches!(
        key,
        Key::Tasks | Key::Processes | Key::Praise | Key::Complaint | Key::Suggestion
    )
}

fn indicator(subject: Subject<'_>, key: IndicatorKey) -> Explanation {
    let indicators = &subject.result.linked.indicators;
    let (files, parts, formula) = recipe(key);
    let until = subject.book.as_of;
    let from = months_back(until, subject.book.settings.window_months);
    let mut explanation = Explanation::of(
        format!("indicators.{}", key.word()),
        Words::new(key.label(Lang::Zh), key.label(Lang::En)),
        indicator_quantity(key, indicators.get(key)),
        formula,
    );
    explanation.terms = parts
        .iter()
        .map(|part| {
            Term::of(
                Words::new(part.label(Lang::Zh), part.label(Lang::En)),
                indicator_quantity(*part, indicators.get(*part)),
                Vec::new(),
            )
        })
        .collect();
    if is_of_contact(key) && !subject.account.contact_stats.is_empty() {
        let stats = subject.account.contact_stats.iter();
        let year = TypedYear::current(until);
        explanation.terms = stats
            .filter(|row| year.contains(row.period.value.last_day()))
            .map(|row| {
                let count = match key {
                    IndicatorKey::Tasks => row.tasks,
                    IndicatorKey::Processes => row.processes,
                    IndicatorKey::Praise => row.praise,
                    IndicatorKey::Complaint => row.complaint,
                    _ => row.suggestion,
                };
                Term {
                    adds: count.map(Exact::from),
                    ..Term::of(
                        same(&row.period.value.to_string()),
                        Quantity::whole(count),
                        subject.line(row.period.at),
                    )
                }
            })
            .collect();
        explanation.formula = words!("各期之和", "sum of the periods");
        return explanation;
    }
    explanation.terms.extend(files.iter().map(|file| {
        Term::of(
            Words::new(
                format!("台账：{}", file.label(Lang::Zh)),
                format!("ledger: {}", file.label(Lang::En)),
            ),
            Quantity::Word(same(&format!("[{from}, {until})"))),
            subject.ledger(*file),
        )
    }));
    if indicators.get(key).is_none() {
        let missing = files.iter().filter(|file| !subject.book.ledgers.has(**file));
        let missing: Vec<&str> = missing.map(|file| file.word()).collect();
        let missing = missing.join(", ");
        explanation.notes.push(if missing.is_empty() {
            words!("台账里没有可以算它的行", "no row of the ledgers gives it")
        } else {
            words!("没有台账 {missing}", "there is no ledger {missing}")
        });
    }
    explanation
}

fn lifetime_value(subject: Subject<'_>) -> Option<Explanation> {
    let inputs = subject.account.clv.as_ref()?;
    let mut explanation = Explanation::of(
        "clv",
        words!("客户终身价值", "Customer lifetime value"),
        Quantity::money(subject.result.own.clv.as_ref()),
        words!(
            "m·r ÷ (1 + i − r) − 获客成本",
            "m·r ÷ (1 + i − r) − acquisition cost"
        ),
    );
    let from = || subject.key("clv");
    explanation.terms = vec![
        Term::of(
            words!("m 年毛利", "m yearly margin"),
            Quantity::money(inputs.margin.as_ref()),
            from(),
        ),
        Term::of(
            words!("r 留存率", "r retention"),
            Quantity::fraction(inputs.retention.as_ref()),
            from(),
        ),
        Term::of(
            words!("i 折现率", "i discount rate"),
            Quantity::fraction(inputs.discount_rate.as_ref()),
            from(),
        ),
        Term::of(
            words!("获客成本", "acquisition cost"),
            Quantity::Money(inputs.acquisition_cost.clone().unwrap_or(Exact::ZERO)),
            from(),
        ),
    ];
    Some(explanation)
}

fn wallet(subject: Subject<'_>, all: &mut Vec<Explanation>) {
    let Some(result) = &subject.result.own.wallet else {
        return;
    };
    let cells = || {
        subject
            .account
            .wallet
            .iter()
            .filter(|cell| cell.year == result.year)
    };
    let term = |cell: &crate::model::account::WalletCell, is_counted: bool| {
        let spend = cell.spend.as_ref().and_then(|spend| spend.value.clone());
        let offering = subject.label(&cell.offering);
        let unit = cell.unit.as_deref().unwrap_or("");
        let (with_zh, with_en) = (cell.with.label(Lang::Zh), cell.with.label(Lang::En));
        let (zh, en) = (&offering.zh, &offering.en);
        Term {
            adds: spend.clone().filter(|_| is_counted),
            said: Said {
                source: cell
                    .spend
                    .as_ref()
                    .and_then(|spend| spend.provenance.source.clone()),
                ..Said::default()
            },
            ..Term::of(
                words!("{zh} {unit}（{with_zh}）", "{en} {unit} ({with_en})"),
                Quantity::money(spend.as_ref()),
                subject.line(cell.at),
            )
        }
    };
    let mut share = Explanation::of(
        "wallet.share",
        words!("钱包份额", "Share of wallet"),
        Quantity::fraction(result.share.as_ref()),
        words!(
            "Σ 我方 ÷ Σ (我方 + 竞争对手 + 客户自做)，只算已知的格子",
            "Σ us ÷ Σ (us + competitors + internal), over known cells"
        ),
    );
    share.terms = cells()
        .filter(|cell| is_known(cell) && cell.with != SpendWith::None)
        .map(|cell| Term {
            adds: None,
            ..term(cell, false)
        })
        .collect();
    let (known, cells_of_year, year) = (result.known_cells, result.all_cells, result.year);
    share.notes.push(words!(
        "{year} 年：{cells_of_year} 格中已知 {known} 格",
        "{year}: {known} of {cells_of_year} cells known"
    ));
    all.push(share);
    let mut whitespace = Explanation::of(
        "wallet.whitespace",
        words!("业务空白", "Whitespace"),
        Quantity::Money(result.whitespace.clone()),
        words!("Σ (竞争对手 + 客户自做)", "Σ (competitors + internal)"),
    );
    whitespace.terms = cells()
        .filter(|cell| is_known(cell) && matches!(cell.with, SpendWith::Competitor | SpendWith::Internal))
        .map(|cell| term(cell, true))
        .collect();
    all.push(whitespace);
}
