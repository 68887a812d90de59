//! The small page at an address that a level has had: it leads on to the level's page of today. With a script the fragment comes
//! along, so that a link to a statement leads to that statement; without one, browsers lead to the top of the page.

use rungs_ladder::ladder::{Ladder, Level};

use crate::document::{element, escaped};

/// Leads on. It is the same on every such page, so that the policy names one hash more.
pub const SCRIPT: &str = include_str!("moved.js").trim_ascii_end();

/// The levels that have had other ids, each with one of these.
pub fn levels(ladder: &Ladder) -> impl Iterator<Item = (&str, &Level)> {
    let aliases = ladder.aliases.levels.iter();
    aliases.filter_map(|alias| Some((alias.was.as_str(), ladder.level(alias.now.first()?)?)))
}

/// Where a page was, and where it is.
pub struct Moved<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The language of the title.
    pub language: &'a str,
    /// The path of the page of today.
    pub path: &'a str,
    /// Its address for search engines.
    pub canonical: &'a str,
    /// The site's icon, which browsers would look for elsewhere.
    pub icon: &'a str,
    /// The policy of all pages.
    pub policy: &'a str,
}

impl Moved<'_> {
    /// The document at the earlier address.
    pub fn document(&self) -> String {
        let Self { title, language, path, canonical, icon, policy } = self;
        let refresh = format!("0; url={path}");
        let head = [
            element("meta", &[("charset", "utf-8")]),
            element("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy)]),
            element("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
            format!("<title>{} has moved</title>\n", escaped(title)),
            element("meta", &[("name", "color-scheme"), ("content", "light dark")]),
            element("meta", &[("name", "robots"), ("content", "noindex")]),
            element("link", &[("rel", "canonical"), ("href", canonical)]),
            element("link", &[("rel", "icon"), ("href", icon)]),
            element("meta", &[("name", "moved"), ("content", path)]),
            format!("<script>{SCRIPT}</script>\n"),
            format!(
                "<noscript>{}</noscript>\n",
                element("meta", &[("http-equiv", "refresh"), ("content", &refresh)]).trim_end()
            ),
        ];
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n{}</head>\n<body>\n<main>\n<h1>This page has moved</h1>\n\
             <p>It is now at <a href=\"{}\" lang=\"{}\">{}</a>.</p>\n</main>\n</body>\n</html>\n",
            head.concat(),
            escaped(path),
            escaped(language),
            escaped(title),
        )
    }
}
