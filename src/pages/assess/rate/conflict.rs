//! Answers that were given in several tabs without seeing each other: the person says which one holds.

use leptos::prelude::*;
use rungs_assessment::answers::Answer;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{Day, QuietButton, rating_title};
use super::super::standing_parts::Remarks;
use super::question_anchor;
use crate::context::{use_session, use_site};
use crate::state::{Edit, Question};

/// The question which answer holds, where there are several.
#[component]
pub fn ConflictNotice(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let record = use_session().answer(&id, &question.subject);
    let answers = Memo::new(move |_| {
        record.with(|record| record.as_ref().map(|record| record.conflict.clone())).unwrap_or_default()
    });
    let choice = move |(index, answer)| {
        view! { <ConflictChoice id=id.clone() question=question.clone() index answer/> }
    };
    let choices = move || answers.get().into_iter().enumerate().map(&choice).collect_view();
    view! {
        <Show when=move || answers.with(|answers| !answers.is_empty())>
            <div class="conflict warning">
                <p>"You answered this in two tabs at the same time. Both answers are kept. Which one is right?"</p>
                <ul>{choices.clone()}</ul>
            </div>
        </Show>
    }
}

/// One of the answers.
#[component]
fn ConflictChoice(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
    /// Its place among the answers.
    index: usize,
    /// The answer.
    answer: Answer,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let remarks = answer.clone();
    let button_id = format!("{}~keep-{index}", question_anchor(&question.subject.key()));
    let (rating, day) = (rating_title(site, &answer), answer.on);
    let keep = move || session.edit_answer(&id, &question, Edit::Replace(answer.clone()));
    view! {
        <li>
            <p>{rating} ", " <Day day/></p>
            <Remarks answer=remarks/>
            <QuietButton id=button_id on_press=keep>"Use this answer"</QuietButton>
        </li>
    }
}
