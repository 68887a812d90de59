//! What a page for reading shows of an assessment: how far it is, and the rating of each statement.

use crate::answers::{Answers, State};
use crate::progress::Steps;
use crate::requirements::asked;
use crate::standing::{Judge, grade};
use crate::store::{Notebook, Store, StoreError};
use rungs_ladder::id::{AssessmentId, LevelId, StatementId};
use rungs_ladder::ladder::{Ladder, Level, Rating};

/// How far an assessment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance<'a> {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Its target.
    pub level: &'a Level,
    /// How many expectations the target has.
    pub total: usize,
    /// How many of them are answered, as the way through the assessment counts.
    pub answered: usize,
    /// The ratings of those that have one, in the order in which they are asked.
    pub ratings: Vec<(&'a StatementId, &'a Rating)>,
}

impl<'a> Glance<'a> {
    /// The answers of an assessment at a glance. What the scale does not know counts as not rated.
    pub fn new(ladder: &'a Ladder, assessment: AssessmentId, level: &'a Level, answers: &Answers) -> Self {
        let asked = asked(ladder, level);
        let rating = |statement: &StatementId| Some(grade(&ladder.scale, answers.rating(statement)?)?.rating);
        let ids = asked.iter().map(|asked| &asked.statement.id);
        let ratings = ids.filter_map(|id| Some((id, rating(id)?))).collect();
        let answered = Steps::new(&Judge { ladder, answers }, level).answered();
        Self { assessment, level, total: asked.len(), answered, ratings }
    }

    /// The rating of a statement.
    pub fn rating(&self, statement: &StatementId) -> Option<&'a Rating> {
        self.ratings.iter().find(|(id, _)| *id == statement).map(|(_, rating)| *rating)
    }

    /// Whether every expectation is rated.
    pub fn is_complete(&self) -> bool {
        self.answered == self.total
    }

    /// How far it is, such as "19 of 27 rated".
    pub fn sentence(&self) -> String {
        match self.is_complete() {
            true => format!("All {} rated", self.total),
            false => format!("{} of {} rated", self.answered, self.total),
        }
    }
}

/// The assessments of a notebook at a glance: for each level the one that was worked on last. Those that are deleted, and those
/// whose target the ladder does not have or that asks for nothing, are left out.
///
/// # Errors
/// When the store cannot be read.
pub fn glances<'a, S: Store>(
    notebook: &mut Notebook<S>,
    ladder: &'a Ladder,
) -> Result<Vec<Glance<'a>>, StoreError> {
    let mut glances: Vec<Glance> = Vec::new();
    let is_known = |glances: &[Glance], level: &LevelId| glances.iter().any(|known| known.level.id == *level);
    for (id, assessment) in notebook.assessments()? {
        let Some(level) = ladder.level(&assessment.target) else { continue };
        if assessment.state == State::Active && !is_known(&glances, &level.id) {
            let answers = notebook.answers(&id)?.answers;
            glances.push(Glance::new(ladder, id, level, &answers));
        }
    }
    glances.retain(|glance| glance.total > 0);
    Ok(glances)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Assessment, Subject};
    use crate::date::Date;
    use crate::fixture::{answers, ladder, level};
    use crate::store::{Prefix, ReadOnly, Tab};
    use crate::test_support::Memory;

    fn id(id: &str) -> AssessmentId {
        AssessmentId::new(id).unwrap()
    }

    fn open(store: &Memory) -> Notebook<Memory> {
        Notebook::open(store.clone(), Prefix::new("/"), Tab::from_random(1)).unwrap()
    }

    fn begin(store: &Memory, name: &str, target: &str, state: State, told: &str) {
        let assessment = Assessment {
            name: String::new(),
            target: LevelId::new(target).unwrap(),
            held: None,
            created: Date::EPOCH,
            ladder: String::new(),
            exported: None,
            state,
        };
        let mut notebook = open(store);
        notebook.save_assessment(&id(name), &assessment).unwrap();
        for (subject, answer) in answers(told).0 {
            notebook.save_answer(&id(name), &subject, &answer).unwrap();
        }
    }

    /// Each as `assessment target: sentence, ratings`.
    fn told(store: &Memory) -> Vec<String> {
        let ladder = ladder();
        let store = ReadOnly(store.clone());
        let mut notebook = Notebook::open(store, Prefix::new("/"), Tab::from_random(2)).unwrap();
        let glances = glances(&mut notebook, &ladder).unwrap();
        let tell = |glance: &Glance| {
            let ratings = glance.ratings.iter().map(|(id, rating)| format!("{id}={}", rating.title));
            let ratings = ratings.collect::<Vec<_>>().join(" ");
            format!("{} {}: {}, {ratings}", glance.assessment, glance.level.id, glance.sentence())
        };
        glances.iter().map(tell).collect()
    }

    #[test]
    fn the_last_assessment_of_each_level_is_told() {
        let store = Memory::default();
        assert!(told(&store).is_empty());
        begin(&store, "old", "junior", State::Active, "j.code=no");
        begin(&store, "z-new", "junior", State::Active, "j.code=yes j.free=not-sure rest~people=some>j.kind");
        begin(&store, "gone", "senior", State::Deleted, "s.code=yes");
        begin(&store, "lost", "nowhere", State::Active, "s.code=yes");
        begin(&store, "late", "head", State::Active, "h.code=forgotten");
        let before = store.keys();
        assert_eq!(
            told(&store),
            [
                "late head: 0 of 7 rated, ",
                "z-new junior: 3 of 4 rated, j.code=YES j.free=NOT-SURE j.kind=SOME",
            ]
        );
        assert_eq!(store.keys(), before, "nothing is written");
        begin(&store, "z-new", "junior", State::Active, "j.fair=more");
        assert_eq!(
            told(&store).first().unwrap(),
            "z-new junior: All 4 rated, j.code=YES j.free=NOT-SURE j.kind=SOME j.fair=MORE"
        );
    }

    #[test]
    fn a_rating_is_found_by_its_statement() {
        let ladder = ladder();
        let glance = Glance::new(&ladder, id("a"), level(&ladder, "junior"), &answers("j.code=some"));
        let title = |statement: &str| {
            let rating = glance.rating(&StatementId::new(statement).unwrap());
            rating.map(|rating| rating.title.as_str())
        };
        assert_eq!((title("j.code"), title("j.free")), (Some("SOME"), None));
    }

    #[test]
    fn a_record_of_an_earlier_version_is_read() {
        let store = Memory::default();
        begin(&store, "a", "junior", State::Active, "");
        let subject = Subject::parse("j.code").unwrap();
        let key = "rungs/1/~/answer/a/j.code/7.k3";
        // Without what was added since: no meaning, no words.
        let body =
            serde_json::value::RawValue::from_string(r#"{"rating":"yes","on":"2026-01-02"}"#.into()).unwrap();
        let envelope = crate::store::Envelope { over: vec![], batch: None, body };
        store.set(key, &envelope.encode(key).unwrap()).unwrap();
        assert_eq!(subject.key(), "j.code");
        assert_eq!(told(&store), ["a junior: 1 of 4 rated, j.code=YES"]);
    }
}
