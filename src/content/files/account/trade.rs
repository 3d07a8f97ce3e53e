//! Figures of an account: profile, trade by period, wallet, lifetime value.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::boxed;
use crate::content::decode::record::given;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::tree::Node;
use crate::model::account::BesideRevenue;
use crate::model::account::ClvInputs;
use crate::model::account::ContactStat;
use crate::model::account::Financial;
use crate::model::account::Goal;
use crate::model::account::Profile;
use crate::model::account::SpendWith;
use crate::model::account::WalletCell;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::id::Sited;
use crate::model::rare::Rare;

record_table! { Profile (node, cx) {}
    size: optional(form::text()), "规模", "size", "大型";
    registered_capital: optional(boxed(form::money_figure())), "注册资金", "registered capital", "{amount: 12, currency: CNY, scale: 亿}";
    annual_sales: optional(boxed(form::money_figure())), "年销售额", "annual sales", "{amount: 80, scale: 亿, period: 2024, basis: period_total, source: 年报, confidence: high}";
    listed: optional(form::truth()), "是否上市", "listed", "true";
    employees: optional(form::whole_from(0)), "人数", "employees", "6200";
}

record_table! { Goal (node, cx) {}
    text: required(form::name()), "目标", "the goal", "三年内核心系统换代";
    horizon: optional(form::whole_from(0)), "几个月内", "months ahead", "36";
}

/// A row of the financials, as written.
#[derive(Debug)]
pub struct FinancialKeys {
    period: Sited<Period>,
    revenue: Option<Exact>,
    direct_cost: Option<Exact>,
    cost_to_serve: Option<Exact>,
    discount: Option<Exact>,
    outstanding: Option<Exact>,
    overdue: Option<Exact>,
    terms_days: Option<i64>,
    receipts: Option<Exact>,
}

record_table! { FinancialKeys (node, cx) {}
    period: required(form::sited(form::period())), "期间", "period", "2024H2";
    revenue: optional(form::money_from_zero()), "收入", "revenue", "{amount: 320, scale: 万}";
    direct_cost: optional(form::money_from_zero()), "直接成本", "direct cost", "2100000";
    cost_to_serve: optional(form::money_from_zero()), "服务成本", "cost to serve", "240000";
    discount: optional(form::pct()), "折扣 %", "discount, percent", "6";
    outstanding: optional(form::money_from_zero()), "期末应收", "outstanding at the end", "900000";
    overdue: optional(form::money_from_zero()), "期末逾期", "overdue at the end", "120000";
    terms_days: optional(form::whole_from(0)), "账期（天）", "payment terms, days", "60";
    receipts: optional(form::money_from_zero()), "回款", "receipts", "3000000";
}

impl Finish for FinancialKeys {
    type Out = Financial;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<Financial> {
        let FinancialKeys {
            period,
            revenue,
            direct_cost,
            cost_to_serve,
            discount,
            outstanding,
            overdue,
            terms_days,
            receipts,
        } = self;
        let beside = BesideRevenue {
            direct_cost,
            cost_to_serve,
            discount,
            outstanding,
            overdue,
            terms_days,
            receipts,
        };
        Some(Financial {
            period,
            revenue,
            beside: Rare::from(beside),
        })
    }
}

/// The form of one row of the financials.
pub fn financial() -> impl Form<Value = Financial> {
    form::finished::<FinancialKeys>()
}

record_table! { ContactStat (node, cx) {}
    period: required(form::sited(form::period())), "期间", "period", "2024";
    tasks: optional(form::whole_from(0)), "相关任务数", "tasks", "12";
    processes: optional(form::whole_from(0)), "相关进程数", "processes", "2";
    praise: optional(form::whole_from(0)), "表扬", "praise", "3";
    complaint: optional(form::whole_from(0)), "投诉", "complaints", "1";
    suggestion: optional(form::whole_from(0)), "建议", "suggestions", "2";
}

record_table! { WalletCell (node, cx) { at: node.at }
    year: required(form::whole(1, 9999)), "年份", "year", "2025";
    offering: required(form::id()), "产品方案（自由编号）", "offering, a free id", "core-hosting";
    unit: optional(form::text()), "客户的部门", "the customer's unit", "科技部";
    spend: optional(form::money_figure()), "支出", "spend", "{amount: 120, scale: 万}";
    with: given(form::word::<SpendWith>(), || SpendWith::Unknown), "花在谁那里", "who gets it", "us";
    competitor: optional(form::reference()), "哪个对手", "which competitor", "rival-a";
    contract_end: optional(form::date()), "合同到期", "contract ends", "2026-03-31";
}

record_table! { ClvInputs (node, cx) {}
    margin: optional(form::money()), "年毛利", "yearly margin", "1000000";
    retention: optional(form::fraction()), "留存率 0–1", "retention, 0–1", "0.8";
    discount_rate: optional(form::from_zero()), "折现率，如 0.1", "discount rate, as 0.1", "0.1";
    acquisition_cost: optional(form::money()), "获客成本", "acquisition cost", "0";
}
