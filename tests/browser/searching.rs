//! Search, in the shipped book: every part of every name, initials, words of texts, and the dialog.

use std::fs;

use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;

use crate::block_on;
use crate::book::keybook;
use crate::harness::Chromium;
use crate::harness::Tab;

/// Types into the search page and waits for what it finds: how many pages, and the links shown.
async fn found(tab: &Tab, query: &str) -> (usize, Vec<String>) {
    let script = format!(
        "(async () => {{
            const field = document.querySelector('[data-find-here] input');
            const said = document.querySelector('[data-find-here] [role=status]');
            said.textContent = 'waiting';
            field.value = {query:?};
            field.dispatchEvent(new Event('input'));
            while (said.textContent === 'waiting') {{ await new Promise(next => setTimeout(next, 1)); }}
            const n = parseInt((said.textContent.match(/\\d+/) || ['0'])[0], 10);
            return [n, [...document.querySelectorAll('.found a')].map(link => link.getAttribute('href'))];
        }})()"
    );
    tab.ask(&script).await
}

#[test]
fn search_finds_any_part_of_a_name_its_initials_and_the_words_of_a_text() {
    let scratch = tempfile::tempdir().unwrap();
    let output = scratch.path().canonicalize().unwrap();
    keybook(&[
        "build",
        "--quiet",
        "--root",
        env!("CARGO_MANIFEST_DIR"),
        "--output-dir",
        output.to_str().unwrap(),
    ]);
    let site = format!("file://{}/", output.display());
    let document = fs::read_to_string(output.join("data/book.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{site}search/index.html")).await;
        let mut n_queries = 0;
        for account in document["accounts"].as_array().unwrap() {
            let id = account["id"].as_str().unwrap();
            let page = format!("accounts/{id}/index.html");
            let name: Vec<char> = account["name"]["zh"].as_str().unwrap().chars().collect();
            for (from, _) in name.iter().enumerate() {
                for to in from + 2..=name.len() {
                    let part: String = name.iter().skip(from).take(to - from).collect();
                    let (_, links) = found(&tab, &part).await;
                    assert!(
                        links.iter().any(|link| link.ends_with(&page)),
                        "{part} finds {links:?}"
                    );
                    n_queries += 1;
                }
            }
            let (_, links) = found(&tab, id.split('-').next().unwrap()).await;
            assert!(
                links.iter().any(|link| link.ends_with(&page)),
                "{id} finds {links:?}"
            );
        }
        assert!(n_queries > 100, "only {n_queries} parts of names were tried");
        let (_, links) = found(&tab, "jhyh").await;
        assert!(
            links
                .first()
                .unwrap()
                .ends_with("accounts/jinghe-bank/index.html")
        );
        let (n, links) = found(&tab, "灾备").await;
        assert!(
            n > 0 && links.iter().any(|link| link.contains("maitian-credit")),
            "{links:?}"
        );
        assert_eq!(found(&tab, "没有这样的词语组合").await, (0, vec![]));
        assert_eq!(found(&tab, "x").await.1, Vec::<String>::new());

        tab.go(&format!("{site}quality/index.html")).await;
        tab.page
            .find_element("body")
            .await
            .unwrap()
            .press_key("/")
            .await
            .unwrap();
        tab.until("document.activeElement.type === 'search'").await;
        tab.page.execute(InsertTextParams::new("泾禾")).await.unwrap();
        tab.until("document.querySelectorAll('.found a').length > 0")
            .await;
        let field = tab.page.find_element(".finder input").await.unwrap();
        field.press_key("Enter").await.unwrap();
        tab.until("location.pathname.endsWith('/accounts/jinghe-bank/index.html')")
            .await;
        tab.check(&site);
        chromium.close().await;
    });
}
