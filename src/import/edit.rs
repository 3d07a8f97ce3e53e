//! Changes fields of a dossier where they stand, and nothing around them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bumpalo::Bump;

use crate::content::tree;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::front_matter;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::import::starter::scalar;
use crate::words;

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// Put these words where `len` characters stand now.
    Replace { at: At, len: u32, with: String },
    /// Put these lines before a line.
    Insert { before: u32, lines: String },
}

/// The text with every field of `fields` (by dotted path) saying what the data says. A field that people made more than a
/// word of, as a name in two languages, is left to them; a dossier that cannot be read is left whole. Both are said.
pub(crate) fn with_fields(file: &Arc<str>, text: &str, fields: &BTreeMap<String, String>) -> Checked<String> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let unchanged = |findings| Checked {
        value: text.to_owned(),
        findings,
    };
    let halves = match front_matter::split(file, body) {
        Ok(halves) => halves,
        Err(finding) => return unchanged(vec![*finding]),
    };
    let arena = Bump::new();
    let read = tree::read(&arena, file, halves.yaml, halves.yaml_line);
    if read.has_errors() {
        return unchanged(read.findings);
    }
    let end = halves.markdown_line.saturating_sub(1);
    let mut changes = Vec::new();
    let mut findings = Vec::new();
    for (path, value) in fields {
        match change(&read.value, path, value, end) {
            Ok(change) => changes.extend(change),
            Err(at) => findings.push(left_to_people(file, path, value, at)),
        }
    }
    let eol = if body.contains("\r\n") { "\r\n" } else { "\n" };
    Checked {
        value: format!("{mark}{}", applied(body, &mut changes, eol)),
        findings,
    }
}

/// What has to change for `path` to say `value`; the place where people wrote something else as `Err`.
fn change(tree: &Node, path: &str, value: &str, end: u32) -> Result<Option<Change>, At> {
    let Some(written) = scalar(value) else {
        return Ok(None);
    };
    let mut node = tree;
    let mut rest = path;
    let mut indent = 0;
    loop {
        let (key, below) = rest
            .split_once('.')
            .map_or((rest, None), |(key, below)| (key, Some(below)));
        let entries = match &node.kind {
            NodeKind::Map(entries) => *entries,
            _ if node.is_null() && indent == 0 => &[],
            _ => return Err(node.at),
        };
        let Some(entry) = entries.iter().find(|entry| entry.key == key) else {
            return missing(entries, node, rest, &written, indent, end).map(Some);
        };
        match below {
            Some(below) => {
                (node, rest) = (entry.value, below);
                indent += 2;
            }
            None => return replaced(entry, value, written),
        }
    }
}

fn replaced(entry: &Entry, value: &str, written: String) -> Result<Option<Change>, At> {
    let NodeKind::Scalar(now, _) = &entry.value.kind else {
        return Err(entry.value.at);
    };
    if *now == value {
        return Ok(None);
    }
    if now.contains('\n') {
        return Err(entry.value.at);
    }
    let colon = entry.at.column + entry.len;
    let is_unwritten =
        entry.value.is_null() && entry.value.at.line == entry.at.line && entry.value.at.column <= colon;
    if now.is_empty() || is_unwritten {
        // Nothing stands there yet: the words go behind the key's colon.
        let at = At {
            line: entry.at.line,
            column: colon + 1,
        };
        return Ok(Some(Change::Replace {
            at,
            len: 0,
            with: format!(" {written}"),
        }));
    }
    Ok(Some(Change::Replace {
        at: entry.value.at,
        len: entry.value.len,
        with: written,
    }))
}

/// A new line, or lines for a path of which even the first map is missing: before the map's first entry, else at the end.
fn missing(
    entries: &[Entry],
    node: &Node,
    path: &str,
    written: &str,
    indent: usize,
    end: u32,
) -> Result<Change, At> {
    let (before, indent) = match entries.first() {
        // A map in braces on one line is people's own way of writing: its line is not taken apart.
        Some(first) if indent > 0 && first.at.line == node.at.line && first.at.column > node.at.column => {
            return Err(node.at);
        }
        Some(first) if indent > 0 => (first.at.line, usize::try_from(first.at.column).unwrap_or(1) - 1),
        _ if indent > 0 => return Err(node.at),
        _ => (end, 0),
    };
    let mut lines = String::new();
    let mut depth = indent;
    let mut rest = path;
    while let Some((key, below)) = rest.split_once('.') {
        lines.push_str(&format!("{:depth$}{key}:\n", ""));
        depth += 2;
        rest = below;
    }
    lines.push_str(&format!("{:depth$}{rest}: {written}\n", ""));
    Ok(Change::Insert { before, lines })
}

/// Applies changes from the last place to the first, so that places stay what they are.
fn applied(text: &str, changes: &mut [Change], eol: &str) -> String {
    changes.sort_by_key(|change| match change {
        Change::Replace { at, .. } => (at.line, at.column),
        Change::Insert { before, .. } => (*before, 0),
    });
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for change in changes.iter().rev() {
        let line = match change {
            Change::Replace { at, .. } => at.line,
            Change::Insert { before, .. } => *before,
        };
        let index = usize::try_from(line).unwrap_or(1).saturating_sub(1);
        let Some(target) = lines.get_mut(index) else {
            continue;
        };
        match change {
            Change::Replace { at, len, with } => {
                let from = usize::try_from(at.column).unwrap_or(1).saturating_sub(1);
                let skip = from + usize::try_from(*len).unwrap_or(0);
                let head: String = target.chars().take(from).collect();
                let tail: String = target.chars().skip(skip).collect();
                *target = format!("{head}{with}{tail}");
            }
            Change::Insert { lines: new, .. } => {
                *target = format!("{}{target}", new.replace('\n', eol));
            }
        }
    }
    lines.join("\n")
}

fn left_to_people(file: &Arc<str>, path: &str, value: &str, at: At) -> Finding {
    Finding {
        code: Code::KeptField,
        place: Place::at(file, at),
        field: path.to_owned(),
        message: words!(
            "`{path}` 由人改写过，数据里的 `{value}` 没有写入",
            "`{path}` was rewritten by people; the data's `{value}` was not written"
        ),
        hint: words!(
            "要跟随数据，就把它改回一个词；否则从导入表的 accounts 里删去这一项",
            "make it a plain word to follow the data, or take it out of the map's `accounts`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, fields: &[(&str, &str)]) -> (String, usize) {
        let fields = fields
            .iter()
            .map(|(path, value)| ((*path).to_owned(), (*value).to_owned()))
            .collect();
        let checked = with_fields(&Arc::from("content/accounts/a.md"), text, &fields);
        (checked.value, checked.findings.len())
    }

    #[test]
    fn a_changed_word_changes_in_its_place_and_comments_stay() {
        let text = "---\nname: 甲   # 老客户\n# 说明\nregion: \"华东\" # 区\n---\n正文 name: 甲\n";
        let (after, n) = edited(text, &[("name", "乙: 集团"), ("region", "华南")]);
        assert_eq!(
            after,
            "---\nname: '乙: 集团'   # 老客户\n# 说明\nregion: 华南 # 区\n---\n正文 name: 甲\n"
        );
        assert_eq!(n, 0);
    }

    #[test]
    fn what_the_data_says_already_is_not_touched() {
        for text in [
            "---\nname: '甲'\nregion: 华东\n---\n",
            "\u{feff}---\r\nname: 甲\r\nregion: 华东\r\n---\r\n正文\r\n",
        ] {
            assert_eq!(
                edited(text, &[("name", "甲"), ("region", "华东")]),
                (text.to_owned(), 0)
            );
        }
    }

    #[test]
    fn a_missing_field_gets_a_line_of_its_own() {
        let (after, _) = edited(
            "---\nname: 甲\nextra:\n    city: 甲地\n---\n",
            &[("region", "华东"), ("extra.code", "1"), ("profile.size", "大")],
        );
        assert_eq!(
            after,
            "---\nname: 甲\nextra:\n    code: '1'\n    city: 甲地\nprofile:\n  size: 大\nregion: 华东\n---\n"
        );
    }

    #[test]
    fn what_people_made_more_than_a_word_is_left_to_them() {
        let text = "---\nname: {zh: 甲, en: A}\nextra: {a: b}\n---\n";
        assert_eq!(
            edited(text, &[("name", "乙"), ("extra.city", "甲地")]),
            (text.to_owned(), 2)
        );
    }

    #[test]
    fn a_dossier_that_cannot_be_read_is_left_whole() {
        let text = "name: 甲\n";
        assert_eq!(edited(text, &[("name", "乙")]), (text.to_owned(), 1));
    }

    #[test]
    fn an_empty_field_is_filled_behind_its_colon() {
        assert_eq!(
            edited("---\nname: 甲\nregion:\n---\n", &[("region", "华东")]).0,
            "---\nname: 甲\nregion: 华东\n---\n"
        );
    }
}
