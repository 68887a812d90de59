//! What a level asks in all: its own statements, and those of the levels below it.

use crate::model::ladder::{Ladder, Level, Section, Statement};

/// What one of the levels below adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The level below.
    pub level: &'a Level,
    /// Its statements by area, in the order of its file.
    pub sections: Vec<InheritedSection<'a>>,
}

/// One area of an [`Origin`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InheritedSection<'a> {
    /// The section of the level below.
    pub section: &'a Section,
    /// Its statements, each with what has become of it.
    pub statements: Vec<Inherited<'a>>,
}

/// A statement of a level below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inherited<'a> {
    /// As the level below says it.
    pub statement: &'a Statement,
    /// The statement of the same topic that takes its place, with its level; of several the highest.
    pub superseded_by: Option<(&'a Level, &'a Statement)>,
}

impl Origin<'_> {
    /// How many of its statements still hold.
    pub fn in_force(&self) -> usize {
        self.statements().filter(|inherited| inherited.superseded_by.is_none()).count()
    }

    /// How many of its statements a higher level has taken the place of.
    pub fn superseded(&self) -> usize {
        self.statements().count() - self.in_force()
    }

    fn statements(&self) -> impl Iterator<Item = &Inherited<'_>> {
        self.sections.iter().flat_map(|section| &section.statements)
    }
}

/// What the levels below `level` add to it, nearest level first. A statement is superseded when a level
/// between its own and `level`, the latter included, has a statement of the same topic.
pub fn origins<'a>(ladder: &'a Ladder, level: &'a Level) -> Vec<Origin<'a>> {
    let mut above = vec![level];
    let mut origins = Vec::new();
    for below in ladder.lineage(level) {
        let inherited = |statement: &'a Statement| Inherited {
            statement,
            superseded_by: above.iter().find_map(|higher| Some((*higher, successor(higher, statement)?))),
        };
        let sections = below.sections.iter().map(|section| InheritedSection {
            section,
            statements: section.statements.iter().map(inherited).collect(),
        });
        origins.push(Origin { level: below, sections: sections.collect() });
        above.push(below);
    }
    origins
}

/// The first statement of `level` with the topic of `statement`.
fn successor<'a>(level: &'a Level, statement: &Statement) -> Option<&'a Statement> {
    let topic = statement.topic.as_ref()?;
    level.statements().find(|other| other.topic.as_ref() == Some(topic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;

    #[test]
    fn a_higher_statement_of_the_same_topic_takes_the_place() {
        let ladder = Ladder::new(draft()).unwrap();
        let told = |level: usize| -> Vec<String> {
            let tell = |i: &Inherited| match i.superseded_by {
                Some((_, by)) => format!("{} -> {}", i.statement.id, by.id),
                None => i.statement.id.to_string(),
            };
            let origins = origins(&ladder, &ladder.levels[level]);
            origins
                .iter()
                .map(|o| {
                    let list: Vec<_> = o.statements().map(tell).collect();
                    format!("{} {}+{}: {}", o.level.id, o.in_force(), o.superseded(), list.join(", "))
                })
                .collect()
        };
        for (level, expected) in [
            (0, vec![]),
            (1, vec!["junior 1+1: j.code -> s.code, j.free"]),
            // A variant that adds: what its level supersedes stays superseded by that level.
            (2, vec!["senior 2+0: s.code, s.review", "junior 1+1: j.code -> s.code, j.free"]),
            // Of two successors the highest is the one in force.
            (3, vec!["senior 1+1: s.code -> h.code, s.review", "junior 1+1: j.code -> h.code, j.free"]),
        ] {
            assert_eq!(told(level), expected, "level {level}");
        }
    }
}
