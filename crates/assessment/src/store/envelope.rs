//! What stands around a record's body: versioned, and with a checksum, so that a flipped bit that still parses is seen.
//!
//! `{"sum":"1c291ca3","v":1,"over":["11.k3f9"],"body":{…}}`. The checksum is over the key and all that follows it in
//! the text, so that a record is not taken for another either. Its place and extent stay the same in every version.

use crc::{CRC_32_ISO_HDLC, Crc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::key::Stamp;

/// The version of the bodies' shape. It rises when an older app would misread a newer body.
pub const VERSION: u64 = 1;

/// A version of a slot, as it stands in the store.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The versions of the slot that it takes the place of.
    pub over: Vec<Stamp>,
    /// The batch that it counts with, by name; `None` where it counts by itself.
    pub batch: Option<String>,
    /// The body, as it stands in the store.
    pub body: Box<RawValue>,
}

/// Why a stored text is not a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Its checksum does not fit.
    #[error("its checksum is wrong")]
    Sum,
    /// Written by a newer app.
    #[error("a newer version of this site wrote it (version {0})")]
    Newer(u64),
    /// Its checksum fits, yet it is not JSON of this shape.
    #[error("it cannot be read: {0}")]
    Json(String),
}

/// What stands after the checksum.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    v: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    over: Vec<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

/// What a record of any version has.
#[derive(Deserialize)]
struct AnyRecord {
    v: u64,
}

impl Envelope {
    /// The text to store under `key`.
    ///
    /// # Errors
    /// When serde_json cannot write it, which strings and numbers do not cause.
    pub fn encode(&self, key: &str) -> Result<String, serde_json::Error> {
        let Self { over, batch, body } = self;
        let record = Record { v: VERSION, over: over.clone(), batch: batch.clone(), body };
        // The checksum comes first, in the same object.
        let rest = serde_json::to_string(&record)?.replacen('{', ",", 1);
        Ok(format!("{{\"sum\":\"{}\"{rest}", checksum(key, &rest)))
    }

    /// Reads what [`Envelope::encode`] wrote for the same key.
    ///
    /// # Errors
    /// When a byte of it has changed, when a newer app wrote it, or when it is not a record at all.
    pub fn decode(key: &str, text: &str) -> Result<Self, Damage> {
        let sum_and_rest = text.strip_prefix("{\"sum\":\"").and_then(|rest| rest.split_once('"'));
        if sum_and_rest.is_none_or(|(sum, rest)| sum != checksum(key, rest)) {
            return Err(Damage::Sum);
        }
        match serde_json::from_str::<Record>(text) {
            Ok(Record { v, .. }) if v > VERSION => Err(Damage::Newer(v)),
            Ok(Record { over, batch, body, .. }) => Ok(Self { over, batch, body: body.to_owned() }),
            // A newer record may have any other shape.
            Err(error) => match serde_json::from_str(text) {
                Ok(AnyRecord { v }) if v > VERSION => Err(Damage::Newer(v)),
                _ => Err(Damage::Json(error.to_string())),
            },
        }
    }
}

/// CRC-32 (ISO/IEC 13239) of key and text as eight hexadecimal digits. It finds every change of up to 32 bits in a row.
fn checksum(key: &str, rest: &str) -> String {
    const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let mut digest = CRC.digest();
    for bytes in [key.as_bytes(), &[0], rest.as_bytes()] {
        digest.update(bytes);
    }
    format!("{:08x}", digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::Tab;
    use proptest::prelude::*;

    fn sample() -> (String, Envelope) {
        let over = vec![Stamp { counter: 11, tab: Tab::from_random(7) }];
        let body = r#"{"note":"ü, \"body\": {} ,\"body\":1","on":"2026-11-24"}"#;
        let body = RawValue::from_string(body.into()).unwrap();
        ("rungs/1/~/answer/x/a.b/12.k3".into(), Envelope { over, batch: Some("b".into()), body })
    }

    /// Whether a record is read as what was written.
    fn survives(envelope: &Envelope, key: &str) -> bool {
        let text = envelope.encode(key).unwrap();
        let read = Envelope::decode(key, &text).unwrap();
        let is_same = read.over == envelope.over && read.batch == envelope.batch;
        is_same && read.body.get() == envelope.body.get() && read.encode(key).unwrap() == text
    }

    #[test]
    fn every_byte_that_flips_and_every_cut_is_seen() {
        let (key, envelope) = sample();
        let text = envelope.encode(&key).unwrap();
        assert!(survives(&envelope, &key));
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
        assert_eq!(Envelope::decode("k", &newer).unwrap_err(), Damage::Newer(2));
        assert_eq!(Envelope::decode("k", &newer.replace('2', "3")).unwrap_err(), Damage::Sum);
    }

    /// What is written here stands in people's browsers: it must always be read.
    #[test]
    fn the_text_stays_as_it_is() {
        let (key, envelope) = sample();
        let text = r#"{"sum":"SUM","v":1,"over":["11.700000000000"],"batch":"b","body":{"note":"ü, \"body\": {} ,\"body\":1","on":"2026-11-24"}}"#;
        let (_, rest) = text.split_once("SUM\"").unwrap();
        let sum = checksum(&key, rest);
        assert_eq!(envelope.encode(&key).unwrap(), text.replace("SUM", &sum));
        let bare = Envelope { over: vec![], batch: None, body: RawValue::NULL.to_owned() };
        assert_eq!(bare.encode("k").unwrap(), r#"{"sum":"4a6bde7b","v":1,"body":null}"#);
    }

    proptest! {
        #[test]
        fn envelopes_survive(key in "[a-z/]{1,20}", counters in proptest::collection::vec(1u64.., 0..4), note in ".*", batch in proptest::option::of("[a-z]{1,9}")) {
            let over = counters.into_iter().map(|counter| Stamp { counter, tab: Tab::from_random(counter) }).collect();
            let body = serde_json::value::to_raw_value(&std::collections::HashMap::from([("note", note)])).unwrap();
            let envelope = Envelope { over, batch, body };
            prop_assert!(survives(&envelope, &key));
        }
    }
}
