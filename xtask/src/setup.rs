//! What each command needs before it starts: how it is found, how it is had, and the one line when it cannot be.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::browser::{self, Browser};
use crate::cache;
use crate::engines::{self, WebKit};
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
    /// A Firefox; the tests do not run in it without.
    pub firefox: Option<PathBuf>,
    /// A WebKit; the journeys do not run in it without.
    pub webkit: Option<WebKit>,
}

/// Sets up the browser tests.
pub fn browser_tests(root: &Path) -> Result<BrowserTests> {
    let node = node::ready(&root.join("end2end"))?;
    let browser = browser::ready(&node)?;
    let firefox = told("Firefox", engines::firefox());
    let webkit = told("WebKit", engines::webkit());
    Ok(BrowserTests { node, browser, nginx: nginx(), firefox, webkit })
}

/// An engine, or the line that says why nothing is tried in it.
fn told<T>(engine: &str, found: Result<T>) -> Option<T> {
    found.inspect_err(|error| println!("note: nothing is tried in {engine}: {error:#}")).ok()
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

fn nginx() -> Option<PathBuf> {
    // Debian keeps it where only root's PATH looks.
    let find = || {
        let named = std::env::var_os("NGINX").map(PathBuf::from).filter(|file| process::is_executable(file));
        named.or_else(|| process::find("nginx", &["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]))
    };
    if let Some(nginx) = find() {
        return Some(nginx);
    }
    if let Err(error) = apt_install(&["nginx-light"]) {
        eprintln!("note: nginx could not be installed ({error:#})");
    }
    let found = find();
    if found.is_none() {
        println!(
            "note: the tests of docs/hosting/nginx.conf are skipped: install nginx (on Debian and Ubuntu `apt-get \
             install nginx-light`), or name its program in NGINX"
        );
    }
    found
}

/// Waits until no other run holds `lock`, and holds it until what this returns is dropped.
pub fn wait_for(lock: &Path) -> Result<File> {
    let unwritable = || format!("cannot write {}", lock.display());
    if let Some(folder) = lock.parent() {
        fs::create_dir_all(folder).with_context(unwritable)?;
    }
    let file = File::create(lock).with_context(unwritable)?;
    if file.try_lock().is_err() {
        println!("Waiting for another run, which holds {}", lock.display());
        file.lock().with_context(unwritable)?;
    }
    Ok(file)
}

/// Installs Debian packages, where that is possible without asking for anything.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let Some(apt) = process::find("apt-get", &[]).filter(|_| Path::new("/etc/debian_version").exists())
    else {
        bail!("not a Debian or Ubuntu");
    };
    if process::output(Command::new("id").arg("-u"))? != "0" {
        bail!("not root");
    }
    // apt-get fails at once while another one runs: ours waits for ours here, and for anybody's by the option.
    let _held = wait_for(&cache::folder()?.join("apt.lock"))?;
    let apt = || {
        let mut command = Command::new(&apt);
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["--option", "DPkg::Lock::Timeout=300"]);
        command
    };
    if let Err(error) = process::run(apt().args(["update", "--quiet"])) {
        eprintln!("note: the lists of packages stay as they are ({error:#})");
    }
    process::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    #[test]
    fn one_run_at_a_time_holds_a_lock() {
        let folder = std::env::temp_dir().join(format!("rungs-lock-{}", std::process::id()));
        let lock = folder.join("held.lock");
        let is_free = AtomicBool::new(false);
        let first = wait_for(&lock).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                let _second = wait_for(&lock).unwrap();
                assert!(is_free.load(Ordering::SeqCst), "the second run has waited");
            });
            thread::sleep(std::time::Duration::from_millis(50));
            is_free.store(true, Ordering::SeqCst);
            drop(first);
        });
        let _ = fs::remove_dir_all(folder);
    }
}
