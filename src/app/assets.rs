//! Files of a book that go into the site as they are.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Project;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;

/// Files that are copied whether or not a text links to them.
pub(super) const STATIC: &str = "content/static/";

/// Path in the site and file on disk: all of `content/static/`, and attachments that a text links to.
pub(crate) fn of<'f>(
    project: &Project,
    book: &Book,
    files: impl Iterator<Item = &'f Arc<str>>,
) -> Vec<(String, PathBuf)> {
    let content = project.root.join("content");
    let statics =
        files.filter_map(|file| Some((file.strip_prefix(STATIC)?.to_owned(), project.root.join(&**file))));
    let attachments = attachments(book)
        .into_iter()
        .map(|path| (path.to_owned(), content.join(path)));
    statics.chain(attachments).collect()
}

fn attachments(book: &Book) -> BTreeSet<&str> {
    let bodies = (book.accounts.values().map(|page| &page.body))
        .chain(book.industries.values().map(|page| &page.body))
        .chain(book.competitors.values().map(|page| &page.body))
        .chain(book.playbook.values().map(|page| &page.body))
        .chain(book.cases.values().map(|page| &page.body));
    let links = bodies.flat_map(|body: &Body| body.links.values());
    links
        .filter_map(|link| {
            if let LinkTarget::Attachment(path) = link {
                Some(path.as_str())
            } else {
                None
            }
        })
        .collect()
}
