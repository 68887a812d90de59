//! `rungs init`: a folder to start from.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use rungs_ladder::id::LevelId;
use rungs_ladder::markdown::{MANIFEST, SourceFile};
use toml_edit::{DocumentMut, value};

use crate::commands::{exit_code, print};
use crate::edit;
use crate::files::Folder;
use crate::template::{self, EMPTY, EXAMPLE};

/// What `rungs init` can be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs init ladder
  rungs init ladder --yes --title \"Engineering ladder\" --from empty

In a folder with a ladder.toml it writes the level files that ladder.toml names and that are not there yet.")]
pub struct InitArgs {
    /// The folder, which is made where it does not exist.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Ask nothing.
    #[arg(short, long)]
    yes: bool,
    /// The name of the ladder.
    #[arg(long)]
    title: Option<String>,
    /// The language that it is written in, such as `en` or `pt-BR`.
    #[arg(long)]
    language: Option<String>,
    /// What to start from.
    #[arg(long, value_enum)]
    from: Option<Start>,
}

/// What a new ladder starts from.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Start {
    /// A whole ladder for software engineers, to change.
    Example,
    /// Two levels with a statement each.
    Empty,
}

/// Makes the folder.
pub fn run(args: &InitArgs) -> Result<ExitCode> {
    let folder = &args.folder;
    if folder.join(MANIFEST).exists() {
        let told = args.title.is_some() || args.language.is_some() || args.from.is_some();
        if told {
            bail!("{} is there already: change it with an editor", folder.join(MANIFEST).display());
        }
        return complete(folder);
    }
    if let Some(foreign) = foreign(folder)? {
        bail!("{} holds {foreign}: name a folder that is empty or does not exist", folder.display());
    }
    let is_asked = !args.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
    let ask = |told: &Option<String>, question: &str, usual: &str| match told {
        Some(told) => Ok(told.clone()),
        None if is_asked => answer(question, usual),
        None => Ok(usual.to_owned()),
    };
    let start = match args.from {
        Some(start) => start,
        None => {
            let answer = ask(&None, "Start from the example ladder, or from an empty one?", "example")?;
            Start::from_str(&answer, true).map_err(|_| anyhow!("`{answer}` is neither example nor empty"))?
        }
    };
    let title = match start {
        Start::Example => "Software engineering ladder",
        Start::Empty => "Career ladder",
    };
    let title = ask(&args.title, "What is the ladder called?", title)?;
    let language = ask(&args.language, "Which language is it written in?", "en")?;
    let files = files(start, &title, &language)?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    edit::write(&Folder { root: folder.clone(), files: Vec::new() }, &files, None)?;
    let shown = folder.display();
    print(&format!("Wrote {} files to {shown}. Next: rungs serve {shown}\n", files.len()))?;
    Ok(exit_code(false))
}

/// Something in the folder, where it is not empty. A repository without files is.
fn foreign(folder: &Path) -> Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", folder.display())),
    };
    for entry in entries {
        let name = entry.with_context(|| format!("{} cannot be read", folder.display()))?.file_name();
        if name != ".git" {
            return Ok(Some(name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// Asks on the terminal; nothing but Enter is the usual answer.
fn answer(question: &str, usual: &str) -> Result<String> {
    eprint!("{question} [{usual}] ");
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("the answer cannot be read: give --yes")?;
    let line = line.trim();
    Ok(if line.is_empty() { usual } else { line }.to_owned())
}

/// The files of a new ladder.
fn files(start: Start, title: &str, language: &str) -> Result<Vec<SourceFile>> {
    let text = |name: &str, bytes: &[u8]| SourceFile { name: name.to_owned(), bytes: bytes.to_vec() };
    let mut files: Vec<_> = match start {
        Start::Example => EXAMPLE.iter().map(|(name, bytes)| text(name, bytes)).collect(),
        Start::Empty => vec![text(MANIFEST, EMPTY.as_bytes())],
    };
    for file in files.iter_mut().filter(|file| file.name == MANIFEST) {
        let mut manifest: DocumentMut = std::str::from_utf8(&file.bytes)?.parse()?;
        for (key, told) in [("title", title), ("language", language)] {
            manifest.insert(key, value(told));
        }
        file.bytes = manifest.to_string().into_bytes();
    }
    let missing = missing(&files)?;
    files.extend(missing);
    Ok(files)
}

/// The level files that ladder.toml names and that are not among `files`.
fn missing(files: &[SourceFile]) -> Result<Vec<SourceFile>> {
    let Some(file) = files.iter().find(|file| file.name == MANIFEST) else { return Ok(Vec::new()) };
    let folder = Folder { root: PathBuf::new(), files: vec![file.clone()] };
    let manifest = edit::manifest(&folder)?;
    let ids = template::tables(&manifest, "levels").map(template::id);
    let names = ids.filter(|id| LevelId::new(id).is_ok()).map(|id| (format!("{id}.md"), id));
    let new = names.filter(|(name, _)| !files.iter().any(|file| file.name == *name));
    let level = |id: &str| template::level(&template::title(id), &manifest).into_bytes();
    Ok(new.map(|(name, id)| SourceFile { name, bytes: level(&id) }).collect())
}

/// Writes the level files that are missing.
fn complete(path: &Path) -> Result<ExitCode> {
    let folder = Folder::read(path)?;
    let missing = missing(&folder.files)?;
    for file in &missing {
        let path = path.join(&file.name);
        // Never over a file, also one that has just come.
        let written = fs::File::create_new(&path).and_then(|mut new| new.write_all(&file.bytes));
        written.with_context(|| format!("{} cannot be written", path.display()))?;
        print(&format!("Wrote {}\n", path.display()))?;
    }
    if missing.is_empty() {
        print(&format!("{}: every level has its file\n", path.display()))?;
    }
    Ok(exit_code(false))
}
