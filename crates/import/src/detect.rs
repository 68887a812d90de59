//! Which shape a source has: every shape is tried and scored.

use std::collections::{HashMap, HashSet};

use crate::data;
use crate::headings;
use crate::outline::{Kind, Outline};
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
    for shape in Shape::candidates().into_iter().filter(|shape| options.allows(shape)) {
        let shape = options.apply(shape);
        if tried.contains(&shape) {
            continue;
        }
        tried.push(shape);
        let tree = match shape.levels {
            Mark::Table => tables::read_all(outline, shape, options),
            Mark::Key => data::read_all(outline, options),
            _ => headings::read(outline, shape, options),
        };
        let score = score(&tree, shape, outline);
        if score > 0.0 {
            scored.push((score, shape, tree));
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
fn score(tree: &Tree, shape: Shape, outline: &Outline) -> f64 {
    let levels = &tree.levels;
    let statements: usize = levels.iter().map(|level| level.statements().count()).sum();
    if statements == 0 {
        return 0.0;
    }
    let mut weight: HashMap<crate::outline::LeafId, f64> = tree.leaves().into_iter().map(|leaf| (leaf, 0.4)).collect();
    for statement in levels.iter().flat_map(Level::statements) {
        if let Some(leaf) = statement.text.leaf {
            weight.insert(leaf, 1.0);
        }
        mark(&statement.points, &mut weight);
    }
    let skipped: HashSet<_> = tree.skipped.iter().copied().collect();
    let (mut all, mut got) = (0.0, 0.0);
    for (leaf, found) in outline.leaves() {
        if found.kind == Kind::Heading || found.text.is_empty() || skipped.contains(&leaf) {
            continue;
        }
        all += 1.0;
        got += weight.get(&leaf).copied().unwrap_or(0.0);
    }
    let coverage = if all == 0.0 { 0.0 } else { got / all };
    let like = levels.iter().filter(|level| vocabulary::is_level_like(&level.title.words())).count();
    let names: HashSet<String> = levels
        .iter()
        .map(|level| format!("{}\n{}", level.title.key(), level.track.as_ref().map(Said::key).unwrap_or_default()))
        .collect();
    let balanced = levels.iter().filter(|level| level.statements().count() >= 2).count();
    let shared = shared_areas(levels);
    let areas: HashSet<String> = levels.iter().flat_map(|level| &level.sections).map(|section| section.area.words()).collect();
    let odd = areas.iter().filter(|area| vocabulary::is_level_like(area)).count();
    let all_levels = levels.len();
    let mut score = 0.35 * coverage
        + 0.25 * ratio(like, all_levels)
        + 0.25 * shared
        + 0.15 * ratio(balanced, all_levels);
    score *= 0.5 + 0.5 * ratio(names.len(), all_levels);
    score -= 0.2 * ratio(odd, areas.len());
    if all_levels == 1 && shape.levels != Mark::File {
        score *= 0.6;
    }
    if all_levels > 60 && shape.levels != Mark::Key {
        score *= 0.8;
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
        let shared = level.sections.iter().filter(|section| counts.get(&section.area.key()).is_some_and(|count| *count > 1));
        sum += ratio(shared.count(), level.sections.len());
    }
    sum / f64::from(u32::try_from(levels.len()).unwrap_or(u32::MAX))
}
