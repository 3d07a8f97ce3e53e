//! What every chart must be, checked on its finished text: well-formed, finite, in its frame, no label on another.

use crate::chart::block::Block;
use crate::chart::frame::Svg;
use crate::chart::frame::TEXT;
use crate::chart::letters;

/// An element as it stands in the text.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    words: String,
}

impl Element {
    fn get(&self, key: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.get(key).map(|text| text.parse().unwrap())
    }
}

/// Checks a chart and gives the blocks of its texts.
pub fn check(svg: &Svg) -> Vec<Block> {
    for row in &svg.table.rows {
        assert_eq!(row.len(), svg.table.columns.len(), "a row of the table: {row:?}");
        assert!(row.iter().all(|cell| !cell.contains("NaN")));
    }
    let ids: Vec<&str> = svg
        .markup
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "ids are unique");
    check_markup(&svg.markup)
}

/// Checks the text of a drawing and gives the blocks of its texts.
pub fn check_markup(markup: &str) -> Vec<Block> {
    assert!(
        !markup.contains("NaN") && !markup.contains("inf\""),
        "a figure that is none"
    );
    let elements = parse(markup);
    let root = elements.iter().find(|element| element.name == "svg").unwrap();
    let view: Vec<f64> = root
        .get("viewBox")
        .unwrap()
        .split(' ')
        .map(|part| part.parse().unwrap())
        .collect();
    let view = Block::new(view[0], view[1], view[2], view[3]).grown(0.6);
    let mut blocks: Vec<(Block, &str)> = Vec::new();
    for element in &elements {
        if element.name == "text" {
            let block = text_block(element);
            assert!(
                view.holds(&block),
                "`{}` at {block:?} is out of {view:?}",
                element.words
            );
            for (other, words) in &blocks {
                assert!(
                    !other.meets(&block),
                    "`{}` {block:?} covers `{words}` {other:?}",
                    element.words
                );
            }
            blocks.push((block, &element.words));
        }
        if element.name == "rect" {
            let get = |key| element.number(key).unwrap();
            let block = Block::new(get("x"), get("y"), get("width"), get("height"));
            if !element.attributes.iter().any(|(key, _)| key == "patternUnits") {
                assert!(view.holds(&block), "a rectangle {block:?} is out of {view:?}");
            }
        }
        if element.name == "circle" {
            let get = |key| element.number(key).unwrap();
            let block = Block::around((get("cx"), get("cy")), get("r"));
            assert!(view.holds(&block), "a circle {block:?} is out of {view:?}");
        }
    }
    blocks.into_iter().map(|(block, _)| block).collect()
}

fn text_block(element: &Element) -> Block {
    let (x, y) = (element.number("x").unwrap(), element.number("y").unwrap());
    let size = element.number("font-size").unwrap_or(TEXT);
    let bold = if element.get("font-weight").is_some() {
        1.05
    } else {
        1.0
    };
    let long = letters::width(&element.words, size) * bold;
    let start = match element.get("text-anchor") {
        None => 0.0,
        Some("middle") => -long / 2.0,
        Some(_) => -long,
    };
    let (up, down) = (size * 0.85, size * 0.2);
    if element.get("transform").is_some() {
        Block::new(x - up, y - start - long, up + down, long)
    } else if element.get("writing-mode").is_some() {
        Block::new(x - size / 2.0, y + start, size, long)
    } else {
        Block::new(x + start, y - up, long, up + down)
    }
}

/// A parser just strict enough: tags must balance, attributes must be quoted and not repeated, `&` must begin an entity.
fn parse(markup: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut rest = markup;
    while let Some((words, after)) = rest.split_once('<') {
        let words = unescaped(words);
        if let Some((_, idx)) = open.iter().rev().find(|(name, _)| name == "text") {
            elements[*idx].words.push_str(&words);
        }
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, _) = open.pop().expect("something is open");
            assert_eq!(opened, name, "tags balance");
            continue;
        }
        let is_empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut inside) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while !inside.trim().is_empty() {
            let (key, after) = inside.split_once("=\"").expect("attributes are quoted");
            let (value, after) = after.split_once('"').expect("a quote closes");
            let key = key.trim().to_string();
            assert!(
                !attributes.iter().any(|(other, _)| *other == key),
                "`{key}` stands twice in <{tag}>"
            );
            assert!(
                key.chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '-'),
                "`{key}`"
            );
            attributes.push((key, unescaped(value)));
            inside = after;
        }
        if !is_empty {
            open.push((name.to_string(), elements.len()));
        }
        elements.push(Element {
            name: name.to_string(),
            attributes,
            words: String::new(),
        });
    }
    assert!(open.is_empty(), "left open: {open:?}");
    assert!(rest.trim().is_empty());
    elements
}

fn unescaped(text: &str) -> String {
    for after in text.split('&').skip(1) {
        assert!(
            ["amp;", "lt;", "gt;", "quot;", "#39;"]
                .iter()
                .any(|entity| after.starts_with(entity)),
            "&{after}"
        );
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Long words in both languages, with what XML forbids among them.
pub const LONG: [&str; 4] = [
    "澜江商业银行股份有限公司华东区域数字化转型与供应链金融联合办公室",
    "International Consolidated Telecommunications & Infrastructure Holdings <Asia-Pacific> \"Ltd\"",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsgesellschaft",
    "客户\u{0}关系\n与 partnership 🐉 𠮷",
];

/// `n` names, the first four of them very long.
pub fn name(idx: usize) -> String {
    LONG.get(idx)
        .map_or_else(|| format!("客户{idx} Co"), |name| (*name).to_string())
}
