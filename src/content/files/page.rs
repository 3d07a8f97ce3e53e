//! A file as a page or a sheet: text → tree → record, with the common keys and the Markdown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use bumpalo::Bump;

use crate::content::cross::typos::of_text;
use crate::content::decode::cx::Cx;
use crate::content::decode::form::Form;
use crate::content::files::head;
use crate::content::files::placed;
use crate::content::markdown::Outline;
use crate::content::markdown::RawLink;
use crate::content::markdown::outline;
use crate::content::snapshot::with_plain_ends;
use crate::content::tree;
use crate::content::tree::front_matter;
use crate::diag::Checked;
use crate::diag::Finding;
use crate::model::book::Body;
use crate::model::book::Page;
use crate::model::book::Sheet;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::markdown::Lent;
use crate::model::markdown::Library;
use crate::model::markdown::Markdown;

/// One file to read.
#[derive(Debug, Clone)]
pub struct Source<'s> {
    /// Path from the book's root.
    pub file: &'s Arc<str>,
    /// Its text, without a byte-order mark.
    pub text: &'s str,
    /// xxh3 of all bytes of the file, a byte-order mark among them.
    pub hash: u128,
    /// The id its name gives.
    pub stem: Id,
    /// The book's currency; empty where it is not known.
    pub currency: &'s str,
    /// Where its tree lies while it is read.
    pub arena: &'s Bump,
    /// Who lends the Markdown when it is asked for; `None` where it is held.
    pub library: Option<&'s Arc<dyn Library>>,
}

/// A page with the links of its text, as written.
#[derive(Debug)]
pub struct Linked<T> {
    /// The page; where its links lead is not known yet. Large: in its place from the beginning, not moved there.
    pub page: Arc<Page<T>>,
    /// Its links.
    pub links: Vec<RawLink>,
}

/// Reads a Markdown file whose front matter has the form `form`.
pub fn page<F: Form>(
    source: &Source<'_>,
    kind: &'static [&'static str],
    form: &F,
) -> Checked<Option<Linked<F::Value>>> {
    let halves = match front_matter::split(source.file, source.text) {
        Ok(halves) => halves,
        Err(finding) => {
            return Checked {
                value: None,
                findings: vec![*finding],
            };
        }
    };
    let tree = tree::read(source.arena, source.file, halves.yaml, halves.yaml_line);
    let mut cx = Cx::new(source.file, source.stem.clone(), source.currency);
    cx.findings = tree.findings;
    cx.common = head::OF_PAGES;
    let head = head::read(&tree.value, kind, &mut cx);
    let data = form.read(&tree.value, &mut cx);
    let (body, links, found) = text(source, halves.markdown, halves.markdown_line);
    let mut findings = cx.findings;
    findings.extend(found);
    let linked = |data| Linked {
        page: Arc::new(Page {
            file: Arc::clone(source.file),
            data,
            body,
            extra: head.extra,
            is_draft: head.is_draft,
        }),
        links,
    };
    Checked {
        value: data.map(linked),
        findings,
    }
}

/// Reads a YAML file that has the form `form`.
pub fn sheet<F: Form>(
    source: &Source<'_>,
    kind: &'static [&'static str],
    form: &F,
) -> Checked<Option<Sheet<F::Value>>> {
    let tree = tree::read(source.arena, source.file, source.text, 1);
    let mut cx = Cx::new(source.file, source.stem.clone(), source.currency);
    cx.findings = tree.findings;
    cx.common = head::OF_SHEETS;
    let head = head::read(&tree.value, kind, &mut cx);
    let data = form.read(&tree.value, &mut cx);
    Checked {
        value: data.map(|data| Sheet {
            file: Arc::clone(source.file),
            data,
            extra: head.extra,
        }),
        findings: cx.findings,
    }
}

/// Reads a YAML file that is a map by id.
pub fn register<F: Form>(
    source: &Source<'_>,
    kind: &'static [&'static str],
    form: F,
) -> Checked<BTreeMap<Id, F::Value>> {
    let tree = tree::read(source.arena, source.file, source.text, 1);
    let mut cx = Cx::new(source.file, source.stem.clone(), source.currency);
    cx.findings = tree.findings;
    cx.common = head::OF_REGISTERS;
    head::read(&tree.value, kind, &mut cx);
    let value = crate::content::decode::form::by_id(form).read(&tree.value, &mut cx);
    Checked {
        value: value.unwrap_or_default(),
        findings: cx.findings,
    }
}

/// The Markdown of a page, with its headings and links; conflict markers in it are named.
fn text(source: &Source<'_>, markdown: &str, first_line: u32) -> (Body, Vec<RawLink>, Vec<Finding>) {
    let lent = source.library.and_then(|library| lent(source, markdown, library));
    let markdown = with_plain_ends(Cow::Borrowed(markdown));
    let mut findings = tree::conflicts(source.file, &markdown, first_line);
    let Outline {
        headings,
        links,
        blocks,
    } = outline(&markdown, first_line);
    let (placed, found) = placed::read(source.file, &source.stem, &blocks);
    findings.extend(found);
    let body = Body {
        slips: of_text(source.file, &markdown, first_line).into(),
        markdown: lent.unwrap_or_else(|| Markdown::from(markdown.into_owned())),
        first_line,
        headings,
        // Where they lead is known once the book is joined.
        links: Few::new(),
        placed: placed.into(),
    };
    (body, links, findings)
}

/// The Markdown of a page, left in its file; `None` of a text of more than 4 GiB.
fn lent(source: &Source<'_>, markdown: &str, library: &Arc<dyn Library>) -> Option<Markdown> {
    Some(Markdown::lent(Lent {
        file: Arc::clone(source.file),
        size: u32::try_from(source.text.len()).ok()?,
        len: u32::try_from(markdown.len()).ok()?,
        hash: source.hash as u64,
        library: Arc::clone(library),
    }))
}
