//! Ids: newtypes over short URL-safe words, cheap to clone, never mixed up.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The most bytes that an id may have; longer ones make URLs that people cannot share.
pub const MAX_ID_BYTES: usize = 120;

/// The most bytes that the id of a folder of a collection has, with the sign after it.
const MAX_FOLDER_BYTES: usize = MAX_SLUG_BYTES + 1;

/// Why a word cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` cannot be an id: use 1 to {MAX_ID_BYTES} ASCII letters, digits, `-`, `_` or `.`, beginning with a letter or a digit"
)]
pub struct InvalidId(pub String);

/// Whether `word` is safe in a path segment, a fragment and an HTML `id`, unescaped (RFC 3986, unreserved
/// characters without `~`), and cannot be read as a relative path.
pub fn is_id(word: &str) -> bool {
    is_safe(word, MAX_ID_BYTES)
}

fn is_safe(word: &str, most: usize) -> bool {
    word.len() <= most
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// The first of `ids` that has come before.
pub fn repeated<'a>(ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    ids.into_iter().find(|id| !seen.insert(*id))
}

/// The most bytes that a [`slug`] has.
pub const MAX_SLUG_BYTES: usize = 60;

/// A readable id made from any text: lower case ASCII words joined by `-`; accents of Latin letters are lost
/// with the letter. `None` where nothing is left of the text.
pub fn slug(text: &str) -> Option<String> {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if !word.is_empty() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
            gap = false;
        }
        let mut after = after.chars();
        gap |= after.next().is_some_and(|c| !matches!(c, '\'' | '’'));
        rest = after.as_str();
    }
    slug.truncate(MAX_SLUG_BYTES);
    slug.truncate(slug.trim_end_matches('-').len());
    slug.make_ascii_lowercase();
    (!slug.is_empty()).then_some(slug)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks that `word` can stand in a URL and an HTML `id` as it is.
            pub fn new(word: &str) -> Result<Self, InvalidId> {
                if is_id(word) { Ok(Self(word.into())) } else { Err(InvalidId(word.into())) }
            }

            /// The same, for one that may have the folder of a ladder before it ([`crate::join`]), and so be longer.
            pub fn of_any_ladder(word: &str) -> Result<Self, InvalidId> {
                if is_safe(word, MAX_ID_BYTES + MAX_FOLDER_BYTES) { Ok(Self(word.into())) } else { Err(InvalidId(word.into())) }
            }

            /// For a word that has been checked by [`is_id`].
            pub fn checked(word: Arc<str>) -> Self {
                Self(word)
            }

            /// The id as it stands in files, URLs and stored records.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(word: String) -> Result<Self, InvalidId> {
                Self::of_any_ladder(&word)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.as_ref().into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )*};
}

ids! {
    /// Names a track, such as `technical`.
    TrackId;
    /// Names a level, such as `staff-engineer`; it is the level's file name and its path segment.
    LevelId;
    /// Names an area, such as `leadership`.
    AreaId;
    /// Names a topic, such as `mentoring`; unique over all areas.
    TopicId;
    /// Names one statement of one level, such as `staff-engineer.mentoring`; answers hang on it.
    StatementId;
    /// Names a step of the rating scale, such as `consistently`.
    RatingId;
    /// Names a page of the owner's, such as `faq`; it is the page's path segment.
    PageId;
    /// Names an assessment in stored records and addresses; drawn at random, so that it says nothing.
    AssessmentId;
    /// Names a snapshot of an assessment; drawn at random.
    SnapshotId;
}

impl AssessmentId {
    /// The id that stands for random bits.
    pub fn from_random(bits: u64) -> Self {
        Self::checked(letters(bits).into())
    }
}

impl SnapshotId {
    /// The id that stands for random bits.
    pub fn from_random(bits: u64) -> Self {
        Self::checked(letters(bits).into())
    }
}

/// A number in letters that are not mixed up when read aloud: 12 of them, 5 bits each.
pub fn letters(bits: u64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letter = |at: u32| LETTERS.get((bits >> (5 * at) & 31) as usize).copied().unwrap_or(b'0');
    (0..12).map(letter).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_in_urls() {
        for (word, expected) in [
            ("staff-engineer", true),
            ("a", true),
            ("3d", true),
            ("staff.mentoring_2", true),
            ("", false),
            (".", false),
            ("..", false),
            ("-a", false),
            ("a b", false),
            ("é", false),
            ("a/b", false),
            ("a%20", false),
        ] {
            assert_eq!(LevelId::new(word).is_ok(), expected, "{word:?}");
        }
        assert!(LevelId::new(&"x".repeat(MAX_ID_BYTES)).is_ok());
        assert!(LevelId::new(&"x".repeat(MAX_ID_BYTES + 1)).is_err());
    }

    #[test]
    fn slugs_read_like_their_text() {
        for (text, expected) in [
            ("Knowledge & Technical Skill", Some("knowledge-technical-skill")),
            ("  1:1s, well held! ", Some("1-1s-well-held")),
            ("People's growth", Some("peoples-growth")),
            ("People’s growth", Some("peoples-growth")),
            ("Größe: 'groß'", Some("gr-e-gro")),
            ("日本語", None),
            ("'’ &", None),
            ("", None),
        ] {
            assert_eq!(slug(text).as_deref(), expected, "{text:?}");
        }
    }
}
