//! A chart saved as a file of its own, and a table for a spreadsheet.

use std::fs;

use crate::block_on;
use crate::book::Book;
use crate::harness::Chromium;

#[test]
fn a_chart_is_saved_as_svg_and_as_png_and_a_table_as_csv() {
    let book = Book::small();
    let site = book.build();
    block_on(async {
        let chromium = Chromium::open().await;
        let tab = chromium.tab().await;
        tab.go(&format!("{site}accounts/harbour-foods/index.html")).await;
        let saved = |button: &str| {
            format!(
                "(async () => {{
                    const kept = new Promise(done => {{ URL.createObjectURL = blob => {{ done(blob); return 'data:,'; }}; }});
                    HTMLAnchorElement.prototype.click = function () {{}};
                    const figure = [...document.querySelectorAll('figure.chart')].find(one => one.querySelector('{button}'));
                    figure.querySelector('{button}').click();
                    const late = new Promise((_, fail) => setTimeout(() => fail(new Error('nothing was saved')), 20000));
                    const blob = await Promise.race([kept, late]);
                    const bytes = new Uint8Array(await blob.arrayBuffer());
                    return [blob.type, [...bytes]];
                }})()"
            )
        };
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved(".save button:first-child")).await;
        let svg = String::from_utf8(bytes).unwrap();
        assert_eq!(kind, "image/svg+xml");
        assert!(
            svg.starts_with("<?xml") && svg.contains("<svg") && svg.contains("font-family"),
            "{svg}"
        );
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved(".save button:last-child")).await;
        assert_eq!(kind, "image/png");
        assert!(
            bytes.starts_with(b"\x89PNG") && bytes.len() > 5_000,
            "{} bytes",
            bytes.len()
        );
        if let Some(path) = std::env::var_os("KEYBOOK_SAVED_PNG") {
            fs::write(path, &bytes).unwrap();
        }
        let (kind, bytes): (String, Vec<u8>) = tab.ask(&saved("details .copy + .copy")).await;
        assert!(kind.starts_with("text/csv"), "{kind}");
        assert!(bytes.starts_with("\u{feff}\"".as_bytes()), "a mark for Excel");
        tab.check(&site);
        chromium.close().await;
    });
}
