//! What the owner of a site adds to its pages: colours, fonts, pictures, style, and pages of their own. Where nothing is added, nothing of this is in a page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rungs_app::pages::owners::{Picture, Pictures};
use rungs_ladder::branding::{Branding, Logo};
use rungs_ladder::fnv;
use rungs_ladder::page::OwnersPage;
use rungs_ladder::theme::{FontRole, Theme};

use crate::output::Files;

/// The folder of the owner's files in a site.
const FOLDER: &str = "theme/";

/// The custom properties of the tracks' colours, in the order of the tracks (style/components.css).
const ACCENTS: [&str; 4] = ["--technical", "--management", "--third", "--fourth"];

/// What a logo looks like.
const LOGO: &str = ".logo { block-size: 2rem; inline-size: auto; margin-inline-end: var(--s2); }\n";

/// What links of the owner look like.
const LINKS: &str = ".owners-links { display: flex; flex-wrap: wrap; column-gap: var(--s3); }\n";

/// What the link to change a level looks like.
const EDIT: &str =
    ".edit { margin-block-start: var(--s4); font-family: var(--sans); font-size: var(--small); }\n";

/// What the links to the owner's pages look like, and what stands on those pages.
const PAGES: &str = include_str!("owners_pages.css");

/// The folder of the pictures of the owner's pages in a site.
const PICTURES: &str = "page-files/";

/// A theme and pages, with the files that they name.
#[derive(Default)]
pub struct Brand {
    /// The look.
    pub theme: Theme,
    /// The owner's own pages.
    pub pages: Vec<OwnersPage>,
    /// The bytes of the files that the theme names, by these names.
    pub theme_files: BTreeMap<String, Vec<u8>>,
    /// The bytes of the pictures that the pages name, by these names.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

impl Brand {
    /// The same, with the look of `other` where it has none of its own.
    pub fn or_look_of(mut self, other: &Self) -> Self {
        if self.theme == Theme::default() {
            self.theme.clone_from(&other.theme);
            self.theme_files.clone_from(&other.theme_files);
        }
        self
    }

    /// The logo, for the pages; `None` where there is none, or its size cannot be read.
    pub fn logo(&self) -> Option<Logo> {
        let name = self.theme.logo.as_ref()?;
        let (width, height) = size(self.theme_files.get(name)?)?;
        Some(Logo { path: [FOLDER, name].concat(), width, height })
    }

    /// Its files, by their names in the site: those that have a place there take it.
    pub fn files(&self) -> Files {
        let bytes = |name: &String| -> Option<Cow<'static, [u8]>> {
            Some(self.theme_files.get(name)?.clone().into())
        };
        let mut files = Files::new();
        if let Some(favicon) = self.theme.favicon.as_ref().and_then(bytes) {
            files.insert("icon.svg".to_owned(), favicon);
        }
        for name in ["icon-180.png", "icon-192.png", "icon-512.png"] {
            if let Some(icon) = self.theme.icon.as_ref().and_then(bytes) {
                files.insert(name.to_owned(), icon);
            }
        }
        let fonts = self.theme.fonts.iter().map(|font| &font.file);
        for name in self.theme.logo.iter().chain(fonts).chain(&self.theme.files) {
            files.extend(bytes(name).map(|bytes| ([FOLDER, name].concat(), bytes)));
        }
        let pictures = self.pictures.iter();
        files.extend(pictures.map(|(name, bytes)| ([PICTURES, name].concat(), bytes.clone().into())));
        files
    }

    /// The pictures of the pages, by their files, as a site under `base` shows them.
    pub fn shown_pictures(&self, base: &str) -> Pictures {
        let shown = |(name, bytes): (&String, &Vec<u8>)| {
            let (width, height) = picture_size(bytes)?;
            Some((name.clone(), Picture { src: [base, PICTURES, name].concat(), width, height }))
        };
        self.pictures.iter().filter_map(shown).collect()
    }

    /// Differs whenever the theme, the pages or their files differ.
    pub fn fingerprint(&self) -> String {
        let files = self.theme_files.iter().chain(&self.pictures);
        let hashes: Vec<_> = files.map(|(name, bytes)| (name, fnv::hash(bytes))).collect();
        format!("{:?} {:?} {hashes:?}", self.theme, self.pages)
    }

    /// The addresses of fonts that the first text needs.
    pub fn preloads(&self, base: &str) -> Vec<String> {
        let fonts = self.theme.fonts.iter().filter(|font| font.role == FontRole::Text);
        fonts.map(|font| [base, FOLDER, &font.file].concat()).collect()
    }

    /// Style that comes after that of the app.
    pub fn style(&self, base: &str, branding: &Branding) -> String {
        let mut style = String::new();
        for (is_there, rule) in [
            (self.theme.logo.is_some(), LOGO),
            (!branding.links.is_empty(), LINKS),
            (branding.edit_url.is_some(), EDIT),
            (!branding.pages.is_empty(), PAGES),
        ] {
            style += if is_there { rule } else { "" };
        }
        style += &self.accents();
        for font in &self.theme.fonts {
            let (name, property, others) = match font.role {
                FontRole::Text => ("owners-text", "--serif", "ui-serif, Georgia, serif"),
                FontRole::Labels => ("owners-labels", "--sans", "system-ui, sans-serif"),
                FontRole::Code => ("owners-code", "--mono", "ui-monospace, monospace"),
            };
            // Text that is there does not change its font: it would move.
            style += &format!(
                "@font-face {{ font-family: {name}; src: url(\"{base}{FOLDER}{}\") format(\"woff2\"); font-display: optional; }}\n\
                 :root {{ {property}: {name}, {others}; }}\n",
                font.file
            );
        }
        style + &self.stylesheet(base)
    }

    fn accents(&self) -> String {
        let accents = &self.theme.accents;
        if accents.is_empty() {
            return String::new();
        }
        let named = accents.iter().filter_map(|accent| Some((ACCENTS.get(accent.track)?, accent)));
        let (light, dark): (String, String) = named
            .map(|(name, accent)| {
                (format!(" {name}: {};", accent.light), format!(" {name}: {};", accent.dark))
            })
            .unzip();
        format!(
            ":root {{{light} }}\n\
             @media (prefers-color-scheme: dark) {{ :root:not([data-colours=\"light\"]) {{{dark} }} }}\n\
             @media screen {{ :root[data-colours=\"dark\"] {{{dark} }} }}\n"
        )
    }

    /// The owner's own style. It stands in pages at several depths, so that it names files from the root of the host.
    fn stylesheet(&self, base: &str) -> String {
        let bytes = self.theme.stylesheet.as_ref().and_then(|name| self.theme_files.get(name));
        let Some(bytes) = bytes else { return String::new() };
        let mut style = String::from_utf8_lossy(bytes).into_owned();
        for name in &self.theme.files {
            for quote in ["", "\"", "'"] {
                let [written, found] =
                    ["", &[base, FOLDER].concat()].map(|before| format!("url({quote}{before}{name}{quote})"));
                style = style.replace(&written, &found);
            }
        }
        style + "\n"
    }
}

/// The size of a picture in pixels, whatever its kind.
pub fn picture_size(picture: &[u8]) -> Option<(u32, u32)> {
    if let Ok(size) = imagesize::blob_size(picture) {
        let side = |side: usize| u32::try_from(side).ok().filter(|side| *side > 0);
        return side(size.width).zip(side(size.height));
    }
    // Its units are hundredths of those of an SVG.
    let whole = |side: u32| side.div_ceil(100);
    size(picture).map(|(width, height)| (whole(width), whole(height)))
}

/// The size of a PNG in pixels, or of an SVG in its own units.
pub fn size(picture: &[u8]) -> Option<(u32, u32)> {
    if let Some(header) = picture.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
        return Some((number(8)?, number(12)?)).filter(|(width, height)| *width > 0 && *height > 0);
    }
    let text = std::str::from_utf8(picture).ok()?;
    let (_, svg) = text.split_once("<svg")?;
    let (tag, _) = svg.split_once('>')?;
    let (_, rest) = tag.split_once("viewBox=")?;
    let quote = rest.chars().next()?;
    let (numbers, _) = rest.get(1..)?.split_once(quote)?;
    let numbers: Vec<f64> = numbers
        .split([' ', ',', '\n', '\t'])
        .filter(|number| !number.is_empty())
        .map_while(|number| number.parse().ok())
        .collect();
    // A hundredth of a unit is more than the place of a logo needs.
    let whole = |number: f64| {
        let scaled = (number * 100.0).round();
        (1.0..=1e9).contains(&scaled).then_some(scaled as u32)
    };
    match numbers.as_slice() {
        [_, _, width, height] => Some((whole(*width)?, whole(*height)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_say_their_size() {
        for (picture, expected) in [
            (r#"<svg xmlns="x" viewBox="0 0 32 16"><path/>"#, Some((3200, 1600))),
            ("<?xml version='1.0'?>\n<svg viewBox='0,0,1.5,3'/>", Some((150, 300))),
            ("<svg width='32' height='16'><g viewBox='0 0 1 1'/>", None),
            ("<svg viewBox='0 0 0 16'>", None),
            ("<svg viewBox='0 0 -1 16'>", None),
            ("<svg viewBox=''>", None),
            ("<svg viewBox=", None),
            ("not a picture", None),
            ("", None),
        ] {
            assert_eq!(size(picture.as_bytes()), expected, "{picture}");
        }
        let png = include_bytes!("../../../public/icon-192.png");
        assert_eq!(size(png), Some((192, 192)));
        assert_eq!(size(&png[..20]), None);
    }

    #[test]
    fn nothing_is_added_where_nothing_is_named() {
        let brand = Brand::default();
        assert_eq!(brand.style("/", &Branding::default()), "");
        assert!(brand.files().is_empty() && brand.preloads("/").is_empty() && brand.logo().is_none());
    }
}
