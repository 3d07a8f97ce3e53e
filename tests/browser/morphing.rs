//! After a save only what changed in the open page moves; what the reader did with it stays.

use std::fs;

use crate::block_on;
use crate::book::Book;
use crate::harness::Chromium;
use crate::preview::Preview;

const DOSSIER: &str = "content/accounts/harbour-foods.md";
const PAGE: &str = "accounts/harbour-foods/index.html";

/// Marks the page, so that a reload shows, and says whether the mark is there.
const MARK: &str = "window.isTheSame = true";
const IS_MARKED: &str = "window.isTheSame === true";

#[test]
fn a_save_changes_the_text_and_keeps_scroll_details_focus_and_elements() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}{PAGE}", preview.url)).await;
        tab.ask::<bool>(MARK).await;
        tab.ask::<bool>(
            "window.heading = document.querySelector('h1'); window.opened = document.querySelector('main details'); opened.open = true; document.querySelector('.save button').focus({preventScroll: true}); window.focused = document.activeElement; window.scrollTo({top: 700, behavior: 'instant'}); window.top0 = scrollY; top0 > 300",
        )
        .await;
        book.edit(DOSSIER, "\n---\n", "\n---\n\n## 新的一节\n\n改后的一句话。\n");
        tab.until("document.body.innerText.includes('改后的一句话')")
            .await;
        book.edit(DOSSIER, "zh: 港粮食品", "zh: 港粮食品集团");
        tab.until("document.querySelector('h1').innerText.includes('港粮食品集团') && document.title.includes('港粮食品集团')")
            .await;
        assert!(tab.ask::<bool>(IS_MARKED).await, "no reload");
        let kept = "[heading === document.querySelector('h1'), opened.open && opened.isConnected, document.activeElement === focused, scrollY === top0]";
        assert_eq!(tab.ask::<Vec<bool>>(kept).await, [true; 4]);
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn a_filtered_and_sorted_list_stays_so_when_an_account_comes_and_goes() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!(
            "{}accounts/index.html?q=%E6%B8%AF&sort=name&dir=desc",
            preview.url
        ))
        .await;
        tab.ask::<bool>(MARK).await;
        let shown = "[...document.querySelectorAll('main table tbody tr')].filter(row => row.offsetParent !== null).map(row => row.cells[0].textContent.trim())";
        assert_eq!(tab.ask::<Vec<String>>(shown).await.len(), 1);
        let text = fs::read_to_string(book.root.join(DOSSIER)).unwrap();
        let second = book.root.join("content/accounts/second.md");
        fs::write(&second, text.replace("zh: 港粮食品", "zh: 港二食品")).unwrap();
        tab.until(&format!("{shown}.length === 2")).await;
        fs::remove_file(&second).unwrap();
        tab.until(&format!("{shown}.length === 1")).await;
        assert!(tab.ask::<bool>(IS_MARKED).await, "no reload");
        assert_eq!(
            tab.ask::<String>("document.querySelector('input[name=q]').value")
                .await,
            "港"
        );
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn a_slider_stays_where_the_reader_put_it() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}models/value/index.html", preview.url)).await;
        tab.ask::<bool>(MARK).await;
        let slider = "document.querySelector('.sliders input')";
        tab.ask::<bool>(&format!(
            "{slider}.value = {slider}.max; {slider}.dispatchEvent(new Event('input', {{bubbles: true}}))"
        ))
        .await;
        let then = "document.querySelector('#what-if tbody tr').cells[4].textContent";
        assert_ne!(tab.ask::<String>(then).await, "");
        book.edit(DOSSIER, "zh: 港粮食品", "zh: 港粮食品集团");
        tab.until("document.querySelector('#what-if').innerText.includes('港粮食品集团')")
            .await;
        assert!(
            tab.ask::<bool>(&format!(
                "{IS_MARKED} && {slider}.value === {slider}.max && {then} !== ''"
            ))
            .await
        );
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn a_stylesheet_is_exchanged_without_a_reload() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        tab.ask::<bool>(MARK).await;
        let folder = book.root.join("themes/paper/static");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("style.css"), "h1 { color: rgb(1, 2, 3) }").unwrap();
        tab.until("getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
            .await;
        assert!(tab.ask::<bool>(IS_MARKED).await, "no reload");
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn an_open_page_follows_the_author_who_asks_for_it() {
    let book = Book::small();
    let preview = Preview::with(&book, &["--follow"]);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        book.edit(DOSSIER, "\n---\n", "\n---\n\n跟到这里。\n");
        tab.until("location.pathname === '/accounts/harbour-foods/' && document.body.innerText.includes('跟到这里')")
            .await;
        tab.check(&preview.url);
        chromium.close().await;
    });
}

/// A dossier like another, under a name of its own.
fn write(book: &Book, id: &str, name: &str) {
    let text = fs::read_to_string(book.root.join(DOSSIER)).unwrap();
    let file = book.root.join(format!("content/accounts/{id}.md"));
    fs::write(file, text.replace("zh: 港粮食品", &format!("zh: {name}"))).unwrap();
}

#[test]
fn after_each_of_many_saves_an_open_page_is_what_a_fresh_one_is_and_its_rows_are_the_same_elements() {
    let book = Book::small();
    for id in ["b", "c", "d", "e"] {
        write(&book, id, &format!("港{id}食品"));
    }
    let preview = Preview::of(&book);
    let edits: [fn(&Book); 8] = [
        |book| write(book, "c", "改名食品"),
        |book| write(book, "a", "新来食品"),
        // It moves to another place of the list, and back.
        |book| write(book, "e", "啊食品"),
        |book| write(book, "e", "港e食品"),
        |book| {
            fs::remove_file(book.root.join("content/accounts/b.md")).unwrap();
        },
        |book| {
            write(book, "b", "又来食品");
            write(book, "d", "也改食品");
        },
        |book| book.edit(DOSSIER, "status: active", "status: at-risk"),
        |book| {
            for id in ["a", "b"] {
                fs::remove_file(book.root.join(format!("content/accounts/{id}.md"))).unwrap();
            }
        },
    ];
    let pages = [
        "accounts/index.html",
        "accounts/index.html?sort=name&dir=desc",
        "portfolio/index.html",
        "models/value/index.html",
    ];
    block_on(async {
        let chromium = Chromium::open().await;
        let mut tabs = Vec::new();
        for page in pages {
            let tab = chromium.tab().await;
            tab.go(&format!("{}{page}", preview.url)).await;
            tab.ask::<bool>("window.row = document.querySelector('tbody a[href*=riverside-bank]')?.closest('tr'); isTheSame = true")
                .await;
            tabs.push(tab);
        }
        let fresh = chromium.tab().await;
        // Sorting leaves the white space between rows where it is.
        let now = r"document.querySelector('main').innerHTML.replace(/>\s+</g, '><')";
        for edit in edits {
            edit(&book);
            for (tab, page) in tabs.iter().zip(pages) {
                fresh.go(&format!("{}{page}", preview.url)).await;
                let wanted = serde_json::to_string(&fresh.ask::<String>(now).await).unwrap();
                tab.until(&format!("{now} === {wanted}")).await;
                assert!(
                    tab.ask::<bool>(&format!("{IS_MARKED} && (!row || row.isConnected)"))
                        .await
                );
            }
        }
        assert!(tabs[0].ask::<bool>("row.isConnected").await);
        for tab in tabs {
            tab.check(&preview.url);
        }
        chromium.close().await;
    });
}
