//! What people judge: ratings, value, tier, needs, competitors, SWOT.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::boxed;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::rare;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::files::checks;
use crate::content::tree::Node;
use crate::diag::At;
use crate::diag::Code;
use crate::model::account::Claim;
use crate::model::account::GateState;
use crate::model::account::Indicator;
use crate::model::account::Need;
use crate::model::account::NeedKind;
use crate::model::account::NeedsStage;
use crate::model::account::Override;
use crate::model::account::Perspective;
use crate::model::account::Rating;
use crate::model::account::Rival;
use crate::model::account::ScoreSheet;
use crate::model::account::Standing;
use crate::model::account::Swot;
use crate::model::account::TierNote;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::words;
use jiff::civil::Date;

/// The ratings of one scorecard, as written.
#[derive(Debug)]
pub struct SheetKeys {
    scored_by: Option<Box<Ref>>,
    scored_on: Option<Sited<Date>>,
    items: Few<Id, Rating>,
    stated: Option<StatedPoints>,
    at: At,
}

#[derive(Debug)]
struct StatedPoints {
    points: Option<Sited<Exact>>,
}

record_table! { SheetKeys (node, cx) { at: cx.key_at() }
    scored_by: optional(boxed(form::reference())), "评分人", "who rated", "lin";
    scored_on: optional(form::sited(form::date())), "评分日期", "when", "2025-05-18";
    items: many(form::few_by_id(form::rating())), "各项评分：数字、`null`，或带理由", "ratings: a number, `null`, or with the reason", "{market-leader: {value: 8, why: 区域第二, source: 年报}, brand-value: null}";
    stated: optional(form::record::<StatedPoints>()), "别处写着的总分", "the total written elsewhere", "";
}

record_table! { StatedPoints (node, cx) {}
    points: optional(form::sited(form::number())), "总分", "points", "900";
}

impl Finish for SheetKeys {
    type Out = ScoreSheet;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<ScoreSheet> {
        let SheetKeys {
            scored_by,
            scored_on,
            items,
            stated,
            at,
        } = self;
        Some(ScoreSheet {
            scored_by,
            scored_on,
            items,
            stated_points: stated.and_then(|stated| stated.points),
            at,
        })
    }
}

/// The form of one scorecard's ratings.
pub fn score_sheet() -> impl Form<Value = ScoreSheet> {
    form::finished::<SheetKeys>()
}

record_table! { Indicator (node, cx) {}
    id: required(form::sited(form::id())), "编号，本方面内唯一", "id, unique in its perspective", "margin";
    name: optional(form::lstr()), "名称", "name", "毛利率";
    weight: required(form::above_zero()), "权重 > 0", "weight > 0", "2";
    baseline: optional(form::number()), "起点，得 0 分", "scores 0", "10";
    target: optional(form::number()), "目标，得 100 分；低于起点即越低越好", "scores 100; below the baseline where lower is better", "30";
    actual: optional(form::number()), "实际", "where it stands", "24";
    unit: optional(form::text()), "单位", "unit", "pct";
    as_of: optional(form::when()), "日期或期间", "date or period", "2024";
    source: optional(form::text()), "来源", "who or what says so", "财务";
}

/// Rules of one perspective: ids are unique; a target that equals its baseline says little.
pub fn indicators(perspective: Perspective, indicators: &[Indicator], cx: &mut Cx<'_>) {
    let list = format!("value.{}", perspective.word());
    checks::unique(indicators.iter().map(|indicator| &indicator.id), &list, "id", cx);
    for (index, indicator) in indicators.iter().enumerate() {
        let (Some(baseline), Some(target)) = (&indicator.baseline, &indicator.target) else {
            continue;
        };
        if baseline == target {
            let (id, value) = (&indicator.id.value, target.short(9));
            let words = (
                words!(
                    "`{id}` 的目标等于起点（`{value}`）",
                    "the target of `{id}` equals its baseline (`{value}`)"
                ),
                words!(
                    "这样只有正好达到才得 100 分，否则 0 分；写不同的起点或目标",
                    "only that very value scores 100, any other 0: write another baseline or target"
                ),
            );
            let len = u32::try_from(id.as_str().len()).unwrap_or(1);
            cx.report_at(
                Code::FlatTarget,
                (indicator.id.at, len),
                &format!("{list}[{index}].target"),
                words,
            );
        }
    }
}

record_table! { TierNote (node, cx) {}
    over = "override": optional(form::record::<Override>()), "人工等级", "a person's decision", "";
    gates: many(form::by_id(form::sited(form::word::<GateState>()))), "准入门槛", "gates", "{deposit: pass}";
}

record_table! { Override (node, cx) {}
    tier: required(form::reference()), "等级", "tier", "gold";
    reason: optional(form::text()), "理由", "why", "战略客户";
    by: optional(form::reference()), "谁决定", "who decided", "chen";
    until: required(form::sited(form::date())), "有效到", "last day it holds", "2025-12-31";
}

record_table! { Need (node, cx) {}
    id: required(form::sited(form::id())), "编号，本档案内唯一", "id, unique in the dossier", "core-upgrade";
    text: required(form::name()), "需求", "the need", "核心系统换代不停机";
    importance: optional(form::whole(0, 5)), "重要性 0–5", "importance 0–5", "5";
    kind: optional(form::word::<NeedKind>()), "说出口的还是潜在的", "said or found", "explicit";
    tag: optional(form::id()), "标签，对手页用它；默认同编号", "tag used by competitors' pages; default: the id", "core-upgrade";
    source: optional(form::text()), "来源", "who says so", "招标文件";
}

record_table! { Rival (node, cx) {}
    reference = "ref": required(form::reference()), "对手（competitors/）", "competitor (competitors/)", "rival-a";
    position: optional(form::word::<Standing>()), "地位", "standing", "incumbent";
    share: optional(form::pct()), "份额 %", "share, percent", "30";
    strengths: rare(many(form::list(form::record::<Claim>()))), "优势", "strengths", "";
    weaknesses: rare(many(form::list(form::record::<Claim>()))), "劣势", "weaknesses", "";
    threat: optional(form::level(1, 5)), "威胁 1–5", "threat 1–5", "4";
}

record_table! { NeedsStage (node, cx) {}
    stage: required(form::reference()), "阶段（行业页）", "stage (industry page)", "app-integration";
    as_of: optional(form::sited(form::date())), "判断日期", "judged on", "2025-02-10";
    evidence: optional(form::text()), "依据", "evidence", "招标文件";
}

record_table! { Swot (node, cx) {}
    s: many(form::list(form::lstr())), "优势", "strengths", "[驻场团队熟悉业务]";
    w: many(form::list(form::lstr())), "劣势", "weaknesses", "[报价偏高]";
    o: many(form::list(form::lstr())), "机会", "opportunities", "[核心换代]";
    t: many(form::list(form::lstr())), "威胁", "threats", "[对手降价]";
}
