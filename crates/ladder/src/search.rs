//! Finding expectations by their words, and by track, area, level and topic.
//!
//! All words must match. The last word, which may still be being typed, matches what begins with it. A word that
//! stands nowhere in the ladder is taken for a typing mistake where another is near. Words in quotes must follow
//! one another. Case, diacritics and punctuation do not count.

mod address;
mod find;
mod index;
mod typo;

pub use address::{Facet, PAGE, Search};
pub use find::{Found, Group, Loosen};
pub use index::Index;
