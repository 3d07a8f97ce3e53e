//! Words of a text as search knows them: pairs of Han characters, beginnings of Latin words and numbers.

use std::cmp::Ordering;
use std::hash::Hash;
use std::hash::Hasher;

/// Bytes of a word that count; a longer one is found by its beginning.
const LEN: usize = 16;

/// What is put before the initials of a name, so that they are told from words.
pub const INITIALS: char = '*';

/// One word of the index: UTF-8, zeros behind, so that the order of tokens is the order of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; LEN]);

impl Ord for Token {
    // The order of the bytes, a whole word at once.
    fn cmp(&self, other: &Token) -> Ordering {
        u128::from_be_bytes(self.0).cmp(&u128::from_be_bytes(other.0))
    }
}

impl PartialOrd for Token {
    fn partial_cmp(&self, other: &Token) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Token {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from_ne_bytes(self.0));
    }
}

impl Token {
    /// The token of a word; what does not fit is cut off at a whole character.
    pub fn of(word: &str) -> Token {
        let mut bytes = [0; LEN];
        let mut len = 0;
        for letter in word.chars() {
            let mut buffer = [0; 4];
            let letter = letter.encode_utf8(&mut buffer).as_bytes();
            let Some(room) = bytes.get_mut(len..len + letter.len()) else {
                break;
            };
            room.copy_from_slice(letter);
            len += letter.len();
        }
        Token(bytes)
    }

    /// The word.
    pub fn word(&self) -> String {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LEN);
        String::from_utf8_lossy(self.0.get(..end).unwrap_or_default()).into_owned()
    }

    /// The share of the index that holds the token: by its first two characters, the mark of initials left out.
    pub fn share(&self, n_shares: usize) -> usize {
        let word = self.word();
        let mut hash: u32 = 2_166_136_261;
        for letter in word.chars().filter(|letter| *letter != INITIALS).take(2) {
            hash = (hash ^ u32::from(letter)).wrapping_mul(16_777_619);
        }
        // The low bits of this hash hang on the last letter alone.
        let mixed = hash ^ (hash >> 15);
        usize::try_from(mixed).unwrap_or(0) % n_shares.max(1)
    }
}

/// Gives every token of a text to `found`, repeated as often as it stands there.
pub fn tokens(text: &str, mut found: impl FnMut(Token)) {
    let mut word = String::new();
    let mut before: Option<char> = None;
    let mut end = |word: &mut String| {
        if word.chars().nth(1).is_some() {
            found(Token::of(word));
        }
        word.clear();
    };
    let mut pairs: Vec<(char, char)> = Vec::new();
    for letter in text.chars().map(folded) {
        if is_han(letter) {
            end(&mut word);
            if let Some(first) = before {
                pairs.push((first, letter));
            }
            before = Some(letter);
            continue;
        }
        before = None;
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        } else {
            end(&mut word);
        }
    }
    end(&mut word);
    for (first, second) in pairs {
        let mut pair = String::with_capacity(8);
        pair.push(first);
        pair.push(second);
        found(Token::of(&pair));
    }
}

/// Full-width letters, digits and signs as their plain twins.
pub fn folded(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' => ' ',
        _ => letter,
    }
}

/// True for characters that are written without spaces between words.
pub fn is_han(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        tokens(text, |token| words.push(token.word()));
        words.sort();
        words
    }

    #[test]
    fn chinese_gives_every_pair_and_latin_every_word() {
        assert_eq!(words("北方银行"), ["北方", "方银", "银行"]);
        assert_eq!(words("The North-Bank, 2025"), ["2025", "bank", "north", "the"]);
    }

    #[test]
    fn a_run_of_chinese_ends_where_other_letters_begin() {
        assert_eq!(words("金融IT部，交通"), ["it", "交通", "金融"]);
        assert_eq!(words("Ｋ３平台 a"), ["k3", "平台"]);
    }

    #[test]
    fn long_words_are_cut_at_a_whole_character() {
        assert_eq!(words("internationalisation"), ["internationalisa"]);
        assert_eq!(Token::of("ééééééééé").word(), "éééééééé");
    }

    #[test]
    fn initials_share_the_place_of_words_that_begin_so() {
        assert_eq!(Token::of("*ljsy").share(64), Token::of("ljx").share(64));
        let places: std::collections::BTreeSet<usize> =
            ["aa", "ab", "ba", "北方", "方银", "银行", "20", "r6"]
                .map(|word| Token::of(word).share(1024))
                .into_iter()
                .collect();
        assert!(places.len() >= 7, "shares are spread: {places:?}");
    }
}
