//! `ladder.toml` and level files -> a [`Ladder`]: what they say of one another.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hasher;

use super::manifest::{self, At, DeclaredLevel, Manifest, State};
use super::sheet::{self, LabelFrom, SheetSection, SheetStatement};
use super::source::Source;
use super::suggest::did_you_mean;
use super::{Place, Report, defaults, inline};
use crate::id::{AreaId, LevelId, StatementId, TopicId, TrackId, slug};
use crate::ladder::{Area, Draft, Ladder, Level, LevelKind, Section, Statement, Topic, Track};
use crate::naming::{Fnv, Namer, Words, short_hash};
use crate::problem;
use crate::text::Text;

/// The ladder and what is known beside it.
pub(crate) struct Assembled {
    pub(crate) ladder: Option<Ladder>,
    pub(crate) url: Option<String>,
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

/// Reads the level files and makes a ladder, unless there is an error anywhere. Each level is finished before the
/// next is read, so that only one of them is in memory twice.
pub(crate) fn assemble(manifest: Manifest, sources: &[Source], report: &mut Report) -> Assembled {
    let mut places = Places { ladder: manifest.place, ..Places::default() };
    let mut strict = Report::default();
    if manifest.state == State::Unreadable {
        // What the levels say of themselves can be checked all the same.
        for (file, source) in sources.iter().enumerate().filter(|(_, source)| source.level_stem().is_some()) {
            sheet::read(source, file, report);
        }
        return Assembled { ladder: None, url: None, places, strict };
    }
    let Manifest {
        title,
        summary,
        version,
        language,
        url,
        licence,
        source,
        scale,
        tracks,
        areas,
        levels,
        ..
    } = manifest;
    let lists_levels = !levels.is_empty();
    let tracks = self::tracks(tracks, &mut places, report);
    let slots = slots(levels, sources, lists_levels, report);
    if slots.is_empty() {
        report
            .error(problem::NO_LEVELS, places.ladder, "there is no level")
            .advise("write a file per level, such as `staff-engineer.md`");
    }
    inherits(&slots, report);
    let mut areas = Areas::new(areas, report);
    let mut draft_levels = Vec::with_capacity(slots.len());
    let mut titles = Words::default();
    for slot in slots {
        let Some(file) = slot.file else { continue };
        let Some(sheet) = sources.get(file).and_then(|source| sheet::read(source, file, report)) else {
            continue;
        };
        let (level_title, place) = sheet.title.unwrap_or_default();
        if !level_title.is_empty() && titles.insert(fold(&level_title), ()).is_some() {
            report
                .warning(problem::SAME_TITLE, place, format!("another level is called `{level_title}`, too"))
                .advise("nobody can tell them apart: rename one");
        }
        let track = track(slot.declared.as_ref(), &tracks, report);
        let mut level_places = LevelPlaces {
            entry: slot.declared.as_ref().map(|level| level.place),
            title: place,
            statements: vec![],
        };
        let mut builder = LevelBuilder::new(&slot.id, &mut areas, &mut level_places, report, &mut strict);
        let sections = builder.sections(sheet.sections);
        let declared = slot.declared.map(|level| level.value);
        let Some(track) = track else { continue };
        places.levels.push(level_places);
        let (short, summary, kind) = match &declared {
            Some(level) => (level.short.clone(), level.summary.clone(), level.kind),
            None => (String::new(), String::new(), LevelKind::Rung),
        };
        draft_levels.push(Level {
            id: slot.id,
            track,
            short: if short.is_empty() { level_title.clone().into() } else { short },
            title: level_title.into(),
            summary,
            kind,
            inherits: declared.and_then(|level| LevelId::new(&level.inherits?.value).ok()),
            experience: sheet.experience,
            notes: sheet.notes,
            sections,
        });
    }
    areas.check_use(draft_levels.len(), report);
    let title = title.unwrap_or_else(|| {
        if manifest.state == State::Read {
            report
                .warning(problem::UNTITLED_LADDER, places.ladder, "the ladder has no title")
                .advise("add `title = \"…\"` at the top of ladder.toml");
        }
        match draft_levels.as_slice() {
            [only] => only.title.clone(),
            _ => "Career ladder".into(),
        }
    });
    let scale = match scale {
        Some((scale, at)) => {
            places.scale = at;
            Some(scale)
        }
        None => defaults::scale().ok(),
    };
    places.areas = areas.places();
    let draft = scale.map(|scale| Draft {
        title,
        summary,
        version,
        language: language.unwrap_or_else(|| defaults::LANGUAGE.into()),
        licence,
        source,
        scale,
        tracks,
        areas: areas.list.into_iter().map(|area| area.area).collect(),
        levels: draft_levels,
    });
    let ladder = draft.and_then(|draft| finish(draft, &places, report));
    Assembled { ladder, url, places, strict }
}

/// The last check. Where a draft fails or will not be used, every statement id that is used twice is named.
fn finish(draft: Draft, places: &Places, report: &mut Report) -> Option<Ladder> {
    let checked = if report.errors == 0 {
        Ladder::checked(draft).map_err(|failed| (failed.0, Some(failed.1)))
    } else {
        Err((draft, None))
    };
    let (draft, error) = match checked {
        Ok(ladder) => return Some(ladder),
        Err(failed) => failed,
    };
    let mut seen = HashSet::new();
    for (level, places) in draft.levels.iter().zip(&places.levels) {
        for (statement, place) in level.statements().zip(&places.statements) {
            if !seen.insert(&statement.id) {
                let what = format!("the statement id `{}` is used twice", statement.id);
                report
                    .error(problem::DUPLICATE_STATEMENT, *place, what)
                    .advise("end one of the statements with an id of its own: `{#…}`");
            }
        }
    }
    if let (0, Some(error)) = (report.errors, error) {
        report.error(problem::INVALID_LADDER, places.ladder, error.to_string());
    }
    None
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

/// The levels in their order: as `ladder.toml` lists them, then the others by name.
fn slots(
    levels: Vec<At<DeclaredLevel>>,
    sources: &[Source],
    lists_levels: bool,
    report: &mut Report,
) -> Vec<Slot> {
    let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (file, source) in sources.iter().enumerate() {
        if let Some(stem) = source.level_stem() {
            by_stem.entry(stem).or_default().push(file);
        }
    }
    let mut slots: Vec<Slot> = Vec::with_capacity(levels.len());
    let mut taken = BTreeSet::new();
    let mut missing = Vec::new();
    for level in levels {
        let id = level.value.id.clone();
        if !taken.insert(id.clone()) {
            report
                .error(problem::DUPLICATE_LEVEL, level.place, format!("the level `{id}` is listed twice"))
                .advise("remove one of them, or give it an id and a file of its own");
            continue;
        }
        let file = match by_stem.get_mut(id.as_str()).filter(|files| !files.is_empty()) {
            Some(files) => Some(files.remove(0)),
            None => {
                missing.push((id.clone(), level.place));
                None
            }
        };
        slots.push(Slot { id, declared: Some(level), file });
    }
    by_stem.retain(|_, files| !files.is_empty());
    for (id, place) in missing {
        let stems = by_stem.keys().copied();
        let close = super::suggest::closest(id.as_str(), stems).map(|stem| format!("did you mean `{stem}`?"));
        report
            .error(problem::MISSING_FILE, place, format!("the level `{id}` has no file `{id}.md`"))
            .advise(close.unwrap_or_else(|| "write the file, or remove the level".into()));
    }
    for (stem, files) in by_stem {
        for file in files {
            slots.extend(unlisted_slot(stem, file, lists_levels, &mut taken, report));
        }
    }
    slots
}

fn unlisted_slot(
    stem: &str,
    file: usize,
    lists_levels: bool,
    taken: &mut BTreeSet<LevelId>,
    report: &mut Report,
) -> Option<Slot> {
    let place = Place::whole(file);
    if stem.eq_ignore_ascii_case("readme") {
        report
            .warning(problem::IGNORED_FILE, place, "a README is not read as a level")
            .advise("list it under `[[levels]]` if it is one");
        return None;
    }
    let Some(id) = LevelId::new(stem).ok().or_else(|| LevelId::new(&slug(stem)?).ok()) else {
        report
            .error(problem::BAD_FILE_NAME, place, "no id can be made from the file's name")
            .advise("name it with ASCII letters and digits, such as `staff-engineer.md`");
        return None;
    };
    if !taken.insert(id.clone()) {
        report
            .error(problem::DUPLICATE_LEVEL, place, format!("another file is the level `{id}`, too"))
            .advise("rename one of them");
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
    let mut seen = BTreeSet::new();
    for At { value: track, place } in declared {
        if seen.insert(track.id.clone()) {
            places.tracks.push(place);
            tracks.push(track);
        } else {
            report
                .error(problem::DUPLICATE_TRACK, place, format!("the track id `{}` is used twice", track.id))
                .advise("give each track an id of its own");
        }
    }
    if tracks.is_empty() {
        tracks.extend(defaults::track());
    }
    tracks
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
    let known: Words<&str, usize> =
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

/// A title without what a reader would not count as a difference: case and white space. As a hash of 64 bits, so
/// that looking it up takes no memory; a thousand titles meet by chance once in a trillion ladders.
fn fold(title: &str) -> u64 {
    let mut fnv = Fnv::default();
    for c in title.chars().filter(|c| !c.is_whitespace()) {
        if c.is_ascii() {
            fnv.write_u8(c.to_ascii_lowercase() as u8);
        } else {
            c.to_lowercase().for_each(|c| fnv.write(c.encode_utf8(&mut [0; 4]).as_bytes()));
        }
    }
    fnv.finish()
}

/// The areas and their topics, growing as level files name new ones.
struct Areas {
    list: Vec<AreaEntry>,
    /// By folded title, and by folded id where no title is the same.
    by_name: Words<u64, usize>,
    ids: Words<AreaId, ()>,
    /// By number of the area and folded title, and by folded id where no title is the same.
    topics_by_name: Words<(usize, u64), usize>,
    topics: Words<TopicId, ()>,
    /// Whether `ladder.toml` declares areas: then there are no others.
    closed: bool,
}

struct AreaEntry {
    area: Area,
    places: AreaPlaces,
    /// How many levels speak of it, and where the last one does.
    levels: usize,
    last: Place,
}

impl Areas {
    fn new(declared: Vec<At<manifest::DeclaredArea>>, report: &mut Report) -> Self {
        let mut areas = Self {
            list: Vec::with_capacity(declared.len()),
            by_name: room(AREAS),
            ids: room(AREAS),
            topics_by_name: room(TOPICS),
            topics: room(TOPICS),
            closed: !declared.is_empty(),
        };
        for At { value, place } in declared {
            let manifest::DeclaredArea { id, title, summary, topics } = value;
            if areas.ids.insert(id.clone(), ()).is_some() {
                report
                    .error(problem::DUPLICATE_AREA, place, format!("the area id `{id}` is used twice"))
                    .advise("give each area an id of its own");
                continue;
            }
            if areas.by_name.insert(fold(&title), areas.list.len()).is_some() {
                report
                    .error(problem::DUPLICATE_TITLE, place, format!("another area is called `{title}`, too"))
                    .advise("headings name areas by their title: rename one");
            }
            let area = Area { id, title, summary, topics: Vec::with_capacity(topics.len()) };
            let places = AreaPlaces { place, declared: true, topics: Vec::new() };
            let mut entry = AreaEntry { area, places, levels: 0, last: place };
            let at = areas.list.len();
            for topic in topics {
                areas.declare_topic(at, &mut entry, topic, report);
            }
            for (topic, declared) in entry.area.topics.iter().enumerate() {
                areas.topics_by_name.entry((at, fold(declared.id.as_str()))).or_insert(topic);
            }
            areas.list.push(entry);
        }
        for (at, entry) in areas.list.iter().enumerate() {
            areas.by_name.entry(fold(entry.area.id.as_str())).or_insert(at);
        }
        areas
    }

    fn declare_topic(
        &mut self,
        area: usize,
        entry: &mut AreaEntry,
        topic: At<manifest::DeclaredTopic>,
        report: &mut Report,
    ) {
        let At { value: manifest::DeclaredTopic { id, title, summary }, place } = topic;
        if self.topics.insert(id.clone(), ()).is_some() {
            report
                .error(problem::DUPLICATE_TOPIC, place, format!("the topic id `{id}` is used twice"))
                .advise("topic ids are unique over all areas: rename one");
            return;
        }
        if self.topics_by_name.insert((area, fold(&title)), entry.area.topics.len()).is_some() {
            report
                .error(
                    problem::DUPLICATE_TITLE,
                    place,
                    format!("another topic of the area is called `{title}`, too"),
                )
                .advise("labels name topics by their title: rename one");
        }
        entry.places.topics.push(place);
        entry.area.topics.push(Topic { id, title, summary });
    }

    /// The area of a heading. Where `ladder.toml` declares none, a new heading is a new area.
    fn find(&mut self, title: &str, place: Place, report: &mut Report) -> Option<usize> {
        let name = fold(title);
        if let Some(at) = self.by_name.get(&name) {
            return Some(*at);
        }
        if self.closed {
            let known: Vec<_> = self.list.iter().map(|entry| entry.area.title.as_str()).collect();
            let found =
                report.error(problem::UNKNOWN_AREA, place, format!("ladder.toml declares no area `{title}`"));
            found
                .advise(did_you_mean(title, &known).unwrap_or_else(|| "declare it under `[[areas]]`".into()));
            return None;
        }
        let base = slug(title).unwrap_or_else(|| {
            let made = format!("area-{}", short_hash(title));
            report
                .warning(
                    problem::LABEL_WITHOUT_ID,
                    place,
                    format!("no readable id can be made from `{title}`; `{made}` is used"),
                )
                .advise("declare the area in ladder.toml, with an id");
            made
        });
        let new = |word: &str| AreaId::new(word).ok();
        let id = unused(&base, new, |id| self.ids.insert(id.clone(), ()).is_none())?;
        let at = self.list.len();
        self.by_name.insert(name, at);
        self.list.push(AreaEntry {
            area: Area { id, title: title.into(), summary: String::new(), topics: Vec::new() },
            places: AreaPlaces { place, declared: false, topics: Vec::new() },
            levels: 0,
            last: place,
        });
        Some(at)
    }

    /// The topic of a label, and whether it is new; `None` where no id can be made from it.
    fn topic(&mut self, area: usize, label: &str) -> Option<(TopicId, bool)> {
        let entry = self.list.get_mut(area)?;
        let name = (area, fold(label));
        if let Some(at) = self.topics_by_name.get(&name).copied() {
            return entry
                .area
                .topics
                .get(at)
                .map(|topic| (topic.id.clone(), at >= entry.places.topics.len()));
        }
        let slug = slug(label)?;
        let new = |word: &str| TopicId::new(word).ok();
        let mut take = |id: &TopicId| self.topics.insert(id.clone(), ()).is_none();
        let id = match new(&slug).filter(&mut take) {
            Some(id) => id,
            None => unused(&format!("{}-{slug}", entry.area.id), new, take)?,
        };
        self.topics_by_name.insert(name, entry.area.topics.len());
        entry.area.topics.push(Topic { id: id.clone(), title: label.into(), summary: String::new() });
        Some((id, true))
    }

    /// Warns of areas that hardly any level speaks of.
    fn check_use(&self, levels: usize, report: &mut Report) {
        for entry in &self.list {
            let title = &entry.area.title;
            match entry.levels {
                0 => report
                    .warning(
                        problem::UNUSED_AREA,
                        entry.places.place,
                        format!("no level speaks of the area `{title}`"),
                    )
                    .advise("write statements for it, or remove it"),
                1 if levels > 1 => report
                    .warning(
                        problem::LONE_AREA,
                        entry.last,
                        format!("only this level speaks of the area `{title}`"),
                    )
                    .advise("levels can be compared only in areas that they share"),
                _ => {}
            }
        }
    }

    fn places(&self) -> Vec<AreaPlaces> {
        self.list.iter().map(|entry| entry.places.clone()).collect()
    }
}

/// About as many as most ladders have: maps that begin with room for them need not grow.
const AREAS: usize = 7;
const TOPICS: usize = 28;

fn room<K, V>(expected: usize) -> Words<K, V> {
    Words::with_capacity_and_hasher(expected, Default::default())
}

/// The first of `base`, `base-2`, `base-3`, … that is an id and free. `take` takes it if it is.
fn unused<T>(base: &str, new: impl Fn(&str) -> Option<T>, mut take: impl FnMut(&T) -> bool) -> Option<T> {
    let first = new(base).filter(&mut take);
    first.or_else(|| (2..10_000).find_map(|n| new(&format!("{base}-{n}")).filter(&mut take)))
}

/// Turns the sections of one level file into those of the level.
struct LevelBuilder<'a> {
    namer: Namer<'a>,
    areas: &'a mut Areas,
    places: &'a mut LevelPlaces,
    report: &'a mut Report,
    strict: &'a mut Report,
}

impl<'a> LevelBuilder<'a> {
    fn new(
        level: &'a LevelId,
        areas: &'a mut Areas,
        places: &'a mut LevelPlaces,
        report: &'a mut Report,
        strict: &'a mut Report,
    ) -> Self {
        Self { namer: Namer::new(level), areas, places, report, strict }
    }

    fn sections(&mut self, sheet: Vec<SheetSection<'a>>) -> Vec<Section> {
        // Headings first: an area that comes twice is merged before its statements are named.
        let mut merged: Vec<(usize, SheetSection<'a>)> = Vec::with_capacity(sheet.len());
        let mut at_area: Vec<usize> = Vec::new();
        for section in sheet {
            let Some(area) = self.areas.find(&section.title, section.place, self.report) else { continue };
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

    fn section(&mut self, area: usize, section: SheetSection<'a>) -> Option<Section> {
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
                .advise("write one, `- **Topic:** …`, or remove the heading");
        }
        let mut notes = section.notes;
        let mut statements = Vec::with_capacity(section.statements.len());
        let mut heading = None;
        self.places.statements.reserve(section.statements.len());
        for statement in section.statements {
            statements.extend(self.statement(area, &id, statement, &mut notes, &mut heading));
        }
        Some(Section { area: id, notes, statements })
    }

    fn statement(
        &mut self,
        area: usize,
        area_id: &AreaId,
        statement: SheetStatement<'a>,
        notes: &mut Vec<Text>,
        heading: &mut Option<Cow<'a, str>>,
    ) -> Option<Statement> {
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
                    notes.push(Text::plain(&label));
                    *heading = Some(label);
                }
            }
        }
        let derived = self.namer.next(area_id, topic.as_ref(), &text);
        let id = match id.map(|id| *id) {
            Some((word, at)) => match StatementId::new(&word) {
                Ok(id) => id,
                Err(error) => {
                    let found = self.report.error(problem::BAD_ID, at, error.to_string());
                    found.advise("for instance `{#staff-mentoring}`; write `\\{#` for a brace that is text");
                    return None;
                }
            },
            None => derived,
        };
        self.places.statements.push(place);
        Some(Statement { id, topic, text, children })
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
