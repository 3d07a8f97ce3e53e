//! Initials of a Chinese name's pinyin: 澜江商业银行 is found by `ljsyyh`.

use pinyin::ToPinyinMulti;

use crate::render::search::token::folded;
use crate::render::search::token::is_han;

/// Readings of one name that are kept, where its characters have several.
const READINGS: usize = 8;

/// The initials of a name, one a reading; letters and digits in it stand for themselves. Empty without Chinese in it.
pub fn initials(name: &str) -> Vec<String> {
    if !name.chars().any(is_han) {
        return Vec::new();
    }
    let mut readings = vec![String::new()];
    for letter in name.chars().map(folded) {
        let firsts = firsts(letter);
        let Some((first, others)) = firsts.split_first() else {
            continue;
        };
        let mut more: Vec<String> = Vec::new();
        for other in others {
            let room = READINGS.saturating_sub(readings.len() + more.len());
            more.extend(
                readings
                    .iter()
                    .take(room)
                    .map(|reading| format!("{reading}{other}")),
            );
        }
        for reading in &mut readings {
            reading.push(*first);
        }
        readings.extend(more);
    }
    readings.retain(|reading| reading.chars().nth(1).is_some());
    readings.sort();
    readings.dedup();
    readings
}

/// First letters a character may be read with, the usual one first.
fn firsts(letter: char) -> Vec<char> {
    if letter.is_ascii_alphanumeric() {
        return vec![letter.to_ascii_lowercase()];
    }
    let Some(readings) = letter.to_pinyin_multi() else {
        return Vec::new();
    };
    let mut firsts: Vec<char> = Vec::new();
    for reading in readings {
        if let Some(first) = reading.first_letter().chars().next()
            && first.is_ascii_lowercase()
            && !firsts.contains(&first)
        {
            firsts.push(first);
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_the_first_letter_of_each_character() {
        assert!(initials("澜江商业银行").contains(&"ljsyyh".to_owned()));
        assert!(initials("K3平台").contains(&"k3pt".to_owned()));
    }

    #[test]
    fn characters_with_several_readings_give_several_initials() {
        let found = initials("重庆");
        assert!(
            found.contains(&"cq".to_owned()) && found.contains(&"zq".to_owned()),
            "{found:?}"
        );
        assert!(initials("重重重重重重重重").len() <= READINGS);
    }

    #[test]
    fn a_name_without_chinese_has_none() {
        assert_eq!(initials("North Bank"), Vec::<String>::new());
    }
}
