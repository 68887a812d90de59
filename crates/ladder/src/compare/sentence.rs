//! A step between two levels, in a sentence.

use super::table::{Relation, Step, Table};

/// What the step to the `column`-th level is, in words; `None` where there is no such step.
pub fn sentence(table: &Table, column: usize) -> Option<String> {
    let before = column.checked_sub(1)?;
    let step = table.steps.get(before)?;
    let (left, right) = (&table.levels.get(before)?.title, &table.levels.get(column)?.title);
    Some(match step.relation {
        Relation::Up => rise(right, step),
        Relation::Down => rise(left, &Step { new: step.gone, gone: step.new, ..*step }),
        Relation::Across => beside(left, right, step),
    })
}

/// "Staff Engineer adds 9, raises 11 and drops 2. 1 stays the same."
fn rise(higher: &str, step: &Step) -> String {
    let mut parts = match step.new {
        0 => vec!["adds nothing".to_owned()],
        new => vec![format!("adds {new}")],
    };
    let others = [("raises", step.raised), ("drops", step.gone)];
    parts
        .extend(others.iter().filter(|(_, count)| *count > 0).map(|(verb, count)| format!("{verb} {count}")));
    let stays = match step.carried {
        0 => String::new(),
        1 => " 1 stays the same.".to_owned(),
        carried => format!(" {carried} stay the same."),
    };
    format!("{higher} {}.{stays}", listed(&parts))
}

/// "Staff Engineer and Engineering Manager share 12 topics, 9 with the same words. Only Staff Engineer has 8 further topics."
fn beside(left: &str, right: &str, step: &Step) -> String {
    let shared = match (step.carried + step.raised, step.carried) {
        (0, _) => "nothing".to_owned(),
        (1, 1) => "1 topic, with the same words".to_owned(),
        (1, _) => "1 topic, with different words".to_owned(),
        (both, 0) => format!("{both} topics, all with different words"),
        (both, same) if both == same => format!("{both} topics, all with the same words"),
        (both, same) => format!("{both} topics, {same} with the same words"),
    };
    let only = |level: &str, count: usize| match count {
        0 => String::new(),
        1 => format!(" Only {level} has 1 further topic."),
        _ => format!(" Only {level} has {count} further topics."),
    };
    format!("{left} and {right} share {shared}.{}{}", only(left, step.gone), only(right, step.new))
}

/// "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// `one` for a count of one, else `many`.
pub fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Comparison;
    use crate::example::draft;
    use crate::model::ladder::Ladder;

    #[test]
    fn a_step_reads_as_a_sentence() {
        let step = |new, raised, carried, gone| Step { relation: Relation::Up, new, raised, carried, gone };
        for (told, expected) in [
            (rise("B", &step(9, 11, 2, 0)), "B adds 9 and raises 11. 2 stay the same."),
            (rise("B", &step(1, 0, 1, 3)), "B adds 1 and drops 3. 1 stays the same."),
            (rise("B", &step(2, 3, 0, 4)), "B adds 2, raises 3 and drops 4."),
            (rise("B", &step(0, 4, 0, 0)), "B adds nothing and raises 4."),
            (rise("B", &step(0, 0, 0, 0)), "B adds nothing."),
            (
                beside("A", "B", &step(8, 3, 12, 9)),
                "A and B share 15 topics, 12 with the same words. Only A has 9 further topics. Only B has 8 further topics.",
            ),
            (beside("A", "B", &step(0, 0, 1, 0)), "A and B share 1 topic, with the same words."),
            (
                beside("A", "B", &step(0, 1, 0, 1)),
                "A and B share 1 topic, with different words. Only A has 1 further topic.",
            ),
            (beside("A", "B", &step(0, 5, 0, 0)), "A and B share 5 topics, all with different words."),
            (beside("A", "B", &step(3, 0, 0, 0)), "A and B share nothing. Only B has 3 further topics."),
        ] {
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn the_higher_level_is_the_subject() {
        let ladder = Ladder::new(draft()).unwrap();
        for (query, begins) in [
            ("levels=junior,senior", "SENIOR adds 1"),
            ("levels=senior,junior", "SENIOR adds 1"),
            ("levels=lead,head", "LEAD and HEAD share "),
        ] {
            let table = Table::new(&ladder, &Comparison::parse(&ladder, query));
            assert!(sentence(&table, 1).unwrap().starts_with(begins), "{query}");
            assert_eq!((sentence(&table, 0), sentence(&table, 2)), (None, None));
        }
    }
}
