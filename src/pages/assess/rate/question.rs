//! One question with its answer.

use leptos::prelude::*;
use rungs_assessment::progress::Steps;
use rungs_ladder::id::{AssessmentId, RatingId, StatementId};
use rungs_ladder::ladder::{Level, Statement};

use super::super::parts::{QuietButton, part_of, sentence};
use super::area::Asking;
use super::conflict::ConflictNotice;
use super::evidence::NoteAndEvidence;
use super::question_anchor;
use super::rating_scale::RatingScale;
use crate::browser::keys;
use crate::components::list::List;
use crate::components::rich_text::RichText;
use crate::components::said::Said;
use crate::components::statement_item::Points;
use crate::context::{use_session, use_site};
use crate::site::Site;
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
    let (site, session) = (use_site(), use_session());
    let anchor = question_anchor(&asking.question.subject.key());
    let answer = session.answer(&id, &asking.question.subject);
    let rating = Memo::new(move |_| {
        answer.with(|record| record.as_ref().and_then(|record| record.answer.rating.clone()))
    });
    // What a topic's answer says of its statement shows there, too.
    let place = asking.place;
    let shown = Memo::new(move |_| match place {
        Some(place) => rating_at(steps, place),
        None => rating.get(),
    });
    let rate = {
        let (id, asking) = (id.clone(), asking.clone());
        move |rating: RatingId| rate(site, session, &id, &asking, rating)
    };
    let clear = {
        let (id, question) = (id.clone(), asking.question.clone());
        move || session.edit_answer(&id, &question, Edit::Rating(None))
    };
    let clear_id = format!("{anchor}~clear");
    let fieldset_id = anchor.clone();
    view! {
        <fieldset class=keys::QUESTION id=fieldset_id tabindex="-1">
            <QuestionLegend asking=asking.clone() count/>
            <List each=move || remarks.get() key=Clone::clone let:remark>
                <p class="hint">{remark}</p>
            </List>
            <ConflictNotice id=id.clone() question=asking.question.clone()/>
            <RatingScale id=id.clone() name=anchor.clone() rating=shown on_rate=rate/>
            <div class="question-foot">
                <NoteAndEvidence id=id.clone() question=asking.question.clone() name=anchor/>
                <div class="given">
                    <SavedStatus id question=asking.question/>
                    <span hidden=move || rating.with(Option::is_none)>
                        <QuietButton id=clear_id on_press=clear>"Clear rating"</QuietButton>
                    </span>
                </div>
            </div>
        </fieldset>
    }
}

/// The rating that holds for the statement at a place.
pub(super) fn rating_at(steps: Memo<Steps<'static>>, (task, index): (usize, usize)) -> Option<RatingId> {
    steps.with(|steps| {
        let assessed = steps.tasks.get(task)?.asked.get(index)?;
        assessed.grade.map(|grade| grade.rating.id.clone())
    })
}

/// Rates a question. What an earlier answer to the same topic said of other statements stays with these.
fn rate(site: Site, session: Session, id: &AssessmentId, asking: &Asking, rating: RatingId) {
    if let Some(group) = &asking.group {
        let answers = untrack(|| session.answers(id));
        for left in group.left_behind(&answers) {
            if let (Some(statement), Some(earlier)) = (statement(&site.ladder.levels, left), answers.of(left))
            {
                let question = Question::on(site.ladder, statement);
                session.edit_answer(id, &question, Edit::Own(earlier.clone()));
            }
        }
    }
    session.edit_answer(id, &asking.question, Edit::Rating(Some(rating)));
}

fn statement<'a>(levels: &'a [Level], id: &StatementId) -> Option<&'a Statement> {
    levels.iter().flat_map(Level::statements).find(|known| known.id == *id)
}

/// The number, the topic and the words of a question.
#[component]
fn QuestionLegend(
    /// What is asked.
    asking: Asking,
    /// How many questions there are in all.
    count: usize,
) -> impl IntoView {
    let words = |statement: &'static Statement| {
        view! { <RichText text=&statement.text/><Points points=&statement.children/> }
    };
    let statements = match asking.statements[..] {
        [one] => view! { <span class="says">{words(one)}</span> }.into_any(),
        ref several => {
            let several = several.iter().map(|statement| view! { <span>{words(statement)}</span> });
            view! { <span class="says several">{several.collect_view()}</span> }.into_any()
        }
    };
    let label = asking.label.map(|label| view! { <span class="topic"><Said>{label}</Said></span> });
    view! {
        <legend>
            <span class="number">{format!("Statement {}", part_of(asking.number, count))}</span>
            " "
            {label}
            " "
            {statements}
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
