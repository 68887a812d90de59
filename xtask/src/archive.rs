//! Folders as `.tgz`, with the same bytes each time and on each system.

use std::env;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

/// Writes the files of `folder` into the archive `file`, in a folder called `name` there.
pub fn write(file: &Path, name: &str, folder: &Path) -> Result<()> {
    let time = env::var("SOURCE_DATE_EPOCH").unwrap_or_default().parse().unwrap_or(0);
    let out = File::create(file).with_context(|| format!("cannot write {}", file.display()))?;
    let packed = GzBuilder::new().mtime(0).write(out, Compression::best());
    let mut archive = Builder::new(packed);
    add(&mut archive, name, folder, time)?;
    archive.into_inner()?.finish()?.flush()?;
    Ok(())
}

fn add(archive: &mut Builder<impl std::io::Write>, name: &str, folder: &Path, time: u64) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, base) = (entry.path(), entry.file_name());
        let base = base.to_string_lossy();
        let name = format!("{name}/{base}");
        if entry.file_type()?.is_dir() {
            add(archive, &name, &path, time)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes.len() as u64);
        // Only the program itself is run.
        header.set_mode(if base == "rungs" || base == "rungs.exe" { 0o755 } else { 0o644 });
        header.set_mtime(time);
        archive.append_data(&mut header, name, bytes.as_slice())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_the_same_each_time_and_its_program_can_be_run() {
        let home = env::temp_dir().join(format!("rungs-archive-{}", std::process::id()));
        let folder = home.join("in");
        fs::create_dir_all(folder.join("b")).unwrap();
        for name in ["rungs", "a.md", "b/c.md"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let [one, two] = ["one.tgz", "two.tgz"].map(|name| home.join(name));
        for file in [&one, &two] {
            write(file, "rungs-v1", &folder).unwrap();
        }
        assert!(fs::read(&one).unwrap() == fs::read(&two).unwrap());
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(File::open(&one).unwrap()));
        let entries = archive.entries().unwrap().map(|entry| {
            let entry = entry.unwrap();
            let header = entry.header();
            format!("{:o} {}", header.mode().unwrap(), entry.path().unwrap().display())
        });
        assert_eq!(
            entries.collect::<Vec<_>>(),
            ["644 rungs-v1/a.md", "644 rungs-v1/b/c.md", "755 rungs-v1/rungs"]
        );
        fs::remove_dir_all(home).unwrap();
    }
}
