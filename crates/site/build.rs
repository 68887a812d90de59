//! Names the build: a hash of all that the pages and the app are compiled from. A page works only with the app of the same build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

/// Below the workspace.
const SOURCES: [&str; 6] =
    ["src", "crates/ladder/src", "crates/assessment/src", "crates/site/src", "public/boot.js", "Cargo.lock"];

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let workspace = package.join("../..");
    // In a package for crates.io the project is not around it; it names the build of the app that is packed with it.
    if !workspace.join("src/app.rs").is_file() {
        let name = fs::read_to_string(package.join("packed/build"))?;
        println!("cargo::rustc-env=RUNGS_BUILD={name}");
        return Ok(());
    }
    let mut hash = Sha256::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", workspace.join(source).display());
        add(&workspace, Path::new(source), &mut hash)?;
    }
    let name: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=RUNGS_BUILD={name}");
    Ok(())
}

/// Adds the name and the content of a file, or of all files in a folder.
fn add(workspace: &Path, path: &Path, hash: &mut Sha256) -> Result<(), Box<dyn Error>> {
    let full = workspace.join(path);
    if full.is_dir() {
        let mut names = Vec::new();
        for entry in fs::read_dir(&full)? {
            names.push(entry?.file_name());
        }
        names.sort();
        return names.iter().try_for_each(|name| add(workspace, &path.join(name), hash));
    }
    let bytes = fs::read(&full)?;
    // Neither runs into the other, and no system's separator counts.
    let name = path.to_string_lossy().replace('\\', "/");
    hash.update(format!("{name}\0{}\0", bytes.len()));
    hash.update(bytes);
    Ok(())
}
