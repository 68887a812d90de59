//! `[pages]` of `ladder.toml`: texts of the owner's that become pages of the site.

use std::collections::{HashMap, HashSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use toml::de::DeTable;

use super::ids::Ids;
use super::inline::one_line;
use super::leads::Guide;
use super::manifest::{At, Keys};
use super::prose::{self, Prose};
use super::source::{Place, Report, Source};
use super::suggest::closest;
use crate::model::branding::PageLink;
use crate::model::id::PageId;
use crate::model::page::{Block, OwnersPage, plain};
use crate::problem;

/// The most letters of a description, which search engines cut as well.
const MAX_DESCRIPTION: usize = 160;

/// What a path in an address keeps as it is (RFC 3986, unreserved characters, and the slash).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A file name as an address has it.
pub(crate) fn in_address(name: &str) -> String {
    utf8_percent_encode(name, PATH).to_string()
}

/// An entry of `[pages]`.
#[derive(Debug)]
pub(crate) struct DeclaredPage {
    id: PageId,
    title: Option<String>,
    file: At<String>,
}

/// The names of the files that `[pages]` names in the text of a `ladder.toml`, however much of it can be read. A reader of
/// folders has to know them before anything else is read: they are no levels, and may stand in folders inside.
pub fn page_files(manifest: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(manifest);
    let (document, _) = DeTable::parse_recoverable(text.trim_start_matches('\u{feff}'));
    let pages = document.get_ref().get("pages").and_then(|pages| pages.get_ref().as_table());
    let file = |entry: &toml::de::DeValue| {
        let said = entry.as_str().or_else(|| entry.as_table()?.get("file")?.get_ref().as_str());
        name(said?)
    };
    pages.into_iter().flat_map(|pages| pages.values()).filter_map(|entry| file(entry.get_ref())).collect()
}

/// The name of a Markdown file below the ladder's folder that `said` names; `None` where it names none.
fn name(said: &str) -> Option<String> {
    let said = said.strip_prefix("./").unwrap_or(said);
    let is_plain =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    (said.ends_with(".md") && said.split('/').all(is_plain)).then(|| said.to_owned())
}

/// Reads the entries.
pub(crate) fn read(keys: &mut Keys) -> Vec<DeclaredPage> {
    let mut pages = Vec::new();
    let mut ids = Ids::default();
    let mut files = HashSet::new();
    for key in keys.names() {
        let (title, said) = match keys.table_of(&key.value) {
            Some((table, place)) => {
                let mut keys = keys.inner(table, "pages", place);
                let said = keys.required("file");
                let title = keys.title("title").map(|title| title.value);
                keys.finish();
                (title, said)
            }
            None => (None, keys.string_of(&key.value)),
        };
        let id = id(keys, &key, &mut ids);
        let file = said.and_then(|said| file(keys, said));
        let (Some(id), Some(file)) = (id, file) else { continue };
        if !files.insert(file.value.clone()) {
            let what = format!("`{}` is the file of another page, too", file.value);
            let found = keys.report.error(problem::DUPLICATE_PAGE, file.place, what);
            found.advise("remove one of the two");
            continue;
        }
        pages.push(DeclaredPage { id, title, file });
    }
    pages
}

/// The id of a page: its key.
fn id(keys: &mut Keys, key: &At<String>, ids: &mut Ids) -> Option<PageId> {
    let id = keys.valid(key.clone(), PageId::new)?.value;
    // Servers and the app take it for the page of the folder.
    if id.as_str().eq_ignore_ascii_case("index.html") {
        let what = format!("the page id `{id}` has a meaning of its own in addresses");
        keys.report
            .error(problem::BAD_ID, key.place, what)
            .advise("give the page another, such as `process`");
        return None;
    }
    if let Err(clash) = ids.take(id.as_str()) {
        let what = format!("the page id `{id}` {clash}");
        keys.report.error(problem::DUPLICATE_PAGE, key.place, what).advise("give each page an id of its own");
        return None;
    }
    Some(id)
}

/// The file of a page.
fn file(keys: &mut Keys, said: At<String>) -> Option<At<String>> {
    let At { value, place } = said;
    if let Some(name) = name(&value) {
        return Some(At { value: name, place });
    }
    let (what, advice) = match value.rsplit_once('.') {
        _ if value.contains('\\') => {
            ("is not written as a path", "write `/` between folder and file: `pages/faq.md`")
        }
        Some((_, "md")) => (
            "is not a file in the ladder's folder",
            "put the file there, or into a folder there, and name it from there: `pages/faq.md`",
        ),
        _ => ("is not a Markdown file", "write the page as Markdown, in a file whose name ends in `.md`"),
    };
    keys.bad(place, format!("`{value}` {what}"), advice);
    None
}

/// The pages that could be read, the ways to them, and where their pictures are named.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub(crate) pages: Vec<OwnersPage>,
    pub(crate) links: Vec<PageLink>,
    pub(crate) pictures: Vec<At<String>>,
}

impl DeclaredPage {
    /// Where its file is named.
    pub(crate) fn place(&self) -> Place {
        self.file.place
    }

    /// Its file, and its id.
    pub(crate) fn named(&self) -> (String, PageId) {
        (self.file.value.clone(), self.id.clone())
    }
}

/// Reads the files of the pages.
pub(crate) fn assemble(
    declared: Vec<DeclaredPage>,
    sources: &[Source],
    guide: &Guide,
    report: &mut Report,
) -> Pages {
    let mut read = Pages::default();
    let mut anchors = HashMap::new();
    let mut wanted = Vec::new();
    for page in declared {
        let found = sources.iter().position(|source| source.is_page && source.name == page.file.value);
        let Some((file, source)) = found.and_then(|file| Some((file, sources.get(file)?))) else {
            missing(&page.file, sources, report);
            continue;
        };
        if !source.readable {
            continue;
        }
        let prose = prose::read(&page.id, source, file, guide, report);
        let Some(title) = prose.title.or_else(|| page.title.clone()) else {
            report
                .error(problem::UNTITLED_PAGE, Place::whole(file), "the page has no title")
                .advise("begin the file with one: `# How we promote`");
            continue;
        };
        read.links.push(PageLink { id: page.id.clone(), title: page.title.unwrap_or_else(|| title.clone()) });
        read.pictures.extend(prose.pictures);
        anchors.insert(page.id.clone(), prose.anchors);
        wanted.extend(prose.wanted);
        let (description, file) = (description(&prose.blocks), in_address(source.name));
        let Prose { anchor, blocks, .. } = prose;
        read.pages.push(OwnersPage { id: page.id, title, anchor, description, file, blocks });
    }
    for At { value: (page, name), place } in wanted {
        // A page that could not be read has been told of.
        if anchors.get(&page).is_some_and(|anchors| !anchors.contains(&name)) {
            report
                .warning(problem::UNKNOWN_LINK, place, format!("the page `{page}` has no heading `#{name}`"))
                .advise("name a heading in small letters, with `-` for spaces: `#salary-bands`");
        }
    }
    read
}

/// Says that there is no such file, and which one may be meant.
fn missing(file: &At<String>, sources: &[Source], report: &mut Report) {
    let what = format!(
        "there is no file `{}` in the ladder's folder, or it is a link that leads out of it",
        file.value
    );
    let near =
        closest(&file.value, sources.iter().map(|source| source.name).filter(|name| name.ends_with(".md")));
    let found = report.error(problem::MISSING_FILE, file.place, what);
    found.advise(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the file, or take the page out of `[pages]`".to_owned(),
    });
}

/// The beginning of the first paragraph, on one line.
fn description(blocks: &[Block]) -> String {
    let first = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(one_line(&plain(text))).filter(|words| !words.is_empty()),
        _ => None,
    });
    let mut words = first.unwrap_or_default();
    if let Some((end, _)) = words.char_indices().nth(MAX_DESCRIPTION) {
        words.truncate(end);
        words.truncate(words.rfind(' ').unwrap_or(end));
        words.push('…');
    }
    words
}
