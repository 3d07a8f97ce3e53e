//! The index itself: which pages hold a word, and whether their titles do, packed as text.

use std::collections::BTreeMap;

use foldhash::HashMap;
use rayon::prelude::*;

use crate::diag::Lang;
use crate::render::route::Route;
use crate::render::scope::Shared;
use crate::render::search::PAGES;
use crate::render::search::entries;
use crate::render::search::entries::Entry;
use crate::render::search::initials::initials;
use crate::render::search::token::INITIALS;
use crate::render::search::token::Token;
use crate::render::search::token::tokens;

/// Everything a language's search knows.
pub struct Index {
    /// Packed pages by token, one map a share.
    shares: Vec<BTreeMap<Token, String>>,
    /// What is shown of each page.
    pages: Vec<Shown>,
}

/// Pages whose words are held at once.
const CHUNK: usize = 256;

/// A page's words, each with whether its title has it.
type Words = Vec<(Token, bool)>;

/// Title, link, kind and second line.
type Shown = [String; 4];

/// A word's pages while they are packed: page numbers only grow.
#[derive(Default)]
struct Packed {
    last: u32,
    text: String,
}

/// Makes the index of a language's pages.
pub fn make(shared: &Shared, lang: Lang, routes: &[Route], n_shares: usize) -> Index {
    // Only looked up, and given in the order of the tokens below.
    let mut packed: HashMap<Token, Packed> = HashMap::default();
    let mut pages = Vec::with_capacity(routes.len());
    let mut numbers = 0_u32..;
    // The words of all pages at once would take more room than everything else.
    for some in routes.chunks(CHUNK) {
        let read: Vec<(Words, Shown)> = some
            .par_iter()
            .map(|route| {
                let entry = entries::entry(shared, lang, route);
                (words(&entry), [entry.title, entry.href, entry.kind, entry.line])
            })
            .collect();
        for ((words, page), number) in read.into_iter().zip(&mut numbers) {
            for (token, is_in_title) in words {
                packed
                    .entry(token)
                    .or_default()
                    .push(number.saturating_mul(2) + u32::from(is_in_title));
            }
            pages.push(page);
        }
    }
    let mut shares = vec![BTreeMap::new(); n_shares];
    for (token, packed) in packed {
        if let Some(share) = shares.get_mut(token.share(n_shares)) {
            share.insert(token, packed.text);
        }
    }
    Index { shares, pages }
}

/// A page's words, each once, with whether its title has it.
fn words(entry: &Entry) -> Words {
    let mut found: Words = Vec::new();
    for name in &entry.names {
        tokens(name, |token| found.push((token, true)));
        for reading in initials(name) {
            found.push((Token::of(&format!("{INITIALS}{reading}")), true));
        }
    }
    for text in &entry.texts {
        tokens(text, |token| found.push((token, false)));
    }
    // A title's word comes first among its equals, and stands for them.
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.dedup_by_key(|(token, _)| *token);
    found
}

impl Packed {
    /// Appends a number as its distance from the last: base 26, the last digit in upper case.
    fn push(&mut self, number: u32) {
        let mut rest = number - self.last;
        self.last = number;
        let mut digits = [0_u8; 8];
        let mut n_digits = 0;
        loop {
            if let (Some(digit), Ok(value)) = (digits.get_mut(n_digits), u8::try_from(rest % 26)) {
                *digit = value;
            }
            n_digits += 1;
            rest /= 26;
            if rest == 0 {
                break;
            }
        }
        for (place, digit) in digits.iter().take(n_digits).enumerate().rev() {
            let first = if place == 0 { b'A' } else { b'a' };
            self.text.push(char::from(first + digit));
        }
    }
}

impl Index {
    /// Into how many shares it is cut.
    pub fn n_shares(&self) -> usize {
        self.shares.len()
    }

    /// Pages it knows.
    pub fn n_pages(&self) -> usize {
        self.pages.len()
    }

    /// One share as a script.
    pub fn share(&self, number: usize) -> String {
        let mut text = format!("keybookSearch('i',{number},{{");
        for (nth, (token, packed)) in self.shares.get(number).into_iter().flatten().enumerate() {
            if nth > 0 {
                text.push(',');
            }
            text.push_str(&quoted(&token.word()));
            text.push_str(":\"");
            text.push_str(packed);
            text.push('"');
        }
        text.push_str("});\n");
        text
    }

    /// Some pages' titles, links, kinds and lines as a script.
    pub fn pages(&self, chunk: usize) -> String {
        let rows: Vec<String> = self
            .pages
            .iter()
            .skip(chunk * PAGES)
            .take(PAGES)
            .map(|page| {
                let cells: Vec<String> = page.iter().map(|cell| quoted(cell)).collect();
                format!("[{}]", cells.join(","))
            })
            .collect();
        format!("keybookSearch('p',{chunk},[{}]);\n", rows.join(",\n"))
    }
}

/// A string literal of JSON that is one of JavaScript too.
fn quoted(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(text: &str) -> Vec<u32> {
        let (mut numbers, mut last, mut digits) = (Vec::new(), 0, 0);
        for byte in text.bytes() {
            if byte.is_ascii_lowercase() {
                digits = (digits + u32::from(byte - b'a')) * 26;
            } else {
                last += digits + u32::from(byte - b'A');
                numbers.push(last);
                digits = 0;
            }
        }
        numbers
    }

    proptest::proptest! {
        #[test]
        fn packed_pages_come_out_as_they_went_in(mut numbers in proptest::collection::vec(0_u32..4_000_000, 0..50)) {
            numbers.sort_unstable();
            numbers.dedup();
            let mut packed = Packed::default();
            for number in &numbers {
                packed.push(*number);
            }
            proptest::prop_assert_eq!(unpacked(&packed.text), numbers);
        }
    }

    #[test]
    fn a_word_in_the_title_stands_for_the_same_in_the_text() {
        let entry = Entry {
            names: vec!["银行".to_owned()],
            texts: vec!["这家银行".to_owned()],
            ..Entry::default()
        };
        let found: Vec<(String, bool)> = words(&entry)
            .into_iter()
            .map(|(token, is_in_title)| (token.word(), is_in_title))
            .collect();
        assert!(found.contains(&("银行".to_owned(), true)));
        assert!(found.contains(&("家银".to_owned(), false)));
        assert!(!found.contains(&("银行".to_owned(), false)));
        assert!(found.contains(&("*yh".to_owned(), true)));
    }
}
