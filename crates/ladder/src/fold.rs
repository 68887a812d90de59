//! Words as they are compared and sought: without case, diacritics, punctuation and invisible characters.
//!
//! Signs that tell names apart belong to the word: `c++`, `c#`, `.net`. Scripts that put no space between words give
//! one long word for each unbroken line of letters; [`is_unspaced`] tells which.

mod letter;

use std::ops::Range;

pub use letter::is_unspaced;
use letter::{Kind, fold};

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

/// `text` with its letters folded, and with all that stands between its words.
pub fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if let Kind::Gap | Kind::Sign(_) = fold(letter, &mut folded) {
            folded.push(letter);
        }
    }
    folded
}

/// Calls `each` with what two texts can be alike in: every word of `text`, and in scripts without spaces every two
/// letters that follow one another.
pub fn terms(text: &str, each: &mut dyn FnMut(&str)) {
    words(text, &mut |word, _| {
        let second = word.char_indices().nth(1).filter(|_| is_unspaced(word));
        let Some((second, _)) = second else { return each(word) };
        let starts = word.char_indices().map(|(start, _)| start);
        let ends = word.char_indices().map(|(start, letter)| start + letter.len_utf8());
        for (start, end) in starts.zip(ends.filter(|end| *end > second)) {
            each(word.get(start..end).unwrap_or_default());
        }
    });
}

/// Where in `text`, which is a word as it is written, a part of the same word as it is folded stands: whole
/// characters.
pub fn place_of(text: &str, part: Range<usize>) -> Range<usize> {
    let mut folded = String::new();
    let mut place: Option<Range<usize>> = None;
    for (at, letter) in text.char_indices() {
        let before = folded.len();
        fold(letter, &mut folded);
        let is_in_part = before < part.end && folded.len() > part.start;
        // A mark that is folded to nothing stands on the letter before it.
        let is_mark = before == folded.len() && place.is_some() && before <= part.end;
        if is_in_part || is_mark {
            let end = at + letter.len_utf8();
            place = Some(place.map_or(at, |place| place.start)..end);
        }
    }
    place.unwrap_or(0..0)
}

/// Calls `each` with every word of `text`, folded, and where it stands: whole characters, in order.
pub fn words(text: &str, each: &mut dyn FnMut(&str, Range<usize>)) {
    let mut reader = Reader { text, word: String::new(), place: 0..0, is_after_dot: false, each };
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        // Nearly all text.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if run > 0 {
            reader.add_plain(at..at + run);
            at += run;
        }
        let Some(letter) = rest.get(run..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + letter.len_utf8();
        reader.add(letter, at..end);
        at = end;
    }
    reader.end();
}

/// Reads words letter by letter.
struct Reader<'a> {
    text: &'a str,
    word: String,
    /// Where the word stands so far.
    place: Range<usize>,
    is_after_dot: bool,
    each: &'a mut dyn FnMut(&str, Range<usize>),
}

impl Reader<'_> {
    /// Adds letters and digits of ASCII.
    fn add_plain(&mut self, place: Range<usize>) {
        self.make_room(false, place.start);
        self.word.push_str(self.text.get(place.clone()).unwrap_or_default());
        self.place.end = place.end;
        self.is_after_dot = false;
    }

    fn add(&mut self, letter: char, place: Range<usize>) {
        let written = self.word.len();
        let kind = fold(letter, &mut self.word);
        match kind {
            Kind::Nothing if written > 0 => self.place.end = place.end,
            Kind::Nothing => {}
            Kind::Gap => self.end(),
            Kind::Sign(sign) => self.add_sign(sign, place),
            Kind::Letter | Kind::Unspaced => {
                let folded = self.word.split_off(written);
                self.make_room(matches!(kind, Kind::Unspaced), place.start);
                self.word.push_str(&folded);
                self.place.end = place.end;
            }
        }
        if !matches!(kind, Kind::Nothing) {
            self.is_after_dot = matches!(kind, Kind::Sign('.'));
        }
    }

    /// Begins a word where the letter to come is no part of the one before.
    fn make_room(&mut self, is_unspaced: bool, start: usize) {
        let is_other = is_unspaced != letter::is_unspaced(&self.word) || self.word.ends_with(['+', '#']);
        if is_other && self.word != "." {
            self.end();
        }
        if self.word.is_empty() {
            self.place = start..start;
        }
    }

    /// A sign belongs to a name where it stands as in `.NET`, `C#` and `C++`; `a+b` and `page#part` are two words.
    fn add_sign(&mut self, sign: char, place: Range<usize>) {
        let next = self.next(place.end);
        let is_before_letter = next.is_some_and(char::is_alphabetic);
        if sign == '.' {
            self.end();
            if !self.is_after_dot && is_before_letter {
                self.word.push(sign);
                self.place = place;
            }
            return;
        }
        let is_repeated = self.word.ends_with(['+', '#']) || next == Some('+');
        let parts_words = match sign {
            '+' => next.is_some_and(char::is_alphanumeric),
            _ => is_before_letter,
        };
        if self.word.is_empty() || is_unspaced(&self.word) || (parts_words && !is_repeated) {
            self.end();
        } else {
            self.word.push(sign);
            self.place.end = place.end;
        }
    }

    /// The first letter, as it is folded, of what comes at `at` in the same word, or the sign; `None` for a script
    /// without spaces.
    fn next(&self, at: usize) -> Option<char> {
        let mut folded = String::new();
        for letter in self.text.get(at..)?.chars() {
            match fold(letter, &mut folded) {
                Kind::Nothing => {}
                Kind::Letter => return folded.chars().next(),
                Kind::Sign(sign) => return Some(sign),
                Kind::Gap | Kind::Unspaced => return None,
            }
        }
        None
    }

    fn end(&mut self) {
        if !self.word.is_empty() {
            self.word.make_ascii_lowercase();
            (self.each)(&self.word, self.place.clone());
            self.word.clear();
        }
    }
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
    fn between_its_words_a_text_stays_as_it_is() {
        for (text, expected) in [
            ("Mehrere Teams", "mehrere teams"),
            ("Self-Review", "self-review"),
            ("C++, Führung", "c++, fuhrung"),
            ("", ""),
        ] {
            assert_eq!(letters(text), expected, "{text}");
        }
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
            ("评审代码 ok", "评审代码 ok"),
            ("a评b、评。审", "a 评 b 评 审"),
            ("ＡＢ：ＣＤ", "ab cd"),
            ("50 × 3÷2", "50 3 2"),
        ] {
            let words: Vec<_> = folded(text).into_iter().map(|(word, _)| word).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_language_is_folded() {
        for (text, expected) in [
            ("Ține țesut", "tine tesut"),
            ("Viết thư", "viet thu"),
            ("Əmək ƏMƏK", "əmək əmək"),
            ("Қол ҚОЛ", "қол қол"),
            ("Թիմ և", "թիմ եւ"),
            ("يُعلِّم المُهندسين", "يعلم المهندسين"),
            // Signs of vowels left out, letters stretched, and those of a Persian keyboard.
            ("أُسرة آن مـــدير", "اسره ان مدير"),
            ("کتاب یاد ٣ ۴", "كتاب ياد 3 4"),
            ("מְלַמֵּד אֶת", "מלמד את"),
            ("İstanbul ISPARTA ısı Şişli", "istanbul isparta isi sisli"),
            ("Łódź Ångström Đà Nẵng ſtraſſe", "lodz angstrom da nang strasse"),
            ("ÑANDÚ ñandu\u{301} L\u{2019}Été", "nandu nandu l ete"),
            // The signs of vowels tell words of India apart; the dot below is often left out.
            ("कि कु क़लम कलम", "कि कु कलम कलम"),
            // Small print, ligatures, other widths, and letters of mathematics.
            ("workﬂow oﬃce ﾃｽﾄ ＡＢ１ 𝗯𝗼𝗹𝗱 x²", "workflow office テスト ab1 bold x"),
            ("Ⅳ ﷲ", "iv ﷲ"),
            // Letters that are put together of others.
            ("\u{1105}\u{1175}\u{1107}\u{1172}", "리뷰"),
        ] {
            let words =
                |text: &str| folded(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ");
            assert_eq!(words(text), words(expected), "{text}");
            assert!(words(text) == expected || expected.contains(['テ', '리']), "{text}: {}", words(text));
        }
    }

    #[test]
    fn signs_that_tell_names_apart_belong_to_them() {
        for (text, expected) in [
            ("C, C++ and C#.", "c c++ and c#"),
            ("C++17, C++/CLI, (C#) C#8; Objective-C++", "c++ 17 c++ cli c# c# 8 objective c++"),
            ("Ｃ＋＋ C♯ C\u{ad}++ C⁺⁺", "c++ c# c++ c"),
            (".NET ASP.NET .NET's VB\u{200b}.NET", ".net asp .net .net s vb .net"),
            ("Node.js e.g. that. And", "node .js e .g that and"),
            ("... and ...so …but 99.9 v1.2 .5", "and so but 99 9 v1 2 5"),
            ("5+ years, a+b, a + b, +1, A+", "5+ years a b a b 1 a+"),
            ("#1 page#part issue#14 # +", "1 page part issue# 14"),
            ("コード.NET C++を 3年 코드+", "コード .net c++ を 3 年 코드"),
            ("R&D 1:1 24/7", "r d 1 1 24 7"),
        ] {
            let words: Vec<_> = folded(text).into_iter().map(|(word, _)| word).collect();
            let letters = |word: &str| if word.is_ascii() { word.to_owned() } else { joined(word) };
            let expected: Vec<_> = expected.split(' ').map(letters).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn what_is_invisible_counts_as_nothing() {
        for sign in [
            "\u{ad}",
            "\u{200b}",
            "\u{200c}",
            "\u{200d}",
            "\u{2060}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{200e}",
            "\u{34f}",
            "\u{180e}",
            "\u{e0020}",
        ] {
            for (text, expected) in
                [("Qualitätssicherung", "qualitatssicherung"), (".NET C++", ".net c++"), ("プロ", "プロ")]
            {
                let written: String = text
                    .chars()
                    .map(|letter| match letter {
                        ' ' => " ".into(),
                        _ => format!("{sign}{letter}{sign}"),
                    })
                    .collect();
                assert_eq!(joined(&written), joined(expected), "{sign:?} in {text}");
            }
        }
        // Spaces of other widths part words.
        assert_eq!(joined("a\u{a0}b\u{202f}c\u{2009}d\u{3000}e\u{2011}f\tg"), "a b c d e f g");
    }

    #[test]
    fn a_part_of_a_word_is_found_in_what_is_written() {
        for (text, part, expected) in [
            ("評審代碼", "代碼", "代碼"),
            ("리뷰하고", "리뷰", "리뷰"),
            ("ทดสอบที่", "สอบ", "สอบ"),
            ("代\u{ad}碼評", "碼", "碼"),
            ("コーﾄﾞを", "ド", "ﾄﾞ"),
        ] {
            let (word, part) = (joined(text), joined(part));
            let at = word.find(&part).unwrap();
            assert_eq!(&text[place_of(text, at..at + part.len())], expected);
        }
    }

    #[test]
    fn scripts_without_spaces_are_alike_in_pairs_of_letters() {
        let mut found = Vec::new();
        terms("评审代码 is ok 好", &mut |term| found.push(term.to_owned()));
        assert_eq!(found, ["评审", "审代", "代码", "is", "ok", "好"]);
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
