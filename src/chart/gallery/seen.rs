//! The gallery in a real Chromium with its real fonts: no text covers another, none leaves its drawing, none is too small.
//!
//! Widths of text are estimated when a chart is drawn; here the estimates are held against what a reader sees.

use std::path::PathBuf;
use std::process::Command;

use crate::chart::gallery;

/// Measures every text of every drawing and leaves nothing on the page but what is wrong.
///
/// A text is as high as its letters (0.85 em over the base line, 0.2 em under it, as the proof has it), not as its font's
/// line; two texts may touch by a unit. Sizes count at 360 px for drawings that fit a telephone.
const MEASURE: &str = r#"
const wrong = [];
let n = 0;
for (const svg of document.querySelectorAll('svg.k-chart')) {
  if (svg.matches('.k-seal, .k-spark')) continue;
  const view = svg.viewBox.baseVal;
  const boxes = [...svg.querySelectorAll('text')].map(text => {
    const size = parseFloat(text.getAttribute('font-size') ?? svg.getAttribute('font-size'));
    if (!svg.classList.contains('k-wide') && size * 360 / Math.max(view.width, 480) < 11) {
      wrong.push(`${svg.id}: ${text.textContent} is too small`);
    }
    const box = text.getBBox();
    const y = parseFloat(text.getAttribute('y'));
    const words = text.textContent;
    if (text.getAttribute('writing-mode')) {
      return { words, x: box.x, y: box.y, right: box.x + box.width, bottom: box.y + box.height };
    }
    if (text.getAttribute('transform')) {
      const x = parseFloat(text.getAttribute('x'));
      const start = box.x - x;
      return { words, x: x - size * 0.85, right: x + size * 0.2, y: y - start - box.width, bottom: y - start };
    }
    return { words, x: box.x, right: box.x + box.width, y: y - size * 0.85, bottom: y + size * 0.2 };
  });
  boxes.forEach((one, idx) => {
    n += 1;
    if (one.x < -1 || one.y < -1 || one.right > view.width + 1 || one.bottom > view.height + 1) {
      wrong.push(`${svg.id}: ${one.words} leaves the drawing`);
    }
    for (const two of boxes.slice(idx + 1)) {
      const wide = Math.min(one.right, two.right) - Math.max(one.x, two.x);
      const high = Math.min(one.bottom, two.bottom) - Math.max(one.y, two.y);
      if (wide > 1 && high > 1) wrong.push(`${svg.id}: ${one.words} | ${two.words}`);
    }
  });
}
const pre = document.createElement('pre');
pre.textContent = [`measured ${n}`, ...wrong].join('\n');
document.body.replaceChildren(pre);
"#;

fn chromium() -> PathBuf {
    let names = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    let found = std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| names.iter().map(PathBuf::from).find(|path| path.exists()));
    found.expect(
        "no Chromium to test with: apt-get install -y --no-install-recommends chromium fonts-noto-cjk",
    )
}

/// What Chromium has to say of a page.
fn measured(page: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gallery.html");
    let page = page.replace("</html>", &format!("<script>{MEASURE}</script></html>"));
    std::fs::write(&file, page).unwrap();
    let run = Command::new(chromium())
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args([
            "--disable-background-networking",
            "--window-size=1280,900",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&run.stdout).into_owned();
    let (_, words) = dom.split_once("<pre>").expect("the page was measured");
    let (words, _) = words.split_once("</pre>").unwrap();
    words.lines().map(str::to_owned).collect()
}

#[test]
fn no_text_of_the_gallery_covers_another_in_a_real_browser() {
    let lines = measured(&gallery::page());
    let (first, wrong) = lines.split_first().unwrap();
    let n: usize = first.trim_start_matches("measured ").parse().unwrap();
    assert!(n > 1_000, "only {n} texts were measured");
    assert!(wrong.is_empty(), "{} of {n}: {wrong:#?}", wrong.len());
}

#[test]
fn a_text_on_another_and_one_that_leaves_its_drawing_are_found() {
    let page = "<!doctype html><html><body><svg xmlns=\"http://www.w3.org/2000/svg\" id=\"x\" class=\"k-chart\" \
                viewBox=\"0 0 100 40\" width=\"100\" height=\"40\" font-size=\"16\"><text x=\"0\" y=\"20\">one</text>\
                <text x=\"4\" y=\"24\">two</text><text x=\"90\" y=\"38\" font-size=\"9\">away</text></svg></body></html>";
    let lines = measured(page);
    assert_eq!(
        lines,
        [
            "measured 3",
            "x: away is too small",
            "x: one | two",
            "x: away leaves the drawing"
        ]
    );
}
