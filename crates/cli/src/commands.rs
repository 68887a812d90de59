//! What each command does: exit code 0 where all is well, 1 where the ladder has problems, 2 (an `Err`) where the
//! command could not do its work.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::problem::Severity;
use rungs_ladder::{json, markdown};

use crate::Format;
use crate::files::Folder;
use crate::show::{self, Style};

/// Lists the problems of the ladder at `path`.
pub fn check(path: &Path, strict: bool, format: Format) -> Result<ExitCode> {
    let folder = Folder::read(path)?;
    let reading = markdown::open(&folder.files);
    let mut problems = reading.problems.clone();
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
    Ok(exit_code(reading.has_errors() || strict && !problems.is_empty()))
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
    match ladder(path)? {
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

/// What `rungs pages` can be told. What is left out comes from the variables that Trunk sets for its hooks.
#[derive(clap::Args)]
pub struct PagesArgs {
    /// The ladder: a folder or a file [default: `ladder` in Trunk's source folder].
    #[arg(long)]
    ladder: Option<PathBuf>,
    /// The folder with what Trunk has built; the pages are written there [default: Trunk's staging folder].
    #[arg(long)]
    dist: Option<PathBuf>,
    /// The path that the site is served under [default: Trunk's public URL, else `/`].
    #[arg(long)]
    base: Option<String>,
    /// The site's absolute address [default: the variable RUNGS_URL, else `url` in ladder.toml where its path is the
    /// one that the site is served under].
    #[arg(long)]
    url: Option<String>,
    /// Write `.br` and `.gz` beside each text file [default: in Trunk's release profile].
    #[arg(long)]
    compress: bool,
}

/// Renders the pages of a ladder.
pub fn pages(args: &PagesArgs) -> Result<ExitCode> {
    // `cargo xtask build` splits the app first, and calls this again.
    if args.dist.is_none() && env::var_os("RUNGS_PAGES").is_some_and(|when| when == "later") {
        return Ok(exit_code(false));
    }
    let source = || env::var_os("TRUNK_SOURCE_DIR").map(PathBuf::from).unwrap_or_default().join("ladder");
    let dist = args.dist.clone().or_else(|| env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
    let base = args.base.clone().or_else(|| env::var("TRUNK_PUBLIC_URL").ok());
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let Some((ladder, url)) = ladder(&args.ladder.clone().unwrap_or_else(source))? else {
        return Ok(exit_code(true));
    };
    let base = base.unwrap_or_else(|| "/".into());
    let told = args.url.clone().or_else(|| env::var("RUNGS_URL").ok());
    // What the ladder says holds for the published site; a build for another path, as in development, is not it.
    let fits = |url: &String| rungs_site::origin(url, &base).is_ok();
    let options = rungs_site::Options {
        dist: dist.context("name the folder that Trunk has built: --dist FOLDER")?,
        url: told.or_else(|| url.filter(fits)),
        base,
        compress: args.compress || release,
    };
    rungs_site::write(ladder, &options)?;
    Ok(exit_code(false))
}

/// The ladder at `path` with the address of its site, unless it has errors; its problems go to the standard error.
fn ladder(path: &Path) -> Result<Option<(Ladder, Option<String>)>> {
    let folder = Folder::read(path)?;
    let reading = markdown::open(&folder.files);
    let style = Style::of(io::stderr().is_terminal());
    // A closed standard error loses the problems, not the ladder.
    let _ = io::stderr().write_all(show::human(&folder, &reading.problems, style).as_bytes());
    Ok(reading.ladder.map(|ladder| (ladder, reading.url)))
}

fn exit_code(problems: bool) -> ExitCode {
    ExitCode::from(u8::from(problems))
}

/// Writes to the standard output; a reader that has gone away, as `head` does, is no error.
pub(crate) fn print(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("the output cannot be written")
        }
        _ => Ok(()),
    }
}
