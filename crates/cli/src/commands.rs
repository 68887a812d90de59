//! What each command does: exit code 0 where all is well, 1 where the ladder has problems, 2 (an `Err`) where the
//! command could not do its work.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use rungs_ladder::json;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::problem::Severity;
use rungs_site::Brand;

use crate::Format;
use crate::show::{self, Style};
use crate::source::{Ladders, Part, Source};

/// Lists the problems of the ladders at `paths`.
pub fn check(paths: &[PathBuf], strict: bool, format: Format) -> Result<ExitCode> {
    let read = Source::read(paths)?.open(strict);
    let style = Style::of(io::stdout().is_terminal());
    let shown = match format {
        Format::Human => {
            let human = |part: &Part| show::human(&part.folder, &part.problems, style) + &summary(part);
            read.parts.iter().map(human).collect()
        }
        Format::Json => show::json(read.parts.iter().map(|part| (&part.folder, part.problems.as_slice())))?,
        Format::Github => read.parts.iter().map(|part| show::github(&part.folder, &part.problems)).collect(),
    };
    print(&shown)?;
    let is_bad = |part: &Part| part.has_errors() || strict && !part.problems.is_empty();
    Ok(exit_code(read.parts.iter().any(is_bad)))
}

fn summary(part: &Part) -> String {
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let errors = part.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = part.problems.len() - errors;
    let mut parts = Vec::new();
    if let Some(size) = &part.size {
        parts.extend([count(size.levels, "level"), count(size.statements, "statement")]);
        parts.extend((size.pages > 0).then(|| count(size.pages, "page")));
    }
    match (errors, warnings) {
        (0, 0) => parts.push("no problems".into()),
        (0, _) => parts.push(count(warnings, "warning")),
        (_, 0) => parts.push(count(errors, "error")),
        _ => parts.extend([count(errors, "error"), count(warnings, "warning")]),
    }
    format!("{}: {}\n", part.path.display(), parts.join(", "))
}

/// Prints the ladder at `path` as JSON; its problems go to the standard error.
pub fn json(path: &Path) -> Result<ExitCode> {
    match open(path)? {
        Some((ladder, _)) => {
            print(&json::encode(&ladder)?)?;
            Ok(exit_code(false))
        }
        None => Ok(exit_code(true)),
    }
}

/// Prints the JSON Schema.
pub fn schema() -> Result<ExitCode> {
    print(&(json::schema()? + "\n"))?;
    Ok(exit_code(false))
}

/// The ladder at `path` with what its owner adds, unless it has errors; its problems go to the standard error.
///
/// # Errors
/// When it cannot be read, or there are several.
pub fn open(path: &Path) -> Result<Option<(Ladder, Brand)>> {
    let read = single(path)?.open(false).told();
    Ok(match read.ladders {
        Some(Ladders::One(ladder)) => Some((*ladder, read.brand)),
        _ => None,
    })
}

/// What the command for one ladder was pointed at.
///
/// # Errors
/// When it cannot be read, or there are several.
pub fn single(path: &Path) -> Result<Source> {
    let source = Source::read(&[path.to_owned()])?;
    if let Some(first) = source.first_of_several() {
        bail!("{} holds several ladders: name one of them, such as {}", path.display(), first.display())
    }
    Ok(source)
}

/// 1 where the ladder has problems, else 0.
pub fn exit_code(problems: bool) -> ExitCode {
    ExitCode::from(u8::from(problems))
}

/// Writes to the standard output; a reader that has gone away, as `head` does, is no error.
pub fn print(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("the output cannot be written")
        }
        _ => Ok(()),
    }
}
