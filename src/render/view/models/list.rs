//! The list of models, with what has no page of its own: classifiers and the portfolio matrix.

use serde::Serialize;

use crate::model::book::PageKind;
use crate::model::rulers::Classifier;
use crate::model::rulers::Cut;
use crate::model::rulers::PortfolioModel;
use crate::model::rulers::ValueModel;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::fact;
use crate::render::view::models::kind_label;
use crate::render::view::models::rules::RuleRow;
use crate::render::view::models::rules::rules;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Link;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelsPage {
    /// Models with a page of their own.
    pub rows: Vec<ModelRow>,
    /// Single-indicator classes, as written.
    pub classifiers: Vec<ClassifierRow>,
    /// The portfolio matrix, as written.
    pub portfolio: Vec<Fact>,
    /// Limits of the risk rules.
    pub rules: Vec<RuleRow>,
}

/// One model in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelRow {
    /// Which.
    pub model: Link,
    /// What kind it is.
    pub kind: String,
    /// What it holds, in a few words.
    pub summary: String,
}

/// One classifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassifierRow {
    /// Its name.
    pub name: String,
    /// The measure.
    pub indicator: String,
    /// Which end is good.
    pub direction: String,
    /// How it is cut.
    pub method: String,
    /// Its classes with their bounds.
    pub classes: String,
}

/// Views the list of models.
pub fn list(scope: Scope<'_>) -> ModelsPage {
    let rulers = &scope.book().rulers;
    let mut rows = Vec::new();
    if let Some(model) = &rulers.value {
        let levels = format::joined(
            &model
                .tiers
                .levels
                .iter()
                .map(|level| scope.text(&level.name))
                .collect::<Vec<_>>(),
            scope.lang,
        );
        rows.push(ModelRow {
            model: Link {
                text: value_name(scope, model),
                href: Some(scope.href(&crate::render::route::Route::One(
                    PageKind::Model,
                    model.id.clone(),
                ))),
            },
            kind: kind_label(scope, "value"),
            summary: levels,
        });
    }
    rows.extend(rulers.scorecards.iter().map(|(id, card)| {
        let n: usize = card.groups.iter().map(|group| group.criteria.len()).sum();
        let n_groups = card.groups.len();
        ModelRow {
            model: scope.page(PageKind::Model, id, &card.name),
            kind: kind_label(scope, "scorecard"),
            summary: scope.pick(
                format!("{n_groups} 组 {n} 条标准"),
                format!("{n} criteria in {n_groups} groups"),
            ),
        }
    }));
    rows.extend(rulers.attractiveness.iter().map(|(id, model)| {
        let n = model.factors.len();
        ModelRow {
            model: scope.page(PageKind::Model, id, &model.name),
            kind: kind_label(scope, "attractiveness"),
            summary: scope.pick(format!("{n} 个因素"), format!("{n} factors")),
        }
    }));
    ModelsPage {
        rows,
        classifiers: rulers
            .classifiers
            .iter()
            .map(|classifier| classifier_row(scope, classifier))
            .collect(),
        portfolio: rulers
            .portfolio
            .as_ref()
            .map(|model| portfolio(scope, model))
            .unwrap_or_default(),
        rules: rules(scope),
    }
}

/// What a value model is called.
pub fn value_name(scope: Scope<'_>, model: &ValueModel) -> String {
    model.name.as_ref().map_or_else(
        || scope.pick("客户价值", "Account value"),
        |name| scope.text(name),
    )
}

fn classifier_row(scope: Scope<'_>, classifier: &Classifier) -> ClassifierRow {
    let classes: Vec<String> = classifier
        .classes
        .iter()
        .map(|class| match &class.bound {
            Some(bound) => format!("{} {}", class.id.value, format::number(bound, 4)),
            None => class.id.value.to_string(),
        })
        .collect();
    ClassifierRow {
        name: classifier
            .name
            .as_ref()
            .map_or_else(|| scope.label(&classifier.id.value), |name| scope.text(name)),
        indicator: classifier.indicator.value.clone(),
        direction: classifier.direction.label(scope.lang).to_owned(),
        method: classifier.method.label(scope.lang).to_owned(),
        classes: classes.join(" · "),
    }
}

fn portfolio(scope: Scope<'_>, model: &PortfolioModel) -> Vec<Fact> {
    let cut = |cut: &Cut| match cut {
        Cut::At(at) => format!("≥ {}", format::number(at, 4)),
        Cut::Mean => scope.pick("≥ 平均数", "≥ the mean"),
    };
    vec![
        fact(
            scope.pick("吸引力", "Attractiveness"),
            format!(
                "{} {}",
                model.attractiveness.value,
                cut(&model.attractiveness_cut)
            ),
        ),
        fact(
            scope.pick("竞争力", "Strength"),
            format!("{} {}", model.strength.value, cut(&model.strength_cut)),
        ),
        fact(
            scope.say("profit"),
            if model.after_cost_to_serve {
                scope.pick("扣除服务成本", "after cost to serve")
            } else {
                scope.pick("只扣直接成本", "after direct cost")
            },
        ),
    ]
}
