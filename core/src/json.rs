//! A ladder as the JSON that a page embeds: versioned, compact, and safe inside a `<script>` element.

use serde::{Deserialize, Serialize};

use crate::ladder::{Draft, Invalid, Ladder};

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
    #[error("the ladder has schema version {found}, this app reads version {SCHEMA_VERSION}; reload the page")]
    Schema {
        /// The version of the text.
        found: u32,
    },
    /// Not JSON, or JSON of another shape.
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

/// Reads what [`encode`] wrote.
///
/// # Errors
/// When the text is not JSON of this shape and version, or the ladder does not hold together.
pub fn decode(json: &str) -> Result<Ladder, DecodeError> {
    #[derive(Deserialize)]
    struct Version {
        schema: u32,
    }
    let newer = |found: u32| found != SCHEMA_VERSION;
    match serde_json::from_str::<Document<Draft>>(json) {
        Ok(document) if newer(document.schema) => Err(DecodeError::Schema { found: document.schema }),
        Ok(document) => Ok(Ladder::new(document.ladder)?),
        // Another version may have another shape: then its number says more than what did not fit.
        Err(error) => match serde_json::from_str::<Version>(json) {
            Ok(Version { schema }) if newer(schema) => Err(DecodeError::Schema { found: schema }),
            _ => Err(error.into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::tests::draft;
    use crate::text::Text;

    #[test]
    fn round_trip_is_exact_and_safe_in_a_script() {
        let mut draft = draft();
        draft.levels[0].sections[0].statements[0].text = Text::plain("</script><!-- \u{2028} \"é\" \\");
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
            (good.replacen("\"id\":\"head\"", "\"id\":\"a b\"", 1), "the ladder's JSON cannot be read: `a b` cannot"),
        ] {
            let error = decode(&json).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
