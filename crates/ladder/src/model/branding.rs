//! What the pages of one site show beside the ladder: whose it is, and where its words are changed.

use serde::{Deserialize, Serialize};

use super::id::{LevelId, PageId};
use super::language;
use super::text::Href;

/// What an address to change a file has in the place of the file's name.
pub const FILE: &str = "{file}";

/// The most pages of the owner's that stand in the header, where it has room; and the most letters of their titles in all.
const MOST_IN_HEADER: (usize, usize) = (3, 48);

/// The parts of a page that its owner adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Branding {
    /// The picture beside the name of the ladder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Links in the footer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<FooterLink>,
    /// Where a level's file can be changed, with `{file}` for its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_url: Option<String>,
    /// The collection that the ladder is one of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// The ladders of a collection, where this is all of them as one ([`crate::join`]); else none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladders: Vec<ListedLadder>,
    /// The files of levels that are not named like their level, for that address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<LevelFile>,
    /// The owner's own pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageLink>,
}

/// The collection that a ladder is one of: several ladders on one site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Home {
    /// Its title.
    pub title: String,
    /// A BCP 47 tag of the language of that title.
    pub language: String,
    /// The path of its first page; begins and ends with a slash.
    pub base: String,
    /// The paths of its other ladders; each begins and ends with a slash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// What stands before the ladder's ids in the collection, where its levels are compared and found with those of the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
}

/// A ladder of a collection, as the first page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedLadder {
    /// Its folder below the collection, without slashes.
    pub folder: String,
    /// What it is called.
    pub title: String,
    /// What it is for; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// A BCP 47 tag of its language.
    pub language: String,
    /// The titles of its tracks.
    pub tracks: Vec<String>,
    /// How many levels it has.
    pub levels: usize,
}

/// A picture whose place is known before it is there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Logo {
    /// Its path below the site.
    pub path: String,
    /// Its width, in any unit.
    pub width: u32,
    /// Its height, in the same unit.
    pub height: u32,
}

/// A link in the footer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FooterLink {
    /// What is shown.
    pub title: String,
    /// Where it leads.
    pub url: Href,
}

impl ListedLadder {
    /// Whether its language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        language::is_right_to_left(&self.language)
    }
}

/// The file of a level.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelFile {
    /// The level.
    pub level: LevelId,
    /// The name of the file, as an address has it.
    pub file: String,
}

/// The way to a page of the owner's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageLink {
    /// Names the page in its address.
    pub id: PageId,
    /// What is shown.
    pub title: String,
}

impl Branding {
    /// Whether it adds nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The owner's pages that the header has room for, beside the site's own.
    pub fn pages_in_header(&self) -> &[PageLink] {
        let (pages, letters) = MOST_IN_HEADER;
        let title = |page: &PageLink| page.title.chars().count();
        let fits = self.pages.len() <= pages && self.pages.iter().map(title).sum::<usize>() <= letters;
        if fits { &self.pages } else { &[] }
    }

    /// Where the file of a level can be changed.
    pub fn edit(&self, level: &LevelId) -> Option<String> {
        let other = self.files.iter().find(|file| file.level == *level);
        self.edit_file(&other.map_or_else(|| format!("{level}.md"), |other| other.file.clone()))
    }

    /// Where a file can be changed, by its name as an address has it.
    pub fn edit_file(&self, file: &str) -> Option<String> {
        Some(self.edit_url.as_ref()?.replace(FILE, file))
    }
}
