//! What changes for a reader, and for the answers that people have given, when a ladder becomes another version of itself.

use std::collections::HashSet;

use crate::answers::{Answer, Answers, Meaning, Subject, words};
use crate::date::Date;
use crate::drift::{Matching, Moved, Reworded};
use crate::sentence::count;
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::{Ladder, Level, Point, Statement};

/// A statement, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its id.
    pub id: StatementId,
    /// Its level and its area, by their titles.
    pub place: String,
    /// Its words, with those of its details.
    pub words: String,
}

/// What is other in a later version of a ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Levels that come and go, and other titles, in words.
    pub levels: Vec<String>,
    /// Statements that nobody has answered yet.
    pub new: Vec<Placed>,
    /// Statements with other words. Whoever has answered is asked whether the answer still fits.
    pub reworded: Vec<Reworded>,
    /// Statements in which letters, signs or details are other, with what they said before. Answers still fit.
    pub touched: Vec<(String, Placed)>,
    /// Statements with another id, which are found by their words or as one that they had. Whoever has answered is asked.
    pub renamed: Vec<(StatementId, Placed)>,
    /// Statements that stand elsewhere: where they stood, and where they stand.
    pub moved: Vec<(String, Placed)>,
    /// Statements that are there no more. Answers to them are kept, and no longer count.
    pub gone: Vec<Placed>,
    /// Ratings that mean something else, or are no more, in words.
    pub scale: Vec<String>,
}

impl Revision {
    /// What is other in `new`. Answers are matched as the app matches them.
    pub fn between(old: &Ladder, new: &Ladder) -> Self {
        let [before, now] = [old, new].map(placed);
        let answer =
            |statement: &Statement| Answer { words: words(old, statement), ..Answer::empty(Date::EPOCH) };
        let answers = old
            .levels
            .iter()
            .flat_map(|level| level.statements())
            .map(|statement| (Subject::Statement(statement.id.clone()), answer(statement)));
        let matching = Matching::new(new, &Answers(answers.collect()));
        let find =
            |places: &[Placed], id: &StatementId| places.iter().find(|placed| placed.id == *id).cloned();
        let statements = |Moved { from, to, .. }: &Moved| match (from, to) {
            (Subject::Statement(from), Subject::Statement(to)) => Some((from.clone(), find(&now, to)?)),
            _ => None,
        };
        let renamed: Vec<_> = matching.moved.iter().filter_map(statements).collect();
        let orphans = matching.orphans.iter().filter_map(|(subject, _)| match subject {
            Subject::Statement(id) => find(&before, id),
            _ => None,
        });
        let gone: Vec<_> = orphans.collect();
        let left: HashSet<_> =
            gone.iter().map(|placed| &placed.id).chain(renamed.iter().map(|(from, _)| from)).collect();
        let arrived: HashSet<_> = renamed.iter().map(|(_, to)| &to.id).collect();
        let kept = |id: &StatementId| find(&before, id).filter(|_| !left.contains(id));
        let is_new = |placed: &&Placed| !arrived.contains(&placed.id) && kept(&placed.id).is_none();
        let stays = |placed: &Placed| Some((kept(&placed.id)?.place, placed.clone()));
        let is_asked = |id: &StatementId| matching.reworded.iter().any(|reworded| reworded.id == *id);
        let touched = now.iter().filter_map(|placed| Some((kept(&placed.id)?, placed)));
        let touched = touched.filter(|(before, now)| before.words != now.words && !is_asked(&now.id));
        let touched = touched.map(|(before, now)| (before.words, now.clone())).collect();
        Self {
            levels: levels(old, new),
            new: now.iter().filter(is_new).cloned().collect(),
            moved: now.iter().filter_map(stays).filter(|(from, to)| *from != to.place).collect(),
            reworded: matching.reworded,
            touched,
            renamed,
            gone,
            scale: scale(old, new),
        }
    }

    /// Whether nothing is other.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// "2 statements are new, 1 has other words, …"; empty where no statement is other.
    pub fn summary(&self) -> String {
        let told = [
            (self.new.len(), "is new", "are new"),
            (self.reworded.len(), "has other words", "have other words"),
            (self.touched.len(), "has small changes", "have small changes"),
            (self.renamed.len(), "has another id", "have another id"),
            (self.moved.len(), "stands elsewhere", "stand elsewhere"),
            (self.gone.len(), "is gone", "are gone"),
        ];
        let told: Vec<_> = told
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| {
                count(number, &format!("statement {one}"), &format!("statements {many}"))
            })
            .collect();
        told.join(", ")
    }

    /// What becomes of answers that people have given, a sentence each.
    pub fn answers(&self) -> Vec<String> {
        let asked = self.reworded.len() + self.renamed.len();
        let told = [
            (
                asked,
                format!(
                    "Whoever has answered {} is asked whether the answer still fits.",
                    count(
                        asked,
                        "statement that is reworded or has another id",
                        "statements that are reworded or have another id"
                    )
                ),
            ),
            (
                self.gone.len(),
                format!(
                    "Answers to {} are kept, and no longer count.",
                    count(self.gone.len(), "statement that is gone", "statements that are gone")
                ),
            ),
        ];
        told.into_iter().filter(|(number, _)| *number > 0).map(|(_, told)| told).collect()
    }
}

/// Every statement of a ladder with its place.
fn placed(ladder: &Ladder) -> Vec<Placed> {
    let sections =
        ladder.levels.iter().flat_map(|level| level.sections.iter().map(move |section| (level, section)));
    let placed = sections.flat_map(|(level, section)| {
        let area = ladder.area(&section.area).map_or(section.area.as_str(), |area| &area.title);
        let place = format!("{}, {area}", level.title);
        section.statements.iter().map(move |statement| Placed {
            id: statement.id.clone(),
            place: place.clone(),
            words: details(&statement.children, words(ladder, statement)),
        })
    });
    placed.collect()
}

/// The words of a statement, and those of its details.
fn details(points: &[Point], words: String) -> String {
    points
        .iter()
        .fold(words, |words, point| details(&point.children, format!("{words} – {}", point.text.to_plain())))
}

/// Levels that come and go, and other titles and ids.
fn levels(old: &Ladder, new: &Ladder) -> Vec<String> {
    let named = |level: &Level| format!("“{}” ({})", level.title, level.id);
    let of = |ladder: &Ladder, id: &LevelId| ladder.levels.iter().any(|level| level.id == *id);
    let before = old.levels.iter().filter_map(|level| match new.level(&level.id) {
        None => Some(format!("The level {} is gone.", named(level))),
        Some(now) if now.id == level.id => (now.title != level.title)
            .then(|| format!("The level {} is called “{}” now.", named(level), now.title)),
        Some(now) if of(old, &now.id) => {
            Some(format!("The level {} is part of {} now.", named(level), named(now)))
        }
        Some(now) => Some(format!(
            "The level {} is {} now. Links and assessments follow it.",
            named(level),
            named(now)
        )),
    });
    let is_new = |level: &&Level| {
        !of(old, &level.id)
            && !old.levels.iter().any(|was| new.level(&was.id).is_some_and(|now| now.id == level.id))
    };
    let come = new.levels.iter().filter(is_new).map(|level| format!("The level {} is new.", named(level)));
    before.chain(come).collect()
}

/// Ratings that mean something else, or are no more.
fn scale(old: &Ladder, new: &Ladder) -> Vec<String> {
    let ratings = old.scale.steps.iter().chain(&old.scale.beside);
    let changed = ratings.filter_map(|rating| {
        let [before, now] = [old, new].map(|ladder| Meaning::new(&ladder.scale, &rating.id));
        match now {
            None => Some(format!("The rating “{}” is gone. Whoever has given it is asked for another.", rating.title)),
            Some(_) if before == now => None,
            Some(now) => Some(format!(
                "The rating “{}” means something else now, and is called “{}”. Whoever has given it is asked whether it still holds.",
                rating.title, now.title
            )),
        }
    });
    changed.collect()
}
