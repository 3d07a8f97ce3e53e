//! Findings for people at a terminal: the line, a mark under the right character, and how to mend it.

use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Origin;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use annotate_snippets::normalize_untrusted_str;

use crate::diag::Finding;
use crate::diag::Lang;
use crate::diag::Severity;

/// Columns that are used.
const WIDTH: usize = 120;

/// Shows findings one after another, a blank line between; `sources` gives the text of a file by its path.
pub fn render(
    findings: &[Finding],
    sources: &dyn Fn(&str) -> Option<String>,
    lang: Lang,
    is_coloured: bool,
) -> String {
    let renderer = if is_coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(WIDTH);
    let mut out = String::new();
    // Findings come by file, so the last text is the one that is wanted again.
    let mut open: Option<(&str, Option<String>)> = None;
    for finding in findings {
        let file = &*finding.place.file;
        if open.as_ref().is_none_or(|(path, _)| *path != file) {
            open = Some((file, sources(file)));
        }
        let text = open.as_ref().and_then(|(_, text)| text.as_deref());
        out.push_str(&renderer.render(&[group(finding, text, lang)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'f>(finding: &'f Finding, text: Option<&'f str>, lang: Lang) -> Group<'f> {
    let level = match (finding.severity(), lang) {
        (Severity::Error, Lang::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Lang::En) => Level::WARNING,
        (Severity::Info, Lang::Zh) => Level::INFO.with_name("提示"),
        (Severity::Info, Lang::En) => Level::INFO,
    };
    let help = match lang {
        Lang::Zh => Level::HELP.with_name("改法"),
        Lang::En => Level::HELP,
    };
    let title = level
        .primary_title(finding.message.get(lang))
        .id(finding.code.word());
    let hint = help.message(normalize_untrusted_str(finding.hint.get(lang)));
    let place = &finding.place;
    let line = text.and_then(|text| line_of(text, place.at.line));
    let group = match line.filter(|_| place.at.column > 0) {
        Some(line) => {
            let mark = AnnotationKind::Primary.span(span(line, place.at.column, place.len));
            let snippet = Snippet::source(line)
                .line_start(number(place.at.line))
                .path(&*place.file)
                .annotation(mark.label(finding.field.as_str()));
            title.element(snippet)
        }
        None => {
            let origin = Origin::path(&*place.file);
            title.element(match place.at.line {
                0 => origin,
                line => origin
                    .line(number(line))
                    .char_column(number(place.at.column.max(1))),
            })
        }
    };
    group.element(hint)
}

/// Line `line` of a text, without its end and without a byte-order mark.
fn line_of(text: &str, line: u32) -> Option<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().nth(number(line).checked_sub(1)?)
}

/// Bytes of `len` characters from character `column` on; within the line whatever was asked for.
fn span(line: &str, column: u32, len: u32) -> std::ops::Range<usize> {
    let byte = |character: usize| {
        line.char_indices()
            .nth(character)
            .map_or(line.len(), |(byte, _)| byte)
    };
    let first = number(column).saturating_sub(1);
    byte(first)..byte(first.saturating_add(number(len)))
}

fn number(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::At;
    use crate::diag::Code;
    use crate::diag::Place;
    use crate::diag::Words;

    fn finding(line: u32, column: u32, len: u32) -> Finding {
        Finding {
            code: Code::UnknownWord,
            place: Place {
                file: Arc::from("content/accounts/a.md"),
                at: At { line, column },
                len,
            },
            field: "status".to_owned(),
            message: Words::new("`aktiv` 不在可用的词里", "`aktiv` is not one of the words"),
            hint: Words::new("改成 `active`", "write `active`"),
        }
    }

    fn check(finding: &Finding, text: &str, lang: Lang, want: &str) {
        let got = render(
            std::slice::from_ref(finding),
            &|_| Some(text.to_owned()),
            lang,
            false,
        );
        assert_eq!(got.trim_end(), want.trim_matches('\n'), "\n{got}");
    }

    #[test]
    fn the_mark_stands_under_the_right_chinese_character() {
        check(
            &finding(2, 13, 5),
            "---\n名称: 北方, 状态: aktiv\r\n",
            Lang::Zh,
            "
错误[unknown-word]: `aktiv` 不在可用的词里
 --> content/accounts/a.md:2:13
  |
2 | 名称: 北方, 状态: aktiv
  |                   ^^^^^ status
  |
  = 改法: 改成 `active`",
        );
    }

    #[test]
    fn a_finding_about_a_whole_file_names_the_file() {
        check(
            &finding(0, 0, 1),
            "x",
            Lang::En,
            "
error[unknown-word]: `aktiv` is not one of the words
--> content/accounts/a.md
 = help: write `active`",
        );
    }

    #[test]
    fn a_place_beyond_the_text_is_survived() {
        for (line, column, len) in [
            (1, 99, 5),
            (99, 1, 1),
            (1, 1, 99),
            (1, u32::MAX, u32::MAX),
            (2, 0, 1),
        ] {
            let finding = finding(line, column, len);
            let text = render(&[finding], &|_| Some("\u{feff}短\n".to_owned()), Lang::En, true);
            assert!(text.contains("content/accounts/a.md"), "{text}");
        }
        let unknown = render(&[finding(3, 4, 1)], &|_| None, Lang::En, false);
        assert!(unknown.contains("content/accounts/a.md:3:4"), "{unknown}");
    }
}
