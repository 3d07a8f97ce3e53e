//! `landscapes/<id>.yaml`: a competitor map.

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::form::Form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::decode::shape::Shape;
use crate::content::decode::stand_in::StandIn;
use crate::content::files::checks;
use crate::content::files::page::Source;
use crate::content::files::page::sheet;
use crate::content::tree::Node;
use crate::diag::Checked;
use crate::diag::Code;
use crate::model::book::Sheet;
use crate::model::competitor::PositionBasis;
use crate::model::exact::Exact;
use crate::model::figure::Confidence;
use crate::model::id::Id;
use crate::model::id::Ref;
use crate::model::id::Sited;
use crate::model::landscape::Assertion;
use crate::model::landscape::Landscape;
use crate::model::landscape::MapAxis;
use crate::model::landscape::Player;
use crate::model::text::Text;
use crate::words;

/// Reads a landscape.
pub fn read(source: &Source<'_>) -> Checked<Option<Sheet<Landscape>>> {
    sheet(source, &["landscape"], &form::finished::<Keys>())
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Keys::fields()
}

#[derive(Debug)]
struct Keys {
    id: Id,
    name: Text,
    industry: Option<Ref>,
    as_of: Option<Date>,
    axes: Axes,
    strong_at: Exact,
    own: Option<Ref>,
    players: Vec<Player>,
    assertions: Vec<Sited<Assertion>>,
}

record_table! { Keys (node, cx) { id: cx.stem.clone() }
    name: required(form::name()), "名称", "name", "信息化咨询业竞争格局";
    industry: optional(form::reference()), "行业", "the industry it is about", "telecom";
    as_of: optional(form::date()), "日期", "when it was drawn", "2006-12-31";
    axes: required(form::record::<Axes>()), "两条轴", "the two axes", "";
    strong_at: given(form::number(), || Exact::from(7)), "从多少起算强，默认 7", "strong from this value, default 7", "7";
    own = "self": optional(form::reference()), "我方", "the player that is us", "china-mobile";
    players: many(form::list(form::record::<Player>())), "各家", "players", "";
    assertions: many(form::list(form::sited(AnyAssertion))), "可检验的断言", "claims that can be checked", "[{front: ibm}]";
}

#[derive(Debug)]
struct Axes {
    x: MapAxis,
    y: MapAxis,
}

impl StandIn for Axes {
    fn stand_in() -> Option<Axes> {
        Some(Axes {
            x: MapAxis::stand_in()?,
            y: MapAxis::stand_in()?,
        })
    }
}

impl StandIn for MapAxis {
    fn stand_in() -> Option<MapAxis> {
        Some(MapAxis {
            name: Text::plain(""),
            low: None,
            high: None,
            min: Exact::from(i64::MIN),
            max: Exact::from(i64::MAX),
        })
    }
}

record_table! { Axes (node, cx) {}
    x: required(form::finished::<AxisKeys>()), "横轴", "x axis", "";
    y: required(form::finished::<AxisKeys>()), "纵轴", "y axis", "";
}

#[derive(Debug)]
struct AxisKeys {
    name: Text,
    low: Option<Text>,
    high: Option<Text>,
    scale: (Exact, Exact),
}

record_table! { AxisKeys (node, cx) {}
    name: required(form::name()), "名称", "name", "商业理念";
    low: optional(form::lstr()), "低端", "its low end", "低";
    high: optional(form::lstr()), "高端", "its high end", "高";
    scale: given(TwoEnds, || (Exact::ZERO, Exact::from(10))), "刻度 [最小, 最大]，默认 [0, 10]", "[least, greatest], default [0, 10]", "[0, 10]";
}

impl Finish for AxisKeys {
    type Out = MapAxis;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<MapAxis> {
        let AxisKeys {
            name,
            low,
            high,
            scale: (min, max),
        } = self;
        Some(MapAxis {
            name,
            low,
            high,
            min,
            max,
        })
    }
}

/// `[least, greatest]`.
#[derive(Debug, Clone, Copy)]
struct TwoEnds;

impl Form for TwoEnds {
    type Value = (Exact, Exact);

    fn shape(&self) -> Shape {
        Shape::List(Box::new(Shape::Number("")))
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<(Exact, Exact)> {
        let before = cx.findings.len();
        let ends = form::list(form::number()).read(node, cx)?;
        match ends.as_slice() {
            [min, max] if min < max => Some((min.clone(), max.clone())),
            _ => {
                if cx.findings.len() == before {
                    let message = words!(
                        "刻度要两个数，前小后大",
                        "a scale is two numbers, the lesser first"
                    );
                    let hint = words!("写成 `[0, 10]`", "write `[0, 10]`");
                    cx.report(Code::OutOfRange, node, message, hint);
                }
                None
            }
        }
    }
}

record_table! { Player (node, cx) { at: node.at }
    reference = "ref": required(form::reference()), "编号：对手、组织或自取", "a competitor, an organisation, or an id of its own", "ibm";
    name: optional(form::name()), "名称", "name", "IBM";
    kind: optional(form::lstr()), "哪类公司", "what kind of firm", "以硬件为基础";
    x: optional(form::sited(form::number())), "横坐标", "on the x axis", "6";
    y: optional(form::sited(form::number())), "纵坐标", "on the y axis", "9.5";
    size: optional(form::above_zero()), "相对大小 > 0", "relative size > 0", "1";
    basis: optional(form::word::<PositionBasis>()), "凭什么", "what the position rests on", "illustrative";
    confidence: optional(form::word::<Confidence>()), "可信度", "how sure", "guess";
    tags: many(form::by_text(form::text())), "其他属性", "further attributes", "{localisation: strength}";
    note: optional(form::lstr()), "备注", "anything else", "原图省略";
}

impl Finish for Keys {
    type Out = Landscape;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Landscape> {
        let Keys {
            id,
            name,
            industry,
            as_of,
            axes: Axes { x, y },
            strong_at,
            own,
            players,
            assertions,
        } = self;
        checks::unique(
            players.iter().map(|player| &player.reference),
            "players",
            "ref",
            cx,
        );
        for (index, player) in players.iter().enumerate() {
            on_axis(&x, player.x.as_ref(), &format!("players[{index}].x"), cx);
            on_axis(&y, player.y.as_ref(), &format!("players[{index}].y"), cx);
        }
        Some(Landscape {
            id,
            name,
            industry,
            as_of,
            x,
            y,
            strong_at,
            own,
            players,
            assertions,
            keys: node.written(Keys::KEYS),
        })
    }
}

fn on_axis(axis: &MapAxis, value: Option<&Sited<Exact>>, path: &str, cx: &mut Cx<'_>) {
    let Some(value) = value.filter(|value| value.value < axis.min || value.value > axis.max) else {
        return;
    };
    let (shown, min, max) = (value.value.short(9), axis.min.short(9), axis.max.short(9));
    let words = (
        words!(
            "坐标 `{shown}` 不在轴的刻度里",
            "the coordinate `{shown}` is off its axis"
        ),
        words!(
            "写 {min} 到 {max} 的数，或改轴的 `scale`",
            "write a number from {min} to {max}, or change the axis' `scale`"
        ),
    );
    let len = u32::try_from(shown.chars().count()).unwrap_or(1);
    cx.report_at(Code::OutOfRange, (value.at, len), path, words);
}

/// One claim as a map with one key.
#[derive(Debug, Clone, Copy)]
struct AnyAssertion;

#[derive(Debug)]
struct AssertionKeys {
    dominates: Option<Vec<Ref>>,
    front: Option<Ref>,
    strong: Option<Ref>,
    tag: Option<Vec<Sited<String>>>,
}

record_table! { AssertionKeys (node, cx) {}
    dominates: optional(form::list(form::reference())), "前者压过后者", "the first dominates the second", "[youchuang, china-mobile]";
    front: optional(form::reference()), "在前沿上", "it is on the front", "ibm";
    strong: optional(form::reference()), "强", "it is strong", "ibm";
    tag: optional(form::list(form::sited(form::text()))), "带有属性", "it carries the tag with the value", "[china-mobile, localisation, strength]";
}

impl Form for AnyAssertion {
    type Value = Assertion;

    fn shape(&self) -> Shape {
        Shape::Assertion
    }

    fn read<'n>(&self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Assertion> {
        let before = cx.findings.len();
        let AssertionKeys {
            dominates,
            front,
            strong,
            tag,
        } = AssertionKeys::read(node, cx)?;
        let assertion = match (dominates.as_deref(), front, strong, tag.as_deref()) {
            (Some([winner, loser]), None, None, None) => {
                Some(Assertion::Dominates(winner.clone(), loser.clone()))
            }
            (None, Some(player), None, None) => Some(Assertion::Front(player)),
            (None, None, Some(player), None) => Some(Assertion::Strong(player)),
            (None, None, None, Some([player, key, value])) => Id::new(&player.value).map(|id| {
                let player = Sited {
                    value: id,
                    at: player.at,
                };
                Assertion::Tag(player, key.value.clone(), value.value.clone())
            }),
            _ => None,
        };
        if assertion.is_none() && cx.findings.len() == before {
            cx.wrong(node, &Shape::Assertion, None);
        }
        assertion
    }
}
