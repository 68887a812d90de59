//! `ladder.toml` as it stands: what it says and where, as yet without the level files.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ids::Ids;
use super::inline::one_line;
use super::made_ids::readable;
use super::pages::{self, DeclaredPage};
use super::source::{Place, Report, Source};
use super::suggest::did_you_mean;
use super::theme::{self, DeclaredTheme};
use crate::folder::MANIFEST;
use crate::model::id::{AreaId, InvalidId, LevelId, RatingId, TopicId, TrackId, slug};
use crate::model::ladder::{Credit, LevelKind, Rating, Scale, Track};
use crate::model::text::Href;
use crate::problem;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}

/// What `ladder.toml` says.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// Its number among the files, and the place that stands for all of it.
    pub(crate) place: Place,
    pub(crate) state: State,
    pub(crate) title: Option<String>,
    pub(crate) summary: String,
    pub(crate) version: String,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) licence: Option<Credit>,
    pub(crate) source: Option<Credit>,
    pub(crate) scale: Option<(Scale, Vec<Place>)>,
    pub(crate) tracks: Vec<At<Track>>,
    pub(crate) areas: Vec<At<DeclaredArea>>,
    pub(crate) levels: Vec<At<DeclaredLevel>>,
    pub(crate) theme: DeclaredTheme,
    /// The folders of several ladders, where it names any.
    pub(crate) ladders: Option<Vec<At<String>>>,
    pub(crate) pages: Vec<DeclaredPage>,
}

/// How much of `ladder.toml` there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// There is none.
    #[default]
    Missing,
    /// It cannot be read: what depends on it cannot be checked.
    Unreadable,
    /// It has been read.
    Read,
}

#[derive(Clone, Debug)]
pub(crate) struct DeclaredArea {
    pub(crate) id: AreaId,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) topics: Vec<At<DeclaredTopic>>,
}

#[derive(Clone, Debug)]
pub(crate) struct DeclaredTopic {
    pub(crate) id: TopicId,
    pub(crate) title: String,
    pub(crate) summary: String,
}

#[derive(Clone, Debug)]
pub(crate) struct DeclaredLevel {
    pub(crate) id: LevelId,
    pub(crate) track: Option<At<String>>,
    pub(crate) short: String,
    pub(crate) summary: String,
    pub(crate) inherits: Option<At<String>>,
    pub(crate) kind: LevelKind,
    /// The ids that it has had.
    pub(crate) was: Vec<At<LevelId>>,
}

/// Reads the first `ladder.toml` of `sources`; where there is none, an empty one is added to them, so that
/// problems can name it.
pub(crate) fn read(sources: &mut Vec<Source>, report: &mut Report) -> Manifest {
    let Some(file) = sources.iter().position(Source::is_manifest) else {
        let place = Place::whole(sources.len());
        sources.push(Source::unread(MANIFEST));
        report
            .warning(
                problem::NO_MANIFEST,
                place,
                "there is no ladder.toml; the levels stand in the order of their names",
            )
            .advise("write one to name the ladder, and the order of its tracks, levels and areas");
        return Manifest { place, ..Manifest::default() };
    };
    let place = Place::whole(file);
    let mut manifest = Manifest { place, state: State::Unreadable, ..Manifest::default() };
    let Some(source) = sources.get(file).filter(|source| source.readable) else { return manifest };
    let (body, base) = source.body();
    let (document, errors) = DeTable::parse_recoverable(body);
    let at = |span: Range<usize>| Place::new(file, base + span.start, base + span.end);
    for error in &errors {
        let place = error.span().map_or(place, at);
        report.error(problem::TOML_SYNTAX, place, error.message().trim_end_matches('.').to_owned());
    }
    if errors.is_empty() {
        manifest.state = State::Read;
        manifest.fill(document.get_ref(), Context { file, base }, report);
    }
    manifest
}

/// Where a table stands.
#[derive(Clone, Copy)]
struct Context {
    file: usize,
    base: usize,
}

impl Context {
    fn at(self, span: Range<usize>) -> Place {
        Place::new(self.file, self.base + span.start, self.base + span.end)
    }
}

impl Manifest {
    fn fill(&mut self, table: &DeTable, context: Context, report: &mut Report) {
        let mut keys = Keys::new(table, "ladder.toml", self.place, context, report);
        self.title = keys.title("title").map(|title| title.value);
        self.summary = keys.text("summary");
        self.version = keys.text("version");
        self.language = keys.string("language").and_then(|language| {
            let fits = is_language(&language.value);
            if !fits {
                keys.bad(
                    language.place,
                    format!("`{}` is not a language tag", language.value),
                    "use a BCP 47 tag such as `en`, `de` or `pt-BR`",
                );
            }
            fits.then_some(language.value)
        });
        self.url = keys.string("url").and_then(|url| {
            let fits = is_site(&url.value);
            if !fits {
                keys.bad(
                    url.place,
                    format!("`{}` is not the address of a site", url.value),
                    "write it in full, without query and fragment: `https://example.org/ladder/`",
                );
            }
            fits.then_some(url.value)
        });
        self.licence = keys.table("licence").and_then(|(table, place)| keys.credit(table, place, "licence"));
        self.source = keys.table("source").and_then(|(table, place)| keys.credit(table, place, "source"));
        self.scale =
            keys.table("scale").and_then(|(table, place)| scale(&mut keys.inner(table, "scale", place)));
        for (table, place) in keys.tables("tracks") {
            let mut keys = keys.inner(table, "tracks", place);
            let title = keys.required_title();
            let id = keys.id("id", title.as_ref(), TrackId::new, slug);
            let summary = keys.text("summary");
            keys.finish();
            if let (Some(id), Some(title)) = (id, title) {
                let track = Track { id: id.value, title: title.value, summary };
                self.tracks.push(At { value: track, place: id.place });
            }
        }
        for (table, place) in keys.tables("areas") {
            self.areas.extend(area(&mut keys.inner(table, "areas", place)));
        }
        for (table, place) in keys.tables("levels") {
            self.levels.extend(level(&mut keys.inner(table, "levels", place)));
        }
        self.ladders = table.contains_key("ladders").then(|| keys.strings("ladders"));
        if let Some((table, place)) = keys.table("theme") {
            self.theme = theme::read(&mut keys.inner(table, "theme", place));
        }
        if let Some((table, place)) = keys.table("pages") {
            self.pages = pages::read(&mut keys.inner(table, "pages", place));
        }
        keys.finish();
    }
}

fn scale(keys: &mut Keys) -> Option<(Scale, Vec<Place>)> {
    let met = keys.required("met");
    let mut places = Vec::new();
    let mut ratings = |keys: &mut Keys, key: &'static str, context: &'static str| -> Vec<Rating> {
        let mut ratings = Vec::new();
        for (table, place) in keys.tables(key) {
            let mut keys = keys.inner(table, context, place);
            let title = keys.required_title();
            let id = keys.id("id", title.as_ref(), RatingId::new, slug);
            let summary = keys.text("summary");
            keys.finish();
            if let (Some(id), Some(title)) = (id, title) {
                places.push(id.place);
                ratings.push(Rating { id: id.value, title: title.value, summary });
            }
        }
        ratings
    };
    let steps = ratings(keys, "steps", "scale.steps");
    let beside = ratings(keys, "beside", "scale.beside");
    keys.finish();
    let mut seen = Ids::default();
    for (rating, place) in steps.iter().chain(&beside).zip(&places) {
        if let Err(clash) = seen.take(rating.id.as_str()) {
            keys.report
                .error(problem::DUPLICATE_RATING, *place, format!("the rating id `{}` {clash}", rating.id))
                .advise("give each answer an id of its own");
        }
    }
    let met = met?;
    let Some(step) = steps.iter().find(|step| step.id.as_str() == met.value) else {
        let known: Vec<_> = steps.iter().map(|step| step.id.as_str()).collect();
        let advice = did_you_mean(&met.value, &known);
        let what = format!("`{}` is not a step of the scale", met.value);
        let found = keys.report.error(problem::UNKNOWN_RATING, met.place, what);
        found.advise(advice.unwrap_or_else(|| "name the first step that counts as met".into()));
        return None;
    };
    Some((Scale { met: step.id.clone(), steps, beside }, places))
}

fn area(keys: &mut Keys) -> Option<At<DeclaredArea>> {
    let title = keys.required_title();
    let id = keys.id("id", title.as_ref(), AreaId::new, readable);
    let summary = keys.text("summary");
    let mut topics = Vec::new();
    for (table, place) in keys.tables("topics") {
        let mut keys = keys.inner(table, "areas.topics", place);
        let title = keys.required_title();
        let id = keys.id("id", title.as_ref(), TopicId::new, readable);
        let summary = keys.text("summary");
        keys.finish();
        if let (Some(id), Some(title)) = (id, title) {
            let topic = DeclaredTopic { id: id.value, title: title.value, summary };
            topics.push(At { value: topic, place: id.place });
        }
    }
    keys.finish();
    let (id, title) = (id?, title?);
    Some(At { value: DeclaredArea { id: id.value, title: title.value, summary, topics }, place: id.place })
}

fn level(keys: &mut Keys) -> Option<At<DeclaredLevel>> {
    let id = keys.id("id", None, LevelId::new, slug);
    let track = keys.string("track");
    let short = keys.title("short").map(|short| short.value).unwrap_or_default();
    let summary = keys.text("summary");
    let inherits = keys.string("inherits");
    let kind = keys.string("kind").map(|kind| match kind.value.as_str() {
        "rung" => LevelKind::Rung,
        "variant" => LevelKind::Variant,
        other => {
            let what = format!("`{other}` is not a kind of level");
            let advice = did_you_mean(other, &["rung", "variant"]).unwrap_or_default();
            keys.bad(kind.place, what, advice);
            LevelKind::Rung
        }
    });
    let was = keys.strings("was").into_iter().filter_map(|word| keys.valid(word, LevelId::new)).collect();
    keys.finish();
    let id = id?;
    let kind = kind.unwrap_or_default();
    let level = DeclaredLevel { id: id.value, track, short, summary, inherits, kind, was };
    Some(At { value: level, place: id.place })
}

/// Whether `tag` has the shape of a BCP 47 language tag (RFC 5646, section 2.1, without its registry).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether `url` is absolute, https, and names a place to which paths can be added.
fn is_site(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    Href::new(url).is_ok()
        && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !url.contains(['?', '#', '"', '<', '>', '\\'])
}

type Entry<'t, 'i> = &'t Spanned<DeValue<'i>>;

/// The keys of a table, taken one by one; what is left at the end is unknown.
pub(crate) struct Keys<'t, 'i, 'r> {
    table: &'t DeTable<'i>,
    name: &'static str,
    place: Place,
    context: Context,
    taken: Vec<&'static str>,
    pub(crate) report: &'r mut Report,
}

impl<'t, 'i, 'r> Keys<'t, 'i, 'r> {
    fn new(
        table: &'t DeTable<'i>,
        name: &'static str,
        place: Place,
        context: Context,
        report: &'r mut Report,
    ) -> Self {
        Self { table, name, place, context, taken: Vec::new(), report }
    }

    pub(crate) fn inner<'u>(
        &'u mut self,
        table: &'t DeTable<'i>,
        name: &'static str,
        place: Place,
    ) -> Keys<'t, 'i, 'u> {
        Keys::new(table, name, place, self.context, self.report)
    }

    /// The names in a table whose keys are ids.
    pub(crate) fn names(&self) -> Vec<At<String>> {
        let mut keys: Vec<_> = self.table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        let name = |key: &Spanned<Cow<'i, str>>| At {
            value: key.get_ref().to_string(),
            place: self.context.at(key.span()),
        };
        keys.into_iter().map(name).collect()
    }

    /// The table that has such a name; none where something else has.
    pub(crate) fn table_of(&self, name: &str) -> Option<(&'t DeTable<'i>, Place)> {
        let entry = self.table.get(name)?;
        Some((entry.get_ref().as_table()?, self.context.at(entry.span())))
    }

    /// The string that has such a name.
    pub(crate) fn string_of(&mut self, name: &str) -> Option<At<String>> {
        let entry = self.table.get(name)?;
        let string = entry.get_ref().as_str();
        if string.is_none() {
            self.wrong_type(name, entry, "a string or a table");
        }
        Some(At { value: string?.to_owned(), place: self.context.at(entry.span()) })
    }

    fn take(&mut self, key: &'static str) -> Option<Entry<'t, 'i>> {
        self.taken.push(key);
        self.table.get(key)
    }

    fn wrong_type(&mut self, key: &str, entry: Entry, wanted: &str) {
        let what = format!("`{key}` takes {wanted}, not {}", article(entry.get_ref().type_str()));
        self.report.error(problem::WRONG_TYPE, self.context.at(entry.span()), what);
    }

    pub(crate) fn bad(&mut self, place: Place, what: String, advice: impl Into<Cow<'static, str>>) {
        self.report.error(problem::BAD_VALUE, place, what).advise(advice);
    }

    pub(crate) fn string(&mut self, key: &'static str) -> Option<At<String>> {
        let entry = self.take(key)?;
        match entry.get_ref().as_str() {
            Some(value) => Some(At { value: value.into(), place: self.context.at(entry.span()) }),
            None => {
                self.wrong_type(key, entry, "a string");
                None
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let wanted = "a list of strings, such as `[\"…\"]`";
        let Some(array) = entry.get_ref().as_array() else {
            self.wrong_type(key, entry, wanted);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for entry in array.iter() {
            match entry.get_ref().as_str() {
                Some(value) => strings.push(At { value: value.into(), place: self.context.at(entry.span()) }),
                None => self.wrong_type(key, entry, wanted),
            }
        }
        strings
    }

    fn text(&mut self, key: &'static str) -> String {
        self.string(key).map(|text| text.value).unwrap_or_default()
    }

    /// A string on one line that is not empty.
    pub(crate) fn title(&mut self, key: &'static str) -> Option<At<String>> {
        let At { value, place } = self.string(key)?;
        let value = one_line(&value);
        if value.is_empty() {
            self.bad(place, format!("`{key}` is empty"), "give it some words, or leave it out");
            return None;
        }
        Some(At { value, place })
    }

    fn missing(&mut self, key: &str) {
        let what = format!("`{key}` is missing in `{}`", self.name);
        self.report.error(problem::MISSING_KEY, self.place, what).advise(format!("add `{key} = \"…\"`"));
    }

    pub(crate) fn required(&mut self, key: &'static str) -> Option<At<String>> {
        if !self.table.contains_key(key) {
            self.missing(key);
        }
        self.string(key)
    }

    pub(crate) fn required_title(&mut self) -> Option<At<String>> {
        if !self.table.contains_key("title") {
            self.missing("title");
        }
        self.title("title")
    }

    /// The id, or one made from the title.
    fn id<T>(
        &mut self,
        key: &'static str,
        title: Option<&At<String>>,
        new: impl Fn(&str) -> Result<T, InvalidId>,
        make: impl Fn(&str) -> Option<String>,
    ) -> Option<At<T>> {
        let Some(word) = self.string(key) else {
            let made = title.and_then(|title| new(&make(&title.value)?).ok());
            if made.is_none() && !self.table.contains_key(key) {
                self.missing(key);
            }
            return made.map(|value| At { value, place: self.place });
        };
        self.valid(word, new)
    }

    /// The id that a word is.
    pub(crate) fn valid<T>(
        &mut self,
        word: At<String>,
        new: impl Fn(&str) -> Result<T, InvalidId>,
    ) -> Option<At<T>> {
        match new(&word.value) {
            Ok(value) => Some(At { value, place: word.place }),
            Err(error) => {
                let found = self.report.error(problem::BAD_ID, word.place, error.to_string());
                if let Some(word) = readable(&word.value) {
                    found.advise(format!("for instance `{word}`"));
                }
                None
            }
        }
    }

    pub(crate) fn table(&mut self, key: &'static str) -> Option<(&'t DeTable<'i>, Place)> {
        let entry = self.take(key)?;
        let table = entry.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, entry, &format!("a table, `[{key}]`"));
        }
        Some((table?, self.context.at(entry.span())))
    }

    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<(&'t DeTable<'i>, Place)> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let wanted = "an array of tables";
        let Some(array) = entry.get_ref().as_array() else {
            self.wrong_type(key, entry, wanted);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in array.iter() {
            match entry.get_ref().as_table() {
                Some(table) => tables.push((table, self.context.at(entry.span()))),
                None => self.wrong_type(key, entry, wanted),
            }
        }
        tables
    }

    fn credit(&mut self, table: &'t DeTable<'i>, place: Place, name: &'static str) -> Option<Credit> {
        let mut keys = self.inner(table, name, place);
        let name = keys.required("name");
        let url = keys.string("url").and_then(|url| match Href::new(&url.value) {
            Ok(href) => Some(href),
            Err(error) => {
                keys.bad(url.place, error.to_string(), "write the whole address, beginning with `https://`");
                None
            }
        });
        keys.finish();
        Some(Credit { name: name?.value, url })
    }

    /// Names the keys that nothing has taken.
    pub(crate) fn finish(&mut self) {
        let mut unknown: Vec<_> =
            self.table.keys().filter(|key| !self.taken.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let word = key.get_ref();
            let what = format!("`{word}` is not a key of `{}`", self.name);
            let found = self.report.error(problem::UNKNOWN_KEY, self.context.at(key.span()), what);
            let advice = match (self.name, word.as_ref()) {
                ("levels", "title") => Some("a level's title is the `#` heading of its file".to_owned()),
                _ => did_you_mean(word, &self.taken),
            };
            if let Some(advice) = advice {
                found.advise(advice);
            }
        }
    }
}

fn article(kind: &str) -> String {
    match kind {
        "array" | "integer" | "inline table" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_languages_are_checked_by_shape() {
        for (url, expected) in [
            ("https://example.org", true),
            ("https://example.org/ladder/", true),
            ("http://example.org", false),
            ("https://", false),
            ("https:///x", false),
            ("https://example.org/?a", false),
            ("example.org", false),
        ] {
            assert_eq!(is_site(url), expected, "{url}");
        }
        for (tag, expected) in
            [("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("e", false), ("en_GB", false), ("", false)]
        {
            assert_eq!(is_language(tag), expected, "{tag}");
        }
    }
}
