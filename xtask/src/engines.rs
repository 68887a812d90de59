//! Firefox and WebKit for the browser tests, where they are or can be had; and what each engine did on each journey.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{process, setup};

/// Where Debian and Ubuntu keep what WebKit's driver starts, below a folder named by the machine.
const MINI_BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

/// What Debian and Ubuntu call a WebKit with its driver, a screen for it, and what prints with it.
const PACKAGES: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "python3-gi", "gir1.2-webkit2-4.1"];

/// The spec of what a person does, the same in every engine.
const JOURNEYS: &str = "journeys.spec.ts";

/// The projects of `playwright.config.ts` that are an engine each, and the engine's name.
const ENGINES: [(&str, &str); 3] = [("pages", "Chromium"), ("firefox", "Firefox"), ("webkit", "WebKit")];

/// WebKit, with the program that drives it.
pub struct WebKit {
    /// WebKitWebDriver.
    pub driver: PathBuf,
    /// MiniBrowser.
    pub browser: PathBuf,
}

/// A Firefox: the one that FIREFOX names, one that is there, else Debian's.
///
/// # Errors
/// When there is none, and none can be installed.
pub fn firefox() -> Result<PathBuf> {
    let find = || process::find("firefox-esr", &[]).or_else(|| process::find("firefox", &[]));
    if let Some(named) = env::var_os("FIREFOX").filter(|path| !path.is_empty()).map(PathBuf::from) {
        if process::is_executable(&named) {
            return Ok(named);
        }
        bail!("FIREFOX names {}, which cannot be run", named.display());
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    let installed = setup::apt_install(&["firefox-esr"]);
    find().with_context(|| {
        let why = installed.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
        format!("there is no Firefox: install it, or name its program in FIREFOX{why}")
    })
}

/// A WebKit with its driver and a screen for it: what is there, else Debian's or Ubuntu's.
///
/// # Errors
/// When something is missing, and cannot be installed.
pub fn webkit() -> Result<WebKit> {
    let find = || {
        process::find("xvfb-run", &[])?;
        process::find("xauth", &[])?;
        // What end2end/webkit-paper.py prints with.
        let python = "import gi; gi.require_version('WebKit2', '4.1')";
        process::output(Command::new("/usr/bin/python3").args(["-c", python])).ok()?;
        Some(WebKit {
            driver: process::find("WebKitWebDriver", &[])?,
            browser: mini_browser(Path::new("/usr/lib"))?,
        })
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    let installed = setup::apt_install(PACKAGES);
    find().with_context(|| {
        let why = installed.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
        format!(
            "there is no WebKit that can be driven: on Debian and Ubuntu `apt-get install {}`{why}",
            PACKAGES.join(" ")
        )
    })
}

fn mini_browser(libraries: &Path) -> Option<PathBuf> {
    let machines = fs::read_dir(libraries).ok()?.flatten();
    machines.map(|machine| machine.path().join(MINI_BROWSER)).find(|file| process::is_executable(file))
}

/// How one journey went in one engine.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// With the reason.
    Cannot(String),
}

/// What each engine did on each journey.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Journeys {
    /// The journeys in their order, each with its outcomes by project.
    rows: Vec<(String, BTreeMap<String, Outcome>)>,
    /// Passed, failed and impossible tests of all specs, by project.
    totals: BTreeMap<String, [u64; 3]>,
}

impl Journeys {
    /// Reads what Playwright's json reporter writes.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn read(json: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(json).context("Playwright's results are not JSON")?;
        let mut journeys = Self::default();
        for suite in list(&report, "suites") {
            journeys.take(suite);
        }
        Ok(journeys)
    }

    fn take(&mut self, suite: &Value) {
        for inner in list(suite, "suites") {
            self.take(inner);
        }
        for spec in list(suite, "specs") {
            let is_journey = text(spec, "file").ends_with(JOURNEYS);
            for test in list(spec, "tests") {
                self.note(text(spec, "title"), is_journey, test);
            }
        }
    }

    fn note(&mut self, title: &str, is_journey: bool, test: &Value) {
        let project = text(test, "projectName");
        let outcome = match text(test, "status") {
            "skipped" => Outcome::Cannot(reason(test)),
            "unexpected" => Outcome::Failed,
            _ => Outcome::Passed,
        };
        let [passed, failed, cannot] = self.totals.entry(project.to_owned()).or_default();
        *match outcome {
            Outcome::Passed => passed,
            Outcome::Failed => failed,
            Outcome::Cannot(_) => cannot,
        } += 1;
        if !is_journey {
            return;
        }
        let known = self.rows.iter().position(|(known, _)| known == title);
        let row = match known.and_then(|at| self.rows.get_mut(at)) {
            Some((_, row)) => row,
            None => {
                self.rows.push((title.to_owned(), BTreeMap::new()));
                let Some((_, row)) = self.rows.last_mut() else { return };
                row
            }
        };
        row.insert(project.to_owned(), outcome);
    }
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn reason(test: &Value) -> String {
    let skipped = list(test, "annotations").iter().find(|annotation| text(annotation, "type") == "skip");
    skipped.map(|annotation| text(annotation, "description")).unwrap_or_default().to_owned()
}

impl fmt::Display for Journeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.rows.iter().map(|(title, _)| title.len()).max().unwrap_or_default().max(9);
        let line = |f: &mut fmt::Formatter<'_>, title: &str, cells: [String; 3]| {
            let [chromium, firefox, webkit] = cells;
            writeln!(f, "{title:first$}  {chromium:10}  {firefox:10}  {webkit}")
        };
        let mut reasons = Vec::new();
        line(f, "journey", ENGINES.map(|(_, name)| name.to_owned()))?;
        for (title, row) in &self.rows {
            let cells = ENGINES.map(|(project, engine)| match row.get(project) {
                None => "not run".to_owned(),
                Some(Outcome::Passed) => "passed".to_owned(),
                Some(Outcome::Failed) => "FAILED".to_owned(),
                Some(Outcome::Cannot(why)) => {
                    reasons.push(format!("cannot: {engine}, {title}: {why}"));
                    "cannot".to_owned()
                }
            });
            line(f, title, cells)?;
        }
        let all = ENGINES.map(|(project, _)| match self.totals.get(project) {
            None => "none".to_owned(),
            Some([passed, failed, cannot]) => format!("{passed}/{failed}/{cannot}"),
        });
        line(f, "all tests: passed/failed/cannot", all)?;
        reasons.iter().try_for_each(|reason| writeln!(f, "{reason}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_become_a_table_of_engines_and_journeys() {
        let test = |project: &str, status: &str, more: &str| {
            format!(r#"{{"projectName":"{project}","status":"{status}"{more}}}"#)
        };
        let skipped = r#","annotations":[{"type":"skip","description":"no such command"}]"#;
        let [read, erase] = [
            [test("pages", "expected", ""), test("firefox", "flaky", ""), test("webkit", "unexpected", "")]
                .join(","),
            [test("pages", "expected", ""), test("webkit", "skipped", skipped)].join(","),
        ];
        let other = test("pages", "unexpected", "");
        let json = format!(
            r#"{{"suites":[
                {{"specs":[{{"title":"read","file":"journeys.spec.ts","tests":[{read}]}}],
                  "suites":[{{"specs":[{{"title":"erase","file":"journeys.spec.ts","tests":[{erase}]}}]}}]}},
                {{"specs":[{{"title":"other","file":"map.spec.ts","tests":[{other}]}}]}}]}}"#
        );
        let shown = Journeys::read(&json).unwrap().to_string();
        let lines: Vec<_> =
            shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            lines,
            [
                "journey Chromium Firefox WebKit",
                "erase passed not run cannot",
                "read passed passed FAILED",
                "all tests: passed/failed/cannot 2/1/0 1/0/0 0/1/1",
                "cannot: WebKit, erase: no such command",
            ]
        );
        assert!(Journeys::read("").is_err());
    }

    #[test]
    fn the_browser_of_webkit_is_found_whatever_the_machine() {
        let home = env::temp_dir().join(format!("rungs-webkit-{}", std::process::id()));
        assert_eq!(mini_browser(&home), None);
        let file = home.join("some-machine").join(MINI_BROWSER);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(env::current_exe().unwrap(), &file).unwrap();
        assert_eq!(mini_browser(&home), Some(file));
        fs::remove_dir_all(home).unwrap();
    }
}
