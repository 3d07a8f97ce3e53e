//! The CSS of all charts, made from the palette: light, dark and print.

use std::sync::LazyLock;

use crate::chart::canvas::put;
use crate::chart::palette::Role;
use crate::chart::palette::SWATCHES;

/// The rules for the classes that charts carry, for a theme to include once.
///
/// Colours are custom properties `--k-…`; dark by the reader's system, by `[data-theme=dark]`, and never in print.
pub fn stylesheet() -> &'static str {
    &STYLESHEET
}

static STYLESHEET: LazyLock<String> = LazyLock::new(|| {
    let mut light = String::new();
    let mut dark = String::new();
    let mut roles = String::new();
    for swatch in SWATCHES {
        let name = swatch.name;
        put(&mut light, format_args!("--k-{name}:#{:06X};", swatch.light));
        put(&mut dark, format_args!("--k-{name}:#{:06X};", swatch.dark));
        put(
            &mut roles,
            format_args!(".k-chart .k-{name}{{fill:var(--k-{name})}}"),
        );
        put(
            &mut roles,
            format_args!(".k-chart .ks-{name}{{stroke:var(--k-{name})}}\n"),
        );
    }
    let ink = Role::Ink.name();
    format!(
        ":root{{{light}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\n\
         :root[data-theme=\"dark\"]{{{dark}}}\n\
         @media print{{:root:root:root{{{light}--k-paper:#FFFFFF;--k-{ink}:#000000}}\
         .k-chart{{print-color-adjust:exact;-webkit-print-color-adjust:exact;break-inside:avoid}}}}\n\
         {roles}{RULES}"
    )
});

const RULES: &str = "\
.k-chart{display:block;width:100%;height:auto;max-width:32rem;overflow:visible;font-variant-numeric:tabular-nums lining-nums}
.k-chart.k-wide{max-width:none;min-width:44rem}
.k-chart.k-seal{display:inline-block;width:3rem;height:3rem;vertical-align:middle}
.k-chart.k-spark{display:inline-block;width:7.5em;height:1.25em;vertical-align:-0.25em}
.k-chart text a{fill:var(--k-link)}
.k-chart a:hover text,.k-chart text a:hover{text-decoration:underline}
.k-chart a:hover :is(rect,circle,path){filter:brightness(.88)}
.k-chart a:focus-visible{outline:2px solid var(--k-link);outline-offset:2px}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_light_a_dark_and_two_classes() {
        let css = stylesheet();
        for swatch in SWATCHES {
            assert_eq!(
                css.matches(&format!("--k-{}:#{:06X};", swatch.name, swatch.dark))
                    .count(),
                2
            );
            assert!(css.contains(&format!(".k-{}{{fill:", swatch.name)));
            assert!(css.contains(&format!(".ks-{}{{stroke:", swatch.name)));
        }
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn the_print_colours_come_after_the_dark_ones_and_weigh_more() {
        let css = stylesheet();
        assert!(css.find("@media print") > css.rfind("data-theme=\"dark\""));
    }
}
