//! The list of models, by what they are for.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::portfolio_cell::Cell;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::rulers::MethodKind;
use crate::render::format;
use crate::render::model_pages::ModelAt;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::view::models::classifiers;
use crate::render::view::models::kind_label;
use crate::render::view::models::method;
use crate::render::view::models::name;
use crate::render::view::models::primer::said;
use crate::render::view::models::rules;
use crate::render::view::parts::Link;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelsPage {
    /// Groups that hold anything, in order.
    pub groups: Vec<ModelGroup>,
}

/// Models of one use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelGroup {
    /// What they are for.
    pub title: String,
    /// One line each.
    pub rows: Vec<ModelRow>,
}

/// One model in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelRow {
    /// Which.
    pub model: Link,
    /// What kind it is; for a method that the team renamed, what it is called everywhere; empty for others.
    pub kind: String,
    /// What it holds or is for, in a few words.
    pub summary: String,
}

/// What models are for, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Value,
    Scorecards,
    Classes,
    Relations,
    Needs,
    Money,
    Method,
    Risks,
}

const GROUPS: [Group; 8] = [
    Group::Value,
    Group::Scorecards,
    Group::Classes,
    Group::Relations,
    Group::Needs,
    Group::Money,
    Group::Method,
    Group::Risks,
];

impl Group {
    fn title(self, scope: Scope<'_>) -> String {
        match self {
            Group::Value => scope.pick("价值与等级", "Value and tiers"),
            Group::Scorecards => scope.pick("记分卡", "Scorecards"),
            Group::Classes => scope.pick("分类与组合", "Classes and portfolio"),
            Group::Relations => scope.pick("关系", "Relations"),
            Group::Needs => scope.pick("需求与竞争", "Needs and competition"),
            Group::Money => scope.pick("钱", "Money"),
            Group::Method => scope.pick("方法", "Method"),
            Group::Risks => scope.pick("风险", "Risks"),
        }
    }
}

fn group(model: ModelAt) -> Group {
    match model {
        ModelAt::Value => Group::Value,
        ModelAt::Scorecard | ModelAt::Attractiveness => Group::Scorecards,
        ModelAt::Classifiers | ModelAt::Portfolio => Group::Classes,
        ModelAt::Rules => Group::Risks,
        ModelAt::Method(method) => match method {
            MethodKind::TierGap | MethodKind::Dials => Group::Value,
            MethodKind::Rfm | MethodKind::RankAgreement => Group::Classes,
            MethodKind::Relations | MethodKind::BusFactor => Group::Relations,
            MethodKind::Needs
            | MethodKind::NeedsStages
            | MethodKind::Landscape
            | MethodKind::Transformation => Group::Needs,
            MethodKind::Indicators
            | MethodKind::Wallet
            | MethodKind::Clv
            | MethodKind::Composition
            | MethodKind::Concentration
            | MethodKind::WhaleCurve => Group::Money,
            MethodKind::Steps => Group::Method,
        },
    }
}

/// Where a model stands in its group: kinds that are files first, methods in their own order.
fn place(model: ModelAt) -> (usize, Option<MethodKind>) {
    match model {
        ModelAt::Value => (0, None),
        ModelAt::Scorecard => (1, None),
        ModelAt::Attractiveness => (2, None),
        ModelAt::Classifiers => (3, None),
        ModelAt::Portfolio => (4, None),
        ModelAt::Rules => (5, None),
        ModelAt::Method(method) => (6, Some(method)),
    }
}

/// Views the list of models.
pub fn list(scope: Scope<'_>) -> ModelsPage {
    let mut models: Vec<(&Id, ModelAt)> = scope.shared.models.iter().map(|(id, at)| (id, *at)).collect();
    models.sort_by_key(|(id, at)| (place(*at), (*id).clone()));
    let groups = GROUPS.into_iter().map(|of| {
        let own = models.iter().filter(|(_, at)| group(*at) == of);
        ModelGroup {
            title: of.title(scope),
            rows: own.map(|(id, at)| model_row(scope, id, *at)).collect(),
        }
    });
    ModelsPage {
        groups: groups.filter(|group| !group.rows.is_empty()).collect(),
    }
}

fn model_row(scope: Scope<'_>, id: &Id, at: ModelAt) -> ModelRow {
    ModelRow {
        model: Link {
            text: name(scope, id).unwrap_or_else(|| id.to_string()),
            href: Some(scope.href(&Route::One(PageKind::Model, id.clone()))),
        },
        kind: kind(scope, at),
        summary: summary(scope, id, at),
    }
}

fn kind(scope: Scope<'_>, at: ModelAt) -> String {
    let kind = match at {
        ModelAt::Value => "value",
        ModelAt::Scorecard => "scorecard",
        ModelAt::Attractiveness => "attractiveness",
        ModelAt::Classifiers => "classifiers",
        ModelAt::Portfolio => "portfolio",
        ModelAt::Rules => "rules",
        ModelAt::Method(method) => {
            let own = scope.book().rulers.methods.get(&method);
            let is_renamed = own.is_some_and(|own| own.name.is_some());
            return if is_renamed {
                method.label(scope.lang).to_owned()
            } else {
                String::new()
            };
        }
    };
    kind_label(scope, kind)
}

fn summary(scope: Scope<'_>, id: &Id, at: ModelAt) -> String {
    let rulers = &scope.book().rulers;
    let joined = |names: Vec<String>| format::joined(&names, scope.lang);
    match at {
        ModelAt::Value => {
            let levels = rulers.value.iter().flat_map(|model| &model.tiers.levels);
            joined(levels.map(|level| scope.text(&level.name)).collect())
        }
        ModelAt::Scorecard => {
            let groups = rulers
                .scorecards
                .get(id)
                .map(|card| card.groups.as_slice())
                .unwrap_or_default();
            let (n, n_groups) = (
                groups.iter().map(|group| group.criteria.len()).sum::<usize>(),
                groups.len(),
            );
            scope.pick(
                format!("{n_groups} 组 {n} 条标准"),
                format!("{n} criteria in {n_groups} groups"),
            )
        }
        ModelAt::Attractiveness => {
            let n = rulers
                .attractiveness
                .get(id)
                .map_or(0, |model| model.factors.len());
            scope.pick(format!("{n} 个因素"), format!("{n} factors"))
        }
        ModelAt::Classifiers => {
            let own = rulers.homes.classifiers.get(id);
            let own = own.into_iter().flatten();
            let classifiers = own.filter_map(|id| rulers.classifiers.iter().find(|one| one.id.value == *id));
            joined(
                classifiers
                    .map(|classifier| classifiers::title(scope, classifier))
                    .collect(),
            )
        }
        ModelAt::Portfolio => {
            let cells = Cell::WORDS.iter();
            let cells = cells.filter_map(|word| Cell::from_word(word));
            joined(cells.map(|cell| cell.label(scope.lang).to_owned()).collect())
        }
        ModelAt::Rules => joined(rules::ALL.iter().map(|rule| rules::title(scope, rule)).collect()),
        ModelAt::Method(method) => {
            let own = rulers.methods.get(&method).and_then(|own| own.purpose.as_ref());
            own.map_or_else(
                || said(scope, method::of(method).primer.purpose),
                |purpose| scope.text(purpose),
            )
        }
    }
}
