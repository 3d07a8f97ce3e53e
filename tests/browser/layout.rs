//! No page scrolls sideways, narrow or wide; texts in charts can be read, stay inside, and never lie on one another.

use crate::block_on;
use crate::book::THEMES;
use crate::harness::Chromium;
use crate::harness::Tab;
use crate::tour::Stop;
use crate::tour::Tour;

/// A telephone, and a wide screen; CSS pixels.
const WIDTHS: [i64; 2] = [360, 1920];

/// What is wrong with the page at its width. A text's box is its glyphs' (an em high), turned as it is drawn.
const MEASURE: &str = r"(() => {
    const wrong = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > root.clientWidth + 1
            && !one.closest('.table-wrap, .drawing, pre, .skip'));
        wrong.push(`scrolls sideways, ${root.scrollWidth} > ${root.clientWidth}: ${wide.slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(' ')}`);
    }
    let n_texts = 0;
    document.querySelectorAll('svg.k-chart').forEach(svg => {
        const frame = svg.getBoundingClientRect();
        if (!frame.width) { return; }
        const placed = [];
        svg.querySelectorAll('text').forEach(text => {
            const matrix = text.getScreenCTM();
            const box = text.getBBox();
            if (!text.textContent.trim() || !box.width || text.closest('defs')) { return; }
            n_texts += 1;
            const style = getComputedStyle(text);
            const size = parseFloat(style.fontSize);
            const scale = Math.hypot(matrix.a, matrix.b);
            if (size * scale < 10.95) { wrong.push(`${svg.id}: ${(size * scale).toFixed(1)} px: ${text.textContent}`); }
            const upright = style.writingMode.startsWith('vertical');
            const [w, h] = upright ? [size * 0.9, box.height] : [box.width, size * 0.9];
            const [x, y] = [box.x + (box.width - w) / 2, box.y + (box.height - h) / 2];
            const corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(([px, py]) =>
                [matrix.a * px + matrix.c * py + matrix.e, matrix.b * px + matrix.d * py + matrix.f]);
            corners.forEach(([px, py]) => {
                if (px < frame.left - 1 || px > frame.right + 1 || py < frame.top - 1 || py > frame.bottom + 1) {
                    const said = `${svg.id}: leaves the drawing: ${text.textContent}`;
                    if (wrong.indexOf(said) < 0) { wrong.push(said); }
                }
            });
            placed.push({ text: text.textContent, corners });
        });
        const apart = (a, b, k) => {
            const [p, q] = [a[k], a[k + 1]];
            const length = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1;
            const on = corner => ((corner[0] - p[0]) * (q[0] - p[0]) + (corner[1] - p[1]) * (q[1] - p[1])) / length;
            const [of_a, of_b] = [a.map(on), b.map(on)];
            return Math.min(...of_b) > Math.max(...of_a) - 0.5 || Math.min(...of_a) > Math.max(...of_b) - 0.5;
        };
        placed.forEach((one, i) => placed.slice(i + 1).forEach(other => {
            const [a, b] = [one.corners, other.corners];
            if (![0, 1].some(k => apart(a, b, k) || apart(b, a, k))) {
                wrong.push(`${svg.id}: ${one.text} lies on ${other.text}`);
            }
        }));
    });
    return [n_texts, wrong];
})()";

#[test]
fn no_page_scrolls_sideways_and_every_text_in_a_chart_can_be_read() {
    block_on(async {
        let chromium = Chromium::open().await;
        let mut wrong = Vec::new();
        for theme in THEMES {
            let tour = Tour::of(theme);
            let n_texts = std::cell::Cell::new(0);
            let look = async |tab: &Tab, _: &Stop| {
                let mut wrong = Vec::new();
                for width in WIDTHS {
                    tab.size(width, 900).await;
                    let (n, found): (usize, Vec<String>) = tab.ask(MEASURE).await;
                    n_texts.set(n_texts.get() + n);
                    wrong.extend(
                        found
                            .into_iter()
                            .map(|what| format!("{theme} at {width}: {what}")),
                    );
                }
                wrong
            };
            wrong.extend(tour.wrongs(&chromium, async |_| (), look).await);
            assert!(
                n_texts.get() > 5_000,
                "only {} texts were measured",
                n_texts.get()
            );
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
