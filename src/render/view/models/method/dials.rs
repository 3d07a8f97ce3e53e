//! Three dials of the cockpit 驾驶舱仪表.

use crate::engine::financials::TypedYear;
use crate::engine::financials::figures;
use crate::model::account::SpendWith;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::minus;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "每家客户三个表：飞得多快（增长）、多高（钱包份额）、费多少油（服务成本）。三个一起看，谁也不能只看一个。",
        "Three dials for each account: how fast (growth), how high (share of wallet), how much fuel (cost to serve). Read together; nobody flies by one.",
    ),
    inputs: &[
        input(
            "r₁, r₀",
            (
                "最近十二个月、再往前十二个月的收入",
                "revenue of the last twelve months, and of the twelve before",
            ),
            DOSSIER,
            "financials[].revenue",
        ),
        input(
            "s",
            (
                "最近十二个月的服务成本",
                "cost to serve of the last twelve months",
            ),
            DOSSIER,
            "financials[].cost_to_serve",
        ),
        input("p", ("钱包份额", "share of wallet"), DOSSIER, "wallet[].spend"),
    ],
    formula: &[
        clause(
            "飞行速度：收入比上一年增长多少。",
            "Speed: growth of revenue over the year before.",
            "(r₁ − r₀) ÷ r₀",
        ),
        clause("飞行高度：钱包份额。", "Altitude: share of wallet.", "p"),
        clause(
            "耗油量：服务成本占收入。",
            "Fuel: cost to serve over revenue.",
            "s ÷ r₁",
        ),
    ],
    edges: &[
        (
            "一年里没有一期，或有一期没写这一项，那一年的合计就未知，相应的表也未知。",
            "A year without a period, or with one that lacks the figure, has no sum, and the dial is unknown.",
        ),
        (
            "上一年收入不大于 0：速度未知；收入为 0：耗油量未知。",
            "With no revenue the year before, speed is unknown; with none this year, fuel is.",
        ),
        (
            "只读档案里的经营数据，不读台账。",
            "Typed periods alone are read, not the ledgers.",
        ),
    ],
    units: &[
        (
            ("速度", "Speed"),
            (
                "比例，可以为负；0.25 即增长 25%",
                "a fraction, may be negative; 0.25 is growth of 25%",
            ),
        ),
        (("高度", "Altitude"), ("0 – 1", "0 – 1")),
        (("耗油量", "Fuel"), ("比例，0 以上", "a fraction, from 0")),
    ],
    sources: &[(
        "卡普兰与诺顿，《平衡计分卡与战略的衔接》，1996 年：只有一个仪表的驾驶舱。",
        "Kaplan and Norton, Linking the Balanced Scorecard to Strategy, 1996: the cockpit with a single instrument.",
    )],
    deck: &[(
        "原稿只印了“飞行速度、飞行高度、耗油量”三个词；对应到增长、份额、成本是本书的定义。",
        "The deck prints only the words airspeed, altitude and fuel; growth, share and cost are our reading.",
    )],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &[
        "accounts[].dials.speed",
        "accounts[].dials.altitude",
        "accounts[].dials.fuel",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        let dials = &picked.assessed.own.dials;
        let known = [&dials.speed, &dials.altitude, &dials.fuel]
            .into_iter()
            .flatten()
            .count();
        (known > 0).then_some(known)
    })?;
    let dials = &picked.assessed.own.dials;
    let as_of = scope.book().as_of;
    let now = figures(&picked.account.financials, TypedYear::current(as_of));
    let before = figures(&picked.account.financials, TypedYear::previous(as_of));
    let name = |zh: &str, en: &str| scope.pick(zh, en);
    let speed = || {
        let (now, before) = (now.revenue.as_ref()?, before.revenue.as_ref()?);
        let sum = over(minus(now, before), before);
        Some(line(
            &name("飞行速度", "Speed"),
            &sum,
            dials.speed.as_ref()?,
            4,
            "",
        ))
    };
    let altitude = || {
        let wallet = picked.assessed.own.wallet.as_ref()?;
        let cells = picked
            .account
            .wallet
            .iter()
            .filter(|cell| cell.year == wallet.year);
        let ours = cells.filter(|cell| cell.with == SpendWith::Us);
        let ours: Exact = ours.filter_map(|cell| cell.spend.as_ref()?.value.as_ref()).sum();
        let sum = over(&ours, plus([(&ours).into(), (&wallet.whitespace).into()]));
        Some(line(
            &name("飞行高度", "Altitude"),
            &sum,
            dials.altitude.as_ref()?,
            4,
            "",
        ))
    };
    let fuel = || {
        let sum = over(now.cost_to_serve.as_ref()?, now.revenue.as_ref()?);
        Some(line(&name("耗油量", "Fuel"), &sum, dials.fuel.as_ref()?, 4, ""))
    };
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取三个表里已知最多的客户；并列时取编号在前的。",
            "The account with most dials known; of equals the first by id.",
        ),
        table: None,
        lines: [speed(), altitude(), fuel()].into_iter().flatten().collect(),
    })
}
