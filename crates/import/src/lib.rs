//! Ladders as the world writes them -> the folder of Markdown that Rungs reads. No IO, no clock.
#![allow(dead_code)]

mod decode;
mod flow;
mod headings;
pub mod limits;
mod outline;
mod read;
mod shape;
mod tables;
mod tree;
mod value;
mod vocabulary;

pub use rungs_ladder::markdown::SourceFile;
pub use shape::{Mark, NAMES, Options, Shape};
pub use vocabulary::Role;

/// Why nothing can be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something is larger than what is read.
    #[error("{file} has too many {what}: at most {most} are read")]
    Limit {
        /// The file.
        file: String,
        /// What there is too much of.
        what: &'static str,
        /// How much is read.
        most: u64,
    },
    /// A file that is not what it says.
    #[error("{place}: {why}")]
    Unreadable {
        /// The file, with line and column where they are known.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing in the source looks like a ladder.
    #[error("no ladder was found")]
    NoLadder,
}
