//! A ladder as the JSON that a page embeds: versioned, compact, and safe inside a `<script>` element.
//!
//! Reading goes by [`serde_json::Value`] and the small functions below, not by derived `Deserialize`: derived code
//! for these types took 65 KB of the wasm (20 KB brotli), and named no path when something did not fit.

use serde::Serialize;
use serde_json::Value;

use crate::experience::Experience;
use crate::ladder::{
    Area, Credit, Draft, Invalid, Ladder, Level, LevelKind, Point, Rating, Scale, Section, Statement, Topic, Track,
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
    #[error("the ladder has schema version {found}, this app reads version {SCHEMA_VERSION}; reload the page")]
    Schema {
        /// The version of the text.
        found: u64,
    },
    /// Not JSON.
    #[error("the ladder's JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON of another shape.
    #[error("the ladder's JSON does not fit: {0}")]
    Shape(#[from] Mismatch),
    /// JSON of the right shape that does not hold together.
    #[error("the ladder does not hold together: {0}")]
    Invalid(#[from] Invalid),
}

/// A place in JSON that does not fit.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is not {expected}")]
pub struct Mismatch {
    /// Keys and indices from the outside in, such as `levels[3].title`.
    path: String,
    expected: &'static str,
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

/// Reads what [`encode`] wrote. Keys that it does not know are passed over.
///
/// # Errors
/// When the text is not JSON of this shape and version, or the ladder does not hold together.
pub fn decode(json: &str) -> Result<Ladder, DecodeError> {
    let mut document: Value = serde_json::from_str(json)?;
    match document.get("schema").and_then(Value::as_u64) {
        Some(found) if found != u64::from(SCHEMA_VERSION) => return Err(DecodeError::Schema { found }),
        _ => {}
    }
    let draft = required(&mut document, "ladder", draft)?;
    Ok(Ladder::new(draft)?)
}

type Read<T> = fn(Value) -> Result<T, Mismatch>;

fn mismatch<T>(expected: &'static str) -> Result<T, Mismatch> {
    Err(Mismatch { path: String::new(), expected })
}

/// Names `outer` before the path of a mismatch found inside it.
fn within(outer: &str, mut inner: Mismatch) -> Mismatch {
    let dot = if inner.path.is_empty() || inner.path.starts_with('[') { "" } else { "." };
    inner.path = [outer, dot, &inner.path].concat();
    inner
}

fn required<T>(object: &mut Value, key: &str, read: Read<T>) -> Result<T, Mismatch> {
    let value = object.get_mut(key).map(Value::take).unwrap_or_default();
    read(value).map_err(|inner| within(key, inner))
}

fn optional<T>(object: &mut Value, key: &str, read: Read<T>) -> Result<Option<T>, Mismatch> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(_) => required(object, key, read).map(Some),
    }
}

fn or_default<T: Default>(object: &mut Value, key: &str, read: Read<T>) -> Result<T, Mismatch> {
    Ok(optional(object, key, read)?.unwrap_or_default())
}

fn list<T>(value: Value, read: Read<T>) -> Result<Vec<T>, Mismatch> {
    let Value::Array(values) = value else { return mismatch("a list") };
    let mut items = Vec::with_capacity(values.len());
    for (at, value) in values.into_iter().enumerate() {
        items.push(read(value).map_err(|inner| within(&["[", &at.to_string(), "]"].concat(), inner))?);
    }
    Ok(items)
}

fn string(value: Value) -> Result<String, Mismatch> {
    match value {
        Value::String(string) => Ok(string),
        _ => mismatch("a string"),
    }
}

fn id<T: TryFrom<String>>(value: Value) -> Result<T, Mismatch> {
    T::try_from(string(value)?).or_else(|_| mismatch("an id"))
}

fn href(value: Value) -> Result<Href, Mismatch> {
    Href::try_from(string(value)?).or_else(|_| mismatch("an https, http or mailto link"))
}

fn years(value: Value) -> Result<u8, Mismatch> {
    value.as_u64().and_then(|years| years.try_into().ok()).map_or_else(|| mismatch("a number from 0 to 255"), Ok)
}

fn draft(mut from: Value) -> Result<Draft, Mismatch> {
    Ok(Draft {
        title: required(&mut from, "title", string)?,
        summary: or_default(&mut from, "summary", string)?,
        version: or_default(&mut from, "version", string)?,
        language: required(&mut from, "language", string)?,
        licence: optional(&mut from, "licence", credit)?,
        source: optional(&mut from, "source", credit)?,
        scale: required(&mut from, "scale", scale)?,
        tracks: required(&mut from, "tracks", |tracks| list(tracks, track))?,
        areas: required(&mut from, "areas", |areas| list(areas, area))?,
        levels: required(&mut from, "levels", |levels| list(levels, level))?,
    })
}

fn credit(mut from: Value) -> Result<Credit, Mismatch> {
    Ok(Credit { name: required(&mut from, "name", string)?, url: optional(&mut from, "url", href)? })
}

fn scale(mut from: Value) -> Result<Scale, Mismatch> {
    Ok(Scale {
        met: required(&mut from, "met", id)?,
        steps: required(&mut from, "steps", |steps| list(steps, rating))?,
        beside: or_default(&mut from, "beside", |beside| list(beside, rating))?,
    })
}

/// What ratings, tracks, areas and topics begin with: an id, a title and a summary.
fn named<T: TryFrom<String>>(from: &mut Value) -> Result<(T, String, String), Mismatch> {
    Ok((required(from, "id", id)?, required(from, "title", string)?, or_default(from, "summary", string)?))
}

fn rating(mut from: Value) -> Result<Rating, Mismatch> {
    let (id, title, summary) = named(&mut from)?;
    Ok(Rating { id, title, summary })
}

fn track(mut from: Value) -> Result<Track, Mismatch> {
    let (id, title, summary) = named(&mut from)?;
    Ok(Track { id, title, summary })
}

fn topic(mut from: Value) -> Result<Topic, Mismatch> {
    let (id, title, summary) = named(&mut from)?;
    Ok(Topic { id, title, summary })
}

fn area(mut from: Value) -> Result<Area, Mismatch> {
    let (id, title, summary) = named(&mut from)?;
    Ok(Area { id, title, summary, topics: or_default(&mut from, "topics", |topics| list(topics, topic))? })
}

fn level(mut from: Value) -> Result<Level, Mismatch> {
    let (id, title, summary) = named(&mut from)?;
    Ok(Level {
        id,
        track: required(&mut from, "track", self::id)?,
        title,
        short: required(&mut from, "short", string)?,
        summary,
        kind: or_default(&mut from, "kind", kind)?,
        inherits: optional(&mut from, "inherits", self::id)?,
        experience: optional(&mut from, "experience", experience)?,
        notes: or_default(&mut from, "notes", texts)?,
        sections: required(&mut from, "sections", |sections| list(sections, section))?,
    })
}

fn kind(from: Value) -> Result<LevelKind, Mismatch> {
    match from.as_str() {
        Some("rung") => Ok(LevelKind::Rung),
        Some("variant") => Ok(LevelKind::Variant),
        _ => mismatch("`rung` or `variant`"),
    }
}

fn experience(mut from: Value) -> Result<Experience, Mismatch> {
    Ok(Experience {
        raw: required(&mut from, "raw", string)?,
        min: optional(&mut from, "min", years)?,
        max: optional(&mut from, "max", years)?,
    })
}

fn section(mut from: Value) -> Result<Section, Mismatch> {
    Ok(Section {
        area: required(&mut from, "area", id)?,
        notes: or_default(&mut from, "notes", texts)?,
        statements: required(&mut from, "statements", |statements| list(statements, statement))?,
    })
}

fn statement(mut from: Value) -> Result<Statement, Mismatch> {
    Ok(Statement {
        id: required(&mut from, "id", id)?,
        topic: optional(&mut from, "topic", id)?,
        text: required(&mut from, "text", text)?,
        children: or_default(&mut from, "children", points)?,
    })
}

fn point(mut from: Value) -> Result<Point, Mismatch> {
    Ok(Point { text: required(&mut from, "text", text)?, children: or_default(&mut from, "children", points)? })
}

fn points(from: Value) -> Result<Vec<Point>, Mismatch> {
    list(from, point)
}

fn texts(from: Value) -> Result<Vec<Text>, Mismatch> {
    list(from, text)
}

fn text(from: Value) -> Result<Text, Mismatch> {
    match from {
        Value::String(_) => Ok(Text(vec![inline(from)?])),
        _ => list(from, inline).map(Text),
    }
}

fn inline(mut from: Value) -> Result<Inline, Mismatch> {
    if let Value::String(words) = from {
        return Ok(if words == "\n" { Inline::Break } else { Inline::Words(words) });
    }
    let mark = if let Some(em) = optional(&mut from, "em", text)? {
        Mark::Em(em)
    } else if let Some(strong) = optional(&mut from, "strong", text)? {
        Mark::Strong(strong)
    } else if let Some(code) = optional(&mut from, "code", string)? {
        Mark::Code(code)
    } else if let Some(link) = optional(&mut from, "link", link)? {
        Mark::Link(link)
    } else {
        return mismatch("words or a mark: em, strong, code or link");
    };
    Ok(Inline::Mark(mark))
}

fn link(mut from: Value) -> Result<Link, Mismatch> {
    Ok(Link { to: required(&mut from, "to", href)?, text: required(&mut from, "text", text)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::tests::draft;

    #[test]
    fn round_trip_is_exact_and_safe_in_a_script() {
        let mut draft = draft();
        let marked = Text(vec![
            Inline::Words("</script><!-- \u{2028} \"é\" \\".into()),
            Inline::Break,
            Inline::Mark(Mark::Em(Text(vec![Inline::Mark(Mark::Code("a < b".into()))]))),
            Inline::Mark(Mark::Strong(Text::plain("so"))),
            Inline::Mark(Mark::Link(Link { to: Href::new("https://example.org").unwrap(), text: Text::plain("x") })),
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
            ("".to_owned(), "the ladder's JSON cannot be read: EOF while parsing"),
            (good[..good.len() / 2].to_owned(), "the ladder's JSON cannot be read: EOF while parsing"),
            (good.replacen("\"schema\":1", "\"schema\":2", 1), "the ladder has schema version 2, this app"),
            (r#"{"schema":3,"steps":[]}"#.to_owned(), "the ladder has schema version 3, this app"),
            (good.replacen("\"id\":\"head\"", "\"id\":\"lead\"", 1), "the ladder does not hold together: the level"),
            (
                good.replacen("\"id\":\"head\"", "\"id\":\"a b\"", 1),
                "the ladder's JSON does not fit: `ladder.levels[3].id` is not an id",
            ),
            (
                good.replacen("\"text\":\"Asks.\"", "\"text\":[\"Asks \",{\"link\":{\"to\":\"javascript:x\",\"text\":\"y\"}}]", 1),
                "the ladder's JSON does not fit: `ladder.levels[0].sections[0].statements[1].text[1].link.to` is not an https",
            ),
            ("{\"schema\":1}".to_owned(), "the ladder's JSON does not fit: `ladder.title` is not a string"),
        ] {
            let error = decode(&json).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
