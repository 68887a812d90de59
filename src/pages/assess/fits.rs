//! Answers that were given to other words than the ladder has today: what has become of their statements, each to be
//! confirmed, in a file that comes in as well as among those that are kept here.

use std::sync::Mutex;

use leptos::prelude::*;
use rungs_assessment::assessment::{Answers, State};
use rungs_assessment::drift::drifted;
use rungs_assessment::file::{Fitted, Matching, Moved, Reworded};
use rungs_ladder::id::{AssessmentId, StatementId};

use super::data::{block, refuse, view_refused};
use super::undo::{Act, Undo};
use super::{CHANGED, is_new, sentence, title};
use crate::browser::control;
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

/// What is clicked to fit answers, and then to take that back: the focus stays there.
pub(super) const REFIT: &str = "_refit";

/// Where a person confirms: each has boxes of its own to tick.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Before a file comes in.
    File,
    /// Among what is kept here.
    Here,
}

impl Place {
    fn tick(self, id: &AssessmentId, statement: &StatementId) -> String {
        let place = match self {
            Self::File => "_fit-",
            Self::Here => "_here-",
        };
        [place, id.as_str(), "~", statement.as_str()].concat()
    }
}

/// The answers with their statements of today, where the person has ticked that.
pub(super) fn fitted(place: Place, id: &AssessmentId, answers: &Answers, matching: &Matching) -> Fitted {
    matching.apply(answers, &|statement| control::has_tick(&place.tick(id, statement)))
}

/// What has become of the statements: boxes to tick, and answers whose statements are gone.
pub(super) fn view(site: Site, place: Place, id: &AssessmentId, matching: &Matching) -> El {
    let tick = |statement: &StatementId, words: El| {
        let input =
            el("input").attr("type", "checkbox").attr("checked", "").attr("id", place.tick(id, statement));
        el("li").add(el("label").class("fit").add(input).add(words))
    };
    let reworded = matching.reworded.iter().map(|Reworded { id, before, now }| {
        let (before, now) = (el("del").add(before.clone()), el("ins").add(now.clone()));
        tick(id, el("span").add(before).add(" ").add(now))
    });
    let moved = matching.moved.iter().map(|Moved { from, to, words }| {
        let mut levels = site.ladder.levels.iter();
        let level = levels.find(|level| level.statements().any(|statement| statement.id == *to));
        // Under another name at the same level, it has not moved for a reader.
        let level = level.filter(|level| !from.as_str().starts_with(&[level.id.as_str(), "."].concat()));
        let now = level.map(|level| ["Now at ", &level.title].concat());
        let words = el("span").add(words.clone());
        tick(from, words.add(now.map(|now| el("span").class("hint").add(" ").add(now))))
    });
    let fits: Vec<_> = reworded.chain(moved).collect();
    let fits = (!fits.is_empty()).then(|| {
        el("div")
            .add(
                el("p").add("Is the answer still about the same thing? What you do not tick stays as it is."),
            )
            .add(el("ul").class("fits").add(fits))
    });
    let orphans = (!matching.orphans.is_empty()).then(|| {
        let item = |(_, words): &(_, String)| el("li").add(words.clone());
        el("details")
            .add(el("summary").add("Answers whose statements are gone; they are kept"))
            .add(el("ul").class("points").each(&matching.orphans, item))
    });
    let settled = (!matching.is_settled()).then(|| el("p").class("hint").add(matching.sentence()));
    el("div").class("fitting").add(settled).add(fits).add(orphans)
}

/// An assessment that the ladder has moved away from.
#[derive(Clone)]
struct Behind {
    id: AssessmentId,
    title: String,
    matching: Matching,
}

/// As far as it shows.
impl PartialEq for Behind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.title == other.title && self.matching.asks_the_same(&other.matching)
    }
}

fn behind(site: Site, session: Session) -> Vec<Behind> {
    let mut behind = Vec::new();
    for (id, assessment) in session.assessments() {
        let given = session.given(&id);
        if assessment.state == State::Active && drifted(site.ladder, &assessment, &given.answers) > 0 {
            let matching = Matching::new(site.ladder, &given.answers);
            behind.push(Behind { id, title: title(site, &assessment), matching });
        }
    }
    behind
}

/// The assessments that are kept here and that the ladder has moved away from, to be fitted to it; nothing where there are
/// none.
pub(super) fn view_here(site: Site, session: Session, undo: Undo) -> El {
    // Why it was refused: a text, as all signals are.
    let refused = RwSignal::new(String::new());
    let shown = Mutex::new(None);
    el("div").live_changes(move || {
        session.follow_others();
        let behind = behind(site, session);
        // What is ticked stays so while other things change.
        is_new(&shown, behind.clone()).then(|| match behind.len() {
            0 => el("div"),
            _ => view_behind(site, session, behind, undo, refused),
        })
    })
}

fn view_behind(
    site: Site,
    session: Session,
    behind: Vec<Behind>,
    undo: Undo,
    refused: RwSignal<String>,
) -> El {
    let list = el("ul").class("previews").each(&behind, |Behind { id, title, matching }| {
        let title = el("h3").add(title.clone());
        el("li").add(title).add(view(site, Place::Here, id, matching))
    });
    let has_ticks =
        |behind: &Behind| !(behind.matching.reworded.is_empty() && behind.matching.moved.is_empty());
    let words = if behind.iter().any(has_ticks) { "Take over what is ticked" } else { "I have seen it" };
    let confirm = move || {
        let ids: Vec<_> = behind.iter().map(|behind| behind.id.clone()).collect();
        let fit = |id: &AssessmentId, answers: &Answers| {
            let shown = behind.iter().find(|behind| behind.id == *id)?;
            let now = Matching::new(site.ladder, answers);
            now.asks_the_same(&shown.matching).then(|| fitted(Place::Here, id, answers, &now))
        };
        match session.refit(site, &ids, &fit) {
            Ok(changes) => {
                refused.set(String::new());
                undo.offer(Act::Fit, &changes);
            }
            Err(error) => {
                refuse(refused, ["Nothing is changed. ", &sentence(&error.to_string())].concat());
            }
        }
    };
    let confirm = el("button").attr("type", "button").attr("id", REFIT).class("button").on_click(confirm);
    block(CHANGED, "The ladder has changed")
        .add(
            el("p").add(
                "Some of your answers were given to statements that are others now. None of them is lost.",
            ),
        )
        .add(list)
        .add(el("p").class("actions").add(confirm.add(words)))
        .add(view_refused(refused))
}
