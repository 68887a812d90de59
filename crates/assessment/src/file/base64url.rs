//! Bytes in a URL's fragment: base64url without padding (RFC 4648, section 5).
//!
//! The crate `base64` does the same with engines and errors that this has no use for; the tests hold this to its verdict.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many letters so many bytes take.
pub(super) const fn encoded_len(bytes: usize) -> usize {
    bytes / 3 * 4
        + match bytes % 3 {
            0 => 0,
            left => left + 1,
        }
}

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(encoded_len(bytes.len()));
    for chunk in bytes.chunks(3) {
        let mut bits = 0;
        for at in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0));
        }
        for at in 0..=chunk.len() {
            let letter = LETTERS.get((bits >> (18 - 6 * at) & 63) as usize);
            out.extend(letter.copied().map(char::from));
        }
    }
    out
}

/// `None` where a letter is none of the 64, or the text is cut so that bits are missing or left over.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            bits = bits << 6 | chunk.get(at).map_or(Some(0), |letter| value(*letter))?;
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        let (whole, left_over) = bytes.split_at_checked(chunk.len() - 1)?;
        if chunk.len() == 1 || left_over.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(whole);
    }
    Some(out)
}

fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as THEIRS;
    use proptest::prelude::*;

    #[test]
    fn only_what_is_whole_is_decoded() {
        for (text, expected) in [
            ("", Some(&b""[..])),
            ("Zg", Some(b"f")),
            ("Zm8", Some(b"fo")),
            ("Zm9v", Some(b"foo")),
            ("-_8", Some(b"\xfb\xff")),
            ("Z", None),
            ("Zm9vZ", None),
            ("Zh", None),
            ("Zm9", None),
            ("Zg==", None),
            ("+/8", None),
            ("Z g", None),
            ("Zé", None),
        ] {
            assert_eq!(decode(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn bytes_are_written_as_by_the_crate(bytes in any::<Vec<u8>>()) {
            let text = encode(&bytes);
            prop_assert_eq!(&text, &THEIRS.encode(&bytes));
            prop_assert_eq!(text.len(), encoded_len(bytes.len()));
            prop_assert_eq!(decode(&text), Some(bytes));
        }

        #[test]
        fn texts_are_judged_as_by_the_crate(text in "[A-Za-z0-9_=+/ -]{0,12}|[A-Za-h_-]{0,8}") {
            prop_assert_eq!(decode(&text), THEIRS.decode(&text).ok());
        }
    }
}
