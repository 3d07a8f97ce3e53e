//! The brief is one page of A4, whatever the dossier holds.

use std::path::Path;

use chromiumoxide::cdp::browser_protocol::page::PrintToPdfParams;
use chromiumoxide::page::MediaTypeParams;

use crate::block_on;
use crate::book::Book;
use crate::harness::Chromium;
use crate::harness::Tab;

/// Pages of a PDF: Chromium writes one object of this type for each.
fn n_pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.split("/Type /Page")
        .skip(1)
        .filter(|rest| !rest.starts_with('s'))
        .count()
}

/// Ids of the things in a folder.
fn ids(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut ids: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".md")?.to_owned()))
        .collect();
    ids.sort();
    ids
}

async fn printed(tab: &Tab, url: &str) -> usize {
    tab.go(url).await;
    let params = PrintToPdfParams::builder()
        .prefer_css_page_size(true)
        .print_background(false)
        .build();
    n_pages(&tab.page.pdf(params).await.unwrap())
}

#[test]
fn the_brief_of_every_account_prints_on_one_page_and_nothing_of_it_is_cut() {
    let book = Book::shipped("paper");
    // A dossier that has more of everything, and longer, than a sheet holds.
    let long = "这是一句写得很长很长的话，长到一行放不下，两行也放不下，三行还要多，An English clause follows it without mercy and goes on".repeat(3);
    let many = |line: &dyn Fn(usize) -> String| (0..30).map(line).collect::<String>();
    let rivals = ids(&book.root.join("content/competitors"));
    let fields = format!(
        "needs:\n{}objectives:\n{}actions:\n{}contacts:\n{}competitors:\n{}financials: [{{period: 2025H1, revenue: 9}}, {{period: 2025H2, revenue: 9}}, {{period: 2026H1, revenue: 9, direct_cost: 8, cost_to_serve: 8}}]\n",
        many(&|n| format!("  - {{id: need-{n}, text: \"{long}\", importance: 5}}\n")),
        many(&|n| format!("  - {{id: goal-{n}, text: \"{long}\", due: 2026-12-01}}\n")),
        many(&|n| format!("  - {{id: act-{n}, text: \"{long}\", due: 2026-12-01, objective: goal-{n}}}\n")),
        many(&|n| format!(
            "  - {{id: who-{n}, label: \"{long}\", title: \"{long}\", influence: 5, support: -1, roles: [economic, technical]}}\n"
        )),
        rivals
            .iter()
            .map(|id| format!("  - {{ref: {id}, threat: 5, share: 10}}\n"))
            .collect::<String>(),
    );
    let head = "---\nname: {zh: 名字很长很长很长很长很长很长很长很长的一家集团股份有限公司, en: A company whose name goes on and on and on, Limited}\nindustry: finance\nstatus: active\nowner: xu-heng\nteam: [{person: xu-heng, role: sales}]\nclassification: internal\nreviewed_on: 2026-09-01\n";
    std::fs::write(
        book.root.join("content/accounts/overfull.md"),
        format!("{head}{fields}---\n"),
    )
    .unwrap();
    let site = book.build();
    let briefs: Vec<String> = book
        .pages()
        .into_iter()
        .filter(|page| page.ends_with("/brief/index.html"))
        .collect();
    assert!(briefs.len() > 30 && briefs.iter().any(|page| page.contains("overfull")));
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        for page in &briefs {
            assert_eq!(printed(&tab, &format!("{site}{page}")).await, 1, "{page}");
            // As on paper: the width of A4 within its margins, at 96 pixels an inch.
            tab.page.emulate_media_type(MediaTypeParams::Print).await.unwrap();
            tab.size(703, 1040).await;
            let cut: String = tab
                .ask("(() => { const sheet = document.querySelector('.sheet'); return sheet.scrollHeight > sheet.clientHeight + 1 ? `${sheet.scrollHeight} > ${sheet.clientHeight}` : ''; })()")
                .await;
            assert_eq!(cut, "", "{page}");
        }
        tab.check(&site);
        chromium.close().await;
    });
}
