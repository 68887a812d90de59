//! A ladder as the JSON that a page embeds: versioned, compact, and safe inside a `<script>` element.
//!
//! Writing is derived (serde). Reading goes by the small functions below, not by derived `Deserialize`: what serde
//! derives for these types took 22 KB brotli of the wasm with its parser, a third of the budget, and named no
//! path where something did not fit. See ARCHITECTURE.md, "Size".

mod read;
mod value;
mod write;

use std::sync::Arc;

use serde::Serialize;

pub use self::read::Mismatch;
pub use self::read::{Read, Reader};
pub use self::value::{SyntaxError, Value};
use crate::experience::Experience;
use crate::id::{AreaId, LevelId, RatingId, StatementId, TopicId, TrackId};
use crate::ladder::{
    Area, Credit, Draft, Invalid, Ladder, Level, LevelKind, Point, Rating, Scale, Section, Statement, Topic,
    Track,
};
use crate::text::{Href, Inline, Link, Mark, Text};

/// The version of the JSON's shape. It rises when an older reader would misread a newer text.
pub const SCHEMA_VERSION: u32 = 1;

/// The embedded document.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Rungs ladder"))]
pub struct Document<L> {
    /// [`SCHEMA_VERSION`] of the writer.
    pub schema: u32,
    /// The ladder.
    pub ladder: L,
}

/// Why a text is not a ladder.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Written by a newer Rungs.
    #[error(
        "the ladder has schema version {found}, this app reads version {SCHEMA_VERSION}; reload the page"
    )]
    Schema {
        /// The version of the text.
        found: u64,
    },
    /// Not JSON.
    #[error("the ladder's JSON cannot be read: {0}")]
    Json(#[from] SyntaxError),
    /// JSON of another shape.
    #[error("the ladder's JSON does not fit: {0}")]
    Shape(#[from] Mismatch),
    /// JSON of the right shape that does not hold together.
    #[error("the ladder does not hold together: {0}")]
    Invalid(#[from] Invalid),
}

/// Writes `ladder` as one line of JSON. `<` is written as `\u003c`, so that no text of the ladder can end or
/// comment out the script element around it (HTML standard, "Restrictions for contents of script elements").
///
/// # Errors
/// When serde_json cannot write the value, which strings, numbers and lists do not cause.
pub fn encode(ladder: &Ladder) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(&Document::<&Draft> { schema: SCHEMA_VERSION, ladder })?;
    Ok(json.replace('<', "\\u003c"))
}

/// The JSON Schema of what [`encode`] writes, indented.
///
/// # Errors
/// When serde_json cannot write the value, which strings, numbers and lists do not cause.
#[cfg(feature = "schema")]
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Document<Draft>))
}

/// Reads what [`encode`] wrote. Keys that it does not know are passed over.
///
/// # Errors
/// When the text is not JSON of this shape and version, or the ladder does not hold together.
pub fn decode(json: &str) -> Result<Ladder, DecodeError> {
    let mut document = Value::parse(json)?;
    let schema = document.take("schema").as_u64();
    if let Some(found) = schema.filter(|found| *found != u64::from(SCHEMA_VERSION)) {
        return Err(DecodeError::Schema { found });
    }
    let draft = Reader::read(|reader| reader.field(&mut document, "ladder", Reader::draft))?;
    Ok(Ladder::new(draft)?)
}

impl Reader {
    fn years(&mut self, value: &mut Value) -> u8 {
        value.as_u64().and_then(|years| years.try_into().ok()).unwrap_or_else(|| {
            self.unfit("a number from 0 to 255");
            0
        })
    }

    fn draft(&mut self, from: &mut Value) -> Draft {
        Draft {
            title: self.field(from, "title", Self::string),
            summary: self.field(from, "summary", Self::words),
            version: self.field(from, "version", Self::words),
            language: self.field(from, "language", Self::string),
            licence: self.optional(from, "licence", Self::credit),
            source: self.optional(from, "source", Self::credit),
            scale: self.field(from, "scale", Self::scale).into(),
            tracks: self.list(from, "tracks", Self::track),
            areas: self.list(from, "areas", Self::area),
            levels: self.list(from, "levels", Self::level),
        }
    }

    fn credit(&mut self, from: &mut Value) -> Credit {
        let name = self.field(from, "name", Self::string);
        Credit { name, url: self.optional(from, "url", Self::href).flatten() }
    }

    fn href(&mut self, value: &mut Value) -> Option<Href> {
        let href = match value {
            Value::String(url) => Href::new(url).ok(),
            _ => None,
        };
        if href.is_none() {
            self.unfit("an https, http or mailto link");
        }
        href
    }

    fn scale(&mut self, from: &mut Value) -> Scale {
        Scale {
            met: RatingId::checked(self.field(from, "met", Self::id)),
            steps: self.list(from, "steps", Self::rating),
            beside: self.list(from, "beside", Self::rating),
        }
    }

    /// What ratings, tracks, areas, topics and levels begin with: an id, a title and a summary.
    fn named(&mut self, from: &mut Value) -> (Arc<str>, String, String) {
        let id = self.field(from, "id", Self::id);
        (id, self.field(from, "title", Self::string), self.field(from, "summary", Self::words))
    }

    fn rating(&mut self, from: &mut Value) -> Rating {
        let (id, title, summary) = self.named(from);
        Rating { id: RatingId::checked(id), title, summary }
    }

    fn track(&mut self, from: &mut Value) -> Track {
        let (id, title, summary) = self.named(from);
        Track { id: TrackId::checked(id), title, summary }
    }

    fn topic(&mut self, from: &mut Value) -> Topic {
        let (id, title, summary) = self.named(from);
        Topic { id: TopicId::checked(id), title, summary }
    }

    fn area(&mut self, from: &mut Value) -> Area {
        let (id, title, summary) = self.named(from);
        Area { id: AreaId::checked(id), title, summary, topics: self.list(from, "topics", Self::topic) }
    }

    fn level(&mut self, from: &mut Value) -> Level {
        let (id, title, summary) = self.named(from);
        Level {
            id: LevelId::checked(id),
            track: TrackId::checked(self.field(from, "track", Self::id)),
            title,
            short: self.field(from, "short", Self::string),
            summary,
            kind: self.field(from, "kind", Self::kind),
            inherits: self.optional(from, "inherits", Self::id).map(LevelId::checked),
            experience: self.optional(from, "experience", Self::experience),
            notes: self.list(from, "notes", Self::text),
            sections: self.list(from, "sections", Self::section),
        }
    }

    fn kind(&mut self, value: &mut Value) -> LevelKind {
        match value {
            Value::Null => LevelKind::Rung,
            Value::String(kind) if kind == "rung" => LevelKind::Rung,
            Value::String(kind) if kind == "variant" => LevelKind::Variant,
            _ => {
                self.unfit("`rung` or `variant`");
                LevelKind::Rung
            }
        }
    }

    fn experience(&mut self, from: &mut Value) -> Experience {
        Experience {
            raw: self.field(from, "raw", Self::string),
            min: self.optional(from, "min", Self::years),
            max: self.optional(from, "max", Self::years),
        }
    }

    fn section(&mut self, from: &mut Value) -> Section {
        Section {
            area: AreaId::checked(self.field(from, "area", Self::id)),
            notes: self.list(from, "notes", Self::text),
            statements: self.list(from, "statements", Self::statement),
        }
    }

    fn statement(&mut self, from: &mut Value) -> Statement {
        Statement {
            id: StatementId::checked(self.field(from, "id", Self::id)),
            topic: self.optional(from, "topic", Self::id).map(TopicId::checked),
            text: self.field(from, "text", Self::text),
            children: self.list(from, "children", Self::point),
        }
    }

    fn point(&mut self, from: &mut Value) -> Point {
        Point {
            text: self.field(from, "text", Self::text),
            children: self.list(from, "children", Self::point),
        }
    }

    fn text(&mut self, value: &mut Value) -> Text {
        match value {
            Value::String(words) if words != "\n" => Text::Plain(std::mem::take(words).into_owned()),
            Value::String(_) => Text::Marked(vec![Inline::Break]),
            Value::List(_) => self.items(value, Self::inline).into(),
            _ => {
                self.unfit("text: a string or a list");
                Text::default()
            }
        }
    }

    fn inline(&mut self, from: &mut Value) -> Inline {
        if let Value::String(words) = from {
            return if words == "\n" {
                Inline::Break
            } else {
                Inline::Words(std::mem::take(words).into_owned())
            };
        }
        if let Some(em) = self.optional(from, "em", Self::text) {
            Inline::Mark(Mark::Em(em))
        } else if let Some(strong) = self.optional(from, "strong", Self::text) {
            Inline::Mark(Mark::Strong(strong))
        } else if let Some(code) = self.optional(from, "code", Self::string) {
            Inline::Mark(Mark::Code(code))
        } else if let Some(link) = self.optional(from, "link", Self::link).flatten() {
            Inline::Mark(Mark::Link(link))
        } else {
            self.unfit("words or a mark: em, strong, code or link");
            Inline::Break
        }
    }

    fn link(&mut self, from: &mut Value) -> Option<Link> {
        let to = self.field(from, "to", Self::href);
        let text = self.field(from, "text", Self::text);
        to.map(|to| Link { to, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;

    #[test]
    fn round_trip_is_exact_and_safe_in_a_script() {
        let mut draft = draft();
        let marked = Text::from(vec![
            Inline::Words("</script><!-- \u{2028} \"é\" \\".into()),
            Inline::Break,
            Inline::Mark(Mark::Em(vec![Inline::Mark(Mark::Code("a < b".into()))].into())),
            Inline::Mark(Mark::Strong(Text::plain("so"))),
            Inline::Mark(Mark::Link(Link {
                to: Href::new("https://example.org").unwrap(),
                text: Text::plain("x"),
            })),
        ]);
        let point = |children| Point { text: marked.clone(), children };
        let statement = &mut draft.levels[0].sections[0].statements[0];
        statement.text = marked.clone();
        statement.children = vec![point(vec![point(vec![])])];
        draft.levels[0].notes = vec![marked];
        draft.levels[0].experience = Some(Experience::read("0-2"));
        draft.licence = Some(Credit { name: "MIT".into(), url: None });
        let ladder = Ladder::new(draft).unwrap();
        let json = encode(&ladder).unwrap();
        assert!(!json.contains('<') && !json.contains('\n'), "{json}");
        assert_eq!(decode(&json).unwrap(), ladder);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let good = encode(&Ladder::new(draft()).unwrap()).unwrap();
        for (json, expected) in [
            ("".to_owned(), "the ladder's JSON cannot be read: "),
            (good[..good.len() / 2].to_owned(), "the ladder's JSON cannot be read: "),
            (good.replacen("\"schema\":1", "\"schema\":2", 1), "the ladder has schema version 2, this app"),
            (r#"{"schema":3,"steps":[]}"#.to_owned(), "the ladder has schema version 3, this app"),
            (
                good.replacen("\"id\":\"head\"", "\"id\":\"lead\"", 1),
                "the ladder does not hold together: the level",
            ),
            (
                good.replacen("\"id\":\"head\"", "\"id\":\"a b\"", 1),
                "the ladder's JSON does not fit: `ladder.levels[3].id` is not an id",
            ),
            (
                good.replacen(
                    "\"text\":\"Asks.\"",
                    "\"text\":[\"Asks \",{\"link\":{\"to\":\"javascript:x\",\"text\":\"y\"}}]",
                    1,
                ),
                "the ladder's JSON does not fit: `ladder.levels[0].sections[0].statements[1].text[1].link.to` is not an https",
            ),
            ("{\"schema\":1}".to_owned(), "the ladder's JSON does not fit: `ladder.title` is not a string"),
        ] {
            let error = decode(&json).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
