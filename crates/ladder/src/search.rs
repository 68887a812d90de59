//! Finding expectations by their words, and by track, area, level and topic; and levels, areas and topics by what they
//! are called and by their summaries and notes.
//!
//! All words must match. Each may be the beginning of a longer one, which is ranked lower; in scripts without spaces it
//! may stand inside. A word that stands nowhere in the ladder is taken for a typing mistake where another is near. Words
//! in quotes must follow one another. Case, diacritics and punctuation do not count, but signs that tell names apart do.

mod address;
mod find;
mod index;
mod place;
mod settle;
#[cfg(test)]
mod tests;
mod typo;
mod wanted;

pub use address::{Facet, PAGE, Search};
pub use find::{Found, Group, Loosen};
pub use index::Index;
pub use place::{Passage, Place};
