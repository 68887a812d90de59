//! Which shape a source has: every shape is tried and scored.

use std::collections::{HashMap, HashSet};

use crate::data;
use crate::headings;
use crate::outline::{Block, Kind, Outline};
use crate::shape::{Mark, Options, Shape};
use crate::tables::{self, ratio};
use crate::tree::{Level, Said, Tree};
use crate::vocabulary;

/// The shape that fits best.
pub(crate) struct Choice {
    pub(crate) shape: Shape,
    pub(crate) tree: Tree,
    /// From 0 to 100.
    pub(crate) sure: u32,
    /// The best shape of another family, and how sure it is.
    pub(crate) runner_up: Option<(Shape, u32)>,
}

/// Tries every shape that `options` allow.
pub(crate) fn choose(outline: &Outline, options: &Options) -> Option<Choice> {
    let mut scored: Vec<(f64, Shape, Tree)> = Vec::new();
    let mut tried: Vec<Shape> = Vec::new();
    let depths = Depths::of(outline);
    let sure = tables::sure(outline, options);
    for shape in Shape::candidates().into_iter().filter(|shape| options.allows(shape)) {
        let shape = options.apply(shape);
        if tried.contains(&shape) || options.areas.is_none() && !depths.fit(&shape) {
            continue;
        }
        tried.push(shape);
        let trees = match shape.levels {
            Mark::Table => vec![tables::read_all(outline, options)],
            Mark::Key => data::read_each(outline, options),
            _ => vec![headings::read(outline, shape, options, &sure)],
        };
        for tree in trees {
            let score = score(&tree, shape, outline, &depths);
            if score > 0.0 {
                scored.push((score, shape, tree));
            }
        }
    }
    // Stable, so that of equals the plainer, which is tried first, wins.
    scored.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let mut scored = scored.into_iter();
    let (score, shape, tree) = scored.next()?;
    let runner_up = scored
        .find(|(_, other, _)| other.name() != shape.name() || other.levels != shape.levels)
        .map(|(score, shape, _)| (shape, percent(score)));
    Some(Choice { shape, tree, sure: percent(score), runner_up })
}

fn percent(score: f64) -> u32 {
    (0..=100).rev().find(|percent| f64::from(*percent) <= score.clamp(0.0, 1.0) * 100.0).unwrap_or(0)
}

/// How well a reading explains the source, from 0 to 1.
fn score(tree: &Tree, shape: Shape, outline: &Outline, depths: &Depths) -> f64 {
    let levels = &tree.levels;
    let statements: usize = levels.iter().map(|level| level.statements().count()).sum();
    if statements == 0 {
        return 0.0;
    }
    let mut weight: HashMap<crate::outline::LeafId, f64> =
        tree.leaves().into_iter().map(|leaf| (leaf, 0.4)).collect();
    for statement in levels.iter().flat_map(Level::statements) {
        if let Some(leaf) = statement.text.leaf {
            weight.insert(leaf, 1.0);
        }
        mark(&statement.points, &mut weight);
    }
    let skipped: HashSet<_> = tree.skipped.iter().chain(&tree.apart).copied().collect();
    let (mut all, mut got) = (0.0, 0.0);
    for (leaf, found) in outline.leaves() {
        if found.kind == Kind::Heading && weight.contains_key(&leaf) {
            got += 0.6;
        }
        if found.text.is_empty() || skipped.contains(&leaf) {
            continue;
        }
        all += 1.0;
        got += weight.get(&leaf).copied().unwrap_or(0.0);
    }
    let coverage = if all == 0.0 { 0.0 } else { got / all };
    let like = levels.iter().filter(|level| vocabulary::is_level_like(&level.title.words())).count();
    let names: HashSet<String> = levels
        .iter()
        .map(|level| {
            format!("{}\n{}", level.title.key(), level.track.as_ref().map(Said::key).unwrap_or_default())
        })
        .collect();
    let balanced = levels.iter().filter(|level| level.statements().count() >= 2).count();
    let shared = shared_areas(levels);
    let areas: HashSet<String> =
        levels.iter().flat_map(|level| &level.sections).map(|section| section.area.words()).collect();
    // Areas and topics that are called like levels, or are sentences.
    let is_odd = |title: &&String| vocabulary::is_level_like(title) || title.split_whitespace().count() > 8;
    let odd = areas.iter().filter(is_odd).count();
    let topics: HashSet<String> = levels
        .iter()
        .flat_map(Level::statements)
        .filter_map(|statement| statement.topic.as_ref())
        .map(Said::words)
        .collect();
    let odd_topics = topics.iter().filter(is_odd).count();
    let all_levels = levels.len();
    let mut score =
        0.35 * coverage + 0.25 * ratio(like, all_levels) + 0.25 * shared + 0.15 * ratio(balanced, all_levels);
    score *= 0.5 + 0.5 * ratio(names.len(), all_levels);
    score -= 0.2 * ratio(odd, areas.len()) + 0.1 * ratio(odd_topics, topics.len());
    if all_levels == 1 && (shape.levels != Mark::File || like == 0) {
        score *= 0.6;
    }
    // One page of text is no ladder.
    if all_levels == 1 && like == 0 && shape.paragraphs {
        return 0.0;
    }
    if all_levels > 60 && shape.levels != Mark::Key {
        score *= 0.8;
    }
    // Tables between headings are better read as tables, unless they are few.
    if tree.from_tables * 2 > all_levels {
        score *= 0.7;
    }
    // A file in which several titles stand is no level.
    if shape.levels == Mark::File && shape.areas != Mark::Heading(1) && depths.titles > 1 {
        score -= 0.2;
    }
    // One level of each file is a file for each level.
    if matches!(shape.levels, Mark::Heading(_)) && depths.files > 2 && all_levels <= depths.files {
        score *= 0.85;
    }
    let stray = levels.iter().flat_map(|level| &level.sections).filter(|section| section.area.leaf.is_none());
    let stray: usize = stray.map(|section| section.statements.len()).sum();
    if !matches!(shape.areas, Mark::None) {
        score -= 0.1 * ratio(stray, statements);
    }
    if shape.paragraphs {
        score -= 0.04;
    }
    score.max(0.001)
}

fn mark(points: &[crate::tree::Point], weight: &mut HashMap<crate::outline::LeafId, f64>) {
    for point in points {
        if let Some(leaf) = point.text.leaf {
            weight.insert(leaf, 1.0);
        }
        mark(&point.points, weight);
    }
}

/// The share of areas that other levels have, too.
fn shared_areas(levels: &[Level]) -> f64 {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut named = false;
    for level in levels {
        for section in &level.sections {
            named |= section.area.leaf.is_some();
            *counts.entry(section.area.key()).or_default() += 1;
        }
    }
    if !named || levels.len() == 1 {
        return 0.4;
    }
    let mut sum = 0.0;
    for level in levels {
        let of = |section: &crate::tree::Section| match (&section.area.leaf, counts.get(&section.area.key()))
        {
            (None, _) => 0.4,
            (Some(_), Some(count)) if *count > 1 => 1.0,
            _ => 0.0,
        };
        let all: f64 = level.sections.iter().map(of).sum();
        sum += all * ratio(1, level.sections.len());
    }
    sum / f64::from(u32::try_from(levels.len()).unwrap_or(u32::MAX))
}

/// How many headings there are.
struct Depths {
    /// The most of each depth in one file.
    most: [usize; 7],
    /// The most first-level headings of a file.
    titles: usize,
    files: usize,
    /// Whether there are paragraphs or bullets.
    has_text: bool,
}

impl Depths {
    fn of(outline: &Outline) -> Self {
        let mut most = [0; 7];
        let blocks = || outline.docs.iter().flat_map(|doc| &doc.blocks);
        let has_text = blocks().any(|block| matches!(block, Block::Paragraph { .. } | Block::List(_)));
        for doc in &outline.docs {
            let mut here = [0; 7];
            for block in &doc.blocks {
                if let Block::Heading { depth, .. } = block
                    && let Some(count) = here.get_mut(usize::from(*depth))
                {
                    *count += 1;
                }
            }
            for (most, here) in most.iter_mut().zip(here) {
                *most = (*most).max(here);
            }
        }
        Self { most, titles: most.get(1).copied().unwrap_or(0), files: outline.docs.len(), has_text }
    }

    /// Whether headings of the shape's depths are there. One of the first depth is a title.
    fn fit(&self, shape: &Shape) -> bool {
        let has_levels = match shape.levels {
            Mark::Heading(depth) => self.most.get(usize::from(depth)).is_some_and(|count| *count > 0),
            Mark::File | Mark::Prefix => self.has_text,
            _ => true,
        };
        has_levels
            && match shape.areas {
                Mark::Heading(1) => self.titles > 1,
                Mark::Heading(depth) => self.most.get(usize::from(depth)).is_some_and(|count| *count > 0),
                _ => true,
            }
    }
}
