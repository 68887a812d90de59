//! `cargo xtask package`: the program `rungs` with the app inside, in the archive that people download.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::site::Site;
use crate::{archive, crates, npm, parts, process, setup};

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

/// What is written.
#[derive(clap::Args)]
pub struct PackageArgs {
    /// The machine that the program is for, as Rust calls it [default: this one]
    #[arg(long)]
    target: Option<String>,
    /// A packed app to take, in the place of one that is built now
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Only pack the app, into target/package/app
    #[arg(long, conflicts_with_all = ["target", "app", "wheel", "crates"])]
    app_only: bool,
    /// Write a Python wheel, too, with maturin
    #[arg(long)]
    wheel: bool,
    /// Write packages for crates.io, too, and build each from what it holds
    #[arg(long)]
    crates: bool,
    /// Send these packages to crates.io, once each has been built from what it holds
    #[arg(long, requires = "crates")]
    publish: bool,
}

/// Builds the app, puts it into the program, and writes the archive and the package for npm.
pub fn run(root: &Path, args: &PackageArgs) -> Result<()> {
    let package = folder(root)?;
    let packed = match &args.app {
        Some(app) => std::path::absolute(app)?,
        None => {
            let built = package.join("built");
            Site::release(built.clone()).build_app(root, &setup::building(root)?)?;
            pack(root, &built)?
        }
    };
    if args.app_only {
        return Ok(());
    }
    let target = args.target.as_deref();
    let Package { program, .. } = write(root, &packed, target)?;
    if args.wheel {
        wheel(root, &packed, target)?;
    }
    if args.crates {
        crates::write(root, &package, &packed, true)?;
        if args.publish {
            crates::publish(root, &packed)?;
        }
    }
    // That of another machine cannot be tried here.
    if target.is_some_and(|target| !host(root).is_ok_and(|host| same_machine(&host, target))) {
        return Ok(());
    }
    let start = Instant::now();
    write_site(root, &program, &package.join("site"))?;
    println!("The packed program has written the site in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Packs the app in the folder `built`; where it is then.
pub fn pack(root: &Path, built: &Path) -> Result<PathBuf> {
    let packed = folder(root)?.join("app");
    let mut pack = process::cargo(root);
    pack.args(["run", "--quiet", "--package", "rungs-cli", "--", "pack"]).arg(built).arg(&packed);
    process::run(&mut pack)?;
    Ok(packed)
}

/// Puts the packed app into the program, and writes its archive and its packages for npm.
pub fn write(root: &Path, packed: &Path, target: Option<&str>) -> Result<Package> {
    let package = folder(root)?;
    let mut build = process::cargo(root);
    build.args(["build", "--release", "--package", "rungs-cli"]).env("RUNGS_PACKED_APP", packed);
    build.args(target.iter().flat_map(|target| ["--target", target]));
    process::run(&mut build)?;
    // A wheel of an earlier build would be taken for one of this.
    for entry in fs::read_dir(&package)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "whl") {
            fs::remove_file(path)?;
        }
    }
    let machine = target.map_or_else(|| host(root), |target| Ok(target.to_owned()))?;
    let program = if machine.contains("windows") { "rungs.exe" } else { "rungs" };
    let release = parts::target(root)?.join(target.unwrap_or_default()).join("release").join(program);

    let name = format!("rungs-{machine}-v{}", env!("CARGO_PKG_VERSION"));
    let folder = package.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::copy(&release, folder.join(program))?;
    for file in ALSO {
        fs::copy(root.join(file), folder.join(file))?;
    }
    let archive = package.join(format!("{name}.tgz"));
    archive::write(&archive, &name, &folder)?;
    let size = fs::metadata(&archive)?.len();
    println!("Wrote {}: {:.1} MB", archive.display(), size as f64 / 1e6);
    if size > LARGEST {
        bail!("the archive has {size} bytes, and may have {LARGEST}");
    }
    npm::write(root, &package, &machine, &folder.join(program))?;
    Ok(Package { program: folder.join(program), archive })
}

/// What makes wheels, where it is installed.
pub fn maturin() -> Option<PathBuf> {
    process::find("maturin", &[])
}

/// Writes a wheel with the program, for PyPI.
pub fn wheel(root: &Path, packed: &Path, target: Option<&str>) -> Result<()> {
    let Some(maturin) = maturin() else {
        bail!("maturin is missing: install it with `pip install maturin`");
    };
    let mut build = Command::new(maturin);
    build.current_dir(root).env("RUNGS_PACKED_APP", packed);
    build
        .args(["build", "--release", "--manifest-path", "crates/cli/Cargo.toml", "--out"])
        .arg(folder(root)?);
    build.args(target.iter().flat_map(|target| ["--target", target]));
    process::run(&mut build)
}

/// Whether a program for `target` runs on `host`.
fn same_machine(host: &str, target: &str) -> bool {
    let plain = |name: &str| name.replace("musl", "gnu");
    plain(host) == plain(target)
}

/// Writes the site of the shipped ladder into the folder `site` with the program, which gets nothing else that it could use.
pub fn write_site(root: &Path, program: &Path, site: &Path) -> Result<()> {
    let mut build = Command::new(program);
    build.arg("build").arg(root.join("ladder")).arg("--output").arg(site).env_clear();
    process::run(&mut build)
}

/// Where all that belongs to a package is written.
pub fn folder(root: &Path) -> Result<PathBuf> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_static_program_runs_where_one_for_the_system_does() {
        assert!(same_machine("x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"));
        assert!(same_machine("aarch64-apple-darwin", "aarch64-apple-darwin"));
        assert!(!same_machine("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-musl"));
    }
}
