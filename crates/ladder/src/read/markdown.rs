//! A folder of Markdown and one `ladder.toml` -> a [`Ladder`], and every problem in them with its place.
//!
//! A file goes through two shapes: first what it says (`sheet` for a level, `manifest` for `ladder.toml`),
//! then what that means for the ladder as a whole (`assemble`). Nothing in a file is dropped in silence: it is
//! in the ladder, or a problem names it.
//!
//! - `ladder.toml` may be missing: then the levels stand in the order of their file names, on one track, with the
//!   default scale, and there is a warning.
//! - A file that `[pages]` names, also in a folder inside, is a page of the owner's.
//! - Any other `*.md` is a level, except a README and the like, which are passed over unless `ladder.toml` lists them. Files
//!   that look like a level and are not read are named.
//! - Front matter is passed over, with a warning.

use std::ops::Range;

pub use super::collection::Collection;
use super::manifest::At;
pub use super::pages::page_files;
pub use super::prose::PICTURES as PAGE_PICTURES;
pub use super::sheet::MAX_POINT_DEPTH;
pub use super::source::MAX_FILE_BYTES;
use super::source::{Report, Source};
use super::theme::DeclaredTheme;
pub use super::theme::FILES as THEME_FILES;
pub use super::unread::looks_like_part;
use super::{assemble, collection, manifest, source};
pub use crate::folder::{MANIFEST, SourceFile};
use crate::model::branding::Branding;
use crate::model::ladder::{Ladder, Statement};
use crate::model::page::OwnersPage;
use crate::model::theme::Theme;
use crate::problem::{self, Problem, Severity};

/// What files say.
#[derive(Clone, Debug)]
pub struct Reading<'f> {
    /// The ladder, unless a problem is an error.
    pub ladder: Option<Ladder>,
    /// The ladders that `ladder.toml` names in the place of one.
    pub collection: Option<Collection>,
    /// What the pages of the site show beside a collection; of a ladder, it is in the ladder.
    pub branding: Branding,
    /// The address of the site, absolute and https, where `ladder.toml` names one as `url`. It is a matter of the
    /// site that shows the ladder, not of the ladder.
    pub url: Option<String>,
    /// The look of the site, likewise.
    pub theme: Theme,
    /// The owner's own pages, likewise.
    pub pages: Vec<OwnersPage>,
    /// Everything that is wrong, in the order of the files and of their lines.
    pub problems: Vec<Problem>,
    pub(crate) sources: Vec<Source<'f>>,
    pub(crate) places: assemble::Places,
    pub(crate) files: Vec<At<String>>,
    /// What is wrong only under strict rules, found on the way.
    pub(crate) strict: Report,
}

impl Reading<'_> {
    /// Whether a problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Every file that the site shows beside the ladder: those of the theme, and the pictures of pages.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.theme.files().chain(self.pages.iter().flat_map(OwnersPage::pictures))
    }

    /// The problem that `ladder.toml` or a page names the file or folder `name`, which cannot be used: `why`, and what can be done.
    pub fn unusable(&self, name: &str, why: &str, advice: &'static str) -> Vec<Problem> {
        let mut report = Report::default();
        if let Some(named) = self.files.iter().find(|file| file.value == name) {
            report.error(problem::UNUSABLE_FILE, named.place, format!("`{name}` {why}")).advise(advice);
        }
        report.locate(&self.sources)
    }

    /// Every statement of the ladder, with the name of its file and the bytes of its bullet there.
    pub fn statements(&self) -> impl Iterator<Item = (&Statement, &str, Range<usize>)> {
        let levels = self.ladder.iter().flat_map(|ladder| &ladder.levels).zip(&self.places.levels);
        levels.flat_map(|(level, places)| level.statements().zip(&places.statements)).filter_map(
            |(statement, place)| {
                let (file, bytes) = place.bytes();
                Some((statement, self.sources.get(file)?.name, bytes))
            },
        )
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
    let toml = files.iter().find(|file| file.name == MANIFEST);
    let pages = toml.map(|file| page_files(&file.bytes)).unwrap_or_default();
    let mut sources = source::decode(files, &pages, &mut report);
    let manifest = manifest::read(&mut sources, &mut report);
    if let Some(collection) = collection::of(&manifest, &sources, &mut report) {
        let mut declared = manifest.theme;
        declared.place(&[], &mut report);
        let DeclaredTheme { theme, branding, mut files, .. } = declared;
        files.extend(manifest.ladders.unwrap_or_default());
        let mut problems = report.locate(&sources);
        // What is in folders is said of the ladders there.
        problems.retain(|problem| !problem.file.contains('/'));
        return Reading {
            ladder: None,
            collection: Some(collection),
            branding,
            url: manifest.url,
            theme,
            pages: Vec::new(),
            files,
            problems,
            sources,
            places: assemble::Places::default(),
            strict: Report::default(),
        };
    }
    let assembled = assemble::assemble(manifest, &sources, &mut report);
    let problems = report.locate(&sources);
    Reading {
        ladder: assembled.ladder,
        collection: None,
        branding: Branding::default(),
        url: assembled.url,
        theme: assembled.theme,
        pages: assembled.pages,
        files: assembled.files,
        problems,
        sources,
        places: assembled.places,
        strict: assembled.strict,
    }
}
