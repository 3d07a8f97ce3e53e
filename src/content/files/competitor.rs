//! `competitors/<id>.md`: one competitor.

use crate::content::decode::form;
use crate::content::decode::record::Record;
use crate::content::decode::record::at_least_one;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::page::page;
use crate::diag::Checked;
use crate::model::account::Claim;
use crate::model::competitor::Competitor;
use crate::model::competitor::Origin;
use crate::model::competitor::Position;
use crate::model::competitor::PositionBasis;
use crate::model::figure::Confidence;

/// Reads a competitor's page.
pub fn read(source: &Source<'_>) -> Checked<Option<Linked<Competitor>>> {
    page(source, &["competitor"], &form::record::<Competitor>())
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Competitor::fields()
}

record_table! { Competitor (node, cx) { id: cx.stem.clone(), keys: node.written(Competitor::KEYS) }
    name: required(form::name()), "名称", "name", "鼎桥软件";
    formerly: many(form::list(form::id())), "用过的编号", "old ids, for redirects", "[old-name]";
    organisation: optional(form::reference()), "组织（organisations.yaml）", "organisation", "dingqiao";
    origin = "type": optional(form::word::<Origin>()), "来历", "where it comes from", "software-based";
    positions: many(form::list(form::record::<Position>())), "在竞争格局图上的位置", "positions on landscapes", "";
    strengths: at_least_one(form::record::<Claim>()), "优势，至少一条", "strengths, at least one", "[{text: 行业套件齐全, source: 客户访谈}]";
    weaknesses: at_least_one(form::record::<Claim>()), "劣势，至少一条", "weaknesses, at least one", "[{text: 现场服务人手少, source: 客户访谈}]";
    capabilities: many(form::by_id(form::sited(form::capability()))), "能力，按需求标签", "capabilities, by need tag", "{core-upgrade: 6, data-hub: cannot}";
    profitability: optional(form::figure()), "赢利能力", "profitability", "{value: 12, unit: pct, period: 2024}";
    localisation: optional(form::between(0, 10, "0–10")), "本地化 0–10", "localisation 0–10", "8";
}

record_table! { Position (node, cx) {}
    landscape: required(form::reference()), "竞争格局图", "landscape", "it-consulting";
    x: optional(form::number()), "横坐标", "on the x axis", "7";
    y: optional(form::number()), "纵坐标", "on the y axis", "6";
    as_of: optional(form::date()), "判断日期", "judged on", "2025-01-01";
    basis: optional(form::word::<PositionBasis>()), "凭什么", "what it rests on", "judged";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "low";
}
