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
use crate::files::{Folder, content};
use crate::import::{self, ImportArgs};
use crate::template::{self, EMPTY, EXAMPLE};

/// What `rungs init` can be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs init ladder
  rungs init ladder --yes --title \"Engineering ladder\" --from empty
  rungs init ladder --source levels.xlsx

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
    /// The file or folder to import, as `rungs import` reads it.
    #[arg(long, value_name = "PATH", conflicts_with = "from")]
    source: Option<PathBuf>,
}

/// What a new ladder starts from.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Start {
    /// A whole ladder for software engineers, to change.
    Example,
    /// Two levels with a statement each.
    Empty,
    /// A ladder that you have, such as Markdown, a spreadsheet, YAML or JSON.
    Import,
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
    if let Some(foreign) = content(folder)? {
        bail!("{} holds {foreign}: name a folder that is empty or does not exist", folder.display());
    }
    let asked = Asked(!args.yes && io::stdin().is_terminal() && io::stderr().is_terminal());
    let (title, begun) = match start(args, &asked)? {
        Start::Example => ("Software engineering ladder", example()),
        Start::Empty => ("Career ladder", vec![file(MANIFEST, EMPTY.as_bytes())]),
        Start::Import => return import_into(folder, args, &asked),
    };
    let title = asked.unless(args.title.as_ref(), "What is the ladder called?", title)?;
    let language = asked.unless(args.language.as_ref(), "Which language is it written in?", "en")?;
    let files = complete_files(begun, &title, &language)?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    edit::write(&Folder { root: folder.clone(), files: Vec::new() }, &files, None)?;
    let shown = folder.display();
    print(&format!("Wrote {} files to {shown}. Next: rungs serve {shown}\n", files.len()))?;
    Ok(exit_code(false))
}

/// Whether questions are asked: on a terminal, unless they are answered before.
struct Asked(bool);

impl Asked {
    /// What was told, else what is answered, else what is usual.
    fn unless(&self, told: Option<&String>, question: &str, usual: &str) -> Result<String> {
        match told {
            Some(told) => Ok(told.clone()),
            None if self.0 => answer(question, usual),
            None => Ok(usual.to_owned()),
        }
    }
}

/// Asks on the terminal; nothing but Enter is the usual answer.
fn answer(question: &str, usual: &str) -> Result<String> {
    let suggestion = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
    eprint!("{question}{suggestion} ");
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("the answer cannot be read: give --yes")?;
    let line = line.trim();
    Ok(if line.is_empty() { usual } else { line }.to_owned())
}

/// What the ladder starts from.
fn start(args: &InitArgs, asked: &Asked) -> Result<Start> {
    if args.source.is_some() {
        return Ok(Start::Import);
    }
    if let Some(start) = args.from {
        return Ok(start);
    }
    let question = "Start from the example ladder, from an empty one, or import one that you have?";
    let answer = asked.unless(None, question, "example")?;
    Start::from_str(&answer, true).map_err(|_| anyhow!("`{answer}` is none of example, empty and import"))
}

/// Imports a ladder into the folder.
fn import_into(folder: &Path, args: &InitArgs, asked: &Asked) -> Result<ExitCode> {
    let source = match &args.source {
        Some(source) => source.clone(),
        None => asked.unless(None, "Which file or folder?", "")?.into(),
    };
    if source.as_os_str().is_empty() {
        bail!("name what to import: --source PATH");
    }
    let (title, language) = (args.title.clone(), args.language.clone());
    import::import(&ImportArgs::new(source, folder.to_owned(), title, language))
}

/// The files of the example.
fn example() -> Vec<SourceFile> {
    EXAMPLE.iter().map(|(name, bytes)| file(name, bytes)).collect()
}

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// The files of a new ladder: `files` with its name and language, and the level files that they lack.
fn complete_files(mut files: Vec<SourceFile>, title: &str, language: &str) -> Result<Vec<SourceFile>> {
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
