//! What each template is given, as JSON Schema, from the types themselves: the contract with themes in writing.
//!
//! A row of [`TEMPLATES`] a template; doc comments of the views are the descriptions.

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::render::leaf::Missing;
use crate::render::leaf::Redirect;
use crate::render::route::ROW_TEMPLATE;
use crate::render::route::TERM_TEMPLATES;
use crate::render::theme;
use crate::render::view;
use crate::render::view::accounts::AccountRow;
use crate::render::view::facts::Facts;
use crate::render::view::facts::PlainList;
use crate::render::view::facts::PlainRow;
use crate::render::view::facts::Term;
use crate::render::view::frame::Frame;
use crate::render::view::frame::NavItem;
use crate::render::view::parts::Figure;
use crate::render::words;

/// A template, and what it is given.
pub struct Template {
    /// Its file below `templates/`.
    pub name: &'static str,
    given: Given,
}

/// What a template is given.
enum Given {
    /// A page with everything around it, and the type of `page`.
    Page(fn(&mut SchemaGenerator) -> Schema),
    /// `page` alone.
    Alone(fn(&mut SchemaGenerator) -> Schema),
    /// A figure in a text.
    Figure,
    /// One row of the list of accounts.
    Row,
    /// A criterion with a rating, in a theme that has such a template.
    Term,
}

const fn page(name: &'static str, of: fn(&mut SchemaGenerator) -> Schema) -> Template {
    Template {
        name,
        given: Given::Page(of),
    }
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Every template that is rendered by itself; `base.html` and `components.html` are parts of these.
pub const TEMPLATES: &[Template] = &[
    page("home.html", of::<view::home::HomePage>),
    page("portfolio.html", of::<view::portfolio::PortfolioPage>),
    page("accounts.html", of::<view::accounts::AccountsPage>),
    page("account.html", of::<view::account::AccountPage>),
    page("brief.html", of::<view::brief::BriefPage>),
    page("why.html", of::<view::why::WhyPage>),
    page("owners.html", of::<view::owners::OwnersPage>),
    page("owner.html", of::<view::owners::OwnerPage>),
    page("industries.html", of::<view::industries::IndustriesPage>),
    page("industry.html", of::<view::industries::IndustryPage>),
    page("competitors.html", of::<view::competitors::CompetitorsPage>),
    page("competitor.html", of::<view::competitors::CompetitorPage>),
    page("landscapes.html", of::<view::landscapes::LandscapesPage>),
    page("landscape.html", of::<view::landscapes::LandscapePage>),
    page("compositions.html", of::<view::compositions::CompositionsPage>),
    page("composition.html", of::<view::compositions::CompositionPage>),
    page("playbook.html", of::<view::playbook::ContentsPage>),
    page("playbook-page.html", of::<view::playbook::PlaybookView>),
    page("cases.html", of::<view::cases::CasesPage>),
    page("case.html", of::<view::cases::CasePage>),
    page("models.html", of::<view::models::ModelsPage>),
    page("model.html", of::<view::models::ModelPage>),
    page("tags.html", of::<view::tags::TagsPage>),
    page("tag.html", of::<view::tags::TagPage>),
    page("quality.html", of::<view::quality::QualityPage>),
    page("search.html", of::<()>),
    Template {
        name: ROW_TEMPLATE,
        given: Given::Row,
    },
    Template {
        name: TERM_TEMPLATES[0],
        given: Given::Term,
    },
    Template {
        name: TERM_TEMPLATES[1],
        given: Given::Term,
    },
    Template {
        name: "figure.html",
        given: Given::Figure,
    },
    Template {
        name: "redirect.html",
        given: Given::Alone(of::<Redirect>),
    },
    Template {
        name: "404.html",
        given: Given::Alone(of::<Missing>),
    },
];

impl Template {
    /// What it is given, as JSON Schema (draft 2020-12).
    pub fn schema(&self) -> Value {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let mut generator = settings.into_generator();
        let mut given = Map::new();
        match self.given {
            Given::Page(page) => {
                given.insert("page".to_owned(), page(&mut generator).to_value());
                given.insert("frame".to_owned(), of::<Frame>(&mut generator).to_value());
                given.insert("nav".to_owned(), of::<Vec<NavItem>>(&mut generator).to_value());
                given.insert("words".to_owned(), words_schema());
                given.insert("root".to_owned(), text("From the page to the site's root."));
                given.insert("book".to_owned(), text("Title of the book."));
                match self.name {
                    "account.html" => {
                        given.insert(
                            "facts".to_owned(),
                            of::<Facts<'static>>(&mut generator).to_value(),
                        );
                        given.insert("body".to_owned(), text("The dossier's text as HTML."));
                    }
                    "accounts.html" => {
                        given.insert(
                            "account_rows".to_owned(),
                            text("Every account's row as `account-row.html` makes it, the highest value first."),
                        );
                        given.insert(
                            "rows".to_owned(),
                            of::<Vec<PlainRow<'static>>>(&mut generator).to_value(),
                        );
                    }
                    "tag.html" => {
                        given.insert(
                            "rows".to_owned(),
                            of::<PlainList<'static>>(&mut generator).to_value(),
                        );
                    }
                    _ => {}
                }
            }
            Given::Row => {
                given.insert("row".to_owned(), of::<AccountRow>(&mut generator).to_value());
                given.insert(
                    "plain".to_owned(),
                    of::<PlainRow<'static>>(&mut generator).to_value(),
                );
                given.insert("number".to_owned(), number("Place in the list, from 1."));
                given.insert(
                    "has_value".to_owned(),
                    json!({"type": "boolean", "description": "True if the book has a value model."}),
                );
                given.insert("words".to_owned(), words_schema());
            }
            Given::Term => {
                given.insert("term".to_owned(), of::<Term<'static>>(&mut generator).to_value());
                given.insert(
                    "number".to_owned(),
                    number("Place of the criterion in its scorecard, from 1."),
                );
                given.insert("words".to_owned(), words_schema());
            }
            Given::Alone(page) => {
                given.insert("page".to_owned(), page(&mut generator).to_value());
            }
            Given::Figure => {
                given.insert("figure".to_owned(), of::<Figure>(&mut generator).to_value());
                given.insert(
                    "is_table".to_owned(),
                    json!({"type": "boolean", "description": "True if its data table stands there instead of the drawing."}),
                );
                given.insert("words".to_owned(), words_schema());
            }
        }
        let names: Vec<&String> = given.keys().collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.name,
            "type": "object",
            "required": names,
            "properties": given,
            "$defs": generator.take_definitions(true),
        })
    }

    /// Blocks that a theme may replace one by one, those around every page included, as they stand in the built-in theme.
    pub fn blocks(&self) -> Vec<String> {
        let files = theme::built_in(theme::PAPER).unwrap_or_default();
        let text = |name: &str| {
            let bytes = files.get(&format!("templates/{name}"));
            bytes.map_or_else(String::new, |bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        let own = text(self.name);
        let mut blocks = blocks_of(&own);
        if own.contains("{% extends") {
            for block in blocks_of(&text("base.html")) {
                if !blocks.contains(&block) {
                    blocks.push(block);
                }
            }
        }
        blocks
    }
}

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

fn number(description: &str) -> Value {
    json!({"type": "integer", "minimum": 1, "description": description})
}

fn blocks_of(template: &str) -> Vec<String> {
    template
        .split("{% block ")
        .skip(1)
        .filter_map(|rest| rest.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn words_schema() -> Value {
    let words: Map<String, Value> = words::TABLE
        .iter()
        .map(|(key, zh, en)| {
            let word = json!({"type": "string", "description": format!("{zh} · {en}")});
            ((*key).to_owned(), word)
        })
        .collect();
    let names: Vec<&String> = words.keys().collect();
    json!({
        "type": "object",
        "description": "Every word of the interface, in the page's language.",
        "required": names,
        "properties": words,
    })
}

#[cfg(test)]
mod tests;
