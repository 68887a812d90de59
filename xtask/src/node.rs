//! Node.js, which only the browser tests need, and their packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, anyhow, bail};

use crate::process;

/// What Playwright asks for.
const OLDEST: u32 = 20;

/// Node.js and the folder of the tests, whose packages are installed.
pub struct Node {
    node: PathBuf,
    folder: PathBuf,
}

/// Finds Node.js, and installs the packages of `folder` if they are missing or out of date.
pub fn ready(folder: &Path) -> Result<Node> {
    let wanted = format!(
        "the browser tests need Node.js {OLDEST} or newer, with npm: install it from https://nodejs.org"
    );
    let find = |program| process::find(program, &[]);
    let (Some(node), Some(npm)) = (find("node"), find("npm")) else {
        bail!("{wanted}");
    };
    let version = process::output(Command::new(&node).arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST) {
        bail!("{wanted} (found {version} at {})", node.display());
    }
    if !up_to_date(folder) {
        println!("Installing the packages of the browser tests");
        process::run(Command::new(npm).current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))
            .map_err(|error| anyhow!("the packages of end2end/ could not be installed: {error}"))?;
    }
    Ok(Node { node, folder: folder.to_owned() })
}

impl Node {
    /// `npx playwright`, without npx in between, so that ending the command ends Playwright.
    pub fn playwright(&self) -> Command {
        let mut command = Command::new(&self.node);
        command.current_dir(&self.folder).arg("node_modules/@playwright/test/cli.js");
        command
    }

    /// What a line of JavaScript evaluates to, with the tests' packages at hand.
    pub fn evaluate(&self, javascript: &str) -> Result<String> {
        let evaluation = ["--input-type=commonjs", "--print", javascript];
        process::output(Command::new(&self.node).current_dir(&self.folder).args(evaluation))
    }

    /// The folder of the tests.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// npm writes a copy of the lock file into node_modules when it is done.
fn up_to_date(folder: &Path) -> bool {
    let modified =
        |file: &str| -> Option<SystemTime> { fs::metadata(folder.join(file)).ok()?.modified().ok() };
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

/// 20 in `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_prints_its_major_version_first() {
        let check = |version, expected| assert_eq!(major(version), expected, "{version:?}");
        check("v20.20.2", Some(20));
        check("v9.11.2", Some(9));
        check("v24.0.0-nightly", Some(24));
        check("20.1.0", None);
        check("", None);
    }
}
