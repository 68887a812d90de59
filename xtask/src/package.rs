//! `cargo xtask package`: the program `rungs` with the app inside, in the archive that people download.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::site::Site;
use crate::tools::Toolbox;
use crate::{parts, process};

/// Most bytes of the archive.
const LARGEST: u64 = 8_000_000;

/// In a folder that the program has written: the list of its files, which only the program reads.
pub const LIST: &str = ".rungs-files";

/// The files beside the program in the archive.
const ALSO: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// The program with the app inside, and the archive that has it.
pub struct Package {
    /// The program.
    pub program: PathBuf,
    /// The archive for this machine.
    pub archive: PathBuf,
}

/// Builds the app, puts it into the program, and writes the archive for this machine.
pub fn run(root: &Path, toolbox: &Toolbox) -> Result<()> {
    let package = folder(root)?;
    let built = package.join("built");
    Site::release(built.clone()).build_app(root, toolbox)?;
    let Package { program, .. } = write(root, &built)?;
    let start = Instant::now();
    write_site(root, &program, &package.join("site"))?;
    println!("The packed program has written the site in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Puts the app in the folder `built` into the program, and writes the archive for this machine.
pub fn write(root: &Path, built: &Path) -> Result<Package> {
    let package = folder(root)?;
    let packed = package.join("app");
    let mut pack = process::cargo(root);
    pack.args(["run", "--quiet", "--package", "rungs-cli", "--", "pack"]).arg(built).arg(&packed);
    process::run(&mut pack)?;

    let mut build = process::cargo(root);
    build.args(["build", "--release", "--package", "rungs-cli"]).env("RUNGS_PACKED_APP", &packed);
    process::run(&mut build)?;
    let program = format!("rungs{}", env::consts::EXE_SUFFIX);
    let release = parts::target(root)?.join("release").join(&program);

    let name = format!("rungs-{}-v{}", host(root)?, env!("CARGO_PKG_VERSION"));
    let folder = package.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::copy(&release, folder.join(&program))?;
    for file in ALSO {
        fs::copy(root.join(file), folder.join(file))?;
    }
    let archive = archive(&package, &name)?;
    let size = fs::metadata(&archive)?.len();
    println!("Wrote {}: {:.1} MB", archive.display(), size as f64 / 1e6);
    if size > LARGEST {
        bail!("the archive has {size} bytes, and may have {LARGEST}");
    }
    Ok(Package { program: folder.join(&program), archive })
}

/// Writes the site of the shipped ladder into the folder `site` with the program, which gets nothing else that it could use.
pub fn write_site(root: &Path, program: &Path, site: &Path) -> Result<()> {
    let mut build = Command::new(program);
    build.arg("build").arg(root.join("ladder")).arg("--output").arg(site).env_clear();
    process::run(&mut build)
}

/// Where all that belongs to a package is written.
fn folder(root: &Path) -> Result<PathBuf> {
    Ok(parts::target(root)?.join("package"))
}

/// What this machine is, as Rust calls it.
fn host(root: &Path) -> Result<String> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).arg("-vV");
    let version = process::output(&mut rustc)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say what this machine is")?.to_owned())
}

/// Packs the folder `name`, with the same bytes each time.
fn archive(package: &Path, name: &str) -> Result<PathBuf> {
    let time = env::var("SOURCE_DATE_EPOCH").unwrap_or_else(|_| "0".to_owned());
    let plain = package.join(format!("{name}.tar"));
    let mut tar = Command::new("tar");
    tar.current_dir(package).args([
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mode=u+w,go-w",
    ]);
    tar.arg(format!("--mtime=@{time}")).arg("-cf").arg(&plain).arg(name);
    process::run(&mut tar)?;
    let mut gzip = Command::new("gzip");
    process::run(gzip.args(["-9", "--no-name", "--force", "--suffix", ".gz"]).arg(&plain))?;
    let archive = package.join(format!("{name}.tgz"));
    fs::rename(plain.with_added_extension("gz"), &archive)?;
    Ok(archive)
}
