//! The 64-bit FNV-1a hash: <http://www.isthe.com/chongo/tech/comp/fnv/>. Names that live for years hang
//! on it, so it must be the same in every version; the crate `fnv` has it only behind `Hasher`, which promises less.

/// Its offset basis: the hash of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of `bytes`.
pub fn hash(bytes: &[u8]) -> u64 {
    go_on(START, bytes)
}

/// The hash of what `hash` stands for and `bytes` after it.
pub fn go_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

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
