//! Words of a query that stand nowhere, and what they are taken for.

use std::cmp::Reverse;

use super::index::{Index, Word};
use super::typo::{distance, distance_to_beginning, forgiven};
use super::wanted::{MOST_WORDS, Wanted};
use crate::fold;

/// The longest line of letters without spaces that is taken apart.
const MOST_LETTERS: usize = 64;

/// Words as they are looked for.
pub(super) struct Settled {
    pub words: Vec<Wanted>,
    /// Whether they are others than those typed.
    pub is_corrected: bool,
}

impl Index<'_> {
    /// Replaces words that stand nowhere: by the nearest that does, or, in scripts without spaces, by several.
    pub(super) fn settle(&self, typed: Vec<Wanted>) -> Settled {
        let mut settled = Settled { words: Vec::new(), is_corrected: false };
        for mut word in typed {
            if !self.has(&word) {
                let room = MOST_WORDS.saturating_sub(settled.words.len());
                if let Some(parts) = self.parts(&word).filter(|parts| parts.len() <= room) {
                    settled.is_corrected = true;
                    settled.words.extend(parts);
                    continue;
                }
                if let Some(near) = self.nearest(&word) {
                    settled.is_corrected = true;
                    word.letters = near.into();
                    word.typed = near.into();
                }
            }
            settled.words.push(word);
        }
        settled.words.truncate(MOST_WORDS);
        settled
    }

    fn has(&self, wanted: &Wanted) -> bool {
        self.words.iter().any(|word| wanted.quality(&word.letters, word.is_unspaced).is_some())
    }

    /// Whether `wanted` is a word of the ladder as it is.
    pub(super) fn has_exactly(&self, wanted: &Wanted) -> bool {
        self.words.iter().any(|word| word.letters == wanted.letters)
    }

    /// The words that `wanted` is made of, each as long as can be. They need not follow one another.
    fn parts(&self, wanted: &Wanted) -> Option<Vec<Wanted>> {
        if !wanted.is_unspaced || wanted.typed.chars().count() > MOST_LETTERS {
            return None;
        }
        let mut parts = Vec::new();
        let mut rest = wanted.typed.as_str();
        while !rest.is_empty() {
            let part = self.longest(rest, wanted)?;
            rest = rest.get(part.typed.len()..)?;
            parts.push(part);
        }
        Some(parts)
    }

    /// The longest beginning of `typed` that stands somewhere. Less than a word counts only where `typed` ends: it may
    /// be still being typed.
    fn longest(&self, typed: &str, wanted: &Wanted) -> Option<Wanted> {
        let mut longest = None;
        for (start, letter) in typed.char_indices() {
            let typed = typed.get(..start + letter.len_utf8())?;
            let letters = fold::joined(typed);
            let part = Wanted { letters, typed: typed.to_owned(), ..wanted.clone() };
            if !self.has(&part) {
                break;
            }
            longest = Some(part);
        }
        longest.filter(|part| {
            part.typed.len() == typed.len() || part.typed.chars().count() >= least_letters(typed)
        })
    }

    /// The word of the ladder that `wanted` may be meant for: with fewest mistakes, then most mentions.
    fn nearest(&self, wanted: &Wanted) -> Option<&str> {
        let typed = wanted.letters.chars().count();
        let most = forgiven(typed);
        if most == 0 || wanted.is_unspaced {
            return None;
        }
        let cost = |word: &Word| {
            let letters = word.letters.chars().count();
            // Its beginning alone stands for it only where the whole does not come close.
            let whole = match letters.abs_diff(typed) <= most {
                true => distance(&wanted.letters, &word.letters, most),
                false => None,
            };
            let beginning = || match wanted.begins && letters > typed {
                true => distance_to_beginning(&wanted.letters, &word.letters, most),
                false => None,
            };
            whole.map(|mistakes| 2 * mistakes).or_else(|| Some(2 * beginning()? + 1))
        };
        let spaced = self.words.iter().filter(|word| !word.is_unspaced);
        let costs = spaced.filter_map(|word| Some((cost(word)?, Reverse(word.mentions.len()), word)));
        let best = costs.min_by_key(|(cost, mentions, _)| (*cost, *mentions));
        best.map(|(_, _, word)| word.letters.as_str())
    }
}

/// How many characters are a word: two of Chinese, Japanese and Korean; more where each is a single sound.
fn least_letters(typed: &str) -> usize {
    if typed.starts_with(|letter| ('\u{e00}'..'\u{2e80}').contains(&letter)) { 4 } else { 2 }
}
