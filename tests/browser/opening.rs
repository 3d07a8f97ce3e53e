//! The small book opened from the disk and from the preview, which follows what is saved.

use std::fs;
use std::time::Duration;
use std::time::Instant;

use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;

use crate::block_on;
use crate::book::Book;
use crate::harness::Chromium;
use crate::harness::PATIENCE;
use crate::harness::Tab;
use crate::preview::Preview;

/// What holds of the site wherever it is opened from.
async fn check_site(tab: &Tab, site: &str) {
    tab.go(&format!("{site}index.html")).await;
    assert!(
        tab.ask::<usize>("document.querySelectorAll('a[href]').length")
            .await
            > 5
    );
    assert!(
        tab.ask::<String>("document.body.innerText")
            .await
            .contains("我的大客户手册")
    );

    tab.scheme("light").await;
    let colour = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor";
    let light: String = tab.ask(colour).await;
    tab.scheme("dark").await;
    assert_ne!(
        tab.ask::<String>(colour).await,
        light,
        "dark mode has its own background"
    );
    tab.scheme("light").await;

    tab.go(&format!("{site}accounts/harbour-foods/index.html")).await;
    assert!(
        tab.ask::<String>("document.querySelector('h1').innerText")
            .await
            .contains("港"),
        "the account's name"
    );
    assert!(
        tab.ask::<usize>("document.querySelectorAll('svg').length").await > 0,
        "charts"
    );

    tab.go(&format!("{site}portfolio/index.html")).await;
    assert!(
        tab.ask::<usize>("document.querySelectorAll('main section[id^=s-]').length")
            .await
            > 5,
        "sections of the portfolio"
    );
    assert!(
        tab.ask::<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            .await,
        "the page does not scroll sideways"
    );

    tab.go(&format!("{site}accounts/index.html")).await;
    let visible =
        "[...document.querySelectorAll('table tbody tr')].filter(row => row.offsetParent !== null).length";
    assert_eq!(tab.ask::<usize>(visible).await, 2);
    let filter = tab.page.find_element("input[type=search]").await.unwrap();
    filter.click().await.unwrap();
    tab.page.execute(InsertTextParams::new("临川")).await.unwrap();
    tab.until(&format!("{visible} === 1")).await;

    tab.go(&format!("{site}accounts/index.html")).await;
    let first = "document.querySelector('table tbody tr a').innerText";
    let head = tab.page.find_element("table thead th button").await.unwrap();
    head.click().await.unwrap();
    tab.until("document.querySelector('table thead th[aria-sort=ascending]') !== null")
        .await;
    let ascending: String = tab.ask(first).await;
    head.click().await.unwrap();
    tab.until("document.querySelector('table thead th[aria-sort=descending]') !== null")
        .await;
    assert_ne!(
        tab.ask::<String>(first).await,
        ascending,
        "the other end comes first"
    );
}

#[test]
fn the_site_works_from_a_folder() {
    let book = Book::small();
    let site = book.build();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        check_site(&tab, &site).await;
        tab.check(&site);
        chromium.close().await;
    });
}

#[test]
fn the_site_works_from_the_preview() {
    let book = Book::small();
    let preview = Preview::of(&book);
    assert!(!book.root.join("output").exists(), "the preview writes nothing");
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        check_site(&tab, &preview.url).await;
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn a_save_reloads_the_page_and_a_mistake_shows_over_it_until_it_is_mended() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        book.edit("content/book.yaml", "我的大客户手册", "改了书名的手册");
        tab.until("document.body.innerText.includes('改了书名的手册')")
            .await;

        let overlay = "(document.querySelector('keybook-problems')?.shadowRoot.textContent ?? '')";
        book.edit(
            "content/accounts/riverside-bank.md",
            "industry: finance",
            "industry: <b>finanse</b>",
        );
        tab.until(&format!(
            "{overlay}.includes('content/accounts/riverside-bank.md:') && {overlay}.includes('finanse')"
        ))
        .await;
        assert!(
            tab.ask::<bool>(&format!("{overlay}.startsWith('errors ')")).await,
            "the overlay speaks the preview's language, not the page's"
        );
        assert_eq!(
            tab.ask::<usize>(
                "document.querySelector('keybook-problems').shadowRoot.querySelectorAll('b').length"
            )
            .await,
            0
        );
        assert!(
            tab.ask::<String>("document.body.innerText")
                .await
                .contains("改了书名的手册"),
            "the last good site stays"
        );

        book.edit(
            "content/accounts/riverside-bank.md",
            "industry: <b>finanse</b>",
            "industry: finance",
        );
        tab.until("document.querySelector('keybook-problems') === null")
            .await;

        let theme = book.root.join("themes/paper");
        let template = theme.join("templates/home.html");
        fs::create_dir_all(template.parent().unwrap()).unwrap();
        fs::write(&template, "{{ no_such_thing }}").unwrap();
        tab.until(&format!("{overlay}.includes('no_such_thing')")).await;
        assert!(
            tab.ask::<String>("document.body.innerText")
                .await
                .contains("改了书名的手册"),
            "the last good page stays"
        );
        fs::write(
            &template,
            r#"<!doctype html><link rel="icon" href="data:,"><title>x</title><body>a theme of my own</body>"#,
        )
        .unwrap();
        tab.until("document.body.innerText.includes('a theme of my own')")
            .await;
        fs::remove_dir_all(book.root.join("themes")).unwrap();
        tab.until("document.body.innerText.includes('改了书名的手册')")
            .await;
        tab.check(&preview.url);
        chromium.close().await;
    });
}

#[test]
fn a_second_tab_follows_through_the_first() {
    let book = Book::small();
    let preview = Preview::of(&book);
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{}index.html", preview.url)).await;
        let second = chromium
            .browser
            .new_page(format!("{}index.html", preview.url))
            .await
            .unwrap();
        book.edit("content/book.yaml", "我的大客户手册", "两个标签页");
        tab.until("document.body.innerText.includes('两个标签页')").await;
        let begun = Instant::now();
        while !second.content().await.unwrap_or_default().contains("两个标签页") {
            assert!(begun.elapsed() < PATIENCE, "the second tab did not follow");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tab.check(&preview.url);
        chromium.close().await;
    });
}
