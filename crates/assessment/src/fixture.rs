//! A ladder and answers for the tests of this room and those that build on it.

use std::sync::Arc;

use crate::answers::{Answer, Answers, Subject};
use crate::date::Date;
use rungs_ladder::example::draft;
use rungs_ladder::id::{AreaId, LevelId, RatingId, StatementId, TopicId, TrackId};
use rungs_ladder::ladder::{Area, Ladder, Level, Rating, Section, Statement};
use rungs_ladder::text::Text;

/// [`draft`] with two areas more, statements without a topic, two on one topic, a level above `head`, and a scale of
/// four steps with two answers beside it: `no`, `some`, `yes` (met), `more`; `not-applicable`, `not-sure`.
pub(crate) fn ladder() -> Ladder {
    let mut draft = draft();
    for (id, title) in [("people", "People"), ("reach", "Reach")] {
        let title = title.into();
        draft.areas.push(Area {
            id: AreaId::new(id).unwrap(),
            title,
            summary: String::new(),
            topics: vec![],
        });
    }
    let rating = |id: &str| Rating {
        id: RatingId::new(id).unwrap(),
        title: id.to_uppercase(),
        summary: String::new(),
    };
    let scale = Arc::make_mut(&mut draft.scale);
    scale.steps = ["no", "some", "yes", "more"].map(rating).into();
    scale.beside = ["not-applicable", "not-sure"].map(rating).into();
    let section = |area: &str, statements: &[(&str, &str)]| Section {
        area: AreaId::new(area).unwrap(),
        notes: vec![],
        statements: statements.iter().map(|(id, topic)| said(id, topic)).collect(),
    };
    let [junior, senior, _, head] = draft.levels.as_mut_slice() else { panic!() };
    junior.sections.push(section("people", &[("j.kind", ""), ("j.fair", "")]));
    senior.sections.insert(0, section("people", &[("s.calm", "")]));
    senior.sections[1].statements.insert(1, said("s.tests", "code"));
    let chief = Level {
        id: LevelId::new("chief").unwrap(),
        track: TrackId::new("management").unwrap(),
        title: "CHIEF".into(),
        inherits: Some(head.id.clone()),
        sections: vec![section("craft", &[("c.code", "code")]), section("reach", &[("c.reach", "")])],
        ..head.clone()
    };
    draft.levels.push(chief);
    Ladder::new(draft).unwrap()
}

fn said(id: &str, topic: &str) -> Statement {
    Statement {
        id: StatementId::new(id).unwrap(),
        topic: (!topic.is_empty()).then(|| TopicId::new(topic).unwrap()),
        text: Text::plain(&["Says ", id, "."].concat()),
        children: vec![],
    }
}

/// Answers such as `j.code=yes rest~people=no>j.kind,j.fair`: what stands behind `>` is spoken for.
pub(crate) fn answers(told: &str) -> Answers {
    let answer = |told: &str| {
        let (subject, said) = told.split_once('=').unwrap();
        let (rating, covers) = said.split_once('>').unwrap_or((said, ""));
        let covers = covers.split(',').filter(|id| !id.is_empty());
        let answer = Answer {
            rating: (!rating.is_empty()).then(|| RatingId::new(rating).unwrap()),
            words: ["Words of ", subject].concat(),
            covers: covers.map(|id| StatementId::new(id).unwrap()).collect(),
            ..Answer::empty(Date::EPOCH)
        };
        (Subject::parse(subject).unwrap(), answer)
    };
    Answers(told.split_whitespace().map(answer).collect())
}

/// The level with that id.
pub(crate) fn level<'a>(ladder: &'a Ladder, id: &str) -> &'a Level {
    ladder.level(&LevelId::new(id).unwrap()).unwrap()
}
