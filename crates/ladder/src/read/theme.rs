//! `[theme]` of `ladder.toml`: the look of the site, and what its owner adds to pages.

use super::manifest::{At, Keys};
use super::source::Report;
use super::suggest::did_you_mean;
use crate::model::branding::{Branding, FILE, FooterLink};
use crate::model::ladder::Track;
use crate::model::text::Href;
use crate::model::theme::{
    Accent, Colour, DARK, Font, FontRole, InvalidColour, LEAST_CONTRAST, LIGHT, MAX_ACCENTS, Theme,
};
use crate::problem;

/// What `[theme]` says.
#[derive(Debug, Default)]
pub(crate) struct DeclaredTheme {
    pub(crate) theme: Theme,
    pub(crate) branding: Branding,
    /// Where each file is named.
    pub(crate) files: Vec<At<String>>,
    /// By the ids of the tracks, which are not known yet.
    accents: Vec<(At<String>, Accent)>,
}

/// Endings of pictures that the pages show, and of fonts that every browser reads.
const PICTURES: [&str; 2] = ["svg", "png"];
const FONTS: [&str; 1] = ["woff2"];
/// Endings of what a stylesheet may name.
pub const FILES: [&str; 7] = ["svg", "png", "webp", "jpg", "jpeg", "avif", "woff2"];

/// Reads it.
pub(crate) fn read(keys: &mut Keys) -> DeclaredTheme {
    let mut read = DeclaredTheme::default();
    let logo = keys.string("logo");
    read.theme.logo = read.file(keys, logo, &PICTURES);
    let favicon = keys.string("favicon");
    read.theme.favicon = read.file(keys, favicon, &["svg"]);
    let icon = keys.string("icon");
    read.theme.icon = read.file(keys, icon, &["png"]);
    let stylesheet = keys.string("stylesheet");
    read.theme.stylesheet = read.file(keys, stylesheet, &["css"]);
    for file in keys.strings("files") {
        let file = read.file(keys, Some(file), &FILES);
        read.theme.files.extend(file);
    }
    if let Some((table, place)) = keys.table("fonts") {
        let mut keys = keys.inner(table, "theme.fonts", place);
        for (key, role) in [("text", FontRole::Text), ("labels", FontRole::Labels), ("code", FontRole::Code)]
        {
            let file = keys.string(key);
            let file = read.file(&mut keys, file, &FONTS);
            read.theme.fonts.extend(file.map(|file| Font { role, file }));
        }
        keys.finish();
    }
    if let Some((table, place)) = keys.table("accents") {
        read.accents(&mut keys.inner(table, "theme.accents", place));
    }
    for (table, place) in keys.tables("links") {
        let mut keys = keys.inner(table, "theme.links", place);
        let title = keys.required_title();
        let url = keys.required("url").and_then(|url| keys.href(url));
        keys.finish();
        read.branding.links.extend(title.zip(url).map(|(title, url)| FooterLink { title: title.value, url }));
    }
    read.branding.edit_url = keys.string("edit_url").and_then(|url| edit_url(keys, url));
    keys.finish();
    read
}

/// The address with which a file is changed, for instance on GitHub.
fn edit_url(keys: &mut Keys, url: At<String>) -> Option<String> {
    if !url.value.contains(FILE) {
        let example =
            format!("end it with `{FILE}`, as in `https://github.com/you/ladder/edit/main/ladder/{FILE}`");
        keys.bad(
            url.place,
            format!("`edit_url` does not say where the name of the file stands: `{FILE}`"),
            example,
        );
        return None;
    }
    let filled = At { value: url.value.replace(FILE, "level.md"), place: url.place };
    keys.href(filled).map(|_| url.value)
}

impl DeclaredTheme {
    /// The path of a file below the ladder's folder.
    fn file(&mut self, keys: &mut Keys, file: Option<At<String>>, endings: &[&str]) -> Option<String> {
        let At { value, place } = file?;
        let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(is_usual);
        if !value.split('/').all(is_plain) {
            let what = format!("`{value}` is not a file in the ladder's folder");
            keys.bad(place, what, "name it as it stands there, in ASCII letters: `brand/logo.svg`");
            return None;
        }
        let ending = value.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !endings.contains(&ending) {
            let known: Vec<_> = endings.iter().map(|ending| format!("`.{ending}`")).collect();
            keys.bad(
                place,
                format!("`{value}` has not the ending that is needed here"),
                format!("use a file that ends in {}", known.join(" or ")),
            );
            return None;
        }
        self.files.push(At { value: value.clone(), place });
        Some(value)
    }

    fn accents(&mut self, keys: &mut Keys) {
        for track in keys.names() {
            if let Some((light, dark)) = colours(keys, &track.value) {
                self.accents.push((track, Accent { track: 0, light, dark }));
            }
        }
    }

    /// Gives each accent its track.
    pub(crate) fn place(&mut self, tracks: &[Track], report: &mut Report) {
        for (track, accent) in std::mem::take(&mut self.accents) {
            let known: Vec<_> = tracks.iter().map(|track| track.id.as_str()).collect();
            match known.iter().position(|id| *id == track.value) {
                None => report
                    .error(
                        problem::UNKNOWN_TRACK,
                        track.place,
                        format!("there is no track `{}`", track.value),
                    )
                    .advise(
                        did_you_mean(&track.value, &known).unwrap_or_else(|| "name one by its id".into()),
                    ),
                Some(at) if at >= MAX_ACCENTS => report
                    .error(
                        problem::BAD_VALUE,
                        track.place,
                        format!("only the first {MAX_ACCENTS} tracks have colours of their own"),
                    )
                    .advise("remove it: the tracks after them take turns"),
                Some(at) => self.theme.accents.push(Accent { track: at, ..accent }),
            }
        }
    }
}

fn is_usual(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.".contains(c)
}

/// The colours of a track by day and by night: both, or one from which the other is made.
fn colours(keys: &mut Keys, track: &str) -> Option<(Colour, Colour)> {
    if let Some(table) = keys.table_of(track) {
        let (table, place) = table;
        let mut keys = keys.inner(table, "theme.accents", place);
        let light = keys.required("light");
        let light = light.and_then(|word| colour(&mut keys, &word, &LIGHT));
        let dark = keys.required("dark");
        let dark = dark.and_then(|word| colour(&mut keys, &word, &DARK));
        keys.finish();
        return light.zip(dark);
    }
    let word = keys.string_of(track)?;
    let light = colour(keys, &word, &LIGHT)?;
    Some((light, light.readable_on(&DARK)))
}

fn colour(keys: &mut Keys, word: &At<String>, backgrounds: &[Colour]) -> Option<Colour> {
    let colour: Colour = match word.value.parse() {
        Ok(colour) => colour,
        Err(error @ InvalidColour(_)) => {
            keys.bad(word.place, error.to_string(), "write it as `#0b5a61`");
            return None;
        }
    };
    let contrast = colour.contrast_on(backgrounds);
    if contrast < LEAST_CONTRAST {
        let what = format!(
            "`{colour}` is hard to read: its contrast with the page is {contrast:.1}, and {LEAST_CONTRAST} is needed"
        );
        let found = keys.report.warning(problem::LOW_CONTRAST, word.place, what);
        found.advise(format!("the nearest colour that can be read is `{}`", colour.readable_on(backgrounds)));
    }
    Some(colour)
}

impl Keys<'_, '_, '_> {
    /// A link that is allowed.
    fn href(&mut self, url: At<String>) -> Option<Href> {
        Href::new(&url.value)
            .map_err(|error| {
                self.bad(url.place, error.to_string(), "write the whole address, beginning with `https://`");
            })
            .ok()
    }
}
