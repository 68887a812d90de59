//! Running text of a ladder: words with inline marks, as values.

use std::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The URL schemes that a link in a ladder may have; any other renders as text.
pub const LINK_SCHEMES: [&str; 3] = ["https", "http", "mailto"];

/// A run of inline content. In JSON a string where it is plain, else an array of inlines. Made of pieces by [`Text::from`], so
/// that the same text is always the same value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Words and nothing else, as nearly all texts are; or nothing at all.
    Plain(String),
    /// Anything but one run of words.
    Marked(Vec<Inline>),
}

/// One piece of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words. In JSON a string.
    Words(String),
    /// A line break that the author asked for. In JSON the string `"\n"`.
    Break,
    /// Words with a meaning. In JSON an object with one key.
    Mark(Mark),
}

/// A marked piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Mark {
    /// Stressed, `_so_`.
    Em(Text),
    /// Important, `**so**`.
    Strong(Text),
    /// Verbatim, `` `so` ``.
    Code(String),
    /// A link to a page or an address outside the ladder.
    Link(Link),
}

/// A link with an allowed scheme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// Where it leads.
    pub to: Href,
    /// What is shown.
    pub text: Text,
}

/// A URL whose scheme is one of [`LINK_SCHEMES`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Href(Arc<str>);

/// A link target with a scheme that is not allowed, or none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an https, http or mailto link")]
pub struct InvalidHref(pub String);

impl Href {
    /// Checks the scheme (case-insensitive, RFC 3986 section 3.1). White space and control characters, which
    /// browsers skip when they look for a scheme, are refused anywhere in the URL.
    pub fn new(url: &str) -> Result<Self, InvalidHref> {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        let allowed = scheme.is_some_and(|s| LINK_SCHEMES.iter().any(|known| s.eq_ignore_ascii_case(known)));
        if allowed && !url.contains(|c: char| c.is_whitespace() || c.is_control()) {
            Ok(Self(url.into()))
        } else {
            Err(InvalidHref(url.into()))
        }
    }

    /// The URL as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Href {
    type Error = InvalidHref;
    fn try_from(url: String) -> Result<Self, InvalidHref> {
        Self::new(&url)
    }
}

impl From<Href> for String {
    fn from(href: Href) -> String {
        href.0.as_ref().into()
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<Vec<Inline>> for Text {
    fn from(mut pieces: Vec<Inline>) -> Self {
        match pieces.as_mut_slice() {
            [] => Self::default(),
            [Inline::Words(words)] => Self::Plain(std::mem::take(words)),
            _ => Self::Marked(pieces),
        }
    }
}

impl From<Text> for Vec<Inline> {
    fn from(text: Text) -> Self {
        match text {
            Text::Plain(words) if words.is_empty() => Vec::new(),
            Text::Plain(words) => vec![Inline::Words(words)],
            Text::Marked(pieces) => pieces,
        }
    }
}

impl Text {
    /// Text without marks.
    pub fn plain(words: &str) -> Self {
        Self::Plain(words.into())
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Plain(words) if words.is_empty())
    }

    /// The words alone: marks dropped, breaks as spaces.
    pub fn to_plain(&self) -> String {
        let mut out = String::new();
        self.push_plain(&mut out);
        out
    }

    fn push_plain(&self, out: &mut String) {
        let pieces = match self {
            Self::Plain(words) => return out.push_str(words),
            Self::Marked(pieces) => pieces,
        };
        for inline in pieces {
            match inline {
                Inline::Words(words) | Inline::Mark(Mark::Code(words)) => out.push_str(words),
                Inline::Break => out.push(' '),
                Inline::Mark(Mark::Em(text) | Mark::Strong(text)) => text.push_plain(out),
                Inline::Mark(Mark::Link(link)) => link.text.push_plain(out),
            }
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(words) => serializer.serialize_str(words),
            Self::Marked(pieces) => serializer.collect_seq(pieces),
        }
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Inline::Words(words) => serializer.serialize_str(words),
            Inline::Break => serializer.serialize_str("\n"),
            Inline::Mark(mark) => mark.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InlineVisitor)
    }
}

/// By hand: serde's `untagged` reads a value before it knows what it is, and so loses the place of an error.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text: a string or a list")
    }

    fn visit_str<E>(self, words: &str) -> Result<Text, E> {
        Ok(vec![Inline::from(words)].into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pieces: A) -> Result<Text, A::Error> {
        let mut inlines: Vec<Inline> = Vec::new();
        while let Some(inline) = pieces.next_element()? {
            inlines.push(inline);
        }
        Ok(inlines.into())
    }
}

struct InlineVisitor;

impl<'de> Visitor<'de> for InlineVisitor {
    type Value = Inline;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("words or a mark: em, strong, code or link")
    }

    fn visit_str<E>(self, words: &str) -> Result<Inline, E> {
        Ok(words.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mark: A) -> Result<Inline, A::Error> {
        Mark::deserialize(MapAccessDeserializer::new(mark)).map(Inline::Mark)
    }
}

impl From<&str> for Inline {
    /// As a string of the JSON means it.
    fn from(words: &str) -> Self {
        if words == "\n" { Inline::Break } else { Inline::Words(words.into()) }
    }
}

/// Whether `c` is a colon of any script: what ends a label, `Note` and the experience.
pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︓')
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Inline, Mark, Text};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Text {
        fn schema_name() -> Cow<'static, str> {
            "Text".into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let inline = generator.subschema_for::<Inline>();
            json_schema!({
                "description": "Running text: a string where it has no marks.",
                "anyOf": [{ "type": "string" }, { "type": "array", "items": inline }]
            })
        }
    }

    impl JsonSchema for Inline {
        fn schema_name() -> Cow<'static, str> {
            "Inline".into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let mark = generator.subschema_for::<Mark>();
            json_schema!({
                "description": "Words, the string \"\\n\" for a line break, or a mark.",
                "anyOf": [{ "type": "string" }, mark]
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_links() {
        for (url, expected) in [
            ("https://example.org/a?b#c", true),
            ("HTTP://example.org", true),
            ("mailto:a@example.org", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            (" https://example.org", false),
            ("data:text/html,x", false),
            ("//example.org", false),
            ("/about/", false),
            ("#id", false),
            ("", false),
        ] {
            assert_eq!(Href::new(url).is_ok(), expected, "{url:?}");
        }
    }

    #[test]
    fn text_is_compact_in_json() {
        let text = Text::from(vec![
            Inline::Words("Reads ".into()),
            Inline::Mark(Mark::Code("a < b".into())),
            Inline::Break,
            Inline::Mark(Mark::Link(Link {
                to: Href::new("https://example.org").unwrap(),
                text: vec![Inline::Mark(Mark::Em(Text::plain("here")))].into(),
            })),
        ]);
        let json = r#"["Reads ",{"code":"a < b"},"\n",{"link":{"to":"https://example.org","text":[{"em":"here"}]}}]"#;
        assert_eq!(serde_json::to_string(&text).unwrap(), json);
        assert_eq!(serde_json::from_str::<Text>(json).unwrap(), text);
        assert_eq!(text.to_plain(), "Reads a < b here");
        for (text, json) in [
            (Text::plain("so"), r#""so""#),
            (Text::default(), r#""""#),
            (vec![Inline::Break].into(), r#"["\n"]"#),
        ] {
            assert_eq!(serde_json::to_string(&text).unwrap(), json);
            assert_eq!(serde_json::from_str::<Text>(json).unwrap(), text);
        }
        // Other ways to write the same.
        for (json, expected) in [
            (r#"["so"]"#, Text::plain("so")),
            ("[]", Text::default()),
            (r#""\n""#, vec![Inline::Break].into()),
        ] {
            assert_eq!(serde_json::from_str::<Text>(json).unwrap(), expected, "{json}");
        }
        for json in ["1", "null", r#"[{"u":"so"}]"#, "[{}]", r#"[{"em":"a","code":"b"}]"#] {
            assert!(serde_json::from_str::<Text>(json).is_err(), "{json}");
        }
    }
}
