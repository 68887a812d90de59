//! The quick way through an area: its statements, one rating for all of them, and another for each that is different.

use leptos::prelude::*;
use rungs_assessment::progress::{Group, Steps, quick};
use rungs_ladder::id::{AssessmentId, RatingId};
use rungs_ladder::ladder::Level;

use super::super::parts::{Details, OpenAssessment, QuietButton, part_of};
use super::area::{Asking, asking};
use super::conflict::ConflictNotice;
use super::question::{QuestionFoot, own_rating, rating_at};
use super::question_anchor;
use super::rating_scale::RatingScale;
use crate::browser::keys;
use crate::components::rich_text::RichText;
use crate::components::said::Said;
use crate::components::statement_item::Points;
use crate::context::{use_session, use_site};
use crate::site::Site;
use crate::state::{Edit, Question, Session};

/// The statements of a task, each with its rating, and the rating of all.
#[component]
pub fn AtOnce(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
    /// The place of the task.
    place: usize,
) -> impl IntoView {
    let site = use_site();
    let (asked, area) = steps.with_untracked(|steps| {
        (asking(site.ladder, steps, place), steps.tasks.get(place).map(|task| &task.area.id))
    });
    let groups = quick(site.ladder, open.target);
    let count = groups.len();
    let group = groups.into_iter().find(|group| Some(&group.area.id) == area);
    let id = open.id.clone();
    let items = asked.into_iter().map(|asking| view! { <StatementRow id=id.clone() asking steps/> });
    view! {
        <ul class="at-once">{items.collect_view()}</ul>
        {group.map(|group| view! { <GroupQuestion id=open.id group number=place + 1 count/> })}
    }
}

/// The rating of all statements of an area at once.
#[component]
fn GroupQuestion(
    /// The assessment.
    id: AssessmentId,
    /// The statements.
    group: Group<'static>,
    /// The number of the area, from 1.
    number: usize,
    /// How many areas there are.
    count: usize,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let question = Question::on_group(&group);
    let anchor = question_anchor(&question.subject.key());
    let fieldset_id = anchor.clone();
    let rating = own_rating(session, &id, &question);
    let legend = match group.asked.len() {
        1 => "This statement".to_owned(),
        all => format!("All {all} at once"),
    };
    let rate = {
        let (id, question) = (id.clone(), question.clone());
        move |rating| rate(site, session, &id, &question, &group, rating)
    };
    view! {
        <div class="questions">
            <fieldset class=keys::QUESTION id=fieldset_id tabindex="-1">
                <legend>
                    <span class="number">{format!("Area {}", part_of(number, count))}</span>
                    " "
                    <span class="topic">{legend}</span>
                </legend>
                <p class="hint">"What you have rated by itself keeps its own rating."</p>
                <ConflictNotice id=id.clone() question=question.clone()/>
                <RatingScale id=id.clone() name=anchor.clone() rating on_rate=rate/>
                <QuestionFoot id question name=anchor/>
            </fieldset>
        </div>
    }
}

/// Rates all statements of a group. What an earlier answer to the same area said of others stays with these.
fn rate(
    site: Site,
    session: Session,
    id: &AssessmentId,
    question: &Question,
    group: &Group<'static>,
    rating: RatingId,
) {
    let answers = untrack(|| session.answers(id));
    for left in group.left_behind(&answers) {
        let mut statements = site.ladder.levels.iter().flat_map(Level::statements);
        let statement = statements.find(|known| known.id == *left);
        if let (Some(statement), Some(earlier)) = (statement, answers.of(left)) {
            session.edit_answer(id, &Question::on(site.ladder, statement), Edit::Own(earlier.clone()));
        }
    }
    session.edit_answer(id, question, Edit::Rating(Some(rating)));
}

/// One statement with its rating, and another rating for it on demand.
#[component]
fn StatementRow(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    asking: Asking,
    /// The way through the assessment.
    steps: Memo<Steps<'static>>,
) -> impl IntoView {
    let Asking { question, label, statement, place, .. } = asking;
    let label = label.map(|label| view! { <span class="topic"><Said>{label}</Said></span> " " });
    let anchor = question_anchor(&question.subject.key());
    let rating = Memo::new(move |_| rating_at(steps, place));
    let details = anchor.clone();
    let summary = move || view! { <RowSummary rating/> };
    view! {
        <li id=anchor>
            <p class="says">{label}<RichText text=&statement.text/></p>
            <Points points=&statement.children/>
            <Details id=format!("{details}~other") class="more" summary=summary.into()>
                <OwnRating id question name=details rating/>
            </Details>
        </li>
    }
}

/// The rating that a statement has now; a click leads to another one.
#[component]
fn RowSummary(
    /// The rating.
    rating: Memo<Option<RatingId>>,
) -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let title = move || {
        let rating = rating.get()?;
        let known = scale.steps.iter().chain(&scale.beside).find(|known| known.id == rating)?;
        Some(view! { <span class="given-rating"><Said>{known.title.as_str()}</Said></span> " " })
    };
    view! { {title}<span>"Rate it differently"</span> }
}

/// A rating for one statement alone.
#[component]
fn OwnRating(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
    /// What the ids of the controls begin with.
    name: String,
    /// The rating that holds now.
    rating: Memo<Option<RatingId>>,
) -> impl IntoView {
    let session = use_session();
    let own = own_rating(session, &id, &question);
    let clear_id = format!("{name}~clear");
    let rate = {
        let (id, question) = (id.clone(), question.clone());
        move |rating| session.edit_answer(&id, &question, Edit::Rating(Some(rating)))
    };
    let clear = {
        let (id, question) = (id.clone(), question.clone());
        move || session.edit_answer(&id, &question, Edit::Rating(None))
    };
    view! {
        <fieldset class="question" aria-label="Its own rating">
            <RatingScale id name rating on_rate=rate/>
            <span hidden=move || own.with(Option::is_none)>
                <QuietButton id=clear_id on_press=clear>"Rate it like the others"</QuietButton>
            </span>
        </fieldset>
    }
}
