//! What a level asks, each thing once.

use rungs_ladder::expectations;
use rungs_ladder::ladder::{Area, Ladder, Level, Statement, Topic};

/// One expectation that a level asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement<'a> {
    /// What is asked.
    pub statement: &'a Statement,
    /// The level that says it: the one that asks, or one below it.
    pub level: &'a Level,
    /// The area it stands in.
    pub area: &'a Area,
    /// Its topic, where it has one.
    pub topic: Option<&'a Topic>,
}

/// All that `level` asks for: what it says itself and what it inherits, without the statements that a higher one of
/// the same topic has taken the place of.
///
/// Areas come in the ladder's order, and in each of them its topics; then what has no topic, the level's own first,
/// then what the levels below say, the nearest first. Of one level and topic the order is that of the file.
pub fn asked<'a>(ladder: &'a Ladder, level: &'a Level) -> Vec<Requirement<'a>> {
    let mut in_force = own(ladder, level);
    for origin in expectations::origins(ladder, level) {
        for section in &origin.sections {
            let Some(area) = ladder.area(&section.section.area) else { continue };
            for inherited in &section.statements {
                if inherited.superseded_by.is_none() {
                    in_force.push(place(origin.level, area, inherited.statement));
                }
            }
        }
    }
    let mut asked = Vec::with_capacity(in_force.len());
    for area in &ladder.areas {
        let of_area: Vec<_> = in_force.iter().filter(|asked| asked.area.id == area.id).collect();
        for topic in area.topics.iter().map(Some).chain([None]) {
            let topic = topic.map(|topic| &topic.id);
            asked.extend(of_area.iter().copied().filter(|asked| asked.statement.topic.as_ref() == topic));
        }
    }
    asked
}

/// What `level` says itself, in the order of its file.
pub fn own<'a>(ladder: &'a Ladder, level: &'a Level) -> Vec<Requirement<'a>> {
    let mut own = Vec::new();
    for section in &level.sections {
        if let Some(area) = ladder.area(&section.area) {
            own.extend(section.statements.iter().map(|statement| place(level, area, statement)));
        }
    }
    own
}

fn place<'a>(level: &'a Level, area: &'a Area, statement: &'a Statement) -> Requirement<'a> {
    let topic = statement.topic.as_ref();
    let topic = topic.and_then(|id| area.topics.iter().find(|topic| topic.id == *id));
    Requirement { statement, level, area, topic }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ladder;

    fn check(level: &str, expected: &str) {
        let ladder = ladder();
        let level = ladder.levels.iter().find(|known| known.id.as_str() == level).unwrap();
        let told: Vec<_> = asked(&ladder, level)
            .iter()
            .map(|asked| {
                let topic = asked.topic.map_or("-", |topic| topic.id.as_str());
                format!("{}/{topic}/{}", asked.area.id, asked.statement.id)
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{}", level.id);
    }

    #[test]
    fn each_thing_is_asked_once_in_the_order_of_the_ladder() {
        check("junior", "craft/code/j.code craft/-/j.free people/-/j.kind people/-/j.fair");
        check(
            "senior",
            "craft/code/s.code craft/code/s.tests craft/review/s.review craft/-/j.free \
             people/-/s.calm people/-/j.kind people/-/j.fair",
        );
        // What a role's level has taken the place of stays so.
        check(
            "lead",
            "craft/code/s.code craft/code/s.tests craft/review/s.review craft/design/l.design craft/-/j.free \
             people/-/s.calm people/-/j.kind people/-/j.fair",
        );
        check(
            "head",
            "craft/code/h.code craft/review/s.review craft/design/h.design craft/-/j.free \
             people/-/s.calm people/-/j.kind people/-/j.fair",
        );
        check(
            "chief",
            "craft/code/c.code craft/review/s.review craft/design/h.design craft/-/j.free \
             people/-/s.calm people/-/j.kind people/-/j.fair reach/-/c.reach",
        );
    }

    #[test]
    fn what_a_level_says_itself_stands_in_the_order_of_its_file() {
        let ladder = ladder();
        let ids: Vec<_> =
            own(&ladder, &ladder.levels[1]).iter().map(|asked| asked.statement.id.as_str()).collect();
        assert_eq!(ids, ["s.calm", "s.code", "s.tests", "s.review"]);
    }
}
