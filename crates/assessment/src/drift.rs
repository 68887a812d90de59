//! How far a ladder has moved away from the answers that were given to it.

mod group;
mod rematch;
mod scale;

pub use self::rematch::{Asked, Fitted, Matching, Moved, Reworded};
pub use self::scale::{Regraded, rating_remark, regraded, scale_notice};
use crate::answers::{Answer, Answers, Assessment, Subject, words};
use crate::sentence::count;
use crate::standing::off_scale;
use rungs_ladder::id::letters;
use rungs_ladder::ladder::{Ladder, Level, Statement};
use rungs_ladder::spelled::spelled;
use rungs_ladder::{fnv, fold};

/// How many answers do not fit the ladder of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Those to something that it says in other words, or does not say any more.
    pub statements: usize,
    /// Those whose rating its scale does not know.
    pub off_scale: usize,
    /// Those whose rating has another name, or says something else.
    pub renamed: usize,
}

impl Drift {
    /// Whether all fit.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// "2 statements have changed since you answered them. 3 of your ratings are on another scale."
    pub fn sentence(self) -> String {
        let told = [
            (
                self.statements,
                match self.statements {
                    1 => "one statement has changed since you answered it".to_owned(),
                    many => format!("{many} statements have changed since you answered them"),
                },
            ),
            (self.off_scale, off_scale(self.off_scale)),
            (
                self.renamed,
                count(
                    self.renamed,
                    "of your ratings means something else now",
                    "of your ratings mean something else now",
                ),
            ),
        ];
        told.iter().filter(|(count, _)| *count > 0).map(|(_, told)| format!("{told}. ")).collect()
    }
}

/// How the answers to an assessment do not fit the ladder of today; not at all where the person has seen just that, as the
/// [`stamp`] of the assessment tells.
pub fn drifted(ladder: &Ladder, assessment: &Assessment, answers: &Answers) -> Drift {
    let mut drift = Drift { statements: unsettled(ladder, answers).count(), ..Drift::default() };
    for answer in answers.0.values() {
        match regraded(&ladder.scale, answer) {
            Some(None) => drift.off_scale += 1,
            Some(Some(_)) => drift.renamed += 1,
            None => {}
        }
    }
    if !drift.is_none() && assessment.ladder == stamp(ladder, answers) { Drift::default() } else { drift }
}

/// A short name for a ladder together with the answers that do not fit it. It is another one as soon as either is: what
/// has been seen is news again when more of it comes, or comes back.
pub fn stamp(ladder: &Ladder, answers: &Answers) -> String {
    let mut sum = 0u64;
    // In any order.
    let mut add = |subject: &str, words: &str| {
        // Neither holds that character.
        let hash = fnv::go_on(fnv::go_on(fnv::hash(subject.as_bytes()), b"\0"), words.as_bytes());
        sum = sum.wrapping_add(hash);
    };
    for area in &ladder.areas {
        add(&Subject::Rest(area.id.clone()).key(), "");
        area.topics.iter().for_each(|topic| add(&Subject::Topic(topic.id.clone()).key(), ""));
    }
    for statement in ladder.levels.iter().flat_map(Level::statements) {
        add(statement.id.as_str(), &words(ladder, statement));
    }
    for (subject, answer) in unsettled(ladder, answers) {
        add(&["answer ", &subject.key()].concat(), &answer.words);
    }
    for (subject, answer) in &answers.0 {
        if let (Some(now), Some(rating)) = (regraded(&ladder.scale, answer), &answer.rating) {
            let now = now.map(|now| format!("{} {:?}", now.title, now.verdict));
            add(
                &["rating ", &subject.key()].concat(),
                &[rating.as_str(), " ", &now.unwrap_or_default()].concat(),
            );
        }
    }
    letters(sum)
}

/// The answers to something that the ladder says in other words, or not at all. One to a whole topic or area stands for
/// the statements that it was given to, whatever words they have.
fn unsettled<'a>(ladder: &Ladder, answers: &'a Answers) -> impl Iterator<Item = (&'a Subject, &'a Answer)> {
    answers.0.iter().filter(|(subject, answer)| match subject {
        Subject::Topic(_) | Subject::Rest(_) | Subject::Area(_) => {
            group::today(ladder, subject, answer).is_none_or(|now| now.is_other(subject, answer))
        }
        Subject::Statement(id) => {
            let mut statements = ladder.levels.iter().flat_map(Level::statements);
            let statement = statements.find(|statement| statement.id == *id);
            statement.is_none_or(|statement| earlier_words(ladder, statement, answers).is_some())
        }
    })
}

/// The words that a statement had when it was answered, where it has others today; or where another statement has them,
/// which may have had this one's id.
pub fn earlier_words<'a>(ladder: &Ladder, statement: &Statement, answers: &'a Answers) -> Option<&'a str> {
    let answer = answers.0.get(&Subject::Statement(statement.id.clone()))?;
    let whole = words(ladder, statement);
    let is_same = are_same(&answer.words, &whole, &statement.text.to_plain());
    (!is_same || is_of_another(ladder, statement, &whole, &answer.words)).then_some(&answer.words)
}

/// Whether the words that were answered are, with their label, those of another statement that may have had the id: where
/// only the labels differ, `C` and `C#`, the words without them say nothing.
fn is_of_another(ladder: &Ladder, statement: &Statement, whole: &str, answered: &str) -> bool {
    let others = ladder.aliases.statement(&statement.id);
    if others.is_empty() || folded(whole) == folded(answered) {
        return false;
    }
    let mut statements = ladder.levels.iter().flat_map(Level::statements);
    statements.any(|other| others.contains(&other.id) && folded(&words(ladder, other)) == folded(answered))
}

/// Words without regard to case, accents and punctuation, but for the signs that tell names apart.
pub(crate) fn folded(words: &str) -> String {
    fold::joined(&spelled(words))
}

/// Whether the words that were answered are those of a statement, with its topic's label or `bare`: but for case, accents,
/// punctuation and the label. Of an answer that has kept no words it is not known that they differ.
pub(crate) fn are_same(answered: &str, whole: &str, bare: &str) -> bool {
    if answered == whole {
        return true;
    }
    let (answered_folded, bare) = (folded(answered), folded(bare));
    answered_folded.is_empty()
        || answered_folded == bare
        || answered_folded == folded(whole)
        || folded(unlabelled(answered)) == bare
}

/// Words without the label that they open with, if they do.
pub(crate) fn unlabelled(words: &str) -> &str {
    let colon = words.bytes().zip(words.bytes().skip(1)).position(|pair| pair == (b':', b' '));
    colon.and_then(|at| words.get(at + 2..)).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::State;
    use crate::date::Date;
    use rungs_ladder::example::draft;
    use rungs_ladder::text::Text;

    fn ladder(change: impl FnOnce(&mut rungs_ladder::ladder::Draft)) -> Ladder {
        let mut draft = draft();
        change(&mut draft);
        Ladder::new(draft).unwrap()
    }

    #[test]
    fn a_stamp_is_another_where_an_answer_could_be_about_something_else() {
        let before = stamp(&ladder(|_| ()), &Answers::default());
        assert_eq!(before.len(), 12);
        type Change = fn(&mut rungs_ladder::ladder::Draft);
        let same: [(&str, Change); 3] = [
            ("title", |d| d.title = "Another".into()),
            ("version", |d| d.version = "2".into()),
            ("order", |d| d.areas[0].topics.reverse()),
        ];
        for (name, change) in same {
            assert_eq!(stamp(&ladder(change), &Answers::default()), before, "{name}");
        }
        let other: [(&str, Change); 3] = [
            ("words", |d| d.levels[0].sections[0].statements[0].text = Text::plain("Sings.")),
            ("a topic's title", |d| d.areas[0].topics[0].title = "Singing".into()),
            ("one less", |d| drop(d.levels[0].sections[0].statements.remove(1))),
        ];
        for (name, change) in other {
            assert_ne!(stamp(&ladder(change), &Answers::default()), before, "{name}");
        }
    }

    #[test]
    fn answers_to_other_words_or_to_nothing_have_drifted() {
        for (given, expected) in [
            (&[][..], 0),
            (&["j.free|Asks.", "s.code|CODE: Writes more.", "topic~code|CODE", "rest~craft|"], 0),
            // Case, punctuation, the label, or no words at all make no difference.
            (&["j.free| asks", "s.code|Writes  MORE", "j.code|Coding: Writes.", "s.review|"], 0),
            (&["j.free|Asks often.", "s.code|Writes more."], 1),
            (&["old|Asks.", "topic~old|Old", "rest~old|", "j.free|Sings."], 4),
        ] {
            let parts = given.iter().filter_map(|given| given.split_once('|'));
            let answer =
                |words: &str| Answer { words: words.into(), ..Answer::empty(Date::new(2026, 1, 1).unwrap()) };
            let answers =
                Answers(parts.map(|(id, words)| (Subject::parse(id).unwrap(), answer(words))).collect());
            let ladder = ladder(|_| ());
            let made_on = |version: &str| Assessment {
                name: String::new(),
                target: ladder.levels[0].id.clone(),
                held: None,
                created: Date::EPOCH,
                ladder: version.into(),
                exported: None,
                state: State::Active,
            };
            for before in ["", "1.0.0", "000000000000"] {
                let drift = drifted(&ladder, &made_on(before), &answers);
                assert_eq!(drift, Drift { statements: expected, ..Drift::default() }, "{given:?}");
            }
            // The person has seen it; what comes later is news.
            let seen = made_on(&stamp(&ladder, &answers));
            assert!(drifted(&ladder, &seen, &answers).is_none(), "{given:?}");
            let mut more = answers.clone();
            more.0.insert(Subject::parse("gone").unwrap(), answer("Rests."));
            assert_eq!(drifted(&ladder, &seen, &more).statements, expected + 1, "{given:?}");
        }
    }
}
