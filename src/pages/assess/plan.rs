//! The plan: up to three gaps that a person works on, each with a first step and a day.

use rungs_assessment::assessment::{Goal, MAX_GOALS, words};
use rungs_assessment::date::Date;
use rungs_assessment::file::{CALENDAR_NAME, Calendar};
use rungs_ladder::id::{AssessmentId, StatementId};
use rungs_ladder::ladder::{Level, Statement};

use super::{button, labelled, section, strong, time};
use crate::browser::{clock, control, file, toast};
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

/// A button that makes an expectation a goal; nothing where it is one, or there are three.
pub(super) fn view_pick(
    site: Site,
    session: Session,
    id: &AssessmentId,
    goals: &[(StatementId, Goal)],
    statement: &'static Statement,
) -> Option<El> {
    // The same of both, so that whoever has just picked it stays there.
    let name = ["_plan-", statement.id.as_str()].concat();
    let is_goal = goals.iter().any(|(goal, _)| *goal == statement.id);
    if is_goal {
        let state = el("span").class("state in-progress").attr("id", name).attr("tabindex", "-1");
        return Some(state.add("In your plan"));
    }
    if goals.len() >= MAX_GOALS {
        return None;
    }
    let id = id.clone();
    let label = ["Plan for ", &words(site.ladder, statement)].concat();
    let pick = button(name, "Make it a goal", move || {
        let goal = Goal { step: String::new(), by: None, words: words(site.ladder, statement) };
        session.plan(&id, &statement.id, Some(&goal));
    });
    Some(pick.attr("aria-label", label))
}

/// The goals, each to be changed in place.
pub(super) fn view(
    session: Session,
    id: &AssessmentId,
    goals: &[(StatementId, Goal)],
    target: &'static Level,
) -> El {
    let section = section("_plan", "Your plan").class("block plan");
    if goals.is_empty() {
        return section.add(el("p").class("hint").add(
            "Pick up to three of the expectations above that you want to work on next. More would be a list, not a plan.",
        ));
    }
    let calendar = {
        let (id, goals) = (id.clone(), goals.to_vec());
        button("_calendar", "Download for a calendar", move || {
            // As they are now; the list is that of when the page was drawn.
            let now = session.goals(&id);
            let goals = if now.is_empty() { &goals } else { &now };
            let calendar = Calendar::new(&id, &target.title, goals, clock::day());
            match calendar.events {
                0 => toast::show("No goal has a day yet."),
                _ => file::download(CALENDAR_NAME, "text/calendar", &calendar.text),
            }
        })
    };
    section
        .add(el("ol").class("goals").each(goals, |(statement, goal)| view_goal(session, id, statement, goal)))
        .add(el("p").class("actions").add(calendar))
}

fn view_goal(session: Session, id: &AssessmentId, statement: &StatementId, goal: &Goal) -> El {
    let name = |part: &str| ["_goal-", statement.as_str(), part].concat();
    let (step_id, by_id) = (name("~step"), name("~by"));
    let read = {
        let (id, statement, words) = (id.clone(), statement.clone(), goal.words.clone());
        let (step_id, by_id) = (step_id.clone(), by_id.clone());
        move |_| {
            let by = Date::parse(&control::value_of(&by_id));
            let goal = Goal { step: control::value_of(&step_id), by, words: words.clone() };
            session.type_goal(&id, &statement, &goal);
        }
    };
    let remove = {
        let (id, statement) = (id.clone(), statement.clone());
        button(name("~remove"), "Take out of the plan", move || session.plan(&id, &statement, None))
    };
    let step = el("input")
        .attr("id", step_id)
        .attr("type", "text")
        .attr("maxlength", "500")
        .attr("autocomplete", "off");
    let by = el("input").attr("id", by_id).attr("type", "date");
    let on = goal.by.map(|by| by.to_string()).unwrap_or_default();
    el("li")
        .on("input", read)
        .add(el("p").add(goal.words.clone()))
        .add(
            el("div")
                .class("fields screen-only")
                .add(labelled("First step", "", step.attr("value", goal.step.clone())))
                .add(labelled("By when", "", by.attr("value", on))),
        )
        .add(view_on_paper(session, id, statement))
        .add(remove)
}

/// What a goal says, in print: a field would cut it off. What is not said yet is a line to write on.
fn view_on_paper(session: Session, id: &AssessmentId, statement: &StatementId) -> El {
    let (id, statement) = (id.clone(), statement.clone());
    el("div").class("print-only").live(move || {
        session.follow();
        let goals = session.goals(&id);
        let goal = goals.into_iter().find(|(other, _)| *other == statement).map(|(_, goal)| goal);
        let (step, by) = goal.map(|goal| (goal.step, goal.by)).unwrap_or_default();
        let step = if step.is_empty() { blank() } else { el("span").add(step) };
        el("p")
            .add(strong("First step: "))
            .add(step)
            .add(" ")
            .add(strong("By: "))
            .add(by.map_or_else(blank, time))
    })
}

fn blank() -> El {
    el("span").class("blank")
}
