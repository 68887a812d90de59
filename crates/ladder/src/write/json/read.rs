//! Reading JSON values into types, with the path to the first value that does not fit.

use std::sync::Arc;

use super::value::Value;
use crate::model::id;

/// A place in JSON that does not fit.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is not {expected}")]
pub struct Mismatch {
    /// Keys and indices from the outside in, such as `levels[3].title`.
    path: String,
    expected: &'static str,
}

/// Reads values into the model. A value that does not fit is noted, once, with the path that leads to it, and
/// something stands in for it, so that no reading function has a way out but its end.
pub struct Reader {
    path: String,
    mismatch: Option<Mismatch>,
}

/// Reads one value; null where there is none.
pub type Read<'a, T> = fn(&mut Reader, &mut Value<'a>) -> T;

impl Reader {
    /// What `read` reads.
    ///
    /// # Errors
    /// At the first value that does not fit.
    pub fn read<T>(read: impl FnOnce(&mut Self) -> T) -> Result<T, Mismatch> {
        let mut reader = Self { path: String::new(), mismatch: None };
        let value = read(&mut reader);
        match reader.mismatch {
            Some(mismatch) => Err(mismatch),
            None => Ok(value),
        }
    }

    /// Notes that the value at hand is not what was expected.
    pub fn unfit(&mut self, expected: &'static str) {
        if self.mismatch.is_none() {
            self.mismatch = Some(Mismatch { path: self.path.clone(), expected });
        }
    }

    /// Takes the value of `key` and adds `key` to the path, which is to be cut back to the length returned. Never
    /// inlined: dozens of places call it.
    #[inline(never)]
    fn open<'a>(&mut self, object: &mut Value<'a>, key: &str) -> (usize, Value<'a>) {
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        (outer, object.take(key))
    }

    /// The value of a key.
    #[inline(never)]
    pub fn field<'a, T>(&mut self, object: &mut Value<'a>, key: &str, read: Read<'a, T>) -> T {
        let (outer, mut value) = self.open(object, key);
        let read = read(self, &mut value);
        self.path.truncate(outer);
        read
    }

    /// The value of a key that may be absent.
    #[inline(never)]
    pub fn optional<'a, T>(&mut self, object: &mut Value<'a>, key: &str, read: Read<'a, T>) -> Option<T> {
        let (outer, mut value) = self.open(object, key);
        let read = if matches!(value, Value::Null) { None } else { Some(read(self, &mut value)) };
        self.path.truncate(outer);
        read
    }

    /// Reads a value that is already at hand, under its key.
    pub fn within<'a, T>(&mut self, key: &str, value: &mut Value<'a>, read: Read<'a, T>) -> T {
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        let read = read(self, value);
        self.path.truncate(outer);
        read
    }

    /// Takes over what a reader of its own has read of the value at hand; `None` where something in it does not fit.
    pub fn inner<T>(&mut self, read: Result<T, Mismatch>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(inner) => {
                self.unfit(inner.expected);
                if let Some(noted) = self.mismatch.as_mut().filter(|noted| noted.path == self.path) {
                    if !noted.path.is_empty() && !inner.path.is_empty() {
                        noted.path.push('.');
                    }
                    noted.path.push_str(&inner.path);
                }
                None
            }
        }
    }

    /// The items of a list; none where it is absent.
    #[inline(never)]
    pub fn list<'a, T>(&mut self, object: &mut Value<'a>, key: &str, read: Read<'a, T>) -> Vec<T> {
        let (outer, mut value) = self.open(object, key);
        let items = self.items(&mut value, read);
        self.path.truncate(outer);
        items
    }

    /// The items of a list that is at hand.
    #[inline(never)]
    pub fn items<'a, T>(&mut self, list: &mut Value<'a>, read: Read<'a, T>) -> Vec<T> {
        let mut items = Vec::new();
        self.each(list, &mut |reader, value| items.push(read(reader, value)));
        items
    }

    /// Goes through the items of a list. One routine for all types, as there are a dozen.
    fn each<'a>(&mut self, list: &mut Value<'a>, take: &mut dyn FnMut(&mut Self, &mut Value<'a>)) {
        let mut values = match list {
            Value::List(values) => std::mem::take(values),
            Value::Null => Vec::new(),
            _ => {
                self.unfit("a list");
                Vec::new()
            }
        };
        let outer = self.path.len();
        for (at, value) in values.iter_mut().enumerate() {
            self.path.push('[');
            self.path.push_str(&at.to_string());
            self.path.push(']');
            take(self, value);
            self.path.truncate(outer);
        }
    }

    /// A string.
    pub fn string(&mut self, value: &mut Value) -> String {
        match value {
            Value::String(string) => std::mem::take(string).into_owned(),
            _ => {
                self.unfit("a string");
                String::new()
            }
        }
    }

    /// A string that may be absent.
    pub fn words(&mut self, value: &mut Value) -> String {
        if matches!(value, Value::Null) { String::new() } else { self.string(value) }
    }

    /// A word that can be an id.
    pub fn id(&mut self, value: &mut Value) -> Arc<str> {
        match value {
            Value::String(word) if id::is_id(word) => (&**word).into(),
            _ => {
                self.unfit("an id");
                "unread".into()
            }
        }
    }
}
