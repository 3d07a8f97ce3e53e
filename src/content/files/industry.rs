//! `industries/<id>.md`: one industry.

use std::collections::BTreeMap;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::checks;
use crate::content::files::page::Linked;
use crate::content::files::page::Source;
use crate::content::files::page::page;
use crate::content::tree::Node;
use crate::diag::At;
use crate::diag::Checked;
use crate::model::account::Claim;
use crate::model::account::OfferingState;
use crate::model::account::Rating;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::industry::AttractivenessSheet;
use crate::model::industry::Axis;
use crate::model::industry::Completeness;
use crate::model::industry::GridOffering;
use crate::model::industry::Industry;
use crate::model::industry::Stage;
use crate::model::industry::Transformation;
use crate::model::text::Text;

/// Reads an industry's page.
pub fn read(source: &Source<'_>) -> Checked<Option<Linked<Industry>>> {
    page(source, &["industry"], &form::finished::<Industry>())
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Industry::fields()
}

record_table! { Industry (node, cx) { id: cx.stem.clone(), keys: node.written(Industry::KEYS) }
    name: required(form::name()), "行业名称", "name", "{zh: 电信业, en: Telecom}";
    formerly: many(form::list(form::id())), "用过的编号", "old ids, for redirects", "[old-name]";
    as_of: optional(form::date()), "评分日期", "scored on", "2006-12-31";
    scored_by: optional(form::reference()), "评分人", "who scored it", "lin";
    attractiveness: optional(form::finished::<Sheet>()), "行业吸引力", "attractiveness", "";
    benchmark_set: optional(form::reference()), "比较组：模型里的基准", "the benchmark it is judged by", "it-consulting";
    compositions: many(form::list(form::reference())), "构成（compositions/）", "compositions to show", "[revenue-2006q4]";
    needs_stages: many(form::list(form::record::<Stage>())), "需求演进", "stages of needs", "";
    policy: many(form::list(form::record::<Claim>())), "政策", "policy", "";
    trends: many(form::list(form::record::<Claim>())), "趋势", "trends", "";
    players: many(form::list(form::reference())), "主要玩家：对手或组织", "players: competitors or organisations", "[rival-a]";
    transformation: optional(form::finished::<Grid>()), "转型", "transformation", "";
}

impl Finish for Industry {
    type Out = Industry;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Industry> {
        checks::unique(
            self.needs_stages.iter().map(|stage| &stage.id),
            "needs_stages",
            "id",
            cx,
        );
        Some(self)
    }
}

#[derive(Debug)]
struct Sheet {
    model: Ref,
    items: BTreeMap<Id, Rating>,
    stated: Stated,
}

#[derive(Debug, Default)]
struct Stated {
    total: Option<Sited<Exact>>,
    star: Option<Sited<bool>>,
}

record_table! { Sheet (node, cx) {}
    model: required(form::reference()), "模型（kind: attractiveness）", "a model of kind attractiveness", "it-consulting";
    items: many(form::by_id(form::rating())), "各因素的大小", "magnitudes by factor", "{capacity: 9, growth: 7}";
    stated: given(form::record::<Stated>(), Stated::default), "原表写的数", "what is printed elsewhere", "";
}

record_table! { Stated (node, cx) {}
    total: optional(form::sited(form::number())), "总分", "total", "46";
    star: optional(form::sited(form::truth())), "星号", "star", "true";
}

impl Finish for Sheet {
    type Out = AttractivenessSheet;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<AttractivenessSheet> {
        let Sheet {
            model,
            items,
            stated: Stated { total, star },
        } = self;
        Some(AttractivenessSheet {
            model,
            items,
            stated_total: total,
            stated_star: star,
        })
    }
}

record_table! { Stage (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "networked";
    order: required(form::whole_any()), "次序", "where it stands", "1";
    name: required(form::name()), "阶段名称", "name", "联网应用";
    needs: many(form::list(form::id())), "需求标签", "need tags", "[core-upgrade]";
    offerings: many(form::list(form::id())), "产品方案编号", "offering ids", "[line]";
    typical: many(form::list(form::sited(form::text()))), "典型客户：编号或文字", "typical customers: accounts or words", "[农村金融机构]";
    status: optional(form::word::<Completeness>()), "完整度", "how complete", "stub";
}

#[derive(Debug)]
struct Grid {
    subject: Option<Sited<String>>,
    axes: Axes,
    offerings: Vec<GridOffering>,
    fulcrum: Option<Text>,
    at: At,
}

#[derive(Debug, Default)]
struct Axes {
    horizontal: Vec<Axis>,
    vertical: Vec<Axis>,
}

record_table! { Grid (node, cx) { at: node.at }
    subject: optional(form::sited(form::text())), "谁在转型：self 或客户", "`self` or an account", "self";
    axes: given(form::record::<Axes>(), Axes::default), "两个方向", "the two axes", "";
    offerings: many(form::list(form::record::<GridOffering>())), "格子里的产品方案", "what stands in the grid", "";
    fulcrum: optional(form::lstr()), "支点", "fulcrum", "ICT";
}

record_table! { Axes (node, cx) {}
    horizontal: many(form::list(form::record::<Axis>())), "横向", "breadth", "";
    vertical: many(form::list(form::record::<Axis>())), "纵向", "depth", "";
}

record_table! { Axis (node, cx) {}
    id: required(form::sited(form::id())), "编号", "id", "network";
    name: required(form::name()), "名称", "name", "基础网络";
}

record_table! { GridOffering (node, cx) {}
    id: required(form::sited(form::id())), "编号（自由）", "a free id", "line";
    name: optional(form::lstr()), "名称", "name", "专线";
    h: required(form::reference()), "横向编号", "an id of the horizontal axis", "network";
    v: required(form::reference()), "纵向编号", "an id of the vertical axis", "content";
    status: required(form::word::<OfferingState>()), "状态", "state", "current";
    since: optional(form::date()), "起始", "since when", "2000-01-01";
    by: optional(form::reference()), "谁", "by whom", "chen";
}

impl Finish for Grid {
    type Out = Transformation;

    fn finish<'n>(self, _: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Transformation> {
        let Grid {
            subject,
            axes: Axes { horizontal, vertical },
            offerings,
            fulcrum,
            at,
        } = self;
        checks::unique(
            horizontal.iter().map(|axis| &axis.id),
            "axes.horizontal",
            "id",
            cx,
        );
        checks::unique(vertical.iter().map(|axis| &axis.id), "axes.vertical", "id", cx);
        Some(Transformation {
            subject,
            horizontal,
            vertical,
            offerings,
            fulcrum,
            at,
        })
    }
}
