//! `rungs import`: reads files as they are, prints what was understood, and writes the folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use rungs_import::{Import, Mark, Options, Role, SourceFile, limits};

use crate::commands::print;
use crate::files::content;
use crate::progress::Progress;

/// What to import, and how.
#[derive(Args, Default)]
pub struct ImportArgs {
    /// Files or folders: Markdown, HTML, CSV, XLSX, ODS, YAML or JSON.
    #[arg(required = true)]
    sources: Vec<PathBuf>,
    /// The folder to write. Without it, what would be written is shown.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Write nothing; show the report and the ladder as a tree.
    #[arg(long)]
    dry_run: bool,
    /// Write into a folder that is not empty.
    #[arg(long)]
    force: bool,
    /// Go on although words of the source will not stand in the ladder.
    #[arg(long)]
    allow_losses: bool,
    /// The kind of source: files, headings, prefixes, tables or data.
    #[arg(long, value_parser = shape)]
    shape: Option<String>,
    /// What a level is: file, h1 to h6, prefix, table or key.
    #[arg(long, value_parser = mark)]
    levels: Option<Mark>,
    /// What an area is: h1 to h6, bold, bullet or none.
    #[arg(long, value_parser = mark)]
    areas: Option<Mark>,
    /// What a topic is: h1 to h6, label or none.
    #[arg(long, value_parser = mark)]
    topics: Option<Mark>,
    /// What a track is: file or none; headings above the levels are tracks anyway.
    #[arg(long, value_parser = mark)]
    tracks: Option<Mark>,
    /// Whether paragraphs are statements or notes.
    #[arg(long, value_parser = ["statements", "notes"])]
    paragraphs: Option<String>,
    /// A section or a file to leave out, by its heading or name; `*` stands for any letters. May be given more than once.
    #[arg(long)]
    skip: Vec<String>,
    /// What a column is, as in "Erwartung=statement". May be given more than once.
    #[arg(long, value_parser = column)]
    column: Vec<(String, Role)>,
    /// The title of the ladder.
    #[arg(long)]
    title: Option<String>,
    /// The language of the ladder, such as en or de.
    #[arg(long)]
    language: Option<String>,
}

impl ImportArgs {
    /// One source, read as it seems best, into a folder.
    pub fn new(source: PathBuf, output: PathBuf, title: Option<String>, language: Option<String>) -> Self {
        Self { sources: vec![source], output: Some(output), title, language, ..Self::default() }
    }
}

fn shape(word: &str) -> Result<String, String> {
    let names: Vec<&str> = rungs_import::NAMES.iter().map(|(name, _)| *name).collect();
    match names.contains(&word) {
        true => Ok(word.to_owned()),
        false => Err(format!("use one of {}", names.join(", "))),
    }
}

fn mark(word: &str) -> Result<Mark, String> {
    Mark::parse(word)
        .ok_or_else(|| "use file, h1 to h6, bold, bullet, label, prefix, table, key or none".to_owned())
}

fn column(word: &str) -> Result<(String, Role), String> {
    let wrong = || {
        "write it as \"Header=statement\", with level, short, area, topic, statement, example, track, id, note, experience or skip".to_owned()
    };
    let (header, role) = word.rsplit_once('=').ok_or_else(wrong)?;
    Ok((header.trim().to_owned(), Role::parse(role).ok_or_else(wrong)?))
}

/// Imports a ladder: exit code 0 where it is whole, 1 where words are lost and nobody has allowed that.
pub fn import(args: &ImportArgs) -> Result<ExitCode> {
    let files = read(&args.sources)?;
    let options = Options {
        shape: args.shape.clone(),
        levels: args.levels,
        areas: args.areas,
        topics: args.topics,
        tracks: args.tracks,
        paragraphs: args.paragraphs.as_ref().map(|word| word == "statements"),
        skip: args.skip.clone(),
        columns: args.column.clone(),
        title: args.title.clone(),
        language: args.language.clone(),
    };
    if let Some(output) = &args.output {
        refuse_full(output, args)?;
    }
    let progress = Progress::of("Reading what is imported".to_owned());
    let import = rungs_import::import(&files, &options).map_err(advised)?;
    drop(progress);
    let sources: Vec<String> =
        args.sources.iter().map(|path| rungs_import::quoted(&path.display().to_string())).collect();
    let command = format!("rungs import {}", sources.join(" "));
    print(&import.report.to_text(&import.ladder, &options, &command))?;
    let loses = !import.report.losses.is_empty() && !args.allow_losses;
    match &args.output {
        Some(output) if !args.dry_run && !loses => {
            write(output, &import, args.force)?;
            print(&format!(
                "\nWritten to {}. Look at it with: rungs check {}\n",
                output.display(),
                rungs_import::quoted(&output.display().to_string())
            ))?;
        }
        _ => {
            print(&format!("\n{}", rungs_import::show_tree(&import.ladder)))?;
            if loses {
                print(
                    "\nNothing is written, because words are lost. Leave parts out by name with --skip, or go on with --allow-losses.\n",
                )?;
            } else if !args.dry_run {
                print("\nNothing is written. Name a folder with -o FOLDER.\n")?;
            }
        }
    }
    Ok(ExitCode::from(u8::from(loses)))
}

fn advised(refusal: rungs_import::Refusal) -> anyhow::Error {
    let no_ladder = refusal == rungs_import::Refusal::NoLadder;
    let error = anyhow::Error::new(refusal);
    match no_ladder {
        true => error.context("say what is a level, such as --levels h2 --areas h3, or --shape tables"),
        false => error,
    }
}

/// The files of the sources; those of a folder by their path in it.
fn read(sources: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for source in sources {
        let kind = fs::metadata(source).with_context(|| format!("{} cannot be read", source.display()))?;
        if kind.is_dir() {
            list(source, "", 0, &mut files)?;
        } else {
            let name = source.file_name().with_context(|| format!("{} has no name", source.display()))?;
            files.push(file(source, &name.to_string_lossy())?);
        }
    }
    if files.is_empty() {
        bail!("there is no file of a kind that is read: Markdown, HTML, CSV, XLSX, ODS, YAML or JSON");
    }
    // Two sources may have files of one name.
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for file in &mut files {
        let times = seen.entry(file.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            file.name = format!("{times}/{}", file.name);
        }
    }
    Ok(files)
}

/// The kinds of files that are read of a folder.
const ENDINGS: [&str; 17] = [
    "md", "markdown", "mdx", "html", "htm", "csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods", "yaml",
    "yml", "json", "jsonc", "txt",
];
/// How deep in folders files are looked for.
const MAX_FOLDERS: usize = 6;

fn list(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<SourceFile>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("{} cannot be read", folder.display()))?;
        let base = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        // Not through links, which may lead in a circle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let is_foreign =
                base.starts_with('.') || matches!(base.as_str(), "node_modules" | "target" | "dist");
            if depth < MAX_FOLDERS && !is_foreign {
                list(&path, &format!("{prefix}{base}/"), depth + 1, files)?;
            }
            continue;
        }
        let ending = base.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if ENDINGS.contains(&ending.as_str()) && !base.starts_with('.') && path.is_file() {
            files.push(file(&path, &format!("{prefix}{base}"))?);
        }
        if files.len() > limits::MAX_FILES {
            bail!("{} holds more than {} files", folder.display(), limits::MAX_FILES);
        }
    }
    Ok(())
}

fn file(path: &Path, name: &str) -> Result<SourceFile> {
    let unreadable = || format!("{} cannot be read", path.display());
    let length = fs::metadata(path).with_context(unreadable)?.len();
    if length > limits::MAX_FILE_BYTES as u64 {
        bail!("{} has {length} bytes; at most {} are read", path.display(), limits::MAX_FILE_BYTES);
    }
    Ok(SourceFile { name: name.replace('\\', "/"), bytes: fs::read(path).with_context(unreadable)? })
}

fn refuse_full(output: &Path, args: &ImportArgs) -> Result<()> {
    if args.dry_run || args.force {
        return Ok(());
    }
    match content(output)? {
        Some(_) => {
            bail!("{} is not empty; name another folder, or write into it with --force", output.display())
        }
        None => Ok(()),
    }
}

/// Writes the files. With `--force`, level files of an earlier import that this one does not write stay and are named.
fn write(output: &Path, import: &Import, force: bool) -> Result<()> {
    fs::create_dir_all(output).with_context(|| format!("{} cannot be made", output.display()))?;
    for file in &import.files {
        let path = output.join(&file.name);
        fs::write(&path, &file.bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if force {
        for entry in fs::read_dir(output).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".md") && import.files.iter().all(|file| file.name != name) {
                print(&format!("{name} was there before and stays; remove it if it is no level\n"))?;
            }
        }
    }
    Ok(())
}
