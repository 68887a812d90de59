//! What each command does: exit code 0 where all is well, 1 where the ladder has problems, 2 (an `Err`) where the
//! command could not do its work.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::problem::Severity;
use rungs_ladder::{json, markdown};

use rungs_site::Brand;

use crate::Format;
use crate::brand;
use crate::files::Folder;
use crate::show::{self, Style};

/// Lists the problems of the ladder at `path`.
pub fn check(path: &Path, strict: bool, format: Format) -> Result<ExitCode> {
    let folder = Folder::read(path)?;
    let reading = markdown::open(&folder.files);
    let (_, unusable) = brand::read(&folder, &reading);
    let cannot_be_built = !unusable.is_empty();
    let mut problems = reading.problems.clone();
    problems.extend(unusable);
    if strict {
        problems.extend(rungs_ladder::check::strict(&reading));
        let order = |file: &str| folder.files.iter().position(|source| source.name == file);
        problems.sort_by_cached_key(|problem| (order(&problem.file), problem.line, problem.column));
    }
    let shown = match format {
        Format::Human => {
            let style = Style::of(io::stdout().is_terminal());
            show::human(&folder, &problems, style) + &summary(path, reading.ladder.as_ref(), &problems)
        }
        Format::Json => show::json(&folder, &problems)?,
        Format::Github => show::github(&folder, &problems),
    };
    print(&shown)?;
    Ok(exit_code(reading.has_errors() || cannot_be_built || strict && !problems.is_empty()))
}

fn summary(path: &Path, ladder: Option<&Ladder>, problems: &[rungs_ladder::problem::Problem]) -> String {
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    let mut parts = Vec::new();
    if let Some(ladder) = ladder {
        parts.push(count(ladder.levels.len(), "level"));
        parts.push(count(ladder.levels.iter().flat_map(|level| level.statements()).count(), "statement"));
    }
    match (errors, warnings) {
        (0, 0) => parts.push("no problems".into()),
        (0, _) => parts.push(count(warnings, "warning")),
        (_, 0) => parts.push(count(errors, "error")),
        _ => parts.extend([count(errors, "error"), count(warnings, "warning")]),
    }
    format!("{}: {}\n", path.display(), parts.join(", "))
}

/// Prints the ladder at `path` as JSON; its problems go to the standard error.
pub fn json(path: &Path) -> Result<ExitCode> {
    match open(path)? {
        Some(Opened { ladder, .. }) => {
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

/// A ladder without errors.
pub struct Opened {
    /// The ladder.
    pub ladder: Ladder,
    /// The address of its site, where ladder.toml says it.
    pub url: Option<String>,
    /// The look of its site.
    pub brand: Brand,
}

/// The ladder at `path`, unless it has errors; its problems go to the standard error.
pub fn open(path: &Path) -> Result<Option<Opened>> {
    let folder = Folder::read(path)?;
    let reading = markdown::open(&folder.files);
    let style = Style::of(io::stderr().is_terminal());
    // A closed standard error loses the problems, not the ladder.
    let (brand, unusable) = brand::read(&folder, &reading);
    let problems = [reading.problems.as_slice(), &unusable].concat();
    let _ = io::stderr().write_all(show::human(&folder, &problems, style).as_bytes());
    let ladder = reading.ladder.filter(|_| unusable.is_empty());
    Ok(ladder.map(|ladder| Opened { ladder, url: reading.url, brand }))
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
