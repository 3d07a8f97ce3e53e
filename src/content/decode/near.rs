//! The known word nearest to a misspelt one.

/// The word of `known` that `text` most likely means; the first of several equally near ones.
pub fn nearest<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let folded = fold(text);
    let length = folded.chars().count();
    let farthest = if length <= 2 { 1 } else { (length / 3).max(2) };
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(&folded, &fold(word)), word))
        .filter(|(distance, word)| *distance <= farthest && *distance < word.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if matches!(c, '_' | ' ' | '－' | '—') {
                '-'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_a_letter_or_two_is_near_and_another_word_is_not() {
        let known = ["reviewed_on", "review_by", "owner", "id"];
        for (text, want) in [
            ("ownr", Some("owner")),
            ("reviewed-on", Some("reviewed_on")),
            ("Owner", Some("owner")),
            ("reviewd_on", Some("reviewed_on")),
            ("colour", None),
            ("业主", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, known), want, "{text}");
        }
    }
}
