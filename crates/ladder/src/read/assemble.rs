//! `ladder.toml` and level files -> a [`Ladder`]: what they say of one another.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::manifest::{self, At, DeclaredLevel, Manifest, State};
use super::sheet::{self, LabelFrom, SheetSection, SheetStatement};
use super::source::{Place, Report, Source};
use super::suggest::did_you_mean;
use super::{defaults, inline};
use crate::model::id::{AreaId, InvalidId, LevelId, StatementId, TopicId, TrackId, slug};
use crate::model::ladder::{Area, Draft, Ladder, Level, LevelKind, Section, Statement, Topic, Track};
use crate::model::naming::{Namer, short_hash};
use crate::model::text::Text;
use crate::problem;

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
    if manifest.state == State::Unreadable {
        // What the levels say of themselves can be checked all the same.
        for (file, source) in sources.iter().enumerate().filter(|(_, source)| source.level_stem().is_some()) {
            sheet::read(source, file, report);
        }
        return Assembled { ladder: None, url: None, places, strict: Report::default() };
    }
    let tracks = tracks(manifest.tracks, &mut places, report);
    let slots = slots(manifest.levels, sources, report);
    if slots.is_empty() {
        report
            .error(problem::NO_LEVELS, places.ladder, "there is no level")
            .advise("write a file per level, such as `staff-engineer.md`");
    }
    inherits(&slots, report);
    let areas = Areas::new(manifest.areas, report);
    let mut assembly =
        Assembly { tracks, areas, titles: HashSet::new(), places, report, strict: Report::default() };
    let levels: Vec<_> = slots.into_iter().filter_map(|slot| assembly.level(slot, sources)).collect();
    let Assembly { tracks, areas, mut places, report, strict, .. } = assembly;
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
    let draft = Draft {
        title,
        summary: manifest.summary,
        version: manifest.version,
        language: manifest.language.unwrap_or_else(|| defaults::LANGUAGE.into()),
        licence: manifest.licence,
        source: manifest.source,
        scale,
        tracks,
        areas: areas.list.into_iter().map(|area| area.area).collect(),
        levels,
    };
    let ladder = finish(draft, &places, report);
    Assembled { ladder, url: manifest.url, places, strict }
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
    report: &'r mut Report,
    strict: Report,
}

impl Assembly<'_> {
    /// Reads the file of a level; `None` where a problem has said that there is none or that it cannot be used.
    fn level(&mut self, slot: Slot, sources: &[Source]) -> Option<Level> {
        let file = slot.file?;
        let sheet = sheet::read(sources.get(file)?, file, self.report)?;
        let (title, place) = sheet.title.unwrap_or_default();
        if !title.is_empty() && !self.titles.insert(folded(&title)) {
            self.report
                .warning(problem::SAME_TITLE, place, format!("another level is called `{title}`, too"))
                .advise("nobody can tell them apart: rename one");
        }
        let track = track(slot.declared.as_ref(), &self.tracks, self.report);
        let entry = slot.declared.as_ref().map(|level| level.place);
        let mut places = LevelPlaces { entry, title: place, statements: vec![] };
        let mut builder =
            LevelBuilder::new(&slot.id, &mut self.areas, &mut places, self.report, &mut self.strict);
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
fn slots(levels: Vec<At<DeclaredLevel>>, sources: &[Source], report: &mut Report) -> Vec<Slot> {
    let lists_levels = !levels.is_empty();
    // By stem; those of listed levels are taken out.
    let mut files: Vec<(&str, Option<usize>)> = Vec::with_capacity(sources.len());
    files.extend(
        sources.iter().enumerate().filter_map(|(file, source)| Some((source.level_stem()?, Some(file)))),
    );
    files.sort_by_key(|(stem, _)| *stem);
    let mut slots: Vec<Slot> = Vec::with_capacity(files.len().max(levels.len()));
    let mut taken = HashSet::new();
    let mut missing = Vec::new();
    for level in levels {
        let id = level.value.id.clone();
        if !taken.insert(id.clone()) {
            report
                .error(problem::DUPLICATE_LEVEL, level.place, format!("the level `{id}` is listed twice"))
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
        let stems = files.iter().filter(|(_, file)| file.is_some()).map(|(stem, _)| *stem);
        let close = super::suggest::closest(id.as_str(), stems).map(|stem| format!("did you mean `{stem}`?"));
        report
            .error(problem::MISSING_FILE, place, format!("the level `{id}` has no file `{id}.md`"))
            .advise(close.unwrap_or_else(|| "write the file, or remove the level".into()));
    }
    for (stem, file) in files {
        slots.extend(file.and_then(|file| unlisted_slot(stem, file, lists_levels, &mut taken, report)));
    }
    slots
}

fn unlisted_slot(
    stem: &str,
    file: usize,
    lists_levels: bool,
    taken: &mut HashSet<LevelId>,
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

/// The areas and their topics, growing as level files name new ones.
struct Areas {
    list: Vec<AreaEntry>,
    /// By folded title, and by folded id where no title is the same.
    by_name: HashMap<String, usize>,
    ids: HashSet<AreaId>,
    topic_ids: HashSet<TopicId>,
    /// Whether `ladder.toml` declares areas: then there are no others.
    closed: bool,
}

struct AreaEntry {
    area: Area,
    /// Its topics, by folded title, and by folded id where no title is the same.
    topics_by_name: HashMap<String, usize>,
    places: AreaPlaces,
    /// How many levels speak of it, and where the last one does.
    levels: usize,
    last: Place,
}

impl Areas {
    fn new(declared: Vec<At<manifest::DeclaredArea>>, report: &mut Report) -> Self {
        let mut areas = Self {
            list: Vec::with_capacity(declared.len()),
            by_name: HashMap::new(),
            ids: HashSet::new(),
            topic_ids: HashSet::new(),
            closed: !declared.is_empty(),
        };
        for At { value, place } in declared {
            let manifest::DeclaredArea { id, title, summary, topics } = value;
            if !areas.ids.insert(id.clone()) {
                report
                    .error(problem::DUPLICATE_AREA, place, format!("the area id `{id}` is used twice"))
                    .advise("give each area an id of its own");
                continue;
            }
            if areas.by_name.insert(folded(&title), areas.list.len()).is_some() {
                report
                    .error(problem::DUPLICATE_TITLE, place, format!("another area is called `{title}`, too"))
                    .advise("headings name areas by their title: rename one");
            }
            let area = Area { id, title, summary, topics: Vec::with_capacity(topics.len()) };
            let places = AreaPlaces { place, declared: true, topics: Vec::new() };
            let mut entry =
                AreaEntry { area, topics_by_name: HashMap::new(), places, levels: 0, last: place };
            for topic in topics {
                areas.declare_topic(&mut entry, topic, report);
            }
            for (at, topic) in entry.area.topics.iter().enumerate() {
                entry.topics_by_name.entry(folded(topic.id.as_str())).or_insert(at);
            }
            areas.list.push(entry);
        }
        for (at, entry) in areas.list.iter().enumerate() {
            areas.by_name.entry(folded(entry.area.id.as_str())).or_insert(at);
        }
        areas
    }

    fn declare_topic(
        &mut self,
        entry: &mut AreaEntry,
        topic: At<manifest::DeclaredTopic>,
        report: &mut Report,
    ) {
        let At { value: manifest::DeclaredTopic { id, title, summary }, place } = topic;
        if !self.topic_ids.insert(id.clone()) {
            report
                .error(problem::DUPLICATE_TOPIC, place, format!("the topic id `{id}` is used twice"))
                .advise("topic ids are unique over all areas: rename one");
            return;
        }
        if entry.topics_by_name.insert(folded(&title), entry.area.topics.len()).is_some() {
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
        let name = folded(title);
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
        let slug = slug(title).unwrap_or_else(|| {
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
        let id = unused(&slug, AreaId::new, |id| self.ids.insert(id.clone()))?;
        let at = self.list.len();
        self.by_name.insert(name, at);
        self.list.push(AreaEntry {
            area: Area { id, title: title.into(), summary: String::new(), topics: Vec::new() },
            topics_by_name: HashMap::new(),
            places: AreaPlaces { place, declared: false, topics: Vec::new() },
            levels: 0,
            last: place,
        });
        Some(at)
    }

    /// The topic of a label, and whether it is new; `None` where no id can be made from it.
    fn topic(&mut self, area: usize, label: &str) -> Option<(TopicId, bool)> {
        let entry = self.list.get_mut(area)?;
        let name = folded(label);
        if let Some(at) = entry.topics_by_name.get(&name) {
            let topic = entry.area.topics.get(*at)?;
            return Some((topic.id.clone(), *at >= entry.places.topics.len()));
        }
        let slug = slug(label)?;
        let mut take = |id: &TopicId| self.topic_ids.insert(id.clone());
        let own = TopicId::new(&slug).ok().filter(&mut take);
        let id = own.or_else(|| unused(&format!("{}-{slug}", entry.area.id), TopicId::new, take))?;
        entry.topics_by_name.insert(name, entry.area.topics.len());
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

/// `title` without what a reader would not count as a difference: case and white space.
fn folded(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The first of `base`, `base-2`, `base-3`, … that is an id and free. `take` takes it if it is.
fn unused<T>(
    base: &str,
    new: impl Fn(&str) -> Result<T, InvalidId>,
    mut take: impl FnMut(&T) -> bool,
) -> Option<T> {
    let mut free = |word: &str| new(word).ok().filter(&mut take);
    free(base).or_else(|| (2..10_000).find_map(|n| free(&format!("{base}-{n}"))))
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

    fn sections(&mut self, sheet: Vec<SheetSection>) -> Vec<Section> {
        // Headings first: an area that comes twice is merged before its statements are named.
        let mut merged: Vec<(usize, SheetSection)> = Vec::with_capacity(sheet.len());
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
                .advise("write one, `- **Topic:** …`, or remove the heading");
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
            None => derived,
        };
        self.places.statements.push(place);
        section.statements.push(Statement { id, topic, text, children });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_white_space_make_no_difference() {
        for (a, b) in [("People  Skills", "people skills"), ("É", " é"), ("ab", "a b"), ("Σ", "σ")] {
            assert_eq!(folded(a), folded(b), "{a}, {b}");
        }
        assert_ne!(folded("Größe"), folded("Grosse"));
    }
}
