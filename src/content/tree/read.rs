//! A file's YAML as a tree; a broken key costs itself, not the file.

use std::borrow::Cow;
use std::sync::Arc;

use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::mend;
use crate::content::tree::parse::parse;
use crate::content::tree::plain;
use crate::content::tree::syntax;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Finding;

/// Reads `yaml`, whose first line is line `first_line` of `file`.
///
/// Where the YAML is broken, each top-level key is read on its own, so that one run names every one that is broken;
/// their values are [`NodeKind::Broken`].
pub fn read<'t>(file: &Arc<str>, yaml: &'t str, first_line: u32) -> Checked<Node<'t>> {
    if let Some(value) = plain::read(yaml, first_line) {
        let findings = Vec::new();
        return Checked { value, findings };
    }
    let (text, mut findings) = mend::prepared(file, yaml, first_line);
    let whole = match &text {
        Cow::Borrowed(_) => parse(file, yaml, first_line),
        Cow::Owned(text) => parse(file, text, first_line).map(|parsed| Checked {
            value: parsed.value.map(owned),
            findings: parsed.findings,
        }),
    };
    let error = match whole {
        Ok(parsed) => {
            let lone = parsed.value.as_ref().and_then(|node| lone_text(file, node));
            let Some(error) = lone else {
                findings.extend(parsed.findings);
                let value = root(parsed.value, first_line);
                return Checked { value, findings };
            };
            error
        }
        Err(error) => *error,
    };
    let pieces = by_key(file, &text, first_line);
    if pieces.findings.is_empty() {
        findings.push(error);
        let value = broken(first_line);
        return Checked { value, findings };
    }
    findings.extend(pieces.findings);
    Checked {
        value: pieces.value,
        findings,
    }
}

/// A file that is one text and no map: its lines are looked at for slips.
fn lone_text(file: &Arc<str>, node: &Node<'_>) -> Option<Finding> {
    let is_text = matches!(node.kind, NodeKind::Scalar(..)) && !node.is_null();
    is_text.then(|| syntax::not_a_key(file, node.at, node.len))
}

fn owned<'t>(node: Node<'_>) -> Node<'t> {
    let kind = match node.kind {
        NodeKind::Scalar(text, quoting) => NodeKind::Scalar(Cow::Owned(text.into_owned()), quoting),
        NodeKind::List(items) => NodeKind::List(items.into_iter().map(owned).collect()),
        NodeKind::Map(entries) => NodeKind::Map(
            entries
                .into_iter()
                .map(|entry| Entry {
                    key: Cow::Owned(entry.key.into_owned()),
                    at: entry.at,
                    len: entry.len,
                    value: owned(entry.value),
                })
                .collect(),
        ),
        NodeKind::Broken => NodeKind::Broken,
    };
    Node {
        kind,
        at: node.at,
        len: node.len,
    }
}

fn root(node: Option<Node<'_>>, first_line: u32) -> Node<'_> {
    let at = At {
        line: first_line.max(1),
        column: 1,
    };
    match node {
        Some(node) if !node.is_null() => node,
        _ => Node {
            kind: NodeKind::Map(Vec::new()),
            at,
            len: 1,
        },
    }
}

fn broken<'t>(first_line: u32) -> Node<'t> {
    Node {
        kind: NodeKind::Broken,
        at: At {
            line: first_line,
            column: 1,
        },
        len: 1,
    }
}

/// Reads each top-level key as a document of its own.
fn by_key<'t>(file: &Arc<str>, yaml: &str, first_line: u32) -> Checked<Node<'t>> {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut findings = Vec::new();
    for (chunk, line) in mend::chunks(yaml, first_line) {
        let error = match parse_entries(file, chunk, line) {
            Ok(parsed) => {
                findings.extend(parsed.findings);
                entries.extend(parsed.value);
                continue;
            }
            Err(error) => *error,
        };
        let (mended, named) = mend::known_slips(file, chunk, line);
        if named.is_empty() {
            findings.push(error);
        } else {
            findings.extend(named);
            if let Ok(parsed) = parse_entries(file, &mended, line) {
                findings.extend(parsed.findings);
                entries.extend(parsed.value);
                continue;
            }
        }
        entries.push(Entry {
            key: Cow::Owned(mend::key_of(chunk).to_owned()),
            at: At { line, column: 1 },
            len: 1,
            value: broken(line),
        });
    }
    Checked {
        value: Node {
            kind: NodeKind::Map(entries),
            at: At {
                line: first_line,
                column: 1,
            },
            len: 1,
        },
        findings,
    }
}

/// The entries of one piece.
fn parse_entries<'t>(
    file: &Arc<str>,
    chunk: &str,
    line: u32,
) -> Result<Checked<Vec<Entry<'t>>>, Box<Finding>> {
    let Checked { value, findings } = parse(file, chunk, line)?;
    let value = match value.map(owned) {
        Some(Node {
            kind: NodeKind::Map(entries),
            ..
        }) => entries,
        Some(node) if !node.is_null() => return Err(Box::new(syntax::not_a_key(file, node.at, node.len))),
        _ => Vec::new(),
    };
    Ok(Checked { value, findings })
}
