//! The 64-bit FNV-1a hash: <http://www.isthe.com/chongo/tech/comp/fnv/>. It is short, quick for short words, and the same
//! everywhere.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Its offset basis: the hash of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of `bytes`.
pub fn hash(bytes: &[u8]) -> u64 {
    go_on(START, bytes)
}

/// The hash of what `hash` stands for and `bytes` after it.
pub fn go_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)))
}

fn step(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(PRIME)
}

/// A hasher for maps. It does not keep apart keys that somebody chose so that they meet.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(START)
    }
}

impl std::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = go_on(self.0, bytes);
    }

    /// All at once: a number that is looked up is a hash already.
    fn write_u64(&mut self, number: u64) {
        self.0 = step(self.0, number);
    }

    fn finish(&self) -> u64 {
        // The maps of the standard library look at the highest bits, too, which FNV leaves poor for short words.
        self.0 ^ self.0.rotate_left(32)
    }
}

/// A map of short words.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// A map by hash.
pub type Hashed<V> = Map<u64, V>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_agrees_with_its_published_test_vectors() {
        for (bytes, expected) in
            [("", START), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(hash(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }
}
