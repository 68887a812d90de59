//! The packages for crates.io, of which `cargo install rungs-cli` makes the program. What they need from elsewhere in the project, such
//! as the app, is put into their folders while they are made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::process;
use crate::site::copy;

/// Most bytes that crates.io takes of one package.
const LARGEST: u64 = 10_000_000;

/// Packages that are not for others.
const OWN: &str = "xtask";

/// In the folder of a package: what it has from elsewhere. Build scripts read it where the project is not around them.
const PACKED: &str = "packed";

/// Writes the packages into the folder `packages`, with the app in the folder `app`. With `is_verified`, each is built from what it
/// holds, which takes minutes.
pub fn write(root: &Path, packages: &Path, app: &Path, is_verified: bool) -> Result<()> {
    let list = list(app)?;
    let _staged = staged(root, app, &list)?;
    let target = packages.join("crates");
    let mut package = process::cargo(root);
    package.args(["package", "--quiet", "--workspace", "--exclude", OWN, "--allow-dirty", "--target-dir"]);
    package.arg(&target).args(if is_verified { &[][..] } else { &["--no-verify"] });
    process::run(&mut package)?;
    let name = format!("rungs-cli-{}.crate", env!("CARGO_PKG_VERSION"));
    let file = target.join("package").join(name);
    let size = fs::metadata(&file)?.len();
    println!("Wrote {}: {:.1} MB", file.display(), size as f64 / 1e6);
    if size > LARGEST {
        bail!("the package has {size} bytes, and crates.io takes {LARGEST}");
    }
    check(&file, &list)
}

/// Sends the packages to crates.io, in the order in which they need each other.
pub fn publish(root: &Path, app: &Path) -> Result<()> {
    let _staged = staged(root, app, &list(app)?)?;
    let mut publish = process::cargo(root);
    publish.args(["publish", "--workspace", "--exclude", OWN, "--allow-dirty"]);
    process::run(&mut publish)
}

/// The list of the files of a packed app.
fn list(app: &Path) -> Result<Value> {
    let list = fs::read_to_string(app.join("app.json")).context("the packed app has no app.json")?;
    serde_json::from_str(&list).context("app.json cannot be read")
}

/// Puts into the folders of the packages what they have from elsewhere, for as long as the value lives.
fn staged(root: &Path, app: &Path, list: &Value) -> Result<[Staged; 2]> {
    let build = list.get("build").and_then(Value::as_str).context("app.json names no build")?;
    let [cli, site] = ["cli", "site"].map(|name| root.join("crates").join(name).join(PACKED));
    let [cli, site] = [Staged::new(cli)?, Staged::new(site)?];
    copy(app, &cli.0.join("app"))?;
    copy(&root.join("ladder"), &cli.0.join("ladder"))?;
    fs::write(site.0.join("build"), build)?;
    Ok([cli, site])
}

/// Whether the package holds every file of the app.
fn check(package: &Path, app: &Value) -> Result<()> {
    let held = process::output(Command::new("tar").arg("-tzf").arg(package))?;
    let files = app.get("files").and_then(Value::as_object).context("app.json names no files")?;
    for name in files.keys().map(String::as_str).chain(["app.json"]) {
        let end = format!("/{PACKED}/app/{name}");
        if !held.lines().any(|line| line.ends_with(&end)) {
            bail!("{} does not hold {name} of the app", package.display());
        }
    }
    Ok(())
}

/// A folder that is there for a while.
struct Staged(PathBuf);

impl Staged {
    fn new(folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Git takes no notice of it, and the next one replaces it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
