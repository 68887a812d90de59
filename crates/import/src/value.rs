//! Values of YAML and JSON: words with their places, in lists and under keys.

use crate::outline::{LeafId, Outline, Place};

/// A value.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) place: Place,
    pub(crate) what: What,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// Nothing, or words without a letter.
    Empty,
    Words(LeafId),
    List(Vec<Value>),
    Map(Vec<(Key, Value)>),
}

/// A key.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) word: String,
}

impl Value {
    /// The value under the first of `keys` that there is; case, `_`, `-` and spaces make no difference.
    pub(crate) fn get(&self, keys: &str) -> Option<&Value> {
        let What::Map(entries) = &self.what else { return None };
        keys.split('|').find_map(|key| {
            entries.iter().find(|(known, _)| same_key(&known.word, key)).map(|(_, value)| value)
        })
    }

    pub(crate) fn list(&self) -> &[Value] {
        match &self.what {
            What::List(values) => values,
            _ => &[],
        }
    }

    pub(crate) fn entries(&self) -> &[(Key, Value)] {
        match &self.what {
            What::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn leaf(&self) -> Option<LeafId> {
        match self.what {
            What::Words(leaf) => Some(leaf),
            _ => None,
        }
    }

    /// The words of the value under one of `keys`.
    pub(crate) fn word(&self, keys: &str, outline: &Outline) -> Option<String> {
        let leaf = self.get(keys)?.leaf()?;
        Some(outline.words(leaf)).filter(|words| !words.is_empty())
    }

    /// All leaves of the value, in order.
    pub(crate) fn leaves(&self) -> Vec<LeafId> {
        match &self.what {
            What::Empty => Vec::new(),
            What::Words(leaf) => vec![*leaf],
            What::List(values) => values.iter().flat_map(Value::leaves).collect(),
            What::Map(entries) => entries.iter().flat_map(|(_, value)| value.leaves()).collect(),
        }
    }
}

/// Whether a key is the one that is looked for.
pub(crate) fn same_key(known: &str, key: &str) -> bool {
    let letters = |word: &str| -> String {
        word.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
    };
    known == key || letters(known) == letters(key)
}
