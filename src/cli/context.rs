//! `theme context`: what each template is given, and which of its blocks a theme may replace.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::cli::account::nearest;
use crate::cli::args::Context;
use crate::cli::args::Format;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::diag::Lang;
use crate::diag::Words;
use crate::render::context::TEMPLATES;
use crate::render::context::Template;
use crate::words;

/// Prints one template's document, or what there is of each.
pub(crate) fn run(args: &Context, console: &Console) -> Done {
    let chosen = args.template.as_deref().map(named).transpose()?;
    console.data(&match (args.format, chosen) {
        (Format::Json, Some(template)) => format!("{:#}\n", json(template)),
        (Format::Json, None) => {
            let all: Map<String, Value> = TEMPLATES
                .iter()
                .map(|template| (template.name.to_owned(), json(template)))
                .collect();
            format!("{:#}\n", json!({"templates": all}))
        }
        (Format::Human, Some(template)) => page(template, console.lang),
        (Format::Human, None) => overview(console.lang),
    })?;
    Ok(Ending::Fine)
}

fn named(name: &str) -> Result<&'static Template, Failure> {
    let file = name.trim_start_matches("templates/");
    let is_it =
        |template: &&Template| template.name == file || template.name.strip_suffix(".html") == Some(file);
    TEMPLATES.iter().find(is_it).ok_or_else(|| {
        let near = nearest(TEMPLATES.iter().map(|template| template.name), file).unwrap_or_default();
        Failure::usage(words!(
            "没有模板 `{name}`：是不是 `{near}`？",
            "there is no template `{name}`: did you mean `{near}`?"
        ))
    })
}

fn json(template: &Template) -> Value {
    let mut schema = template.schema();
    if let Some(document) = schema.as_object_mut() {
        document.insert("x-blocks".to_owned(), json!(template.blocks()));
    }
    schema
}

fn overview(lang: Lang) -> String {
    let say = |zh, en| Words::new(zh, en).get(lang).to_owned();
    let heads = [
        (say("模板", "template"), Side::Left),
        (say("得到", "given"), Side::Left),
        (say("块", "blocks"), Side::Left),
    ];
    let rows: Vec<Vec<String>> = TEMPLATES
        .iter()
        .map(|template| {
            let schema = template.schema();
            let given = schema.get("required").and_then(Value::as_array);
            let names: Vec<&str> = given.into_iter().flatten().filter_map(Value::as_str).collect();
            vec![
                template.name.to_owned(),
                names.join(" "),
                template.blocks().join(" "),
            ]
        })
        .collect();
    table(&heads, &rows)
}

fn page(template: &Template, lang: Lang) -> String {
    let say = |zh, en| Words::new(zh, en).get(lang).to_owned();
    let schema = template.schema();
    let mut paths = Paths {
        root: &schema,
        lang,
        rows: Vec::new(),
        shown: Vec::new(),
    };
    let given = schema.get("properties").and_then(Value::as_object);
    for (name, of) in given.into_iter().flatten() {
        paths.add(name, of);
    }
    let heads = [
        (say("路径", "path"), Side::Left),
        (say("类型", "type"), Side::Left),
        (say("含义", "meaning"), Side::Left),
    ];
    let mut text = table(&heads, &paths.rows);
    let blocks = template.blocks();
    if !blocks.is_empty() {
        let (label, blocks) = (say("块：", "blocks: "), blocks.join(" "));
        text.push_str(&format!("\n{label}{blocks}\n"));
    }
    text
}

/// Every path of a schema; a type that several have is taken apart where it stands first.
struct Paths<'a> {
    root: &'a Value,
    lang: Lang,
    rows: Vec<Vec<String>>,
    /// Types taken apart, and where.
    shown: Vec<(&'a str, String)>,
}

impl<'a> Paths<'a> {
    fn add(&mut self, path: &str, schema: &'a Value) {
        let Kind {
            words,
            within,
            name,
            marks,
        } = self.kind(schema);
        let meaning = description(schema)
            .or_else(|| description(within))
            .unwrap_or_default();
        let path = format!("{path}{marks}");
        let before = name.and_then(|name| self.shown.iter().find(|(known, _)| *known == name));
        let as_there = before.map(|(_, there)| match self.lang {
            Lang::Zh => format!("，同 {there}"),
            Lang::En => format!(", as {there}"),
        });
        let is_shown = as_there.is_some();
        self.rows.push(vec![
            path.clone(),
            words + &as_there.unwrap_or_default(),
            meaning.to_owned(),
        ]);
        if is_shown || path == "words" {
            return;
        }
        self.shown.extend(name.map(|name| (name, path.clone())));
        let fields = within.get("properties").and_then(Value::as_object);
        for (field, of) in fields.into_iter().flatten() {
            self.add(&format!("{path}.{field}"), of);
        }
    }

    /// A schema's type in words, the schema of what it holds, and that one's name.
    fn kind(&self, schema: &'a Value) -> Kind<'a> {
        let say = |zh: &str, en: &str| Words::new(zh, en).get(self.lang).to_owned();
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let within = self
                .root
                .pointer(reference.trim_start_matches('#'))
                .unwrap_or(schema);
            return Kind {
                name: reference.rsplit('/').next(),
                ..self.kind(within)
            };
        }
        let any = schema.get("anyOf").and_then(Value::as_array);
        if let Some(one) = any.and_then(|any| any.first()) {
            let kind = self.kind(one);
            return Kind {
                words: kind.words + &say("，可无", ", or none"),
                ..kind
            };
        }
        let types: Vec<&str> = match schema.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let mut kind = match (types.first(), schema.get("items")) {
            (Some(&"array"), Some(item)) => {
                let kind = self.kind(item);
                Kind {
                    words: say("列表：", "list of ") + &kind.words,
                    marks: format!("[]{}", kind.marks),
                    ..kind
                }
            }
            (first, _) => Kind {
                words: match first {
                    Some(&"string") => say("文字", "text"),
                    Some(&"integer") => say("整数", "whole number"),
                    Some(&"number") => say("数", "number"),
                    Some(&"boolean") => say("是或否", "true or false"),
                    Some(&"object") => say("一组", "fields"),
                    Some(&"null") => say("无", "nothing"),
                    _ => say("任意", "anything"),
                },
                within: schema,
                name: None,
                marks: String::new(),
            },
        };
        if types.contains(&"null") && types.len() > 1 {
            kind.words.push_str(&say("，可无", ", or none"));
        }
        kind
    }
}

/// What a schema is.
struct Kind<'a> {
    words: String,
    within: &'a Value,
    name: Option<&'a str>,
    /// `[]` for a list, after its path.
    marks: String,
}

/// The first line of what is said of a field: a table has room for one.
fn description(schema: &Value) -> Option<&str> {
    schema.get("description")?.as_str()?.lines().next()
}
