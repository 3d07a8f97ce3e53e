//! A file's YAML as a tree; a broken key costs itself, not the file.

use std::borrow::Cow;
use std::sync::Arc;

use bumpalo::Bump;

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

/// Reads `yaml`, whose first line is line `first_line` of `file`, into an arena.
///
/// Where the YAML is broken, each top-level key is read on its own, so that one run names every one that is broken;
/// their values are [`NodeKind::Broken`].
pub fn read<'t>(arena: &'t Bump, file: &Arc<str>, yaml: &'t str, first_line: u32) -> Checked<Node<'t>> {
    if let Some(node) = plain::read(arena, yaml, first_line) {
        let (value, findings) = (*node, Vec::new());
        return Checked { value, findings };
    }
    let (text, mut findings) = mend::prepared(file, yaml, first_line);
    let text = stored(arena, text);
    let error = match parse(arena, file, text, first_line) {
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
    let pieces = by_key(arena, file, text, first_line);
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

/// A text that lives as long as the tree.
fn stored<'t>(arena: &'t Bump, text: Cow<'t, str>) -> &'t str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => arena.alloc_str(&text),
    }
}

/// A file that is one text and no map: its lines are looked at for slips.
fn lone_text(file: &Arc<str>, node: &Node<'_>) -> Option<Finding> {
    let is_text = matches!(node.kind, NodeKind::Scalar(..)) && !node.is_null();
    is_text.then(|| syntax::not_a_key(file, node.at, node.len))
}

fn root(node: Option<Node<'_>>, first_line: u32) -> Node<'_> {
    let at = At {
        line: first_line.max(1),
        column: 1,
    };
    match node {
        Some(node) if !node.is_null() => node,
        _ => Node {
            kind: NodeKind::Map(&[]),
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
fn by_key<'t>(arena: &'t Bump, file: &Arc<str>, yaml: &'t str, first_line: u32) -> Checked<Node<'t>> {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut findings = Vec::new();
    for (chunk, line) in mend::chunks(yaml, first_line) {
        let error = match parse_entries(arena, file, chunk, line) {
            Ok(parsed) => {
                findings.extend(parsed.findings);
                entries.extend_from_slice(parsed.value);
                continue;
            }
            Err(error) => *error,
        };
        let (mended, named) = mend::known_slips(file, chunk, line);
        if named.is_empty() {
            findings.push(error);
        } else {
            findings.extend(named);
            if let Ok(parsed) = parse_entries(arena, file, stored(arena, mended), line) {
                findings.extend(parsed.findings);
                entries.extend_from_slice(parsed.value);
                continue;
            }
        }
        entries.push(Entry {
            key: mend::key_of(chunk),
            at: At { line, column: 1 },
            len: 1,
            value: arena.alloc(broken(line)),
        });
    }
    Checked {
        value: Node {
            kind: NodeKind::Map(arena.alloc_slice_copy(&entries)),
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
    arena: &'t Bump,
    file: &Arc<str>,
    chunk: &'t str,
    line: u32,
) -> Result<Checked<&'t [Entry<'t>]>, Box<Finding>> {
    let Checked { value, findings } = parse(arena, file, chunk, line)?;
    let value = match value {
        Some(Node {
            kind: NodeKind::Map(entries),
            ..
        }) => entries,
        Some(node) if !node.is_null() => return Err(Box::new(syntax::not_a_key(file, node.at, node.len))),
        _ => &[],
    };
    Ok(Checked { value, findings })
}
