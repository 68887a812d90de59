//! Finding what a name stands for while a ladder is read.
//!
//! Names are kept as hashes of 64 bits, so that looking one up takes no memory: a thousand of them meet by chance once in
//! forty million million ladders.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::{FixedState, FoldHasher};

/// A hash map of short words.
pub(crate) type Words<K, V> = HashMap<K, V, FixedState>;

/// A hasher. Nothing that lives longer than the reading hangs on what it gives.
pub(crate) fn hasher() -> FoldHasher<'static> {
    FixedState::default().build_hasher()
}

/// The hash of `name` as it is.
pub(crate) fn exact(name: &str) -> u64 {
    let mut hasher = hasher();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// The hash of what is left of `title` without what a reader would not count as a difference: case and white space. The
/// same title in another `scope` is another.
pub(crate) fn folded(scope: usize, title: &str) -> u64 {
    if title.is_ascii() {
        gathered(
            scope,
            title
                .bytes()
                .filter(|byte| !matches!(byte, b'\t'..=b'\r' | b' '))
                .map(|byte| byte.to_ascii_lowercase()),
        )
    } else {
        let letters = title.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
        gathered(scope, letters.collect::<String>().bytes())
    }
}

/// The hash of bytes that come one by one and are none of them zero, by words of eight.
fn gathered(scope: usize, bytes: impl Iterator<Item = u8>) -> u64 {
    let (mut hasher, mut word) = (hasher(), 0);
    hasher.write_usize(scope);
    for byte in bytes {
        word = (word << 8) | u64::from(byte);
        if word >= 1 << 56 {
            hasher.write_u64(word);
            word = 0;
        }
    }
    hasher.write_u64(word);
    hasher.finish()
}

/// Numbers by hash: a list while it is short, as nearly all are that hold the names of a ladder. A table would take longer to
/// make than the list to search.
pub(crate) struct Names {
    few: Vec<(u64, usize)>,
    /// All of them, once they are more.
    many: Words<u64, usize>,
}

impl Names {
    /// The most that are searched one by one.
    const FEW: usize = 32;

    pub(crate) fn new() -> Self {
        Self { few: Vec::with_capacity(Self::FEW), many: Words::default() }
    }

    pub(crate) fn get(&self, hash: u64) -> Option<usize> {
        let few = self.few.iter().find(|(known, _)| *known == hash);
        few.map(|(_, number)| number).or_else(|| self.many.get(&hash)).copied()
    }

    /// Puts `number` under `hash`, in place of what was there; whether nothing was.
    pub(crate) fn insert(&mut self, hash: u64, number: usize) -> bool {
        let few = self.few.iter_mut().find(|(known, _)| *known == hash);
        let old = few.map(|(_, number)| number).or_else(|| self.many.get_mut(&hash));
        let Some(old) = old else {
            self.add(hash, number);
            return true;
        };
        *old = number;
        false
    }

    /// Puts `number` under `hash`, where [`Names::get`] has found nothing.
    pub(crate) fn add(&mut self, hash: u64, number: usize) {
        if self.many.is_empty() && self.few.len() < Self::FEW {
            self.few.push((hash, number));
        } else {
            self.many.extend(self.few.drain(..));
            self.many.insert(hash, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whether_few_or_many() {
        let mut names = Names::new();
        for hash in 0..100 {
            assert!(names.insert(hash, 1), "{hash} is new");
            assert!(!names.insert(hash / 2, 2), "{} is not", hash / 2);
            assert_eq!(names.get(hash / 2), Some(2));
            assert_eq!(names.get(hash + 1), None);
        }
    }

    #[test]
    fn names_that_are_nearly_the_same_do_not_meet() {
        // Two letters that differ in each of two places: what a hash that mixes little would let meet.
        let letters = || (b'a'..=b'z').map(char::from);
        for length in [7, 8, 9, 15, 16, 17] {
            let start = "n".repeat(length - 1);
            let mut seen = std::collections::BTreeSet::new();
            for (a, b) in letters().flat_map(|a| letters().map(move |b| (a, b))) {
                let name = format!("{start}{a}{b}");
                assert!(seen.insert(exact(&name)) && seen.insert(folded(1, &name)), "{name}");
            }
        }
    }

    #[test]
    fn case_and_white_space_make_no_difference_and_scopes_do() {
        for (a, b) in [("People  Skills", "people skills"), ("É", " é"), ("ab", "a b"), ("Σ", "σ")] {
            assert_eq!(folded(0, a), folded(0, b), "{a}, {b}");
        }
        assert_ne!(folded(0, "Größe"), folded(0, "Grosse"));
        assert_ne!(folded(0, "People"), folded(1, "People"));
        assert_ne!(folded(0, ""), folded(1, ""));
    }
}
