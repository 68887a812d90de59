//! A folder of Markdown and one `ladder.toml` -> a [`Ladder`], and every problem in them with its place.
//!
//! A file goes through two shapes: first what it says ([`sheet`] for a level, [`manifest`] for `ladder.toml`),
//! then what that means for the ladder as a whole ([`assemble`]). Nothing in a file is dropped in silence: it is
//! in the ladder, or a problem names it.
//!
//! - `ladder.toml` may be missing: then the levels stand in the order of their file names, on one track, with the
//!   default scale, and there is a warning.
//! - Any other `*.md` is a level, except `README.md`, which is ignored with a warning unless `ladder.toml` lists a
//!   level `README`.

mod assemble;
mod defaults;
mod inline;
mod manifest;
mod sheet;
mod source;
mod suggest;

use crate::ladder::Ladder;
use crate::problem::{Problem, Severity};

pub(crate) use assemble::Places;
pub(crate) use source::{Place, Report};

/// The most bytes that a file may have; a level of a ladder has a few thousand.
pub const MAX_FILE_BYTES: usize = 2 * 1024 * 1024;

/// The name of the file that says what level files cannot.
pub const MANIFEST: &str = "ladder.toml";

/// The deepest bullet below a statement.
pub const MAX_POINT_DEPTH: usize = 8;

/// A file, as yet unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name relative to the ladder's folder: `ladder.toml`, `staff-engineer.md`.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What files say.
#[derive(Clone, Debug)]
pub struct Reading<'f> {
    /// The ladder, unless a problem is an error.
    pub ladder: Option<Ladder>,
    /// The address of the site, absolute and https, where `ladder.toml` names one as `url`. It is a matter of the
    /// site that shows the ladder, not of the ladder.
    pub url: Option<String>,
    /// Everything that is wrong, in the order of the files and of their lines.
    pub problems: Vec<Problem>,
    sources: Vec<source::Source<'f>>,
    places: Places,
    /// What is wrong only under strict rules, found on the way.
    strict: Report,
}

impl Reading<'_> {
    /// Whether a problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// What strict rules say beyond [`Reading::problems`]; nothing while there is no ladder.
    pub fn lints(&self) -> Vec<Problem> {
        let Some(ladder) = &self.ladder else { return Vec::new() };
        let mut report = self.strict.clone();
        crate::lint::lint(ladder, &self.places, &mut report);
        report.locate(&self.sources)
    }
}

/// Reads a ladder: the ladder, unless there is an error, and every problem at once.
pub fn read(files: &[SourceFile]) -> (Option<Ladder>, Vec<Problem>) {
    let reading = open(files);
    (reading.ladder, reading.problems)
}

/// Like [`read`], with what only the command line tool needs.
pub fn open(files: &[SourceFile]) -> Reading<'_> {
    let mut report = Report::default();
    let mut sources = source::decode(files, &mut report);
    let manifest = manifest::read(&mut sources, &mut report);
    let assembled = assemble::assemble(manifest, &sources, &mut report);
    let problems = report.locate(&sources);
    Reading {
        ladder: assembled.ladder,
        url: assembled.url,
        problems,
        sources,
        places: assembled.places,
        strict: assembled.strict,
    }
}
