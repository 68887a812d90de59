//! A ladder as the JSON that a page embeds: versioned, compact, and safe inside a `<script>` element.

use serde::{Deserialize, Serialize};

use crate::model::ladder::{Draft, Invalid, Ladder};

/// The version of the JSON's shape. It rises when an older reader would misread a newer text.
pub const SCHEMA_VERSION: u32 = 1;

/// The embedded document.
#[derive(Deserialize, Serialize)]
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
    /// Not JSON, or JSON of another shape; with line and column.
    #[error("the ladder's JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
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
    /// Read first, as a newer text may have another shape.
    #[derive(Deserialize)]
    struct Version {
        schema: Option<u64>,
    }
    let version: Version = serde_json::from_str(json)?;
    if let Some(found) = version.schema.filter(|found| *found != u64::from(SCHEMA_VERSION)) {
        return Err(DecodeError::Schema { found });
    }
    let document: Document<Draft> = serde_json::from_str(json)?;
    Ok(Ladder::new(document.ladder)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::experience::Experience;
    use crate::model::ladder::{Credit, Point};
    use crate::model::text::{Href, Inline, Link, Mark, Text};

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
                "the ladder's JSON cannot be read: `a b` cannot be an id",
            ),
            (
                good.replacen(
                    "\"text\":\"Asks.\"",
                    "\"text\":[\"Asks \",{\"link\":{\"to\":\"javascript:x\",\"text\":\"y\"}}]",
                    1,
                ),
                "the ladder's JSON cannot be read: `javascript:x` is not an https",
            ),
            ("{\"schema\":1}".to_owned(), "the ladder's JSON cannot be read: missing field `ladder`"),
            (
                good.replacen("\"language\":\"en\"", "\"language\":3", 1),
                "the ladder's JSON cannot be read: invalid type",
            ),
        ] {
            let error = decode(&json).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
