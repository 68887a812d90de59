//! A Chromium for the browser tests: one that is there, else Playwright's, else Debian's.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::node::Node;
use crate::{process, setup};

/// A download that takes longer is stuck.
const DOWNLOAD: Duration = Duration::from_secs(180);

const ON_PATH: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const APPLICATIONS: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The browser of the tests.
#[derive(Debug, PartialEq, Eq)]
pub enum Browser {
    /// The program at this path.
    At(PathBuf),
    /// The one that Playwright keeps for itself.
    Playwrights,
}

impl Browser {
    /// The path for Playwright's `executablePath`; empty for Playwright's own.
    pub fn path(&self) -> &Path {
        match self {
            Self::At(path) => path,
            Self::Playwrights => Path::new(""),
        }
    }
}

/// Finds a browser, or has one installed.
pub fn ready(node: &Node) -> Result<Browser> {
    if let Some(path) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()).map(PathBuf::from) {
        if process::is_executable(&path) {
            return Ok(Browser::At(path));
        }
        bail!("CHROMIUM names {}, which cannot be run: point it at a Chromium or unset it", path.display());
    }
    if let Some(browser) = installed().or_else(|| playwrights(node)) {
        return Ok(browser);
    }
    println!("Installing Playwright's Chromium");
    let mut download = node.playwright();
    // A refused connection is to be told at once, not after Playwright's own minutes.
    download.args(["install", "chromium"]).env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "20000");
    if let Err(error) = process::run_within(DOWNLOAD, &mut download) {
        eprintln!("note: {error:#}");
    }
    if let Some(browser) = playwrights(node) {
        return Ok(browser);
    }
    if let Err(error) = setup::apt_install(&["chromium"]) {
        eprintln!("note: no Chromium by apt-get ({error:#})");
    }
    match installed() {
        Some(browser) => Ok(browser),
        None => bail!(
            "the browser tests need a Chromium: install Chromium or Chrome, or set CHROMIUM to its path"
        ),
    }
}

fn installed() -> Option<Browser> {
    let on_path = || ON_PATH.iter().find_map(|name| process::find(name, &[]));
    let applications = || APPLICATIONS.iter().map(PathBuf::from).find(|file| process::is_executable(file));
    on_path().or_else(applications).map(Browser::At)
}

fn playwrights(node: &Node) -> Option<Browser> {
    let path = node.evaluate("require('playwright-core').chromium.executablePath()").ok()?;
    process::is_executable(Path::new(&path)).then_some(Browser::Playwrights)
}
