//! Events of the YAML parser → tree, within bounds of depth and size.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use bumpalo::Bump;
use granit_parser::Event;
use granit_parser::Parser;
use granit_parser::ScalarStyle;
use granit_parser::Span;

use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::Quoting;
use crate::content::tree::syntax;
use crate::diag::At;
use crate::diag::Checked;
use crate::diag::Finding;

/// Deepest nesting of lists and maps.
const MAX_DEPTH: usize = 96;
/// Most nodes of one file, those an alias repeats counted each time.
const MAX_NODES: usize = 200_000;

/// A list or map that is not finished yet.
struct Open<'t> {
    at: At,
    len: u32,
    anchor: usize,
    items: Items<'t>,
}

enum Items<'t> {
    List(Vec<&'t Node<'t>>),
    Map(Vec<Entry<'t>>, Option<Key<'t>>),
}

struct Key<'t> {
    text: Option<&'t str>,
    at: At,
    len: u32,
}

struct Builder<'t, 'f> {
    arena: &'t Bump,
    file: &'f Arc<str>,
    yaml: &'t str,
    first_line: u32,
    open: Vec<Open<'t>>,
    anchors: BTreeMap<usize, Node<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    findings: Vec<Finding>,
}

/// The tree of one document, which begins on `first_line` of `file`; `None` where there is nothing.
///
/// # Errors
/// The finding about the first place at which it is no YAML.
pub(super) fn parse<'t>(
    arena: &'t Bump,
    file: &Arc<str>,
    yaml: &'t str,
    first_line: u32,
) -> Result<Checked<Option<Node<'t>>>, Box<Finding>> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder {
        arena,
        file,
        yaml,
        first_line,
        open: Vec::new(),
        anchors: BTreeMap::new(),
        root: None,
        nodes: 0,
        findings: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(yaml, options) {
        match event {
            Ok((event, span)) => {
                if !builder.take(event, &span)? {
                    break;
                }
            }
            Err(error) => {
                let mark = error.marker();
                let at = builder.at(mark.line(), mark.col());
                return Err(Box::new(syntax::finding(
                    file,
                    yaml,
                    first_line,
                    at,
                    error.kind(),
                )));
            }
        }
    }
    Ok(Checked {
        value: builder.root,
        findings: builder.findings,
    })
}

impl<'t> Builder<'t, '_> {
    /// Takes one event; false once nothing more is wanted.
    fn take(&mut self, event: Event<'t>, span: &Span) -> Result<bool, Box<Finding>> {
        if let Some(tag) = event.tag() {
            let place = span
                .tag_start()
                .map_or_else(|| self.place(span), |mark| (self.at(mark.line(), mark.col()), 1));
            self.findings.push(syntax::tag(self.file, place, &tag.original()));
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let quoting = match style {
                    ScalarStyle::Plain => Quoting::Plain,
                    _ => Quoting::Quoted,
                };
                let text = match text {
                    Cow::Borrowed(text) => text,
                    Cow::Owned(text) => &*self.arena.alloc_str(&text),
                };
                self.put(NodeKind::Scalar(text, quoting), span, anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => self.begin(span, anchor, Items::List(Vec::new()))?,
            Event::MappingStart(_, anchor, _) => {
                self.begin(span, anchor, Items::Map(Vec::new(), None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Alias(id) => self.repeat(id, span)?,
            Event::UnresolvedAlias(name) => {
                self.findings
                    .push(syntax::unknown_alias(self.file, self.place(span), &name));
                self.put(NodeKind::Broken, span, 0)?;
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                let (at, _) = self.place(span);
                self.findings.push(syntax::second_document(self.file, at));
                return Ok(false);
            }
            _ => {}
        }
        Ok(true)
    }

    fn at(&self, line: usize, column: usize) -> At {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        At {
            line: self.first_line.saturating_add(number(line).saturating_sub(1)),
            column: number(column).saturating_add(1),
        }
    }

    fn place(&self, span: &Span) -> (At, u32) {
        let at = self.at(span.start.line(), span.start.col());
        let len = if span.start.line() == span.end.line() {
            u32::try_from(span.len()).unwrap_or(1)
        } else {
            1
        };
        (at, len.max(1))
    }

    fn put(&mut self, kind: NodeKind<'t>, span: &Span, anchor: usize) -> Result<(), Box<Finding>> {
        let (at, len) = self.place(span);
        self.count(1, at)?;
        self.add(Node { kind, at, len }, anchor);
        Ok(())
    }

    fn begin(&mut self, span: &Span, anchor: usize, items: Items<'t>) -> Result<(), Box<Finding>> {
        let (at, len) = self.place(span);
        self.count(1, at)?;
        if self.open.len() >= MAX_DEPTH {
            return Err(self.too_large(at));
        }
        self.open.push(Open {
            at,
            len,
            anchor,
            items,
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Box<Finding>> {
        if let Some(open) = self.open.pop() {
            let kind = match open.items {
                Items::List(items) => NodeKind::List(self.arena.alloc_slice_copy(&items)),
                Items::Map(entries, _) => NodeKind::Map(self.arena.alloc_slice_copy(&entries)),
            };
            self.add(
                Node {
                    kind,
                    at: open.at,
                    len: open.len,
                },
                open.anchor,
            );
        }
        Ok(())
    }

    fn repeat(&mut self, id: usize, span: &Span) -> Result<(), Box<Finding>> {
        let (at, len) = self.place(span);
        let Some(node) = self.anchors.get(&id).copied() else {
            // An alias within what it names.
            let name = span.slice(self.yaml).unwrap_or("*").trim_start_matches('*');
            self.findings
                .push(syntax::unknown_alias(self.file, (at, len), name));
            return self.put(NodeKind::Broken, span, 0);
        };
        let (nodes, depth) = measure(&node);
        if self.open.len() + depth > MAX_DEPTH {
            return Err(self.too_large(at));
        }
        self.count(nodes, at)?;
        self.add(node, 0);
        Ok(())
    }

    fn add(&mut self, node: Node<'t>, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        match self.open.last_mut().map(|open| &mut open.items) {
            None => self.root = Some(node),
            Some(Items::List(items)) => items.push(self.arena.alloc(node)),
            Some(Items::Map(entries, waiting)) => match waiting.take() {
                None => *waiting = Some(key(node, self.file, &mut self.findings)),
                Some(key) => {
                    if let Some(text) = key.text {
                        entries.push(Entry {
                            key: text,
                            at: key.at,
                            len: key.len,
                            value: self.arena.alloc(node),
                        });
                    }
                }
            },
        }
    }

    fn count(&mut self, nodes: usize, at: At) -> Result<(), Box<Finding>> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > MAX_NODES {
            return Err(self.too_large(at));
        }
        Ok(())
    }

    fn too_large(&self, at: At) -> Box<Finding> {
        Box::new(syntax::too_large(self.file, at))
    }
}

fn key<'t>(node: Node<'t>, file: &Arc<str>, findings: &mut Vec<Finding>) -> Key<'t> {
    let text = match node.kind {
        NodeKind::Scalar(text, _) => Some(text),
        NodeKind::List(_) | NodeKind::Map(_) => {
            findings.push(syntax::key_is_no_text(file, node.at));
            None
        }
        NodeKind::Broken => None,
    };
    Key {
        text,
        at: node.at,
        len: node.len,
    }
}

/// Nodes of a tree, and how deep it is. The depth is bounded, so the recursion is.
fn measure(node: &Node<'_>) -> (usize, usize) {
    let join = |(nodes, depth): (usize, usize), child: &&Node<'_>| {
        let (more, deep) = measure(child);
        (nodes.saturating_add(more), depth.max(deep))
    };
    let (nodes, depth) = match &node.kind {
        NodeKind::List(items) => items.iter().fold((1, 0), join),
        NodeKind::Map(entries) => entries.iter().map(|entry| &entry.value).fold((1, 0), join),
        NodeKind::Scalar(..) | NodeKind::Broken => return (1, 0),
    };
    (nodes, depth + 1)
}
