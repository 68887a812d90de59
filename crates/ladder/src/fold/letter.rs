//! What a character is folded to.
//!
//! `letters.txt` is made from Unicode's own data: compatibility decomposition without most marks, and case folding. A
//! line has what is folded to, a tab, and all that is folded to it, with `-` between the first and the last of many
//! that follow one another. What is folded to nothing comes first; `=` stands for marks that stay as they are.
//!
//! To make it anew: `UPDATE_EXPECT=1 cargo test -p rungs-ladder --lib fold`.

use std::sync::OnceLock;

static LETTERS: &str = include_str!("letters.txt");

/// What a character is, among words.
pub(super) enum Kind {
    /// Invisible, or a mark on the letter before.
    Nothing,
    /// What stands between words.
    Gap,
    /// A sign that may belong to a word: `+`, `#` or `.`.
    Sign(char),
    Letter,
    /// A letter of a script that puts no space between words.
    Unspaced,
}

/// Characters that are folded to the same.
struct Entry {
    first: char,
    last: char,
    folded: &'static str,
}

/// Adds to `word` what `letter` is folded to, nothing or some letters.
pub(super) fn fold(letter: char, word: &mut String) -> Kind {
    match letter {
        '+' | '#' | '.' => return Kind::Sign(letter),
        '\0'..='\x7f' if letter.is_ascii_alphanumeric() => {
            word.push(letter.to_ascii_lowercase());
            return Kind::Letter;
        }
        '\0'..='\x7f' => return Kind::Gap,
        '\u{ac00}'..='\u{d7a3}' => {
            add_syllable(letter, word);
            return Kind::Unspaced;
        }
        _ => {}
    }
    let kind = |letter: char| if needs_no_space(letter) { Kind::Unspaced } else { Kind::Letter };
    match entry(letter).map(|entry| entry.folded) {
        Some("") => Kind::Nothing,
        Some("+") => Kind::Sign('+'),
        Some("#") => Kind::Sign('#'),
        Some(".") => Kind::Sign('.'),
        Some("=") => {
            word.push(letter);
            kind(letter)
        }
        Some(folded) => {
            word.push_str(folded);
            folded.chars().next().map_or(Kind::Gap, kind)
        }
        // Not ², ½ nor ①: those point to a footnote or stand between words.
        None if letter.is_alphabetic() => {
            word.push(letter);
            kind(letter)
        }
        None => Kind::Gap,
    }
}

fn entry(letter: char) -> Option<&'static Entry> {
    static TABLE: OnceLock<Vec<Entry>> = OnceLock::new();
    let table = TABLE.get_or_init(read);
    let after = table.partition_point(|entry| entry.first <= letter);
    table.get(after.checked_sub(1)?).filter(|entry| letter <= entry.last)
}

fn read() -> Vec<Entry> {
    let mut table: Vec<Entry> = Vec::new();
    for (folded, letters) in LETTERS.lines().filter_map(|line| line.split_once('\t')) {
        let mut goes_on = false;
        for letter in letters.chars() {
            match table.last_mut() {
                Some(entry) if goes_on => entry.last = letter,
                _ if letter == '-' => {}
                _ => table.push(Entry { first: letter, last: letter, folded }),
            }
            goes_on = letter == '-';
        }
    }
    table.sort_unstable_by_key(|entry| entry.first);
    table
}

/// Adds the letters of a Hangul syllable: The Unicode Standard, section 3.12.
fn add_syllable(syllable: char, word: &mut String) {
    let at = syllable as u32 - 0xac00;
    let letters = [0x1100 + at / 588, 0x1161 + at % 588 / 28, 0x11a7 + at % 28];
    // The first of the third row stands for no letter.
    let count = if at.is_multiple_of(28) { 2 } else { 3 };
    word.extend(letters.into_iter().take(count).filter_map(char::from_u32));
}

/// Whether `word` is of a script that puts no space between words, or where words are sought inside others.
pub fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(needs_no_space)
}

fn needs_no_space(letter: char) -> bool {
    // Most letters.
    if letter < '\u{e00}' {
        return false;
    }
    matches!(letter,
        // Thai and Lao; Myanmar; Hangul, whose words have endings and are put together.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        // Khmer; Tai scripts.
        | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aaf}'
        // Kana, Bopomofo and Han; Yi.
        | '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        // Myanmar, Hangul and Tai, extended; Han for compatibility.
        | '\u{a960}'..='\u{a97f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}'
        | '\u{d7b0}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        // Ahom; Tangut, Khitan, and Kana and Han beyond the first plane.
        | '\u{11700}'..='\u{1174f}' | '\u{17000}'..='\u{18dff}'
        | '\u{1aff0}'..='\u{1b2ff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
