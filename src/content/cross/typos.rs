//! Noise of extraction, known typos, and quotes that do not pair, in texts and names.

use std::fmt;
use std::sync::Arc;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;
use memchr::memmem::Finder;

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::key;
use crate::content::cross::report::spot;
use crate::content::markdown::place_of;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::model::account::Account;
use crate::model::book::Body;
use crate::model::book::Page;
use crate::model::text::Text;
use crate::words;

/// What machines leave in extracted texts or misread, and what it should be.
const MISREAD: [(&str, &str); 5] = [
    ("Hale Waihona Puke", ""),
    ("毕搏", "毕博"),
    ("挺进我竞争", "挺进无竞争"),
    ("业10务10", "业务 10"),
    ("》〉", "》"),
];
/// A letter of each of them that hardly stands elsewhere: a name without any of these needs no search, which would cost more
/// to begin than a name takes to read.
const TELLTALES: [char; MISREAD.len()] = ['W', '搏', '挺', '务', '〉'];
/// Longest text that is read letter by letter first. Unit: bytes.
const SHORT: usize = 64;
/// Marks that come in pairs.
const PAIRS: [(char, char); 4] = [('“', '”'), ('《', '》'), ('（', '）'), ('「', '」')];

/// Says what was found in the names and the text of a dossier when it was read.
pub(super) fn account(_: Scope, page: &Page<Account>, report: &mut Report) {
    body(&page.body, report);
}

/// Slips in the names of a dossier, found while they are at hand.
pub(in crate::content) fn of_names(file: &Arc<str>, account: &Account) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut look = |text: &Text, at: &dyn Fn() -> At, field: fmt::Arguments<'_>| {
        for slip in text.written().flat_map(slips) {
            findings.push(slip.found(file, at(), field.to_string()));
        }
    };
    let key = |name: &str| key(&account.keys, name);
    look(&account.name, &|| key("name"), format_args!("name"));
    for (n, goal) in account.goals.iter().enumerate() {
        look(&goal.text, &|| key("goals"), format_args!("goals[{n}].text"));
    }
    for (n, contact) in account.contacts.iter().enumerate() {
        look(
            &contact.label,
            &|| contact.id.at,
            format_args!("contacts[{n}].label"),
        );
    }
    for (n, need) in account.needs.iter().enumerate() {
        look(&need.text, &|| need.id.at, format_args!("needs[{n}].text"));
    }
    for (n, objective) in account.objectives.iter().enumerate() {
        look(
            &objective.text,
            &|| objective.id.at,
            format_args!("objectives[{n}].text"),
        );
    }
    for (n, action) in account.actions.iter().enumerate() {
        look(&action.text, &|| action.id.at, format_args!("actions[{n}].text"));
    }
    findings
}

/// Checks everything else that has names or a text.
pub(super) fn pages(scope: Scope, findings: &mut Vec<Finding>) {
    let book = scope.book;
    let mut on = |file: &Arc<str>, rule: &dyn Fn(&mut Report)| {
        let mut report = Report::new(scope, file);
        rule(&mut report);
        findings.append(&mut report.findings);
    };
    for page in book.industries.values() {
        on(&page.file, &|report| {
            name(
                &page.data.name,
                key(&page.data.keys, "name"),
                format_args!("name"),
                report,
            );
            for (n, stage) in page.data.needs_stages.iter().enumerate() {
                name(
                    &stage.name,
                    stage.id.at,
                    format_args!("needs_stages[{n}].name"),
                    report,
                );
            }
            body(&page.body, report);
        });
    }
    for page in book.competitors.values() {
        on(&page.file, &|report| {
            name(
                &page.data.name,
                key(&page.data.keys, "name"),
                format_args!("name"),
                report,
            );
            for (n, claim) in page.data.strengths.iter().enumerate() {
                name(&claim.text, claim.at, format_args!("strengths[{n}].text"), report);
            }
            for (n, claim) in page.data.weaknesses.iter().enumerate() {
                name(
                    &claim.text,
                    claim.at,
                    format_args!("weaknesses[{n}].text"),
                    report,
                );
            }
            body(&page.body, report);
        });
    }
    for page in book.playbook.values() {
        on(&page.file, &|report| {
            name(
                &page.data.name,
                key(&page.data.keys, "name"),
                format_args!("name"),
                report,
            );
            for (n, step) in page
                .data
                .method
                .iter()
                .flat_map(|method| &method.steps)
                .enumerate()
            {
                name(&step.name, step.id.at, format_args!("steps[{n}].name"), report);
                for (m, point) in step.points.iter().enumerate() {
                    name(
                        &point.text,
                        point.id.at,
                        format_args!("steps[{n}].points[{m}].text"),
                        report,
                    );
                }
            }
            body(&page.body, report);
        });
    }
    for page in book.cases.values() {
        on(&page.file, &|report| {
            name(
                &page.data.name,
                key(&page.data.keys, "name"),
                format_args!("name"),
                report,
            );
            if let Some(claim) = &page.data.claim {
                name(
                    claim,
                    key(&page.data.keys, "claim"),
                    format_args!("claim"),
                    report,
                );
            }
            body(&page.body, report);
        });
    }
    for sheet in book.landscapes.values() {
        on(&sheet.file, &|report| {
            name(
                &sheet.data.name,
                key(&sheet.data.keys, "name"),
                format_args!("name"),
                report,
            );
            for (n, player) in sheet.data.players.iter().enumerate() {
                if let Some(written) = &player.name {
                    name(written, player.at, format_args!("players[{n}].name"), report);
                }
            }
        });
    }
    for sheet in book.compositions.values() {
        on(&sheet.file, &|report| {
            name(
                &sheet.data.name,
                key(&sheet.data.keys, "name"),
                format_args!("name"),
                report,
            );
            for (n, part) in sheet.data.parts.iter().enumerate() {
                if let Some(written) = &part.name {
                    name(written, part.key.at, format_args!("parts[{n}].name"), report);
                }
            }
        });
    }
    on(&Arc::from("content/organisations.yaml"), &|report| {
        for (id, organisation) in &book.organisations {
            name(
                &organisation.name,
                organisation.at,
                format_args!("{id}.name"),
                report,
            );
        }
    });
    on(&Arc::from("content/people.yaml"), &|report| {
        for (id, person) in &book.people {
            name(&person.name, person.at, format_args!("{id}.name"), report);
        }
    });
}

fn name(text: &Text, at: At, field: fmt::Arguments<'_>, report: &mut Report) {
    for written in text.written() {
        for slip in slips(written) {
            report.add(Code::Typo, spot(at, &slip.text, field), slip.message, slip.hint);
        }
    }
}

fn body(body: &Body, report: &mut Report) {
    report.findings.extend(body.slips.iter().cloned());
}

/// Slips in a text that begins on line `first_line` of its file, found while it is at hand.
pub(in crate::content) fn of_text(file: &Arc<str>, markdown: &str, first_line: u32) -> Vec<Finding> {
    let finding = |slip: Slip| {
        let at = place_of(markdown, first_line, slip.byte);
        slip.found(file, at, String::new())
    };
    slips(markdown).into_iter().map(finding).collect()
}

/// Something that looks like a slip.
struct Slip {
    byte: usize,
    text: String,
    message: Words,
    hint: Words,
}

impl Slip {
    fn found(self, file: &Arc<str>, at: At, field: String) -> Finding {
        Finding {
            code: Code::Typo,
            place: Place {
                file: Arc::clone(file),
                at,
                len: u32::try_from(self.text.chars().count()).map_or(1, |len| len.max(1)),
            },
            field,
            message: self.message,
            hint: self.hint,
        }
    }
}

/// [`MISREAD`], ready to be looked for.
static FINDERS: LazyLock<[Finder<'static>; MISREAD.len()]> =
    LazyLock::new(|| MISREAD.map(|(wrong, _)| Finder::new(wrong)));

fn slips(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let Hints {
        misread: may_be_misread,
        paired: may_be_paired,
    } = match text.len() <= SHORT {
        true => Hints::of_short(text),
        false => Hints::of_long(text),
    };
    if may_be_misread {
        let bytes = text.as_bytes();
        for (finder, (wrong, right)) in FINDERS.iter().zip(MISREAD) {
            slips.extend(finder.find_iter(bytes).map(|byte| misread(byte, wrong, right)));
        }
        slips.sort_by_key(|slip| slip.byte);
    }
    if !may_be_paired {
        return slips;
    }
    slips.extend(unpaired(text).into_iter().map(|(byte, mark)| {
        let other = PAIRS
            .iter()
            .find_map(|(open, close)| match mark {
                mark if mark == *open => Some(*close),
                mark if mark == *close => Some(*open),
                _ => None,
            })
            .unwrap_or(mark);
        Slip {
            byte,
            text: mark.to_string(),
            message: words!(
                "`{mark}` 没有与之成对的 `{other}`",
                "`{mark}` has no `{other}` to pair with"
            ),
            hint: words!(
                "补上 `{other}`，或删去 `{mark}`",
                "add `{other}`, or take `{mark}` out"
            ),
        }
    }));
    slips
}

/// What a quick look leaves possible.
#[derive(Clone, Copy, Default)]
struct Hints {
    /// One of [`MISREAD`] may be in the text.
    misread: bool,
    /// Half of a pair is in it.
    paired: bool,
}

impl Hints {
    /// Told letter by letter.
    fn of_short(text: &str) -> Hints {
        // Of all that is sought only one is ASCII; many bytes are looked at at once where no step depends on the one before.
        let may_be_one = |byte: u8| !byte.is_ascii() | (byte == b'W');
        let mut hints = Hints::default();
        if text.bytes().fold(false, |may, byte| may | may_be_one(byte)) {
            for c in text.chars() {
                hints.misread |= TELLTALES.contains(&c);
                hints.paired |= is_paired(c);
            }
        }
        hints.misread = hints.misread && may_be_misread(text);
        hints
    }

    /// Told by searches, of which most texts need the first alone.
    fn of_long(text: &str) -> Hints {
        if !may_have_any(text) {
            return Hints::default();
        }
        Hints {
            misread: may_be_misread(text),
            paired: may_be_paired(text),
        }
    }
}

/// A search for any of some texts at once, many bytes at a time; `None` if it cannot be had.
fn search(texts: &[impl AsRef<[u8]>]) -> Option<AhoCorasick> {
    let mut search = AhoCorasick::builder();
    search.match_kind(MatchKind::LeftmostFirst).build(texts).ok()
}

/// Each half of [`PAIRS`].
fn halves() -> Vec<String> {
    let halves = PAIRS.iter().flat_map(|(open, close)| [open, close]);
    halves.map(char::to_string).collect()
}

/// False if neither half of a pair nor any of [`MISREAD`] is in a text, as in most: found in one search instead of two.
fn may_have_any(text: &str) -> bool {
    static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let mut any = halves();
        any.extend(MISREAD.map(|(wrong, _)| wrong.to_owned()));
        search(&any)
    });
    ANY.as_ref().is_none_or(|any| any.is_match(text))
}

/// False if none of [`MISREAD`] is in a text.
fn may_be_misread(text: &str) -> bool {
    static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| search(&MISREAD.map(|(wrong, _)| wrong)));
    ANY.as_ref().is_none_or(|any| any.is_match(text))
}

/// False if no half of [`PAIRS`] is in a text.
fn may_be_paired(text: &str) -> bool {
    static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| search(&halves()));
    ANY.as_ref().is_none_or(|any| any.is_match(text))
}

fn misread(byte: usize, wrong: &str, right: &str) -> Slip {
    let (message, hint) = if right.is_empty() {
        (
            words!(
                "`{wrong}` 是提取文字时混入的杂质",
                "`{wrong}` is noise of text extraction"
            ),
            words!("删去它", "take it out"),
        )
    } else {
        (
            words!("`{wrong}` 是认错的字", "`{wrong}` is a misreading"),
            words!("改成 `{right}`", "write `{right}`"),
        )
    };
    Slip {
        byte,
        text: wrong.to_owned(),
        message,
        hint,
    }
}

/// Marks without their other half in the same paragraph, code left out.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut paragraph = Paragraph::default();
    let mut is_fenced = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with("```") || words.starts_with("~~~") {
            is_fenced = !is_fenced;
        } else if words.is_empty() {
            found.append(&mut open);
            paragraph = Paragraph::default();
        } else if !is_fenced {
            // A quotation over several paragraphs opens each of them and closes in the last alone.
            if paragraph.before.is_none() && words.starts_with('“') {
                found.retain(|(_, mark)| *mark != '“');
            }
            scan(line, start, &mut paragraph, &mut open, &mut found);
        }
        start += line.len();
    }
    found.append(&mut open);
    found.sort_unstable();
    found
}

/// What is known of the paragraph so far.
#[derive(Default)]
struct Paragraph {
    before: Option<char>,
    is_code: bool,
    /// Half-width brackets open: they may be closed by a full-width one.
    half_open: usize,
}

fn scan(
    line: &str,
    start: usize,
    paragraph: &mut Paragraph,
    open: &mut Vec<(usize, char)>,
    found: &mut Vec<(usize, char)>,
) {
    for (byte, c) in line.char_indices() {
        let before = paragraph.before.replace(c);
        match c {
            '`' => paragraph.is_code = !paragraph.is_code,
            _ if paragraph.is_code => {}
            '(' => paragraph.half_open += 1,
            ')' if open.last().is_some_and(|(_, mark)| *mark == '（') => {
                open.pop();
            }
            ')' => paragraph.half_open = paragraph.half_open.saturating_sub(1),
            c if is_paired(c) => {
                let opens = PAIRS.iter().any(|(first, _)| c == *first);
                let Some((first, _)) = PAIRS.iter().find(|(first, last)| c == *first || c == *last) else {
                    continue;
                };
                if opens {
                    open.push((start + byte, c));
                } else if let Some(at) = open.iter().rposition(|(_, mark)| mark == first) {
                    found.extend(open.drain(at..).skip(1));
                } else if c == '）' && paragraph.half_open > 0 {
                    paragraph.half_open -= 1;
                } else if c == '）' && before.is_some_and(is_numbering) {
                    // 1） and 一） number the items of a list.
                } else {
                    found.push((start + byte, c));
                }
            }
            _ => {}
        }
    }
}

/// True for either half of a pair; asked of every character, so that most are passed at once.
fn is_paired(c: char) -> bool {
    c >= '“' && PAIRS.iter().any(|(open, close)| c == *open || c == *close)
}

fn is_numbering(c: char) -> bool {
    c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_and_every_misreading_is_met_wherever_it_stands() {
        for (open, close) in PAIRS {
            assert_eq!(slips(&open.to_string()).len(), 1, "{open}");
            assert_eq!(slips(&format!("某某{close}")).len(), 1, "{close}");
        }
        for (wrong, _) in MISREAD {
            assert!(!slips(wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn a_mark_is_met_at_every_place_of_a_long_text() {
        for mark in ["《", "（", "“", "」", "毕搏", "Hale Waihona Puke"] {
            for before in [0, 1, 2, 250, 253, 254, 255, 256, 257, 511, 512, 1000] {
                let text = format!("{}{mark}", "x".repeat(before));
                assert_eq!(slips(&text).len(), 1, "{mark} after {before} bytes");
                let text = format!("{text}{}", "。，业一".repeat(100));
                assert_eq!(slips(&text).len(), 1, "{mark} after {before} bytes, amid others");
            }
        }
    }

    #[test]
    fn known_misreadings_and_noise_are_named() {
        let said = |text: &str| slips(text).into_iter().map(|slip| slip.text).collect::<Vec<_>>();
        assert_eq!(said("毕搏与Hale Waihona Puke"), ["毕搏", "Hale Waihona Puke"]);
        assert_eq!(said("挺进我竞争领域"), ["挺进我竞争"]);
        assert_eq!(said("《天龙八部》〉"), ["》〉"]);
        assert_eq!(said("挺进无竞争领域，毕博《方案》"), [""; 0]);
    }

    #[test]
    fn a_text_is_searched_for_what_is_misread_if_and_only_if_it_may_be_there() {
        for (wrong, _) in MISREAD {
            assert!(may_be_misread(&format!("x{wrong}")), "{wrong}");
        }
        assert!(!may_be_misread("毕业于《业务》，挺好；Hal"));
    }

    #[test]
    fn no_other_mark_is_taken_for_half_of_a_pair() {
        let halves: Vec<char> = PAIRS.iter().flat_map(|(open, close)| [*open, *close]).collect();
        for c in '\u{80}'..='\u{ffff}' {
            let text = c.to_string();
            assert_eq!(may_be_paired(&text), halves.contains(&c), "{c}");
        }
        assert!(!may_be_paired("plain \"text\" (H)"));
    }

    #[test]
    fn marks_pair_within_their_paragraph() {
        let marks = |text: &str| {
            unpaired(text)
                .into_iter()
                .map(|(_, mark)| mark)
                .collect::<String>()
        };
        for (text, expected) in [
            ("他说“你好”。（《方案》）", ""),
            ("他说“你好。", "“"),
            ("他说你好”。", "”"),
            ("《方案（一》）", "（）"),
            ("“一\n二”", ""),
            ("“一\n\n二”", "“”"),
            ("“一\n\n“二”", ""),
            ("1）甲\n2）乙\n一）丙", ""),
            ("(半角开，全角关）", ""),
            ("（全角开，半角关)", ""),
            ("`“` 与\n\n```\n《\n```\n", ""),
            ("it's \"plain\"", ""),
        ] {
            assert_eq!(marks(text), expected, "{text}");
        }
    }
}
