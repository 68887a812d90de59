//! What can be done about an expectation: plan for it where it is not met, and rate it.

use leptos::prelude::*;
use rungs_assessment::answers::words;
use rungs_assessment::plan::{Goal, MAX_GOALS};
use rungs_assessment::standing::Assessed;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Statement;

use super::super::parts::{LinkButton, QuietButton};
use super::super::rate::question_anchor;
use super::super::standing_parts::requirement_title;
use crate::browser::document;
use crate::context::{use_session, use_site};
use crate::routes::{AssessmentUrl, Route};

/// The actions.
#[component]
pub fn RowActions(
    /// The assessment.
    id: AssessmentId,
    /// The expectation.
    assessed: Assessed<'static>,
) -> impl IntoView {
    let requirement = assessed.asked;
    let url = AssessmentUrl { area: Some(requirement.area.id.clone()), ..AssessmentUrl::on(&id) };
    let rate = use_site().query_href(&Route::Rate, &url.to_query());
    let anchor = question_anchor(requirement.statement.id.as_str());
    let words = if assessed.grade.is_some() { "Change the rating" } else { "Rate" };
    let label = format!("{words}: {}", requirement_title(&requirement));
    let goal = assessed.verdict.is_gap().then(|| view! { <GoalButton id statement=requirement.statement/> });
    view! {
        {goal}
        <LinkButton href=format!("{rate}#{anchor}") quiet=true label>{words}</LinkButton>
    }
}

/// Whether an expectation can be made a goal.
#[derive(Clone, Copy, PartialEq)]
enum GoalChoice {
    /// It can.
    Open,
    /// It is one.
    Made,
    /// There are as many as a plan can have.
    Full,
}

/// A button that makes an expectation a goal; that it is one; or nothing where the plan is full.
#[component]
fn GoalButton(
    /// The assessment.
    id: AssessmentId,
    /// What the expectation says.
    statement: &'static Statement,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let goals = session.goals(&id);
    let choice = Memo::new(move |_| {
        goals.with(|goals| match goals.len() {
            _ if goals.contains(&statement.id) => GoalChoice::Made,
            MAX_GOALS.. => GoalChoice::Full,
            _ => GoalChoice::Open,
        })
    });
    let words = words(site.ladder, statement);
    // The button and what takes its place have the same id, so that the focus goes from one to the other.
    let name = format!("_plan-{}", statement.id);
    move || match choice.get() {
        GoalChoice::Full => ().into_any(),
        GoalChoice::Made => view! {
            <span class="state in-progress" id=name.clone() tabindex="-1">"In your plan"</span>
        }
        .into_any(),
        GoalChoice::Open => {
            let goal = Goal { step: String::new(), by: None, words: words.clone() };
            let id = id.clone();
            let make = move || {
                document::refocus_if_lost();
                session.set_goal(&id, &statement.id, Some(&goal));
            };
            view! {
                <QuietButton id=name.clone() label=format!("Add as goal: {words}") on_press=make>
                    "Add as goal"
                </QuietButton>
            }
            .into_any()
        }
    }
}
