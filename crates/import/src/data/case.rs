//! CASE, 1EdTech's exchange of competencies: <https://www.imsglobal.org/spec/case/v1p1>. Version 1.0 and small slips are accepted.

use std::collections::{HashMap, HashSet};

use crate::outline::Outline;
use crate::tree::{Level, Point, Said, Statement, Tree, key};
use crate::value::Value;
use crate::vocabulary::{self, NO_AREA};

/// An item with the items below it.
struct Item<'v> {
    value: &'v Value,
    said: Said,
    kind: String,
    below: Vec<String>,
}

/// Reads the packages among the files.
pub(crate) fn read(outline: &Outline) -> Tree {
    let mut tree = Tree::default();
    for data in outline.docs.iter().filter_map(|doc| doc.data.as_ref()) {
        let package = data.get("CFPackage").unwrap_or(data);
        if package.get("CFItems").is_none() && package.get("CFRubrics").is_none() {
            continue;
        }
        read_package(package, outline, &mut tree);
    }
    tree
}

fn read_package(package: &Value, outline: &Outline, tree: &mut Tree) {
    let document = package.get("CFDocument");
    if let Some(document) = document {
        tree.title = tree.title.take().or_else(|| said(document, "title", outline));
        tree.summary.extend(said(document, "description|notes", outline));
        tree.language = document.word("language", outline);
        use_settings(document, outline, tree);
    }
    let mut items: HashMap<String, Item> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for value in package.get("CFItems").map(Value::list).unwrap_or_default() {
        let (Some(id), Some(said)) = (
            value.word("identifier|id", outline),
            said(value, "fullStatement|abbreviatedStatement", outline),
        ) else {
            continue;
        };
        let kind = value.word("CFItemType|type", outline).unwrap_or_default();
        use_settings(value, outline, tree);
        order.push(id.clone());
        items.insert(id, Item { value, said, kind: kind.to_lowercase(), below: Vec::new() });
    }
    let mut children: HashSet<String> = HashSet::new();
    for value in package.get("CFAssociations").map(Value::list).unwrap_or_default() {
        for leaf in value.leaves() {
            tree.used.push(leaf);
            tree.apart.push(leaf);
        }
        let kind = value
            .word("associationType", outline)
            .map(|kind| key(&kind).replace([' ', '_'], ""))
            .unwrap_or_default();
        let end = |keys: &str| {
            let node = value.get(keys)?;
            node.word("identifier", outline).or_else(|| node.leaf().map(|leaf| outline.words(leaf)))
        };
        let (Some(from), Some(to)) =
            (end("originNodeURI|originNodeIdentifier"), end("destinationNodeURI|destinationNodeIdentifier"))
        else {
            continue;
        };
        let (child, parent) = match kind.as_str() {
            "ischildof" | "ispartof" => (from, to),
            "isparentof" => (to, from),
            _ => continue,
        };
        if items.contains_key(&child)
            && child != parent
            && let Some(parent) = items.get_mut(&parent)
        {
            parent.below.push(child.clone());
            children.insert(child);
        }
    }
    let roots: Vec<String> = order.iter().filter(|id| !children.contains(*id)).cloned().collect();
    let names: Vec<String> =
        roots.iter().filter_map(|id| items.get(id)).map(|item| item.said.words()).collect();
    let like = names.iter().filter(|name| vocabulary::is_level_like(name)).count();
    // Items of the kind "level" are levels; else the roots are, if they are called so.
    let by_kind = items.values().any(|item| item.kind.contains("level"));
    let by_root = !by_kind && like * 2 > names.len();
    let mut reader = Reader { items: &items, outline, tree, seen: HashSet::new(), by_kind, by_root };
    for id in &roots {
        reader.item(id, 0, None, &mut Vec::new());
    }
    rubrics(package, &items, outline, tree);
}

struct Reader<'a, 'v> {
    items: &'a HashMap<String, Item<'v>>,
    outline: &'a Outline,
    tree: &'a mut Tree,
    seen: HashSet<String>,
    by_kind: bool,
    by_root: bool,
}

impl Reader<'_, '_> {
    /// Takes an item: a level, an area, a topic or a statement, by its kind and depth.
    fn item(&mut self, id: &str, depth: usize, level: Option<usize>, path: &mut Vec<Said>) {
        let Some(item) = self.items.get(id) else { return };
        // Associations may run in a circle.
        if depth > 20 || !self.seen.insert(id.to_owned()) {
            return;
        }
        let is_level =
            level.is_none() && (self.by_kind && item.kind.contains("level") || self.by_root && depth == 0);
        let notes = said(item.value, "notes", self.outline);
        if is_level {
            self.tree.levels.push(Level {
                title: item.said.clone(),
                notes: notes.into_iter().collect(),
                ..Level::default()
            });
            let number = self.tree.levels.len() - 1;
            for below in &item.below {
                self.item(below, depth + 1, Some(number), path);
            }
        } else if item.below.is_empty() {
            let Some(level) = level.or_else(|| self.level_of(item)) else { return };
            let area = path.first().cloned().unwrap_or_else(|| Said::made(NO_AREA));
            let topic = path.get(1..).and_then(<[Said]>::last).cloned();
            let points = notes.into_iter().map(|text| Point { text, points: Vec::new() }).collect();
            let id = Some(id.to_owned());
            if let Some(level) = self.tree.levels.get_mut(level) {
                level.state(&area, Statement { topic, text: item.said.clone(), id, points });
            }
        } else {
            path.push(item.said.clone());
            for below in &item.below {
                self.item(below, depth + 1, level, path);
            }
            path.pop();
            if let Some(notes) = notes {
                self.tree.areas.push((item.said.clone(), vec![notes]));
            }
        }
    }

    /// The level that an item names as its education level.
    fn level_of(&mut self, item: &Item) -> Option<usize> {
        let value = item.value.get("educationLevel")?;
        let leaf = value.leaf().or_else(|| value.list().first()?.leaf())?;
        let said = Said::leaf(leaf, self.outline);
        let known = self.tree.levels.iter().position(|level| level.title.key() == said.key());
        if known.is_some() {
            self.tree.used.push(leaf);
        }
        Some(known.unwrap_or_else(|| {
            self.tree.levels.push(Level { title: said, ..Level::default() });
            self.tree.levels.len() - 1
        }))
    }
}

/// A rubric: its criteria are areas, and the levels of its criteria are levels.
fn rubrics(package: &Value, items: &HashMap<String, Item>, outline: &Outline, tree: &mut Tree) {
    for rubric in package.get("CFRubrics").map(Value::list).unwrap_or_default() {
        use_settings(rubric, outline, tree);
        tree.summary.extend(said(rubric, "title", outline));
        tree.summary.extend(said(rubric, "description", outline));
        for criterion in rubric.get("CFRubricCriteria").map(Value::list).unwrap_or_default() {
            use_settings(criterion, outline, tree);
            let of_item = criterion
                .get("CFItemURI")
                .and_then(|uri| uri.word("identifier", outline))
                .and_then(|id| items.get(&id));
            let area = of_item
                .map(|item| item.said.clone())
                .or_else(|| said(criterion, "description|category", outline))
                .unwrap_or_else(|| Said::made(NO_AREA));
            for level in criterion.get("CFRubricCriterionLevels").map(Value::list).unwrap_or_default() {
                use_settings(level, outline, tree);
                let (Some(title), Some(text)) =
                    (said(level, "quality|title", outline), said(level, "description", outline))
                else {
                    continue;
                };
                let number =
                    tree.levels.iter().position(|known| known.title.key() == title.key()).unwrap_or_else(
                        || {
                            tree.levels.push(Level { title: title.clone(), ..Level::default() });
                            tree.levels.len() - 1
                        },
                    );
                tree.used.extend(title.leaf);
                let points = said(level, "feedback", outline)
                    .into_iter()
                    .map(|text| Point { text, points: Vec::new() })
                    .collect();
                let id = level.word("identifier", outline);
                if let Some(level) = tree.levels.get_mut(number) {
                    level.state(&area, Statement { topic: None, text, id, points });
                }
            }
        }
    }
}

fn said(value: &Value, keys: &str, outline: &Outline) -> Option<Said> {
    keys.split('|').find_map(|key| value.get(key)?.leaf()).map(|leaf| Said::leaf(leaf, outline))
}

/// What only programs need: identifiers, addresses and times.
fn use_settings(value: &Value, outline: &Outline, tree: &mut Tree) {
    for (key, value) in value.entries() {
        let name = key.word.to_lowercase();
        let is_setting = name.contains("uri")
            || name.contains("identifier")
            || name.contains("time")
            || name.contains("date")
            || matches!(
                name.as_str(),
                "language"
                    | "adoptionstatus"
                    | "cfitemtype"
                    | "score"
                    | "position"
                    | "weight"
                    | "version"
                    | "caseversion"
                    | "frameworktype"
            );
        if is_setting {
            for leaf in value.leaves() {
                tree.used.push(leaf);
                tree.apart.push(leaf);
            }
        }
    }
    let _ = outline;
}
