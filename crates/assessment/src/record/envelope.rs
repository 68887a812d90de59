//! What stands around a record's body: versioned, and with a checksum, so that a flipped bit that still parses is seen.
//!
//! `{"sum":"1c291ca3","v":1,"over":["11.k3f9"],"body":{…}}`. The checksum is over the key and all that follows it in
//! the text, so that a record is not taken for another either. Its place and extent stay the same in every version.

use std::sync::OnceLock;

use super::key::Stamp;
use rungs_ladder::json::{Mismatch, Reader, SyntaxError, Value};

/// The version of the bodies' shape. It rises when an older app would misread a newer body.
pub const VERSION: u64 = 1;

/// What stands before the body.
const BODY: &str = ",\"body\":";

/// A version of a slot, as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The versions of the slot that it takes the place of.
    pub over: Vec<Stamp>,
    /// The batch that it counts with, by name; `None` where it counts by itself.
    pub batch: Option<String>,
    /// The body, as JSON text.
    pub body: String,
}

/// Why a stored text is not a record.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Its checksum does not fit.
    #[error("its checksum does not fit")]
    Sum,
    /// Written by a newer app.
    #[error("a newer version of this site wrote it (version {0})")]
    Newer(u64),
    /// Its checksum fits, yet it is not JSON.
    #[error("it cannot be read: {0}")]
    Json(#[from] SyntaxError),
    /// It is JSON of another shape.
    #[error("it does not fit: {0}")]
    Shape(#[from] Mismatch),
}

impl Envelope {
    /// The text to store under `key`.
    pub fn encode(&self, key: &str) -> String {
        let over: Vec<_> = self.over.iter().map(Stamp::to_string).collect();
        let mut rest = String::from(",\"v\":");
        rest.push_str(&VERSION.to_string());
        if !over.is_empty() {
            rest.push_str(",\"over\":");
            Value::strings(over.iter().map(String::as_str)).write(&mut rest);
        }
        if let Some(batch) = &self.batch {
            rest.push_str(",\"batch\":");
            Value::string(batch).write(&mut rest);
        }
        rest.push_str(BODY);
        rest.push_str(&self.body);
        rest.push('}');
        ["{\"sum\":\"", &checksum(key, &rest), "\"", &rest].concat()
    }

    /// Reads what [`Envelope::encode`] wrote for the same key.
    ///
    /// # Errors
    /// When a byte of it has changed, when a newer app wrote it, or when it is not a record at all.
    pub fn decode(key: &str, text: &str) -> Result<Self, Damage> {
        let sum_and_rest = text.strip_prefix("{\"sum\":\"").and_then(|rest| rest.split_once('"'));
        let Some((_, rest)) = sum_and_rest.filter(|(sum, rest)| *sum == checksum(key, rest)) else {
            return Err(Damage::Sum);
        };
        let mut json = Value::parse(text)?;
        match json.take("v").as_u64() {
            Some(version) if version > VERSION => return Err(Damage::Newer(version)),
            _ => {}
        }
        let envelope = Reader::read(|reader| Self {
            over: reader.list(&mut json, "over", Reader::stamp).into_iter().flatten().collect(),
            batch: reader.optional(&mut json, "batch", Reader::string),
            body: String::new(),
        })?;
        // The body is the last entry: its text is kept as it is.
        // Searched for byte by byte, as a library's faster way takes 3 KB of wasm.
        let at = rest.as_bytes().windows(BODY.len()).position(|bytes| bytes == BODY.as_bytes());
        let body = at.and_then(|at| rest.get(at + BODY.len()..)?.strip_suffix('}'));
        Ok(Self { body: body.unwrap_or_default().into(), ..envelope })
    }
}

/// How what is kept is read from JSON.
trait ReadStamp: Sized {
    fn stamp(&mut self, value: &mut Value) -> Option<Stamp>;
}

impl ReadStamp for Reader {
    fn stamp(&mut self, value: &mut Value) -> Option<Stamp> {
        let stamp = match value {
            Value::String(text) => Stamp::parse(text),
            _ => None,
        };
        if stamp.is_none() {
            self.unfit("the stamp of a version");
        }
        stamp
    }
}

/// CRC-32 (ISO/IEC 13239) of key and text as eight hexadecimal digits. It finds every change of up to 32 bits in a
/// row. The crate `crc32fast` is faster, and its tables alone are 16 KB of wasm; the tests hold this to its verdict.
fn checksum(key: &str, rest: &str) -> String {
    let tables = TABLES.get_or_init(tables);
    let mut crc = u32::MAX;
    for bytes in [key.as_bytes(), &[0], rest.as_bytes()] {
        crc = summed(tables, crc, bytes);
    }
    let digit = |at: u32| char::from_digit(!crc >> (4 * at) & 15, 16).unwrap_or('0');
    (0..8).rev().map(digit).collect()
}

/// What each value of a byte adds, for the reversed polynomial 0xEDB88320, followed by no byte, by one, two and three
/// of zero: so that four bytes are taken at a time (Kounavis and Berry, "Novel Table Lookup-Based Algorithms for
/// High-Performance CRC Generation", 2008).
type Tables = [[u32; 256]; 4];

/// Worked out when they are first needed: in the program they would be 4 KB.
static TABLES: OnceLock<Tables> = OnceLock::new();

#[inline(never)]
fn tables() -> Tables {
    let mut last = [0; 256];
    for (byte, crc) in (0..).zip(&mut last) {
        *crc = byte;
        for _ in 0..8 {
            *crc = if *crc & 1 == 1 { (*crc >> 1) ^ 0xEDB8_8320 } else { *crc >> 1 };
        }
    }
    let mut tables = [last; 4];
    let mut before = last;
    for table in tables.iter_mut().skip(1) {
        for crc in &mut before {
            *crc = (*crc >> 8) ^ added(&last, *crc);
        }
        *table = before;
    }
    tables
}

/// What the lowest byte of `crc` adds.
fn added(table: &[u32; 256], crc: u32) -> u32 {
    table.get((crc & 255) as usize).copied().unwrap_or_default()
}

fn summed([last, third, second, first]: &Tables, mut crc: u32, bytes: &[u8]) -> u32 {
    let (fours, rest) = bytes.as_chunks();
    for four in fours {
        crc ^= u32::from_le_bytes(*four);
        crc = added(first, crc) ^ added(second, crc >> 8) ^ added(third, crc >> 16) ^ added(last, crc >> 24);
    }
    for byte in rest {
        crc = (crc >> 8) ^ added(last, crc ^ u32::from(*byte));
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::key::Tab;
    use proptest::prelude::*;

    fn sample() -> (String, Envelope) {
        let over = vec![Stamp { counter: 11, tab: Tab::from_random(7) }];
        let body = r#"{"note":"ü, \"body\": {} ,\"body\":1","on":"2026-11-24"}"#.into();
        ("rungs/1/~/answer/x/a.b/12.k3".into(), Envelope { over, batch: Some("b".into()), body })
    }

    #[test]
    fn every_byte_that_flips_and_every_cut_is_seen() {
        let (key, envelope) = sample();
        let text = envelope.encode(&key);
        assert_eq!(Envelope::decode(&key, &text).unwrap(), envelope);
        let mut tried = 0;
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let damaged = String::from_utf8_lossy(&bytes);
                assert!(Envelope::decode(&key, &damaged).is_err(), "byte {at}, bit {bit}: {damaged}");
                tried += 1;
            }
            assert!(Envelope::decode(&key, &String::from_utf8_lossy(&text.as_bytes()[..at])).is_err());
            assert!(Envelope::decode(&key, &String::from_utf8_lossy(&text.as_bytes()[at + 1..])).is_err());
            tried += 2;
        }
        println!("{tried} damaged records, all seen");
        assert!(Envelope::decode("rungs/1/~/answer/x/a.c/12.k3", &text).is_err());
    }

    #[test]
    fn a_newer_record_is_told_from_a_damaged_one() {
        let rest = ",\"v\":2,\"shape\":\"unheard of\"}";
        let newer = ["{\"sum\":\"", &checksum("k", rest), "\"", rest].concat();
        assert_eq!(Envelope::decode("k", &newer), Err(Damage::Newer(2)));
        assert_eq!(Envelope::decode("k", &newer.replace('2', "3")), Err(Damage::Sum));
    }

    proptest! {
        #[test]
        fn the_checksum_is_that_of_others(key in ".{0,20}", rest in ".{0,200}") {
            let theirs = crc32fast::hash([key.as_bytes(), &[0], rest.as_bytes()].concat().as_slice());
            prop_assert_eq!(checksum(&key, &rest), format!("{theirs:08x}"));
        }

        #[test]
        fn envelopes_survive(key in "[a-z/]{1,20}", counters in proptest::collection::vec(1u64.., 0..4), note in ".*", batch in proptest::option::of("[a-z]{1,9}")) {
            let over = counters.into_iter().map(|counter| Stamp { counter, tab: Tab::from_random(counter) }).collect();
            let body = Value::object([("note", Value::string(&note))]).to_text();
            let envelope = Envelope { over, batch, body };
            prop_assert_eq!(Envelope::decode(&key, &envelope.encode(&key)), Ok(envelope));
        }
    }
}
