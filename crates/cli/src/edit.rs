//! Changes of a ladder's files: tried in memory first, and written only when the ladder is no worse for them.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rungs_ladder::markdown::{self, MANIFEST, SourceFile};
use rungs_ladder::problem::Severity;
use toml_edit::DocumentMut;

use crate::files::Folder;

/// The ladder.toml of a folder.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn manifest(folder: &Folder) -> Result<DocumentMut> {
    let path = folder.path(MANIFEST);
    if !folder.files.iter().any(|file| file.name == MANIFEST) {
        bail!("there is no {path}: write one with `rungs init`");
    }
    let text = std::str::from_utf8(folder.bytes(MANIFEST)).with_context(|| format!("{path} is not UTF-8"))?;
    text.trim_start_matches('\u{feff}').parse().with_context(|| format!("{path} cannot be read"))
}

/// The text of a changed ladder.toml, with the line ends of the one before.
pub fn printed(manifest: &DocumentMut, before: &[u8]) -> Vec<u8> {
    let text = manifest.to_string().replace("\r\n", "\n");
    match before.windows(2).any(|two| two == b"\r\n") {
        true => text.replace('\n', "\r\n").into_bytes(),
        false => text.into_bytes(),
    }
}

/// Writes `changed` files over those of `folder`, and removes the file `removed`, unless the ladder then has an error that it does not have now.
///
/// # Errors
/// When it has, or a file cannot be written.
pub fn write(folder: &Folder, changed: &[SourceFile], removed: Option<&str>) -> Result<()> {
    let files = after(folder, changed, removed);
    let errors = |files: &[SourceFile]| {
        let problems = markdown::open(files).problems;
        problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect::<Vec<_>>()
    };
    let before = errors(&folder.files);
    let is_new = |what: &str| !before.iter().any(|problem| problem.what == what);
    if let Some(problem) = errors(&files).iter().find(|problem| is_new(&problem.what)) {
        let advice = problem.advice.as_ref().map(|advice| format!(": {advice}")).unwrap_or_default();
        bail!("nothing was written, because {}{advice}", problem.what);
    }
    for file in changed {
        put(&folder.root.join(&file.name), &file.bytes)?;
    }
    if let Some(removed) = removed {
        let path = folder.root.join(removed);
        fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
    }
    Ok(())
}

/// The files of `folder` after the change, in their order.
pub fn after(folder: &Folder, changed: &[SourceFile], removed: Option<&str>) -> Vec<SourceFile> {
    let stays = |file: &&SourceFile| {
        removed != Some(&*file.name) && !changed.iter().any(|other| other.name == file.name)
    };
    let mut files: Vec<_> = folder.files.iter().filter(stays).chain(changed).cloned().collect();
    files.sort_by_key(|file| (file.name != MANIFEST, file.name.clone()));
    files
}

/// Puts a file in the place of the one that is there: whole, or not at all.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let cannot = || format!("{} cannot be written", path.display());
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".rungs-").tempfile_in(parent).with_context(cannot)?;
    beside.write_all(bytes).with_context(cannot)?;
    // What it replaces says who may read it; a new file is as others are.
    let allowed = fs::metadata(&target).map(|old| old.permissions()).or_else(|_| usual_permissions(parent));
    allowed.and_then(|allowed| beside.as_file().set_permissions(allowed)).with_context(cannot)?;
    beside.persist(&target).with_context(cannot)?;
    Ok(())
}

/// The permissions of a file that is written as any other.
fn usual_permissions(folder: &Path) -> std::io::Result<fs::Permissions> {
    let file =
        tempfile::Builder::new().prefix(".rungs-").make_in(folder, |path| fs::File::create_new(path))?;
    Ok(file.as_file().metadata()?.permissions())
}
