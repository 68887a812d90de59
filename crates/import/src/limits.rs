//! How much an import reads. What is larger is refused by name, so that no file can use up memory or time.

use crate::Refusal;

/// The most files of one import.
pub const MAX_FILES: usize = 2_000;
/// The most bytes of one file.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;
/// The most bytes of all files together.
pub const MAX_TOTAL_BYTES: usize = 64 * 1024 * 1024;
/// The most bytes that a spreadsheet may unpack to.
pub const MAX_UNPACKED_BYTES: u64 = 200 * 1024 * 1024;
/// The most bytes of the words of one cell, item or value.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;
/// The most cells of a table, with the empty ones between them.
pub const MAX_CELLS: usize = 1_000_000;
/// The most values of a YAML or JSON file, with those that its anchors repeat.
pub const MAX_VALUES: usize = 500_000;
/// How deep lists, quotes, tags and values may stand in one another.
pub const MAX_DEPTH: usize = 100;

/// Refuses `amount` over `most`.
pub(crate) fn check(file: &str, what: &'static str, amount: usize, most: usize) -> Result<(), Refusal> {
    match amount > most {
        true => Err(Refusal::Limit { file: file.to_owned(), what, most: most as u64 }),
        false => Ok(()),
    }
}
