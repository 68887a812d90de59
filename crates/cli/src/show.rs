//! Problems as text: for people, for programs, for GitHub Actions.

use std::env;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};
use anyhow::Result;
use rungs_ladder::problem::{Problem, Severity};
use serde::Serialize;

use crate::files::Folder;

/// The longest line that is shown whole, in bytes; of a longer one only its place is named.
const LONGEST_LINE: usize = 1000;

/// Whether to use colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With terminal colours.
    Colour,
    /// Text alone.
    Plain,
}

impl Style {
    /// Colour on a terminal, unless `NO_COLOR` is set (no-color.org).
    pub fn of(terminal: bool) -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if terminal && !refused { Style::Colour } else { Style::Plain }
    }
}

/// Each problem with its line, as rustc shows it.
pub fn human(folder: &Folder, problems: &[Problem], style: Style) -> String {
    let renderer = match style {
        Style::Colour => Renderer::styled(),
        Style::Plain => Renderer::plain(),
    };
    let mut out = String::new();
    for problem in problems {
        let path = folder.path(&problem.file);
        let line = problem.span.is_some().then(|| line(folder, problem)).flatten();
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&*problem.what).id(problem.code);
        let mut group: Group = match &line {
            Some(Line { text, span }) => title.element(
                Snippet::source(text)
                    .line_start(problem.line)
                    .path(&path)
                    .annotation(AnnotationKind::Primary.span(span.clone())),
            ),
            None => {
                let origin = Origin::path(&path);
                let origin = match problem.span {
                    Some(_) => origin.line(problem.line).char_column(problem.column),
                    None => origin,
                };
                title.element(origin)
            }
        };
        if let Some(advice) = &problem.advice {
            group = group.element(Level::HELP.message(&**advice));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The first line of what a problem is about.
struct Line {
    text: String,
    /// What of it the problem is about.
    span: std::ops::Range<usize>,
}

/// `None` where the line is too long to be shown.
fn line(folder: &Folder, problem: &Problem) -> Option<Line> {
    let bytes = folder.bytes(&problem.file);
    let span = problem.span.clone()?;
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let (before, after) = bytes.split_at_checked(span.start)?;
    let start = before.iter().rposition(is_end).map_or(0, |at| at + 1);
    let end = span.start + after.iter().position(is_end).unwrap_or(after.len());
    let bytes = bytes.get(start..end)?;
    // A byte order mark is not shown, and not counted.
    let mark = if start == 0 && bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let bytes = bytes.get(mark..)?;
    if bytes.len() > LONGEST_LINE {
        return None;
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let from = span.start.checked_sub(start + mark)?;
    // Where a byte is not UTF-8, what stands for it may be longer.
    let to = span.end.saturating_sub(start + mark).clamp(from, text.len());
    let to = (to..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    Some(Line { text, span: from..to })
}

#[derive(Serialize)]
struct Row<'a> {
    severity: &'static str,
    code: &'static str,
    file: String,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
}

/// One array of objects, of all folders. `start` and `end` are bytes of the file; left out where a problem is about all of it.
pub fn json<'a>(folders: impl IntoIterator<Item = (&'a Folder, &'a [Problem])>) -> Result<String> {
    let row = |folder: &Folder, problem: &'a Problem| Row {
        severity: problem.severity.as_str(),
        code: problem.code,
        file: folder.path(&problem.file),
        line: problem.line,
        column: problem.column,
        start: problem.span.as_ref().map(|span| span.start),
        end: problem.span.as_ref().map(|span| span.end),
        what: &problem.what,
        advice: problem.advice.as_deref(),
    };
    let folders = folders.into_iter();
    let rows =
        folders.flat_map(|(folder, problems)| problems.iter().map(move |problem| row(folder, problem)));
    Ok(serde_json::to_string_pretty(&rows.collect::<Vec<_>>())? + "\n")
}

/// Workflow commands: docs.github.com, "Workflow commands for GitHub Actions".
pub fn github(folder: &Folder, problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let message = match &problem.advice {
            Some(advice) => format!("{}\n{advice}", problem.what),
            None => problem.what.to_string(),
        };
        out.push_str(&format!(
            "::{} file={},line={},col={},title={}::{}\n",
            problem.severity.as_str(),
            escape_property(&folder.path(&problem.file)),
            problem.line,
            problem.column,
            escape_property(problem.code),
            escape_data(&message),
        ));
    }
    out
}

/// As `actions/toolkit` escapes a message.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// As `actions/toolkit` escapes a property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
