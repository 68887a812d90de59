//! What the pages of one site show beside the ladder: whose it is, and where its words are changed.

use serde::{Deserialize, Serialize};

use super::id::LevelId;
use super::text::Href;

/// What an address to change a file has in the place of the file's name.
pub const FILE: &str = "{file}";

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

impl Branding {
    /// Whether it adds nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Where the file of a level can be changed.
    pub fn edit(&self, level: &LevelId) -> Option<String> {
        Some(self.edit_url.as_ref()?.replace(FILE, &format!("{level}.md")))
    }
}
