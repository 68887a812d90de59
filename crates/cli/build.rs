//! Puts files into the program: the packed app in the folder that RUNGS_PACKED_APP names, where it does; and the ladder to start from.
//! In a package for crates.io, where the project is not around it, both stand in `packed`.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=RUNGS_PACKED_APP");
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let told = env::var_os("RUNGS_PACKED_APP").map(PathBuf::from);
    let project = package.join("../../ladder");
    let (app, ladder) = match project.is_dir() {
        true => (told, project),
        false => (told.or_else(|| Some(package.join("packed/app"))), package.join("packed/ladder")),
    };
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("app.rs"), list(app.as_deref())?)?;
    fs::write(out.join("example.rs"), list(Some(&ladder))?)?;
    Ok(())
}

/// The name and the content of each file of a folder, as an expression.
fn list(folder: Option<&Path>) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    if let Some(folder) = folder {
        println!("cargo::rerun-if-changed={}", folder.display());
        add(folder, "", &mut files)?;
    }
    files.sort();
    let mut list = String::from("&[\n");
    for (name, path) in files {
        writeln!(list, "({name:?}, include_bytes!({:?})),", fs::canonicalize(path)?)?;
    }
    Ok(list + "]")
}

fn add(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in
        fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?
    {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => add(&entry.path(), &(name + "/"), files)?,
            false => files.push((name, entry.path())),
        }
    }
    Ok(())
}
