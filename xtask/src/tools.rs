//! The two tools that build the site, each in the one version that fits: found on PATH, in the cache, or built into it.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};

use crate::{cache, process};

/// 0.22 needs a newer rustc than rust-toolchain.toml names.
const TRUNK: &str = "0.21.14";

/// A command line tool from crates.io in an exact version.
pub struct Tool {
    /// Its crate.
    package: &'static str,
    /// Its program.
    program: &'static str,
    version: String,
    /// How `cargo install` is to build it.
    options: &'static [&'static str],
}

/// Where the tools are.
pub struct Toolbox {
    /// The program trunk.
    pub trunk: PathBuf,
    /// PATH for children: our folders first, so that trunk takes our wasm-bindgen and downloads nothing.
    pub path: OsString,
}

/// Finds both tools, and builds what is missing into the cache.
pub fn ready(root: &Path) -> Result<Toolbox> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let bindgen = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    let trunk = Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK.to_owned(),
        // Its default features are for updates and TLS; without them it builds in half the time.
        options: &["--locked", "--no-default-features"],
    };
    // Not --locked: its lock file names a version that the registry may no longer serve.
    let bindgen = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: bindgen.to_owned(),
        options: &["--no-default-features", "--bin", "wasm-bindgen"],
    };
    let cache = cache::folder()?;
    let mut folders = Vec::new();
    let mut missing = Vec::new();
    for tool in [&trunk, &bindgen] {
        match tool.find(&cache) {
            Some(Found::OnPath) => {}
            Some(Found::InCache) => folders.push(tool.folder(&cache)),
            None => missing.push(tool),
        }
    }
    install(&missing, &cache)?;
    folders.extend(missing.into_iter().map(|tool| tool.folder(&cache)));

    let inherited = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.iter().cloned().chain(env::split_paths(&inherited)))
        .with_context(|| format!("the cache folder {} cannot stand in PATH", cache.display()))?;
    let program = |tool: &Tool| {
        let cached = tool.folder(&cache);
        let on_path =
            || process::find(tool.program, &[]).with_context(|| format!("{} is gone", tool.program));
        if folders.contains(&cached) { Ok(tool.file(&cached)) } else { on_path() }
    };
    Ok(Toolbox { trunk: program(&trunk)?, path })
}

/// The version of `package` that a Cargo.lock names.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let value = |line: &'a str, key| line.strip_prefix(key)?.trim().strip_prefix('"')?.strip_suffix('"');
    let mut lines = lock.lines();
    lines.find(|line| value(line, "name =") == Some(package))?;
    value(lines.next()?, "version =")
}

/// The version in `trunk 0.21.14`, `wasm-bindgen 0.2.130 (1a2b3c)`.
fn printed_version(output: &str) -> Option<&str> {
    output.lines().next()?.split_whitespace().nth(1)
}

#[derive(Debug, PartialEq, Eq)]
enum Found {
    OnPath,
    InCache,
}

impl Tool {
    fn find(&self, cache: &Path) -> Option<Found> {
        if process::find(self.program, &[]).is_some_and(|file| self.is(&file)) {
            return Some(Found::OnPath);
        }
        self.is(&self.file(&self.folder(cache))).then_some(Found::InCache)
    }

    /// Whether `file` is this tool in this version, and runs.
    fn is(&self, file: &Path) -> bool {
        process::is_executable(file)
            && process::output(Command::new(file).arg("--version"))
                .is_ok_and(|output| printed_version(&output) == Some(&self.version))
    }

    /// `<cache>/tools/<name>-<version>/bin`
    fn folder(&self, cache: &Path) -> PathBuf {
        cache.join("tools").join(format!("{}-{}", self.package, self.version)).join("bin")
    }

    fn file(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}{}", self.program, env::consts::EXE_SUFFIX))
    }

    /// Builds the tool into an empty folder, then moves that into place: what stands there is whole.
    fn install(&self, cache: &Path, target: &Path) -> Result<()> {
        let Self { package, version, .. } = self;
        println!("Building {package} {version} into {}, once for this machine", cache.display());
        let fresh = cache.join("tools/new");
        remove(&fresh)?;
        // From the cache, so that no configuration of a checkout has a say. The profile is for a quick build.
        process::run(
            process::cargo(cache)
                .args(["install", package, "--version", &format!("={version}")])
                .args(self.options)
                .arg("--root")
                .arg(&fresh)
                .env("CARGO_TARGET_DIR", target)
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .env_remove("CARGO_BUILD_TARGET")
                .env_remove("RUSTFLAGS"),
        )
        .map_err(|error| {
            anyhow!(
                "{error}: install {package} {version} so that `{} --version` finds it, then run this again",
                self.program
            )
        })?;
        let bin = self.folder(cache);
        let place = bin.parent().unwrap_or(&bin);
        remove(place)?;
        fs::rename(&fresh, place).with_context(|| format!("cannot write {}", place.display()))
    }
}

/// Builds `missing` into the cache. A lock lets one process at a time build; the next one finds the work done.
fn install(missing: &[&Tool], cache: &Path) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let unwritable =
        || format!("cannot write {}: set RUNGS_CACHE to a folder that can be written", cache.display());
    fs::create_dir_all(cache.join("tools")).with_context(unwritable)?;
    let lock = File::create(cache.join("lock")).with_context(unwritable)?;
    if lock.try_lock().is_err() {
        println!("Waiting for another `cargo xtask` that builds tools");
        lock.lock().with_context(unwritable)?;
    }
    // One target folder for both, gone afterwards, and before, should an earlier run have been cut off.
    let target = cache.join("build");
    remove(&target)?;
    let built = missing
        .iter()
        .filter(|tool| tool.find(cache).is_none())
        .try_for_each(|tool| tool.install(cache, &target));
    remove(&target)?;
    built
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]
"#;

    #[test]
    fn a_lock_file_names_one_version() {
        let check = |lock: &str, package, expected| assert_eq!(locked_version(lock, package), expected);
        check(LOCK, "wasm-bindgen", Some("0.2.130"));
        check(&LOCK.replace('\n', "\r\n"), "wasm-bindgen", Some("0.2.130"));
        check(LOCK, "wasm-bindgen-futures", Some("0.4.80"));
        check(LOCK, "wasm", None);
        check("", "wasm-bindgen", None);
        check("name = \"wasm-bindgen\"", "wasm-bindgen", None);
    }

    #[test]
    fn this_checkout_locks_wasm_bindgen() {
        assert!(locked_version(include_str!("../../Cargo.lock"), "wasm-bindgen").is_some());
    }

    #[test]
    fn a_tool_prints_its_version() {
        let check = |output, expected| assert_eq!(printed_version(output), expected, "{output:?}");
        check("trunk 0.21.14", Some("0.21.14"));
        check("wasm-bindgen 0.2.130 (1a2b3c4d5)", Some("0.2.130"));
        check("trunk 0.22.0-beta.1\nbuilt today", Some("0.22.0-beta.1"));
        check("trunk", None);
        check("", None);
    }

    #[test]
    fn a_tool_lives_under_its_name_and_version() {
        let tool = Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: "0.2.130".into(),
            options: &[],
        };
        let folder = tool.folder(Path::new("/cache"));
        assert_eq!(folder, Path::new("/cache/tools/wasm-bindgen-cli-0.2.130/bin"));
        assert!(tool.file(&folder).starts_with(&folder));
        assert!(!tool.is(Path::new("/bin/sh")), "another program is not the tool");
    }
}
