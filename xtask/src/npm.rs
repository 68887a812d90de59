//! The packages for npm: one that finds the program, and one for each machine with the program in it. Nothing runs while they are
//! installed, and npm takes only the one that fits.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::archive;

/// The machines that have a package: as Rust calls them, and as Node does.
const MACHINES: [(&str, &str, &str); 5] = [
    ("x86_64-unknown-linux-musl", "linux", "x64"),
    ("aarch64-unknown-linux-musl", "linux", "arm64"),
    ("x86_64-apple-darwin", "darwin", "x64"),
    ("aarch64-apple-darwin", "darwin", "arm64"),
    ("x86_64-pc-windows-msvc", "win32", "x64"),
];

/// What finds the program and runs it.
const LAUNCHER: &str = include_str!("launcher.js");

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes the package with `program`, and the one that finds it, into the folder `packages`.
pub fn write(root: &Path, packages: &Path, machine: &str, program: &Path) -> Result<()> {
    // One for the system's own library stands in for the static one, to be tried on the machine that has built it.
    let machine = machine.replace("linux-gnu", "linux-musl");
    let Some((_, system, processor)) = MACHINES.iter().find(|(name, ..)| *name == machine) else {
        return Ok(());
    };
    let name = name(system, processor);
    let manifest = with_common(json!({
        "name": name,
        "description": format!("The program rungs for {system} {processor}"),
        "os": [system],
        "cpu": [processor],
    }));
    let base = program.file_name().context("the program has no name")?;
    package(root, packages, &name, &manifest, |folder| {
        fs::copy(program, folder.join(base))?;
        Ok(())
    })?;
    let others: serde_json::Map<_, _> = MACHINES
        .iter()
        .map(|(_, system, processor)| (self::name(system, processor), json!(VERSION)))
        .collect();
    let manifest = with_common(json!({
        "name": "rungs",
        "description": "A career ladder as a web site: from a folder of Markdown to pages that any host can serve",
        "bin": { "rungs": "launcher.js" },
        "engines": { "node": ">=18" },
        "optionalDependencies": others,
    }));
    package(root, packages, "rungs", &manifest, |folder| {
        fs::write(folder.join("launcher.js"), LAUNCHER)?;
        fs::copy(root.join("README.md"), folder.join("README.md"))?;
        Ok(())
    })
}

/// The name of the package for a machine.
fn name(system: &str, processor: &str) -> String {
    format!("rungs-{system}-{processor}")
}

fn with_common(mut manifest: Value) -> Value {
    if let Some(map) = manifest.as_object_mut() {
        map.insert("version".to_owned(), json!(VERSION));
        map.insert("license".to_owned(), json!("MIT OR Apache-2.0"));
    }
    manifest
}

/// Writes `NAME-VERSION.tgz`, as `npm pack` calls it.
fn package(
    root: &Path,
    packages: &Path,
    name: &str,
    manifest: &Value,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let folder = packages.join("npm").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), format!("{manifest:#}\n"))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(licence), folder.join(licence))?;
    }
    fill(&folder)?;
    let file = packages.join("npm").join(format!("{name}-{VERSION}.tgz"));
    archive::write(&file, "package", &folder)?;
    println!("Wrote {}", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(name: &str) -> String {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).unwrap()
    }

    #[test]
    fn a_release_has_every_machine_and_the_action_takes_no_other() {
        let release = read(".github/workflows/release.yml");
        for (machine, ..) in MACHINES {
            assert!(release.contains(&format!("target: {machine},")), "{machine}");
        }
        assert_eq!(release.matches("- { target:").count(), MACHINES.len());
        let action = read("action.yml");
        let named = action.match_indices("target=").map(|(at, key)| {
            action[at + key.len()..].split_whitespace().next().unwrap_or_default().to_owned()
        });
        let named: Vec<_> = named.collect();
        assert_eq!(named.len(), 4);
        for machine in named {
            assert!(MACHINES.iter().any(|(known, ..)| *known == machine), "{machine}");
        }
    }

    #[test]
    fn the_packages_run_nothing_while_they_are_installed_and_name_each_other() {
        let home = std::env::temp_dir().join(format!("rungs-npm-{}", std::process::id()));
        fs::create_dir_all(&home).unwrap();
        let program = home.join("rungs");
        fs::write(&program, "program").unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        write(&root, &home, "x86_64-unknown-linux-gnu", &program).unwrap();
        let manifest = |name: &str| -> Value {
            let text = fs::read_to_string(home.join("npm").join(name).join("package.json")).unwrap();
            serde_json::from_str(&text).unwrap()
        };
        let [main, machine] = ["rungs", "rungs-linux-x64"].map(manifest);
        for manifest in [&main, &machine] {
            assert!(manifest.get("scripts").is_none() && manifest.get("dependencies").is_none());
            assert_eq!(manifest["version"], VERSION);
        }
        assert_eq!(main["optionalDependencies"]["rungs-linux-x64"], VERSION);
        assert_eq!(main["optionalDependencies"].as_object().unwrap().len(), MACHINES.len());
        assert_eq!((&machine["os"][0], &machine["cpu"][0]), (&json!("linux"), &json!("x64")));
        // A machine without a package has none written for it.
        fs::remove_dir_all(home.join("npm")).unwrap();
        write(&root, &home, "riscv64gc-unknown-linux-gnu", &program).unwrap();
        assert!(!home.join("npm").exists());
        fs::remove_dir_all(home).unwrap();
    }
}
