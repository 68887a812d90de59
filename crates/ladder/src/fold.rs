//! Words as they are compared and sought: without case, diacritics and punctuation.
//!
//! The tables are the project's own, after the Unicode Character Database, as no crate folds words so:
//! `unicode-normalization` leaves what has no decomposition (ø, ł, ß, æ) and so would need most of them all the same;
//! `deunicode` turns Greek, Cyrillic and Han into Latin letters. They cover Latin with all its accents, Greek and
//! Cyrillic; letters of other scripts stand as they are.

use std::ops::Range;

/// U+00C0 to U+017F, the letters of Latin-1 and Latin Extended-A.
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn\
    oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// U+1E00 to U+1EFF, Latin Extended Additional.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn\
    oooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyassssd\
    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/// U+0386 to U+03CE.
const GREEK: &str = "α εηι ο υωιαβγδεζηθικλμνξοπρ στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";

/// U+0400 to U+045F.
const CYRILLIC: &str =
    "ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџ";

/// All words of `text`, folded, with a space between them.
pub fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    words(text, &mut |word, _| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    });
    joined
}

/// Calls `each` with every word of `text`, folded, and where it stands: whole characters, in order.
pub fn words(text: &str, each: &mut dyn FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if word.is_empty() {
            start = at;
        }
        // Nearly all text.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        word.push_str(rest.get(..run).unwrap_or_default());
        at += run;
        let Some(letter) = rest.get(run..).and_then(|rest| rest.chars().next()) else { break };
        let written = word.len();
        match fold(letter, &mut word) {
            Kind::Letter => {}
            Kind::Gap => end(&mut word, start..at, each),
            // Scripts that put no space between words: each character counts as one.
            Kind::Word => {
                let mut alone = word.split_off(written);
                end(&mut word, start..at, each);
                end(&mut alone, at..at + letter.len_utf8(), each);
            }
        }
        at += letter.len_utf8();
    }
    end(&mut word, start..text.len(), each);
}

fn end(word: &mut String, place: Range<usize>, each: &mut dyn FnMut(&str, Range<usize>)) {
    if !word.is_empty() {
        word.make_ascii_lowercase();
        each(word, place);
        word.clear();
    }
}

enum Kind {
    Letter,
    Gap,
    Word,
}

/// Adds to `word` what `letter` is folded to: nothing, a letter or two.
fn fold(letter: char, word: &mut String) -> Kind {
    let table = |table: &str, first: u32| table.chars().nth((letter as u32 - first) as usize).unwrap_or(' ');
    let folded = match letter {
        // Marks that stand on the letter before.
        '\u{300}'..='\u{36f}' => return Kind::Letter,
        '\0'..='\u{bf}' => ' ',
        'Æ' | 'æ' => two("ae", word),
        'Œ' | 'œ' => two("oe", word),
        'Ĳ' | 'ĳ' => two("ij", word),
        'Þ' | 'þ' => two("th", word),
        'ß' | 'ẞ' => two("ss", word),
        '\u{c0}'..='\u{17f}' => table(LATIN, 0xc0),
        '\u{1e00}'..='\u{1eff}' => table(LATIN_ADDITIONAL, 0x1e00),
        '\u{386}'..='\u{3ce}' => table(GREEK, 0x386),
        '\u{400}'..='\u{45f}' => table(CYRILLIC, 0x400),
        // Punctuation: general, CJK, and the full-width forms of ASCII's.
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' => ' ',
        // Kana and Han.
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => {
            word.push(letter);
            return Kind::Word;
        }
        _ => letter,
    };
    if folded == ' ' {
        return Kind::Gap;
    }
    word.push(folded);
    Kind::Letter
}

/// Adds the first of two letters and gives the second.
fn two(letters: &'static str, word: &mut String) -> char {
    let mut letters = letters.chars();
    word.extend(letters.next());
    letters.next().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        words(text, &mut |word, place| found.push((word.to_owned(), text[place].to_owned())));
        found
    }

    #[test]
    fn words_are_folded() {
        for (text, expected) in [
            ("", ""),
            (" — …!", ""),
            ("Reviews, code.", "reviews code"),
            ("on-call team's 24/7", "on call team s 24 7"),
            ("Čeština ÆON Straße Þórr Ĳssel cœur", "cestina aeon strasse thorr ijssel coeur"),
            ("re\u{301}sume\u{301} résumé RÉSUMÉ", "resume resume resume"),
            ("Tiếng Việt", "tieng viet"),
            ("Ελλάς Όσος ΌΣΟΣ", "ελλασ οσοσ οσοσ"),
            ("Ёлка Й и\u{306} Київ", "елка и и киів"),
            ("评审代码 ok", "评 审 代 码 ok"),
            ("a评b", "a 评 b"),
            ("ＡＢ：ＣＤ", "ＡＢ ＣＤ"),
            ("50 × 3÷2", "50 3 2"),
        ] {
            let words: Vec<_> = folded(text).into_iter().map(|(word, _)| word).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_tables_are_whole() {
        for (table, first, last) in [
            (LATIN, 0xc0, 0x17f),
            (LATIN_ADDITIONAL, 0x1e00, 0x1eff),
            (GREEK, 0x386, 0x3ce),
            (CYRILLIC, 0x400, 0x45f),
        ] {
            assert_eq!(table.chars().count(), last - first + 1, "{first:x}");
        }
    }

    proptest! {
        #[test]
        fn places_are_whole_characters_in_order(text in ".*") {
            let mut end = 0;
            words(&text, &mut |word, place| {
                assert!(!word.is_empty() && end <= place.start && place.start < place.end);
                assert!(text.get(place.clone()).is_some(), "{place:?} splits a character of {text:?}");
                end = place.end;
            });
        }

        #[test]
        fn folding_again_changes_nothing(text in ".*") {
            for (word, _) in folded(&text) {
                let again: Vec<_> = folded(&word).into_iter().map(|(word, _)| word).collect();
                prop_assert_eq!(again, vec![word]);
            }
        }

        #[test]
        fn case_does_not_count(text in "[a-zà-öø-þА-я ]*") {
            let words = |text: &str| folded(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
            prop_assert_eq!(words(&text.to_uppercase()), words(&text));
        }
    }
}
