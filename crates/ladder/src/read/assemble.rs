//! `ladder.toml` and level files -> a [`Ladder`]: what they say of one another.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::areas::Areas;
use super::ids::Ids;
use super::leads::Guide;
use super::manifest::{At, DeclaredLevel, Manifest, State};
use super::names::folded;
use super::pages::{self, Pages};
use super::sheet::{self, LabelFrom, Sheet, SheetSection, SheetStatement};
use super::source::{Place, Report, Source};
use super::suggest::{closest, did_you_mean};
use super::theme::DeclaredTheme;
use super::unread;
use super::{defaults, inline, shape};
use crate::model::aliases::Alias;
use crate::model::branding::LevelFile;
use crate::model::id::{LevelId, StatementId, TopicId, TrackId, slug};
use crate::model::ladder::{Draft, Ladder, Level, LevelKind, Section, Statement, Track};
use crate::model::naming::Namer;
use crate::model::page::OwnersPage;
use crate::model::text::Text;
use crate::model::theme::Theme;
use crate::problem;

/// The ladder and what is known beside it.
pub(crate) struct Assembled {
    pub(crate) ladder: Option<Ladder>,
    pub(crate) url: Option<String>,
    pub(crate) theme: Theme,
    pub(crate) pages: Vec<OwnersPage>,
    /// The files of the theme and the pictures of pages, and where they are named.
    pub(crate) files: Vec<At<String>>,
    pub(crate) places: Places,
    /// What is wrong only under strict rules.
    pub(crate) strict: Report,
}

/// Where the parts of a ladder stand, in the order of the ladder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) ladder: Place,
    /// The steps of the scale and the answers beside it; empty where the scale is the default one.
    pub(crate) scale: Vec<Place>,
    /// Empty where the track is the default one.
    pub(crate) tracks: Vec<Place>,
    pub(crate) areas: Vec<AreaPlaces>,
    pub(crate) levels: Vec<LevelPlaces>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct AreaPlaces {
    pub(crate) place: Place,
    /// Whether `ladder.toml` declares the area.
    pub(crate) declared: bool,
    /// The topics that `ladder.toml` declares; they come before the others.
    pub(crate) topics: Vec<Place>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct LevelPlaces {
    /// Where `ladder.toml` lists the level.
    pub(crate) entry: Option<Place>,
    pub(crate) title: Place,
    pub(crate) statements: Vec<Place>,
}

/// Reads the level files and makes a ladder, unless there is an error anywhere.
pub(crate) fn assemble(manifest: Manifest, sources: &[Source], report: &mut Report) -> Assembled {
    let mut places = Places { ladder: manifest.place, ..Places::default() };
    if manifest.state == State::Unreadable {
        // What the levels say of themselves can be checked all the same.
        for (file, source) in sources.iter().enumerate() {
            if source.level_stem().is_some_and(|stem| !unread::is_companion(stem)) {
                sheet::read(source, file, report);
            }
        }
        return Assembled {
            ladder: None,
            url: None,
            theme: Theme::default(),
            pages: Vec::new(),
            files: Vec::new(),
            places,
            strict: Report::default(),
        };
    }
    let tracks = tracks(manifest.tracks, &mut places, report);
    let mut theme = manifest.theme;
    theme.place(&tracks, report);
    let slots = slots(manifest.levels, sources, report);
    if slots.is_empty() {
        report
            .error(problem::NO_LEVELS, places.ladder, "there is no level")
            .advise("write a file per level, such as `staff-engineer.md`");
    }
    inherits(&slots, report);
    let level_files = level_files(&slots, sources);
    let renamed = renamed(&slots, report);
    let sheets: Vec<(Slot, Sheet)> =
        slots.into_iter().filter_map(|slot| read_level(slot, sources, report)).collect();
    // Ids are made when all names are known, so that their order has no say in them.
    let mut areas = Areas::new(manifest.areas, report);
    areas.gather(sheets.iter().flat_map(|(_, sheet)| &sheet.sections), report);
    let mut assembly = Assembly {
        tracks,
        areas,
        titles: HashSet::new(),
        places,
        earlier: BTreeMap::new(),
        report,
        strict: Report::default(),
    };
    let levels: Vec<_> = sheets.into_iter().filter_map(|(slot, sheet)| assembly.level(slot, sheet)).collect();
    let Assembly { tracks, areas, mut places, earlier, report, strict, .. } = assembly;
    areas.check_use(levels.len(), report);
    places.areas = areas.places();
    let title = manifest.title.unwrap_or_else(|| title(&levels, manifest.state, places.ladder, report));
    let scale = match manifest.scale {
        Some((scale, at)) => {
            places.scale = at;
            scale.into()
        }
        None => defaults::SCALE.clone(),
    };
    let aliases = areas.aliases(renamed, earlier);
    let areas: Vec<_> = areas.list.into_iter().map(|area| area.area).collect();
    let guide = Guide::new(&manifest.pages, &level_files, &levels, &areas);
    let Pages { pages, links, pictures } = pages::assemble(manifest.pages, sources, &guide, report);
    let DeclaredTheme { theme, mut branding, mut files, .. } = theme;
    files.extend(pictures);
    branding.pages = links;
    if branding.edit_url.is_some() {
        branding.files = other_files(level_files);
    }
    let draft = Draft {
        title,
        summary: manifest.summary,
        version: manifest.version,
        language: manifest.language.unwrap_or_else(|| defaults::LANGUAGE.into()),
        licence: manifest.licence,
        source: manifest.source,
        scale,
        tracks,
        aliases,
        branding,
        areas,
        levels,
    };
    let ladder = finish(draft, &places, report);
    Assembled { ladder, url: manifest.url, theme, pages, files, places, strict }
}

/// The files of the levels.
fn level_files<'f>(slots: &[Slot], sources: &[Source<'f>]) -> Vec<(&'f str, LevelId)> {
    slots.iter().filter_map(|slot| Some((sources.get(slot.file?)?.name, slot.id.clone()))).collect()
}

/// Those that are not named like their level.
fn other_files(files: Vec<(&str, LevelId)>) -> Vec<LevelFile> {
    let files = files.into_iter().filter(|(name, level)| name.strip_suffix(".md") != Some(level.as_str()));
    files.map(|(name, level)| LevelFile { level, file: pages::in_address(name) }).collect()
}

/// The title of a ladder that `ladder.toml` gives none.
fn title(levels: &[Level], manifest: State, place: Place, report: &mut Report) -> String {
    if manifest == State::Read {
        report
            .warning(problem::UNTITLED_LADDER, place, "the ladder has no title")
            .advise("add `title = \"…\"` at the top of ladder.toml");
    }
    match levels {
        [only] => only.title.clone(),
        _ => "Career ladder".into(),
    }
}

/// What is gathered while one level after the other is read.
struct Assembly<'r> {
    tracks: Vec<Track>,
    areas: Areas,
    /// The titles of the levels so far, folded.
    titles: HashSet<String>,
    places: Places,
    /// Ids that statements may have had, each with theirs of today.
    earlier: BTreeMap<String, Vec<StatementId>>,
    report: &'r mut Report,
    strict: Report,
}

/// Reads the file of a level; `None` where a problem has said that there is none or that it cannot be used.
fn read_level(slot: Slot, sources: &[Source], report: &mut Report) -> Option<(Slot, Sheet)> {
    let file = slot.file?;
    let sheet = sheet::read(sources.get(file)?, file, report)?;
    Some((slot, sheet))
}

impl Assembly<'_> {
    fn level(&mut self, slot: Slot, sheet: Sheet) -> Option<Level> {
        let (title, place) = sheet.title.unwrap_or_default();
        if !title.is_empty() && !self.titles.insert(folded(&title)) {
            self.report
                .warning(problem::SAME_TITLE, place, format!("another level is called `{title}`, too"))
                .advise("nobody can tell them apart: rename one");
        }
        if sheet.sections.is_empty() && !title.is_empty() {
            self.report
                .warning(
                    problem::NO_AREAS,
                    place,
                    format!("the level `{title}` has no area, and so asks for nothing"),
                )
                .advise("write one below its title, `## Craft`, with a statement, `- **Code:** …`");
        }
        let track = track(slot.declared.as_ref(), &self.tracks, self.report);
        let entry = slot.declared.as_ref().map(|level| level.place);
        let mut places = LevelPlaces { entry, title: place, statements: vec![] };
        let mut builder = LevelBuilder {
            level: &slot.id,
            namer: Namer::new(&slot.id),
            areas: &mut self.areas,
            places: &mut places,
            earlier: &mut self.earlier,
            report: self.report,
            strict: &mut self.strict,
        };
        let sections = builder.sections(sheet.sections);
        let track = track?;
        self.places.levels.push(places);
        let (short, summary, kind, inherits) = match slot.declared.map(|level| level.value) {
            Some(level) => (level.short, level.summary, level.kind, level.inherits),
            None => (String::new(), String::new(), LevelKind::Rung, None),
        };
        Some(Level {
            id: slot.id,
            track,
            short: if short.is_empty() { title.clone() } else { short },
            title,
            summary,
            kind,
            inherits: inherits.and_then(|below| LevelId::new(&below.value).ok()),
            experience: sheet.experience,
            notes: sheet.notes,
            sections,
        })
    }
}

/// The last check: every statement id that is used twice is named, and what else keeps a draft from being a ladder.
fn finish(draft: Draft, places: &Places, report: &mut Report) -> Option<Ladder> {
    repeated_statements(&draft, places, report);
    // What is wrong may be why a level has no place on the map.
    if report.errors > 0 {
        return None;
    }
    shape::check(&draft, places, report);
    match Ladder::checked(draft) {
        Ok(ladder) => Some(ladder),
        Err(failed) => {
            report.error(problem::INVALID_LADDER, places.ladder, failed.1.to_string());
            None
        }
    }
}

fn repeated_statements(draft: &Draft, places: &Places, report: &mut Report) {
    let mut seen = Ids::default();
    for (level, places) in draft.levels.iter().zip(&places.levels) {
        for (statement, place) in level.statements().zip(&places.statements) {
            if let Err(clash) = seen.take(statement.id.as_str()) {
                report
                    .error(
                        problem::DUPLICATE_STATEMENT,
                        *place,
                        format!("the statement id `{}` {clash}", statement.id),
                    )
                    .advise("end one of the statements with an id of its own: `{#…}`");
            }
        }
    }
}

/// A level to be: listed, written, or both.
struct Slot {
    id: LevelId,
    declared: Option<At<DeclaredLevel>>,
    /// The number of its file.
    file: Option<usize>,
}

impl Slot {
    /// The level that it says it builds on.
    fn inherits(&self) -> Option<&At<String>> {
        self.declared.as_ref()?.value.inherits.as_ref()
    }
}

/// The ids that levels have had, none of which may be that of a level, nor of two.
fn renamed(slots: &[Slot], report: &mut Report) -> Vec<Alias<LevelId>> {
    let mut taken = Ids::default();
    for slot in slots {
        // Those that clash have been named.
        let _ = taken.take(slot.id.as_str());
    }
    let mut aliases = Vec::new();
    for (slot, level) in slots.iter().filter_map(|slot| Some((slot, slot.declared.as_ref()?))) {
        for At { value: was, place } in &level.value.was {
            match taken.take(was.as_str()) {
                Ok(()) => aliases.push(Alias { was: was.clone(), now: vec![slot.id.clone()] }),
                Err(clash) => report
                    .error(problem::DUPLICATE_LEVEL, *place, format!("the earlier level id `{was}` {clash}"))
                    .advise("its page can lead to one level: take it out of `was`"),
            }
        }
    }
    aliases
}

/// The levels in their order: as `ladder.toml` lists them, then the others by name.
fn slots(levels: Vec<At<DeclaredLevel>>, sources: &[Source], report: &mut Report) -> Vec<Slot> {
    let lists_levels = !levels.is_empty();
    // By stem; those of listed levels are taken out.
    let mut files: Vec<(&str, Option<usize>)> = Vec::with_capacity(sources.len());
    files.extend(
        sources.iter().enumerate().filter_map(|(file, source)| Some((source.level_stem()?, Some(file)))),
    );
    files.sort_by_key(|(stem, _)| *stem);
    let mut slots: Vec<Slot> = Vec::with_capacity(files.len().max(levels.len()));
    let mut taken = Ids::default();
    let mut missing = Vec::new();
    // Levels of which a problem tells already: their files are no news.
    let mut named = Ids::default();
    for level in levels {
        let id = level.value.id.clone();
        if let Err(clash) = taken.take(id.as_str()) {
            let _ = named.take(id.as_str());
            report
                .error(problem::DUPLICATE_LEVEL, level.place, format!("the level id `{id}` {clash}"))
                .advise("remove one of them, or give it an id and a file of its own");
            continue;
        }
        let start = files.partition_point(|(stem, _)| *stem < id.as_str());
        let mut same = files.iter_mut().skip(start).take_while(|(stem, _)| *stem == id.as_str());
        let file = same.find_map(|(_, file)| file.take());
        if file.is_none() {
            missing.push((id.clone(), level.place));
        }
        slots.push(Slot { id, declared: Some(level), file });
    }
    for (id, place) in missing {
        let _ = named.take(id.as_str());
        let stems = files.iter().filter(|(_, file)| file.is_some()).map(|(stem, _)| *stem);
        let unread = sources
            .iter()
            .filter(|source| !source.is_page)
            .map(|source| source.name)
            .find(|name| unread::may_be_level(name, id.as_str()));
        let is_page = sources
            .iter()
            .any(|source| source.is_page && source.name.strip_suffix(".md") == Some(id.as_str()));
        let advice = match unread {
            _ if is_page => {
                Some(format!("`[pages]` makes a page of `{id}.md`: take it out there, or remove the level"))
            }
            Some(name) => Some(format!("there is a file `{name}`: name it `{id}.md`")),
            None => closest(id.as_str(), stems).map(|stem| format!("did you mean `{stem}`?")),
        };
        report
            .error(problem::MISSING_FILE, place, format!("the level `{id}` has no file `{id}.md`"))
            .advise(advice.unwrap_or_else(|| "write the file, or remove the level".into()));
    }
    for (stem, file) in files {
        let is_named = named.has(stem);
        let file = file.filter(|_| !is_named);
        slots.extend(file.and_then(|file| unlisted_slot(stem, file, lists_levels, &mut taken, report)));
    }
    slots
}

fn unlisted_slot(
    stem: &str,
    file: usize,
    lists_levels: bool,
    taken: &mut Ids,
    report: &mut Report,
) -> Option<Slot> {
    let place = Place::whole(file);
    if unread::is_companion(stem) {
        return None;
    }
    let Some(id) = LevelId::new(stem).ok().or_else(|| LevelId::new(&slug(stem)?).ok()) else {
        report
            .error(problem::BAD_FILE_NAME, place, "no id can be made from the file's name")
            .advise("name it with ASCII letters and digits, such as `staff-engineer.md`");
        return None;
    };
    if let Err(clash) = taken.take(id.as_str()) {
        report
            .error(problem::DUPLICATE_LEVEL, place, format!("the level id `{id}` of this file {clash}"))
            .advise("rename one of the files");
        return None;
    }
    if lists_levels {
        report
            .warning(
                problem::UNLISTED_LEVEL,
                place,
                format!("ladder.toml does not list `{id}`; it stands last, on the first track"),
            )
            .advise(format!("add `[[levels]]` with `id = \"{id}\"`"));
    }
    Some(Slot { id, declared: None, file: Some(file) })
}

fn tracks(declared: Vec<At<Track>>, places: &mut Places, report: &mut Report) -> Vec<Track> {
    let mut tracks = Vec::with_capacity(declared.len());
    let mut seen = Ids::default();
    for At { value: track, place } in declared {
        match seen.take(track.id.as_str()) {
            Ok(()) => {
                places.tracks.push(place);
                tracks.push(track);
            }
            Err(clash) => report
                .error(problem::DUPLICATE_TRACK, place, format!("the track id `{}` {clash}", track.id))
                .advise("give each track an id of its own"),
        }
    }
    if tracks.is_empty() { vec![defaults::track()] } else { tracks }
}

/// The track of a level; the first where none is named and there is no choice.
fn track(level: Option<&At<DeclaredLevel>>, tracks: &[Track], report: &mut Report) -> Option<TrackId> {
    let first = || tracks.first().map(|track| track.id.clone());
    let Some(level) = level else { return first() };
    let known: Vec<_> = tracks.iter().map(|track| track.id.as_str()).collect();
    match &level.value.track {
        Some(name) => {
            let found = tracks.iter().find(|track| track.id.as_str() == name.value);
            if found.is_none() {
                let problem = report.error(
                    problem::UNKNOWN_TRACK,
                    name.place,
                    format!("there is no track `{}`", name.value),
                );
                problem.advise(
                    did_you_mean(&name.value, &known)
                        .unwrap_or_else(|| "declare it under `[[tracks]]`".into()),
                );
            }
            found.map(|track| track.id.clone())
        }
        None if tracks.len() > 1 => {
            let what = format!("the level `{}` names no `track`", level.value.id);
            let problem = report.error(problem::MISSING_KEY, level.place, what);
            problem.advise(format!("add `track = \"{}\"`, or another", known.first().unwrap_or(&"…")));
            None
        }
        None => first(),
    }
}

/// Checks that levels build on levels, and never on themselves.
fn inherits(slots: &[Slot], report: &mut Report) {
    if slots.iter().all(|slot| slot.inherits().is_none()) {
        return;
    }
    let known: HashMap<&str, usize> =
        slots.iter().enumerate().map(|(at, slot)| (slot.id.as_str(), at)).collect();
    let names: Vec<_> = slots.iter().map(|slot| slot.id.as_str()).collect();
    let below: Vec<Option<usize>> = slots
        .iter()
        .map(|slot| {
            let name = slot.inherits()?;
            let found = known.get(name.value.as_str()).copied();
            if found.is_none() {
                let problem = report.error(
                    problem::UNKNOWN_LEVEL,
                    name.place,
                    format!("there is no level `{}`", name.value),
                );
                if let Some(advice) = did_you_mean(&name.value, &names) {
                    problem.advise(advice);
                }
            }
            found
        })
        .collect();
    // Each level is walked over once: a walk that meets its own steps has found a cycle.
    let mut walk_of = vec![usize::MAX; slots.len()];
    for start in 0..slots.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next {
            let Some(walk) = walk_of.get_mut(at) else { break };
            if *walk == start {
                cycle(slots, &path, at, report);
                break;
            }
            if *walk != usize::MAX {
                break;
            }
            *walk = start;
            path.push(at);
            next = below.get(at).copied().flatten();
        }
    }
}

fn cycle(slots: &[Slot], path: &[usize], first: usize, report: &mut Report) {
    let ring = path.iter().skip_while(|at| **at != first).chain([&first]);
    let names: Vec<_> = ring.filter_map(|at| slots.get(*at)).map(|slot| slot.id.as_str()).collect();
    let name = slots.get(first).and_then(Slot::inherits);
    let Some(place) = name.map(|name| name.place) else { return };
    // A ring of thousands is no longer worth reading.
    let chain = match names.as_slice() {
        [head @ .., last] if names.len() > 20 => {
            format!("{} → … → {last}", head.get(..18).unwrap_or_default().join(" → "))
        }
        names => names.join(" → "),
    };
    report
        .error(problem::INHERITS_CYCLE, place, format!("a level inherits from itself: {chain}"))
        .advise("remove one `inherits` of the chain");
}

/// Turns the sections of one level file into those of the level.
struct LevelBuilder<'a> {
    level: &'a LevelId,
    namer: Namer<'a>,
    areas: &'a mut Areas,
    places: &'a mut LevelPlaces,
    earlier: &'a mut BTreeMap<String, Vec<StatementId>>,
    report: &'a mut Report,
    strict: &'a mut Report,
}

impl LevelBuilder<'_> {
    fn sections(&mut self, sheet: Vec<SheetSection>) -> Vec<Section> {
        // Headings first: an area that comes twice is merged before its statements are named.
        let mut merged: Vec<(usize, SheetSection)> = Vec::with_capacity(sheet.len());
        let mut at_area: Vec<usize> = Vec::new();
        for section in sheet {
            let Some(area) = self.areas.find(&section.title) else { continue };
            if at_area.len() <= area {
                at_area.resize(self.areas.list.len(), usize::MAX);
            }
            match at_area.get(area).and_then(|at| merged.get_mut(*at)) {
                Some((_, first)) => {
                    self.report
                        .warning(
                            problem::REPEATED_AREA,
                            section.place,
                            format!("the area `{}` comes twice; both are kept as one", section.title),
                        )
                        .advise("move the statements under the first heading");
                    first.notes.extend(section.notes);
                    first.statements.extend(section.statements);
                }
                None => {
                    if let Some(at) = at_area.get_mut(area) {
                        *at = merged.len();
                    }
                    merged.push((area, section));
                }
            }
        }
        merged.into_iter().filter_map(|(area, section)| self.section(area, section)).collect()
    }

    fn section(&mut self, area: usize, section: SheetSection) -> Option<Section> {
        let entry = self.areas.list.get_mut(area)?;
        entry.levels += 1;
        entry.last = section.place;
        let id = entry.area.id.clone();
        if section.statements.is_empty() {
            self.report
                .warning(
                    problem::EMPTY_AREA,
                    section.place,
                    format!("the area `{}` has no statement", section.title),
                )
                .advise(match section.notes.is_empty() {
                    true => "write one, `- **Topic:** …`, or remove the heading",
                    false => "begin each paragraph that is one with `- `, as in `- **Topic:** …`",
                });
        }
        let mut written = Section { area: id, notes: section.notes, statements: vec![] };
        let mut heading = None;
        for statement in section.statements {
            self.statement(area, statement, &mut written, &mut heading);
        }
        Some(written)
    }

    /// Adds a statement to its section, or the heading above it as a note.
    fn statement(
        &mut self,
        area: usize,
        statement: SheetStatement,
        section: &mut Section,
        heading: &mut Option<String>,
    ) {
        let SheetStatement { place, label, id, mut text, children } = statement;
        let mut topic = None;
        if let Some((label, from)) = label {
            match self.areas.topic(area, &label) {
                Some((id, new)) => {
                    if new {
                        self.unknown_topic(area, &label, place);
                    }
                    topic = Some(id);
                }
                None if from == LabelFrom::Bullet => {
                    self.without_id(&label, place, "it is kept as bold text");
                    text = inline::restore_label(&label, text);
                }
                None if heading.as_ref() == Some(&label) => {}
                None => {
                    self.without_id(&label, place, "it is kept as a note");
                    section.notes.push(Text::plain(&label));
                    *heading = Some(label);
                }
            }
        }
        let derived = self.namer.next(&section.area, topic.as_ref(), &text);
        let id = match id {
            Some((word, at)) => match StatementId::new(&word) {
                Ok(id) => id,
                Err(error) => {
                    let found = self.report.error(problem::BAD_ID, at, error.to_string());
                    found.advise("for instance `{#staff-mentoring}`; write `\\{#` for a brace that is text");
                    return;
                }
            },
            None => {
                self.earlier(area, topic.as_ref(), &derived);
                derived
            }
        };
        self.places.statements.push(place);
        section.statements.push(Statement { id, topic, text, children });
    }

    /// Keeps the ids that earlier versions may have given a statement.
    fn earlier(&mut self, area: usize, topic: Option<&TopicId>, id: &StatementId) {
        let (now, before) = self.areas.before(area, topic);
        let level = self.level.as_str();
        let Some(rest) = id.as_str().strip_prefix(&format!("{level}.{now}")) else { return };
        for before in before {
            self.earlier.entry(format!("{level}.{before}{rest}")).or_default().push(id.clone());
        }
    }

    fn without_id(&mut self, label: &str, place: Place, outcome: &str) {
        self.report
            .warning(problem::LABEL_WITHOUT_ID, place, format!("no id can be made from `{label}`; {outcome}"))
            .advise("declare the topic in ladder.toml, with an id");
    }

    /// Under strict rules a topic is declared where its area has declared topics.
    fn unknown_topic(&mut self, area: usize, label: &str, place: Place) {
        let Some(entry) = self.areas.list.get(area) else { return };
        let declared = entry.places.topics.len();
        if declared == 0 {
            return;
        }
        let known: Vec<_> =
            entry.area.topics.iter().take(declared).map(|topic| topic.title.as_str()).collect();
        let title = &entry.area.title;
        let what = format!("ladder.toml declares no topic `{label}` in the area `{title}`");
        let found = self.strict.warning(problem::UNKNOWN_TOPIC, place, what);
        found.advise(
            did_you_mean(label, &known).unwrap_or_else(|| "declare it under `[[areas.topics]]`".into()),
        );
    }
}
