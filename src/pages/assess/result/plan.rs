//! The plan: up to three gaps that a person works on, each with a first step and a day.

use leptos::prelude::*;
use rungs_assessment::exchange::{CALENDAR_NAME, Calendar};
use rungs_assessment::plan::Goal;
use rungs_assessment::standing::Standing;
use rungs_ladder::id::{AssessmentId, StatementId};
use rungs_ladder::ladder::Level;

use super::super::parts::{Day, DayField, Labelled, QuietButton, Section};
use crate::browser::{clock, document, file, toast};
use crate::components::list::List;
use crate::context::use_session;

/// The goals, each to be changed in place.
#[component]
pub fn Plan(
    /// The assessment.
    id: AssessmentId,
    /// The level to be reached.
    target: &'static Level,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let goals: Signal<Vec<StatementId>> = use_session().goals(&id).into();
    let has_goals = move || goals.with(|goals| !goals.is_empty());
    // Nothing can be planned where nothing is missing, or nothing is known.
    let has_gaps = move || {
        standing.with(|standing| {
            standing.counts.rated() > 0 && standing.judged.iter().any(|judged| judged.verdict.is_gap())
        })
    };
    let hint = || {
        view! {
            <p class="hint">
                "Choose up to three expectations that you want to work on next: open More, then Add as goal."
            </p>
        }
    };
    let id = StoredValue::new(id);
    view! {
        <Show when=move || has_goals() || has_gaps()>
            <Section id="_plan" title="Your plan" class="block plan">
                <Show when=has_goals fallback=hint><Goals id=id.get_value() goals target/></Show>
            </Section>
        </Show>
    }
}

/// The goals, and a way into a calendar.
#[component]
fn Goals(
    /// The assessment.
    id: AssessmentId,
    /// What they are about.
    goals: Signal<Vec<StatementId>>,
    /// The level to be reached.
    target: &'static Level,
) -> impl IntoView {
    let session = use_session();
    let (of_items, of_days) = (id.clone(), id.clone());
    let undated = Memo::new(move |_| {
        let goals = session.all_goals(&of_days).into_iter().filter(|(_, goal)| goal.by.is_none());
        goals.map(|(_, goal)| goal.words).collect::<Vec<_>>()
    });
    let left_out =
        move || format!("Not in the calendar, because it has no date: {}", undated.get().join(" "));
    view! {
        <ol class="goals">
            <List each=move || goals.get() key=StatementId::clone let:statement>
                <GoalItem id=of_items.clone() statement/>
            </List>
        </ol>
        <p class="actions"><CalendarButton id target/></p>
        <Show when=move || undated.with(|undated| !undated.is_empty())>
            <p class="hint screen-only">{left_out}</p>
        </Show>
    }
}

/// A button that downloads the goals that have a day as events.
#[component]
fn CalendarButton(
    /// The assessment.
    id: AssessmentId,
    /// The level to be reached.
    target: &'static Level,
) -> impl IntoView {
    let session = use_session();
    let download = move || {
        session.flush_draft();
        let goals = untrack(|| session.all_goals(&id));
        let calendar = Calendar::new(&id, &target.title, &goals, clock::now());
        match calendar.events {
            0 => toast::show("No goal has a date yet."),
            _ => {
                file::download(CALENDAR_NAME, "text/calendar", &calendar.text);
                toast::show(
                    "When a date changes, import the file into your calendar again: it moves the event. Delete events of removed goals there.",
                );
            }
        }
    };
    view! { <QuietButton id="_calendar" on_press=download>"Download for a calendar"</QuietButton> }
}

/// One goal.
#[component]
fn GoalItem(
    /// The assessment.
    id: AssessmentId,
    /// The expectation that it is about.
    statement: StatementId,
) -> impl IntoView {
    let session = use_session();
    let goal: Signal<Option<Goal>> = session.goal(&id, &statement).into();
    let words = move || goal.with(|goal| goal.as_ref().map(|goal| goal.words.clone())).unwrap_or_default();
    let remove_id = format!("_goal-{statement}~remove");
    let remove = {
        let (id, statement) = (id.clone(), statement.clone());
        move || {
            document::refocus_if_lost();
            session.set_goal(&id, &statement, None);
        }
    };
    view! {
        <li>
            <p>{words}</p>
            <GoalFields id statement goal/>
            <PrintedGoal goal/>
            <QuietButton id=remove_id on_press=remove>"Remove goal"</QuietButton>
        </li>
    }
}

/// What a person plans for a goal, to be typed.
#[component]
fn GoalFields(
    /// The assessment.
    id: AssessmentId,
    /// The expectation that the goal is about.
    statement: StatementId,
    /// The goal as it is kept.
    goal: Signal<Option<Goal>>,
) -> impl IntoView {
    let session = use_session();
    let (step_id, by_id) = (format!("_goal-{statement}~step"), format!("_goal-{statement}~by"));
    let step =
        Memo::new(move |_| goal.with(|goal| goal.as_ref().map(|goal| goal.step.clone())).unwrap_or_default());
    let by = Memo::new(move |_| goal.with(|goal| goal.as_ref().and_then(|goal| goal.by)));
    let type_step = {
        let (id, statement) = (id.clone(), statement.clone());
        move |step: String| {
            if let Some(kept) = goal.get_untracked() {
                session.type_goal(&id, &statement, Goal { step, ..kept });
            }
        }
    };
    let enter_day = move |by| {
        // First, so that the goal that is kept has the step that is being typed.
        session.flush_draft();
        if let Some(kept) = goal.get_untracked() {
            session.set_goal(&id, &statement, Some(&Goal { by, ..kept }));
        }
    };
    view! {
        <div class="fields screen-only">
            <Labelled label="First step">
                <input
                    id=step_id
                    type="text"
                    autocomplete="off"
                    prop:value=step
                    on:input:target=move |event| type_step(event.target().value())
                />
            </Labelled>
            <DayField id=by_id label="By when" day=by on_enter=enter_day/>
        </div>
    }
}

/// What a goal says, in print: a field would cut it off. What is not said yet is a line to write on.
#[component]
fn PrintedGoal(
    /// The goal.
    goal: Signal<Option<Goal>>,
) -> impl IntoView {
    let blank = || view! { <span class="blank"></span> }.into_any();
    let step = move || match goal.get().map(|goal| goal.step).unwrap_or_default() {
        step if step.is_empty() => blank(),
        step => view! { <span>{step}</span> }.into_any(),
    };
    let by = move || match goal.with(|goal| goal.as_ref().and_then(|goal| goal.by)) {
        Some(day) => view! { <Day day/> }.into_any(),
        None => blank(),
    };
    view! {
        <div class="print-only">
            <p><strong>"First step: "</strong>{step}" "<strong>"By: "</strong>{by}</p>
        </div>
    }
}
