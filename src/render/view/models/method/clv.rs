//! Customer lifetime value 客户终身价值.

use crate::model::account::ClvInputs;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::measures;
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
use crate::render::view::models::sums::times;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "估一家客户今后一共值多少钱，用来决定为留住它最多可以花多少。",
        "Estimates what an account is worth over all its years to come, to know how much may be spent to keep it.",
    ),
    inputs: &[
        input("m", ("一年的毛利", "margin of a year"), DOSSIER, "clv.margin"),
        input(
            "r",
            (
                "留存率：一年后还在的可能，0 – 1",
                "retention: the chance that it stays a year, 0 – 1",
            ),
            DOSSIER,
            "clv.retention",
        ),
        input(
            "i",
            ("折现率，0 以上", "discount rate, from 0"),
            DOSSIER,
            "clv.discount_rate",
        ),
        input(
            "a",
            ("获客成本；没写算 0", "acquisition cost; 0 if not written"),
            DOSSIER,
            "clv.acquisition_cost",
        ),
    ],
    formula: &[clause(
        "每年的毛利按留存率减少、按折现率打折，无限加下去，再减去获客成本。",
        "Each year’s margin, lessened by retention and discounted, added up without end, less the acquisition cost.",
        "CLV = m·r ÷ (1 + i − r) − a",
    )],
    edges: &[
        (
            "毛利、留存率、折现率缺一个就未知。",
            "Unknown if margin, retention or discount rate is.",
        ),
        (
            "1 + i − r 不大于 0 时没有有限的值，记为未知。",
            "With 1 + i − r not above 0 there is no finite value: unknown.",
        ),
        (
            "三个输入都是人的估计，结果也只是估计；它不进客户价值。",
            "All inputs are people’s estimates, and so is the result; it is no part of the account’s value.",
        ),
    ],
    units: &[(
        ("CLV", "CLV"),
        (
            "本书币种的金额，可以为负",
            "money of the book’s currency, may be negative",
        ),
    )],
    sources: &[(
        "Gupta 与 Lehmann，《作为资产的客户》，2003 年：毛利与留存率不变、年限无限时的简式。",
        "Gupta and Lehmann, Customers as Assets, 2003: the short form for constant margin and retention without end.",
    )],
    deck: &[("培训稿没有这个模型。", "The training deck has no such model.")],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &["accounts[].clv"],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        picked.assessed.own.clv.as_ref()?;
        Some(picked.account.clv.as_ref()?.acquisition_cost.is_some())
    })?;
    let value = picked.assessed.own.clv.as_ref()?;
    let ClvInputs {
        margin,
        retention,
        discount_rate,
        acquisition_cost,
    } = picked.account.clv.as_deref()?;
    let (margin, retention, rate) = (margin.as_ref()?, retention.as_ref()?, discount_rate.as_ref()?);
    let unit = measures::money(scope);
    let yearly = times(margin, retention);
    let loss = minus(plus([1.into(), rate.into()]), retention);
    let cost = acquisition_cost.clone().unwrap_or(Exact::ZERO);
    let all = minus(over(times(margin, retention), loss.clone()), &cost);
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取输入写得最全的客户中编号最前的。",
            "The first account by id of those with most inputs written.",
        ),
        table: None,
        lines: vec![
            line("m·r", &yearly, &yearly.value(None)?, 2, &unit),
            line("1 + i − r", &loss, &loss.value(None)?, 4, ""),
            line("CLV", &all, value, 2, &unit),
        ],
    })
}
