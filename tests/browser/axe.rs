//! axe-core finds nothing on any kind of page, in light and in dark, in both languages and themes. What does not hang on the
//! language is looked at in the two by turns.

use std::fs;
use std::path::Path;

use crate::block_on;
use crate::book::Book;
use crate::book::THEMES;
use crate::harness::Chromium;
use crate::harness::Tab;
use crate::tour::Stop;
use crate::tour::Tour;

/// Everything of WCAG 2.2 up to AA, and axe's own advice.
const ALL: &str =
    "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}";
/// What another colour scheme can change.
const COLOURS: &str = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";

/// What a narrow window can change.
const PHONE: &str =
    "{type: 'rule', values: ['scrollable-region-focusable', 'target-size', 'link-in-text-block']}";

/// The source of axe-core, which `tests/run` installs.
fn axe() -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("npm/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "no axe-core to test with, `tests/run` installs it: {}: {error}",
            path.display()
        )
    })
}

/// What axe finds on the page as it stands: rule, place, and how to mend it.
async fn found(tab: &Tab, only: &str) -> Vec<String> {
    let script = format!(
        "axe.run(document, {{runOnly: {only}, resultTypes: ['violations'], preload: false}}).then(said =>
            said.violations.flatMap(rule => rule.nodes.map(node =>
                `${{rule.id}}: ${{node.target.join(' ')}}: ${{node.failureSummary.replace(/\\s+/g, ' ')}}: ${{node.html.slice(0, 160)}}`)))"
    );
    tab.ask(&script).await
}

async fn in_every_look(tab: &Tab) -> Vec<String> {
    let mut wrong = found(tab, ALL).await;
    wrong.extend(in_other_looks(tab).await);
    wrong
}

/// Dark, and on a narrow window; each rule that this can change anything for.
async fn in_other_looks(tab: &Tab) -> Vec<String> {
    let mut wrong = Vec::new();
    tab.scheme("dark").await;
    let dark = found(tab, COLOURS).await;
    wrong.extend(dark.into_iter().map(|what| format!("(dark) {what}")));
    tab.scheme("light").await;
    tab.size(360, 800).await;
    let narrow = found(tab, PHONE).await;
    wrong.extend(narrow.into_iter().map(|what| format!("(narrow) {what}")));
    tab.size(1280, 900).await;
    wrong
}

async fn prepare(tab: &Tab) {
    tab.begin_with(&axe()).await;
    tab.scheme("light").await;
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    block_on(async {
        let chromium = Chromium::open().await;
        let mut wrong = Vec::new();
        for theme in THEMES {
            let tour = Tour::of(theme);
            let look = async |tab: &Tab, stop: &Stop| {
                if stop.path.contains("search/") {
                    tab.until("document.querySelectorAll('.found a').length > 0")
                        .await;
                }
                let mut wrong = found(tab, ALL).await;
                if stop.is_turn_of_its_language() {
                    wrong.extend(in_other_looks(tab).await);
                }
                wrong
            };
            let of_theme = tour.wrongs(&chromium, prepare, look).await;
            wrong.extend(of_theme.into_iter().map(|what| format!("{theme} {what}")));
        }
        chromium.close().await;
        assert!(
            wrong.is_empty(),
            "{} findings:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    });
}

#[test]
fn axe_finds_nothing_in_what_opens_on_a_page() {
    block_on(async {
        let chromium = Chromium::open().await;
        let book = Book::shipped("paper");
        let site = book.build();
        let tab = chromium.tab().await;
        prepare(&tab).await;
        let mut wrong = Vec::new();

        tab.go(&format!("{site}index.html")).await;
        tab.press("/").await;
        tab.until("document.activeElement.type === 'search'").await;
        tab.ask::<bool>(
            "(() => { const field = document.activeElement; field.value = '银行'; return field.dispatchEvent(new Event('input')); })()",
        )
        .await;
        tab.until("document.querySelectorAll('.found a').length > 0")
            .await;
        wrong.extend(in_every_look(&tab).await);

        tab.go(&format!("{site}accounts/jinghe-bank/index.html")).await;
        let opened: usize = tab
            .ask("(() => { const all = [...document.querySelectorAll('details')]; all.forEach(one => { one.open = true; }); return all.length; })()")
            .await;
        assert!(opened > 3, "{opened} details");
        wrong.extend(in_every_look(&tab).await);

        tab.check(&site);
        chromium.close().await;
        assert!(
            wrong.is_empty(),
            "{} findings:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    });
}
