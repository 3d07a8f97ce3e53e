//! Limits of relations and of the risk rules; what is not written keeps its default.

use std::collections::BTreeMap;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::given;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::tree::Node;
use crate::model::account::BuyingRole;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::rulers::Rules;

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    relations: Relations,
    r1: R1,
    r2: R2,
    r3: R3,
    r4: R4,
    r5: R5,
    r6: R6,
    r7: R7,
    r8: R8,
    r9: R9,
    r10: R10,
    r11: R11,
    r12: R12,
}

record_table! { Keys (node, cx) {}
    relations: given(form::record::<Relations>(), Relations::default), "关系", "relations", "";
    r1 = "R1": given(form::record::<R1>(), R1::default), "R1 关系单薄", "R1 thin relations", "";
    r2 = "R2": given(form::record::<R2>(), R2::default), "R2 只靠采购", "R2 buyers alone", "";
    r3 = "R3": given(form::record::<R3>(), R3::default), "R3 问题没人管", "R3 unowned issues", "";
    r4 = "R4": given(form::record::<R4>(), R4::default), "R4 毛利连降", "R4 falling margin", "";
    r5 = "R5": given(form::record::<R5>(), R5::default), "R5 服务成本", "R5 cost to serve", "";
    r6 = "R6": given(form::record::<R6>(), R6::default), "R6 利润指数", "R6 profit index", "";
    r7 = "R7": given(form::record::<R7>(), R7::default), "R7 逾期", "R7 overdue", "";
    r8 = "R8": given(form::record::<R8>(), R8::default), "R8 应收月数", "R8 months outstanding", "";
    r9 = "R9": given(form::record::<R9>(), R9::default), "R9 大小与价值", "R9 size and value", "";
    r10 = "R10": given(form::record::<R10>(), R10::default), "R10 折扣", "R10 discounts", "";
    r11 = "R11": given(form::record::<R11>(), R11::default), "R11 疏于联系", "R11 neglect", "";
    r12 = "R12": given(form::record::<R12>(), R12::default), "R12 集中", "R12 concentration", "";
}

#[derive(Debug, Default)]
struct Relations {
    thread: Option<Exact>,
    cadence_days: Option<i64>,
    required_roles: Option<Vec<BuyingRole>>,
    buying_roles: Option<Vec<BuyingRole>>,
}

record_table! { Relations (node, cx) {}
    thread: optional(form::from_zero()), "有联系的强度", "strength of a thread", "2";
    cadence_days: optional(form::whole_from(1)), "联系间隔（天）", "days between contacts", "90";
    required_roles: optional(form::list(form::word::<BuyingRole>())), "必须联系到的角色", "roles that must be reached", "[economic, user, technical, coach]";
    buying_roles: optional(form::list(form::word::<BuyingRole>())), "采购角色", "buying roles", "[buyer]";
}

#[derive(Debug, Default)]
struct R1 {
    min_bus_factor: Option<i64>,
    min_people: Option<i64>,
}

record_table! { R1 (node, cx) {}
    min_bus_factor: optional(form::whole_from(0)), "最少几人撑住", "least bus factor", "2";
    min_people: optional(form::whole_from(0)), "最少几人", "least people", "2";
}

#[derive(Debug, Default)]
struct R2 {
    max_share: Option<Exact>,
}

record_table! { R2 (node, cx) {}
    max_share: optional(form::from_zero()), "采购角色的份额上限", "most share of buying roles", "0.5";
}

#[derive(Debug, Default)]
struct R3 {
    max_days: Option<i64>,
}

record_table! { R3 (node, cx) {}
    max_days: optional(form::whole_from(0)), "最多几天", "most days", "30";
}

#[derive(Debug, Default)]
struct R4 {
    falls: Option<i64>,
    min_usps: Option<i64>,
}

record_table! { R4 (node, cx) {}
    falls: optional(form::whole_from(1)), "连降几次", "falls in a row", "3";
    min_usps: optional(form::whole_from(0)), "最少几个卖点", "least selling points", "1";
}

#[derive(Debug, Default)]
struct R5 {
    max_ratio: Option<Exact>,
    min_profit: Option<Exact>,
}

record_table! { R5 (node, cx) {}
    max_ratio: optional(form::from_zero()), "占收入上限", "most of revenue", "0.15";
    min_profit: optional(form::money()), "最低利润", "least profit", "0";
}

#[derive(Debug, Default)]
struct R6 {
    medium: Option<Exact>,
    high: Option<Exact>,
}

record_table! { R6 (node, cx) {}
    medium: optional(form::number()), "低于即中", "medium below", "0.5";
    high: optional(form::number()), "低于即高", "high below", "0";
}

#[derive(Debug, Default)]
struct R7 {
    max_overdue: Option<Exact>,
    max_days_over_terms: Option<Exact>,
}

record_table! { R7 (node, cx) {}
    max_overdue: optional(form::from_zero()), "逾期占比上限", "most overdue share", "0.2";
    max_days_over_terms: optional(form::number()), "超账期天数上限", "most days over terms", "30";
}

#[derive(Debug, Default)]
struct R8 {
    max_months: Option<Exact>,
}

record_table! { R8 (node, cx) {}
    max_months: optional(form::from_zero()), "月数上限", "most months", "3";
}

#[derive(Debug, Default)]
struct R9 {
    min_tau: Option<Exact>,
}

record_table! { R9 (node, cx) {}
    min_tau: optional(form::between(-1, 1, "-1–1")), "最低 tau-b", "least tau-b", "0.5";
}

#[derive(Debug, Default)]
struct R10 {
    max_times: Option<Exact>,
    margin_floor: Option<BTreeMap<Id, Exact>>,
}

record_table! { R10 (node, cx) {}
    max_times: optional(form::from_zero()), "折扣倍数上限", "most times the median", "1.5";
    margin_floor: optional(form::by_id(form::number())), "毛利底线 %，按等级", "margin floor by tier, percent", "{platinum: 15, gold: 20}";
}

#[derive(Debug, Default)]
struct R11 {
    max_times: Option<Exact>,
    min_service: Option<Exact>,
}

record_table! { R11 (node, cx) {}
    max_times: optional(form::from_zero()), "间隔倍数上限", "most times the cadence", "2";
    min_service: optional(form::number()), "服务分下限", "least service score", "50";
}

#[derive(Debug, Default)]
struct R12 {
    hhi: Option<Exact>,
    cr1: Option<Exact>,
}

record_table! { R12 (node, cx) {}
    hhi: optional(form::from_zero()), "hhi 上限", "hhi from", "1800";
    cr1: optional(form::pct()), "最大一家 %", "percent of the largest", "25";
}

impl Finish for Keys {
    type Out = Rules;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<Rules> {
        let given = Rules::default();
        let Keys {
            relations,
            r1,
            r2,
            r3,
            r4,
            r5,
            r6,
            r7,
            r8,
            r9,
            r10,
            r11,
            r12,
        } = self;
        Some(Rules {
            thread: relations.thread.unwrap_or(given.thread),
            cadence_days: relations.cadence_days.unwrap_or(given.cadence_days),
            required_roles: relations.required_roles.unwrap_or(given.required_roles),
            buying_roles: relations.buying_roles.unwrap_or(given.buying_roles),
            r1_min_bus_factor: r1.min_bus_factor.unwrap_or(given.r1_min_bus_factor),
            r1_min_people: r1.min_people.unwrap_or(given.r1_min_people),
            r2_max_share: r2.max_share.unwrap_or(given.r2_max_share),
            r3_max_days: r3.max_days.unwrap_or(given.r3_max_days),
            r4_falls: r4.falls.unwrap_or(given.r4_falls),
            r4_min_usps: r4.min_usps.unwrap_or(given.r4_min_usps),
            r5_max_ratio: r5.max_ratio.unwrap_or(given.r5_max_ratio),
            r5_min_profit: r5.min_profit.unwrap_or(given.r5_min_profit),
            r6_medium: r6.medium.unwrap_or(given.r6_medium),
            r6_high: r6.high.unwrap_or(given.r6_high),
            r7_max_overdue: r7.max_overdue.unwrap_or(given.r7_max_overdue),
            r7_max_days_over_terms: r7.max_days_over_terms.unwrap_or(given.r7_max_days_over_terms),
            r8_max_months: r8.max_months.unwrap_or(given.r8_max_months),
            r9_min_tau: r9.min_tau.unwrap_or(given.r9_min_tau),
            r10_max_times: r10.max_times.unwrap_or(given.r10_max_times),
            r10_margin_floor: r10.margin_floor.unwrap_or(given.r10_margin_floor),
            r11_max_times: r11.max_times.unwrap_or(given.r11_max_times),
            r11_min_service: r11.min_service.unwrap_or(given.r11_min_service),
            r12_hhi: r12.hhi.unwrap_or(given.r12_hhi),
            r12_cr1: r12.cr1.unwrap_or(given.r12_cr1),
        })
    }
}
