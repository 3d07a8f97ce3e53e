//! Charts by their names: those that an author places in a text, and those that `keybook chart` writes.

use tera::Context;

use crate::content::markdown;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::placed::ChartName;
use crate::model::placed::Placed;
use crate::model::placed::Subject;
use crate::render::figures;
use crate::render::scope::Scope;
use crate::render::view::parts::Figure;

/// A placed chart, or its table, as HTML through the theme's `figure.html`; a sentence where there is nothing to draw.
pub fn placed(scope: Scope<'_>, own: (PageKind, &Id), placed: &Placed) -> String {
    let of = placed.of.as_ref().map(|of| &of.value).or_else(|| {
        let is_own = placed.chart.subject() == Subject::Page(own.0);
        is_own.then_some(own.1)
    });
    let model = placed.model.as_ref().map(|model| &model.value);
    let drawn = named(scope, placed.chart, of, model);
    if drawn.is_empty() {
        let name = placed.chart.label(scope.lang);
        let words = scope.pick(
            format!("{name}：没有可画的数据"),
            format!("{name}: there is nothing to draw yet"),
        );
        return format!("<p class=\"note\">{}</p>\n", markdown::inline(&words));
    }
    let mut html = String::new();
    for figure in drawn {
        let mut context = Context::new();
        context.insert("figure", &with_own_ids(figure, placed.at.line));
        context.insert("is_table", &placed.is_table);
        if let Some(wall) = scope.shared.walls.get(&scope.lang) {
            context.insert_value("words", wall.words.clone());
        }
        match scope.shared.theme.render("figure.html", &context) {
            Ok(figure) => html.push_str(&figure),
            // A mistake of the theme's author, who looks at the page.
            Err(message) => html.push_str(&format!("<p class=\"bad\">{}</p>\n", markdown::inline(&message))),
        }
    }
    html
}

/// The charts of a name: one, or one for each scorecard of the account.
pub fn named(scope: Scope<'_>, chart: ChartName, of: Option<&Id>, model: Option<&Id>) -> Vec<Figure> {
    let book = scope.book();
    let account = of.and_then(|of| scope.dossier(of));
    let one = match chart {
        ChartName::Pyramid => figures::pyramid(scope),
        ChartName::ValueMatrix => figures::value_matrix(scope, of),
        ChartName::PortfolioMatrix => figures::portfolio_matrix(scope, of),
        ChartName::WhaleCurve => figures::whale_curve(scope),
        ChartName::Pareto => figures::pareto(scope),
        ChartName::Concentration => figures::concentration(scope),
        ChartName::Rfm => figures::rfm(scope),
        ChartName::Staircase => of.and_then(|of| figures::staircase(scope, of, None)),
        ChartName::Transformation => of.and_then(|of| figures::transformation(scope, of)),
        ChartName::Dials => account.and_then(|account| figures::dials(scope, account)),
        ChartName::BriefMap => account.and_then(|account| figures::brief_map(scope, account)),
        ChartName::Relations => account.and_then(|account| figures::relations(scope, account)),
        ChartName::Wallet => account.and_then(|account| figures::wallet(scope, account)),
        ChartName::Timeline => account.and_then(|account| figures::timeline(scope, account)),
        ChartName::Trend => account.and_then(|account| figures::trend(scope, account)),
        ChartName::Sensitivity => account.and_then(|account| figures::sensitivity(scope, account)),
        ChartName::Attractiveness => {
            let models = &book.rulers.attractiveness;
            of.map_or_else(|| models.values().next(), |of| models.get(of))
                .and_then(|model| figures::attractiveness(scope, model))
        }
        ChartName::Composition => of.and_then(|of| figures::composition(scope, of, true)),
        ChartName::Treemap => of.and_then(|of| figures::treemap(scope, of)),
        ChartName::Donut => of.and_then(|of| figures::donut(scope, of)),
        ChartName::Landscape => of.and_then(|of| figures::landscape(scope, of, true)),
        ChartName::Value => of.and_then(|of| {
            let assessed = scope.assessed(of)?;
            figures::value(scope, assessed.own.value.as_ref()?)
        }),
        ChartName::Scorecard | ChartName::Radar => {
            let Some((account, assessed)) = of.and_then(|of| scope.dossier(of).zip(scope.assessed(of)))
            else {
                return Vec::new();
            };
            let cards = assessed.own.scorecards.iter();
            return cards
                .filter(|(card, _)| model.is_none_or(|model| model == *card))
                .filter_map(|(card, result)| {
                    let ruler = book.rulers.scorecards.get(card)?;
                    match chart {
                        ChartName::Radar => figures::radar(scope, account, ruler, result),
                        _ => figures::scorecard(scope, account, ruler, result),
                    }
                })
                .collect();
        }
    };
    one.into_iter().collect()
}

/// The same figure with ids that no other on the page has: it may stand there by itself too.
fn with_own_ids(figure: Figure, line: u32) -> Figure {
    let id = format!("{}-l{line}", figure.id);
    Figure {
        svg: figure
            .svg
            .replace(&format!("chart-{}", figure.id), &format!("chart-{id}")),
        id,
        ..figure
    }
}
