//! JSON text as a tree (RFC 8259).
//!
//! serde_json's parser and its errors took 9 KB brotli of the wasm, most of it for floating point numbers, which
//! a ladder does not have; this one takes about one. A test holds it against serde_json on texts of every kind.

use std::borrow::Cow;

/// The deepest nesting that is read; the same as serde_json's.
const MAX_DEPTH: usize = 128;

/// A JSON value that borrows from its text where it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value<'a> {
    /// `null`; also what an absent key reads as.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(&'a str),
    /// A string, with its escapes resolved.
    String(Cow<'a, str>),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object, in the order of the text.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// A place where a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{expected} expected at line {line}, column {column}")]
pub struct SyntaxError {
    /// What should stand there.
    pub expected: &'static str,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

impl<'a> Value<'a> {
    /// Reads a whole text as one value.
    ///
    /// # Errors
    /// At the first place that is not JSON, that nests deeper than 128, or that escapes half a surrogate pair.
    pub fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(MAX_DEPTH).and_then(|value| match parser.next_token() {
            None => Ok(value),
            Some(_) => Err("the end"),
        });
        value.map_err(|expected| {
            let before = text.get(..parser.at).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
            SyntaxError { expected, line: before.matches('\n').count() + 1, column }
        })
    }

    /// Takes the value of `key` out of an object; null where there is none.
    pub fn take(&mut self, key: &str) -> Value<'a> {
        let Value::Object(entries) = self else { return Value::Null };
        match entries.iter_mut().find(|(name, _)| name == key) {
            Some((_, value)) => std::mem::take(value),
            None => Value::Null,
        }
    }

    /// A whole number without a sign; `None` for any other value.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

type Parsed<T> = Result<T, &'static str>;

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which is not yet consumed.
    fn next_token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn value(&mut self, depth: usize) -> Parsed<Value<'a>> {
        let Some(inside) = depth.checked_sub(1) else { return Err("less nesting") };
        match self.next_token() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'[') => self.list(inside),
            Some(b'{') => self.object(inside),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.word("null", Value::Null),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            _ => Err("a value"),
        }
    }

    fn word(&mut self, word: &'static str, value: Value<'a>) -> Parsed<Value<'a>> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(word);
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Parsed<Value<'a>> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next_token() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            match self.next_token() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err("`,` or `]`"),
            }
        }
        self.at += 1;
        Ok(Value::List(items))
    }

    fn object(&mut self, depth: usize) -> Parsed<Value<'a>> {
        let mut entries = Vec::new();
        self.at += 1;
        if self.next_token() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(entries));
        }
        loop {
            if self.next_token() != Some(b'"') {
                return Err("a key");
            }
            let key = self.string()?;
            if self.next_token() != Some(b':') {
                return Err("`:`");
            }
            self.at += 1;
            entries.push((key, self.value(depth)?));
            match self.next_token() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err("`,` or `}`"),
            }
        }
        self.at += 1;
        Ok(Value::Object(entries))
    }

    fn number(&mut self) -> Parsed<Value<'a>> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(Value::Number(self.since(start)))
    }

    fn digits(&mut self) -> Parsed<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err("a digit") } else { Ok(()) }
    }

    /// A string, from its opening quote past its closing one.
    fn string(&mut self) -> Parsed<Cow<'a, str>> {
        self.at += 1;
        let mut start = self.at;
        let mut resolved = String::new();
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    resolved.push_str(self.since(start));
                    self.at += 1;
                    resolved.push(self.escaped()?);
                    start = self.at;
                }
                Some(b' '..) => self.at += 1,
                _ => return Err("`\"`"),
            }
        }
        let rest = self.since(start);
        self.at += 1;
        if resolved.is_empty() {
            return Ok(Cow::Borrowed(rest));
        }
        resolved.push_str(rest);
        Ok(Cow::Owned(resolved))
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Parsed<char> {
        let kind = self.peek();
        self.at += usize::from(kind.is_some_and(|byte| byte.is_ascii()));
        Ok(match kind {
            Some(plain @ (b'"' | b'\\' | b'/')) => plain.into(),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = self.hex()?;
                let code = match unit {
                    // Half of a surrogate pair (RFC 8259, section 7): the other half must follow.
                    0xD800..=0xDBFF if self.eat(b'\\') && self.eat(b'u') => match self.hex()? {
                        low @ 0xDC00..=0xDFFF => 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00),
                        _ => return Err("the second half of a surrogate pair"),
                    },
                    unit => unit,
                };
                return char::from_u32(code).ok_or("a whole surrogate pair");
            }
            _ => return Err("an escape"),
        })
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit =
                self.peek().and_then(|byte| char::from(byte).to_digit(16)).ok_or("four hex digits")?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value as Theirs;

    fn same(ours: &Value, theirs: &Theirs) -> bool {
        match (ours, theirs) {
            (Value::Null, Theirs::Null) => true,
            (Value::Bool(a), Theirs::Bool(b)) => a == b,
            (Value::Number(a), Theirs::Number(b)) => {
                b.as_f64() == a.parse().ok() && b.as_u64() == Value::Number(a).as_u64()
            }
            (Value::String(a), Theirs::String(b)) => a == b,
            (Value::List(a), Theirs::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Value::Object(a), Theirs::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(&**key).is_some_and(|b| same(a, b)))
            }
            _ => false,
        }
    }

    fn any_json() -> impl Strategy<Value = Theirs> {
        let leaf = prop_oneof![
            Just(Theirs::Null),
            any::<bool>().prop_map(Theirs::from),
            any::<u64>().prop_map(Theirs::from),
            any::<i32>().prop_map(Theirs::from),
            any::<f32>().prop_map(|number| Theirs::from(f64::from(number))),
            any::<String>().prop_map(Theirs::from),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Theirs::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Theirs::Object(map.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn errors_say_where() {
        for (text, expected) in [
            ("", "a value expected at line 1, column 1"),
            ("[1,\n \u{e9}]", "a value expected at line 2, column 2"),
            ("{\"a\" 1}", "`:` expected at line 1, column 6"),
            ("{\"a\":1,}", "a key expected at line 1, column 8"),
            ("[1] 2", "the end expected at line 1, column 5"),
            ("\"a", "`\"` expected at line 1, column 3"),
            (r#""\x""#, "an escape expected at line 1, column 4"),
            (r#""\ud800x""#, "a whole surrogate pair expected at line 1, column 8"),
        ] {
            assert_eq!(Value::parse(text).unwrap_err().to_string(), expected, "{text:?}");
        }
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(Value::parse(&deep(127)).is_ok());
        assert!(Value::parse(&deep(100_000)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn reads_what_serde_json_writes(theirs in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&theirs) } else { serde_json::to_string(&theirs) }.unwrap();
            prop_assert!(same(&Value::parse(&text).unwrap(), &theirs), "{}", text);
        }

        #[test]
        fn accepts_exactly_what_serde_json_accepts(text in r#"[\[\]{}",:\\/ntrufalse0-9eE+.dD8cC\-\n\t é😀]{0,24}"#) {
            // `Value` for strings, which it checks in full; `IgnoredAny` for numbers, which it does not round.
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            match serde_json::from_str::<Theirs>(&text) {
                Ok(theirs) => prop_assert!(same(&Value::parse(&text).unwrap(), &theirs)),
                Err(error) if theirs => prop_assert!(
                    Value::parse(&text).is_err() || error.to_string().contains("out of range"), "{}", error
                ),
                Err(_) => prop_assert!(Value::parse(&text).is_err()),
            }
        }

        #[test]
        fn a_damaged_text_is_judged_alike(theirs in any_json(), at in any::<proptest::sample::Index>(), byte in any::<char>()) {
            let mut chars: Vec<char> = theirs.to_string().chars().collect();
            let at = at.index(chars.len());
            chars[at] = byte;
            let text: String = chars.into_iter().collect();
            match serde_json::from_str::<Theirs>(&text) {
                // Of a key that stands twice serde_json keeps one.
                Ok(_) => prop_assert!(Value::parse(&text).is_ok()),
                Err(error) => prop_assert!(
                    Value::parse(&text).is_err() || error.to_string().contains("out of range"), "{}", error
                ),
            }
        }
    }
}
