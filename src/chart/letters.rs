//! How wide text will be, and how it is made to fit: no font is asked.

use unicode_width::UnicodeWidthChar;

/// Height of a line of text, as a multiple of the font size.
pub const LINE: f64 = 1.25;

/// Width of one character in em: 1 for Han and everything an East Asian font sets wide, else by class of letter.
///
/// Classes are measured on common sans-serif fonts and rounded up, so that an estimate is rather too wide than too narrow.
fn char_width(letter: char) -> f64 {
    match letter {
        ' ' => 0.3,
        'i' | 'j' | 'l' | 'I' | '|' | '\'' | '.' | ',' | ':' | ';' | '!' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        '0'..='9' => 0.64,
        'a'..='z' => 0.6,
        'A'..='Z' => 0.72,
        // The commonest letters of all, without a look into the table of widths.
        '\u{4E00}'..='\u{9FFF}' => 1.0,
        other => match other.width_cjk() {
            None | Some(0) => 0.0,
            Some(1) => 0.64,
            Some(_) => 1.0,
        },
    }
}

/// Estimated width of a text at a font size, in canvas units.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(char_width).sum::<f64>() * size
}

/// The text on one line of at most `room` units: cut with an ellipsis if it is wider.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    let text = tidy(text);
    if width(&text, size) <= room {
        return text;
    }
    let room = room - width("…", size);
    let mut fitted = String::new();
    let mut used = 0.0;
    for letter in text.chars() {
        used += char_width(letter) * size;
        if used > room {
            break;
        }
        fitted.push(letter);
    }
    let mut fitted = fitted.trim_end().to_string();
    fitted.push('…');
    fitted
}

/// The text on at most `max_lines` lines of at most `room` units; the last one is cut with an ellipsis if there is more.
///
/// Breaks between words and between Han characters, never before closing punctuation. At least one line.
pub fn wrap(text: &str, size: f64, room: f64, max_lines: usize) -> Vec<String> {
    let text = tidy(text);
    // Most labels fit: nothing is taken apart for them.
    if width(&text, size) <= room {
        return vec![text];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut rest: Vec<String> = pieces(&text);
    rest.reverse();
    while let Some(piece) = rest.pop() {
        let joined = format!("{line}{piece}");
        if width(joined.trim_end(), size) <= room || line.is_empty() {
            line = joined;
            continue;
        }
        if lines.len() + 1 >= max_lines {
            line = joined;
            while let Some(more) = rest.pop() {
                line.push_str(&more);
            }
            break;
        }
        lines.push(line.trim_end().to_string());
        line = piece.trim_start().to_string();
    }
    lines.push(line.trim_end().to_string());
    lines.iter().map(|line| fit(line, size, room)).collect()
}

/// White space of any kind, and control characters, as single spaces.
fn tidy(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_wide(letter: char) -> bool {
    letter.width() == Some(2)
}

fn closes(letter: char) -> bool {
    "，。、；：！？）》」』】〕〉”’…·,.;:!?)]%".contains(letter)
}

/// The smallest parts a line may break after: a Han character, a word with the space behind it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut is_open = false;
    for letter in text.chars() {
        let joins = closes(letter) || letter == ' ' || (is_open && !is_wide(letter));
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        is_open = !is_wide(letter) && letter != ' ' && !closes(letter);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_character_is_one_em_and_a_latin_letter_about_half() {
        assert_eq!(width("客户", 16.0), 32.0);
        assert!(width("Lanjiang", 16.0) < 8.0 * 16.0 * 0.62);
        assert_eq!(width("", 16.0), 0.0);
    }

    #[test]
    fn a_fitted_text_is_never_wider_than_its_room() {
        for room in [20.0, 33.0, 90.0, 400.0] {
            for text in [
                "澜江商业银行股份有限公司",
                "A very long English name of an account",
                "ok",
                "",
            ] {
                assert!(width(&fit(text, 16.0, room), 16.0) <= room, "{text} in {room}");
            }
        }
    }

    #[test]
    fn wrapping_keeps_words_whole_and_punctuation_at_the_end() {
        assert_eq!(
            wrap("Ease of implementation", 10.0, 75.0, 3),
            ["Ease of", "implementat…"]
        );
        assert_eq!(wrap("银行、证券、保险", 10.0, 40.0, 9), ["银行、证", "券、保险"]);
        assert_eq!(wrap("一二三四五六七八", 10.0, 30.0, 2), ["一二三", "四五…"]);
        assert_eq!(wrap("", 10.0, 30.0, 2), [""]);
        assert_eq!(
            wrap("一二三四，五；六七", 10.0, 40.0, 9),
            ["一二三", "四，五；", "六七"]
        );
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        for text in [
            "客户关系与 partnership 之间 interdependence",
            "WWWWWWWWWWWWWWWWWWWWW",
            "长\n长\t长\u{7}长",
        ] {
            for line in wrap(text, 16.0, 64.0, 3) {
                assert!(width(&line, 16.0) <= 64.0, "{line}");
            }
        }
    }
}
