//! What kind of place a link's address names.

/// Schemes that may be followed: none of them runs code in the page.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "file"];

/// The kind of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// Out of the site, by a scheme that is safe to follow.
    Outside(&'a str),
    /// A page by its id: `[[north-bank]]`.
    Wiki(&'a str),
    /// A path in the book or an anchor.
    Inside(&'a str),
    /// `javascript:`, `data:` and whatever else must not be followed.
    Unsafe,
}

impl Address<'_> {
    /// Reads the address of a link as the outline gives it.
    pub fn of(target: &str) -> Address<'_> {
        if let Some(id) = target.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            return Address::Wiki(id);
        }
        let target = target.trim();
        if target.chars().any(char::is_control) {
            return Address::Unsafe;
        }
        if target.starts_with("//") {
            return Address::Outside(target);
        }
        match target.split_once(':') {
            Some((scheme, _)) if is_scheme(scheme) => {
                let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
                if known {
                    Address::Outside(target)
                } else {
                    Address::Unsafe
                }
            }
            _ => Address::Inside(target),
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_leave_the_site() {
        for (target, expected) in [
            ("https://example.org", Address::Outside("https://example.org")),
            ("MAILTO:a@example.org", Address::Outside("MAILTO:a@example.org")),
            ("//host/x", Address::Outside("//host/x")),
            ("javascript:alert(1)", Address::Unsafe),
            (" JavaScript:alert(1)", Address::Unsafe),
            ("java\nscript:alert(1)", Address::Unsafe),
            ("data:text/html,x", Address::Unsafe),
            ("vbscript:x", Address::Unsafe),
            ("[[north-bank]]", Address::Wiki("north-bank")),
            ("../accounts/a.md", Address::Inside("../accounts/a.md")),
            ("#风险:一", Address::Inside("#风险:一")),
            ("a.md#b:c", Address::Inside("a.md#b:c")),
        ] {
            assert_eq!(Address::of(target), expected, "{target}");
        }
    }
}
