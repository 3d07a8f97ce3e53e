//! Slips that break YAML, named for what they are: conflict markers, full-width colons, spaces YAML does not know.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::memchr;
use memchr::memchr2_iter;

use crate::content::tree::finding;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::words;

/// YAML ready to be parsed: every git conflict marker is named and one side of each conflict left in its place, and a
/// carriage return by itself, which YAML takes for a line end and nothing else does, is a space. Lines keep their numbers.
pub fn prepared<'t>(file: &Arc<str>, yaml: &'t str, first_line: u32) -> (Cow<'t, str>, Vec<Finding>) {
    let findings = conflicts(file, yaml, first_line);
    let text = if findings.is_empty() {
        Cow::Borrowed(yaml)
    } else {
        Cow::Owned(one_side(yaml))
    };
    if memchr(b'\r', text.as_bytes()).is_none() {
        return (text, findings);
    }
    let n_ends = text.matches("\r\n").count();
    if text.matches('\r').count() == n_ends {
        return (text, findings);
    }
    let joined = text.replace("\r\n", "\n").replace('\r', " ");
    (Cow::Owned(joined), findings)
}

fn one_side(yaml: &str) -> String {
    let mut kept = String::with_capacity(yaml.len());
    let mut is_theirs = false;
    for line in yaml.split_inclusive('\n') {
        match marker(line) {
            Some('<' | '>') => is_theirs = false,
            Some('=' | '|') => is_theirs = true,
            _ if !is_theirs => {
                kept.push_str(line);
                continue;
            }
            _ => {}
        }
        kept.push('\n');
    }
    kept
}

/// Characters of a conflict marker.
const MARKER: usize = 7;

/// True if a marker that begins or ends a conflict may be in a text: most have not even a part of one.
fn may_conflict(text: &[u8]) -> bool {
    memchr2_iter(b'<', b'>', text).any(|place| {
        let run = text.get(place..place + MARKER);
        run.is_some_and(|run| run.iter().all(|byte| run.first() == Some(byte)))
    })
}

/// A finding for each git conflict marker of `text`; a row of `=` alone is none, Markdown underlines with it.
pub fn conflicts(file: &Arc<str>, text: &str, first_line: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !may_conflict(text.as_bytes()) {
        return findings;
    }
    let mut is_inside = false;
    for (line, number) in text.lines().zip(first_line..) {
        let is_marker = match marker(line) {
            Some('<') => {
                is_inside = true;
                true
            }
            Some('>') => {
                is_inside = false;
                true
            }
            Some(_) => is_inside,
            None => false,
        };
        if is_marker {
            let seen = line.trim_end();
            let words = (
                words!("git 冲突标记 `{seen}`", "git conflict marker `{seen}`"),
                words!(
                    "留下要的一边，删去另一边和三行标记（`<<<<<<<`、`=======`、`>>>>>>>`）",
                    "keep the side you want; remove the other and the lines `<<<<<<<`, `=======`, `>>>>>>>`"
                ),
            );
            let place = (
                At {
                    line: number,
                    column: 1,
                },
                count(seen),
            );
            findings.push(finding(file, Code::ConflictMarker, place, words));
        }
    }
    findings
}

fn marker(line: &str) -> Option<char> {
    let line = line.trim_end();
    let first = line
        .chars()
        .next()
        .filter(|c| matches!(c, '<' | '=' | '>' | '|'))?;
    let run = line.chars().take_while(|c| *c == first).count();
    let rest = line.trim_start_matches(first);
    let is_marker = run == MARKER && (rest.is_empty() || first != '=' && rest.starts_with(' '));
    is_marker.then_some(first)
}

/// Cuts YAML where a line begins a top-level key; each piece with its line.
pub fn chunks(yaml: &str, first_line: u32) -> Vec<(&str, u32)> {
    let mut chunks = Vec::new();
    let (mut begin, mut begin_line, mut end) = (0, first_line, 0);
    for (line, number) in yaml.split_inclusive('\n').zip(first_line..) {
        if begins_key(line) && end > begin {
            chunks.extend(yaml.get(begin..end).map(|chunk| (chunk, begin_line)));
            (begin, begin_line) = (end, number);
        }
        end += line.len();
    }
    chunks.extend(yaml.get(begin..end).map(|chunk| (chunk, begin_line)));
    chunks
}

fn begins_key(line: &str) -> bool {
    let is_inner = |c: char| c.is_whitespace() || matches!(c, '#' | '-' | ']' | '}' | ',' | ')');
    line.chars().next().is_some_and(|c| !is_inner(c))
}

/// The key a piece begins with, as far as one can be seen.
pub fn key_of(chunk: &str) -> &str {
    let line = chunk.lines().find(|line| begins_key(line)).unwrap_or_default();
    let end = line.find([':', '：']).unwrap_or(line.len());
    line.get(..end).unwrap_or("").trim().trim_matches(['"', '\''])
}

/// Names full-width colons and unknown spaces of a piece that is no YAML, and mends them so that the rest can be read.
pub fn known_slips<'t>(file: &Arc<str>, chunk: &'t str, first_line: u32) -> (Cow<'t, str>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut mended = String::with_capacity(chunk.len());
    for (line, number) in chunk.split_inclusive('\n').zip(first_line..) {
        let (line, found) = mend_line(file, line, number);
        mended.push_str(&line);
        findings.extend(found);
    }
    if findings.is_empty() {
        (Cow::Borrowed(chunk), findings)
    } else {
        (Cow::Owned(mended), findings)
    }
}

fn mend_line<'t>(file: &Arc<str>, line: &'t str, number: u32) -> (Cow<'t, str>, Option<Finding>) {
    let at = |chars: &str| At {
        line: number,
        column: count(chars).saturating_add(1),
    };
    let content = line.trim_start();
    let indent = line.strip_suffix(content).unwrap_or("");
    if let Some((offset, space)) = indent.char_indices().find(|(_, c)| is_bad_space(*c)) {
        let before = indent.get(..offset).unwrap_or("");
        let mended = format!("{}{content}", indent.replace(is_bad_space, " "));
        return (Cow::Owned(mended), Some(bad_space(file, at(before), space)));
    }
    let item = content.trim_start_matches(['-', '{', '[', ' ']);
    let lead = line.strip_suffix(item).unwrap_or("");
    let key_end = item
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        .unwrap_or(0);
    let (key, rest) = item.split_at_checked(key_end).unwrap_or((item, ""));
    if key.is_empty() {
        return (Cow::Borrowed(line), None);
    }
    let before = format!("{lead}{key}");
    let mut after = rest.chars();
    match (after.next(), after.next()) {
        (Some('：'), _) => {
            let mended = format!("{before}: {}", after_first(rest).trim_start_matches(' '));
            (Cow::Owned(mended), Some(full_width_colon(file, at(&before), key)))
        }
        (Some(':'), Some(space)) if is_bad_space(space) && space != '\t' => {
            let mended = format!("{before}: {}", after_first(after_first(rest)));
            let place = at(&format!("{before}:"));
            (Cow::Owned(mended), Some(bad_space(file, place, space)))
        }
        (Some(':'), Some(next)) if !next.is_whitespace() => {
            let mended = format!("{before}: {}", after_first(rest));
            (Cow::Owned(mended), Some(no_space(file, at(&before), key)))
        }
        _ => (Cow::Borrowed(line), None),
    }
}

fn after_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// Spaces that look like indentation and are none.
pub fn is_bad_space(c: char) -> bool {
    c != ' ' && c != '\n' && c != '\r' && c.is_whitespace()
}

/// A full-width colon after `key`.
pub fn full_width_colon(file: &Arc<str>, at: At, key: &str) -> Finding {
    let words = (
        words!(
            "`{key}` 后面是全角冒号 `：`",
            "a full-width colon `：` stands after `{key}`"
        ),
        words!(
            "改用半角冒号加一个空格：`{key}: …`",
            "write an ASCII colon and a space: `{key}: …`"
        ),
    );
    finding(file, Code::FullWidthColon, (at, 1), words)
}

/// A space YAML cannot take.
pub fn bad_space(file: &Arc<str>, at: At, space: char) -> Finding {
    let (zh, en) = match space {
        '\t' => ("制表符（Tab）", "a tab"),
        '\u{3000}' => ("全角空格（U+3000）", "an ideographic space (U+3000)"),
        '\u{a0}' => ("不换行空格（U+00A0）", "a no-break space (U+00A0)"),
        _ => ("特殊空格", "an unusual space"),
    };
    let words = (
        words!("这里是{zh}，YAML 不认作空格", "{en} is no space to YAML"),
        words!("改用普通空格", "use plain spaces"),
    );
    finding(file, Code::BadSpace, (at, 1), words)
}

fn no_space(file: &Arc<str>, at: At, key: &str) -> Finding {
    let words = (
        words!("`{key}:` 后面少一个空格", "no space follows `{key}:`"),
        words!("写成 `{key}: …`", "write `{key}: …`"),
    );
    finding(file, Code::Syntax, (at, 1), words)
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
