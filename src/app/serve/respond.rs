//! What the preview answers to a path: a plain function of the newest edition.

use axum::body::Bytes;

use crate::app::serve::edition::Edition;
use crate::app::serve::edition::Page;
use crate::app::serve::media;
use crate::diag::Lang;

/// An answer, before it becomes a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Content type.
    pub media: &'static str,
    /// True if the page cannot be made and this is an older one.
    pub is_old: bool,
    /// Where to go instead, for status 302.
    pub location: Option<String>,
    /// The body, in parts: a long page is not copied for each who asks for it.
    pub body: Vec<Bytes>,
}

const HTML: &str = "text/html; charset=utf-8";

/// Answers a request for `target`, the path as the browser sent it.
pub(crate) fn respond(edition: &Edition, target: &str, lang: Lang) -> Answer {
    let Some(path) = site_path(target) else {
        return missing(edition, lang);
    };
    let file = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.clone(),
    };
    if !edition.has(&file) && edition.has(&format!("{file}/index.html")) {
        let raw = target.split(['?', '#']).next().unwrap_or(target);
        return Answer {
            status: 302,
            media: HTML,
            // One slash in front: two would name another host.
            is_old: false,
            location: Some(format!("/{}/", raw.trim_start_matches('/'))),
            body: Vec::new(),
        };
    }
    match edition.page(&file) {
        Page::Old(bytes) => Answer {
            status: 200,
            media: media::content_type(&file),
            is_old: true,
            location: None,
            body: with_script(edition, media::content_type(&file), &bytes),
        },
        Page::Bytes(bytes) => Answer {
            status: 200,
            media: media::content_type(&file),
            is_old: false,
            location: None,
            body: with_script(edition, media::content_type(&file), &bytes),
        },
        Page::Missing if edition.site.is_none() => {
            let text = match lang {
                Lang::Zh => "书中有错误，还没有可显示的站点。改好并保存后，本页会自动显示。",
                Lang::En => {
                    "The book has errors, and there is no site to show yet. Mend it and save: this page follows."
                }
            };
            own_page(edition, 503, text)
        }
        Page::Missing => missing(edition, lang),
        Page::Broken(error) => own_page(edition, 500, &format!("{}: {}", error.path, error.message)),
    }
}

fn missing(edition: &Edition, lang: Lang) -> Answer {
    match edition.page("404.html") {
        Page::Bytes(bytes) => Answer {
            status: 404,
            media: HTML,
            is_old: false,
            location: None,
            body: with_script(edition, HTML, &bytes),
        },
        _ => own_page(
            edition,
            404,
            match lang {
                Lang::Zh => "没有这一页。",
                Lang::En => "There is no such page.",
            },
        ),
    }
}

/// A page of the preview itself, where the site has none to show.
fn own_page(edition: &Edition, status: u16, text: &str) -> Answer {
    let text = escape(text);
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Keybook</title><body><p>{text}</p></body>"
    );
    Answer {
        status,
        media: HTML,
        is_old: false,
        location: None,
        body: with_script(edition, HTML, &Bytes::from(page)),
    }
}

/// Adds the reload script to a page, before `</body>`; other files stay as they are.
fn with_script(edition: &Edition, media: &str, bytes: &Bytes) -> Vec<Bytes> {
    if media != HTML {
        return vec![bytes.clone()];
    }
    let end = b"</body>";
    let place = bytes
        .windows(end.len())
        .rposition(|window| window.eq_ignore_ascii_case(end))
        .unwrap_or(bytes.len());
    vec![
        bytes.slice(..place),
        Bytes::from(script(edition)),
        bytes.slice(place..),
    ]
}

fn script(edition: &Edition) -> String {
    let (styles, scripts) = (&edition.assets.styles, &edition.assets.scripts);
    format!(
        "<script src=\"/_keybook/live.js?site={}&amp;styles={styles}&amp;scripts={scripts}\"></script>",
        edition.token
    )
}

/// The site's path of a request: percent signs undone, no query, nothing that leads up or is hidden in a backslash.
pub(crate) fn site_path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = undo_percent(path)?;
    let is_bad = |part: &str| part == "." || part == ".." || part.contains(['\\', '\0']);
    let parts: Vec<&str> = path.split('/').collect();
    let has_hole = parts.iter().rev().skip(1).any(|part| part.is_empty());
    (!has_hole && !parts.into_iter().any(is_bad)).then_some(path)
}

fn undo_percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| {
                    char::from(byte?)
                        .to_digit(16)
                        .and_then(|digit| u8::try_from(digit).ok())
                };
                digit(rest.next())? * 16 + digit(rest.next())?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    use crate::app::serve::edition::Live;
    use crate::render::RenderError;
    use crate::render::Site;
    use crate::render::site::Recipe;

    fn ask(target: &str) -> (u16, String, String) {
        let live = Live::new(Lang::En, false);
        let files = [
            ("index.html", "<body>home</body></html>"),
            ("方法/index.html", "method"),
            ("a.css", "</body>"),
            ("404.html", "<BODY>none</BODY>"),
        ];
        let good = files.map(|(path, text)| {
            let recipe: Recipe = Arc::new(move || Ok(text.as_bytes().to_vec()));
            (path.to_owned(), recipe)
        });
        let broken: Recipe = Arc::new(|| {
            Err(RenderError {
                path: "bad.html".to_owned(),
                message: "<script>".to_owned(),
            })
        });
        let site = Site::of(good.into_iter().chain([("bad.html".to_owned(), broken)]));
        live.publish(Some(site), Vec::new(), None);
        let edition = live.edition();
        let answer = respond(&edition, target, Lang::En);
        let script = script(&edition);
        let body = String::from_utf8(answer.body.concat())
            .unwrap()
            .replace(&script, "*");
        (answer.status, answer.location.unwrap_or_default(), body)
    }

    #[test]
    fn a_page_gets_the_script_and_other_files_do_not() {
        assert_eq!(
            ask("/"),
            (200, String::new(), "<body>home*</body></html>".to_owned())
        );
        assert_eq!(ask("/index.html?x=1").2, "<body>home*</body></html>");
        assert_eq!(ask("/a.css").2, "</body>");
        assert_eq!(ask("/%E6%96%B9%E6%B3%95/").2, "method*");
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_the_folder() {
        assert_eq!(ask("/%E6%96%B9%E6%B3%95").1, "/%E6%96%B9%E6%B3%95/");
    }

    #[test]
    fn what_is_not_in_the_site_is_not_found_wherever_it_leads() {
        for target in [
            "/none",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/a.css/",
            "//etc/passwd",
            "/..%5cx",
            "/%zz",
            "/%",
            "/%ff",
            "/index.html%00",
            "x",
        ] {
            assert_eq!(
                ask(target),
                (404, String::new(), "<BODY>none*</BODY>".to_owned()),
                "{target}"
            );
        }
    }

    #[test]
    fn a_broken_page_says_why_without_markup() {
        let (status, _, body) = ask("/bad.html");
        assert_eq!(status, 500);
        assert!(body.contains("bad.html: &lt;script&gt;"), "{body}");
    }

    #[test]
    fn without_a_site_the_preview_says_so() {
        let live = Live::new(Lang::En, false);
        let answer = respond(&live.edition(), "/", Lang::En);
        assert_eq!(answer.status, 503);
        assert!(
            String::from_utf8(answer.body.concat())
                .unwrap()
                .contains("live.js")
        );
    }
}
