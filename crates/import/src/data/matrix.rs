//! Skills with numbered steps, and a number for each role and level: what a level asks for is the step of that number.

use std::collections::HashMap;

use crate::outline::{Doc, Outline};
use crate::shape::Options;
use crate::tree::{Level, Point, Said, Statement, Tree};
use crate::value::Value;
use crate::vocabulary::NO_AREA;

/// The keys of the parts.
const ROLES: &str = "roles|tracks|positions";
const LEVELS: &str = "career_levels|seniorities|seniority_levels|grades";
const SKILLS: &str = "skills|competencies|topics";
const CATEGORY: &str = "category|area|theme|domain";
const WANTED: &str = "levels|expected|expectations|targets";
const DESCRIPTIONS: &str = "level_descriptions|step_descriptions|steps|descriptions";
const INDICATORS: &str = "behavioral_indicators|behavioural_indicators|indicators|behaviours";
/// What says that a step is not asked for.
const NOT_ASKED: [&str; 5] = ["nc", "na", "n/a", "-", ""];

/// Reads all files together.
pub(crate) fn read(outline: &Outline, options: &Options) -> Tree {
    let mut tree = Tree::default();
    let docs: Vec<(&Doc, &Value)> = outline
        .docs
        .iter()
        .filter(|doc| !options.skips(&doc.stem))
        .filter_map(|doc| Some((doc, doc.data.as_ref()?)))
        .collect();
    let Some((_, config)) =
        docs.iter().find(|(_, data)| data.get(ROLES).is_some() && data.get(LEVELS).is_some())
    else {
        return tree;
    };
    let (roles, grades) = (named(config, ROLES, outline), named(config, LEVELS, outline));
    let mut numbers: HashMap<(String, usize), usize> = HashMap::new();
    for (role, title, value) in &roles {
        tree.tracks.push((title.clone(), Vec::new()));
        settings(value, &mut tree);
        for (at, (_, grade, value)) in grades.iter().enumerate() {
            let notes =
                value.get("description|summary").and_then(Value::leaf).map(|leaf| Said::leaf(leaf, outline));
            let experience =
                value.get("experience").and_then(Value::leaf).map(|leaf| Said::leaf(leaf, outline));
            settings(value, &mut tree);
            tree.levels.push(Level {
                title: grade.clone(),
                track: Some(title.clone()),
                notes: notes.into_iter().collect(),
                experience,
                ..Level::default()
            });
            numbers.insert((role.clone(), at), tree.levels.len() - 1);
        }
    }
    // Categories in the order that the configuration gives.
    let order: Vec<String> =
        config.get("category_order|order").map(|order| words(order, outline)).unwrap_or_default();
    let mut files: Vec<&Value> = docs
        .iter()
        .map(|(_, data)| *data)
        .filter(|data| data.get(SKILLS).is_some_and(|skills| !skills.list().is_empty()))
        .collect();
    files.sort_by_key(|data| {
        let id = data.get(CATEGORY).and_then(|category| category.word("id", outline)).unwrap_or_default();
        order.iter().position(|known| *known == id).unwrap_or(usize::MAX)
    });
    tree.used.extend(config.get("category_order|order").map(Value::leaves).unwrap_or_default());
    for data in files {
        let category = data.get(CATEGORY);
        let leaf = category.and_then(|category| {
            category.get("name|title").and_then(Value::leaf).or_else(|| category.leaf())
        });
        let area = leaf.map_or_else(|| Said::made(NO_AREA), |leaf| Said::leaf(leaf, outline));
        if let Some(category) = category {
            settings(category, &mut tree);
        }
        for skill in data.get(SKILLS).map(Value::list).unwrap_or_default() {
            read_skill(skill, &area, &roles, &numbers, outline, &mut tree);
        }
    }
    tree.levels.retain(|level| level.statements().next().is_some());
    tree
}

type Named<'v> = (String, Said, &'v Value);

/// The values of a list with their ids and titles.
fn named<'v>(config: &'v Value, keys: &str, outline: &Outline) -> Vec<Named<'v>> {
    let values = config.get(keys).map(Value::list).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| {
            let leaf = value.get("name|title").and_then(Value::leaf).or_else(|| value.leaf())?;
            let id = value.word("id|key", outline).unwrap_or_else(|| outline.words(leaf));
            Some((id, Said::leaf(leaf, outline), value))
        })
        .collect()
}

fn words(value: &Value, outline: &Outline) -> Vec<String> {
    value.list().iter().filter_map(Value::leaf).map(|leaf| outline.words(leaf)).collect()
}

fn settings(value: &Value, tree: &mut Tree) {
    for key in ["id", "abbreviation", "color", "icon", "core_roles", "core_expected", "secondary_expected"] {
        for leaf in value.get(key).map(Value::leaves).unwrap_or_default() {
            tree.used.push(leaf);
            tree.apart.push(leaf);
        }
    }
}

fn read_skill(
    skill: &Value,
    area: &Said,
    roles: &[Named],
    numbers: &HashMap<(String, usize), usize>,
    outline: &Outline,
    tree: &mut Tree,
) {
    let Some(leaf) = skill.get("name|title").and_then(Value::leaf) else { return };
    let topic = Said::leaf(leaf, outline);
    settings(skill, tree);
    let said: Vec<Said> = skill
        .get("description|summary")
        .and_then(Value::leaf)
        .map(|leaf| Said::leaf(leaf, outline))
        .into_iter()
        .collect();
    tree.topics.push((topic.clone(), said));
    let mut asked: Vec<String> = Vec::new();
    for (role, ..) in roles {
        let Some(wanted) = skill.get(WANTED).and_then(|wanted| wanted.get(role)) else { continue };
        for (at, value) in wanted.list().iter().enumerate() {
            let Some(leaf) = value.leaf() else { continue };
            tree.used.push(leaf);
            tree.apart.push(leaf);
            let step = outline.words(leaf);
            if NOT_ASKED.contains(&step.to_lowercase().as_str()) {
                continue;
            }
            let Some(text) = skill.get(DESCRIPTIONS).and_then(|steps| steps.get(&step)).and_then(Value::leaf)
            else {
                tree.remarks.push(format!("{}: the skill has no step {step}", outline.say(value.place)));
                continue;
            };
            let indicators = skill
                .get(INDICATORS)
                .and_then(|steps| steps.get(&step))
                .map(Value::leaves)
                .unwrap_or_default();
            let points = indicators
                .into_iter()
                .map(|leaf| Point { text: Said::leaf(leaf, outline), points: Vec::new() })
                .collect();
            let statement =
                Statement { topic: Some(topic.clone()), text: Said::leaf(text, outline), id: None, points };
            if let Some(level) =
                numbers.get(&(role.clone(), at)).and_then(|number| tree.levels.get_mut(*number))
            {
                level.state(area, statement);
                asked.push(step);
            }
        }
    }
    for keys in [DESCRIPTIONS, INDICATORS] {
        for (key, value) in skill.get(keys).map(Value::entries).unwrap_or_default() {
            if !asked.contains(&key.word) {
                for leaf in value.leaves() {
                    tree.lost
                        .insert(leaf, format!("no level asks for step {} of “{}”", key.word, topic.words()));
                }
            }
        }
    }
}
