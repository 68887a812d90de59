//! What pages show while somebody writes: the last good site, and what is wrong with the ladder now.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rungs_ladder::fnv;
use rungs_ladder::problem::{Problem, Severity};
use rungs_site::output::Files;
use serde::Serialize;

use crate::files::Folder;

/// Style for what the script shows.
pub const STYLE: &str = include_str!("preview.css");

/// Asks for news, shows problems, and loads the page anew when there is another site.
const SCRIPT: &str = include_str!("preview.js");

/// The path that the script asks for news at.
pub const NEWS: &str = "/.rungs/news";

/// How long an answer is kept back when there is no news.
const PATIENCE: Duration = Duration::from_secs(20);

/// A site, where one could be made, and what is wrong with the ladder.
#[derive(Default)]
pub struct State {
    /// Its name, and its files.
    pub site: Option<(String, Files)>,
    /// All problems.
    pub problems: Vec<Shown>,
}

/// A problem as the page shows it.
#[derive(Clone, Serialize)]
pub struct Shown {
    severity: &'static str,
    what: String,
    place: String,
    advice: Option<String>,
}

impl Shown {
    /// A problem of the ladder's files.
    pub fn new(folder: &Folder, problem: &Problem) -> Self {
        let file = folder.path(&problem.file);
        let place = match problem.span {
            Some(_) => format!("{file}:{}:{}", problem.line, problem.column),
            None => file,
        };
        let advice = problem.advice.as_ref().map(|advice| advice.to_string());
        Self { severity: problem.severity.as_str(), what: problem.what.to_string(), place, advice }
    }

    /// Why there is no site at all.
    pub fn failure(what: &str) -> Self {
        let severity = Severity::Error.as_str();
        Self { severity, what: what.to_owned(), place: String::new(), advice: None }
    }
}

/// What is shown now, for all who ask.
#[derive(Default)]
pub struct Preview {
    now: Mutex<Now>,
    changed: Condvar,
}

#[derive(Clone, Default)]
struct Now {
    /// The last good site.
    name: String,
    files: Arc<Files>,
    news: News,
}

/// What the script is told.
#[derive(Clone, Default, Serialize)]
struct News {
    /// The name of the site; a page of another one is out of date.
    site: String,
    problems: Vec<Shown>,
    /// Another one whenever anything else here is.
    stamp: String,
}

impl Preview {
    /// Shows a new state; without a site, the last one stays.
    pub fn set(&self, state: State) {
        let mut now = self.lock();
        if let Some((name, files)) = state.site {
            now.name = name;
            now.files = Arc::new(files);
        }
        let mut news = News { site: now.name.clone(), problems: state.problems, stamp: String::new() };
        news.stamp = name(&serde_json::to_string(&news).unwrap_or_default());
        now.news = news;
        drop(now);
        self.changed.notify_all();
    }

    /// The files of the last good site; empty before there was one.
    pub fn files(&self) -> Arc<Files> {
        self.lock().files.clone()
    }

    /// What is new since `stamp`, as JSON; after a while, what there is.
    pub fn news_after(&self, stamp: &str) -> String {
        let waited = self.changed.wait_timeout_while(self.lock(), PATIENCE, |now| now.news.stamp == stamp);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        serde_json::to_string(&now.news).unwrap_or_default()
    }

    /// The page while there is no site yet: the script shows why.
    pub fn waiting_page(&self) -> String {
        let script = script("");
        let title = "No page yet";
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }} main {{ margin: 2rem }}\n{STYLE}</style>\n\
             <main><h1>{title}</h1><p>The ladder has mistakes. The page appears as soon as they are mended.</p></main>\n\
             <script>{script}</script>\n</html>\n"
        )
    }

    /// What a thread that panicked has left is as good as before: it is replaced as a whole.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A short name for a text.
pub fn name(text: &str) -> String {
    format!("{:016x}", fnv::hash(text.as_bytes()))
}

/// The script for the pages of the site with that name.
pub fn script(site: &str) -> String {
    SCRIPT.replace("SITE", site).replace("NEWS", NEWS)
}
