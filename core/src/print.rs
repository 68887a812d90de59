//! A ladder back as Markdown.

use crate::ladder::{Ladder, Level};

/// The level as Markdown.
pub fn level(_ladder: &Ladder, level: &Level) -> String {
    level.title.clone()
}
