//! Sentences with a source, as several files hold them.

use crate::content::decode::form;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::model::account::Claim;

record_table! { Claim (node, cx) { at: node.at }
    text: required(form::name()), "说法", "the sentence", "行业套件齐全";
    source: optional(form::text()), "来源", "who or what says so", "客户访谈";
    date: optional(form::date()), "日期", "when", "2025-01-15";
}
