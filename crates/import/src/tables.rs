//! Tables -> levels: a row for each statement, or areas and levels as rows and columns, either way round.

use std::collections::{HashMap, HashSet};

use rungs_ladder::text::Text;

use crate::flow;
use crate::outline::{Block, Cell, Item, LeafId, Outline, Table};
use crate::shape::Options;
use crate::tree::{self, Level, Point, Said, Statement, Tree, key};
use crate::vocabulary::{self, NO_AREA, Role};

/// What a table says.
#[derive(Clone, Default)]
pub(crate) struct Found {
    /// From 0 to 1.
    pub(crate) sure: f64,
    pub(crate) levels: Vec<Level>,
    pub(crate) areas: Vec<(Said, Vec<Said>)>,
    pub(crate) lost: HashMap<LeafId, String>,
    pub(crate) used: Vec<LeafId>,
    /// The header, which says what is what.
    pub(crate) headers: Vec<LeafId>,
    /// Rows above the header.
    above: Vec<Said>,
}

/// What the columns of a table are, by the words of their headers.
type Columns = [(String, Role)];

impl Found {
    /// Whether it is a ladder even where nobody says that tables are.
    pub(crate) fn is_sure(&self) -> bool {
        let like = self.levels.iter().filter(|level| vocabulary::is_level_like(&level.title.words())).count();
        self.sure >= 0.7 && like * 2 >= self.levels.len()
    }
}

/// The tables that are ladders for sure, each by its first leaf.
pub(crate) fn sure(outline: &Outline, options: &Options) -> HashMap<LeafId, Found> {
    let blocks = outline.docs.iter().flat_map(|doc| &doc.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => {
                let found = read(table, outline, &options.columns, None).filter(Found::is_sure)?;
                Some((block.leaves().into_iter().next()?, found))
            }
            _ => None,
        })
        .collect()
}

/// The most rows above a header.
const MAX_ABOVE: usize = 8;
/// Cells that say that nothing is asked for.
const NOTHING: &[&str] = &["-", "–", "—", "/", "n/a", "na", "n.a.", "none", "tbd", "x"];

/// Reads all tables of all documents.
pub(crate) fn read_all(outline: &Outline, options: &Options) -> Tree {
    let mut tree = Tree::default();
    let mut all: Vec<(Vec<LeafId>, String, Found)> = Vec::new();
    for doc in &outline.docs {
        let mut path: Vec<(u8, LeafId)> = Vec::new();
        let mut last: Option<LeafId> = None;
        let mut skipped: Option<u8> = None;
        let name = outline.files.get(doc.file).map_or("", |name| name.rsplit('/').next().unwrap_or(name));
        if options.skips(&doc.stem) || options.skips(name) {
            tree.skipped.extend(doc.blocks.iter().flat_map(Block::leaves));
            continue;
        }
        for block in &doc.blocks {
            if let (Some(depth), Block::Heading { depth: here, .. }) = (skipped, block)
                && *here <= depth
            {
                skipped = None;
            }
            match block {
                Block::Heading { depth, leaf } if skipped.is_none() => {
                    if options.skips(&outline.words(*leaf)) {
                        skipped = Some(*depth);
                        tree.skipped.push(*leaf);
                        continue;
                    }
                    path.retain(|(above, _)| above < depth);
                    path.push((*depth, *leaf));
                    last = Some(*leaf);
                    if *depth == 1 && tree.title.is_none() {
                        tree.title = Some(Said::leaf(*leaf, outline));
                    }
                }
                Block::Table(table) if skipped.is_none() => {
                    if options.skips(&table.name) {
                        tree.skipped.extend(block.leaves());
                        continue;
                    }
                    match read(table, outline, &options.columns, Some(&options.shape)) {
                        Some(found) => {
                            let name = match (table.name.is_empty(), outline.docs.len() > 1) {
                                (true, true) => crate::headings::from_stem(&doc.stem),
                                _ => table.name.clone(),
                            };
                            all.push((path.iter().map(|(_, leaf)| *leaf).collect(), name, found));
                        }
                        None => {
                            let why = match table.name.is_empty() {
                                true => "the table is no ladder".to_owned(),
                                false => format!("the sheet “{}” is no ladder", table.name),
                            };
                            for leaf in block.leaves() {
                                tree.lost.insert(leaf, why.clone());
                            }
                        }
                    }
                }
                block if skipped.is_some() => tree.skipped.extend(block.leaves()),
                Block::Paragraph { leaf }
                    if last.is_none_or(|last| {
                        tree.title.as_ref().is_some_and(|title| title.leaf == Some(last))
                    }) =>
                {
                    tree.summary.push(Said::leaf(*leaf, outline));
                }
                block => {
                    if let Some(heading) = last {
                        for leaf in block.leaves() {
                            let why =
                                format!("it stands under “{}”, and in no table", outline.words(heading));
                            tree.lost.insert(leaf, why);
                        }
                    }
                }
            }
        }
    }
    join(&mut tree, all, outline);
    tree
}

/// Joins tables that speak of the same levels; the others are tracks of their own.
fn join(tree: &mut Tree, all: Vec<(Vec<LeafId>, String, Found)>, outline: &Outline) {
    let mut groups: Vec<Vec<(Vec<LeafId>, String, Found)>> = Vec::new();
    for one in all {
        let fits = groups.iter_mut().find(|group| group.iter().any(|(.., other)| belongs(&one.2, other)));
        match fits {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let several = groups.len() > 1;
    let everywhere = common(groups.iter().flatten().map(|(path, ..)| path.as_slice()));
    for group in groups {
        let here = common(group.iter().map(|(path, ..)| path.as_slice()));
        let heading = here.get(everywhere.len()..).and_then(<[LeafId]>::first).or_else(|| here.last());
        let name = group.first().map(|(_, name, _)| name.clone()).unwrap_or_default();
        let track = match (several, heading) {
            (false, _) => None,
            (true, Some(leaf)) => Some(Said::leaf(*leaf, outline)),
            (true, None) if !name.is_empty() => Some(Said::made(&name)),
            _ => None,
        };
        if let Some(track) = track.clone().filter(|_| {
            group.iter().all(|(.., found)| found.levels.iter().all(|level| level.track.is_none()))
        }) {
            tree.tracks.push((track, Vec::new()));
        }
        let mut levels: Vec<Level> = Vec::new();
        for (path, _, found) in group {
            tree.used.extend(path);
            take(tree, &mut levels, found, track.as_ref());
        }
        tree.levels.extend(levels);
    }
}

fn take(tree: &mut Tree, levels: &mut Vec<Level>, found: Found, track: Option<&Said>) {
    let Found { levels: more, areas, lost, used, headers, above, .. } = found;
    tree.apart.extend(headers);
    tree.areas.extend(areas);
    tree.lost.extend(lost);
    tree.used.extend(used);
    for said in above {
        match tree.title {
            None => tree.title = Some(said),
            Some(_) => tree.summary.push(said),
        }
    }
    for mut level in more {
        level.track = level.track.or_else(|| track.cloned());
        let same = |other: &&mut Level| {
            other.title.key() == level.title.key()
                && other.track.as_ref().map(Said::key) == level.track.as_ref().map(Said::key)
        };
        match levels.iter_mut().find(same) {
            Some(known) => {
                tree.used.extend(level.title.leaf);
                known.short = known.short.take().or(level.short);
                known.notes.extend(level.notes);
                known.experience = known.experience.take().or(level.experience);
                for section in level.sections {
                    known.begin(&section.area);
                    tree.used.extend(section.area.leaf);
                    for note in section.notes {
                        known.note(Some(&section.area), note);
                    }
                    for statement in section.statements {
                        known.state(&section.area, statement);
                    }
                }
            }
            None => levels.push(level),
        }
    }
}

/// Whether two tables speak of the same levels, each of other areas.
fn belongs(one: &Found, other: &Found) -> bool {
    let titles =
        |found: &Found| -> HashSet<String> { found.levels.iter().map(|level| level.title.key()).collect() };
    let labels = |found: &Found| -> HashSet<String> {
        let sections = found.levels.iter().flat_map(|level| &level.sections);
        sections
            .flat_map(|section| {
                let topics = section.statements.iter().filter_map(|statement| statement.topic.as_ref());
                topics
                    .map(move |topic| format!("{}\n{}", section.area.key(), topic.key()))
                    .chain([section.area.key()])
            })
            .collect()
    };
    let (mine, theirs) = (titles(one), titles(other));
    if mine.intersection(&theirs).count() * 2 < mine.len().min(theirs.len()) {
        return false;
    }
    let (mine, theirs) = (labels(one), labels(other));
    mine.intersection(&theirs).count() * 2 < mine.len().min(theirs.len()).max(1)
}

fn common<'a>(mut paths: impl Iterator<Item = &'a [LeafId]>) -> Vec<LeafId> {
    let mut common: Vec<LeafId> = paths.next().unwrap_or_default().to_vec();
    for path in paths {
        let same = common.iter().zip(path).take_while(|(one, other)| one == other).count();
        common.truncate(same);
    }
    common
}

/// Reads a table, if it is a ladder.
pub(crate) fn read(
    table: &Table,
    outline: &Outline,
    columns: &Columns,
    told: Option<&Option<String>>,
) -> Option<Found> {
    let filled: Vec<usize> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty() && !cell.repeats))
        .map(|(number, _)| number)
        .collect();
    let mut best: Option<Found> = None;
    for (before, header) in filled.iter().take(MAX_ABOVE).enumerate() {
        let reader = Reader { table, outline, header: *header, columns };
        let rows: Vec<usize> = filled.iter().skip(before + 1).copied().collect();
        if rows.is_empty() {
            continue;
        }
        for found in [reader.long(&rows), reader.levels_in_columns(&rows), reader.levels_in_rows(&rows)]
            .into_iter()
            .flatten()
        {
            let mut found = reader.finish(found, filled.get(..before).unwrap_or_default());
            // A header further down is less likely.
            found.sure -= 0.02 * f64::from(u32::try_from(before).unwrap_or(0));
            if is_ladder(&found, told.is_some_and(Option::is_some) || !columns.is_empty())
                && best.as_ref().is_none_or(|best| found.sure > best.sure)
            {
                best = Some(found);
            }
        }
        if best.as_ref().is_some_and(|best| best.sure >= 0.85) {
            break;
        }
    }
    best
}

/// Whether there is enough in it: levels with sentences, and not with names alone.
fn is_ladder(found: &Found, told: bool) -> bool {
    let statements: Vec<&Statement> = found.levels.iter().flat_map(Level::statements).collect();
    let is_poor = |statement: &&&Statement| {
        let text = &statement.text.text;
        weight(text) < 2 || vocabulary::is_level_like(&text.to_plain()) && weight(text) < 5
    };
    let poor = statements.iter().filter(is_poor).count();
    !found.levels.is_empty()
        && !statements.is_empty()
        && (told || statements.len() > 1 && poor * 2 < statements.len())
}

/// How many words a text has; of scripts without spaces two signs count as one.
fn weight(text: &Text) -> usize {
    let words = text.to_plain();
    words.split_whitespace().count() + words.chars().filter(|c| *c > '\u{2e80}').count() / 2
}

struct Reader<'a> {
    table: &'a Table,
    outline: &'a Outline,
    header: usize,
    columns: &'a Columns,
}

impl<'a> Reader<'a> {
    fn cell(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.table.rows.get(row)?.get(column)
    }

    fn words(&self, row: usize, column: usize) -> String {
        self.cell(row, column).map(|cell| self.outline.cell(cell)).unwrap_or_default()
    }

    fn width(&self, rows: &[usize]) -> usize {
        rows.iter()
            .chain([&self.header])
            .filter_map(|row| self.table.rows.get(*row))
            .map(Vec::len)
            .max()
            .unwrap_or(0)
    }

    /// The words of a cell as one, and its leaf.
    fn said(&self, row: usize, column: usize) -> Option<Said> {
        let cell = self.cell(row, column)?;
        let leaf = cell.leaves().into_iter().next()?;
        let words = self.outline.cell(cell);
        Some(Said::part(flow::one_line(&words), leaf))
    }

    fn role(&self, column: usize) -> Option<(Role, usize)> {
        let header = self.words(self.header, column);
        let told = self.columns.iter().find(|(name, _)| key(name) == key(&header));
        told.map(|(_, role)| (*role, 0)).or_else(|| vocabulary::column(&header))
    }

    fn is_nothing(&self, cell: &Cell) -> bool {
        NOTHING.contains(&self.outline.cell(cell).trim().to_lowercase().as_str())
    }

    /// A row for each statement.
    fn long(&self, rows: &[usize]) -> Option<Found> {
        let width = self.width(rows);
        let mut roles: Vec<Option<(Role, usize)>> = (0..width).map(|column| self.role(column)).collect();
        // Of several columns of one kind the surest has it.
        for role in [Role::Statement, Role::Area, Role::Topic] {
            let best =
                roles.iter().flatten().filter(|(other, _)| *other == role).map(|(_, rank)| *rank).min();
            let mut taken = false;
            for found in roles.iter_mut().filter(|found| found.is_some_and(|(other, _)| other == role)) {
                let is_best = found.map(|(_, rank)| rank) == best && !taken;
                taken |= is_best;
                if !is_best {
                    *found = match role {
                        Role::Statement => Some((Role::Example, 0)),
                        Role::Area => Some((Role::Topic, 50)),
                        _ => None,
                    };
                }
            }
        }
        let levels: Vec<usize> = of(&roles, Role::Level);
        let statement = *of(&roles, Role::Statement).first()?;
        let (level, short) = match levels.as_slice() {
            [] => return None,
            [only] => (*only, of(&roles, Role::Short).first().copied()),
            // A code and a title.
            [first, second, ..] => match vocabulary::is_code(&self.words(*rows.first()?, *first)) {
                true => (*second, Some(*first)),
                false => (*first, Some(*second)),
            },
        };
        let mut found = Found::default();
        let mut above: HashMap<usize, Said> = HashMap::new();
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for row in rows {
            // A header that is repeated further down.
            if (0..width).all(|column| self.words(*row, column) == self.words(self.header, column)) {
                self.use_row(*row, &mut found);
                continue;
            }
            let mut value = |column: usize| {
                let said = self.said(*row, column);
                if let Some(said) = &said {
                    above.insert(column, said.clone());
                }
                said.or_else(|| above.get(&column).cloned())
            };
            let first_of = |role: Role| of(&roles, role).first().copied();
            let Some(title) = value(level) else { continue };
            let short = short.and_then(&mut value);
            let area = first_of(Role::Area).and_then(&mut value).unwrap_or_else(|| Said::made(NO_AREA));
            let topic = first_of(Role::Topic).and_then(|column| self.said(*row, column));
            let track = first_of(Role::Track).and_then(&mut value);
            let name = format!("{}\n{}", track.as_ref().map(Said::key).unwrap_or_default(), title.key());
            let number = *by_name.entry(name).or_insert_with(|| {
                found.levels.push(Level { title: title.clone(), short, track, ..Level::default() });
                found.levels.len() - 1
            });
            let id = first_of(Role::Id).map(|column| self.words(*row, column)).filter(|id| !id.is_empty());
            let mut statements =
                self.cell(*row, statement).map(|cell| self.one_row(cell)).unwrap_or_default();
            let examples: Vec<Point> = of(&roles, Role::Example)
                .into_iter()
                .filter_map(|column| self.cell(*row, column))
                .flat_map(|cell| examples(cell, self.outline))
                .collect();
            let Some(level) = found.levels.get_mut(number) else { continue };
            let several = statements.len() > 1;
            for (at, statement) in statements.iter_mut().enumerate() {
                statement.topic = topic.clone();
                statement.id = id.clone().filter(|_| !several);
                if at == 0 {
                    statement.points.extend(examples.clone());
                }
            }
            if statements.is_empty() {
                for point in examples {
                    level.note(Some(&area), point.text);
                }
            }
            for statement in statements {
                level.state(&area, statement);
            }
            for column in of(&roles, Role::Note) {
                for leaf in self.cell(*row, column).map(Cell::leaves).unwrap_or_default() {
                    level.note(Some(&area), Said::leaf(leaf, self.outline));
                }
            }
            for column in of(&roles, Role::Experience) {
                match (&level.experience, self.said(*row, column)) {
                    (None, said) => level.experience = said,
                    (Some(known), Some(said)) if known.words() == said.words() => {
                        found.used.extend(said.leaf)
                    }
                    (Some(_), said) => level.notes.extend(said),
                }
            }
            self.lose_columns(*row, &roles, &mut found);
            self.use_labels(*row, &roles, &mut found);
        }
        let distinct = found.levels.len();
        // One row for each level with several columns is the other way round.
        let columns = roles
            .iter()
            .filter(|role| role.is_none_or(|(role, _)| matches!(role, Role::Statement | Role::Example)))
            .count();
        if self.columns.is_empty()
            && distinct == rows.len()
            && columns > 1
            && of(&roles, Role::Area).is_empty()
        {
            return None;
        }
        let likely = share(&found.levels);
        found.sure = 0.6 + 0.2 * likely + if of(&roles, Role::Area).is_empty() { 0.0 } else { 0.18 };
        if self.columns.iter().any(|(_, role)| *role == Role::Statement) {
            found.sure += 0.3;
        }
        Some(found)
    }

    /// The leaves of cells that repeat what stands above.
    fn use_labels(&self, row: usize, roles: &[Option<(Role, usize)>], found: &mut Found) {
        for (column, role) in roles.iter().enumerate() {
            if role.is_some_and(|(role, _)| {
                matches!(
                    role,
                    Role::Level
                        | Role::Short
                        | Role::Area
                        | Role::Topic
                        | Role::Track
                        | Role::Id
                        | Role::Skip
                )
            }) {
                found.used.extend(self.cell(row, column).map(Cell::leaves).unwrap_or_default());
            }
        }
    }

    fn lose_columns(&self, row: usize, roles: &[Option<(Role, usize)>], found: &mut Found) {
        for (column, role) in roles.iter().enumerate() {
            if role.is_none() {
                let header = self.words(self.header, column);
                let why = match header.is_empty() {
                    true => "its column has no header".to_owned(),
                    false => format!(
                        "the column “{header}” has no meaning yet: say it with --column \"{header}=note\""
                    ),
                };
                for leaf in self.cell(row, column).map(Cell::leaves).unwrap_or_default() {
                    found.lost.insert(leaf, why.clone());
                }
            }
        }
    }

    /// The statements of a cell that has a row of its own: several only where bullets set them off.
    fn one_row(&self, cell: &Cell) -> Vec<Statement> {
        if self.is_nothing(cell) {
            return Vec::new();
        }
        match cell.bulleted || cell.items.len() < 2 {
            true => self.statements(&cell.items, None),
            false => {
                let first = cell.leaves().into_iter().next();
                let texts: Vec<Text> =
                    cell.leaves().iter().map(|leaf| self.outline.leaf(*leaf).text.clone()).collect();
                let text = Said { text: flow::join(&texts, true), leaf: first };
                vec![Statement { text, ..Statement::default() }]
            }
        }
    }

    fn statements(&self, items: &[Item], topic: Option<&Said>) -> Vec<Statement> {
        items
            .iter()
            .filter_map(|item| {
                let mut statement = tree::statement(item, self.outline, topic)?;
                if let (None, Some(leaf)) = (topic, statement.text.leaf)
                    && let Some(label) =
                        flow::label(&statement.text.text, true).filter(|label| !label.rest.is_empty())
                {
                    statement.topic = Some(Said::part(Text::plain(&label.title), leaf));
                    statement.text = Said::part(label.rest, leaf);
                }
                Some(statement)
            })
            .collect()
    }

    /// Areas as rows, levels as columns.
    fn levels_in_columns(&self, rows: &[usize]) -> Option<Found> {
        let width = self.width(rows);
        let corner = self.words(self.header, 0);
        let corner_role = self.role(0).map(|(role, _)| role);
        if corner_role == Some(Role::Level) && !vocabulary::is_level_like(&self.words(self.header, 1)) {
            return None;
        }
        let is_label = |column: usize| {
            column == 0
                || self.role(column).is_some_and(|(role, _)| {
                    matches!(role, Role::Area | Role::Topic | Role::Id | Role::Track)
                }) && !vocabulary::is_level_like(&self.words(self.header, column))
        };
        let labels = (0..width).take_while(|column| is_label(*column)).count();
        let is_level = |column: &usize| {
            let header = self.words(self.header, *column);
            !header.is_empty()
                && (vocabulary::is_level_like(&header)
                    || !self.role(*column).is_some_and(|(role, _)| {
                        matches!(role, Role::Note | Role::Example | Role::Skip | Role::Id)
                    }))
        };
        let columns: Vec<usize> = (labels..width).filter(is_level).collect();
        let headers: Vec<String> = columns.iter().map(|column| self.words(self.header, *column)).collect();
        let likely = likely(&headers);
        let is_corner = corner.is_empty() || matches!(corner_role, Some(Role::Area | Role::Topic));
        if columns.len() < 2
            || likely == 0.0 && !is_corner
            || headers.iter().any(|header| header.chars().count() > 100)
        {
            return None;
        }
        let mut found = Found::default();
        for column in &columns {
            let title = self.said(self.header, *column)?;
            let (title, short) = split_title(&title);
            found.levels.push(Level { title, short, ..Level::default() });
        }
        let mut area = (!is_corner && corner_role.is_none()).then(|| self.said(self.header, 0)).flatten();
        let has_group = area.is_some();
        let mut grouped = has_group;
        for row in rows {
            let label = (labels == 1 || self.cell(*row, 0).is_some_and(|cell| !cell.is_empty()))
                .then(|| self.said(*row, 0))
                .flatten();
            let rest_is_empty = (labels..width)
                .all(|column| self.cell(*row, column).is_none_or(|cell| cell.is_empty() || cell.repeats));
            if rest_is_empty && labels == 1 {
                // A row with a label alone begins a group of areas, whose rows are topics.
                grouped = label.is_some();
                area = label;
                continue;
            }
            let (here, topic) = match (labels, grouped) {
                (1, true) => (area.clone(), label.clone()),
                (1, false) => (label.clone().or_else(|| area.clone()), None),
                _ => (label.clone().or_else(|| area.clone()), self.said(*row, 1)),
            };
            if labels > 1 || !grouped {
                area = here.clone();
            }
            let here = here.unwrap_or_else(|| Said::made(NO_AREA));
            found
                .used
                .extend((0..labels).filter_map(|column| self.cell(*row, column)).flat_map(Cell::leaves));
            for (number, column) in columns.iter().enumerate() {
                let Some(cell) = self.cell(*row, *column) else { continue };
                if cell.is_empty() || self.is_nothing(cell) {
                    found.used.extend(cell.leaves());
                    continue;
                }
                let statements = self.statements(&cell.items, topic.as_ref());
                if let Some(level) = found.levels.get_mut(number) {
                    for statement in statements {
                        level.state(&here, statement);
                    }
                }
            }
            for column in (labels..width).filter(|column| !columns.contains(column)) {
                let said: Vec<Said> = self
                    .cell(*row, column)
                    .map(Cell::leaves)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|leaf| Said::leaf(leaf, self.outline))
                    .collect();
                if !said.is_empty() {
                    found.areas.push((Said { leaf: None, ..here.clone() }, said));
                }
            }
        }
        found.sure = 0.5 + 0.4 * likely + if is_corner { 0.08 } else { 0.0 };
        Some(found)
    }

    /// Levels as rows, areas as columns.
    fn levels_in_rows(&self, rows: &[usize]) -> Option<Found> {
        let width = self.width(rows);
        let titles: Vec<usize> = (0..width)
            .filter(|column| *column == 0 || self.role(*column).is_some_and(|(role, _)| role == Role::Level))
            .collect();
        let firsts: Vec<String> =
            rows.iter().map(|row| self.words(*row, 0)).filter(|words| !words.is_empty()).collect();
        let likely = likely(&firsts);
        let is_told = self.role(0).is_some_and(|(role, _)| matches!(role, Role::Level | Role::Short));
        if width < 2 || likely < 0.5 && !is_told || firsts.iter().any(|first| first.chars().count() > 100) {
            return None;
        }
        // A code in the first column, and the title in the second.
        let title = titles.iter().rev().find(|column| **column < 3).copied().unwrap_or(0);
        let mut found = Found::default();
        let mut number: Option<usize> = None;
        for row in rows {
            if let Some(said) = self.said(*row, title).filter(|said| !said.words().is_empty()) {
                let known = found.levels.iter().position(|level| level.title.key() == said.key());
                number = Some(known.unwrap_or_else(|| {
                    let (said, mut short) = split_title(&said);
                    if title > 0 {
                        short = self.said(*row, 0);
                    }
                    found.levels.push(Level { title: said, short, ..Level::default() });
                    found.levels.len() - 1
                }));
                found.used.extend(
                    titles.iter().filter_map(|column| self.cell(*row, *column)).flat_map(Cell::leaves),
                );
            }
            let Some(level) = number.and_then(|number| found.levels.get_mut(number)) else { continue };
            for column in (0..width).filter(|column| !titles.contains(column)) {
                let Some(cell) = self.cell(*row, column) else { continue };
                if cell.is_empty() || cell.repeats {
                    continue;
                }
                if self.is_nothing(cell) {
                    found.used.extend(cell.leaves());
                    continue;
                }
                // A cell across all areas speaks of the level.
                if cell.columns > 1 && cell.columns + titles.len() >= width {
                    for leaf in cell.leaves() {
                        let said = Said::leaf(leaf, self.outline);
                        match vocabulary::experience(&said.words()).filter(|_| level.experience.is_none()) {
                            Some(years) => level.experience = Some(Said::part(Text::plain(&years), leaf)),
                            None => level.notes.push(said),
                        }
                    }
                    continue;
                }
                match self.role(column).map(|(role, _)| role) {
                    Some(Role::Experience) if level.experience.is_none() => {
                        level.experience = self.said(*row, column)
                    }
                    Some(Role::Short) => level.short = self.said(*row, column),
                    Some(Role::Track) => level.track = self.said(*row, column),
                    Some(Role::Skip) => found.used.extend(cell.leaves()),
                    _ => {
                        let area = self.said(self.header, column).unwrap_or_else(|| Said::made(NO_AREA));
                        for statement in self.statements(&cell.items, None) {
                            level.state(&area, statement);
                        }
                    }
                }
            }
        }
        found.sure = 0.5 + 0.3 * likely + if is_told { 0.17 } else { 0.0 };
        Some(found)
    }

    fn use_row(&self, row: usize, found: &mut Found) {
        found.used.extend(self.table.rows.get(row).into_iter().flatten().flat_map(Cell::leaves));
    }

    /// The header says what is what, and rows above it speak of the whole.
    fn finish(&self, mut found: Found, above: &[usize]) -> Found {
        self.use_row(self.header, &mut found);
        found.headers.extend(self.table.rows.get(self.header).into_iter().flatten().flat_map(Cell::leaves));
        for row in above {
            for cell in self.table.rows.get(*row).into_iter().flatten().filter(|cell| !cell.repeats) {
                found.above.extend(cell.leaves().into_iter().map(|leaf| Said::leaf(leaf, self.outline)));
            }
        }
        found
    }
}

fn of(roles: &[Option<(Role, usize)>], role: Role) -> Vec<usize> {
    roles
        .iter()
        .enumerate()
        .filter(|(_, found)| found.is_some_and(|(other, _)| other == role))
        .map(|(at, _)| at)
        .collect()
}

/// The share of titles that look like titles of levels.
fn likely(titles: &[String]) -> f64 {
    let like = titles
        .iter()
        .filter(|title| vocabulary::is_level_like(title) || title.chars().all(|c| c.is_ascii_digit()));
    ratio(like.count(), titles.len())
}

fn share(levels: &[Level]) -> f64 {
    likely(&levels.iter().map(|level| level.title.words()).collect::<Vec<_>>())
}

pub(crate) fn ratio(some: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { number(some) / number(all) }
}

/// `IC3: Senior Engineer`, `D1 - Developer 1` as a title and its abbreviation.
pub(crate) fn split_title(said: &Said) -> (Said, Option<Said>) {
    let words = said.words();
    for sign in [" - ", " – ", " — ", ": "] {
        if let Some((short, title)) = words.split_once(sign)
            && vocabulary::is_code(short.trim())
            && !title.trim().is_empty()
        {
            let part = |words: &str| Said { text: flow::one_line(words), leaf: said.leaf };
            return (part(title), Some(part(short)));
        }
    }
    (Said { text: flow::one_line(&words), leaf: said.leaf }, None)
}

/// Examples that stand in one cell, in lines or with ` / ` between them.
fn examples(cell: &Cell, outline: &Outline) -> Vec<Point> {
    let mut out = Vec::new();
    for item in &cell.items {
        let Some(leaf) = item.leaf else { continue };
        let text = &outline.leaf(leaf).text;
        let points = tree::points(&item.items, outline);
        match text {
            Text::Plain(words) if words.contains(" / ") && item.more.is_empty() => {
                out.extend(
                    words.split(" / ").map(|part| Point {
                        text: Said::part(flow::one_line(part), leaf),
                        points: Vec::new(),
                    }),
                );
            }
            _ => out.extend(tree::item_text(item, outline).map(|text| Point { text, points })),
        }
    }
    out
}
