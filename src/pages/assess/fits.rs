//! Answers that were given to other words than the ladder has today: what has become of their statements, each to be
//! confirmed, in a file that comes in as well as among those that are kept here.

use std::sync::Mutex;

use leptos::prelude::*;
use rungs_core::assessment::{Answers, Assessment, State};
use rungs_core::drift::drifted;
use rungs_core::file::{Matching, Moved, Reworded};
use rungs_core::id::{AssessmentId, StatementId};

use super::data::section;
use super::{CHANGED, button, is_new, sentence, title};
use crate::browser::{control, toast};
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

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
            Self::Here => "_refit-",
        };
        [place, id.as_str(), "~", statement.as_str()].concat()
    }
}

/// The answers with their statements of today, where the person has ticked that.
pub(super) fn fitted(site: Site, place: Place, id: &AssessmentId, answers: &Answers) -> Answers {
    Matching::new(site.ladder, answers)
        .apply(answers, &|statement| control::has_tick(&place.tick(id, statement)))
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

/// The assessments that the ladder has moved away from.
fn behind(site: Site, session: Session) -> Vec<(AssessmentId, Assessment, Matching)> {
    let mut behind = session.assessments();
    behind.retain(|(id, assessment)| {
        assessment.state == State::Kept && drifted(site.ladder, assessment, &session.given(id).answers) > 0
    });
    let matched = |(id, assessment)| {
        let matching = Matching::new(site.ladder, &session.given(&id).answers);
        (id, assessment, matching)
    };
    behind.into_iter().map(matched).collect()
}

/// The assessments that are kept here and that the ladder has moved away from, to be fitted to it; nothing where there are
/// none.
pub(super) fn view_here(site: Site, session: Session) -> El {
    // What undoes it, and why it was refused: texts, as all signals are.
    let (undo, refused) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = Mutex::new(None);
    el("div").live_changes(move || {
        session.follow_others();
        let (behind, changes, why) = (behind(site, session), undo.get(), refused.get());
        // What is ticked stays so while other things change.
        is_new(&shown, (behind.clone(), changes.clone(), why.clone())).then(|| {
            if behind.is_empty() && changes.is_empty() {
                return el("div");
            }
            let back = button("_undo-refit", "Undo", move || {
                session.undo(&undo.get_untracked().lines().map(str::to_owned).collect::<Vec<_>>());
                undo.set(String::new());
                toast::show("Everything is as it was before.");
            });
            let done = (!changes.is_empty())
                .then(|| el("p").add("Your answers fit the ladder of today. ").add(back));
            let why = (!why.is_empty()).then(|| el("div").class("warning").add(el("p").add(why)));
            let open = (!behind.is_empty()).then(|| view_behind(site, session, &behind, undo, refused));
            section(CHANGED, "The ladder has changed").add(done).add(open).add(why)
        })
    })
}

fn view_behind(
    site: Site,
    session: Session,
    behind: &[(AssessmentId, Assessment, Matching)],
    undo: RwSignal<String>,
    refused: RwSignal<String>,
) -> El {
    let list = el("ul").class("previews").each(behind, |(id, assessment, matching)| {
        el("li").add(el("h3").add(title(site, assessment))).add(view(site, Place::Here, id, matching))
    });
    let ids: Vec<_> = behind.iter().map(|(id, ..)| id.clone()).collect();
    let confirm = move || {
        let fit = |id: &AssessmentId, answers: &Answers| fitted(site, Place::Here, id, answers);
        match session.refit(site, &ids, &fit) {
            Ok(changes) => {
                refused.set(String::new());
                undo.set(changes.join("\n"));
                toast::show("Your answers fit the ladder of today.");
            }
            Err(error) => refused.set(["Nothing is changed. ", &sentence(&error.to_string())].concat()),
        }
    };
    let has_ticks =
        behind.iter().any(|(.., matching)| !(matching.reworded.is_empty() && matching.moved.is_empty()));
    let words = if has_ticks { "Take over what is ticked" } else { "I have seen it" };
    el("div")
        .class("fitting")
        .add(
            el("p").add(
                "Some of your answers were given to other words than it has today. None of them is lost.",
            ),
        )
        .add(list)
        .add(
            el("p").class("actions").add(
                el("button")
                    .attr("type", "button")
                    .attr("id", "_refit")
                    .class("button")
                    .on_click(confirm)
                    .add(words),
            ),
        )
}
