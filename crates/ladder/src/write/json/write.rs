//! Writing JSON values as text.

use std::borrow::Cow;

use super::value::Value;

impl<'a> Value<'a> {
    /// An object with those entries, in their order, without the ones that say nothing: null, and empty strings and
    /// lists read back as what is absent.
    pub fn object<const N: usize>(entries: [(&'static str, Value<'a>); N]) -> Self {
        let says = |value: &Value| match value {
            Value::Null => false,
            Value::String(string) => !string.is_empty(),
            Value::List(items) => !items.is_empty(),
            _ => true,
        };
        let entries = entries.into_iter().filter(|(_, value)| says(value));
        Value::Object(entries.map(|(key, value)| (Cow::Borrowed(key), value)).collect())
    }

    /// A string.
    pub fn string(string: &'a str) -> Self {
        Value::String(Cow::Borrowed(string))
    }

    /// A list of strings.
    pub fn strings(strings: impl IntoIterator<Item = &'a str>) -> Self {
        Value::List(strings.into_iter().map(Value::string).collect())
    }

    /// Appends the value as JSON text without white space.
    pub fn write(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(digits) => out.push_str(digits),
            Value::String(string) => write_string(string, out),
            Value::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Value::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    write_string(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// The value as JSON text without white space.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

/// Control characters, quotes and backslashes must be escaped (RFC 8259, section 7); nothing else is.
fn write_string(string: &str, out: &mut String) {
    out.push('"');
    for letter in string.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for digit in [letter as u32 >> 4, letter as u32 & 15] {
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}
