//! The files of a site, in memory and in folders. A folder that is replaced is the old one or the new one at any moment, whatever
//! happens to the program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// Content by name; names have slashes between folders.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// In a folder that this program has written: the names of its files. Only such a folder is replaced, and only where it has no others.
const LIST: &str = ".rungs-files";

/// All files of the folder `folder`.
///
/// # Errors
/// When something in it cannot be read, or is neither file nor folder.
pub fn read(folder: &Path) -> Result<Files> {
    let names = names(folder)?;
    let file = |name: String| {
        let path = folder.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok((name, bytes.into()))
    };
    names.into_iter().map(file).collect()
}

/// The names of all files of a folder, in the folders in it, too.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(prefix) = folders.pop() {
        let path = folder.join(&prefix);
        let cannot = || format!("{} cannot be read", path.display());
        for entry in fs::read_dir(&path).with_context(cannot)? {
            let entry = entry.with_context(cannot)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type().with_context(cannot)?.is_dir() {
                true => folders.push(name + "/"),
                false => names.push(name),
            }
        }
    }
    names.sort();
    Ok(names)
}

/// Writes the files into the folder `folder`, beside what it has.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, files: &Files) -> Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let cannot = || format!("{} cannot be written", path.display());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(cannot)?;
        }
        fs::write(&path, bytes).with_context(cannot)?;
    }
    Ok(())
}

/// Puts a folder with exactly those files at `folder`. They are written beside it and take its place at once. What is there must
/// have been written by this function. All files are of the time `time`, where there is one.
///
/// # Errors
/// When `folder` holds something else, or cannot be written or replaced; it stays as it was.
pub fn replace(folder: &Path, files: &Files, time: Option<SystemTime>) -> Result<()> {
    // Where a link leads is replaced, not the link.
    let folder = &match fs::canonicalize(folder) {
        Ok(path) => path,
        Err(_) => std::path::absolute(folder).with_context(|| format!("{} is no path", folder.display()))?,
    };
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        bail!("{} cannot be replaced: choose a folder in it", folder.display());
    };
    let cannot = || format!("{} cannot be written", folder.display());
    fs::create_dir_all(parent).with_context(cannot)?;
    let prefix = format!(".{}.rungs-", name.to_string_lossy());
    tidy(parent, &prefix, folder);
    check_replaceable(folder)?;

    let beside = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).with_context(cannot)?;
    // As long as it is locked, nobody tidies it away.
    let lock = File::create(beside.path().join(LOCK)).with_context(cannot)?;
    lock.try_lock().with_context(cannot)?;
    let new = beside.path().join(NEW);
    fs::create_dir(&new).with_context(cannot)?;
    let list: String = files.keys().map(|name| format!("{name}\n")).collect();
    let list = Files::from([(LIST.to_owned(), list.into_bytes().into())]);
    for files in [files, &list] {
        write(&new, files).with_context(cannot)?;
    }
    if let Some(time) = time {
        for name in files.keys().chain(list.keys()) {
            File::options().write(true).open(new.join(name))?.set_modified(time)?;
        }
    }
    // It may have changed in the meantime.
    check_replaceable(folder)?;
    swap(&new, folder, &beside).with_context(|| format!("{} cannot be replaced", folder.display()))
}

/// In the folder beside: what is locked while somebody works there, the folder that will be, and the one that was.
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";

/// Removes what killed programs have left beside `folder`.
fn tidy(parent: &Path, prefix: &str, folder: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(prefix) {
            continue;
        }
        let left = entry.path();
        let is_at_work = File::open(left.join(LOCK))
            .is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
        if !is_at_work {
            // Where folders cannot be exchanged, it may have been killed between two steps.
            if !folder.exists() {
                let _ = fs::rename(left.join(OLD), folder);
            }
            // What cannot be removed does no harm.
            let _ = fs::remove_dir_all(left);
        }
    }
}

/// Whether nothing is lost when `folder` is replaced.
fn check_replaceable(folder: &Path) -> Result<()> {
    let cannot = || format!("{} cannot be written", folder.display());
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(cannot),
        Ok(kind) if !kind.is_dir() => bail!("{} is a file: name a folder", folder.display()),
        Ok(_) => {}
    }
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let ours: Vec<_> = list.lines().chain([LIST]).collect();
    match names(folder)?.iter().find(|name| !ours.contains(&name.as_str())) {
        Some(foreign) => bail!(
            "{} holds {foreign}, which Rungs has not written: move it away, or name another folder",
            folder.display()
        ),
        None => Ok(()),
    }
}

/// Puts the folder `new` in the place of `folder`.
fn swap(new: &Path, folder: &Path, beside: &TempDir) -> io::Result<()> {
    if !folder.exists() {
        return fs::rename(new, folder);
    }
    if exchange(new, folder).is_ok() {
        return Ok(());
    }
    let old: PathBuf = beside.path().join(OLD);
    fs::rename(folder, &old)?;
    fs::rename(new, folder).inspect_err(|_| drop(fs::rename(&old, folder)))
}

/// Exchanges two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec().into())).collect()
    }

    #[test]
    fn a_folder_is_replaced_as_a_whole() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a b/søte");
        for names in [["index.html", "x/old.html"], ["index.html", "x/y/new.html"]] {
            replace(&folder, &files(&names), None).unwrap();
            let mut found = read(&folder).unwrap();
            assert_eq!(
                found.remove(LIST).map(|list| list.into_owned()),
                Some(names.map(|name| format!("{name}\n")).concat().into_bytes())
            );
            assert_eq!(found, files(&names));
        }
        assert_eq!(fs::read_dir(folder.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_somebody_else_has_put_there_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let check = |name: &str, foreign: &str| {
            let folder = home.path().join(name);
            let error = replace(&folder, &files(&["index.html"]), None).unwrap_err().to_string();
            assert!(error.contains(foreign), "{error}");
            assert!(
                read(&folder).unwrap_or_default().keys().any(|name| name.contains("theirs"))
                    || folder.is_file()
            );
        };
        fs::create_dir(home.path().join("foreign")).unwrap();
        fs::write(home.path().join("foreign/theirs"), "").unwrap();
        check("foreign", "holds theirs");
        replace(&home.path().join("ours"), &files(&["index.html"]), None).unwrap();
        fs::create_dir(home.path().join("ours/in")).unwrap();
        fs::write(home.path().join("ours/in/theirs"), "").unwrap();
        check("ours", "holds in/theirs");
        fs::write(home.path().join("file"), "").unwrap();
        check("file", "is a file");
        // An empty folder is nobody's.
        fs::create_dir(home.path().join("empty")).unwrap();
        replace(&home.path().join("empty"), &files(&["index.html"]), None).unwrap();
    }

    #[test]
    fn what_a_killed_program_left_is_tidied_away_and_what_is_at_work_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("site");
        let [dead, alive] = ["dead", "alive"].map(|name| home.path().join(format!(".site.rungs-{name}")));
        for left in [&dead, &alive] {
            fs::create_dir_all(left.join(OLD)).unwrap();
            fs::write(left.join(LOCK), "").unwrap();
        }
        fs::write(dead.join(OLD).join("page"), "").unwrap();
        let lock = File::open(alive.join(LOCK)).unwrap();
        lock.lock().unwrap();
        tidy(home.path(), ".site.rungs-", &folder);
        assert!(!dead.exists() && alive.exists());
        assert!(folder.join("page").exists(), "it had been taken away and not replaced");
    }
}
