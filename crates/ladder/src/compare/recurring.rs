//! The words that a level says again and again where another one hardly does: "the team" here, "several teams" there.
//! They tell how far a level reaches, without anybody's judgement: they are counted.

use std::collections::BTreeMap;

use crate::fold;
use crate::model::ladder::{Point, Statement};

/// Words that return in fewer statements may do so by chance.
const LEAST_STATEMENTS: usize = 4;

/// Shorter words tell nothing by themselves: "the", "and", "of".
const LEAST_LETTERS: usize = 4;

/// A word, or two that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recurring {
    /// The words.
    pub words: String,
    /// How many statements have them.
    pub statements: usize,
}

/// How many statements have a word, and how it is written.
type Counts = BTreeMap<String, (usize, String)>;

/// What two fifths of the statements `said` have in common, and hardly any of those `beside`. Of several, what most have.
pub(super) fn recurring(said: &[&Statement], beside: &[&Statement]) -> Option<Recurring> {
    let (own, others) = (counts(said), counts(beside));
    let is_own = |words: &str, count: usize| {
        let elsewhere = others.get(words).map_or(0, |(count, _)| *count);
        count >= LEAST_STATEMENTS && 5 * count >= 2 * said.len() && 5 * elsewhere <= count
    };
    let is_word = |words: &str| !words.contains(' ');
    let most = |found: &[(&String, &(usize, String))]| {
        // Of equals the first in alphabetical order, so that it is the same each time.
        let count = found.iter().map(|(_, (count, _))| *count).max()?;
        let (words, (count, written)) = found.iter().find(|(_, (other, _))| *other == count)?;
        Some(((*words).clone(), *count, written.clone()))
    };
    let words: Vec<_> = own
        .iter()
        .filter(|(words, (count, _))| {
            is_word(words) && words.chars().count() >= LEAST_LETTERS && is_own(words, *count)
        })
        .collect();
    let (word, count, written) = most(&words)?;
    // With its neighbour it says more, where it nearly always has the same one.
    let pairs: Vec<_> = own
        .iter()
        .filter(|(words, (together, _))| {
            !is_word(words)
                && words.split(' ').any(|part| part == word)
                && 5 * together >= 3 * count
                && is_own(words, *together)
        })
        .collect();
    Some(match most(&pairs) {
        Some((_, statements, words)) => Recurring { words, statements },
        None => Recurring { words: written, statements: count },
    })
}

fn counts(statements: &[&Statement]) -> Counts {
    let mut counts = Counts::new();
    for statement in statements {
        let mut found = BTreeMap::new();
        add(&mut found, &statement.text.to_plain());
        add_points(&mut found, &statement.children);
        for (words, written) in found {
            let (count, known) = counts.entry(words).or_insert_with(|| (0, written.clone()));
            *count += 1;
            // As it is written within a sentence.
            if written.starts_with(char::is_lowercase) {
                *known = written;
            }
        }
    }
    counts
}

fn add_points(found: &mut BTreeMap<String, String>, points: &[Point]) {
    for point in points {
        add(found, &point.text.to_plain());
        add_points(found, &point.children);
    }
}

/// Adds each word of a text, and each two that no sign parts, by their letters as search has them.
fn add(found: &mut BTreeMap<String, String>, text: &str) {
    let mut before: Option<&str> = None;
    let mut put = |written: String| {
        let is_small = written.starts_with(char::is_lowercase);
        let known = found.entry(fold::letters(&written)).or_insert_with(|| written.clone());
        if is_small {
            *known = written;
        }
    };
    for part in text.split_whitespace() {
        let begins = part.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = begins.trim_end_matches(|c: char| !c.is_alphanumeric());
        let (is_parted, ends) = (begins.len() < part.len(), word.len() < begins.len());
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if bare.is_empty() {
            before = None;
            continue;
        }
        put(bare.to_owned());
        if let Some(before) = before.filter(|_| !is_parted) {
            put([before, " ", bare].concat());
        }
        before = (!ends && bare.len() == word.len()).then_some(bare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::StatementId;
    use crate::model::text::Text;

    fn check(said: &[&str], beside: &[&str], expected: Option<(&str, usize)>) {
        let statements = |texts: &[&str]| -> Vec<Statement> {
            let statement = |(at, text): (usize, &&str)| Statement {
                id: StatementId::new(&format!("s.{at}")).unwrap(),
                topic: None,
                text: Text::plain(text),
                children: vec![],
            };
            texts.iter().enumerate().map(statement).collect()
        };
        let (said, beside) = (statements(said), statements(beside));
        let (said, beside): (Vec<_>, Vec<_>) = (said.iter().collect(), beside.iter().collect());
        let found = recurring(&said, &beside);
        let found = found.as_ref().map(|found| (found.words.as_str(), found.statements));
        assert_eq!(found, expected, "{said:?}");
    }

    #[test]
    fn what_returns_here_and_not_there_is_found() {
        let teams = [
            "Helps several teams.",
            "Several teams use it.",
            "Asks several teams.",
            "For several teams, too.",
        ];
        let team = ["Helps the team.", "The team's code.", "Asks the team.", "In the team."];
        check(&teams, &team, Some(("several teams", 4)));
        check(&team, &teams, Some(("the team", 4)));
        // What both say tells nothing.
        check(&teams, &teams, None);
        // Too few.
        check(&teams[..3], &team, None);
        // Too few of all.
        let others = ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine."];
        check(&[&teams[..], &others].concat(), &team, None);
        // Short words tell nothing.
        check(&["Is in it."; 5], &team, None);
        // A neighbour that changes is left out.
        check(
            &["One budget.", "Two budgets.", "Her budget.", "A budget.", "The budget."],
            &team,
            Some(("budget", 4)),
        );
        // What a sign parts does not belong together.
        check(&["Plans, budgets."; 4], &team, Some(("budgets", 4)));
        check(&[], &[], None);
    }

    #[test]
    fn a_word_is_written_as_within_a_sentence() {
        check(&["Budget first.", "Its budget.", "Budget.", "Budget."], &[], Some(("budget", 4)));
        check(&["Ihr Team.", "Das Team.", "Ein Team.", "Kein Team."], &[], Some(("Team", 4)));
    }
}
