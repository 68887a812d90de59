//! The query of an address, `?key=value&…`, as forms write it (URL standard, "application/x-www-form-urlencoded").
//!
//! The crate `form_urlencoded` does the same and takes 4 KB more of the wasm; the tests hold this to its verdict.

/// The pairs of a query, with or without its question mark, decoded. Anything is read: a bad escape stands for
/// itself, and a value that is not UTF-8 is empty.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key), decode(value))
    })
}

/// Adds a pair to a query, which is empty or begins with its question mark.
pub fn push(query: &mut String, key: &str, value: &str) {
    query.push(if query.is_empty() { '?' } else { '&' });
    query.push_str(key);
    query.push('=');
    for byte in value.bytes() {
        match byte {
            b' ' => query.push('+'),
            // A comma is safe in a query (RFC 3986, section 3.4), and parts a list that people read.
            b'*' | b'-' | b'.' | b'_' | b',' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                query.push(byte.into())
            }
            _ => {
                query.push('%');
                for digit in [byte >> 4, byte & 15] {
                    query.push((if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }).into());
                }
            }
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match (first, after) {
            (b'+', _) => b' ',
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high << 4 | low
                }
                _ => b'%',
            },
            (byte, _) => *byte,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn digit(hex: u8) -> Option<u8> {
    match hex {
        b'0'..=b'9' => Some(hex - b'0'),
        b'a'..=b'f' => Some(hex - b'a' + 10),
        b'A'..=b'F' => Some(hex - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn queries_are_read() {
        for (query, expected) in [
            ("", vec![]),
            ("?", vec![]),
            ("?a=b&c=d", vec![("a", "b"), ("c", "d")]),
            ("a=1+2%20%C3%A4", vec![("a", "1 2 ä")]),
            ("a&=b&&c==", vec![("a", ""), ("", "b"), ("c", "=")]),
            ("a=%&b=%4&c=%zz", vec![("a", "%"), ("b", "%4"), ("c", "%zz")]),
            ("a=%FF", vec![("a", "")]),
        ] {
            let read: Vec<_> = pairs(query).collect();
            let read: Vec<_> = read.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            assert_eq!(read, expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(pairs in proptest::collection::vec(("[a-z]{1,5}", ".*"), 0..4)) {
            let mut query = String::new();
            pairs.iter().for_each(|(key, value)| push(&mut query, key, value));
            prop_assert_eq!(super::pairs(&query).collect::<Vec<_>>(), pairs.clone());
            let bare = query.strip_prefix('?').unwrap_or_default();
            let theirs: Vec<_> = form_urlencoded::parse(bare.as_bytes()).into_owned().collect();
            prop_assert_eq!(theirs, pairs);
        }

        #[test]
        fn others_read_it_the_same(query in "[a-z=&+%0-9A-F ]{0,40}") {
            let theirs = form_urlencoded::parse(query.as_bytes()).into_owned();
            // Where bytes are not UTF-8, theirs has replacement characters.
            let theirs = theirs.map(|(key, value)| {
                let ours = |text: String| if text.contains('\u{fffd}') { String::new() } else { text };
                (ours(key), ours(value))
            });
            prop_assert_eq!(pairs(&query).collect::<Vec<_>>(), theirs.collect::<Vec<_>>());
        }
    }
}
