//! The only reader of files: a folder, or one file, as what core can read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rungs_ladder::markdown::{MANIFEST, SourceFile, looks_like_part, page_files};

/// The files of a ladder.
pub struct Folder {
    /// Where they are.
    pub root: PathBuf,
    /// `ladder.toml` first, then the level files by name.
    pub files: Vec<SourceFile>,
}

impl Folder {
    /// Reads `ladder.toml`, every `.md` file of the folder `path`, and the pages that `ladder.toml` names; or the one file `path`.
    /// Files that look like a part of the ladder and are none, in folders inside, too, are among them by name alone, so that they
    /// can be told of.
    ///
    /// # Errors
    /// When `path` does not exist, holds no such file, or one of them cannot be read or is a link out of the folder.
    pub fn read(path: &Path) -> Result<Self> {
        let kind = fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?;
        if kind.is_file() {
            let name = path.file_name().with_context(|| format!("{} has no name", path.display()))?;
            if is_importable(&name.to_string_lossy()) {
                bail!(
                    "{0} is no file of a ladder as it stands; turn it into one with: rungs import {0} -o FOLDER",
                    path.display()
                );
            }
            let root = path.parent().unwrap_or(Path::new("")).to_owned();
            let files = vec![file(path, name.to_string_lossy().into_owned())?];
            return Ok(Self { root, files });
        }
        let mut names = Vec::new();
        list(path, "", 0, &mut names)?;
        let has_other = || {
            fs::read_dir(path)
                .into_iter()
                .flatten()
                .flatten()
                .any(|entry| is_importable(&entry.file_name().to_string_lossy()))
        };
        if names.is_empty() && has_other() {
            bail!(
                "{0} holds neither {MANIFEST} nor any .md file; turn what it holds into a ladder with: rungs import {0} -o FOLDER",
                path.display()
            );
        }
        if names.is_empty() {
            bail!("{} holds neither {MANIFEST} nor any .md file", path.display());
        }
        let pages = if names.iter().any(|name| name == MANIFEST) { pages(path)? } else { Vec::new() };
        names.extend(pages.iter().filter(|page| path.join(page).is_file()).cloned());
        names.sort_by_key(|name| (name != MANIFEST, name.clone()));
        names.dedup();
        let home = fs::canonicalize(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let leads_out =
            |name: &str| fs::canonicalize(path.join(name)).is_ok_and(|target| !target.starts_with(&home));
        // Where `ladder.toml` names such a page, that is told of.
        names.retain(|name| !(pages.contains(name) && leads_out(name)));
        for name in names.iter().filter(|name| is_read(name)) {
            let file = path.join(name);
            // One that cannot be followed is told of where it is read.
            if leads_out(name) {
                bail!("{} leads out of the ladder's folder: put the file itself there", file.display());
            }
        }
        let files = names.into_iter().map(|name| match is_read(&name) || pages.contains(&name) {
            true => file(&path.join(&name), name),
            false => Ok(SourceFile { name, bytes: Vec::new() }),
        });
        Ok(Self { root: path.to_owned(), files: files.collect::<Result<_>>()? })
    }

    /// The path of one of its files, as a person would name it from where they stand.
    pub fn path(&self, name: &str) -> String {
        self.root.join(name).display().to_string()
    }

    /// The bytes of one of its files; none where there is no such file.
    pub fn bytes(&self, name: &str) -> &[u8] {
        self.files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice()).unwrap_or_default()
    }
}

/// Something in the folder, where it is not empty. A repository without files is.
pub fn content(folder: &Path) -> Result<Option<String>> {
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

/// Whether `rungs import` reads a file that is no part of a ladder.
fn is_importable(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    ["csv", "tsv", "xlsx", "xlsm", "xls", "ods", "yaml", "yml", "json", "html", "htm"]
        .contains(&ending.as_str())
}

/// The files that `ladder.toml` in the folder `path` names as pages.
fn pages(path: &Path) -> Result<Vec<String>> {
    let file = path.join(MANIFEST);
    let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(page_files(&bytes))
}

/// How deep in folders a level may have gone astray.
const MAX_DEPTH: usize = 3;

/// The files of the folder `path` that are or look like a part of the ladder, each with `prefix` before its name.
fn list(path: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))? {
        let entry = entry.with_context(|| format!("{} cannot be read", path.display()))?;
        let base = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{base}");
        // Not through links, which may lead in a circle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < MAX_DEPTH && !is_foreign(&entry.path(), &base) {
                list(&entry.path(), &format!("{name}/"), depth + 1, names)?;
            }
        } else if looks_like_part(&name) && entry.path().is_file() {
            names.push(name);
        }
    }
    Ok(())
}

/// Whether a folder belongs to a tool, or is a ladder of its own.
fn is_foreign(path: &Path, base: &str) -> bool {
    base.starts_with('.')
        || matches!(base, "node_modules" | "target" | "dist")
        || path.join(MANIFEST).is_file()
}

/// Whether something is read of the file: the others are only named.
fn is_read(name: &str) -> bool {
    name == MANIFEST || name.ends_with(".md") && !name.contains('/')
}

fn file(path: &Path, name: String) -> Result<SourceFile> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(SourceFile { name, bytes })
}
