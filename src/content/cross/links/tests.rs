//! Links of a text, resolved against the sample book.

use std::sync::Arc;

use crate::content::cross::Facts;
use crate::content::cross::links::resolve_links;
use crate::content::cross::sample;
use crate::content::markdown::outline;
use crate::diag::Finding;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::PageKind;

fn resolve(file: &str, markdown: &str) -> (Vec<LinkTarget>, Vec<Finding>) {
    let mut book = sample::book();
    let links = outline(markdown, 20).links;
    let facts = Facts {
        files: Arc::new(
            [
                "accounts/north-bank.md",
                "accounts/group/index.md",
                "accounts/group/plan 1.pdf",
                "accounts/group/notes.md",
                "accounts/draft.md",
                "static/图.svg",
                "people.yaml",
            ]
            .map(str::to_owned)
            .into(),
        ),
        links: [(Arc::from(file), links.clone())].into_iter().collect(),
    };
    let findings = resolve_links(&mut book, &facts);
    let pages = [&book.accounts["north-bank"], &book.accounts["group"]];
    let page = pages.into_iter().find(|page| &*page.file == file).unwrap();
    let targets = links
        .iter()
        .filter_map(|link| page.body.links.get(&link.target).cloned())
        .collect();
    (targets, findings)
}

#[track_caller]
fn leads(markdown: &str, expected: LinkTarget) {
    let (targets, findings) = resolve("content/accounts/north-bank.md", markdown);
    assert_eq!((targets, findings), (vec![expected], Vec::new()), "{markdown}");
}

#[track_caller]
fn breaks(markdown: &str, message: &str, hint: &str) {
    let (targets, findings) = resolve("content/accounts/north-bank.md", markdown);
    let said: Vec<(&str, &str, &str)> = findings
        .iter()
        .map(|finding| {
            (
                finding.code.word(),
                finding.message.en.as_str(),
                finding.hint.en.as_str(),
            )
        })
        .collect();
    assert_eq!(said, [("broken-link", message, hint)], "{markdown}");
    assert_eq!(targets, [], "{markdown}");
}

fn page(kind: PageKind, id: &str, anchor: Option<&str>) -> LinkTarget {
    LinkTarget::Page(kind, sample::id(id), anchor.map(str::to_owned))
}

#[test]
fn a_path_leads_to_the_page_of_its_file() {
    leads(
        "[x](../industries/finance.md)",
        page(PageKind::Industry, "finance", None),
    );
    leads(
        "[x](/industries/finance.md)",
        page(PageKind::Industry, "finance", None),
    );
    leads("[x](group/index.md)", page(PageKind::Account, "group", None));
    leads("[x](group/)", page(PageKind::Account, "group", None));
    leads(
        "[x](../playbook/way/six-step.md)",
        page(PageKind::Playbook, "six-step", None),
    );
    leads(
        "[x](../compositions/revenue.yaml)",
        page(PageKind::Composition, "revenue", None),
    );
    leads(
        "[x](../models/selection.yaml#brand)",
        page(PageKind::Model, "selection", Some("brand")),
    );
}

#[test]
fn an_anchor_leads_to_a_heading() {
    leads("[x](#概况)", LinkTarget::Anchor("概况".into()));
    leads("[x](#%E6%A6%82%E5%86%B5)", LinkTarget::Anchor("概况".into()));
    leads(
        "[x](../cases/deposit-gate.md#概况)",
        page(PageKind::Case, "deposit-gate", Some("概况")),
    );
    breaks(
        "[x](#风险)",
        "there is no heading `#风险`",
        "its headings are `概况`",
    );
    breaks(
        "[x](group/index.md#概)",
        "there is no heading `#概`",
        "did you mean `#概况`?",
    );
}

#[test]
fn double_brackets_lead_to_an_id() {
    leads("[[finance]]", page(PageKind::Industry, "finance", None));
    leads(
        "[[finance#概况|金融]]",
        page(PageKind::Industry, "finance", Some("概况")),
    );
    leads("[[accounts/group]]", page(PageKind::Account, "group", None));
    breaks(
        "[[finanse]]",
        "there is no page `finanse`",
        "did you mean `[[finance]]`?",
    );
    breaks(
        "[[cases/finance]]",
        "there is no page `cases/finance`",
        "did you mean `[[finance]]`?",
    );
}

#[test]
fn an_id_of_several_pages_must_say_which() {
    let mut book = sample::book();
    let case = book.cases["deposit-gate"].clone();
    book.cases.insert(sample::id("finance"), case);
    let file: Arc<str> = Arc::from("content/accounts/north-bank.md");
    let facts = Facts {
        links: [(
            Arc::clone(&file),
            outline("[[finance]] [[cases/finance]]", 1).links,
        )]
        .into_iter()
        .collect(),
        ..Facts::default()
    };
    let findings = resolve_links(&mut book, &facts);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].hint.en,
        "say which: `industries/finance`, `cases/finance`"
    );
    assert_eq!(book.accounts["north-bank"].body.links.len(), 1);
}

#[test]
fn files_are_static_or_beside_a_dossier() {
    leads("![x](../static/图.svg)", LinkTarget::Static("图.svg".into()));
    leads("![x](/static/图.svg)", LinkTarget::Static("图.svg".into()));
    leads("![x](static/%E5%9B%BE.svg)", LinkTarget::Static("图.svg".into()));
    leads(
        "[x](group/plan%201.pdf)",
        LinkTarget::Attachment("accounts/group/plan 1.pdf".into()),
    );
    let (targets, findings) = resolve("content/accounts/group/index.md", "[x](<plan 1.pdf>)");
    assert_eq!(
        targets,
        [LinkTarget::Attachment("accounts/group/plan 1.pdf".into())]
    );
    assert_eq!(findings, []);
}

#[test]
fn a_link_to_nothing_is_broken() {
    breaks(
        "[x](nort-bank.md)",
        "`nort-bank.md` leads to `content/accounts/nort-bank.md`, which is not there",
        "did you mean `content/accounts/north-bank.md`?",
    );
    breaks(
        "![x](../static/ghost-of-a-picture.png)",
        "`../static/ghost-of-a-picture.png` leads to `content/static/ghost-of-a-picture.png`, which is not there",
        "a path begins at the folder of this file, or with `/` at `content/`",
    );
    breaks(
        "[x](../../../etc/passwd)",
        "`../../../etc/passwd` leads out of the book",
        "link to files below `content/`, and outside by an https address",
    );
}

#[test]
fn a_file_that_is_not_published_cannot_be_linked() {
    breaks(
        "[x](draft.md)",
        "`content/accounts/draft.md` is not published",
        "it is a draft or has mistakes of its own: finish it, mend it, or point elsewhere",
    );
    breaks(
        "[x](../people.yaml)",
        "`content/people.yaml` is not published",
        "put files for readers into `content/static/`, or beside an `<id>/index.md`",
    );
}

#[test]
fn a_page_is_no_image_and_code_is_no_link() {
    breaks(
        "![x](group/index.md)",
        "`group/index.md` is a page, not an image",
        "take the `!` out, or name an image file",
    );
    breaks(
        "[x](javascript:alert)",
        "`javascript:alert` cannot be linked to",
        "link by http, https, mailto, tel, ftp or file, or to a file of the book",
    );
}

#[test]
fn what_is_outside_is_not_asked() {
    leads("[x](https://example.org/nothing)", LinkTarget::Outside);
    let (targets, findings) = resolve(
        "content/accounts/north-bank.md",
        "\n![x](https://example.org/a.png)",
    );
    assert_eq!(targets, [LinkTarget::Outside]);
    assert_eq!(findings[0].code.word(), "outside-image");
    assert_eq!(findings[0].place.at.line, 21);
}

#[test]
fn a_book_without_links_is_left_as_it_is() {
    let mut book = sample::book();
    assert_eq!(resolve_links(&mut book, &Facts::default()), []);
    assert_eq!(book, sample::book());
}

#[test]
fn a_page_whose_links_lead_where_they_led_stays_the_same_allocation() {
    let mut book = sample::book();
    let file: Arc<str> = Arc::from("content/accounts/north-bank.md");
    let facts = Facts {
        links: [(file, outline("[[finance]]", 1).links)].into_iter().collect(),
        ..Facts::default()
    };
    let page = |book: &Book| Arc::clone(&book.accounts["north-bank"]);
    resolve_links(&mut book, &facts);
    let first = page(&book);
    assert_eq!(first.body.links.len(), 1);
    resolve_links(&mut book, &facts);
    assert!(Arc::ptr_eq(&first, &page(&book)));
    book.industries.clear();
    resolve_links(&mut book, &facts);
    assert_eq!(page(&book).body.links.len(), 0);
    assert_eq!(
        first.body.links.len(),
        1,
        "whoever holds the page before keeps it as it was"
    );
}
