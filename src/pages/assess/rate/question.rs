//! One question with its answer.

use leptos::prelude::*;
use rungs_assessment::progress::Steps;
use rungs_ladder::id::{AssessmentId, RatingId};

use super::super::parts::{QuietButton, part_of, sentence};
use super::area::Asking;
use super::conflict::ConflictNotice;
use super::evidence::NoteAndEvidence;
use super::question_anchor;
use super::rating_scale::RatingScale;
use crate::browser::{document, keys};
use crate::components::list::List;
use crate::components::rich_text::RichText;
use crate::components::said::Said;
use crate::components::statement_item::Points;
use crate::context::use_session;
use crate::state::{Edit, Question, Saving, Session};

/// One question: its words, its rating, what became of the answer, and remarks on demand.
#[component]
pub fn QuestionFieldset(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    asking: Asking,
    /// How many questions there are in all.
    count: usize,
    /// The way through the assessment.
    steps: Memo<Steps<'static>>,
    /// What is to be known before it is rated.
    #[prop(into)]
    remarks: Signal<Vec<String>>,
) -> impl IntoView {
    let session = use_session();
    let anchor = question_anchor(&asking.question.subject.key());
    // What an area's answer says of its statements shows there, too.
    let place = asking.place;
    let shown = Memo::new(move |_| rating_at(steps, place));
    let rate = {
        let (id, question) = (id.clone(), asking.question.clone());
        move |rating| session.edit_answer(&id, &question, Edit::Rating(Some(rating)))
    };
    let clear = {
        let (id, question) = (id.clone(), asking.question.clone());
        move || session.edit_answer(&id, &question, Edit::Rating(None))
    };
    let fieldset_id = anchor.clone();
    view! {
        <fieldset class=keys::QUESTION id=fieldset_id tabindex="-1">
            <QuestionLegend asking=asking.clone() count/>
            <List each=move || remarks.get() key=Clone::clone let:remark>
                <p class="hint">{remark}</p>
            </List>
            <ConflictNotice id=id.clone() question=asking.question.clone()/>
            <RatingScale id=id.clone() name=anchor.clone() rating=shown on_rate=rate/>
            <QuestionFoot id question=asking.question name=anchor on_clear=clear/>
        </fieldset>
    }
}

/// Below a rating: a note on demand, what became of the answer, and what takes the rating back.
#[component]
pub fn QuestionFoot(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
    /// What the ids of the controls begin with; the question itself has it as its id.
    name: String,
    /// Takes the rating back.
    on_clear: impl Fn() + 'static,
) -> impl IntoView {
    let rating = own_rating(use_session(), &id, &question);
    let clear_id = format!("{name}~clear");
    let fieldset_id = name.clone();
    let clear = move || {
        // The button goes away.
        document::pass_focus(&fieldset_id);
        on_clear();
    };
    view! {
        <div class="question-foot">
            <NoteAndEvidence id=id.clone() question=question.clone() name/>
            <div class="given">
                <SavedStatus id question/>
                <span hidden=move || rating.with(Option::is_none)>
                    <QuietButton id=clear_id on_press=clear>"Clear rating"</QuietButton>
                </span>
            </div>
        </div>
    }
}

/// The rating of a question's own answer.
pub(super) fn own_rating(session: Session, id: &AssessmentId, question: &Question) -> Memo<Option<RatingId>> {
    let answer = session.answer(id, &question.subject);
    Memo::new(move |_| answer.with(|record| record.as_ref()?.answer.rating.clone()))
}

/// The rating that holds for the statement at a place.
pub(super) fn rating_at(steps: Memo<Steps<'static>>, (task, index): (usize, usize)) -> Option<RatingId> {
    steps.with(|steps| {
        let assessed = steps.tasks.get(task)?.asked.get(index)?;
        assessed.grade.map(|grade| grade.rating.id.clone())
    })
}

/// The number, the topic and the words of a question.
#[component]
fn QuestionLegend(
    /// What is asked.
    asking: Asking,
    /// How many questions there are in all.
    count: usize,
) -> impl IntoView {
    let label = asking.label.map(|label| view! { <span class="topic"><Said>{label}</Said></span> });
    view! {
        <legend>
            <span class="number">{format!("Statement {}", part_of(asking.number, count))}</span>
            " "
            {label}
            " "
            <span class="says">
                <RichText text=&asking.statement.text/>
                <Points points=&asking.statement.children/>
            </span>
        </legend>
    }
}

/// What became of the answer, in a word.
#[component]
fn SavedStatus(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let saving = use_session().saving(&id, &question.subject);
    let word = move || {
        let (class, words) = match saving.get()? {
            Saving::Typing | Saving::Settling => (None, "Saving …".to_owned()),
            Saving::Saved => (Some("is-saved"), "Saved".to_owned()),
            Saving::Unsaved(error) => (Some("is-unsaved"), format!("Not saved. {}", sentence(&error))),
        };
        Some(view! { <span class=class>{words}</span> })
    };
    view! { <p class="saved" role="status">{word}</p> }
}
