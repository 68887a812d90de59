//! Bytes -> text, and the way back from a place in the text to a line and a column.

use std::borrow::Cow;
use std::ops::Range;

use super::unread;
use crate::folder::{MANIFEST, SourceFile};
use crate::problem::{self, Problem, Severity};

/// The most bytes that a file may have; a level of a ladder has a few thousand.
pub const MAX_FILE_BYTES: usize = 2 * 1024 * 1024;

const BOM: char = '\u{feff}';

/// A decoded file.
#[derive(Clone, Debug)]
pub(crate) struct Source<'f> {
    pub(crate) name: &'f str,
    /// The name without its folder.
    base_name: &'f str,
    /// The text, or what of it stands before the first byte that is not UTF-8.
    text: &'f str,
    /// Whether all of it could be decoded and is worth reading.
    pub(crate) readable: bool,
    /// Whether `[pages]` names it: it is a page of the owner's, and no level.
    pub(crate) is_page: bool,
}

/// Some bytes of a file; all zero for the file as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    file: u32,
    start: u32,
    end: u32,
}

impl Place {
    /// The bytes `start..end` of the file with that number. Files are at most [`MAX_FILE_BYTES`] long.
    pub(crate) fn new(file: usize, start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: narrow(file), start: narrow(start), end: narrow(end) }
    }

    /// The number of the file, and the bytes.
    pub(crate) fn bytes(self) -> (usize, Range<usize>) {
        (self.file as usize, self.start as usize..self.end as usize)
    }

    /// The file as a whole.
    pub(crate) fn whole(file: usize) -> Self {
        Self::new(file, 0, 0)
    }
}

impl<'f> Source<'f> {
    /// The text without a byte order mark, and the length of that mark.
    pub(crate) fn body(&self) -> (&'f str, usize) {
        match self.text.strip_prefix(BOM) {
            Some(body) => (body, BOM.len_utf8()),
            None => (self.text, 0),
        }
    }

    /// Whether it is `ladder.toml`.
    pub(crate) fn is_manifest(&self) -> bool {
        self.name == MANIFEST
    }

    /// The name without `.md`, where it is that of a level.
    pub(crate) fn level_stem(&self) -> Option<&'f str> {
        let stem = self.base_name.strip_suffix(".md").filter(|stem| !stem.is_empty())?;
        (!self.is_page && unread::reason(self.name).is_none()).then_some(stem)
    }

    /// A file of which nothing is read, or which is missing.
    pub(crate) fn unread(name: &'f str) -> Self {
        let base_name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self { name, base_name, text: "", readable: false, is_page: false }
    }
}

/// Decodes `files`, of which `pages` are pages of the owner's; the place of a file in the answer is its number in every [`Place`].
pub(crate) fn decode<'f>(files: &'f [SourceFile], pages: &[String], report: &mut Report) -> Vec<Source<'f>> {
    // One may be added for a `ladder.toml` that is missing.
    let mut sources = Vec::with_capacity(files.len() + 1);
    sources.extend(files.iter().enumerate().map(|(file, source)| {
        let is_page = pages.contains(&source.name);
        decode_one(source, file, is_page, report)
    }));
    sources
}

fn decode_one<'f>(source: &'f SourceFile, file: usize, is_page: bool, report: &mut Report) -> Source<'f> {
    let mut decoded = Source { is_page, ..Source::unread(&source.name) };
    if !decoded.is_manifest() && !is_page && decoded.level_stem().is_none() {
        if let Some((what, advice)) = unread::reason(&source.name) {
            report.warning(problem::IGNORED_FILE, Place::whole(file), what).advise(advice);
        }
        return decoded;
    }
    if source.bytes.len() > MAX_FILE_BYTES {
        let what = format!("the file has {} bytes; at most {MAX_FILE_BYTES} are read", source.bytes.len());
        report.error(problem::TOO_LARGE, Place::whole(file), what).advise(if is_page {
            "split it into several pages"
        } else {
            "split it: a level file holds one level"
        });
        return decoded;
    }
    match str::from_utf8(&source.bytes) {
        Ok(text) => {
            decoded.text = text;
            decoded.readable = true;
        }
        Err(error) => {
            let (valid, rest) = source.bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
            decoded.text = str::from_utf8(valid).unwrap_or_default();
            let byte = rest.first().copied().unwrap_or_default();
            let end = valid.len() + error.error_len().unwrap_or(rest.len());
            report
                .error(
                    problem::INVALID_UTF8,
                    Place::new(file, valid.len(), end),
                    format!("the byte 0x{byte:02X} is not UTF-8"),
                )
                .advise("save the file with the encoding UTF-8");
            return decoded;
        }
    }
    let (body, base) = decoded.body();
    if body.trim().is_empty() {
        // An empty ladder.toml says nothing, and so nothing wrong.
        if !decoded.is_manifest() {
            report.error(problem::EMPTY_FILE, Place::whole(file), "the file is empty").advise(
                match is_page {
                    true => "begin it with the page's title: `# How we promote`",
                    false => "begin it with the level's title: `# Staff Engineer`",
                },
            );
        }
        decoded.readable = decoded.is_manifest();
    } else if let Some(at) = body.find('\0').filter(|_| !decoded.is_manifest()) {
        // CommonMark 0.31, section 2.3: U+0000 must be replaced, for security reasons.
        report.warning(
            problem::NUL_CHARACTER,
            Place::new(file, base + at, base + at + 1),
            "a NUL character is read as U+FFFD",
        );
    }
    decoded
}

/// Problems, as yet without lines and columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Report {
    found: Vec<Found>,
    pub(crate) errors: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Found {
    severity: Severity,
    code: &'static str,
    place: Place,
    what: Cow<'static, str>,
    advice: Option<Cow<'static, str>>,
}

impl Found {
    pub(crate) fn advise(&mut self, advice: impl Into<Cow<'static, str>>) {
        self.advice = Some(advice.into());
    }
}

impl Report {
    #[cold]
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        place: Place,
        what: impl Into<Cow<'static, str>>,
    ) -> &mut Found {
        self.errors += 1;
        self.add(Severity::Error, code, place, what.into())
    }

    #[cold]
    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        place: Place,
        what: impl Into<Cow<'static, str>>,
    ) -> &mut Found {
        self.add(Severity::Warning, code, place, what.into())
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: Place,
        what: Cow<'static, str>,
    ) -> &mut Found {
        let at = self.found.len();
        self.found.push(Found { severity, code, place, what, advice: None });
        // The one just pushed.
        #[allow(clippy::indexing_slicing)]
        &mut self.found[at]
    }

    /// The problems in the order of the files and their lines. One pass over each text, however many there are.
    pub(crate) fn locate(self, sources: &[Source]) -> Vec<Problem> {
        let mut found = self.found;
        found.sort_by_key(|found| (found.place.file, found.place.start));
        let mut problems = Vec::with_capacity(found.len());
        let mut cursor = Cursor::default();
        for Found { severity, code, place, what, advice } in found {
            let Some(source) = sources.get(place.file as usize) else { continue };
            if cursor.file != place.file {
                cursor = Cursor { file: place.file, ..Cursor::default() };
            }
            let start = place.start as usize;
            cursor.advance(source.text, start);
            let span = (place.end > 0).then_some(start..place.end as usize);
            let (line, column) = (cursor.line, cursor.column);
            problems.push(Problem {
                severity,
                code,
                file: source.name.into(),
                span,
                line,
                column,
                what,
                advice,
            });
        }
        problems
    }
}

struct Cursor {
    file: u32,
    offset: usize,
    line: usize,
    column: usize,
}

impl Default for Cursor {
    fn default() -> Self {
        Self { file: 0, offset: 0, line: 1, column: 1 }
    }
}

impl Cursor {
    fn advance(&mut self, text: &str, to: usize) {
        let mut rest = text.get(self.offset..).unwrap_or_default().chars().peekable();
        while self.offset < to {
            let Some(c) = rest.next() else { return };
            self.offset += c.len_utf8();
            match c {
                '\r' if rest.peek() == Some(&'\n') => {}
                '\n' | '\r' => (self.line, self.column) = (self.line + 1, 1),
                BOM if self.offset == BOM.len_utf8() => {}
                _ => self.column += 1,
            }
        }
    }
}
