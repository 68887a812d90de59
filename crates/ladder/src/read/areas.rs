//! The areas of a ladder and their topics, declared or named by level files, and how headings and labels find them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::assemble::AreaPlaces;
use super::ids::Ids;
use super::made_ids::{self, Made, Name};
use super::manifest::{self, At};
use super::names::folded;
use super::sheet::SheetSection;
use super::source::{Place, Report};
use super::suggest::did_you_mean;
use crate::model::aliases::{Alias, Aliases};
use crate::model::id::{AreaId, InvalidId, LevelId, StatementId, TopicId, slug};
use crate::model::ladder::{Area, Topic};
use crate::model::naming::short_hash;
use crate::problem;

/// The areas and their topics: those of `ladder.toml`, then those that level files name.
pub(crate) struct Areas {
    pub(crate) list: Vec<AreaEntry>,
    /// By folded title, and by folded id where no title is the same.
    by_name: HashMap<String, usize>,
    /// Those of `ladder.toml`.
    ids: Ids,
    topic_ids: Ids,
    /// Whether `ladder.toml` declares areas: then there are no others.
    closed: bool,
}

pub(crate) struct AreaEntry {
    pub(crate) area: Area,
    /// Its topics, by folded title, and by folded id where no title is the same.
    topics_by_name: HashMap<String, usize>,
    pub(crate) places: AreaPlaces,
    /// How many levels speak of it, and where the last one does.
    pub(crate) levels: usize,
    pub(crate) last: Place,
    /// The ids that the area, and each of its topics, may have had.
    before: Vec<String>,
    topics_before: Vec<Vec<String>>,
}

impl Areas {
    pub(crate) fn new(declared: Vec<At<manifest::DeclaredArea>>, report: &mut Report) -> Self {
        let mut areas = Self {
            list: Vec::with_capacity(declared.len()),
            by_name: HashMap::new(),
            ids: Ids::default(),
            topic_ids: Ids::default(),
            closed: !declared.is_empty(),
        };
        for At { value, place } in declared {
            let manifest::DeclaredArea { id, title, summary, topics } = value;
            if let Err(clash) = areas.ids.take(id.as_str()) {
                report
                    .error(problem::DUPLICATE_AREA, place, format!("the area id `{id}` {clash}"))
                    .advise("give each area an id of its own");
                continue;
            }
            if areas.by_name.insert(folded(&title), areas.list.len()).is_some() {
                report
                    .error(problem::DUPLICATE_TITLE, place, format!("another area is called `{title}`, too"))
                    .advise("headings name areas by their title: rename one");
            }
            let before = before(&title, id.as_str());
            let area = Area { id, title, summary, topics: Vec::with_capacity(topics.len()) };
            let places = AreaPlaces { place, declared: true, topics: Vec::new() };
            let mut entry = AreaEntry::new(area, places, before);
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
        if let Err(clash) = self.topic_ids.take(id.as_str()) {
            report
                .error(problem::DUPLICATE_TOPIC, place, format!("the topic id `{id}` {clash}"))
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
        entry.topics_before.push(before(&title, id.as_str()));
        entry.area.topics.push(Topic { id, title, summary });
    }

    /// Adds what level files name and `ladder.toml` does not declare.
    pub(crate) fn gather<'s>(
        &mut self,
        sections: impl Iterator<Item = &'s SheetSection> + Clone,
        report: &mut Report,
    ) {
        self.gather_areas(sections.clone(), report);
        let mut found: Vec<(usize, &str, Place)> = Vec::new();
        let mut known: HashSet<(usize, String)> = HashSet::new();
        for section in sections {
            let Some(area) = self.find(&section.title) else { continue };
            let Some(entry) = self.list.get(area) else { continue };
            for statement in &section.statements {
                let Some((label, _)) = &statement.label else { continue };
                let name = folded(label);
                if !entry.topics_by_name.contains_key(&name) && known.insert((area, name)) {
                    found.push((area, label, statement.place));
                }
            }
        }
        let area_ids: Vec<_> = self.list.iter().map(|entry| entry.area.id.clone()).collect();
        let area_id = |at: usize| area_ids.get(at).map(AreaId::as_str);
        let names: Vec<_> =
            found.iter().map(|(area, label, _)| Name { name: label, area: area_id(*area) }).collect();
        let made = made_ids::make(&names, &self.topic_ids);
        tell_shared(&names, &made, found.iter().map(|(.., place)| *place), report);
        for ((area, label, _), made) in found.iter().zip(made) {
            let Some(entry) = self.list.get_mut(*area) else { continue };
            let Some((id, made)) = made.and_then(|made| Some((TopicId::new(&made.id).ok()?, made))) else {
                continue;
            };
            entry.topics_by_name.insert(folded(label), entry.area.topics.len());
            entry.topics_before.push(made.before);
            entry.area.topics.push(Topic { id, title: (*label).into(), summary: String::new() });
        }
    }

    fn gather_areas<'s>(&mut self, sections: impl Iterator<Item = &'s SheetSection>, report: &mut Report) {
        let mut found: Vec<&SheetSection> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for section in sections {
            let name = folded(&section.title);
            if self.by_name.contains_key(&name) {
                continue;
            }
            if self.closed {
                self.unknown(section, report);
            } else if known.insert(name) {
                found.push(section);
            }
        }
        let names: Vec<_> = found.iter().map(|section| Name { name: &section.title, area: None }).collect();
        let made = made_ids::make(&names, &self.ids);
        tell_shared(&names, &made, found.iter().map(|section| section.place), report);
        for (section, made) in found.into_iter().zip(made) {
            let (title, place) = (&section.title, section.place);
            let made = made.unwrap_or_else(|| unreadable(title, place, &mut self.ids, report));
            let Ok(id) = AreaId::new(&made.id) else { continue };
            self.by_name.insert(folded(title), self.list.len());
            let area = Area { id, title: title.clone(), summary: String::new(), topics: Vec::new() };
            let places = AreaPlaces { place, declared: false, topics: Vec::new() };
            self.list.push(AreaEntry::new(area, places, made.before));
        }
    }

    fn unknown(&self, section: &SheetSection, report: &mut Report) {
        let title = &section.title;
        let known: Vec<_> = self.list.iter().map(|entry| entry.area.title.as_str()).collect();
        report
            .error(problem::UNKNOWN_AREA, section.place, format!("ladder.toml declares no area `{title}`"))
            .advise(did_you_mean(title, &known).unwrap_or_else(|| "declare it under `[[areas]]`".into()));
    }

    /// The area of a heading.
    pub(crate) fn find(&self, title: &str) -> Option<usize> {
        self.by_name.get(&folded(title)).copied()
    }

    /// The topic of a label, and whether `ladder.toml` does not declare it; `None` where no id can be made from it.
    pub(crate) fn topic(&self, area: usize, label: &str) -> Option<(TopicId, bool)> {
        let entry = self.list.get(area)?;
        let at = entry.topics_by_name.get(&folded(label))?;
        let topic = entry.area.topics.get(*at)?;
        Some((topic.id.clone(), *at >= entry.places.topics.len()))
    }

    /// The id of a topic, or else of an area, and those that it may have had.
    pub(crate) fn before(&self, area: usize, topic: Option<&TopicId>) -> (&str, &[String]) {
        let Some(entry) = self.list.get(area) else { return ("", &[]) };
        let Some(topic) = topic else { return (entry.area.id.as_str(), &entry.before) };
        let at = entry.area.topics.iter().position(|known| known.id == *topic);
        let before = at.and_then(|at| entry.topics_before.get(at));
        before.map_or(("", &[]), |before| {
            let id = at.and_then(|at| entry.area.topics.get(at)).map_or("", |topic| topic.id.as_str());
            (id, before.as_slice())
        })
    }

    /// All that is known of earlier ids: those of `levels`, and of `statements` by theirs.
    pub(crate) fn aliases(
        &self,
        levels: Vec<Alias<LevelId>>,
        statements: BTreeMap<String, Vec<StatementId>>,
    ) -> Aliases {
        let (mut areas, mut topics) = (BTreeMap::new(), BTreeMap::new());
        for entry in &self.list {
            note(&mut areas, &entry.before, &entry.area.id);
            for (topic, before) in entry.area.topics.iter().zip(&entry.topics_before) {
                note(&mut topics, before, &topic.id);
            }
        }
        Aliases {
            areas: list(areas, AreaId::new),
            topics: list(topics, TopicId::new),
            levels,
            statements: list(statements, StatementId::new),
        }
    }

    /// Warns of areas that hardly any level speaks of.
    pub(crate) fn check_use(&self, levels: usize, report: &mut Report) {
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

    pub(crate) fn places(&self) -> Vec<AreaPlaces> {
        self.list.iter().map(|entry| entry.places.clone()).collect()
    }
}

impl AreaEntry {
    fn new(area: Area, places: AreaPlaces, before: Vec<String>) -> Self {
        let last = places.place;
        Self {
            area,
            topics_by_name: HashMap::new(),
            places,
            levels: 0,
            last,
            before,
            topics_before: Vec::new(),
        }
    }
}

/// The id that earlier versions made from a declared title, where today another is made from it.
fn before(title: &str, id: &str) -> Vec<String> {
    let is_made = made_ids::readable(title).as_deref() == Some(id);
    slug(title).filter(|slug| is_made && slug != id).into_iter().collect()
}

fn note<Id: Clone>(aliases: &mut BTreeMap<String, Vec<Id>>, before: &[String], now: &Id) {
    for before in before {
        aliases.entry(before.clone()).or_default().push(now.clone());
    }
}

fn list<Id: Ord>(
    aliases: BTreeMap<String, Vec<Id>>,
    new: impl Fn(&str) -> Result<Id, InvalidId>,
) -> Vec<Alias<Id>> {
    let alias = |(was, mut now): (String, Vec<Id>)| {
        now.sort();
        Some(Alias { was: new(&was).ok()?, now })
    };
    aliases.into_iter().filter_map(alias).collect()
}

/// The id of an area whose title has no letter for one.
fn unreadable(title: &str, place: Place, taken: &mut Ids, report: &mut Report) -> Made {
    let mut id = format!("area-{}", short_hash(title));
    // That hash knows letters only, and a title may be all signs.
    if taken.take(&id).is_err() {
        id = format!("area-{}", made_ids::hash(&[&folded(title)]));
    }
    report
        .warning(
            problem::LABEL_WITHOUT_ID,
            place,
            format!("no readable id can be made from `{title}`; `{id}` is used"),
        )
        .advise("declare the area in ladder.toml, with an id");
    Made { id, before: Vec::new(), shared: String::new() }
}

/// Names the areas or topics whose names make one id.
fn tell_shared(
    names: &[Name],
    made: &[Option<Made>],
    places: impl Iterator<Item = Place>,
    report: &mut Report,
) {
    let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, made) in names.iter().zip(made) {
        if let Some(made) = made.as_ref().filter(|made| !made.shared.is_empty()) {
            groups.entry(&made.shared).or_default().push(name.name);
        }
    }
    for ((name, made), place) in names.iter().zip(made).zip(places) {
        let Some(made) = made.as_ref().filter(|made| !made.shared.is_empty()) else { continue };
        let group = groups.get(made.shared.as_str()).map(Vec::as_slice).unwrap_or_default();
        let other = group.iter().find(|other| **other != name.name);
        let what = match (other, group.len()) {
            (Some(other), _) => format!("`{}` and `{other}` make the same id, `{}`", name.name, made.shared),
            (None, 1) => {
                format!("`{}` makes the id `{}`, which is declared for another", name.name, made.shared)
            }
            (None, _) => format!("`{}` stands in several areas, and makes the same id in each", name.name),
        };
        let table = if name.area.is_some() { "areas.topics" } else { "areas" };
        report.warning(problem::SHARED_ID, place, format!("{what}; `{}` is used here", made.id)).advise(
            format!(
                "declare it under `[[{table}]]` in ladder.toml, with an id of its own, such as `{}`",
                made.id
            ),
        );
    }
}
