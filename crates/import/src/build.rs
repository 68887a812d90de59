//! What was understood -> a ladder with ids, and the files that say it.

use std::collections::{HashMap, HashSet};

use rungs_ladder::experience::Experience;
use rungs_ladder::id::{AreaId, LevelId, StatementId, TopicId, TrackId, is_id, slug};
use rungs_ladder::ladder::{Area, Draft, Ladder, LevelKind, Scale, Statement, Topic, Track};
use rungs_ladder::ladder::{Level, Point, Section};
use rungs_ladder::markdown::{self, MANIFEST, MAX_POINT_DEPTH, SourceFile};
use rungs_ladder::naming::Namer;
use rungs_ladder::print;
use rungs_ladder::read::folded;
use rungs_ladder::text::{Inline, Mark, Text};

use crate::flow;
use crate::manifest::Manifest;
use crate::shape::Options;
use crate::tree::{self, Said, Tree, key};
use crate::vocabulary;

/// The ladder as files, and as it reads back from them.
pub(crate) struct Built {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) ladder: Ladder,
    /// What a person may want to know.
    pub(crate) remarks: Vec<String>,
}

/// Builds the ladder; the error says what does not hold together.
pub(crate) fn build(mut tree: Tree, options: &Options) -> Result<Built, String> {
    let mut remarks = std::mem::take(&mut tree.remarks);
    tree.levels.retain(|level| {
        !level.title.words().is_empty() && level.statements().next().is_some() || !level.notes.is_empty()
    });
    order(&mut tree.levels);
    let inherits = inheritance(&tree.levels, &mut remarks);
    let tracks = tracks(&tree);
    let ids = level_ids(&tree.levels, &tracks);
    let mut areas = Areas::default();
    let mut levels = Vec::new();
    for (number, level) in tree.levels.iter().enumerate() {
        let Some(id) = ids.get(number) else { continue };
        let inherits = inherits.get(number).copied().flatten().and_then(|below| ids.get(below).cloned());
        levels.push(build_level(level, id.clone(), inherits, track_of(level, &tracks), &mut areas));
    }
    areas.explain(&tree.areas);
    areas.explain_topics(&tree.topics);
    let title = options
        .title
        .clone()
        .or_else(|| tree.title.as_ref().map(Said::words))
        .filter(|title| !title.is_empty());
    let draft = Draft {
        title: title.unwrap_or_else(|| "Career ladder".into()),
        summary: sentence(&tree.summary),
        version: String::new(),
        language: options.language.clone().or(tree.language).unwrap_or_else(|| "en".into()),
        licence: None,
        source: None,
        scale: default_scale().ok_or("the scale is missing")?,
        tracks: if tracks.is_empty() {
            vec![Track { id: track_id("levels"), title: "Levels".into(), summary: String::new() }]
        } else {
            tracks.clone()
        },
        areas: areas.list,
        levels,
        aliases: Default::default(),
        branding: Default::default(),
    };
    let mut draft = draft;
    pin(&mut draft);
    let mut built = from_ladder(Ladder::new(draft).map_err(|invalid| invalid.to_string())?)?;
    built.remarks = remarks;
    Ok(built)
}

/// The files of a ladder; the error says what of them does not read back.
pub(crate) fn from_ladder(ladder: Ladder) -> Result<Built, String> {
    let has_tracks = !matches!(ladder.tracks.as_slice(), [only] if only.id.as_str() == "levels");
    let scale = default_scale().is_none_or(|scale| scale != ladder.scale);
    let manifest = Manifest::new(&ladder, has_tracks, scale).write().map_err(|error| error.to_string())?;
    let mut files = vec![file(MANIFEST, manifest)];
    for level in &ladder.levels {
        files.push(file(&format!("{}.md", level.id), print::level_with_ids(&ladder, level)));
    }
    let (read, problems) = markdown::read(&files);
    match read {
        Some(ladder) => Ok(Built { files, ladder, remarks: Vec::new() }),
        None => {
            let error =
                problems.iter().find(|problem| problem.severity == rungs_ladder::problem::Severity::Error);
            Err(error
                .map_or_else(String::new, |error| format!("{}:{}: {}", error.file, error.line, error.what)))
        }
    }
}

fn file(name: &str, text: String) -> SourceFile {
    SourceFile { name: name.into(), bytes: text.into_bytes() }
}

/// The scale of a ladder that names none.
fn default_scale() -> Option<std::sync::Arc<Scale>> {
    let files = [file("a.md", "# A\n\n## B\n\n- C.\n".into())];
    markdown::read(&files).0.map(|ladder| ladder.scale.clone())
}

fn track_id(id: &str) -> TrackId {
    TrackId::checked(id.into())
}

/// Levels of files stand in the order that the files say; else those that build on another come after it.
fn order(levels: &mut [tree::Level]) {
    if levels.iter().any(|level| level.weight.is_some()) {
        return levels.sort_by_key(|level| level.weight.unwrap_or(i64::MAX));
    }
    if levels.iter().all(|level| !level.stem.is_empty()) {
        let below = inheritance(levels, &mut Vec::new());
        let height = |mut at: usize| {
            let mut height = 0;
            while let Some(next) = below.get(at).copied().flatten().filter(|_| height <= levels.len()) {
                at = next;
                height += 1;
            }
            height
        };
        let heights: HashMap<String, usize> =
            levels.iter().enumerate().map(|(at, level)| (level.stem.clone(), height(at))).collect();
        levels.sort_by_key(|level| heights.get(&level.stem).copied().unwrap_or(0));
    }
}

/// Which level each builds on.
fn inheritance(levels: &[tree::Level], remarks: &mut Vec<String>) -> Vec<Option<usize>> {
    let titles: Vec<HashSet<String>> = levels.iter().map(|level| words(&level.title.words())).collect();
    let mut below: Vec<Option<usize>> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let Some(name) = &level.inherits else {
            below.push(None);
            continue;
        };
        let exact = levels.iter().enumerate().find(|(other, level)| {
            *other != at && (level.title.key() == key(name) || level.id.as_deref() == Some(name))
        });
        let wanted = words(name);
        // "Senior Manager" is the "Senior Engineering Manager": the shortest title with all of the words.
        let found = exact.map(|(other, _)| other).or_else(|| {
            titles
                .iter()
                .enumerate()
                .filter(|(other, title)| *other != at && !wanted.is_empty() && wanted.is_subset(title))
                .min_by_key(|(_, title)| title.len())
                .map(|(other, _)| other)
        });
        if found.is_none() {
            remarks.push(format!(
                "“{}” says that it builds on “{name}”, which is no level here",
                level.title.words()
            ));
        }
        below.push(found);
    }
    // What would run in a circle is cut.
    for at in 0..below.len() {
        let (mut here, mut steps) = (at, 0);
        while let Some(next) = below.get(here).copied().flatten() {
            here = next;
            steps += 1;
            if here == at || steps > below.len() {
                if let Some(cut) = below.get_mut(at) {
                    *cut = None;
                }
                break;
            }
        }
    }
    let base = levels.iter().position(|level| vocabulary::is_base(&level.title.words()));
    if let Some(base) = base {
        for (at, slot) in below.iter_mut().enumerate() {
            if at != base
                && slot.is_none()
                && levels.get(at).map(|level| level.track.as_ref().map(Said::key))
                    == levels.get(base).map(|level| level.track.as_ref().map(Said::key))
            {
                *slot = Some(base);
            }
        }
    }
    below
}

fn words(title: &str) -> HashSet<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn tracks(tree: &Tree) -> Vec<Track> {
    let mut tracks: Vec<Track> = Vec::new();
    let mut ids = Taken::default();
    for level in &tree.levels {
        let Some(track) = &level.track else { continue };
        let title = track.words();
        if title.is_empty() || tracks.iter().any(|known| folded(&known.title) == folded(&title)) {
            continue;
        }
        let said =
            tree.tracks.iter().filter(|(other, _)| other.key() == track.key()).flat_map(|(_, said)| said);
        let summary = sentence(&said.cloned().collect::<Vec<_>>());
        tracks.push(Track { id: track_id(&ids.take(&title, "track")), title, summary });
    }
    if !tracks.is_empty() && tree.levels.iter().any(|level| level.track.is_none()) {
        tracks.push(Track {
            id: track_id(&ids.take("Levels", "track")),
            title: "Levels".into(),
            summary: String::new(),
        });
    }
    tracks
}

fn track_of(level: &tree::Level, tracks: &[Track]) -> TrackId {
    let name = level.track.as_ref().map_or_else(|| "Levels".to_owned(), Said::words);
    tracks
        .iter()
        .find(|track| folded(&track.title) == folded(&name))
        .map_or_else(|| track_id("levels"), |track| track.id.clone())
}

/// Ids that are taken, in lower case.
#[derive(Default)]
struct Taken(HashSet<String>);

impl Taken {
    /// An id made of `title`, or of `kind` and a number.
    fn take(&mut self, title: &str, kind: &str) -> String {
        let base = slug(title).unwrap_or_else(|| kind.to_owned());
        let first = if slug(title).is_some() { base.clone() } else { format!("{base}-1") };
        let id = std::iter::once(first)
            .chain((2..).map(|number| format!("{base}-{number}")))
            .find(|id| !self.0.contains(id))
            .unwrap_or(base);
        self.0.insert(id.clone());
        id
    }
}

fn level_ids(levels: &[tree::Level], tracks: &[Track]) -> Vec<LevelId> {
    let mut taken = Taken::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for level in levels {
        *seen.entry(level.title.key()).or_default() += 1;
    }
    levels
        .iter()
        .map(|level| {
            let title = level.title.words();
            let told = level
                .id
                .clone()
                .filter(|id| is_id(id))
                .or_else(|| slug(&level.stem).filter(|_| slug(&title).is_none()));
            let name = match (told, &level.track) {
                (Some(id), _) => id,
                (None, Some(_)) if seen.get(&level.title.key()).is_some_and(|times| *times > 1) => {
                    let track = tracks.iter().find(|track| track.id == track_of(level, tracks));
                    format!("{} {title}", track.map_or("", |track| track.id.as_str()))
                }
                _ => title,
            };
            LevelId::checked(taken.take(&name, "level").into())
        })
        .collect()
}

/// The areas and topics so far.
#[derive(Default)]
struct Areas {
    list: Vec<Area>,
    ids: Taken,
    topic_ids: Taken,
    by_name: HashMap<String, usize>,
    topics: HashMap<(usize, String), TopicId>,
}

impl Areas {
    fn area(&mut self, said: &Said) -> (usize, AreaId) {
        let title = title(said);
        let name = folded(&key(&title));
        let at = match self.by_name.get(&name) {
            Some(at) => *at,
            None => {
                let id = AreaId::checked(self.ids.take(&title, "area").into());
                self.list.push(Area { id, title, summary: String::new(), topics: Vec::new() });
                self.by_name.insert(name, self.list.len() - 1);
                self.list.len() - 1
            }
        };
        let id = self.list.get(at).map_or_else(|| AreaId::checked("area".into()), |area| area.id.clone());
        (at, id)
    }

    fn topic(&mut self, area: usize, said: &Said) -> Option<TopicId> {
        let title = title(said);
        let title = title.trim_end_matches(flow::is_colon).trim().to_owned();
        if title.is_empty() {
            return None;
        }
        let name = (area, folded(&title));
        if let Some(id) = self.topics.get(&name) {
            return Some(id.clone());
        }
        let here = self.list.get_mut(area)?;
        let is_free = slug(&title).is_some_and(|id| !self.topic_ids.0.contains(&id));
        let base = if is_free { title.clone() } else { format!("{} {title}", here.id) };
        let id = TopicId::checked(self.topic_ids.take(&base, "topic").into());
        here.topics.push(Topic { id: id.clone(), title, summary: String::new() });
        self.topics.insert(name, id.clone());
        Some(id)
    }

    fn explain_topics(&mut self, said: &[(Said, Vec<Said>)]) {
        for (of, said) in said {
            let name = folded(title(of).trim_end_matches(flow::is_colon).trim());
            let more = sentence(said);
            for topic in self.list.iter_mut().flat_map(|area| &mut area.topics) {
                if folded(&topic.title) == name && topic.summary.is_empty() {
                    topic.summary.clone_from(&more);
                }
            }
        }
    }

    fn explain(&mut self, said: &[(Said, Vec<Said>)]) {
        for (title, said) in said {
            let name = folded(&key(&title.words()));
            if let Some(area) = self.by_name.get(&name).and_then(|at| self.list.get_mut(*at)) {
                let more = sentence(said);
                if !more.is_empty() && !area.summary.contains(&more) {
                    if !area.summary.is_empty() {
                        area.summary.push(' ');
                    }
                    area.summary.push_str(&more);
                }
            }
        }
    }
}

/// A title on one line.
fn title(said: &Said) -> String {
    let words = said.words();
    let words = words.trim().trim_end_matches(flow::is_colon).trim();
    if words.is_empty() { "…".into() } else { words.to_owned() }
}

/// Several texts as one plain text.
fn sentence(said: &[Said]) -> String {
    said.iter().map(Said::words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn build_level(
    level: &tree::Level,
    id: LevelId,
    inherits: Option<LevelId>,
    track: TrackId,
    areas: &mut Areas,
) -> Level {
    let mut sections: Vec<Section> = Vec::new();
    for section in &level.sections {
        let (at, area) = areas.area(&section.area);
        let mut statements = Vec::new();
        for statement in &section.statements {
            let topic = statement.topic.as_ref().and_then(|topic| areas.topic(at, topic));
            if statement.text.text.is_empty() && topic.is_none() {
                continue;
            }
            let told = statement.id.clone().filter(|id| is_id(id)).and_then(|id| StatementId::new(&id).ok());
            statements.push(Statement {
                id: told.unwrap_or_else(|| StatementId::checked("?".into())),
                topic,
                text: tidy(&statement.text.text),
                children: points(&statement.points, 1),
            });
        }
        let notes: Vec<Text> =
            section.notes.iter().map(|note| tidy(&note.text)).filter(|note| !note.is_empty()).collect();
        match sections.iter_mut().find(|known| known.area == area) {
            Some(known) => {
                known.notes.extend(notes);
                known.statements.extend(statements);
            }
            None => sections.push(Section { area, notes, statements }),
        }
    }
    let title = title(&level.title);
    let short = level
        .short
        .as_ref()
        .map(Said::words)
        .filter(|short| !short.is_empty())
        .unwrap_or_else(|| title.clone());
    Level {
        id,
        track,
        title,
        short,
        summary: sentence(&level.summary),
        kind: LevelKind::Rung,
        inherits,
        experience: level.experience.as_ref().map(|said| Experience::read(&said.words())),
        notes: level.notes.iter().map(|note| tidy(&note.text)).filter(|note| !note.is_empty()).collect(),
        sections,
    }
}

/// Text that may stand in a statement: marks without anything around them stay as they are.
fn tidy(text: &Text) -> Text {
    let mut pieces = flow::pieces(text);
    while matches!(pieces.last(), Some(Inline::Break)) {
        pieces.pop();
    }
    while matches!(pieces.first(), Some(Inline::Break)) {
        pieces.remove(0);
    }
    if let Some(Inline::Words(words)) = pieces.first_mut() {
        *words = words.trim_start().to_owned();
    }
    if let Some(Inline::Words(words)) = pieces.last_mut() {
        *words = words.trim_end().to_owned();
    }
    pieces.retain(|piece| !matches!(piece, Inline::Words(words) if words.is_empty()));
    pieces.into()
}

/// Points as deep as a ladder has them; deeper ones stand beside those above.
fn points(said: &[tree::Point], depth: usize) -> Vec<Point> {
    let mut out = Vec::new();
    for point in said {
        let children = points(&point.points, depth + 1);
        let text = tidy(&point.text.text);
        if depth >= MAX_POINT_DEPTH {
            out.push(Point { text, children: Vec::new() });
            out.extend(children);
        } else {
            out.push(Point { text, children });
        }
    }
    out.retain(|point| !point.text.is_empty());
    out
}

/// Gives each statement its id: the source's, if it has one that nobody else has; else the one that its place and words make.
fn pin(draft: &mut Draft) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for statement in draft.levels.iter().flat_map(Level::statements) {
        *times.entry(statement.id.as_str().to_lowercase()).or_default() += 1;
    }
    for level in &mut draft.levels {
        let id = level.id.clone();
        let mut namer = Namer::new(&id);
        for section in &mut level.sections {
            for statement in &mut section.statements {
                let derived = namer.next(&section.area, statement.topic.as_ref(), &statement.text);
                let is_own = times.get(&statement.id.as_str().to_lowercase()) == Some(&1);
                if !is_own || statement.id.as_str() == "?" {
                    statement.id = derived;
                }
            }
        }
    }
}

/// Every word that a ladder says, to see whether one of the source is missing.
pub(crate) fn all_words(files: &[SourceFile], ladder: &Ladder) -> HashSet<String> {
    let mut all = HashSet::new();
    let mut take = |text: &str| all.extend(split(text));
    for file in files {
        if file.name == MANIFEST {
            take(&String::from_utf8_lossy(&file.bytes));
        }
    }
    take(&ladder.title);
    for level in &ladder.levels {
        take(&level.title);
        level
            .experience
            .iter()
            .for_each(|experience| take(&format!("Years of Experience: {}", experience.raw)));
        level.notes.iter().for_each(|note| take(&spell(note)));
        for section in &level.sections {
            section.notes.iter().for_each(|note| take(&spell(note)));
            for statement in &section.statements {
                take(&spell(&statement.text));
                for_points(&statement.children, &mut take);
            }
        }
    }
    all
}

fn for_points(points: &[Point], take: &mut impl FnMut(&str)) {
    for point in points {
        take(&spell(&point.text));
        for_points(&point.children, take);
    }
}

/// The words of a text, and the addresses of its links.
pub(crate) fn spell(text: &Text) -> String {
    let mut out = text.to_plain();
    for piece in flow::pieces(text) {
        if let Inline::Mark(Mark::Link(link)) = piece {
            out.push_str(&format!(" <{}>", link.to.as_str()));
        }
    }
    out
}

/// The words of a text: runs of letters and digits, in lower case.
pub(crate) fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
