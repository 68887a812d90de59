//! `ladders` of `ladder.toml`: several ladders on one site, each in a folder of its own.

use std::collections::HashSet;

use super::manifest::{At, Manifest};
use super::pages::DeclaredPage;
use super::source::{Place, Report, Source};
use crate::model::id::slug;
use crate::problem;

/// Several ladders, as `ladder.toml` names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// What the site is called.
    pub title: String,
    /// What it is for; may be empty.
    pub summary: String,
    /// Where the ladders are, in the order in which they are shown.
    pub folders: Vec<LadderFolder>,
}

/// The folder of a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderFolder {
    /// Its path below the one of `ladder.toml`.
    pub path: String,
    /// Its name in addresses.
    pub address: String,
}

/// The names that a site has for pages and files of its own.
const TAKEN: [&str; 9] =
    ["about", "assess", "compare", "find", "levels", "page-files", "pages", "theme", "whole"];

/// What a folder is called in addresses: lower case letters, digits and `-`.
///
/// # Errors
/// When nothing of the name can stand in one, or the site needs the name; the error says so.
pub fn address(path: &str) -> Result<String, String> {
    let name = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    match slug(name) {
        None => Err(format!("`{name}` has no letter or digit that can stand in an address")),
        Some(slug) if TAKEN.contains(&slug.as_str()) || slug.starts_with("app-") => {
            Err(format!("`{name}` is the name of another page of the site"))
        }
        Some(slug) => Ok(slug),
    }
}

/// The collection that `ladder.toml` is of; `None` where it is of one ladder. What is wrong with it goes to the report.
pub(crate) fn of(manifest: &Manifest, sources: &[Source], report: &mut Report) -> Option<Collection> {
    let ladders = manifest.ladders.as_ref()?;
    if manifest.title.is_none() {
        let found = report.error(problem::MISSING_KEY, manifest.place, "`title` is missing in `ladder.toml`");
        found.advise("add `title = \"…\"`: the first page shows it");
    }
    for place in own_parts(manifest) {
        report
            .error(problem::BAD_VALUE, place, "a `ladder.toml` with `ladders` describes no ladder itself")
            .advise("move this into the ladder.toml of one of the folders");
    }
    for name in unused(manifest) {
        report
            .error(problem::BAD_VALUE, manifest.place, format!("`{name}` has no meaning beside `ladders`"))
            .advise("move it into the ladder.toml of each folder");
    }
    let levels = sources.iter().enumerate().filter(|(_, source)| source.level_stem().is_some());
    // Files in folders are those of the ladders.
    for (at, _) in levels.filter(|(_, source)| !source.name.contains('/')) {
        let what = "the file is not read: `ladders` in ladder.toml says that the ladders are in folders";
        report
            .warning(problem::IGNORED_FILE, Place::whole(at), what)
            .advise("move it into one of the folders");
    }
    let folders = folders(ladders, report);
    if ladders.is_empty() {
        report
            .error(problem::BAD_VALUE, manifest.place, "`ladders` is empty")
            .advise("name the folders: `ladders = [\"engineering\", \"design\"]`");
    }
    let title = manifest.title.clone().unwrap_or_default();
    Some(Collection { title, summary: manifest.summary.clone(), folders })
}

fn folders(ladders: &[At<String>], report: &mut Report) -> Vec<LadderFolder> {
    let mut folders = Vec::new();
    let mut addresses = HashSet::new();
    for At { value: path, place } in ladders {
        let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']);
        if !path.split('/').all(is_plain) {
            report
                .error(problem::BAD_VALUE, *place, format!("`{path}` is not a folder beside ladder.toml"))
                .advise("name it as it stands there: `engineering`");
            continue;
        }
        match address(path) {
            Err(why) => {
                report.error(problem::BAD_VALUE, *place, why).advise("rename the folder");
            }
            Ok(address) if !addresses.insert(address.clone()) => {
                report
                    .error(problem::BAD_VALUE, *place, format!("two ladders have the address `/{address}/`"))
                    .advise("rename one of the folders");
            }
            Ok(address) => folders.push(LadderFolder { path: path.clone(), address }),
        }
    }
    folders
}

/// What the file says that only one ladder has, and whose place is not known.
fn unused(manifest: &Manifest) -> impl Iterator<Item = &'static str> {
    let said = [
        ("language", manifest.language.is_some()),
        ("version", !manifest.version.is_empty()),
        ("licence", manifest.licence.is_some()),
        ("source", manifest.source.is_some()),
        ("edit_url", manifest.theme.branding.edit_url.is_some()),
    ];
    said.into_iter().filter(|(_, is_said)| *is_said).map(|(name, _)| name)
}

/// Where the file says something that only one ladder has.
fn own_parts(manifest: &Manifest) -> impl Iterator<Item = Place> {
    let scale = manifest.scale.iter().flat_map(|(_, places)| places.first().copied());
    let tracks = manifest.tracks.iter().map(|track| track.place);
    let areas = manifest.areas.iter().map(|area| area.place);
    let levels = manifest.levels.iter().map(|level| level.place);
    let pages = manifest.pages.iter().map(DeclaredPage::place);
    // One of each kind says enough.
    scale.take(1).chain(tracks.take(1)).chain(areas.take(1)).chain(levels.take(1)).chain(pages.take(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{self, SourceFile};

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile { name: name.into(), bytes: text.into() }
    }

    #[test]
    fn ladders_are_named_with_their_addresses() {
        let text = "title = 'Acme'\nsummary = 'All'\nladders = ['engineering', 'teams/Produkt Design']\n";
        let files = [file("ladder.toml", text), file("teams/Produkt Design/junior.md", "# Junior")];
        let reading = markdown::open(&files);
        assert_eq!(reading.problems, []);
        let folder = |path: &str, address: &str| LadderFolder { path: path.into(), address: address.into() };
        let expected = Collection {
            title: "Acme".into(),
            summary: "All".into(),
            folders: vec![
                folder("engineering", "engineering"),
                folder("teams/Produkt Design", "produkt-design"),
            ],
        };
        assert_eq!((reading.collection, reading.ladder), (Some(expected), None));
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        for (text, expected) in [
            ("ladders = ['a']", "0: `title` is missing in `ladder.toml`"),
            ("title = 'A'\nladders = []", "0: `ladders` is empty"),
            (
                "title = 'A'\nladders = 'a'",
                "2: `ladders` takes a list of strings, such as `[\"…\"]`, not a string",
            ),
            ("title = 'A'\nladders = ['../a']", "2: `../a` is not a folder beside ladder.toml"),
            ("title = 'A'\nladders = ['/a']", "2: `/a` is not a folder beside ladder.toml"),
            ("title = 'A'\nladders = ['C:\\a']", "2: `C:\\a` is not a folder beside ladder.toml"),
            ("title = 'A'\nladders = ['']", "2: `` is not a folder beside ladder.toml"),
            ("title = 'A'\nladders = ['梯']", "2: `梯` has no letter or digit that can stand in an address"),
            ("title = 'A'\nladders = ['Find']", "2: `Find` is the name of another page of the site"),
            ("title = 'A'\nladders = ['a',\n'b/A']", "3: two ladders have the address `/a/`"),
            (
                "title = 'A'\nladders = ['a']\n[[levels]]\nid = 'x'",
                "4: a `ladder.toml` with `ladders` describes no ladder itself",
            ),
            (
                "title = 'A'\nladders = ['a']\nlanguage = 'de'",
                "0: `language` has no meaning beside `ladders`",
            ),
            (
                "title = 'A'\nladders = ['a']\n[pages]\nfaq = 'faq.md'",
                "4: a `ladder.toml` with `ladders` describes no ladder itself",
            ),
        ] {
            let files = [file("ladder.toml", text)];
            let problems = markdown::open(&files).problems;
            let found = problems.iter().map(|problem| {
                let line = problem.span.as_ref().map_or(0, |_| problem.line);
                format!("{line}: {}", problem.what)
            });
            let found: Vec<_> = found.collect();
            assert!(found.iter().any(|found| found == expected), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_level_beside_the_ladders_is_told_of() {
        let files = [file("ladder.toml", "title = 'A'\nladders = ['a']"), file("junior.md", "# Junior")];
        let reading = markdown::open(&files);
        let [problem] = reading.problems.as_slice() else { panic!("{:?}", reading.problems) };
        assert_eq!((problem.code, problem.file.as_str()), (problem::IGNORED_FILE, "junior.md"));
        assert!(reading.collection.is_some());
    }
}
