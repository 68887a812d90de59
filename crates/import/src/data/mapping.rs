//! Descriptions of YAML and JSON: which key holds levels, areas, topics and statements.

use std::collections::HashMap;

use rungs_ladder::text::Text;

use crate::flow;
use crate::headings::from_stem;
use crate::outline::{LeafId, Outline};
use crate::shape::Options;
use crate::tree::{Level, Point, Said, Statement, Tree};
use crate::value::{Value, What};
use crate::vocabulary::{self, NO_AREA};

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// A value that only holds others.
    Group,
    Track,
    Area,
    Topic,
    Level,
    /// A level or an area that statements name by id.
    DeclaredLevel,
    DeclaredArea,
    /// A step of a topic, whose statements a level asks for by reference.
    Step,
    Statement,
    /// A reference to a step: `area/topic/step`.
    Requirement,
}

/// A description of values under one key. Several keys stand for one thing: `title|name`.
struct Node {
    /// The key, with `[]` where it holds a list, and `{}` where it holds values under keys of their own; empty: the value itself.
    at: &'static str,
    is: Is,
    title: &'static str,
    id: &'static str,
    summary: &'static str,
    /// What stands below a statement.
    points: &'static str,
    /// The ids of level, area and topic.
    level: &'static str,
    area: &'static str,
    topic: &'static str,
    experience: &'static str,
    /// What readers do not need.
    settings: &'static str,
    inner: &'static [&'static Node],
}

const NODE: Node = Node {
    at: "",
    is: Is::Group,
    title: "title|name",
    id: "id|path|key|slug",
    summary: "summary|description",
    points: "examples|detail|details|indicators",
    level: "",
    area: "",
    topic: "",
    experience: "experience|yearsOfExperience",
    settings: "id|path|key|slug|theme|color|colour|icon|emoji|weight|order",
    inner: &[],
};

/// A description of a file, or of several files that belong together.
pub(crate) struct Mapping {
    root: &'static Node,
    /// Whether a file is an area, named as the file.
    file_is_area: bool,
    /// Whether each file is a ladder of its own, and so a track.
    file_is_track: bool,
}

static STATEMENT_RECORDS: Node = Node {
    at: "competencies|statements|expectations|criteria|skills|behaviours|behaviors[]",
    is: Is::Statement,
    title: "summary|statement|text|name|title|description",
    summary: "",
    level: "level|grade|levelId",
    area: "theme|area|pillar|category|areaId",
    topic: "topic|skill",
    settings: "id|supportingUrls|links|order",
    ..NODE
};
static RECORDS: Node = Node {
    settings: "id|googleSheetId|isLegacy|path|version|$schema",
    inner: &[
        &Node { at: "levels|grades|ranks[]", is: Is::DeclaredLevel, ..NODE },
        &Node { at: "themes|areas|pillars|categories|domains[]", is: Is::DeclaredArea, ..NODE },
        &STATEMENT_RECORDS,
    ],
    ..NODE
};

static CRITERIA: Node = Node {
    at: "criteria|statements|expectations|behaviours|behaviors|items|bullets|requirements[]",
    is: Is::Statement,
    title: "statement|text|criteria|summary|title|name",
    ..NODE
};
static CRITERIA_WITH_EXAMPLES: Node = Node {
    at: "exampleCriteria[]",
    is: Is::Statement,
    title: "criteria|statement|text",
    summary: "",
    ..NODE
};
static LEVELS_IN_AREA: Node = Node {
    at: "content|levels|grades[]",
    is: Is::Level,
    title: "level|title|name",
    inner: &[&CRITERIA, &CRITERIA_WITH_EXAMPLES],
    ..NODE
};
static LEVEL_KEYS_IN_AREA: Node =
    Node { at: "content|levels|grades{}", is: Is::Level, inner: &[&CRITERIA, &STATEMENT_ITSELF], ..NODE };
static STATEMENT_ITSELF: Node = Node {
    at: "",
    is: Is::Statement,
    title: "summary|statement|text|title|name|description",
    summary: "",
    points: "detail|details|description|examples",
    settings: "",
    ..NODE
};
static TOPICS_OF_AREA: Node = Node {
    at: "topics|skills|competencies|attributes[]",
    is: Is::Topic,
    inner: &[&LEVELS_IN_AREA, &LEVEL_KEYS_IN_AREA],
    ..NODE
};
/// Areas, in each the levels.
static AREAS_THEN_LEVELS: Node = Node {
    settings: "path|sidebarTitle|sidebarGroup|yaml|levels|homepage|layout|date|id",
    inner: &[&Node {
        at: "topics|areas|themes|pillars|categories|competencies|skills|dimensions[]",
        is: Is::Area,
        settings: "id|path|key|slug|theme|color|icon|name",
        inner: &[&LEVELS_IN_AREA, &LEVEL_KEYS_IN_AREA],
        ..NODE
    }],
    ..NODE
};
/// Areas, in each topics, in each the levels.
static AREAS_THEN_TOPICS: Node = Node {
    inner: &[&Node {
        at: "areas|themes|pillars|categories|domains|dimensions[]",
        is: Is::Area,
        inner: &[&TOPICS_OF_AREA],
        ..NODE
    }],
    ..NODE
};

static AREA_IN_LEVEL: Node = Node {
    at: "areas|themes|pillars|categories|competencies|topics|sections|skills[]",
    is: Is::Area,
    inner: &[
        &CRITERIA,
        &CRITERIA_WITH_EXAMPLES,
        &Node { at: "skills|topics[]", is: Is::Topic, inner: &[&CRITERIA], ..NODE },
    ],
    ..NODE
};
static AREA_KEYS_IN_LEVEL: Node = Node {
    at: "areas|themes|pillars|categories|competencies|topics|sections|skills|expectations|criteria{}",
    is: Is::Area,
    inner: &[&Node { at: "[]", is: Is::Statement, title: "statement|text|summary|title", ..NODE }, &CRITERIA],
    ..NODE
};
static LEVELS: Node = Node {
    at: "levels|grades|ranks|positions[]",
    is: Is::Level,
    inner: &[&AREA_IN_LEVEL, &AREA_KEYS_IN_LEVEL, &CRITERIA],
    ..NODE
};
/// Levels, in each the areas; perhaps on tracks.
static LEVELS_THEN_AREAS: Node = Node {
    settings: "id|path|version|$schema",
    inner: &[
        &LEVELS,
        &Node { at: "tracks|ladders|roles|families[]", is: Is::Track, inner: &[&LEVELS], ..NODE },
    ],
    ..NODE
};

/// Levels are the keys of a file, and the file is an area.
static LEVEL_KEYS: Node = Node {
    inner: &[&Node {
        at: "{}",
        is: Is::Level,
        title: "",
        summary: "",
        inner: &[&STATEMENT_ITSELF, &CRITERIA],
        ..NODE
    }],
    title: "",
    summary: "",
    ..NODE
};

static STEPS: Node = Node { at: "levels|steps|stages[]", is: Is::Step, inner: &[&CRITERIA], ..NODE };
static STEP_FILE: Node = Node {
    is: Is::Area,
    inner: &[&Node { at: "topics|competencies|skills[]", is: Is::Topic, inner: &[&STEPS], ..NODE }],
    ..NODE
};
static REQUIRED: Node = Node { at: "required|optional|requires[]", is: Is::Requirement, ..NODE };
static LEVELS_BY_REFERENCE: Node = Node {
    at: "levels|grades[]",
    is: Is::Level,
    inner: &[&Node { at: "competencies|skills|steps|requirements", inner: &[&REQUIRED], ..NODE }, &REQUIRED],
    ..NODE
};
static ROLES: Node =
    Node { at: "roles|tracks|families[]", is: Is::Track, inner: &[&LEVELS_BY_REFERENCE], ..NODE };
static DEPARTMENTS: Node = Node { at: "departments|teams|groups[]", inner: &[&DEPARTMENTS, &ROLES], ..NODE };
static ROLE_FILE: Node = Node { inner: &[&DEPARTMENTS, &ROLES, &LEVELS_BY_REFERENCE], ..NODE };
/// Topics with steps in some files, and in others levels that ask for them.
static BY_REFERENCE: Node =
    Node { title: "", summary: "", settings: "", inner: &[&STEP_FILE, &ROLE_FILE], ..NODE };

/// All descriptions.
pub(crate) static ALL: [Mapping; 6] = [
    Mapping { root: &RECORDS, file_is_area: false, file_is_track: true },
    Mapping { root: &AREAS_THEN_LEVELS, file_is_area: false, file_is_track: true },
    Mapping { root: &AREAS_THEN_TOPICS, file_is_area: false, file_is_track: true },
    Mapping { root: &LEVELS_THEN_AREAS, file_is_area: false, file_is_track: true },
    Mapping { root: &LEVEL_KEYS, file_is_area: true, file_is_track: false },
    Mapping { root: &BY_REFERENCE, file_is_area: false, file_is_track: false },
];

/// What stands around a value.
#[derive(Clone, Default)]
struct Around {
    track: Option<Said>,
    area: Option<Said>,
    topic: Option<Said>,
    level: Option<usize>,
    /// The ids of area, topic and step.
    ids: Vec<String>,
    step: Option<String>,
}

/// A step: where its statements belong, what it is called, and what it asks for.
#[derive(Clone, Default)]
struct Step {
    area: Option<Said>,
    topic: Option<Said>,
    said: Vec<Said>,
    statements: Vec<Statement>,
}

struct Reader<'a> {
    outline: &'a Outline,
    tree: Tree,
    levels: HashMap<String, usize>,
    areas: HashMap<String, Said>,
    steps: HashMap<String, Step>,
    requirements: Vec<(usize, LeafId)>,
    /// The number of the file, so that levels of two ladders stay apart.
    file: usize,
    file_is_track: bool,
}

/// Reads all files by one description.
pub(crate) fn read(mapping: &Mapping, outline: &Outline, options: &Options) -> Tree {
    let mut reader = Reader {
        outline,
        tree: Tree::default(),
        levels: HashMap::new(),
        areas: HashMap::new(),
        steps: HashMap::new(),
        requirements: Vec::new(),
        file: 0,
        file_is_track: mapping.file_is_track,
    };
    let several = outline.docs.iter().filter(|doc| doc.data.is_some()).count() > 1;
    for doc in &outline.docs {
        let Some(data) = &doc.data else { continue };
        let name = outline.files.get(doc.file).map_or("", |name| name.rsplit('/').next().unwrap_or(name));
        if options.skips(&doc.stem) || options.skips(name) {
            reader.tree.skipped.extend(data.leaves());
            continue;
        }
        // The description of a shape is no ladder.
        if data.get("$schema").is_some() && data.get("properties").is_some() {
            for leaf in data.leaves() {
                reader.tree.lost.insert(leaf, "the file is a schema".into());
                reader.tree.apart.push(leaf);
            }
            continue;
        }
        reader.file = doc.file;
        let mut around = Around::default();
        if mapping.file_is_area {
            let is_level = |key: &crate::value::Key| vocabulary::is_level_like(&key.word);
            if !data.entries().iter().any(|(key, value)| is_level(key) && value.leaf().is_none())
                || data.entries().iter().any(|(key, value)| {
                    !is_level(key) && value.leaf().is_none() && !value.leaves().is_empty()
                })
            {
                continue;
            }
            let title = data.get("name|title|area").and_then(Value::leaf);
            around.area = Some(
                title.map_or_else(|| Said::made(&from_stem(&doc.stem)), |leaf| Said::leaf(leaf, outline)),
            );
            let said = reader.texts(data, "summary|description");
            reader.tree.areas.extend(around.area.clone().map(|area| (area, said)));
        }
        let before = reader.tree.levels.len();
        reader.values(mapping.root, data, &around);
        let title = data.get(mapping.root.title).and_then(Value::leaf).map(|leaf| Said::leaf(leaf, outline));
        let summary: Vec<Said> = reader.texts(data, mapping.root.summary);
        reader.settings(mapping.root, data);
        if mapping.root.title.is_empty() || reader.tree.levels.len() == before {
            continue;
        }
        if several && mapping.file_is_track {
            let title = title.unwrap_or_else(|| Said::made(&from_stem(&doc.stem)));
            for level in reader.tree.levels.iter_mut().skip(before) {
                level.track.get_or_insert_with(|| title.clone());
            }
            reader.tree.tracks.push((title, summary));
        } else {
            reader.tree.title = reader.tree.title.take().or(title);
            reader.tree.summary.extend(summary);
        }
    }
    reader.fulfil();
    let mut tree = reader.tree;
    tree.levels.retain(|level| level.statements().next().is_some());
    one_track(&mut tree);
    tree
}

/// One track is none.
fn one_track(tree: &mut Tree) {
    let Some(first) = tree.levels.first().and_then(|level| level.track.clone()) else { return };
    if tree.levels.iter().all(|level| level.track.as_ref().is_some_and(|track| track.key() == first.key())) {
        for level in &mut tree.levels {
            level.track = None;
        }
        for (title, said) in std::mem::take(&mut tree.tracks) {
            if title.key() == first.key() {
                tree.summary.extend(said);
            }
        }
        tree.title.get_or_insert(first);
    }
}

impl Reader<'_> {
    fn values(&mut self, node: &Node, value: &Value, around: &Around) {
        for inner in node.inner {
            let (keys, kind) = match inner.at {
                at if at.ends_with("[]") => (at.trim_end_matches("[]"), "[]"),
                at if at.ends_with("{}") => (at.trim_end_matches("{}"), "{}"),
                at => (at, ""),
            };
            let held = if keys.is_empty() { Some(value) } else { value.get(keys) };
            let Some(held) = held else { continue };
            match kind {
                "[]" => {
                    for value in held.list() {
                        self.value(inner, None, value, around);
                    }
                    // One statement that is no list.
                    if inner.is == Is::Statement && held.leaf().is_some() && !keys.is_empty() {
                        self.value(inner, None, held, around);
                    }
                }
                "{}" => {
                    for (key, value) in held.entries() {
                        // Beside levels a file may have a name.
                        if keys.is_empty() && !vocabulary::is_level_like(&key.word) {
                            continue;
                        }
                        self.value(inner, Some(&key.word), value, around);
                    }
                }
                _ => self.value(inner, None, held, around),
            }
        }
    }

    fn texts(&self, value: &Value, keys: &str) -> Vec<Said> {
        let mut out = Vec::new();
        for key in keys.split('|').filter(|key| !key.is_empty()) {
            if let Some(value) = value.get(key) {
                out.extend(value.leaves().into_iter().map(|leaf| Said::leaf(leaf, self.outline)));
            }
        }
        out
    }

    fn settings(&mut self, node: &Node, value: &Value) {
        for key in node.settings.split('|').filter(|key| !key.is_empty()) {
            for leaf in value.get(key).map(Value::leaves).unwrap_or_default() {
                self.tree.used.push(leaf);
                self.tree.apart.push(leaf);
            }
        }
    }

    fn value(&mut self, node: &Node, key: Option<&str>, value: &Value, around: &Around) {
        let mut around = around.clone();
        let leaf = value.leaf().or_else(|| {
            node.title.split('|').filter(|key| !key.is_empty()).find_map(|key| value.get(key)?.leaf())
        });
        let title = match (key, leaf) {
            (Some(key), _) if node.is != Is::Statement => Some(Said::made(&words_of_key(key))),
            (_, Some(leaf)) => Some(Said::leaf(leaf, self.outline)),
            _ => None,
        };
        let id = value
            .word(node.id, self.outline)
            .or_else(|| key.map(str::to_owned))
            .or_else(|| title.as_ref().map(Said::words));
        match node.is {
            Is::Group => {}
            Is::Statement => return self.statement(node, value, title, &around),
            Is::Requirement => {
                if let (Some(level), Some(leaf)) = (around.level, value.leaf()) {
                    self.requirements.push((level, leaf));
                }
                return;
            }
            Is::Track => around.track = title,
            Is::Area => around.area = title.or(around.area),
            Is::Topic => around.topic = title,
            Is::DeclaredArea => {
                if let (Some(title), Some(id)) = (title, id) {
                    self.tree.areas.push((title.clone(), self.texts(value, node.summary)));
                    self.areas.insert(id, title);
                }
                self.settings(node, value);
                return;
            }
            Is::DeclaredLevel | Is::Level => {
                let Some(title) = title else { return };
                let number = self.level(&title, id.as_deref(), &around);
                around.level = Some(number);
                let summary = self.texts(value, node.summary);
                let experience = self.texts(value, node.experience).into_iter().next();
                if let Some(level) = self.tree.levels.get_mut(number) {
                    for said in summary {
                        level.notes.push(said);
                    }
                    level.experience = level.experience.take().or(experience);
                }
            }
            Is::Step => {
                let mut ids = around.ids.clone();
                ids.extend(id.clone());
                let name = ids.join("/");
                let mut said: Vec<Said> = title.into_iter().collect();
                said.extend(self.texts(value, node.summary));
                let step =
                    Step { area: around.area.clone(), topic: around.topic.clone(), said, statements: vec![] };
                self.steps.insert(name.clone(), step);
                around.step = Some(name);
            }
        }
        if matches!(node.is, Is::Area | Is::Topic) {
            around.ids.extend(id);
            let said = self.texts(value, node.summary);
            match (node.is, &around.area) {
                (Is::Area, Some(area)) => self.tree.areas.push((area.clone(), said)),
                _ => {
                    if let Some(topic) = &around.topic {
                        self.tree.topics.push((topic.clone(), said));
                    }
                }
            }
        }
        if node.is == Is::Track {
            let said = self.texts(value, node.summary);
            self.tree.tracks.extend(around.track.clone().map(|track| (track, said)));
        }
        self.settings(node, value);
        self.values(node, value, &around);
    }

    /// The level of a title on the track, which is begun where there is none.
    fn level(&mut self, title: &Said, id: Option<&str>, around: &Around) -> usize {
        let words = title.words();
        let said = match words.chars().all(|c| c.is_ascii_digit()) {
            true => Said { text: Text::plain(&format!("Level {words}")), leaf: title.leaf },
            false => title.clone(),
        };
        let file = if self.file_is_track { self.file } else { 0 };
        let track = around.track.as_ref().map(Said::key).unwrap_or_default();
        let name = format!("{file}\n{track}\n{}", said.key());
        let number = match self.levels.get(&name) {
            Some(number) => {
                self.tree.used.extend(title.leaf);
                *number
            }
            None => {
                self.tree.levels.push(Level { title: said, track: around.track.clone(), ..Level::default() });
                self.tree.levels.len() - 1
            }
        };
        self.levels.insert(name, number);
        if let Some(id) = id {
            self.levels.insert(format!("{file}\n{track}\n{}", id.to_lowercase()), number);
        }
        number
    }

    fn statement(&mut self, node: &Node, value: &Value, title: Option<Said>, around: &Around) {
        let mut around = around.clone();
        if let Some(word) = value.word(node.level, self.outline).filter(|_| !node.level.is_empty()) {
            let leaf = value.get(node.level).and_then(Value::leaf);
            let file = if self.file_is_track { self.file } else { 0 };
            match self.levels.get(&format!("{file}\n\n{}", word.to_lowercase())) {
                Some(number) => {
                    around.level = Some(*number);
                    self.tree.used.extend(leaf);
                }
                None => {
                    let said = leaf.map_or_else(|| Said::made(&word), |leaf| Said::leaf(leaf, self.outline));
                    around.level = Some(self.level(&said, Some(&word), &around));
                }
            }
        }
        if let Some(word) = value.word(node.area, self.outline).filter(|_| !node.area.is_empty()) {
            let leaf = value.get(node.area).and_then(Value::leaf);
            match self.areas.get(&word) {
                Some(area) => {
                    around.area = Some(area.clone());
                    self.tree.used.extend(leaf);
                }
                None => around.area = leaf.map(|leaf| Said::leaf(leaf, self.outline)),
            }
        }
        if let Some(leaf) = value.get(node.topic).filter(|_| !node.topic.is_empty()).and_then(Value::leaf) {
            around.topic = Some(Said::leaf(leaf, self.outline));
        }
        let Some(text) = title.filter(|title| !title.text.is_empty()) else { return };
        let title_key = text.leaf;
        let mut points = Vec::new();
        for key in node.points.split('|').filter(|key| !key.is_empty()) {
            for leaf in value.get(key).map(Value::leaves).unwrap_or_default() {
                if Some(leaf) != title_key {
                    points.push(Point { text: Said::leaf(leaf, self.outline), points: Vec::new() });
                }
            }
        }
        let id = matches!(value.what, What::Map(_))
            .then(|| value.word("id|identifier|uuid", self.outline))
            .flatten();
        self.settings(node, value);
        let statement = Statement { topic: around.topic.clone(), text, id, points };
        if let Some(step) = around.step.as_ref().and_then(|step| self.steps.get_mut(step)) {
            step.statements.push(statement);
            return;
        }
        let area = around.area.clone().unwrap_or_else(|| Said::made(NO_AREA));
        if let Some(level) = around.level.and_then(|number| self.tree.levels.get_mut(number)) {
            level.state(&area, statement);
        }
    }

    /// Gives each level the statements of the steps that it asks for.
    fn fulfil(&mut self) {
        let mut asked: std::collections::HashSet<String> = std::collections::HashSet::new();
        for (number, leaf) in std::mem::take(&mut self.requirements) {
            let name = self.outline.words(leaf);
            let Some(step) = self.steps.get(&name).cloned() else {
                self.tree.lost.insert(leaf, "there is no step of that name".into());
                self.tree.remarks.push(format!(
                    "{} asks for `{name}`, and there is no such step",
                    self.outline.say(self.outline.leaf(leaf).place)
                ));
                continue;
            };
            self.tree.used.push(leaf);
            asked.insert(name);
            let Some(level) = self.tree.levels.get_mut(number) else { continue };
            let area = step.area.clone().unwrap_or_else(|| Said::made(NO_AREA));
            let mut texts: Vec<Text> = step.topic.iter().map(|topic| topic.text.clone()).collect();
            texts.extend(step.said.iter().map(|said| said.text.clone()));
            level.note(
                Some(&area),
                Said { text: flow::join(&texts, true), leaf: step.said.first().and_then(|said| said.leaf) },
            );
            self.tree.used.extend(step.said.iter().filter_map(|said| said.leaf));
            for statement in step.statements {
                level.state(&area, statement);
            }
        }
        for (_, step) in self.steps.iter().filter(|(name, _)| !asked.contains(*name)) {
            for leaf in step
                .statements
                .iter()
                .flat_map(|statement| statement.text.leaf)
                .chain(step.said.iter().filter_map(|said| said.leaf))
            {
                self.tree.lost.entry(leaf).or_insert_with(|| "no level asks for this step".into());
            }
        }
    }
}

/// A key as a title: `technical_skills` becomes `Technical skills`, `L1` stays.
fn words_of_key(key: &str) -> String {
    match key.contains(['_', '-']) && !vocabulary::is_code(key) {
        true => from_stem(key),
        false => key.to_owned(),
    }
}
