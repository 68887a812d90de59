//! When two names in the files are the same name to a reader.

use unicode_normalization::UnicodeNormalization;

/// `name` without what a reader would not count as a difference: case, white space, characters that are not seen, and
/// whether an accent is a character of its own.
pub fn folded(name: &str) -> String {
    let mut folded: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .nfc()
        .collect();
    // A name of nothing but such characters is still a name.
    if folded.is_empty() {
        folded.push_str(name);
    }
    folded
}

/// `name` as it is seen: without unseen characters, each accent joined to its letter.
pub(crate) fn seen(name: &str) -> String {
    name.chars().filter(|c| !is_unseen(*c)).nfc().collect()
}

/// Whether a reader sees nothing of `c`: soft hyphens, joiners, marks of direction, variation selectors and their like
/// (Unicode's property Default_Ignorable_Code_Point, without its fillers, which take room).
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_does_not_see_makes_no_difference() {
        for (a, b) in [
            ("People  Skills", "people skills"),
            ("É", " é"),
            ("ab", "a b"),
            ("ΌΣΟΣ", "όσος"),
            ("Qualitäts\u{ad}sicherung", "Qualitätssicherung"),
            ("Qualita\u{308}t", "Qualität"),
            ("Q\u{200b}A", "QA"),
            ("\u{feff}Craft\u{200e}", "Craft"),
            ("\u{2067}الحرفة\u{2069}", "الحرفة"),
            ("ガ", "カ\u{3099}"),
            ("❤\u{fe0f}", "❤"),
            ("Code\u{a0}review", "code review"),
        ] {
            assert_eq!(folded(a), folded(b), "{a}, {b}");
        }
        for (a, b) in [("Größe", "Grosse"), ("C", "C++"), ("é", "e"), ("\u{ad}", "\u{200b}")] {
            assert_ne!(folded(a), folded(b), "{a}, {b}");
        }
    }

    #[test]
    fn what_is_not_seen_is_what_unicode_says() {
        use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        // They take room.
        let fillers = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];
        for c in '\0'..=char::MAX {
            let expected = ignorable.contains(c) && !fillers.contains(&c);
            assert_eq!(is_unseen(c), expected, "U+{:04X}", c as u32);
        }
    }
}
