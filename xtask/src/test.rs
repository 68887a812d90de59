//! `cargo xtask test`: the native tests, then three release sites in a real browser.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::engines::Journeys;
use crate::package::{self, Package};
use crate::setup::{self, BrowserTests};
use crate::site::Site;
use crate::steps::Steps;
use crate::tools::Toolbox;
use crate::{crates, parts, process};

/// Where the site under a sub-path says that it is published; no request ever goes there.
const SUB_PATH: &str = "https://rungs.example/repo/";

/// Runs the tests whose name or file contains one of `filter`, all if it is empty, and adds its steps to `steps`. Without a
/// toolbox the site cannot be built.
pub fn run(root: &Path, toolbox: Option<&Toolbox>, filter: &[String], steps: &mut Steps) {
    // Two runs would write the same sites and results.
    let _held = steps.run("wait for other runs here", || setup::wait_for(&root.join("target/test.lock")));
    let setup = steps.run("set-up of the browser tests", || setup::browser_tests(root));
    steps.run("native tests", || native(root, filter));
    let sites = match toolbox {
        Some(toolbox) => steps.run("release sites", || Sites::build(root, toolbox)),
        None => {
            steps.skip("release sites", "the tools that build them are missing");
            None
        }
    };
    match (sites, setup) {
        (Some(sites), Some(setup)) => {
            steps.run("browser tests", || browser(&sites, &setup, filter));
        }
        _ => steps.skip("browser tests", "they need the steps before"),
    }
}

fn native(root: &Path, filter: &[String]) -> Result<()> {
    let mut tests = process::cargo(root);
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    if !filter.is_empty() {
        tests.arg("--").args(filter);
    }
    process::run(&mut tests)
}

/// The folders of the sites that the browser tests visit.
struct Sites {
    /// For the root of a host, by the program with the app inside: what a user deploys.
    root: PathBuf,
    /// The program and its archive.
    package: Package,
    /// The same app without pages.
    app: PathBuf,
    /// The command that writes pages, as it was built for them.
    command: PathBuf,
    /// For `/repo/`.
    sub_path: PathBuf,
    /// Panics when the address asks for it.
    panic: PathBuf,
}

impl Sites {
    fn build(root: &Path, toolbox: &Toolbox) -> Result<Self> {
        let [root_site, hook, app, sub_path, panic] = [
            "dist",
            "target/end2end/hook",
            "target/end2end/app",
            "target/end2end/repo",
            "target/end2end/panic",
        ]
        .map(|folder| root.join(folder));
        let url = SUB_PATH.parse().map_err(anyhow::Error::msg)?;
        Site::release(hook.clone()).with_app_in(app.clone()).build(root, toolbox)?;
        let packed = package::pack(root, &app)?;
        let package = package::write(root, &packed, None)?;
        crates::write(root, &package::folder(root)?, &packed, false)?;
        if package::maturin().is_some() {
            package::wheel(root, &packed, None)?;
        }
        // What `cargo xtask build` has left there, the program would not replace.
        if root_site.exists() {
            fs::remove_dir_all(&root_site)?;
        }
        package::write_site(root, &package.program, &root_site)?;
        same(&root_site, &hook)?;
        Site::release(sub_path.clone()).published_at(Some(url)).build(root, toolbox)?;
        Site::release(panic.clone()).with_feature("panic-on-request").build(root, toolbox)?;
        let command = parts::target(root)?.join("debug").join(format!("rungs{}", env::consts::EXE_SUFFIX));
        Ok(Self { root: root_site, package, app, command, sub_path, panic })
    }
}

/// Fails unless two folders hold the same files, byte by byte; but for the program's own list of what it has written.
fn same(one: &Path, other: &Path) -> Result<()> {
    let [mut ours, theirs] = [files(one, "")?, files(other, "")?];
    ours.remove(package::LIST);
    let mut names = ours.keys().chain(theirs.keys());
    match names.find(|name| ours.get(*name) != theirs.get(*name)) {
        Some(name) => bail!("{name} is not the same in {} and {}", one.display(), other.display()),
        None => Ok(()),
    }
}

/// The files of a folder, by their names below it.
fn files(folder: &Path, prefix: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => all.extend(files(&entry.path(), &format!("{name}/"))?),
            false => drop(all.insert(name, fs::read(entry.path())?)),
        }
    }
    Ok(all)
}

fn browser(sites: &Sites, setup: &BrowserTests, filter: &[String]) -> Result<()> {
    // The folder is playwright.config.ts's choice.
    let results = setup.node.folder().join("artifacts/results.json");
    // An old file must not speak for this run.
    let _ = fs::remove_file(&results);
    let mut playwright = setup.node.playwright();
    playwright
        .arg("test")
        .env("RUNGS_DIST", &sites.root)
        .env("RUNGS_APP", &sites.app)
        .env("RUNGS_COMMAND", &sites.command)
        .env("RUNGS_PROGRAM", &sites.package.program)
        .env("RUNGS_ARCHIVE", &sites.package.archive)
        .env("RUNGS_PACKAGES", sites.package.archive.parent().unwrap_or(Path::new("")))
        .env("RUNGS_DIST_REPO", &sites.sub_path)
        .env("RUNGS_DIST_PANIC", &sites.panic)
        .env("CHROMIUM", setup.browser.path())
        .env("NGINX", setup.nginx.as_deref().unwrap_or(Path::new("")))
        .env("FIREFOX", setup.firefox.as_deref().unwrap_or(Path::new("")));
    if let Some(webkit) = &setup.webkit {
        playwright.env("WEBKIT", &webkit.browser).env("WEBKIT_DRIVER", &webkit.driver);
    }
    if !filter.is_empty() {
        // Playwright matches this against file name and title.
        playwright.args(["--pass-with-no-tests", "--grep", &filter.join("|")]);
    }
    let run = process::run(&mut playwright);
    let json =
        fs::read_to_string(&results).with_context(|| format!("Playwright wrote no {}", results.display()));
    let totals = json.and_then(|json| {
        println!("{}", Journeys::read(&json)?);
        Totals::read(&json)
    });
    if let Ok(totals) = &totals {
        println!("{totals}");
    }
    run?;
    match totals? {
        Totals { failed: 0, .. } => Ok(()),
        Totals { failed, .. } => bail!("{failed} failed"),
    }
}

/// How many browser tests ended how.
#[derive(Debug, PartialEq, Eq)]
struct Totals {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Totals {
    /// Reads what Playwright's json reporter writes. A flaky test is one that passed when tried again.
    fn read(json: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(json).context("Playwright's results are not JSON")?;
        let stat = |name: &str| {
            report
                .pointer(&format!("/stats/{name}"))
                .and_then(Value::as_u64)
                .with_context(|| format!("Playwright's results have no stats.{name}"))
        };
        Ok(Self {
            passed: stat("expected")? + stat("flaky")?,
            failed: stat("unexpected")?,
            skipped: stat("skipped")?,
        })
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_folders_are_the_same_or_the_first_other_file_is_named() {
        let home = env::temp_dir().join(format!("rungs-same-{}", std::process::id()));
        let [one, other] = ["one", "other"].map(|name| home.join(name));
        let write = |folder: &Path, name: &str, text: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for folder in [&one, &other] {
            write(folder, "a/b", "text");
        }
        write(&one, package::LIST, "a/b\n");
        same(&one, &other).unwrap();
        write(&other, "a/c", "more");
        assert!(same(&one, &other).unwrap_err().to_string().starts_with("a/c is not the same"));
        write(&one, "a/c", "else");
        assert!(same(&one, &other).is_err());
        fs::remove_dir_all(home).unwrap();
    }

    #[test]
    fn playwrights_results_become_one_line() {
        let check = |json: &str, expected: Option<&str>| {
            assert_eq!(
                Totals::read(json).ok().map(|totals| totals.to_string()).as_deref(),
                expected,
                "{json}"
            );
        };
        check(
            r#"{"stats":{"duration":9.5,"expected":40,"skipped":3,"unexpected":2,"flaky":1}}"#,
            Some("41 passed, 2 failed, 3 skipped"),
        );
        check(
            r#"{"stats":{"expected":0,"skipped":0,"unexpected":0,"flaky":0}}"#,
            Some("0 passed, 0 failed, 0 skipped"),
        );
        check(r#"{"stats":{"expected":40}}"#, None);
        check("{}", None);
        check("", None);
    }
}
