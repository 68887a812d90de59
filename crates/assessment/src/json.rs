//! JSON by serde, with errors that say where a value does not fit, and objects that keep their order.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::error::Category;
use serde_json::value::to_raw_value;

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON.
    #[error("{0}")]
    Syntax(String),
    /// It is JSON, and a value in it does not fit.
    #[error("{0}")]
    Shape(String),
}

/// Reads a whole text. Keys that `T` does not know are passed over.
pub(crate) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        match error.inner().classify() {
            Category::Data => JsonError::Shape(error.to_string()),
            Category::Syntax | Category::Eof | Category::Io => JsonError::Syntax(error.inner().to_string()),
        }
    })?;
    deserializer.end().map_err(|error| JsonError::Syntax(error.to_string()))?;
    Ok(value)
}

/// The value as JSON on one line.
pub(crate) fn write<T: Serialize>(value: &T) -> String {
    written(serde_json::to_string(value))
}

/// The value as JSON with a line for each entry and item.
pub(crate) fn write_pretty<T: Serialize>(value: &T) -> String {
    written(serde_json::to_string_pretty(value))
}

/// Strings, numbers, lists and objects can always be written. Should it fail all the same, what is written says so, and no
/// reader takes it for something empty.
fn written(text: Result<String, serde_json::Error>) -> String {
    text.unwrap_or_else(|error| {
        debug_assert!(false, "{error}");
        ["this could not be written: ", &error.to_string()].concat()
    })
}

/// A value that stays on one line, also where what is around it is spread over several.
pub(crate) struct Line<'a, T>(pub(crate) &'a T);

impl<T: Serialize> Serialize for Line<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        to_raw_value(self.0).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// For `serialize_with`: the value on one line.
pub(crate) fn line<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Line(value).serialize(serializer)
}

/// A list of keys and values as a JSON object in the order of the list, for `with`.
pub(crate) mod pairs {
    use super::*;

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        pairs: &[(K, V)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
    }

    /// A key that stands twice is two pairs.
    pub(crate) fn deserialize<'de, K: Deserialize<'de>, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(K, V)>, D::Error> {
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

struct Pairs<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Pairs<K, V> {
    type Value = Vec<(K, V)>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
