//! A step between two levels, in a sentence.

use super::table::{Relation, Step, Table};

/// What the step to the `column`-th level is, in words; `None` where there is no such step.
pub fn sentence(table: &Table, column: usize) -> Option<String> {
    let before = column.checked_sub(1)?;
    let step = table.steps.get(before)?;
    let (left, right) = (&table.levels.get(before)?.title, &table.levels.get(column)?.title);
    Some(match step.relation {
        Relation::Up => rise(right, left, step),
        Relation::Down => rise(left, right, &Step { new: step.gone, gone: step.new, ..*step }),
        Relation::Across => beside(left, right, step),
    })
}

/// "Staff Engineer asks for 9 things that Senior Software Engineer does not, raises 11, and drops none."
fn rise(higher: &str, lower: &str, step: &Step) -> String {
    let (new, raised, gone) = (number(step.new), number(step.raised), number(step.gone));
    let asks = match step.new {
        0 => [higher, " asks for nothing that ", lower, " does not"].concat(),
        1 => [higher, " asks for 1 thing that ", lower, " does not"].concat(),
        _ => [higher, " asks for ", &new, " things that ", lower, " does not"].concat(),
    };
    let carried = match step.carried {
        0 => String::new(),
        count => {
            [" It carries ", &number(count), " over as ", plural(count, "it is", "they are"), "."].concat()
        }
    };
    [&asks, ", raises ", &raised, ", and drops ", &gone, ".", &carried].concat()
}

/// "Staff Engineer and Engineering Manager have 12 things in common, 9 of them word for word. Staff Engineer alone
/// asks for 8 more, Engineering Manager alone for none."
fn beside(left: &str, right: &str, step: &Step) -> String {
    let common = match step.carried + step.raised {
        0 => "nothing in common. ".into(),
        1 if step.carried == 1 => "1 thing in common, word for word. ".into(),
        1 => "1 thing in common, in other words. ".into(),
        both => [&both.to_string(), " things in common, ", &number(step.carried), " of them word for word. "]
            .concat(),
    };
    let (left_only, right_only) = (number(step.gone), number(step.new));
    let alone = [left, " alone asks for ", &left_only, " more, ", right, " alone for ", &right_only, "."];
    [left, " and ", right, " have ", &common, &alone.concat()].concat()
}

fn number(count: usize) -> String {
    if count == 0 { "none".into() } else { count.to_string() }
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
            (
                rise("B", "A", &step(9, 11, 2, 0)),
                "B asks for 9 things that A does not, raises 11, and drops none. It carries 2 over as they are.",
            ),
            (
                rise("B", "A", &step(1, 0, 1, 3)),
                "B asks for 1 thing that A does not, raises none, and drops 3. It carries 1 over as it is.",
            ),
            (
                rise("B", "A", &step(0, 4, 0, 0)),
                "B asks for nothing that A does not, raises 4, and drops none.",
            ),
            (
                beside("A", "B", &step(8, 3, 12, 9)),
                "A and B have 15 things in common, 12 of them word for word. A alone asks for 9 more, B alone for 8.",
            ),
            (
                beside("A", "B", &step(0, 0, 1, 0)),
                "A and B have 1 thing in common, word for word. A alone asks for none more, B alone for none.",
            ),
            (
                beside("A", "B", &step(0, 1, 0, 2)),
                "A and B have 1 thing in common, in other words. A alone asks for 2 more, B alone for none.",
            ),
            (
                beside("A", "B", &step(3, 0, 0, 2)),
                "A and B have nothing in common. A alone asks for 2 more, B alone for 3.",
            ),
        ] {
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn the_higher_level_is_the_subject() {
        let ladder = Ladder::new(draft()).unwrap();
        for (query, begins) in [
            ("levels=junior,senior", "SENIOR asks for 1 thing that JUNIOR does not"),
            ("levels=senior,junior", "SENIOR asks for 1 thing that JUNIOR does not"),
            ("levels=lead,head", "LEAD and HEAD have "),
        ] {
            let table = Table::new(&ladder, &Comparison::parse(&ladder, query));
            assert!(sentence(&table, 1).unwrap().starts_with(begins), "{query}");
            assert_eq!((sentence(&table, 0), sentence(&table, 2)), (None, None));
        }
    }
}
