//! The only reader of files: a folder, or one file, as what core can read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rungs_ladder::markdown::{MANIFEST, SourceFile};

/// The files of a ladder.
pub struct Folder {
    /// Where they are.
    pub root: PathBuf,
    /// `ladder.toml` first, then the level files by name.
    pub files: Vec<SourceFile>,
}

impl Folder {
    /// Reads `ladder.toml` and every `.md` file of the folder `path`, not of folders in it; or the one file `path`.
    ///
    /// # Errors
    /// When `path` does not exist, holds no such file, or one of them cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let kind = fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?;
        if kind.is_file() {
            let name = path.file_name().with_context(|| format!("{} has no name", path.display()))?;
            let root = path.parent().unwrap_or(Path::new("")).to_owned();
            let files = vec![file(path, name.to_string_lossy().into_owned())?];
            return Ok(Self { root, files });
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(path).with_context(|| format!("{} cannot be read", path.display()))? {
            let entry = entry.with_context(|| format!("{} cannot be read", path.display()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let wanted = name == MANIFEST || name.ends_with(".md");
            if wanted && !name.starts_with('.') && entry.path().is_file() {
                names.push((name != MANIFEST, name, entry.path()));
            }
        }
        if names.is_empty() {
            bail!("{} holds neither {MANIFEST} nor any .md file", path.display());
        }
        names.sort();
        let files = names.into_iter().map(|(_, name, path)| file(&path, name)).collect::<Result<_>>()?;
        Ok(Self { root: path.to_owned(), files })
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

fn file(path: &Path, name: String) -> Result<SourceFile> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(SourceFile { name, bytes })
}
