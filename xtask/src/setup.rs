//! What each command needs before it starts: how it is found, how it is had, and the one line when it cannot be.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use crate::browser::{self, Browser};
use crate::node::{self, Node};
use crate::process;
use crate::tools::{self, Toolbox};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What building the site needs: the wasm target, trunk, wasm-bindgen. No Node.
pub fn building(root: &Path) -> Result<Toolbox> {
    wasm_target(root)?;
    tools::ready(root)
}

/// What the browser tests need.
pub struct BrowserTests {
    /// Node.js with the packages of `end2end/` installed.
    pub node: Node,
    /// A Chromium.
    pub browser: Browser,
    /// nginx, which plays the host in one of the tests; that test is skipped without.
    pub nginx: Option<PathBuf>,
}

/// Sets up the browser tests; nginx is installed only on request, as not every user wants one.
pub fn browser_tests(root: &Path, install_nginx: bool) -> Result<BrowserTests> {
    let node = node::ready(&root.join("end2end"))?;
    let browser = browser::ready(&node)?;
    Ok(BrowserTests { node, browser, nginx: nginx(install_nginx) })
}

fn wasm_target(root: &Path) -> Result<()> {
    let installed = || {
        process::output(Command::new("rustc").current_dir(root).args([
            "--print",
            "target-libdir",
            "--target",
            WASM,
        ]))
        .is_ok_and(|folder| Path::new(&folder).is_dir())
    };
    if installed() {
        return Ok(());
    }
    let advice = format!("the Rust target {WASM} is missing: install it with `rustup target add {WASM}`");
    let Some(rustup) = process::find("rustup", &[]) else {
        bail!("{advice} (rustup: https://rustup.rs)");
    };
    process::run(Command::new(rustup).current_dir(root).args(["target", "add", WASM]))
        .map_err(|error| anyhow!("{advice} ({error})"))
}

fn nginx(install: bool) -> Option<PathBuf> {
    // Debian keeps it where only root's PATH looks.
    let find = || {
        let named = std::env::var_os("NGINX").map(PathBuf::from).filter(|file| process::is_executable(file));
        named.or_else(|| process::find("nginx", &["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]))
    };
    if let Some(nginx) = find() {
        return Some(nginx);
    }
    if install && let Err(error) = apt_install("nginx-light") {
        eprintln!("note: the nginx test is skipped, as nginx is not installed ({error:#})");
    }
    find()
}

/// Installs a Debian package, where that is possible without asking for anything.
pub fn apt_install(package: &str) -> Result<()> {
    let Some(apt) = process::find("apt-get", &[]).filter(|_| Path::new("/etc/debian_version").exists())
    else {
        bail!("not a Debian or Ubuntu");
    };
    if process::output(Command::new("id").arg("-u"))? != "0" {
        bail!("not root");
    }
    let apt = || {
        let mut command = Command::new(&apt);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    process::run(apt().args(["update", "--quiet"]))?;
    process::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends", package]))
}
