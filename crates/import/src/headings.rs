//! Headings, bullets and paragraphs -> levels, by a shape.

use std::collections::{HashMap, HashSet};

use rungs_ladder::text::Text;

use crate::flow;
use crate::outline::{Block, Doc, Item, LeafId, Outline, Table};
use crate::shape::{Mark, Options, Shape};
use crate::tables::{Found, split_title};
use crate::tree::{self, Level, Said, Statement, Tree, key};
use crate::vocabulary::{self, NO_AREA};

/// What all files together say about words in them.
struct Hints {
    /// Labels of bullets, by how many times they come; those that come often are areas.
    labels: HashMap<String, usize>,
    /// Names of steps, each with the heading under which it is explained.
    steps: HashMap<String, (Said, String)>,
}

/// Reads all documents by `shape`.
pub(crate) fn read(
    outline: &Outline,
    shape: Shape,
    options: &Options,
    tables: &HashMap<LeafId, Found>,
) -> Tree {
    let docs: Vec<&Doc> =
        outline.docs.iter().filter(|doc| doc.data.is_none() || !doc.blocks.is_empty()).collect();
    let hints = hints(&docs, outline);
    let mut tree = Tree::default();
    let several = docs
        .iter()
        .filter(|doc| !options.skips(&doc.stem) && !options.skips(&file_name(doc, outline)))
        .count()
        > 1;
    for doc in docs {
        let name = file_name(doc, outline);
        if options.skips(&doc.stem) || options.skips(&name) {
            tree.skipped.extend(doc.blocks.iter().flat_map(Block::leaves));
            continue;
        }
        let read = Walk::new(outline, shape, options, &hints, doc, tables).read();
        merge(&mut tree, read, doc, shape, several, outline);
    }
    settle(&mut tree, outline);
    tree
}

fn file_name(doc: &Doc, outline: &Outline) -> String {
    outline
        .files
        .get(doc.file)
        .map(|name| name.rsplit('/').next().unwrap_or(name).to_owned())
        .unwrap_or_default()
}

/// What one file says.
#[derive(Default)]
struct Read {
    tree: Tree,
    /// Blocks outside the levels, each under its heading.
    outside: Vec<(Option<LeafId>, Block)>,
}

fn merge(tree: &mut Tree, read: Read, doc: &Doc, shape: Shape, several: bool, outline: &Outline) {
    let Read { tree: mut found, outside } = read;
    let by_file =
        shape.tracks == Mark::File || several && shape.levels != Mark::File && shape.tracks == Mark::None;
    if by_file && !found.levels.is_empty() && found.levels.iter().all(|level| level.track.is_none()) {
        let title = found.title.take().unwrap_or_else(|| Said::made(&from_stem(&doc.stem)));
        for level in &mut found.levels {
            level.track = Some(title.clone());
        }
        found.tracks.push((title, std::mem::take(&mut found.summary)));
    } else if several && shape.levels != Mark::File && found.levels.is_empty() {
        // A file without levels speaks of the whole.
        if let Some(leaf) = found.title.take().and_then(|title| title.leaf) {
            found.lost.insert(leaf, "the file has no levels".into());
        }
        for said in std::mem::take(&mut found.summary) {
            if let Some(leaf) = said.leaf {
                found.lost.insert(leaf, "the file has no levels".into());
            }
        }
    }
    tree.extend(found);
    // What is said about an area elsewhere, such as under a heading with its name, explains it.
    let areas: HashMap<String, Said> = tree
        .levels
        .iter()
        .flat_map(|level| &level.sections)
        .map(|section| (section.area.key(), section.area.clone()))
        .collect();
    for (heading, block) in outside {
        explain(tree, &areas, heading, &block, outline);
    }
}

fn explain(
    tree: &mut Tree,
    areas: &HashMap<String, Said>,
    heading: Option<LeafId>,
    block: &Block,
    outline: &Outline,
) {
    let under = heading.map(|leaf| (key(&outline.words(leaf)), leaf));
    if let Some((area, leaf)) = under.as_ref().and_then(|(name, leaf)| Some((areas.get(name)?, *leaf))) {
        tree.used.push(leaf);
        let said = texts(block, outline).into_iter().collect();
        tree.areas.push((Said { leaf: None, ..area.clone() }, said));
        return;
    }
    if let Block::List(items) = block {
        for item in items {
            let Some(leaf) = item.leaf else { continue };
            let text = &outline.leaf(leaf).text;
            let Some(label) = flow::label(text, false) else { continue };
            if let Some(area) = areas.get(&key(&label.title)) {
                let mut said = vec![Said::part(label.rest, leaf)];
                said.extend(item.items.iter().flat_map(Item::leaves).map(|leaf| Said::leaf(leaf, outline)));
                tree.areas.push((Said { leaf: None, ..area.clone() }, said));
            }
        }
    }
}

/// The words of a block as texts; the rows of a table each as one.
fn texts(block: &Block, outline: &Outline) -> Vec<Said> {
    match block {
        Block::Table(table) => rows(table, outline),
        block => block.leaves().into_iter().map(|leaf| Said::leaf(leaf, outline)).collect(),
    }
}

/// The rows of a table as texts, for where it says something about a level.
fn rows(table: &Table, outline: &Outline) -> Vec<Said> {
    let mut out = Vec::new();
    for row in &table.rows {
        for cell in row.iter().filter(|cell| !cell.repeats) {
            out.extend(cell.leaves().into_iter().map(|leaf| Said::leaf(leaf, outline)));
        }
    }
    out
}

/// A title made of a file's name: `engineer_ii` becomes `Engineer ii`.
pub(crate) fn from_stem(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let words = words.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => stem.to_owned(),
    }
}

fn hints(docs: &[&Doc], outline: &Outline) -> Hints {
    let mut hints = Hints { labels: HashMap::new(), steps: HashMap::new() };
    for doc in docs {
        let mut heading: Option<LeafId> = None;
        for block in &doc.blocks {
            match block {
                Block::Heading { leaf, .. } => heading = Some(*leaf),
                Block::List(items) => {
                    let mut bold = Vec::new();
                    for item in items {
                        let Some(leaf) = item.leaf else { continue };
                        let text = &outline.leaf(leaf).text;
                        let label = flow::label(text, false);
                        if label.as_ref().is_some_and(|label| label.is_bold) {
                            bold.extend(label.as_ref().map(|label| key(&label.title)));
                        }
                        let name = match label {
                            Some(label) => key(&label.title),
                            None if !item.items.is_empty() => key(&outline.words(leaf)),
                            None => continue,
                        };
                        *hints.labels.entry(name).or_default() += 1;
                    }
                    // A list in which every bullet explains a name, under a heading of its own: the steps of an axis.
                    if bold.len() == items.len()
                        && bold.len() >= 3
                        && let Some(heading) = heading
                    {
                        let axis = Said::leaf(heading, outline);
                        let words = axis.key();
                        if !vocabulary::is_level_like(&axis.words()) && !words.is_empty() {
                            for step in bold {
                                hints.steps.entry(step).or_insert_with(|| (axis.clone(), doc.stem.clone()));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
    hints
}

/// Where the walk stands.
enum At {
    /// Before the first level.
    Before,
    /// In the level with that number.
    Level(usize),
    /// Under a heading that is no level.
    Outside(Option<LeafId>),
    /// Under a heading that is to be left out, of that depth.
    Skipped(u8),
}

struct Walk<'a> {
    outline: &'a Outline,
    shape: Shape,
    options: &'a Options,
    hints: &'a Hints,
    doc: &'a Doc,
    tables: &'a HashMap<LeafId, Found>,
    read: Read,
    at: At,
    track: Option<Said>,
    area: Option<Said>,
    topic: Option<Said>,
    /// How deep the heading of the area stands.
    area_depth: u8,
    /// Whether the ladder's summary may still go on.
    in_summary: bool,
    /// The last heading of a depth above the levels.
    last_heading: Option<LeafId>,
    /// Levels of prefixes by their names.
    by_prefix: HashMap<String, usize>,
}

impl<'a> Walk<'a> {
    fn new(
        outline: &'a Outline,
        shape: Shape,
        options: &'a Options,
        hints: &'a Hints,
        doc: &'a Doc,
        tables: &'a HashMap<LeafId, Found>,
    ) -> Self {
        Self {
            outline,
            shape,
            options,
            hints,
            doc,
            tables,
            read: Read::default(),
            at: At::Before,
            track: None,
            area: None,
            topic: None,
            area_depth: 0,
            in_summary: true,
            last_heading: None,
            by_prefix: HashMap::new(),
        }
    }

    fn read(mut self) -> Read {
        if self.shape.levels == Mark::File && !self.begin_file() {
            return self.read;
        }
        let blocks = &self.doc.blocks;
        for (number, block) in blocks.iter().enumerate() {
            if let (At::Skipped(depth), Block::Heading { depth: here, .. }) = (&self.at, block)
                && here <= depth
            {
                self.at = if self.shape.levels == Mark::File { At::Level(0) } else { At::Outside(None) };
            }
            if matches!(self.at, At::Skipped(_)) {
                self.read.tree.skipped.extend(block.leaves());
                continue;
            }
            match block {
                Block::Heading { depth, leaf } => self.heading(*depth, *leaf, number),
                Block::Paragraph { leaf } => self.paragraph(*leaf, block),
                Block::List(items) => self.list(items, block),
                Block::Table(table) => self.table(table, block),
                Block::Code { leaf } => self.note_or_outside(*leaf, block),
            }
        }
        self.read
    }

    /// Begins the level that the whole file is; `false` where it is none.
    fn begin_file(&mut self) -> bool {
        let leaves = || self.doc.blocks.iter().flat_map(Block::leaves);
        let lists = self.doc.blocks.iter().any(|block| matches!(block, Block::List(_)));
        if vocabulary::is_no_level_file(&self.doc.stem) || !lists && !self.shape.paragraphs {
            let why = match lists {
                true => format!("the file’s name, `{}`, says that it is no level", self.doc.stem),
                false => "the file has no bullets, and so no statements".to_owned(),
            };
            for leaf in leaves() {
                self.read.tree.lost.insert(leaf, why.clone());
                self.read.tree.apart.push(leaf);
            }
            return false;
        }
        let mut level = Level { stem: self.doc.stem.clone(), ..Level::default() };
        let front = self.doc.data.as_ref();
        let title = front.and_then(|data| data.get("title")).and_then(crate::value::Value::leaf);
        level.weight = front
            .and_then(|data| data.word("weight|order|position|sidebar_position|nav_order", self.outline))
            .and_then(|weight| weight.parse().ok());
        let headings: Vec<(u8, LeafId)> = self
            .doc
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { depth, leaf } => Some((*depth, *leaf)),
                _ => None,
            })
            .collect();
        let area = match self.shape.areas {
            Mark::Heading(depth) => depth,
            _ => 7,
        };
        let first = headings.first().filter(|(depth, _)| {
            *depth == 1
                || *depth < area && headings.iter().skip(1).all(|(other, _)| other > depth)
                || title.is_none() && *depth < area
        });
        match (title, first) {
            (_, Some((_, leaf))) if title.is_none() || self.shape.areas != Mark::Heading(1) => {
                level.title = Said::leaf(*leaf, self.outline);
                // A title that front matter repeats.
                if let Some(title) = title {
                    match key(&self.outline.words(title)) == level.title.key() {
                        true => self.read.tree.used.push(title),
                        false => level.notes.push(Said::leaf(title, self.outline)),
                    }
                }
            }
            (Some(title), _) => level.title = Said::leaf(title, self.outline),
            _ => level.title = Said::made(&from_stem(&self.doc.stem)),
        }
        if let Some(description) =
            front.and_then(|data| data.get("description|summary")).and_then(crate::value::Value::leaf)
        {
            level.summary.push(Said::leaf(description, self.outline));
        }
        if vocabulary::is_no_level_file(&level.title.words()) {
            for leaf in leaves() {
                self.read.tree.lost.insert(leaf, "its title says that it is no level".to_owned());
            }
            return false;
        }
        self.read.tree.levels.push(level);
        self.at = At::Level(0);
        true
    }

    fn level(&mut self) -> Option<&mut Level> {
        match self.at {
            At::Level(number) => self.read.tree.levels.get_mut(number),
            _ => None,
        }
    }

    fn heading(&mut self, depth: u8, leaf: LeafId, number: usize) {
        let said = Said::leaf(leaf, self.outline);
        let words = said.words();
        if self.options.skips(&words) {
            self.read.tree.skipped.push(leaf);
            self.at = At::Skipped(depth);
            return;
        }
        match self.shape.levels {
            Mark::File => return self.heading_in_file(depth, leaf, &said),
            Mark::Prefix => return self.heading_of_prefixes(depth, leaf, said),
            Mark::Heading(level) if depth == level => return self.begin_level(depth, leaf, said, number),
            Mark::Heading(level) if depth < level => {
                self.last_heading = Some(leaf);
                self.area = None;
                self.topic = None;
                if self.read.tree.title.is_none() && self.read.tree.levels.is_empty() && depth == 1 {
                    self.read.tree.title = Some(said);
                    self.at = At::Before;
                } else {
                    self.track = Some(said);
                    self.at = At::Outside(Some(leaf));
                    self.in_summary = false;
                }
                return;
            }
            _ => {}
        }
        self.inner_heading(depth, leaf, said);
    }

    /// A heading within a level, or under one that is none.
    fn inner_heading(&mut self, depth: u8, leaf: LeafId, said: Said) {
        if !matches!(self.at, At::Level(_)) {
            self.in_summary = false;
            self.read.outside.push((None, Block::Heading { depth, leaf }));
            self.read.tree.lost.insert(leaf, "it heads a section that is no level".into());
            self.at = At::Outside(Some(leaf));
            return;
        }
        let area_depth = match self.shape.areas {
            Mark::Heading(depth) => Some(depth),
            _ => None,
        };
        match area_depth {
            Some(area) if depth <= area.max(self.area_depth) => {
                self.area_depth = depth;
                self.topic = None;
                self.area = Some(said.clone());
                if let Some(level) = self.level() {
                    level.begin(&said);
                }
            }
            Some(_) if self.area.is_some() => self.topic = Some(said),
            // Deeper than an area, without one above: it is one.
            Some(_) => {
                self.area_depth = depth;
                self.area = Some(said.clone());
                if let Some(level) = self.level() {
                    level.begin(&said);
                }
            }
            None => self.topic = Some(said),
        }
    }

    fn heading_in_file(&mut self, depth: u8, leaf: LeafId, said: &Said) {
        let is_title = self.read.tree.levels.first().is_some_and(|level| level.title.leaf == Some(leaf));
        if is_title {
            return;
        }
        match self.shape.areas {
            // Above the areas it says something about the level.
            Mark::Heading(area) if depth < area => {
                self.area = None;
                self.area_depth = 0;
                self.topic = None;
                if let Some(level) = self.level() {
                    level.notes.push(said.clone());
                }
            }
            _ => self.inner_heading(depth, leaf, said.clone()),
        }
    }

    fn heading_of_prefixes(&mut self, depth: u8, leaf: LeafId, said: Said) {
        let area = match self.shape.areas {
            Mark::Heading(depth) => depth,
            _ => 0,
        };
        if depth < area {
            self.area = None;
            self.topic = None;
            match self.read.tree.title {
                None if depth == 1 => self.read.tree.title = Some(said),
                _ => self.track = Some(said),
            }
        } else if depth == area {
            self.area = Some(said);
            self.topic = None;
            self.in_summary = false;
        } else {
            self.topic = Some(said);
        }
        self.last_heading = Some(leaf);
    }

    fn begin_level(&mut self, depth: u8, leaf: LeafId, said: Said, number: usize) {
        self.area_depth = 0;
        self.area = None;
        self.topic = None;
        self.in_summary = false;
        let until = self.doc.blocks.iter().skip(number + 1);
        let content: Vec<&Block> = until
            .take_while(|block| !matches!(block, Block::Heading { depth: other, .. } if *other <= depth))
            .collect();
        if vocabulary::is_no_level(&said.words()) || !self.has_statements(&content) {
            self.at = At::Outside(Some(leaf));
            self.last_heading = Some(leaf);
            self.read.tree.lost.insert(leaf, "it heads a section that is no level".into());
            return;
        }
        let (title, short) = split_title(&said);
        let track = self.track.clone().filter(|_| self.shape.tracks != Mark::File);
        let level = Level { title, short, track, stem: String::new(), ..Level::default() };
        self.read.tree.levels.push(level);
        self.at = At::Level(self.read.tree.levels.len() - 1);
    }

    /// Whether blocks hold something that the shape reads as a statement.
    fn has_statements(&self, content: &[&Block]) -> bool {
        let is_list = |block: &&Block| match block {
            Block::List(items) => items.iter().any(|item| !self.is_link(item)),
            Block::Paragraph { leaf } => {
                self.shape.paragraphs && !flow::is_emphasised(&self.outline.leaf(*leaf).text)
            }
            _ => false,
        };
        match self.shape.areas {
            Mark::Heading(depth) => {
                let mut in_area = false;
                content.iter().any(|block| {
                    if let Block::Heading { depth: here, .. } = block {
                        in_area |= *here == depth;
                    }
                    in_area && is_list(block)
                })
            }
            Mark::Bold => {
                let mut in_area = false;
                content.iter().any(|block| {
                    if let Block::Paragraph { leaf } = block {
                        in_area |= flow::bold_words(&self.outline.leaf(*leaf).text).is_some();
                    }
                    in_area && matches!(block, Block::List(_)) && is_list(block)
                })
            }
            Mark::Bullet => content.iter().any(|block| match block {
                Block::List(items) => items.iter().any(|item| self.area_bullet(item).is_some()),
                _ => false,
            }),
            _ => content.iter().any(is_list),
        }
    }

    fn is_link(&self, item: &Item) -> bool {
        item.leaf.is_some_and(|leaf| {
            let text = &self.outline.leaf(leaf).text;
            flow::is_link(text)
                || self.outline.has_address(leaf) && text.to_plain().split_whitespace().count() <= 6
        }) && item.items.iter().all(|item| self.is_link(item))
    }

    /// The label and the rest of a bullet that is an area.
    fn area_bullet(&self, item: &Item) -> Option<(Said, Option<Text>)> {
        let leaf = item.leaf?;
        let text = &self.outline.leaf(leaf).text;
        let often = |words: &str| self.hints.labels.get(&key(words)).is_some_and(|times| *times >= 2);
        match flow::label(text, false) {
            Some(label) if often(&label.title) => Some((
                Said::part(Text::plain(&label.title), leaf),
                Some(label.rest).filter(|rest| !rest.is_empty()),
            )),
            _ => {
                let words = self.outline.words(leaf);
                (!item.items.is_empty() && often(&words) && words.split_whitespace().count() <= 5)
                    .then(|| (Said::part(flow::one_line(&words), leaf), None))
            }
        }
    }

    fn paragraph(&mut self, leaf: LeafId, block: &Block) {
        let text = self.outline.leaf(leaf).text.clone();
        if self.shape.areas == Mark::Bold
            && matches!(self.at, At::Level(_))
            && let Some(words) = flow::bold_words(&text)
        {
            let said = Said::part(Text::plain(&words), leaf);
            self.topic = None;
            self.area = Some(said.clone());
            if let Some(level) = self.level() {
                level.begin(&said);
            }
            return;
        }
        let words = text.to_plain();
        let area = self.area.clone();
        let (paragraphs, topic) = (self.shape.paragraphs, self.topic.clone());
        let is_statement =
            paragraphs && !flow::is_emphasised(&text) && (area.is_some() || self.shape.areas == Mark::None);
        let Some(level) = self.level() else { return self.note_or_outside(leaf, block) };
        if let Some(years) = vocabulary::experience(&words).filter(|_| level.experience.is_none()) {
            level.experience = Some(Said::part(Text::plain(&years), leaf));
            return;
        }
        if level.inherits.is_none() {
            level.inherits = vocabulary::builds_on(&words);
        }
        if is_statement {
            let area = area.unwrap_or_else(|| Said::made(NO_AREA));
            level.state(&area, Statement { topic, text: Said::part(text, leaf), ..Statement::default() });
        } else {
            let area = area.filter(|_| topic.is_none());
            level.note(area.as_ref(), Said::part(text, leaf));
        }
    }

    /// A block that is a note of a level, the ladder's summary, or stands outside.
    fn note_or_outside(&mut self, leaf: LeafId, block: &Block) {
        let said = Said::leaf(leaf, self.outline);
        let area = self.area.clone();
        if let Some(level) = self.level() {
            return level.note(area.as_ref(), said);
        }
        if matches!(self.at, At::Before)
            && self.in_summary
            && matches!(block, Block::Paragraph { .. })
            && !said.words().ends_with(':')
        {
            self.read.tree.summary.push(said);
            return;
        }
        self.in_summary = false;
        self.outside(block);
    }

    fn outside(&mut self, block: &Block) {
        let heading = match self.at {
            At::Outside(heading) => heading,
            _ => self.last_heading,
        };
        let why = match heading {
            Some(heading) => format!("it stands under “{}”, which is no level", self.outline.words(heading)),
            None => "it stands before the first level".to_owned(),
        };
        for leaf in block.leaves() {
            self.read.tree.lost.insert(leaf, why.clone());
        }
        self.read.outside.push((heading, block.clone()));
    }

    fn list(&mut self, items: &[Item], block: &Block) {
        if self.shape.levels == Mark::Prefix {
            return self.prefixes(items);
        }
        if self.level().is_none() {
            self.in_summary = false;
            return self.outside(block);
        }
        if items.iter().all(|item| self.is_link(item)) {
            // A list of links is for finding the way, and no expectation.
            for leaf in block.leaves() {
                self.read.tree.lost.insert(leaf, "a list of links is no list of statements".into());
            }
            return;
        }
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        if self.shape.areas == Mark::Bullet
            && let Some((area, rest)) = self.area_bullet(item)
        {
            return self.area_item(item, &area, rest);
        }
        let Some(mut statement) = tree::statement(item, self.outline, self.topic.as_ref()) else { return };
        let mut area = self.area.clone().unwrap_or_else(|| Said::made(NO_AREA));
        if let Some((leaf, label)) =
            statement.text.leaf.and_then(|leaf| Some((leaf, flow::label(&statement.text.text, true)?)))
        {
            match self.hints.steps.get(&key(&label.title)).filter(|(_, stem)| *stem != self.doc.stem) {
                // A step of an axis: the axis is the area and the topic, and the step's name stays with the words.
                Some((axis, _)) => {
                    area = axis.clone();
                    statement.topic = Some(axis.clone());
                }
                None if !label.rest.is_empty()
                    && (statement.topic.is_none() || self.shape.topics == Mark::Label) =>
                {
                    statement.topic = Some(Said::part(Text::plain(&label.title), leaf));
                    statement.text = Said::part(label.rest, leaf);
                }
                None => {}
            }
        }
        if let Some(level) = self.level() {
            level.state(&area, statement);
        }
    }

    fn area_item(&mut self, item: &Item, area: &Said, rest: Option<Text>) {
        let outline = self.outline;
        let Some(leaf) = item.leaf else { return };
        self.area = Some(area.clone());
        let Some(level) = self.level() else { return };
        let mut more: Vec<Statement> =
            item.items.iter().filter_map(|item| tree::statement(item, outline, None)).collect();
        match rest {
            Some(rest) => {
                let mut texts = vec![rest];
                texts.extend(item.more.iter().map(|leaf| outline.leaf(*leaf).text.clone()));
                let text = Said::part(flow::join(&texts, true), leaf);
                // `- Impact: the words` with bullets below is one statement, unless the words only lead to them.
                if text.words().ends_with(':') || more.is_empty() {
                    let points = tree::points(&item.items, outline);
                    level.state(area, Statement { text, points, ..Statement::default() });
                    more.clear();
                } else {
                    level.state(area, Statement { text, ..Statement::default() });
                }
            }
            None => {
                for leaf in &item.more {
                    level.note(Some(area), Said::leaf(*leaf, outline));
                }
            }
        }
        for statement in more {
            level.state(area, statement);
        }
    }

    fn prefixes(&mut self, items: &[Item]) {
        for item in items {
            let Some(leaf) = item.leaf else { continue };
            let text = &self.outline.leaf(leaf).text;
            let Some(label) =
                flow::label(text, false).filter(|label| vocabulary::is_level_like(&label.title))
            else {
                for leaf in item.leaves() {
                    self.read
                        .tree
                        .lost
                        .insert(leaf, "the bullet does not begin with the name of a level".into());
                }
                continue;
            };
            let title = Said::part(Text::plain(&label.title), leaf);
            let track = self.track.as_ref().map(Said::key).unwrap_or_default();
            let name = format!("{track}\n{}", title.key());
            let number = match self.by_prefix.get(&name) {
                Some(number) => *number,
                None => {
                    self.read.tree.levels.push(Level {
                        title,
                        track: self.track.clone(),
                        ..Level::default()
                    });
                    let number = self.read.tree.levels.len() - 1;
                    self.by_prefix.insert(name, number);
                    number
                }
            };
            let area = self.area.clone().unwrap_or_else(|| Said::made(NO_AREA));
            let mut texts = vec![label.rest];
            texts.extend(item.more.iter().map(|leaf| self.outline.leaf(*leaf).text.clone()));
            let statement = Statement {
                topic: self.topic.clone(),
                text: Said::part(flow::join(&texts, true), leaf),
                id: None,
                points: tree::points(&item.items, self.outline),
            };
            if let Some(level) = self.read.tree.levels.get_mut(number) {
                level.state(&area, statement);
            }
        }
    }

    fn table(&mut self, table: &Table, block: &Block) {
        let outline = self.outline;
        let in_level = matches!(self.at, At::Level(_));
        let found = block.leaves().first().and_then(|leaf| self.tables.get(leaf));
        match found {
            Some(found) if !in_level || self.shape.levels == Mark::File && found.levels.len() > 1 => {
                let heading = match self.at {
                    At::Outside(heading) => heading,
                    _ => self.last_heading,
                };
                let track = heading.map(|leaf| Said::leaf(leaf, outline)).or_else(|| self.track.clone());
                let found = found.clone();
                self.read.tree.lost.extend(found.lost);
                self.read.tree.used.extend(found.used);
                self.read.tree.apart.extend(found.headers);
                self.read.tree.from_tables += found.levels.len();
                for mut level in found.levels {
                    level.track = level.track.or_else(|| track.clone());
                    self.read.tree.levels.push(level);
                }
            }
            _ if in_level => {
                let area = self.area.clone();
                let rows = rows(table, outline);
                if let Some(level) = self.level() {
                    for row in rows {
                        level.note(area.as_ref(), row);
                    }
                }
            }
            _ => {
                self.in_summary = false;
                self.outside(block);
            }
        }
    }
}

/// What can only be said when all files are read.
fn settle(tree: &mut Tree, outline: &Outline) {
    drop_strangers(tree);
    dissolve_empty_areas(tree);
    // One track is none.
    let tracks: HashSet<String> =
        tree.levels.iter().filter_map(|level| level.track.as_ref()).map(Said::key).collect();
    if tracks.len() == 1 && tree.levels.iter().all(|level| level.track.is_some()) {
        let track = tree.levels.first().and_then(|level| level.track.clone());
        for level in &mut tree.levels {
            level.track = None;
        }
        for (title, summary) in std::mem::take(&mut tree.tracks) {
            tree.summary.extend(summary);
            tree.title.get_or_insert(title);
        }
        if let Some(track) = track {
            match &tree.title {
                None => tree.title = Some(track),
                Some(title) if title.key() == track.key() => tree.used.extend(track.leaf),
                Some(_) => tree.summary.insert(0, track),
            }
        }
    }
    // Headings, links and lists that only name what is in the ladder anyway are not lost.
    let mut known: HashSet<String> = HashSet::new();
    for level in &tree.levels {
        known.insert(level.title.key());
        known.extend(level.short.as_ref().map(Said::key));
        known.extend(level.track.as_ref().map(Said::key));
        for section in &level.sections {
            known.insert(section.area.key());
            known.extend(
                section.statements.iter().filter_map(|statement| statement.topic.as_ref()).map(Said::key),
            );
        }
    }
    let skipped: HashSet<LeafId> = tree.skipped.iter().copied().collect();
    for (leaf, found) in outline.leaves() {
        if known.contains(&key(&found.text.to_plain())) && !skipped.contains(&leaf) {
            tree.lost.remove(&leaf);
            tree.used.push(leaf);
        }
    }
}

/// Levels of headings that have none of the areas that the others share are sections of another kind.
fn drop_strangers(tree: &mut Tree) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for level in &tree.levels {
        for section in level.sections.iter().filter(|section| section.area.leaf.is_some()) {
            *counts.entry(section.area.key()).or_default() += 1;
        }
    }
    let shared = |level: &Level| {
        level.sections.iter().any(|section| counts.get(&section.area.key()).is_some_and(|count| *count > 1))
    };
    let sharing = tree.levels.iter().filter(|level| shared(level)).count();
    if sharing < 3 || sharing * 3 < tree.levels.len() * 2 {
        return;
    }
    let stays = |level: &Level| {
        shared(level) || vocabulary::is_level_like(&level.title.words()) || !level.stem.is_empty()
    };
    tree.levels.retain(stays);
}

/// An area without a statement in any level becomes notes of its levels.
fn dissolve_empty_areas(tree: &mut Tree) {
    let full: HashSet<String> = tree
        .levels
        .iter()
        .flat_map(|level| &level.sections)
        .filter(|section| !section.statements.is_empty())
        .map(|section| section.area.key())
        .collect();
    for level in &mut tree.levels {
        for section in std::mem::take(&mut level.sections) {
            match (
                section.statements.is_empty(),
                section.notes.is_empty(),
                full.contains(&section.area.key()),
            ) {
                (true, true, true) => tree.used.extend(section.area.leaf),
                (true, _, false) => {
                    level.notes.push(section.area);
                    level.notes.extend(section.notes);
                }
                _ => level.sections.push(section),
            }
        }
    }
}
