//! The few files a book needs beside its dossiers, and YAML as people would write it.

use std::collections::BTreeMap;

use serde_yaml::Mapping;
use serde_yaml::Value;

use crate::import::ImportError;
use crate::import::Writer;
use crate::import::map::Map;

/// Writes settings, people and industries that are not there yet.
pub(crate) fn write(writer: &mut Writer, map: &Map) -> Result<(), ImportError> {
    writer.start(
        "content/book.yaml",
        &yaml(&map.book, &["format", "title", "languages", "currency", "as_of"]),
    )?;
    if !map.people.is_empty() {
        writer.start("content/people.yaml", &yaml(&map.people, &[]))?;
    }
    for (id, fields) in &map.industries {
        writer.start(
            &format!("content/industries/{id}.md"),
            &format!("---\n{}---\n", yaml(fields, &["name"])),
        )?;
    }
    Ok(())
}

/// Block YAML of a map: the keys of `first` in that order, then the rest by name.
pub(crate) fn yaml(fields: &BTreeMap<String, Value>, first: &[&str]) -> String {
    let mut ordered = Mapping::new();
    let rest = fields
        .keys()
        .map(String::as_str)
        .filter(|key| !first.contains(key));
    for key in first.iter().copied().chain(rest) {
        if let Some(value) = fields.get(key) {
            ordered.insert(Value::String(key.to_owned()), value.clone());
        }
    }
    // Values that came from YAML, and plain strings, can always be written as YAML.
    serde_yaml::to_string(&ordered).unwrap_or_default()
}

/// One scalar as it may stand in block YAML, quoted where it must be; `None` if it needs more than one line.
pub(crate) fn scalar(text: &str) -> Option<String> {
    let written = serde_yaml::to_string(&Value::String(text.to_owned())).ok()?;
    let line = written.trim_end_matches('\n');
    (!line.contains('\n')).then(|| line.to_owned())
}

/// Puts a value at a dotted path, making the maps on the way.
pub(crate) fn set(tree: &mut BTreeMap<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            tree.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let mut below = match tree.remove(head) {
                Some(Value::Mapping(map)) => map
                    .into_iter()
                    .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value)))
                    .collect(),
                _ => BTreeMap::new(),
            };
            set(&mut below, rest, value);
            tree.insert(head.to_owned(), map_value(below));
        }
    }
}

/// A map as a value.
pub(crate) fn map_value(map: BTreeMap<String, Value>) -> Value {
    Value::Mapping(
        map.into_iter()
            .map(|(key, value)| (Value::String(key), value))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dotted_path_makes_its_maps() {
        let mut tree = BTreeMap::new();
        set(&mut tree, "name", Value::String("b: 1".into()));
        set(&mut tree, "extra.city", Value::String("München".into()));
        set(&mut tree, "extra.code", Value::String("05021".into()));
        assert_eq!(
            yaml(&tree, &["name"]),
            "name: 'b: 1'\nextra:\n  city: München\n  code: '05021'\n"
        );
    }
}
