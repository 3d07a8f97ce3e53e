//! Which keys of the free `extra:` map a template asks of the rows of a list: ten thousand rows are not given what nobody
//! looks at.
//!
//! Only what can be told from the templates for certain counts. Where a row is handed on as a whole, or a key is looked up
//! that is not written out, everything is given.

use std::collections::BTreeSet;

/// The variable whose rows are looked at, and what leads from it to them; and the one that is a row.
const ROWS: &str = "rows";
const ROW: &str = "plain";
const ACCOUNTS: &str = "accounts";
/// The map.
const EXTRA: &str = "extra";
/// The variable that holds all others.
const EVERYTHING: &str = "__tera_context";

/// The keys asked for in these templates together; `None` if any may be.
pub fn keys(templates: &[&str]) -> Option<BTreeSet<String>> {
    let pieces: Vec<Vec<Token<'_>>> = templates.iter().flat_map(|text| pieces(text)).collect();
    let mut holders = BTreeSet::from([ROWS, ROW]);
    loop {
        let n = holders.len();
        for piece in &pieces {
            holders.extend(bound(piece, &holders)?);
        }
        if holders.len() == n {
            break;
        }
    }
    let mut keys = BTreeSet::new();
    for piece in &pieces {
        look(piece, &holders, &mut keys)?;
    }
    Some(keys)
}

/// True if templates print a variable as it is and do nothing else with it, nor with anything they have printed: then another
/// text may stand for it while they are rendered.
pub fn is_only_printed<'t>(templates: impl IntoIterator<Item = &'t str>, variable: &str) -> bool {
    let suspects = [variable, EVERYTHING, "endset", "endfilter"];
    let is_suspect = |token: &Token<'_>| matches!(token, Token::Name(name) if suspects.contains(name));
    // The second brace of two is part of the piece, and so is what trims the spaces around it.
    let is_edge = |token: &&Token<'_>| matches!(token, Token::Mark('{' | '-'));
    let is_print = |piece: &[Token<'_>]| {
        let mut tokens = piece.iter().skip_while(is_edge);
        tokens.next() == Some(&Token::Name(variable)) && tokens.all(|token| is_edge(&token))
    };
    let are_fine = |text: &'t str| {
        let mut pieces = pieces(text).into_iter();
        pieces.all(|piece| is_print(&piece) || !piece.iter().any(is_suspect))
    };
    templates
        .into_iter()
        .all(|text| !suspects.iter().any(|name| text.contains(name)) || are_fine(text))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Name(&'t str),
    Text(&'t str),
    Number,
    Mark(char),
}

/// What stands between the delimiters of a template, piece by piece.
fn pieces(text: &str) -> Vec<Vec<Token<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('{') {
        let end = match behind.as_bytes().first() {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                rest = behind;
                continue;
            }
        };
        let (piece, after) = behind.split_once(end).unwrap_or((behind, ""));
        pieces.push(tokens(piece));
        rest = after;
    }
    pieces
}

fn tokens(piece: &str) -> Vec<Token<'_>> {
    let is_inner = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = piece.trim_start();
    while let Some(first) = rest.chars().next() {
        let behind = rest.get(first.len_utf8()..).unwrap_or_default();
        if is_inner(first) {
            let end = rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            tokens.push(match first.is_ascii_digit() {
                true => Token::Number,
                false => Token::Name(word),
            });
            rest = after;
        } else if matches!(first, '"' | '\'' | '`') {
            let (text, after) = behind.split_once(first).unwrap_or((behind, ""));
            tokens.push(Token::Text(text));
            rest = after;
        } else {
            tokens.push(Token::Mark(first));
            rest = behind;
        }
        rest = rest.trim_start();
    }
    tokens
}

/// One step of a path behind its first name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'t> {
    Key(&'t str),
    /// An index, or something computed.
    Other,
}

/// A name with what is asked of it: `row.extra["tier"]`.
struct Path<'t> {
    /// The name before it, if one stands there.
    behind: Option<&'t str>,
    first: &'t str,
    steps: Vec<Step<'t>>,
}

fn paths<'t>(tokens: &[Token<'t>]) -> Vec<Path<'t>> {
    let mut paths = Vec::new();
    let mut behind = None;
    let mut rest = tokens;
    while let [token, after @ ..] = rest {
        rest = after;
        let Token::Name(first) = *token else {
            behind = None;
            continue;
        };
        let mut steps = Vec::new();
        loop {
            let optional = rest.strip_prefix(&[Token::Mark('?')]).unwrap_or(rest);
            rest = match optional {
                [Token::Mark('.'), Token::Name(key), after @ ..] => {
                    steps.push(Step::Key(key));
                    after
                }
                [Token::Mark('.'), after @ ..] => {
                    steps.push(Step::Other);
                    after.get(1..).unwrap_or_default()
                }
                [Token::Mark('['), Token::Text(key), Token::Mark(']'), after @ ..] => {
                    steps.push(Step::Key(key));
                    after
                }
                // What stands in the brackets is read as a path of its own.
                [Token::Mark('['), after @ ..] => {
                    steps.push(Step::Other);
                    rest = after;
                    break;
                }
                _ => break,
            };
        }
        paths.push(Path { behind, first, steps });
        behind = Some(first);
    }
    paths
}

/// Names that a loop gives to rows; `None` if it takes them apart otherwise.
fn bound<'t>(piece: &[Token<'t>], holders: &BTreeSet<&str>) -> Option<Vec<&'t str>> {
    let paths = paths(piece);
    let mut found = Vec::new();
    for over in paths.iter().filter(|path| path.behind == Some("in")) {
        let named: Vec<&Path<'t>> = paths.iter().filter(|path| path.behind == Some("for")).collect();
        match named.as_slice() {
            // A filter with arguments may make something else of the rows.
            _ if is_rows(over, holders) && piece.contains(&Token::Mark('(')) => return None,
            [name] if is_rows(over, holders) && has_one_name(piece) => found.push(name.first),
            _ if is_rows(over, holders) => return None,
            _ => {}
        }
    }
    Some(found)
}

/// True for `for row in …`, not for `for key, value in …`.
fn has_one_name(piece: &[Token<'_>]) -> bool {
    let mut places = piece.windows(3);
    places.any(|place| matches!(place, [Token::Name("for"), Token::Name(_), Token::Name("in")]))
}

/// True for the rows themselves, as a whole.
fn is_rows(path: &Path<'_>, holders: &BTreeSet<&str>) -> bool {
    let is_list = path.first == ROWS && path.steps == [Step::Key(ACCOUNTS)];
    holders.contains(path.first) && (path.steps.is_empty() || is_list)
}

/// Gathers the keys that a piece asks for; `None` if any may be.
fn look(piece: &[Token<'_>], holders: &BTreeSet<&str>, keys: &mut BTreeSet<String>) -> Option<()> {
    let names_map =
        |token: &Token<'_>| matches!(token, Token::Text(text) if text.contains(EXTRA) && *text != EXTRA);
    if piece.iter().any(names_map) {
        return None;
    }
    for path in paths(piece) {
        if path.first == EXTRA || path.first == EVERYTHING {
            return None;
        }
        let is_map = |step: &Step<'_>| *step == Step::Key(EXTRA);
        if let Some(at) = path.steps.iter().position(is_map) {
            let Some(Step::Key(key)) = path.steps.get(at + 1) else {
                return None;
            };
            keys.insert((*key).to_owned());
            continue;
        }
        let is_handled = match path.behind {
            Some("for") => path.steps.is_empty(),
            Some("in") => is_rows(&path, holders),
            _ => false,
        };
        let asks_key = matches!(path.steps.as_slice(), [.., Step::Key(key)] if *key != ACCOUNTS)
            && !path.steps.contains(&Step::Other);
        if holders.contains(path.first) && !is_handled && !asks_key {
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(template: &str) -> Option<Vec<String>> {
        Some(keys(&[template])?.into_iter().collect())
    }

    #[test]
    fn the_keys_that_are_written_out_are_those_that_are_asked_for() {
        for (template, expected) in [
            ("no row has an extra line here", &[][..]),
            ("{% for row in rows %}{{ row.name }}{% endfor %}", &[]),
            (
                "{% for row in rows -%}{{ row.extra.tier }}{% endfor %}",
                &["tier"],
            ),
            (
                "{% for it in rows.accounts %}{{ it.extra['客户 id'] | upper }}{% endfor %}",
                &["客户 id"],
            ),
            (
                "{% for a in rows %}{% if a?.extra?.tier and a.extra.id.of %}{{ loop.index }}{% endif %}{% endfor %}",
                &["id", "tier"],
            ),
            (
                "{% for a in rows | reverse %}{{ a[\"extra\"][\"x\"] }}{% endfor %}",
                &["x"],
            ),
            (
                "<td>{{ plain.name }}</td><td>{{ plain.extra.tier }}</td>",
                &["tier"],
            ),
            ("{% if rows.part.before %}{{ rows.part.number }}{% endif %}", &[]),
        ] {
            let expected: Vec<String> = expected.iter().map(|key| (*key).to_owned()).collect();
            assert_eq!(asked(template), Some(expected), "{template}");
        }
    }

    #[test]
    fn where_a_row_or_its_map_goes_on_as_a_whole_everything_is_asked_for() {
        for template in [
            "{% for row in rows %}{{ row }}{% endfor %}",
            "{% for row in rows %}{{ row | json_encode }}{% endfor %}",
            "{% for row in rows %}{% for k, v in row.extra %}{{ k }}{% endfor %}{% endfor %}",
            "{% for row in rows %}{{ row.extra | length }}{% endfor %}",
            "{% for row in rows %}{{ row.extra[name] }}{% endfor %}",
            "{% for row in rows %}{{ row[name] }}{% endfor %}",
            "{% for row in rows %}{% set one = row %}{% endfor %}",
            "{% for row in rows %}{{<card row={row} />}}{% endfor %}",
            "{% for row in rows.accounts %}{% for again in row %}{{ again }}{% endfor %}{% endfor %}",
            "{{ rows | map(attribute='extra.tier') }}",
            "{% for it in rows | map(attribute='extra') %}{{ it.tier }}{% endfor %}",
            "{% for it in rows | map(attribute=name) %}{{ it.tier }}{% endfor %}",
            "{{ rows[0].name }}",
            "{% set all = rows.accounts %}",
            "{% for n, row in rows %}{{ row.name }}{% endfor %}",
            "{% set extra = 1 %}{{ extra }}",
            "{{ plain }}",
            "{{ __tera_context }}",
        ] {
            assert_eq!(asked(template), None, "{template}");
        }
    }

    #[test]
    fn what_a_template_is_made_of_counts_together() {
        let parent = "{% block main %}{% for row in rows %}{{ row.extra.a }}{% endfor %}{% endblock %}";
        let child = "{% extends \"list.html\" %}{% block main %}{{ super() }}{% for row in rows %}{{ row.extra.b }}{% endfor %}{% endblock %}";
        let both = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        assert_eq!(keys(&[parent, child]), Some(both));
    }
}
