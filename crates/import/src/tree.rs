//! A ladder as a source says it: words with their leaves, before ids and files.

use std::collections::HashMap;

use rungs_ladder::text::Text;

use crate::flow;
use crate::outline::{Item, LeafId, Outline};

/// Words, and the leaf that they come from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) text: Text,
    pub(crate) leaf: Option<LeafId>,
}

/// All that was understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) title: Option<Said>,
    pub(crate) summary: Vec<Said>,
    /// What is said about tracks and areas, by their titles.
    pub(crate) tracks: Vec<(Said, Vec<Said>)>,
    pub(crate) areas: Vec<(Said, Vec<Said>)>,
    /// What is said about topics, by their titles.
    pub(crate) topics: Vec<(Said, Vec<Said>)>,
    pub(crate) levels: Vec<Level>,
    /// Why leaves became nothing; the others have the reason that they stand outside the levels.
    pub(crate) lost: HashMap<LeafId, String>,
    /// Leaves of which the words stand in the ladder already, or only say how the source is laid out.
    pub(crate) used: Vec<LeafId>,
    /// Leaves that the person has asked to leave out.
    pub(crate) skipped: Vec<LeafId>,
    pub(crate) language: Option<String>,
    pub(crate) remarks: Vec<String>,
    /// Leaves of files that are no part of the ladder: they say nothing about its shape.
    pub(crate) apart: Vec<LeafId>,
    /// How many levels come from tables that stand between headings.
    pub(crate) from_tables: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    pub(crate) title: Said,
    pub(crate) track: Option<Said>,
    pub(crate) short: Option<Said>,
    pub(crate) summary: Vec<Said>,
    pub(crate) experience: Option<Said>,
    pub(crate) notes: Vec<Said>,
    pub(crate) sections: Vec<Section>,
    /// The title or the id of the level that it builds on, as the source names it.
    pub(crate) inherits: Option<String>,
    /// The id that the source gives it.
    pub(crate) id: Option<String>,
    /// Where it stands among the levels, if the source says so.
    pub(crate) weight: Option<i64>,
    pub(crate) stem: String,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub(crate) area: Said,
    pub(crate) notes: Vec<Said>,
    pub(crate) statements: Vec<Statement>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    pub(crate) topic: Option<Said>,
    pub(crate) text: Said,
    pub(crate) id: Option<String>,
    pub(crate) points: Vec<Point>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Point {
    pub(crate) text: Said,
    pub(crate) points: Vec<Point>,
}

impl Said {
    pub(crate) fn leaf(leaf: LeafId, outline: &Outline) -> Self {
        Self { text: outline.leaf(leaf).text.clone(), leaf: Some(leaf) }
    }

    pub(crate) fn part(text: Text, leaf: LeafId) -> Self {
        Self { text, leaf: Some(leaf) }
    }

    /// Words that the source does not say.
    pub(crate) fn made(words: &str) -> Self {
        Self { text: Text::plain(words), leaf: None }
    }

    pub(crate) fn words(&self) -> String {
        let words = self.text.to_plain();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn key(&self) -> String {
        key(&self.words())
    }
}

/// Words as they are compared: case, spaces, signs at the ends and unseen characters make no difference.
pub(crate) fn key(words: &str) -> String {
    let seen: String = words
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{fe0f}' | '\u{feff}'))
        .collect();
    let trimmed =
        seen.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '*' | '_' | '#' | '.'));
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The points that items make.
pub(crate) fn points(items: &[Item], outline: &Outline) -> Vec<Point> {
    items
        .iter()
        .filter_map(|item| {
            let inner = points(&item.items, outline);
            match item_text(item, outline) {
                Some(text) => Some(Point { text, points: inner }),
                None => (!inner.is_empty()).then(|| Point { text: Said::made("…"), points: inner }),
            }
        })
        .collect()
}

/// The words of an item, its further paragraphs on lines of their own.
pub(crate) fn item_text(item: &Item, outline: &Outline) -> Option<Said> {
    let first = item.leaf?;
    if item.more.is_empty() {
        return Some(Said::leaf(first, outline));
    }
    let texts: Vec<Text> = std::iter::once(first)
        .chain(item.more.iter().copied())
        .map(|leaf| outline.leaf(leaf).text.clone())
        .collect();
    Some(Said::part(flow::join(&texts, true), first))
}

/// The statement that an item is.
pub(crate) fn statement(item: &Item, outline: &Outline, topic: Option<&Said>) -> Option<Statement> {
    let points = points(&item.items, outline);
    let text = item_text(item, outline).or_else(|| (!points.is_empty()).then(|| Said::made("…")))?;
    Some(Statement { topic: topic.cloned(), text, id: None, points })
}

impl Level {
    /// The section of an area, which is begun where there is none.
    fn section(&mut self, area: &Said) -> Option<&mut Section> {
        let same = self.sections.iter().rposition(|section| section.area.text == area.text);
        let at = same.or_else(|| {
            let wanted = area.key();
            self.sections.iter().position(|section| section.area.key() == wanted)
        });
        if at.is_none() {
            self.sections.push(Section { area: area.clone(), ..Section::default() });
        }
        let last = self.sections.len().saturating_sub(1);
        self.sections.get_mut(at.unwrap_or(last))
    }

    pub(crate) fn begin(&mut self, area: &Said) {
        let _ = self.section(area);
    }

    pub(crate) fn state(&mut self, area: &Said, statement: Statement) {
        if let Some(section) = self.section(area) {
            section.statements.push(statement);
        }
    }

    pub(crate) fn note(&mut self, area: Option<&Said>, note: Said) {
        match area.and_then(|area| self.section(area)) {
            Some(section) => section.notes.push(note),
            None => self.notes.push(note),
        }
    }

    pub(crate) fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements)
    }
}

impl Tree {
    /// The leaves that stand in the ladder, or count as if they did.
    pub(crate) fn leaves(&self) -> Vec<LeafId> {
        let mut out: Vec<LeafId> = self.used.clone();
        let mut take = |said: &Said| out.extend(said.leaf);
        self.title.iter().chain(&self.summary).for_each(&mut take);
        for (title, summary) in self.tracks.iter().chain(&self.areas).chain(&self.topics) {
            take(title);
            summary.iter().for_each(&mut take);
        }
        for level in &self.levels {
            take(&level.title);
            level.track.iter().chain(&level.short).chain(&level.experience).for_each(&mut take);
            level.summary.iter().chain(&level.notes).for_each(&mut take);
            for section in &level.sections {
                take(&section.area);
                section.notes.iter().for_each(&mut take);
                for statement in &section.statements {
                    statement.topic.iter().for_each(&mut take);
                    take(&statement.text);
                    for_points(&statement.points, &mut take);
                }
            }
        }
        out
    }

    /// Adds what another tree says.
    pub(crate) fn extend(&mut self, other: Tree) {
        let Tree {
            title,
            summary,
            tracks,
            areas,
            topics,
            levels,
            lost,
            used,
            skipped,
            language,
            remarks,
            apart,
            from_tables,
        } = other;
        self.apart.extend(apart);
        self.from_tables += from_tables;
        if self.title.is_none() {
            self.title = title;
        } else if let Some(leaf) = title.and_then(|title| title.leaf) {
            self.lost.insert(leaf, "the ladder has a title already".into());
        }
        self.summary.extend(summary);
        self.tracks.extend(tracks);
        self.areas.extend(areas);
        self.topics.extend(topics);
        self.levels.extend(levels);
        self.lost.extend(lost);
        self.used.extend(used);
        self.skipped.extend(skipped);
        self.language = self.language.take().or(language);
        self.remarks.extend(remarks);
    }
}

fn for_points(points: &[Point], take: &mut impl FnMut(&Said)) {
    for point in points {
        take(&point.text);
        for_points(&point.points, take);
    }
}
