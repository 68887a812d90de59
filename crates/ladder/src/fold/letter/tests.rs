//! The table against Unicode's own data, as ICU4X has it.

use std::collections::BTreeMap;

use icu_normalizer::{DecomposingNormalizer, properties::CanonicalCombiningClassMap};
use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory as Category, GeneralCategoryGroup as Group, LineBreak,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::*;

/// Letters that Unicode does not take apart, and what people type in their place. Arabic letters that keyboards of
/// several languages write in two ways; and the sharp of music for that of C♯.
const BESIDE_UNICODE: &[(&str, &str)] = &[
    ("a", "ⱥ"),
    ("ae", "æ"),
    ("b", "ƀɓ"),
    ("c", "ȼƈ"),
    ("d", "đðɖɗ"),
    ("e", "ɇ"),
    ("g", "ǥɠ"),
    ("h", "ħⱨ"),
    ("i", "ɨ"),
    ("j", "ɉ"),
    ("k", "ƙĸⱪ"),
    ("l", "łƚⱡɫ"),
    ("n", "ŋɲƞ"),
    ("o", "øɵ"),
    ("oe", "œ"),
    ("p", "ᵽƥ"),
    ("r", "ɍɽ"),
    ("t", "ŧƭʈⱦ"),
    ("th", "þ"),
    ("u", "ʉ"),
    ("y", "ɏƴ"),
    ("z", "ƶȥⱬ"),
    ("", "ـ"),
    ("ا", "ٱ"),
    ("ه", "ة"),
    ("ك", "ک"),
    ("ي", "یى"),
    ("#", "♯"),
];

/// Unicode's data, as far as folding needs it.
struct Unicode {
    decompose: DecomposingNormalizer,
    class: CanonicalCombiningClassMap,
    first_beside: BTreeMap<char, &'static str>,
}

impl Unicode {
    fn new() -> Self {
        let beside = BESIDE_UNICODE.iter().flat_map(|(to, from)| from.chars().map(|letter| (letter, *to)));
        Self {
            decompose: DecomposingNormalizer::new_nfkd().static_to_owned(),
            class: CanonicalCombiningClassMap::new().static_to_owned(),
            first_beside: beside.collect(),
        }
    }

    fn category(letter: char) -> Category {
        CodePointMapData::<Category>::new().get(letter)
    }

    /// Whether it is a mark that people leave out: accents, the points of Hebrew and Arabic. The signs of vowels and
    /// tones of other scripts tell words apart.
    fn is_optional_mark(&self, letter: char) -> bool {
        matches!(self.class.as_borrowed().get_u8(letter), 1 | 7 | 10..=36 | 200..)
    }

    fn is_word_part(letter: char) -> bool {
        letter.is_alphanumeric() || Group::Mark.contains(Self::category(letter))
    }

    fn decomposed(&self, text: &str) -> String {
        let parts = self.decompose.as_borrowed().normalize(text);
        parts.chars().filter(|part| !self.is_optional_mark(*part)).collect()
    }

    /// What `letter` is folded to, itself for what is no part of a word.
    fn folded(&self, letter: char) -> String {
        if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter) {
            return String::new();
        }
        let mut folded = letter.to_string();
        // Until nothing changes: a letter that is taken apart may give one that has a case.
        for _ in 0..4 {
            // By way of the capital, as ß, ς and ı have none of their own.
            let parts = self.decomposed(&folded);
            let small: String =
                parts.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
            let parts = self.decomposed(&small);
            folded = parts.chars().map(|part| self.beside(part)).collect();
        }
        let is_sign = matches!(folded.as_str(), "+" | "#" | ".");
        if is_sign || folded.chars().all(Self::is_word_part) { folded } else { letter.to_string() }
    }

    fn beside(&self, letter: char) -> String {
        let digit = digit(letter).and_then(|digit| char::from_digit(digit, 10));
        let folded = self.first_beside.get(&letter).map(|folded| folded.to_string());
        folded.or(digit.map(String::from)).unwrap_or(letter.into())
    }
}

/// The value of a decimal digit of any script. They stand in rows of ten.
fn digit(letter: char) -> Option<u32> {
    let is_digit = |letter: u32| {
        char::from_u32(letter).is_some_and(|letter| Unicode::category(letter) == Category::DecimalNumber)
    };
    let row = (0..60).take_while(|back| is_digit((letter as u32).wrapping_sub(*back))).count() as u32;
    row.checked_sub(1).map(|before| before % 10)
}

/// What the table leaves out, as it would be too long: letters of Chinese, Japanese and Korean and of Arabic that
/// stand twice in Unicode for the sake of older character sets, signs that show words, and letters beyond the first
/// plane.
fn is_left_out(letter: char) -> bool {
    let is_sign = !matches!(letter, '\u{ff00}'..='\u{ffef}' | '♯' | '﹟' | '﹢' | '\u{fe00}'..='\u{fe0f}')
        && !Unicode::is_word_part(letter)
        && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter);
    let is_old = matches!(letter, '\u{2e80}'..='\u{2fdf}' | '\u{3200}'..='\u{33ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fbd3}'..='\u{fdff}' | '\u{1f100}'..='\u{1f2ff}' | '\u{2f800}'..='\u{2fa1f}');
    // Nearly all of them are scripts of the past; Adlam and what looks like bold or italic Latin are in use.
    let is_rare = letter >= '\u{10000}'
        && letter.is_alphanumeric()
        && !Group::Mark.contains(Unicode::category(letter))
        && !matches!(letter, '\u{1d400}'..='\u{1d7ff}' | '\u{1e900}'..='\u{1e95f}');
    let is_other_number = Unicode::category(letter) == Category::OtherNumber;
    is_sign || is_old || is_rare || is_other_number || ('\u{ac00}'..='\u{d7a3}').contains(&letter)
}

fn table() -> String {
    let unicode = Unicode::new();
    let mut lines: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for letter in ('\u{80}'..=char::MAX).filter(|letter| !is_left_out(*letter)) {
        let folded = unicode.folded(letter);
        if folded != letter.to_string() {
            lines.entry(folded).or_default().push(letter);
        } else if !letter.is_alphanumeric() && Unicode::is_word_part(letter) {
            lines.entry("=".into()).or_default().push(letter);
        }
    }
    let mut table = String::new();
    for (folded, letters) in lines {
        table += &folded;
        table.push('\t');
        for run in letters.chunk_by(|one, next| *next as u32 == *one as u32 + 1) {
            table.push(run[0]);
            if run.len() > 2 {
                table.push('-');
            }
            if run.len() > 1 {
                table.push(run[run.len() - 1]);
            }
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_committed_table_is_what_unicode_says() {
    let table = table();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/fold/letters.txt"), &table).unwrap();
    } else {
        assert!(
            table == LETTERS,
            "made from other data; to make it anew, run the tests with UPDATE_EXPECT=1"
        );
    }
}

/// Letters that Unicode puts no break opportunity by spaces between: it wants a dictionary, or allows one anywhere.
#[test]
fn scripts_without_spaces_are_known() {
    let breaks = CodePointMapData::<LineBreak>::new();
    let mut unknown = Vec::new();
    for letter in ('\u{80}'..=char::MAX).filter(|letter| letter.is_alphabetic()) {
        let mut folded = String::new();
        let kind = fold(letter, &mut folded);
        let is_expected = matches!(
            breaks.get(letter),
            LineBreak::ComplexContext | LineBreak::ConditionalJapaneseStarter | LineBreak::H2 | LineBreak::H3
        ) || (breaks.get(letter) == LineBreak::Ideographic
            && Unicode::category(letter) == Category::OtherLetter);
        if is_expected && !folded.is_ascii() && !matches!(kind, Kind::Unspaced) {
            unknown.push(format!("{:x}", letter as u32));
        }
    }
    // Two letters of Tulu, which has spaces.
    assert_eq!(unknown, ["113b7", "113d3"]);
}
