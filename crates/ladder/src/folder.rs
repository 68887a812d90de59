//! The folder of files that is a ladder: one `ladder.toml`, and a Markdown file for each level.

/// The name of the file that says what level files cannot.
pub const MANIFEST: &str = "ladder.toml";

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name relative to the folder: `ladder.toml`, `staff-engineer.md`.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}
