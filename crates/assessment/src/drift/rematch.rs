//! Answers that were made on another version of the ladder, and the statements that they are about now.

use std::cell::OnceCell;

use crate::answers::{Answer, Answers, Subject, words};
use crate::date::Date;
use crate::drift::{Regraded, are_same, folded, group, is_of_another, regraded, unlabelled};
use crate::plan::Goal;
use crate::sentence::count;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::{Ladder, Level, Statement};

/// How answers fit a ladder. A statement is found by its id, else by its words, without regard to case, accents and
/// punctuation, else by an id that it has had; an answer whose statement is found by none is an orphan. An id of today counts
/// only where no other statement that may have had it has the very words. No two answers come to one statement: the
/// statement's own wins, else the latest, and the other stays an orphan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// How many are about what they were about.
    pub same: usize,
    /// Those whose statement has other words now.
    pub reworded: Vec<Reworded>,
    /// Those whose statement, topic or area has another id now.
    pub moved: Vec<Moved>,
    /// Those whose rating does not mean what it meant, wherever else they stand.
    pub regraded: Vec<Regraded>,
    /// Those that are about nothing in the ladder, with the words that were answered.
    pub orphans: Vec<(Subject, String)>,
}

/// A statement that has other words now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    /// The statement.
    pub id: StatementId,
    /// The words that were answered.
    pub before: String,
    /// Its words now.
    pub now: String,
}

/// A statement, topic or area that has another id now, or a topic or area whose statements have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What was answered.
    pub from: Subject,
    /// The same now.
    pub to: Subject,
    /// Its words now.
    pub words: String,
    /// The statements that the answer speaks for, where it is to a topic or area.
    pub covers: Vec<StatementId>,
}

/// What a person is asked about an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Whether it is still about the same.
    Subject(Subject),
    /// Whether its rating still holds.
    Rating(Subject),
}

/// Answers that fit a ladder, as far as the person has confirmed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    /// The answers.
    pub answers: Answers,
    /// What was answered, each with what it is now.
    pub moves: Vec<(Subject, Subject)>,
}

impl Fitted {
    /// Lets goals go along with their statements. One that stands at the new place already stays, and the other where it was.
    pub fn move_goals(&self, goals: &mut [(StatementId, Goal)]) {
        let has =
            |goals: &[(StatementId, Goal)], wanted: &StatementId| goals.iter().any(|(id, _)| id == wanted);
        let statements = |(from, to): &(Subject, Subject)| match (from, to) {
            (Subject::Statement(from), Subject::Statement(to)) => Some((from.clone(), to.clone())),
            _ => None,
        };
        let mut moves: Vec<_> =
            self.moves.iter().filter_map(statements).filter(|(from, _)| has(goals, from)).collect();
        loop {
            let leaves = |id: &StatementId| moves.iter().any(|(from, _)| from == id);
            let free: Vec<(StatementId, StatementId)> =
                moves.iter().filter(|(_, to)| !has(goals, to) || leaves(to)).cloned().collect();
            if free.len() == moves.len() {
                break;
            }
            moves = free;
        }
        for (id, _) in goals {
            if let Some((_, to)) = moves.iter().find(|(from, _)| from == id) {
                id.clone_from(to);
            }
        }
    }
}

impl Matching {
    /// How `answers` fit `ladder`; each list by subject.
    pub fn new(ladder: &Ladder, answers: &Answers) -> Self {
        let known = Known::new(ladder);
        let sorted = answers.sorted();
        let moves = moves(ladder, &known, answers, &sorted);
        let mut matching = Self::default();
        for (subject, answer) in sorted {
            let now = regraded(&ladder.scale, answer);
            let is_regraded = now.is_some();
            if let (Some(now), Some(before)) = (now, answer.rating_title()) {
                let (subject, words, before) = (subject.clone(), answer.words.clone(), before.into());
                matching.regraded.push(Regraded { subject, words, before, now });
            }
            if let Some(moved) = moves.iter().find(|moved| moved.from == *subject) {
                matching.moved.push(moved.clone());
                continue;
            }
            let fits = match subject {
                Subject::Topic(id) => ladder.topic(id).is_some(),
                Subject::Rest(id) | Subject::Area(id) => ladder.area(id).is_some(),
                Subject::Statement(id) => match known.with_id(id) {
                    Some(now) if now.fits(ladder, &answer.words) => true,
                    Some(now) => {
                        let (before, now) = (answer.words.clone(), now.words.clone());
                        matching.reworded.push(Reworded { id: id.clone(), before, now });
                        continue;
                    }
                    None => false,
                },
            };
            if fits {
                matching.same += usize::from(!is_regraded);
            } else {
                matching.orphans.push((subject.clone(), answer.words.clone()));
            }
        }
        matching
    }

    /// Whether every answer is about what it was about.
    pub fn is_settled(&self) -> bool {
        !self.has_questions()
            && self.orphans.is_empty()
            && self.regraded.iter().all(|regraded| regraded.now.is_some())
    }

    /// Whether the person is asked anything.
    pub fn has_questions(&self) -> bool {
        !(self.reworded.is_empty() && self.moved.is_empty())
            || self.regraded.iter().any(|regraded| regraded.now.is_some())
    }

    /// How many ratings are on another scale, and to be given anew.
    pub fn off_scale(&self) -> usize {
        self.regraded.iter().filter(|regraded| regraded.now.is_none()).count()
    }

    /// The answers with what they are about now, where the person has confirmed it: a reworded statement's answer takes its new
    /// words, a moved one's its new id, and a rating its new meaning. All others stay as they are, orphans, and ratings that the
    /// scale does not know, too.
    pub fn apply(&self, answers: &Answers, confirmed: &dyn Fn(&Asked) -> bool) -> Fitted {
        let mut applied = answers.clone();
        for Regraded { subject, now, .. } in &self.regraded {
            if let (Some(answer), Some(now)) = (applied.0.get_mut(subject), now)
                && confirmed(&Asked::Rating(subject.clone()))
            {
                answer.meaning = Some(now.clone());
            }
        }
        for Reworded { id, now, .. } in &self.reworded {
            let subject = Subject::Statement(id.clone());
            if let Some(answer) = applied.0.get_mut(&subject)
                && confirmed(&Asked::Subject(subject))
            {
                answer.words.clone_from(now);
            }
        }
        let mut fitted = Fitted { answers: applied, moves: Vec::new() };
        let is_wanted = |moved: &&Moved| confirmed(&Asked::Subject(moved.from.clone()));
        let wanted = self.moved.iter().filter(is_wanted).collect();
        // All leave before one arrives: an answer may go where another stands that goes on.
        let leave = |Moved { from, to, words, covers }: &Moved| {
            let mut answer = fitted.answers.0.remove(from)?;
            fitted.moves.push((from.clone(), to.clone()));
            answer.words.clone_from(words);
            answer.covers.clone_from(covers);
            Some((to.clone(), answer))
        };
        let moving: Vec<_> = free(wanted, answers).into_iter().filter_map(leave).collect();
        fitted.answers.0.extend(moving);
        for answer in fitted.answers.0.values_mut() {
            for covered in &mut answer.covers {
                let is_it =
                    |(from, _): &&(Subject, Subject)| matches!(from, Subject::Statement(id) if id == covered);
                if let Some((_, Subject::Statement(to))) = fitted.moves.iter().find(is_it) {
                    *covered = to.clone();
                }
            }
        }
        fitted
    }

    /// Whether the same is to be confirmed.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.reworded == other.reworded
            && self.moved == other.moved
            && self.orphans == other.orphans
            && self.regraded == other.regraded
    }

    /// "20 answers fit as they are. 3 statements have changed. 2 statements have moved. 1 answer is to a removed
    /// statement; it is kept."
    pub fn sentence(&self) -> String {
        let told = |number, one, many| if number == 0 { String::new() } else { count(number, one, many) };
        let parts = [
            told(self.same, "answer fits as it is.", "answers fit as they are."),
            told(self.reworded.len(), "statement has changed.", "statements have changed."),
            told(self.moved.len(), "statement has moved.", "statements have moved."),
            told(
                self.orphans.len(),
                "answer is to a removed statement; it is kept.",
                "answers are to removed statements; they are kept.",
            ),
            told(
                self.off_scale(),
                "of your ratings is on another scale; it is kept, and to be given anew.",
                "of your ratings are on another scale; they are kept, and to be given anew.",
            ),
            told(
                self.regraded.len() - self.off_scale(),
                "of your ratings means something else now.",
                "of your ratings mean something else now.",
            ),
        ];
        let mut out = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(part);
        }
        out
    }
}

/// A statement of the ladder as answers name it.
struct Place<'a> {
    level: &'a Level,
    statement: &'a Statement,
    /// Its words, as an answer keeps them.
    words: String,
    /// The same folded, with and without the topic's label. Made when they are first asked for: most answers are found by
    /// their id and have the very words of today, and folding those of a whole ladder takes long.
    folded: OnceCell<[String; 2]>,
}

/// The statements of the ladder. A list, as an assessment has some hundred answers, and each type of map is a kilobyte of
/// the wasm.
struct Known<'a>(Vec<Place<'a>>);

impl<'a> Known<'a> {
    fn new(ladder: &'a Ladder) -> Self {
        let mut known = Vec::new();
        for level in &ladder.levels {
            for statement in level.statements() {
                let words = words(ladder, statement);
                known.push(Place { level, statement, words, folded: OnceCell::new() });
            }
        }
        Self(known)
    }

    /// The statement that may have had the id `from` and has the very words, or else is the only one that may.
    fn renamed(&self, ladder: &Ladder, from: &StatementId, words: &str) -> Option<&Place<'a>> {
        let has_been = ladder.aliases.statement(from);
        let all: Vec<_> = self.0.iter().filter(|place| has_been.contains(&place.statement.id)).collect();
        let whole = folded(words);
        let same: Vec<_> = all.iter().copied().filter(|place| place.whole() == whole).collect();
        match (&same[..], &all[..], self.with_id(from)) {
            ([place], _, _) | ([], [place], None) => Some(place),
            _ => None,
        }
    }

    fn with_id(&self, id: &StatementId) -> Option<&Place<'a>> {
        self.0.iter().find(|place| place.statement.id == *id)
    }

    /// The one statement with those words; of several the one of the level that the answered id names. What stands in
    /// more than one place is not guessed.
    fn find(&self, from: &StatementId, words: &str) -> Option<&Place<'a>> {
        let whole = folded(words);
        // Words with their label say more than words that happen to be the same without one.
        let mut found = self.places(&whole, Place::whole);
        if found.is_empty() {
            found = self.places(&whole, Place::bare);
        }
        if found.is_empty() {
            let bare = folded(unlabelled(words));
            found = self.places(&bare, Place::bare);
        }
        if found.len() > 1 {
            found.retain(|place| place.is_of_level(from));
        }
        match found[..] {
            [place] => Some(place),
            _ => None,
        }
    }

    fn places(&self, words: &str, of: for<'p> fn(&'p Place<'a>) -> &'p str) -> Vec<&Place<'a>> {
        self.0.iter().filter(|place| !words.is_empty() && of(place) == words).collect()
    }
}

impl Place<'_> {
    /// Whether it has the words that were answered.
    fn has_words(&self, words: &str) -> bool {
        are_same(words, &self.words, &self.statement.text.to_plain())
    }

    /// The same of the one that an answer names by its id: the words may be those of another that has had that id.
    fn fits(&self, ladder: &Ladder, words: &str) -> bool {
        self.has_words(words) && !is_of_another(ladder, self.statement, &self.words, words)
    }

    /// Its words, folded.
    fn whole(&self) -> &str {
        let [whole, _] = self.folded();
        whole
    }

    /// The same without its topic's label.
    fn bare(&self) -> &str {
        let [_, bare] = self.folded();
        bare
    }

    fn folded(&self) -> &[String; 2] {
        self.folded.get_or_init(|| [folded(&self.words), folded(&self.statement.text.to_plain())])
    }

    /// Whether `id` was made from this level: `senior.mentoring` from `senior`.
    fn is_of_level(&self, id: &StatementId) -> bool {
        let topic = id.as_str().strip_prefix(self.level.id.as_str());
        topic.is_some_and(|topic| topic.starts_with('.'))
    }
}

/// Where answers go whose statement is found by the words, or whose topic or area by an earlier id, and has no answer of its own.
fn moves<'k, 'a>(
    ladder: &Ladder,
    known: &'k Known<'a>,
    answers: &Answers,
    sorted: &[(&'k Subject, &'k Answer)],
) -> Vec<Moved> {
    let mut latest: Vec<(Moved, Date)> = Vec::new();
    for (subject, answer) in sorted {
        let Some(moved) = moved(ladder, known, subject, answer) else { continue };
        match latest.iter_mut().find(|(other, _)| other.to == moved.to) {
            Some(before) if before.1 < answer.on => *before = (moved, answer.on),
            Some(_) => {}
            None => latest.push((moved, answer.on)),
        }
    }
    let all = latest.iter().map(|(moved, _)| moved).collect();
    free(all, answers).into_iter().cloned().collect()
}

/// Where one answer goes, if anywhere.
fn moved(ladder: &Ladder, known: &Known, subject: &Subject, answer: &Answer) -> Option<Moved> {
    let Subject::Statement(from) = subject else {
        let now = group::today(ladder, subject, answer).filter(|now| now.is_other(subject, answer))?;
        let words = now.words(ladder);
        return Some(Moved { from: subject.clone(), to: now.subject, words, covers: now.covers });
    };
    let place = match known.with_id(from) {
        Some(now) if now.fits(ladder, &answer.words) => None,
        Some(_) => known.renamed(ladder, from, &answer.words),
        None => known.find(from, &answer.words).or_else(|| known.renamed(ladder, from, &answer.words)),
    }?;
    let to = Subject::Statement(place.statement.id.clone());
    Some(Moved { from: subject.clone(), to, words: place.words.clone(), covers: answer.covers.clone() })
}

/// Those of `moves` whose place has no answer, or one that goes on itself.
fn free<'m>(mut moves: Vec<&'m Moved>, answers: &Answers) -> Vec<&'m Moved> {
    loop {
        let leaving: Vec<&Subject> = moves.iter().map(|one| &one.from).collect();
        let before = moves.len();
        moves.retain(|one| !answers.0.contains_key(&one.to) || leaving.contains(&&one.to));
        if moves.len() == before {
            return moves;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rungs_ladder::aliases::Alias;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::{RatingId, TopicId};
    use rungs_ladder::ladder::Topic;
    use rungs_ladder::text::Text;

    fn id(id: &str) -> StatementId {
        StatementId::new(id).unwrap()
    }

    fn said(name: &str) -> Subject {
        Subject::Statement(id(name))
    }

    fn about(name: &str) -> Asked {
        Asked::Subject(said(name))
    }

    fn answer(words: &str, on: u8) -> Answer {
        let rating = Some(RatingId::new("yes").unwrap());
        Answer { rating, words: words.into(), ..Answer::empty(Date::new(2026, 1, on).unwrap()) }
    }

    /// Answers as `id|words|day`.
    fn answers(given: &[&str]) -> Answers {
        let parts = given.iter().map(|given| given.split('|').collect::<Vec<_>>());
        Answers(parts.map(|p| (Subject::parse(p[0]).unwrap(), answer(p[1], p[2].parse().unwrap()))).collect())
    }

    /// The ladder of the tests, which has "Asks." at `j.free` alone, and "Pairs." at two levels.
    fn ladder() -> Ladder {
        let mut draft = draft();
        for (level, name) in [(0, "j.pairs"), (1, "s.pairs")] {
            let mut statement = draft.levels[0].sections[0].statements[1].clone();
            statement.id = id(name);
            statement.text = Text::plain("Pairs.");
            draft.levels[level].sections[0].statements.push(statement);
        }
        Ladder::new(draft).unwrap()
    }

    fn told(matching: &Matching) -> String {
        let mut told = vec![format!("same {}", matching.same)];
        told.extend(matching.reworded.iter().map(|r| format!("{}: {} -> {}", r.id, r.before, r.now)));
        told.extend(
            matching.moved.iter().map(|m| format!("{} -> {} ({})", m.from.key(), m.to.key(), m.words)),
        );
        told.extend(
            matching.orphans.iter().map(|(subject, words)| format!("orphan {} ({words})", subject.key())),
        );
        told.join("; ")
    }

    #[test]
    fn answers_find_their_statements() {
        for (given, expected) in [
            (&[][..], "same 0"),
            (&["j.free|Asks.|1", "s.code|CODE: Writes more.|1"], "same 2"),
            // Case, white space and punctuation, the label, or no words at all make no difference.
            (
                &["j.free| asks|1", "s.code|Writes  MORE|1", "j.code|Coding: Writes.|1", "s.review||1"],
                "same 4",
            ),
            (&["j.free|Asks often.|1"], "same 0; j.free: Asks often. -> Asks."),
            // The id comes first, whatever stands elsewhere.
            (&["j.free|REVIEW: Reviews.|1"], "same 0; j.free: REVIEW: Reviews. -> Asks."),
            (&["old|Asks.|1"], "same 0; old -> j.free (Asks.)"),
            (&["old|CODE: writes more|1"], "same 0; old -> s.code (CODE: Writes more.)"),
            (&["old|Writes more.|1"], "same 0; old -> s.code (CODE: Writes more.)"),
            (&["old|Coding: Writes more.|1"], "same 0; old -> s.code (CODE: Writes more.)"),
            (&["old|Sings.|1", "older||1"], "same 0; orphan old (Sings.); orphan older ()"),
            // The statement's own answer wins, then the latest, then the first by id.
            (&["j.free|Asks.|1", "old|Asks.|9"], "same 1; orphan old (Asks.)"),
            (
                &["a|Asks.|1", "b|Asks.|3", "c|Asks.|2"],
                "same 0; b -> j.free (Asks.); orphan a (Asks.); orphan c (Asks.)",
            ),
            (&["a|Asks.|1", "b|Asks.|1"], "same 0; a -> j.free (Asks.); orphan b (Asks.)"),
            // In two places: the level decides, and without one nothing does.
            (&["senior.x|Pairs.|1"], "same 0; senior.x -> s.pairs (Pairs.)"),
            (
                &["senior.x|Pairs.|1", "junior.x|Pairs.|1"],
                "same 0; junior.x -> j.pairs (Pairs.); senior.x -> s.pairs (Pairs.)",
            ),
            (&["x|Pairs.|1"], "same 0; orphan x (Pairs.)"),
            (&["topic~code|CODE|1", "rest~craft||1"], "same 2"),
            (&["topic~gone|Gone|1", "rest~gone||1"], "same 0; orphan topic~gone (Gone); orphan rest~gone ()"),
        ] {
            assert_eq!(told(&Matching::new(&ladder(), &answers(given))), expected, "{given:?}");
        }
    }

    /// Answers to a ladder whose ids were counted on in the order of its bullets: C#, C, C++.
    #[test]
    fn answers_find_the_language_that_they_are_about() {
        let mut draft = draft();
        let section = &mut draft.levels[0].sections[0];
        let languages = [("c", "C"), ("c-plus-plus", "C++"), ("c-sharp", "C#")];
        for (topic, title) in languages {
            let topic = TopicId::new(topic).unwrap();
            let mut statement = section.statements[0].clone();
            statement.id = id(&format!("junior.{topic}"));
            statement.text = Text::plain("Gets a change through review.");
            statement.topic = Some(topic.clone());
            section.statements.push(statement);
            draft.areas[0].topics.push(Topic { id: topic, title: title.into(), summary: String::new() });
        }
        let all = languages.map(|(topic, _)| id(&format!("junior.{topic}")));
        let alias = |was: &str, now: &[StatementId]| Alias { was: id(was), now: now.to_vec() };
        draft.aliases.statements = vec![
            alias("junior.c", &all[1..]),
            alias("junior.craft-c", &all),
            alias("junior.craft-c-2", &all),
            alias("junior.had", &all[2..]),
        ];
        let ladder = Ladder::new(draft).unwrap();
        let said = "Gets a change through review.";
        let given = |pairs: &[(&str, &str)]| {
            let lines: Vec<_> = pairs.iter().map(|(id, label)| format!("{id}|{label}: {said}|1")).collect();
            answers(&lines.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let old = given(&[("junior.c", "C#"), ("junior.craft-c", "C"), ("junior.craft-c-2", "C++")]);
        let matching = Matching::new(&ladder, &old);
        assert_eq!(crate::drift::unsettled(&ladder, &old).count(), 3);
        let moves: Vec<_> = matching.moved.iter().map(|m| (m.from.key(), m.to.key())).collect();
        let expected = [
            ("junior.c", "junior.c-sharp"),
            ("junior.craft-c", "junior.c"),
            ("junior.craft-c-2", "junior.c-plus-plus"),
        ];
        assert_eq!(moves, expected.map(|(from, to)| (from.to_owned(), to.to_owned())));
        let fitted = matching.apply(&old, &|_| true).answers;
        assert!(Matching::new(&ladder, &fitted).is_settled());
        for (name, label) in [("junior.c", "C"), ("junior.c-plus-plus", "C++"), ("junior.c-sharp", "C#")] {
            assert_eq!(fitted.0[&Subject::Statement(id(name))].words, format!("{label}: {said}"));
        }
        // Of a chain, only what has a free place goes.
        let some = matching.apply(&old, &|asked| *asked == about("junior.craft-c"));
        assert_eq!((some.answers, some.moves), (old, vec![]));
        // Those of today, and one that has kept only its old id.
        assert!(Matching::new(&ladder, &given(&[("junior.c", "C"), ("junior.c-sharp", "C#")])).is_settled());
        let other = answers(&["junior.had|Sings.|1"]);
        assert_eq!(
            told(&Matching::new(&ladder, &other)),
            format!("same 0; junior.had -> junior.c-sharp (C#: {said})")
        );
    }

    #[test]
    fn only_what_is_confirmed_is_moved() {
        let mut given = answers(&["j.free|Asks often.|1", "old|Writes more.|1", "gone|Sings.|1"]);
        let topic = Subject::Topic(TopicId::new("code").unwrap());
        given.0.insert(topic.clone(), Answer { covers: vec![id("old"), id("j.code")], ..answer("CODE", 1) });
        let matching = Matching::new(&ladder(), &given);
        assert_eq!(matching.apply(&given, &|_| false).answers, given);
        let renamed = matching.apply(&given, &|asked| *asked == about("old"));
        assert_eq!(renamed.moves, [(said("old"), said("s.code"))]);
        let renamed = renamed.answers;
        let words = |answers: &Answers, name: &str| {
            answers.0.get(&Subject::Statement(id(name))).map(|answer| answer.words.clone())
        };
        assert_eq!(words(&renamed, "s.code").as_deref(), Some("CODE: Writes more."));
        assert_eq!(words(&renamed, "old"), None);
        assert_eq!(words(&renamed, "j.free").as_deref(), Some("Asks often."));
        assert_eq!(words(&renamed, "gone").as_deref(), Some("Sings."));
        assert_eq!(renamed.0[&topic].covers, [id("s.code"), id("j.code")]);
        let all = matching.apply(&given, &|_| true).answers;
        assert_eq!(words(&all, "j.free").as_deref(), Some("Asks."));
        // Answered between the question and its confirmation.
        given.0.insert(Subject::Statement(id("s.code")), answer("CODE: Writes more.", 5));
        let late = matching.apply(&given, &|_| true).answers;
        assert_eq!(words(&late, "old").as_deref(), Some("Writes more."));
    }

    #[test]
    fn goals_go_along() {
        let goal = |step: &str| Goal { step: step.into(), by: None, words: String::new() };
        let fitted =
            Fitted { moves: vec![(said("a"), said("b")), (said("c"), said("d"))], ..Fitted::default() };
        let mut goals = [(id("a"), goal("1")), (id("c"), goal("2")), (id("d"), goal("3"))];
        fitted.move_goals(&mut goals);
        assert_eq!(goals, [(id("b"), goal("1")), (id("c"), goal("2")), (id("d"), goal("3"))]);
        let chain =
            Fitted { moves: vec![(said("b"), said("a")), (said("a"), said("c"))], ..Fitted::default() };
        let mut goals = [(id("a"), goal("1")), (id("b"), goal("2"))];
        chain.move_goals(&mut goals);
        assert_eq!(goals, [(id("c"), goal("1")), (id("a"), goal("2"))]);
    }

    #[test]
    fn what_is_found_is_told() {
        for (given, expected) in [
            (&["j.free|Asks.|1"][..], "1 answer fits as it is."),
            (
                &["j.free|Sits.|1", "old|Writes more.|1", "a|x|1", "b|x|1"],
                "1 statement has changed. 1 statement has moved. \
                 2 answers are to removed statements; they are kept.",
            ),
        ] {
            assert_eq!(Matching::new(&ladder(), &answers(given)).sentence(), expected);
        }
    }

    fn any_given() -> impl Strategy<Value = Answers> {
        let ids = [
            "j.free",
            "s.code",
            "senior.old",
            "junior.old",
            "x",
            "y",
            "s.pairs",
            "topic~code",
            "topic~x",
            "rest~craft",
        ];
        let words = [
            "",
            "Asks.",
            "asks",
            "CODE: Writes more.",
            "Writes more.",
            "Old: Asks.",
            "Pairs.",
            "Sings.",
            ": ",
        ];
        proptest::collection::vec((select(ids.to_vec()), select(words.to_vec()), 1u8..9), 0..8).prop_map(
            |given| {
                let given = given.into_iter();
                Answers(
                    given.map(|(id, words, on)| (Subject::parse(id).unwrap(), answer(words, on))).collect(),
                )
            },
        )
    }

    proptest! {
        #[test]
        fn no_answer_is_lost(given in any_given(), yes in any::<u8>()) {
            let ladder = ladder();
            let matching = Matching::new(&ladder, &given);
            let count = matching.same + matching.reworded.len() + matching.moved.len() + matching.orphans.len();
            prop_assert_eq!(count, given.0.len());
            let some = matching.apply(&given, &|asked| (format!("{asked:?}").len() as u8 ^ yes) & 1 == 0).answers;
            let all = matching.apply(&given, &|_| true).answers;
            for applied in [&some, &all] {
                let days = |answers: &Answers| {
                    let mut days: Vec<_> = answers.0.values().map(|answer| answer.on).collect();
                    days.sort();
                    days
                };
                prop_assert_eq!(days(applied), days(&given));
            }
            // Once all is confirmed, there is nothing left to ask.
            let again = Matching::new(&ladder, &all);
            prop_assert_eq!(again.same, count - matching.orphans.len());
            prop_assert_eq!(&again.orphans, &matching.orphans);
            prop_assert!(again.reworded.is_empty() && again.moved.is_empty());
        }

        #[test]
        fn any_words_are_taken(given in crate::answers::tests::any_answers()) {
            let matching = Matching::new(&ladder(), &given);
            prop_assert_eq!(matching.apply(&given, &|_| true).answers.0.len(), given.0.len());
        }
    }
}
