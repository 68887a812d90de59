//! Where the links of the owner's pages lead: to another site, to a level, or to another of these pages.

use percent_encoding::percent_decode_str;

use super::pages::DeclaredPage;
use super::suggest::closest;
use crate::model::id::{LevelId, PageId};
use crate::model::ladder::{Area, Level};
use crate::model::page::Target;
use crate::model::text::Href;

/// All that a link may lead to.
pub(crate) struct Guide<'a> {
    /// The pages, by their files.
    pages: Vec<(String, PageId)>,
    /// The levels, by their files.
    level_files: &'a [(&'a str, LevelId)],
    /// The levels that could be read.
    levels: &'a [Level],
    /// The areas.
    areas: &'a [Area],
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// There.
    To(Target),
    /// To the page of a level, on which there is no such place.
    NoPlace(LevelId, String),
    /// To a Markdown file that is no level and no page; perhaps this one is meant.
    NoPage(String, Option<String>),
    /// To something that a page may not lead to.
    NotAllowed,
}

impl<'a> Guide<'a> {
    /// To those pages and levels.
    pub(crate) fn new(
        pages: &[DeclaredPage],
        level_files: &'a [(&'a str, LevelId)],
        levels: &'a [Level],
        areas: &'a [Area],
    ) -> Self {
        Self { pages: pages.iter().map(DeclaredPage::named).collect(), level_files, levels, areas }
    }

    /// Where `url` leads from the page with that id and file.
    pub(crate) fn lead(&self, (id, file): (&PageId, &str), url: &str) -> Lead {
        if let Ok(href) = Href::new(url) {
            return Lead::To(Target::Address(href));
        }
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let fragment = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        if path.is_empty() && !fragment.is_empty() {
            return Lead::To(Target::Page(id.clone(), fragment));
        }
        let Some(path) = below(file, path).filter(|path| path.ends_with(".md")) else {
            return Lead::NotAllowed;
        };
        if let Some((_, page)) = self.pages.iter().find(|(file, _)| *file == path) {
            return Lead::To(Target::Page(page.clone(), fragment));
        }
        let Some((_, level)) = self.level_files.iter().find(|(file, _)| *file == path) else {
            let files = self.pages.iter().map(|(file, _)| file.as_str());
            let near = closest(&path, files.chain(self.level_files.iter().map(|(file, _)| *file)));
            return Lead::NoPage(path.clone(), near.map(str::to_owned));
        };
        match self.place(level, &fragment) {
            Some(place) => Lead::To(Target::Level(level.clone(), place)),
            None => Lead::NoPlace(level.clone(), fragment),
        }
    }

    /// The place on a level's page that a fragment names: an area by its heading or id, or a statement by its id.
    fn place(&self, level: &LevelId, fragment: &str) -> Option<String> {
        let Some(level) = self.levels.iter().find(|other| other.id == *level) else {
            return Some(String::new());
        };
        if fragment.is_empty() || fragment == anchor(&level.title) {
            return Some(String::new());
        }
        if level.statements().any(|statement| statement.id.as_str() == fragment) {
            return Some(fragment.to_owned());
        }
        let named = |area: &&Area| {
            let id = area.id.as_str();
            [id, &anchor(&area.title)].contains(&fragment) || fragment.strip_prefix('_') == Some(id)
        };
        let mut areas =
            self.areas.iter().filter(|area| level.sections.iter().any(|section| section.area == area.id));
        areas.find(named).map(|area| format!("_{}", area.id))
    }
}

/// The path below the ladder's folder of a file that is named from another; `None` where it is named in another way, or is not there.
pub(crate) fn below(from: &str, path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if path.is_empty() || path.starts_with('/') || path.contains([':', '?', '\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> =
        from.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The name of a heading in links, as GitHub makes it: small letters, `-` for spaces, no other signs. The site's own names begin with
/// `_`, so these do not.
pub(crate) fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let name: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
    match name.trim_start_matches('_') {
        "" => "section".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_folder() {
        for (from, path, expected) in [
            ("faq.md", "senior.md", Some("senior.md")),
            ("pages/faq.md", "../senior.md", Some("senior.md")),
            ("pages/faq.md", "./more/a%20b.md", Some("pages/more/a b.md")),
            ("faq.md", "../senior.md", None),
            ("pages/faq.md", "../../senior.md", None),
            ("faq.md", "/senior.md", None),
            ("faq.md", "//example.org/senior.md", None),
            ("faq.md", "c:senior.md", None),
            ("faq.md", "senior.md?x", None),
            ("faq.md", "%ff.md", None),
            ("faq.md", "a\\b.md", None),
            ("faq.md", "", None),
        ] {
            assert_eq!(below(from, path).as_deref(), expected, "{from} {path}");
        }
    }

    #[test]
    fn headings_are_named_as_on_github() {
        for (heading, expected) in [
            ("Salary bands", "salary-bands"),
            ("How often? (A guide)", "how-often-a-guide"),
            ("Größe & Wert", "größe--wert"),
            ("日本語", "日本語"),
            ("__main", "main"),
            ("?", "section"),
        ] {
            assert_eq!(anchor(heading), expected);
        }
    }
}
