//! The quick way through an area: its statements, one rating for all of them, and another for each that is different.

use leptos::prelude::*;
use rungs_assessment::progress::{Group, Steps, quick};
use rungs_assessment::standing::grade;
use rungs_ladder::id::{AssessmentId, RatingId};
use rungs_ladder::ladder::Level;

use super::super::parts::{Details, OpenAssessment, QuietButton, part_of};
use super::area::{Asking, asking, remarks};
use super::conflict::ConflictNotice;
use super::question::{QuestionFoot, own_rating, rating_at};
use super::question_anchor;
use super::rating_scale::RatingScale;
use crate::browser::{document, keys};
use crate::components::list::List;
use crate::components::rich_text::RichText;
use crate::components::said::Said;
use crate::components::statement_item::Points;
use crate::context::{use_session, use_site};
use crate::routes::RatingMode;
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
    let remarks = remarks(open.clone(), steps, place, RatingMode::Quick);
    let items = asked.into_iter().enumerate().map(|(index, asking)| {
        let remarks =
            Memo::new(move |_| remarks.with(|remarks| remarks.get(index).cloned()).unwrap_or_default());
        view! { <StatementRow id=id.clone() asking steps remarks/> }
    });
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
    let rating = group_rating(session, &id, &group);
    let legend = format!("All {} at once", group.asked.len());
    let group = StoredValue::new(group);
    let edit = {
        let (id, question) = (id.clone(), question.clone());
        move |rating| group.with_value(|group| rate(site, session, &id, &question, group, rating))
    };
    let rate = {
        let edit = edit.clone();
        move |rating| edit(Some(rating))
    };
    let clear = move || edit(None);
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
                <QuestionFoot id question name=anchor on_clear=clear/>
            </fieldset>
        </div>
    }
}

/// The rating that was given to all statements of a group; `None` where it was given to others, as for another target.
fn group_rating(session: Session, id: &AssessmentId, group: &Group) -> Memo<Option<RatingId>> {
    let answer = session.answer(id, &group.subject);
    let covers = group.covers();
    Memo::new(move |_| {
        answer.with(|record| {
            let answer = &record.as_ref()?.answer;
            let is_for_all = covers.iter().all(|statement| answer.covers.contains(statement));
            answer.rating.clone().filter(|_| is_for_all)
        })
    })
}

/// Rates all statements of a group, or takes that back. What an earlier answer to the same area said of others stays with these.
fn rate(
    site: Site,
    session: Session,
    id: &AssessmentId,
    question: &Question,
    group: &Group<'static>,
    rating: Option<RatingId>,
) {
    let answers = untrack(|| session.answers(id));
    for left in group.left_behind(&answers) {
        let mut statements = site.ladder.levels.iter().flat_map(Level::statements);
        let statement = statements.find(|known| known.id == *left);
        if let (Some(statement), Some(earlier)) = (statement, answers.of(left)) {
            session.edit_answer(id, &Question::on(site.ladder, statement), Edit::Own(earlier.clone()));
        }
    }
    session.edit_answer(id, question, Edit::Rating(rating));
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
    /// What is to be known before it is rated.
    remarks: Memo<Vec<String>>,
) -> impl IntoView {
    let Asking { question, label, statement, place, number } = asking;
    let name = label.map_or_else(|| format!("Statement {number}"), str::to_owned);
    let label = label.map(|label| view! { <span class="topic"><Said>{label}</Said></span> " " });
    let anchor = question_anchor(&question.subject.key());
    let [says, details, row] = ["~says", "~other", "~row"].map(|part| format!("{anchor}{part}"));
    let rating = Memo::new(move |_| rating_at(steps, place));
    let summary = move || view! { <RowSummary rating name=name.clone()/> };
    view! {
        <li id=row>
            <p class="says" id=says.clone()>{label}<RichText text=&statement.text/></p>
            <Points points=&statement.children/>
            <List each=move || remarks.get() key=Clone::clone let:remark>
                <p class="hint">{remark}</p>
            </List>
            <Details id=details class="more" summary=summary.into()>
                <OwnRating id question name=anchor labelled_by=says rating/>
            </Details>
        </li>
    }
}

/// The rating that a statement has now; a click leads to another one.
#[component]
fn RowSummary(
    /// The rating.
    rating: Memo<Option<RatingId>>,
    /// What the statement is called.
    name: String,
) -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let title = move || {
        let known = grade(scale, &rating.get()?)?.rating;
        Some(view! { <span class="given-rating"><Said>{known.title.as_str()}</Said></span> " " })
    };
    let action = move || match rating.with(Option::is_some) {
        true => "Rate it differently",
        false => "Rate it by itself",
    };
    view! { {title}<span>{action}<span class="unseen">": " <Said>{name}</Said></span></span> }
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
    /// The id of the statement.
    labelled_by: String,
    /// The rating that holds now.
    rating: Memo<Option<RatingId>>,
) -> impl IntoView {
    let session = use_session();
    let own = own_rating(session, &id, &question);
    let clear_id = format!("{name}~clear");
    let summary_id = format!("{name}~other~summary");
    let rate = {
        let (id, question) = (id.clone(), question.clone());
        move |rating| session.edit_answer(&id, &question, Edit::Rating(Some(rating)))
    };
    let clear = {
        let (id, question) = (id.clone(), question.clone());
        move || {
            // The button goes away.
            document::pass_focus(&summary_id);
            session.edit_answer(&id, &question, Edit::Rating(None));
        }
    };
    view! {
        <fieldset class=keys::QUESTION aria-labelledby=labelled_by>
            <RatingScale id name rating on_rate=rate/>
            <span hidden=move || own.with(Option::is_none)>
                <QuietButton id=clear_id on_press=clear>"Rate it like the others"</QuietButton>
            </span>
        </fieldset>
    }
}
