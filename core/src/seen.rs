//! Finding what has been seen before, by its hash.

use crate::fnv::Hashed;

/// Numbers by hash: a list while it is short, as nearly all are that hold the names of a ladder or a level. A hash map would
/// take longer to make than the list to search.
pub(crate) struct Seen {
    few: Vec<(u64, usize)>,
    /// All of them, once they are more.
    many: Hashed<usize>,
}

impl Seen {
    /// The most that are searched one by one.
    const FEW: usize = 32;

    pub(crate) fn new() -> Self {
        Self { few: Vec::with_capacity(Self::FEW), many: Hashed::default() }
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

    /// Puts `number` under `hash`, where [`Seen::get`] has found nothing.
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
    fn numbers_are_found_whether_few_or_many() {
        let mut seen = Seen::new();
        for hash in 0..100 {
            assert!(seen.insert(hash, 1), "{hash} is new");
            assert!(!seen.insert(hash / 2, 2), "{} is not", hash / 2);
            assert_eq!(seen.get(hash / 2), Some(2));
            assert_eq!(seen.get(hash + 1), None);
        }
    }
}
