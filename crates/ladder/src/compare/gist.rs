//! What two levels that stand side by side come to, in two sentences at most.

use std::borrow::Cow;

use super::recurring::recurring;
use super::row::{Change, Row};
use super::table::{Relation, Table};
use crate::model::ladder::{Level, Statement, Topic};

/// So many topics are named; of more, their number tells more.
const MOST_NAMED: usize = 3;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words<'a> {
    /// The site's, in English.
    Ours(String),
    /// The ladder's, in its own language.
    Theirs(Cow<'a, str>),
}

/// Sentences about two levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist<'a>(pub Vec<Words<'a>>);

impl<'a> Gist<'a> {
    /// All its words.
    pub fn plain(&self) -> String {
        let words = self.0.iter().map(|words| match words {
            Words::Ours(words) => words.as_str(),
            Words::Theirs(words) => words,
        });
        words.collect()
    }

    fn say(&mut self, words: &str) {
        match self.0.last_mut() {
            Some(Words::Ours(last)) => last.push_str(words),
            _ => self.0.push(Words::Ours(words.to_owned())),
        }
    }

    fn name(&mut self, words: impl Into<Cow<'a, str>>) {
        self.0.push(Words::Theirs(words.into()));
    }

    fn quote(&mut self, words: impl Into<Cow<'a, str>>) {
        self.say("“");
        self.name(words);
        self.say("”");
    }

    /// Topics and expectations, such as "“Hands-on work”, “Mentoring” and 2 more expectations".
    fn list(&mut self, asked: &Asked<'a>) {
        let Asked { topics, others } = asked;
        let further = if topics.is_empty() { "" } else { "more " };
        let others = (*others > 0)
            .then(|| format!("{others} {further}{}", plural(*others, "expectation", "expectations")));
        let mut items: Vec<Result<&'a str, String>> = match topics.len() {
            0..=MOST_NAMED => topics.iter().map(|topic| Ok(topic.title.as_str())).collect(),
            many => vec![Err(format!("{many} topics"))],
        };
        items.extend(others.map(Err));
        let count = items.len();
        for (at, item) in items.into_iter().enumerate() {
            match at {
                0 => {}
                _ if at + 1 == count => self.say(" and "),
                _ => self.say(", "),
            }
            match item {
                Ok(title) => self.quote(title),
                Err(number) => self.say(&number),
            }
        }
    }
}

/// What only one of two levels asks for.
struct Asked<'a> {
    /// The topics that the other does not speak of.
    topics: Vec<&'a Topic>,
    /// Statements without a topic, or of one that both speak of.
    others: usize,
}

impl Asked<'_> {
    fn is_nothing(&self) -> bool {
        self.topics.is_empty() && self.others == 0
    }

    /// Whether it is told as a list.
    fn is_many(&self) -> bool {
        let topics = if self.topics.len() > MOST_NAMED { 1 } else { self.topics.len() };
        topics + usize::from(self.others > 0) > 1
    }
}

/// The rows of two columns, by what becomes of them.
struct Pair<'a, 'b> {
    left: &'a Level,
    right: &'a Level,
    column: usize,
    rows: Vec<&'b Row<'a>>,
}

impl<'a, 'b> Pair<'a, 'b> {
    /// The `column`-th level and the one before it.
    fn new(table: &'b Table<'a>, column: usize) -> Option<Self> {
        let (left, right) = (table.levels.get(column.checked_sub(1)?)?, table.levels.get(column)?);
        let rows = table.areas.iter().flat_map(|area| &area.rows).collect();
        Some(Self { left, right, column, rows })
    }

    fn with(&self, change: Change) -> impl Iterator<Item = &'b Row<'a>> {
        let column = self.column;
        self.rows.iter().copied().filter(move |row| row.change(column) == Some(change))
    }

    fn count(&self, change: Change) -> usize {
        self.with(change).count()
    }

    /// What only the right level asks for, or only the left one.
    fn only(&self, change: Change) -> Asked<'a> {
        let other = if change == Change::New { self.column.saturating_sub(1) } else { self.column };
        let mut asked = Asked { topics: Vec::new(), others: 0 };
        for row in self.with(change) {
            let is_of = |other: &Row, topic: &Topic| other.topic.is_some_and(|known| known.id == topic.id);
            let is_new =
                |topic: &&Topic| !self.rows.iter().any(|row| is_of(row, topic) && row.cell(other).is_some());
            match row.topic.filter(is_new) {
                Some(topic) if asked.topics.iter().any(|known| known.id == topic.id) => {}
                Some(topic) => asked.topics.push(topic),
                None => asked.others += 1,
            }
        }
        asked
    }

    /// "29 topics", or "29 expectations" where some have none.
    fn counted(&self, changes: &[Change]) -> String {
        let rows: Vec<_> = changes.iter().flat_map(|change| self.with(*change)).collect();
        let mut topics: Vec<_> = rows.iter().filter_map(|row| row.topic).map(|topic| &topic.id).collect();
        topics.dedup();
        let count = rows.len();
        match topics.len() == count {
            true => format!("{count} {}", plural(count, "topic", "topics")),
            false => format!("{count} {}", plural(count, "expectation", "expectations")),
        }
    }
}

/// What the step to the `column`-th level is, in words; `None` where there is no such step.
pub fn gist<'a>(table: &Table<'a>, column: usize) -> Option<Gist<'a>> {
    let before = column.checked_sub(1)?;
    let relation = table.steps.get(before)?.relation;
    let pair = Pair::new(table, column)?;
    let mut gist = Gist::default();
    match relation {
        Relation::Up => rise(&mut gist, &pair, pair.right, [Change::New, Change::Gone]),
        Relation::Down => rise(&mut gist, &pair, pair.left, [Change::Gone, Change::New]),
        Relation::Across => beside(&mut gist, &pair),
    }
    Some(gist)
}

/// All that a comparison comes to: each step, and for two levels how far they reach.
pub fn gists<'a>(table: &Table<'a>) -> Vec<Gist<'a>> {
    let steps = (1..table.levels.len()).filter_map(|column| gist(table, column));
    // Of more than two levels, a sentence for each step is enough to read.
    steps.chain(reach(table).filter(|_| table.levels.len() == 2)).collect()
}

/// "Staff Engineer adds “Outside partners” and raises 27 topics. 1 stays the same."
fn rise<'a>(gist: &mut Gist<'a>, pair: &Pair<'a, '_>, higher: &'a Level, [new, gone]: [Change; 2]) {
    let (added, dropped) = (pair.only(new), pair.only(gone));
    let (raised, carried) = (pair.count(Change::Raised), pair.count(Change::Carried));
    gist.name(higher.title.as_str());
    match added.is_nothing() {
        true => gist.say(" adds nothing"),
        false => {
            gist.say(" adds ");
            gist.list(&added);
        }
    }
    let last = if added.is_many() { ", and " } else { " and " };
    if raised > 0 {
        gist.say(if dropped.is_nothing() { last } else { ", " });
        gist.say("raises ");
        gist.say(&pair.counted(&[Change::Raised]));
    }
    if !dropped.is_nothing() {
        gist.say(if raised > 0 || added.is_many() { ", and " } else { " and " });
        gist.say("drops ");
        gist.list(&dropped);
    }
    gist.say(".");
    if carried > 0 {
        gist.say(&format!(" {carried} {} the same.", plural(carried, "stays", "stay")));
    }
}

/// "Only Staff Engineer asks for “A”, and only Engineering Manager for “B”. Both ask for 9 topics, in different words."
fn beside<'a>(gist: &mut Gist<'a>, pair: &Pair<'a, '_>) {
    let mut is_first = true;
    for (level, asked) in [(pair.left, pair.only(Change::Gone)), (pair.right, pair.only(Change::New))] {
        if asked.is_nothing() {
            continue;
        }
        gist.say(if is_first { "Only " } else { ", and only " });
        gist.name(level.title.as_str());
        gist.say(if is_first { " asks for " } else { " for " });
        gist.list(&asked);
        is_first = false;
    }
    gist.say(if is_first { "" } else { ". " });
    match is_first {
        true => {
            gist.name(pair.left.title.as_str());
            gist.say(" and ");
            gist.name(pair.right.title.as_str());
        }
        false => gist.say("Both"),
    }
    let both = pair.counted(&[Change::Raised, Change::Carried]);
    gist.say(&match (pair.count(Change::Raised), pair.count(Change::Carried)) {
        (0, 0) => " ask for nothing in common.".to_owned(),
        (_, 0) => format!(" ask for {both}, in different words."),
        (0, _) => format!(" ask for {both}, in the same words."),
        (_, same) => format!(" ask for {both}, {same} in the same words."),
    });
}

/// "Where they differ, Staff Engineer speaks of “several teams” in 27 of 29 expectations, Engineering Manager of “the team” in 21."
fn reach<'a>(table: &Table<'a>) -> Option<Gist<'a>> {
    let pair = Pair::new(table, 1)?;
    let said = |column: usize| -> Vec<&Statement> {
        pair.with(Change::Raised).filter_map(|row| row.cell(column)).map(|cell| cell.statement).collect()
    };
    let (left, right) = (said(0), said(1));
    let found = [(pair.left, recurring(&left, &right)), (pair.right, recurring(&right, &left))];
    let mut gist = Gist::default();
    for (level, found) in found.into_iter().filter_map(|(level, found)| Some((level, found?))) {
        let is_first = gist.0.is_empty();
        gist.say(if is_first { "Where they differ, " } else { ", " });
        gist.name(level.title.as_str());
        gist.say(if is_first { " speaks of " } else { " of " });
        gist.quote(found.words);
        gist.say(&format!(" in {}", found.statements));
        if is_first {
            gist.say(&format!(" of {} expectations", left.len()));
        }
    }
    let has_words = !gist.0.is_empty();
    gist.say(".");
    has_words.then_some(gist)
}

/// `one` for a count of one, else `many`.
pub fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Comparison, Scope};
    use crate::example::draft;
    use crate::model::id::StatementId;
    use crate::model::ladder::{Draft, Ladder};
    use crate::model::text::Text;

    fn check(change: impl Fn(&mut Draft), query: &str, column: usize, expected: Option<&str>) {
        let mut draft = draft();
        change(&mut draft);
        let ladder = Ladder::new(draft).unwrap();
        let table = Table::new(&ladder, &Comparison::parse(&ladder, query));
        assert_eq!(gist(&table, column).map(|gist| gist.plain()).as_deref(), expected, "{query}");
    }

    #[test]
    fn a_step_says_what_it_adds_by_name() {
        let as_it_is = |_: &mut Draft| {};
        let up = "SENIOR adds “REVIEW” and raises 1 topic. 1 stays the same.";
        for (query, column, expected) in [
            ("levels=junior,senior", 1, Some(up)),
            // The higher level is the subject, whatever the order.
            ("levels=senior,junior", 1, Some(up)),
            (
                "levels=junior,head",
                1,
                Some("HEAD adds “REVIEW” and “DESIGN”, and raises 1 topic. 1 stays the same."),
            ),
            ("levels=lead,head", 1, Some("LEAD and HEAD ask for 4 expectations, 2 in the same words.")),
            ("levels=senior,lead", 1, Some("LEAD adds “DESIGN”. 3 stay the same.")),
            ("levels=junior,senior,lead", 2, Some("LEAD adds “DESIGN”. 3 stay the same.")),
            ("levels=senior,lead&scope=own", 1, Some("LEAD adds “DESIGN” and drops “CODE” and “REVIEW”.")),
            (
                "levels=lead,head&scope=own",
                1,
                Some("Only HEAD asks for “CODE”. Both ask for 1 topic, in different words."),
            ),
            (
                "levels=junior,lead&scope=own",
                1,
                Some("LEAD adds “DESIGN” and drops “CODE” and 1 more expectation."),
            ),
            ("levels=junior,senior", 0, None),
            ("levels=junior,senior", 2, None),
            ("levels=junior", 1, None),
        ] {
            check(as_it_is, query, column, expected);
        }
    }

    #[test]
    fn levels_that_have_nothing_in_common_say_so() {
        let apart = |draft: &mut Draft| draft.levels[3].sections[0].statements.clear();
        check(
            apart,
            "levels=lead,head&scope=own",
            1,
            Some("Only LEAD asks for “DESIGN”. Both ask for nothing in common."),
        );
        let empty = |draft: &mut Draft| draft.levels[2..].iter_mut().for_each(|level| level.sections.clear());
        check(empty, "levels=lead,head&scope=own", 1, Some("LEAD and HEAD ask for nothing in common."));
    }

    /// Two levels side by side that say so much of each of the topics, and so much without one.
    fn said(left: &[&str], right: &[&str]) -> impl Fn(&mut Draft) {
        let statements = |level: &str, said: &[&str]| -> Vec<Statement> {
            let statement = |(at, text): (usize, &&str)| {
                let (topic, text) = text.split_once(": ").unwrap_or(("", text));
                Statement {
                    id: StatementId::new(&format!("{level}.{at}")).unwrap(),
                    topic: (!topic.is_empty()).then(|| crate::model::id::TopicId::new(topic).unwrap()),
                    text: Text::plain(text),
                    children: vec![],
                }
            };
            said.iter().enumerate().map(statement).collect()
        };
        let (left, right) = (statements("lead", left), statements("head", right));
        move |draft| {
            draft.levels[2].sections[0].statements = left.clone();
            draft.levels[3].sections[0].statements = right.clone();
        }
    }

    #[test]
    fn how_far_levels_reach_is_told_by_their_own_words() {
        let check = |said: &dyn Fn(&mut Draft), query: &str, expected: &[&str]| {
            let mut draft = draft();
            said(&mut draft);
            let ladder = Ladder::new(draft).unwrap();
            let table = Table::new(&ladder, &Comparison::parse(&ladder, query));
            assert_eq!(gists(&table).iter().map(Gist::plain).collect::<Vec<_>>(), expected, "{query}");
        };
        let several = [
            "code: Helps several teams.",
            "code: Asks several teams.",
            "code: Leads several teams.",
            "code: Joins several teams.",
        ];
        let one = [
            "code: Hires for the team.",
            "code: Plans for the team.",
            "code: Speaks for the team.",
            "code: Grows with the team.",
        ];
        let query = "levels=lead,head&scope=own";
        let differ = "LEAD and HEAD ask for 4 expectations, in different words.";
        let both = "Where they differ, LEAD speaks of “several teams” in 4 of 4 expectations, HEAD of “the team” in 4.";
        check(&said(&several, &one), query, &[differ, both]);
        let alone = "Where they differ, HEAD speaks of “several teams” in 4 of 4 expectations.";
        check(&said(&["code: A.", "code: B.", "code: C.", "code: D."], &several), query, &[differ, alone]);
        check(
            &said(&several, &several),
            query,
            &["LEAD and HEAD ask for 4 expectations, in the same words."],
        );
        // A sentence for each step is enough where there are more.
        let step = "HEAD adds 3 expectations, raises 1 topic, and drops 1 expectation.";
        check(&said(&several, &one), "levels=lead,head,junior&scope=own", &[differ, step]);
    }

    #[test]
    fn what_is_added_to_a_topic_of_both_is_no_new_topic() {
        check(
            said(&["code: A.", "B."], &["code: C.", "code: D.", "E.", "F."]),
            "levels=lead,head&scope=own",
            1,
            Some(
                "Only LEAD asks for 1 expectation, and only HEAD for 3 expectations. Both ask for 1 topic, in different words.",
            ),
        );
    }

    #[test]
    fn names_of_the_ladder_are_told_from_words_of_the_site() {
        let ladder = Ladder::new(draft()).unwrap();
        let comparison =
            Comparison { scope: Scope::All, ..Comparison::parse(&ladder, "levels=junior,senior") };
        let Gist(words) = gist(&Table::new(&ladder, &comparison), 1).unwrap();
        let theirs: Vec<_> = words
            .iter()
            .filter_map(|words| match words {
                Words::Theirs(words) => Some(words.as_ref()),
                Words::Ours(_) => None,
            })
            .collect();
        assert_eq!(theirs, ["SENIOR", "REVIEW"]);
    }
}
