//! Everything that can be worked can be reached and worked by keys alone, with the focus to be seen; nothing moves for those who
//! asked for no motion.

use chromiumoxide::cdp::browser_protocol::emulation::MediaFeature;
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;

use crate::block_on;
use crate::book::Book;
use crate::harness::Chromium;
use crate::harness::Tab;

/// Pages whose every stop of the Tab key is walked.
const WALKED: [&str; 9] = [
    "index.html",
    "accounts/index.html",
    "accounts/jinghe-bank/index.html",
    "accounts/jinghe-bank/brief/index.html",
    "accounts/linxi-district/why/index.html",
    "models/selection/index.html",
    "portfolio/index.html",
    "en/industries/index.html",
    "en/search/index.html",
];

/// Notes what gets the focus, and whether its ring is seen. What opens by itself on a page is left out: `search` has the focus at once.
const LISTEN: &str = r"(() => {
    document.activeElement.blur();
    window.reached = new Set();
    window.unseen = [];
    document.addEventListener('focusin', event => {
        const one = event.target;
        window.reached.add(one);
        const style = getComputedStyle(one);
        let opacity = 1;
        for (let at = one; at; at = at.parentElement) { opacity *= parseFloat(getComputedStyle(at).opacity); }
        const box = one.getBoundingClientRect();
        const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        if (!isRinged || opacity < 0.9 || box.right <= 0 || !box.width) { window.unseen.push(one.outerHTML.slice(0, 160)); }
    });
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\'0\']')];
    window.wanted = all.filter(one => !one.disabled && one.checkVisibility({ visibilityProperty: true })
        && [...one.getClientRects()].some(box => box.width > 0));
    return window.wanted.length;
})()";

#[test]
fn the_tab_key_reaches_everything_and_shows_where_it_is() {
    let book = Book::shipped("paper");
    let site = book.build();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        for page in WALKED {
            tab.go(&format!("{site}{page}")).await;
            let n_wanted: usize = tab.ask(LISTEN).await;
            assert!(n_wanted > 10, "{page} has {n_wanted} stops");
            for _ in 0..n_wanted + 2 {
                tab.press("Tab").await;
            }
            let missed: Vec<String> = tab
                .ask("window.wanted.filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 160))")
                .await;
            assert!(missed.is_empty(), "{page}: not reached: {missed:#?}");
            let unseen: Vec<String> = tab.ask("window.unseen").await;
            assert!(unseen.is_empty(), "{page}: reached and not seen: {unseen:#?}");
        }
        tab.check(&site);
        chromium.close().await;
    });
}

/// Gives the focus to what a selector finds first.
async fn focus(tab: &Tab, selector: &str) {
    let is_there: bool = tab
        .ask(&format!(
            "(() => {{ const one = document.querySelector({selector:?}); one.focus(); return document.activeElement === one; }})()"
        ))
        .await;
    assert!(is_there, "{selector} takes no focus");
}

#[test]
fn filters_sorting_details_colours_and_languages_work_by_keys() {
    let book = Book::shipped("paper");
    let site = book.build();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        let rows = "[...document.querySelectorAll('#accounts tbody tr')].filter(row => !row.hidden).length";

        tab.go(&format!("{site}accounts/index.html")).await;
        let all: usize = tab.ask(rows).await;
        focus(&tab, ".filters input[name=q]").await;
        tab.page.execute(InsertTextParams::new("泾禾")).await.unwrap();
        tab.until(&format!("{rows} === 1")).await;
        focus(&tab, ".filters [type=reset]").await;
        tab.press("Enter").await;
        tab.until(&format!("{rows} === {all}")).await;
        focus(&tab, ".filters select").await;
        tab.press("ArrowDown").await;
        tab.until(&format!("{rows} < {all}")).await;
        focus(&tab, "#accounts th[data-key=value] button").await;
        tab.press("Enter").await;
        tab.until("document.querySelector('th[data-key=value]').getAttribute('aria-sort') === 'descending'")
            .await;
        tab.press(" ").await;
        tab.until("document.querySelector('th[data-key=value]').getAttribute('aria-sort') === 'ascending'")
            .await;

        let dark = "document.querySelector('[data-theme-toggle]').getAttribute('aria-pressed')";
        focus(&tab, "[data-theme-toggle]").await;
        let before: String = tab.ask(dark).await;
        tab.press(" ").await;
        tab.until(&format!("{dark} !== {before:?}")).await;
        tab.press("Enter").await;
        tab.until(&format!("{dark} === {before:?}")).await;

        tab.go(&format!("{site}models/selection/index.html")).await;
        let weight = "document.querySelector('.sliders .at').textContent";
        let before: String = tab.ask(weight).await;
        focus(&tab, ".sliders input").await;
        tab.press("End").await;
        tab.until(&format!("{weight} !== {before:?}")).await;
        focus(&tab, ".sliders [type=reset]").await;
        tab.press("Enter").await;
        tab.until(&format!("{weight} === {before:?}")).await;

        tab.go(&format!("{site}accounts/jinghe-bank/index.html")).await;
        focus(&tab, "figure.chart details summary").await;
        tab.press("Enter").await;
        tab.until("document.querySelector('figure.chart details').open")
            .await;
        tab.press("Tab").await;
        tab.until("document.activeElement.matches('.table-wrap')").await;
        focus(&tab, ".save button").await;
        let _: bool = tab
            .ask("(() => { URL.createObjectURL = blob => { window.saved = blob.type; return 'data:,'; }; HTMLAnchorElement.prototype.click = () => {}; return true; })()")
            .await;
        tab.press("Enter").await;
        tab.until("window.saved === 'image/svg+xml'").await;
        focus(&tab, ".languages a").await;
        tab.press("Enter").await;
        tab.until("document.documentElement.lang === 'en' && location.pathname.endsWith('/en/accounts/jinghe-bank/index.html') && document.readyState === 'complete'")
            .await;
        focus(&tab, "svg a[href]").await;
        tab.press("Enter").await;
        tab.until("!location.href.endsWith('/en/accounts/jinghe-bank/index.html') && document.readyState === 'complete'")
            .await;
        tab.check(&site);
        chromium.close().await;
    });
}

#[test]
fn the_search_dialog_opens_is_walked_and_closes_by_keys_and_gives_the_focus_back() {
    let book = Book::shipped("paper");
    let site = book.build();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{site}quality/index.html")).await;
        focus(&tab, "[data-find]").await;
        tab.press("Enter").await;
        tab.until("document.activeElement.matches('.finder input')").await;
        tab.page.execute(InsertTextParams::new("银行")).await.unwrap();
        tab.until("document.querySelectorAll('.found a').length > 2")
            .await;
        tab.press("ArrowDown").await;
        tab.press("ArrowDown").await;
        tab.until("document.activeElement === document.querySelectorAll('.found a')[1]")
            .await;
        tab.press("ArrowUp").await;
        tab.press("ArrowUp").await;
        tab.until("document.activeElement.matches('.finder input')").await;
        tab.press("Escape").await;
        tab.press("Escape").await;
        tab.until("!document.querySelector('.finder').open && document.activeElement.matches('[data-find]')")
            .await;
        tab.press("/").await;
        tab.until("document.querySelector('.finder').open").await;
        for _ in 0..40 {
            tab.press("Tab").await;
            let is_inside: bool = tab
                .ask("document.activeElement === document.body || document.querySelector('.finder').contains(document.activeElement)")
                .await;
            assert!(is_inside, "the focus left the open dialog");
        }
        tab.check(&site);
        chromium.close().await;
    });
}

#[test]
fn nothing_moves_for_those_who_asked_for_no_motion() {
    let book = Book::shipped("paper");
    let site = book.build();
    let moving = "[...document.querySelectorAll('*')].filter(one => ['', '::before', '::after'].some(part => {
        const style = getComputedStyle(one, part || null);
        return style.scrollBehavior === 'smooth' || style.animationName !== 'none' || /[1-9]/.test(style.transitionDuration);
    })).map(one => one.tagName)";
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        for (wish, expected) in [("no-preference", vec!["HTML"]), ("reduce", vec![])] {
            let feature = MediaFeature::new("prefers-reduced-motion", wish);
            tab.page.emulate_media_features(vec![feature]).await.unwrap();
            for page in [
                "index.html",
                "accounts/jinghe-bank/index.html",
                "search/index.html",
            ] {
                tab.go(&format!("{site}{page}")).await;
                assert_eq!(tab.ask::<Vec<String>>(moving).await, expected, "{wish} on {page}");
            }
        }
        tab.check(&site);
        chromium.close().await;
    });
}
