//! A drawing as a file of its own: literal colours, its own ground, fonts by name, no link that leads nowhere.
//!
//! Classes say which role a colour has; here each role is written out, light or dark, since nothing outside can say it.

use crate::chart::canvas::escaped;
use crate::chart::canvas::put;
use crate::chart::palette::Role;
use crate::chart::palette::SWATCHES;
use crate::chart::palette::Swatch;
use crate::diag::Lang;

/// Ground around the drawing. Unit: canvas units.
pub const MARGIN: f64 = 16.0;

/// How a drawing stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone<'a> {
    /// Language of its words: which fonts come first.
    pub lang: Lang,
    /// True for the colours on dark ground.
    pub is_dark: bool,
    /// Where the site stands, for its links to lead there; without it they become plain words and shapes.
    pub base: Option<&'a str>,
}

/// A drawing, as a page or [`Svg`](crate::chart::Svg) has it, as a document.
///
/// Its links are taken as relative to the site's root.
pub fn alone(markup: &str, how: &Alone<'_>) -> String {
    let mut out = String::with_capacity(markup.len() + markup.len() / 4);
    // What each open link became.
    let mut links: Vec<&str> = Vec::new();
    let mut is_in_text = false;
    let mut is_grounded = false;
    let mut rest = markup;
    while let Some((words, (tag, after))) = rest
        .split_once('<')
        .and_then(|(words, after)| Some((words, after.split_once('>')?)))
    {
        out.push_str(words);
        rest = after;
        match tag {
            "/a" => put(&mut out, format_args!("</{}>", links.pop().unwrap_or("a"))),
            _ if tag.starts_with('/') || tag.starts_with('?') => put(&mut out, format_args!("<{tag}>")),
            _ => {
                let mut tag = Tag::read(tag);
                is_in_text |= tag.name == "text";
                how.coloured(&mut tag);
                match tag.name {
                    "svg" => how.rooted(&mut tag),
                    "a" => {
                        how.led(&mut tag, is_in_text);
                        links.push(tag.name);
                    }
                    _ => {}
                }
                tag.write(&mut out);
            }
        }
        is_in_text &= tag != "/text";
        if tag == "/desc" && !is_grounded {
            is_grounded = true;
            how.ground(&mut out, markup);
        }
    }
    out.push_str(rest);
    out
}

impl Alone<'_> {
    fn colour(&self, swatch: Swatch) -> String {
        let colour = if self.is_dark { swatch.dark } else { swatch.light };
        format!("#{colour:06X}")
    }

    /// Colours in place of classes.
    fn coloured(&self, tag: &mut Tag<'_>) {
        let Some(classes) = tag.take("class") else {
            return;
        };
        for class in classes.split_whitespace() {
            let named = [("ks-", "stroke"), ("k-", "fill")]
                .into_iter()
                .find_map(|(mark, key)| Some((key, class.strip_prefix(mark)?)));
            let painted = named.and_then(|(key, name)| {
                let swatch = SWATCHES.into_iter().find(|swatch| swatch.name == name)?;
                Some((key, swatch))
            });
            if let Some((key, swatch)) = painted {
                tag.set(key, self.colour(swatch));
            }
        }
    }

    /// The outermost element: room around the drawing, and its fonts.
    fn rooted(&self, tag: &mut Tag<'_>) {
        let (wide, high) = tag.sides();
        tag.set("viewBox", format!("-{MARGIN} -{MARGIN} {wide} {high}"));
        tag.set("width", wide.to_string());
        tag.set("height", high.to_string());
        tag.set("font-family", fonts(self.lang).to_owned());
        if self.base.is_none() {
            tag.set("role", "img".to_owned());
        }
    }

    /// The page behind the drawing.
    fn ground(&self, out: &mut String, markup: &str) {
        let root = markup
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'));
        let root = Tag::read(root.map_or("", |(tag, _)| tag));
        let (wide, high) = root.sides();
        let colour = self.colour(Role::Paper.swatch());
        put(
            out,
            format_args!(
                "\n<rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{wide}\" height=\"{high}\" fill=\"{colour}\"/>"
            ),
        );
    }

    /// A link to where the site stands, or the element that it was around.
    fn led(&self, tag: &mut Tag<'_>, is_in_text: bool) {
        let href = tag.take("href").unwrap_or_default();
        let is_absolute = ["http:", "https:", "mailto:"]
            .iter()
            .any(|scheme| href.starts_with(scheme));
        let address = match self.base {
            _ if is_absolute => Some(href.to_owned()),
            Some(base) if !href.starts_with('#') => Some(format!(
                "{}/{}",
                escaped(base.trim_end_matches('/')),
                href.trim_start_matches("./")
            )),
            _ => None,
        };
        match address {
            Some(address) => tag.set("href", address),
            None => {
                tag.name = if is_in_text { "tspan" } else { "g" };
                // Its words are its title already.
                tag.take("aria-label");
            }
        }
    }
}

/// Fonts by their names, for a language, the everyday ones of each system.
fn fonts(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif"
        }
        Lang::En => {
            "Noto Sans, Segoe UI, Helvetica Neue, Arial, DejaVu Sans, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
        }
    }
}

/// A tag taken apart; values stay escaped.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    is_empty: bool,
}

impl<'a> Tag<'a> {
    fn read(tag: &'a str) -> Tag<'a> {
        let is_empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            attributes.push((key.trim(), value.to_owned()));
            rest = after;
        }
        Tag {
            name,
            attributes,
            is_empty,
        }
    }

    fn take(&mut self, key: &str) -> Option<String> {
        let place = self.attributes.iter().position(|(known, _)| *known == key)?;
        Some(self.attributes.remove(place).1)
    }

    fn set(&mut self, key: &'a str, value: String) {
        match self.attributes.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((key, value)),
        }
    }

    /// Width and height with the room around, in tenths of a unit as everything in a drawing.
    fn sides(&self) -> (f64, f64) {
        let side = |key: &str| {
            let found = self.attributes.iter().find(|(known, _)| *known == key);
            let length: Option<f64> = found.and_then(|(_, value)| value.parse().ok());
            libm::round((length.unwrap_or_default() + 2.0 * MARGIN) * 10.0) / 10.0
        };
        (side("width"), side("height"))
    }

    fn write(&self, out: &mut String) {
        put(out, format_args!("<{}", self.name));
        for (key, value) in &self.attributes {
            put(out, format_args!(" {key}=\"{value}\""));
        }
        out.push_str(if self.is_empty { "/>" } else { ">" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWN: &str = concat!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"c\" class=\"k-chart k-pyramid\" viewBox=\"0 0 480 20.5\" ",
        "width=\"480\" height=\"20.5\" role=\"group\">\n<title id=\"c-title\">A &lt; B</title>\n<desc id=\"c-desc\">d</desc>\n",
        "<a href=\"accounts/a/index.html\" aria-label=\"A\"><title>A</title>\n<rect x=\"0\" fill=\"#1D1B18\" class=\"k-ink\"/></a>\n",
        "<text x=\"1\" class=\"k-ink2 ks-paper\" stroke-width=\"3\">see <a href=\"#b\">B</a></text>\n",
        "<path d=\"M0 0\" fill=\"url(#c-hatch)\" class=\"ks-hair\"/>\n</svg>\n"
    );

    fn made(is_dark: bool, base: Option<&str>) -> String {
        let how = Alone {
            lang: Lang::En,
            is_dark,
            base,
        };
        alone(DRAWN, &how)
    }

    #[test]
    fn every_colour_is_literal_and_no_class_is_left() {
        let light = made(false, None);
        assert!(!light.contains("class="));
        assert!(light.contains("fill=\"#1D1B18\"") && light.contains("fill=\"#5C574F\" stroke=\"#FAF8F4\""));
        assert!(light.contains("fill=\"url(#c-hatch)\" stroke=\"#E3DED4\""));
        let dark = made(true, None);
        assert!(dark.contains("fill=\"#ECE8E0\"") && !dark.contains("#1D1B18"));
    }

    #[test]
    fn it_has_its_own_ground_with_room_around() {
        assert!(made(false, None).contains(
            "<desc id=\"c-desc\">d</desc>\n<rect x=\"-16\" y=\"-16\" width=\"512\" height=\"52.5\" fill=\"#FAF8F4\"/>"
        ));
        assert!(made(true, None).contains("viewBox=\"-16 -16 512 52.5\" width=\"512\" height=\"52.5\""));
    }

    #[test]
    fn links_lead_to_where_the_site_stands_or_are_none() {
        let dropped = made(false, None);
        assert!(dropped.contains("<g><title>A</title>") && dropped.contains("see <tspan>B</tspan></text>"));
        assert!(!dropped.contains("<a") && !dropped.contains("href") && dropped.contains("role=\"img\""));
        let kept = made(false, Some("https://kam.example/site/"));
        assert!(
            kept.contains("<a aria-label=\"A\" href=\"https://kam.example/site/accounts/a/index.html\">"),
            "{kept}"
        );
        assert!(kept.contains("<tspan>B</tspan>"));
    }
}
