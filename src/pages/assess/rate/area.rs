//! The page of one area. One by one, each of its statements is a group of radio buttons with the statement as legend (GOV.UK
//! Design System, "Radios" and "Question pages").

use leptos::prelude::*;
use rungs_assessment::drift::{earlier_words, rating_remark};
use rungs_assessment::progress::{Steps, Task, is_provisional, quick, spares_enough};
use rungs_assessment::standing::Assessed;
use rungs_ladder::ladder::{Area, Ladder, Statement};

use super::super::parts::{AssessmentNav, LinkButton, OpenAssessment};
use super::area_href;
use super::at_once::AtOnce;
use super::question::QuestionFieldset;
use super::rail::{AreaRail, RatedInAll};
use super::rating_scale::ScaleLegend;
use crate::components::landmark::Heading;
use crate::components::said::Said;
use crate::context::{use_keys, use_session, use_site};
use crate::routes::{AssessmentUrl, RatingMode, Route};
use crate::state::Question;

/// What one question asks.
#[derive(Clone)]
pub struct Asking {
    /// What the answer is kept under.
    pub question: Question,
    /// The topic, if it has one.
    pub label: Option<&'static str>,
    /// The statement.
    pub statement: &'static Statement,
    /// Its number in the whole assessment, from 1.
    pub number: usize,
    /// Where the steps have it, as task and question.
    pub place: (usize, usize),
}

/// The questions of an area, with the other areas beside them.
#[component]
pub fn AreaQuestions(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
    /// The area.
    area: &'static Area,
    /// How the questions are asked.
    mode: RatingMode,
) -> impl IntoView {
    let site = use_site();
    let areas: Vec<&Area> = steps.with_untracked(|steps| steps.tasks.iter().map(|task| task.area).collect());
    let place = areas.iter().position(|known| known.id == area.id);
    let next = place.and_then(|place| areas.get(place + 1)).copied();
    let accent = site.accent(open.target);
    let questions = match (place, mode) {
        // The target asks for nothing here.
        (None, _) => ().into_any(),
        (Some(place), RatingMode::Detailed) => view! { <OneByOne open=open.clone() steps place/> }.into_any(),
        // A statement alone is rated by itself.
        (Some(place), RatingMode::Quick) if is_several(steps, place) => {
            view! { <AtOnce open=open.clone() steps place/> }.into_any()
        }
        (Some(place), _) => view! { <OneByOne open=open.clone() steps place/> }.into_any(),
    };
    view! {
        <div class=format!("with-rail rating-page {accent}")>
            <div class="rating-bar">
                <RatedInAll steps/>
                <ScaleLegend/>
            </div>
            <div class="stack page">
                <AssessmentNav id=open.id.clone() here=Route::Rate/>
                <AreaHead open=open.clone() area mode/>
                {questions}
                <AreaActions open=open.clone() next mode/>
            </div>
            <AreaRail open steps area mode/>
        </div>
    }
}

fn is_several(steps: Memo<Steps<'static>>, place: usize) -> bool {
    steps.with_untracked(|steps| steps.tasks.get(place).is_some_and(|task| task.asked.len() > 1))
}

/// One question for each statement of a task.
#[component]
fn OneByOne(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
    /// The place of the task.
    place: usize,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let (asked, count) = steps.with_untracked(|steps| (asking(ladder, steps, place), steps.of()));
    let remarks = remarks(open.clone(), steps, place, RatingMode::Detailed);
    let questions = asked.into_iter().enumerate().map(|(index, asking)| {
        let remarks =
            Memo::new(move |_| remarks.with(|remarks| remarks.get(index).cloned()).unwrap_or_default());
        view! { <QuestionFieldset id=open.id.clone() asking count steps remarks/> }
    });
    view! { <div class="questions">{questions.collect_view()}</div> }
}

/// What is to be known before each statement of a task is rated.
pub(super) fn remarks(
    open: OpenAssessment,
    steps: Memo<Steps<'static>>,
    place: usize,
    mode: RatingMode,
) -> Memo<Vec<Vec<String>>> {
    let (site, session) = (use_site(), use_session());
    Memo::new(move |_| {
        let answers = session.answers(&open.id);
        let remark = |assessed: &Assessed<'static>| {
            let asked = assessed.asked;
            let mut remarks = Vec::new();
            if asked.level.id != open.target.id {
                remarks.push(format!("First asked for at {}.", asked.level.title));
            }
            if let Some(higher) = assessed.through {
                remarks.push(format!(
                    "You already meet this at {}, so it counts. Rate it only if you disagree.",
                    higher.title
                ));
            }
            if let Some(earlier) = earlier_words(site.ladder, asked.statement, &answers) {
                remarks.push(format!("When you answered, the statement was: “{earlier}”"));
            }
            remarks.extend(rating_remark(&site.ladder.scale, &answers, &asked.statement.id));
            if mode == RatingMode::Detailed && is_provisional(&answers, &asked.statement.id) {
                remarks
                    .push("Rated together with others. A rating here applies to this statement only.".into());
            }
            remarks
        };
        steps.with(|steps| {
            let task = steps.tasks.get(place);
            task.map(|task| task.asked.iter().map(remark).collect()).unwrap_or_default()
        })
    })
}

/// What is asked of each statement of a task.
pub(super) fn asking(ladder: &Ladder, steps: &Steps<'static>, place: usize) -> Vec<Asking> {
    let ask = |task: &Task<'static>| {
        let ask = |(index, assessed): (usize, &Assessed<'static>)| Asking {
            question: Question::on(ladder, assessed.asked.statement),
            label: assessed.asked.topic.map(|topic| topic.title.as_str()),
            statement: assessed.asked.statement,
            number: task.before + index + 1,
            place: (place, index),
        };
        task.asked.iter().enumerate().map(ask).collect()
    };
    steps.tasks.get(place).map(ask).unwrap_or_default()
}

/// What the area is about, and how to rate it.
#[component]
fn AreaHead(
    /// The assessment.
    open: OpenAssessment,
    /// The area.
    area: &'static Area,
    /// How the questions are asked.
    mode: RatingMode,
) -> impl IntoView {
    let summary = (!area.summary.is_empty())
        .then(|| view! { <p class="lead"><Said>{area.summary.as_str()}</Said></p> });
    view! {
        <header class="rate-head">
            <p class="kicker">"Towards " <Said>{open.target.title.as_str()}</Said></p>
            <Heading><Said>{area.title.as_str()}</Said></Heading>
            {summary}
            <p class="hint">
                "Think of the last six months. Statements you skip are not counted. All of it stays in this browser."
            </p>
            <OtherWay open area mode/>
            <KeysSwitch/>
        </header>
    }
}

/// The other way to rate the same area: all at once where there is much to rate, or one by one.
#[component]
fn OtherWay(
    /// The assessment.
    open: OpenAssessment,
    /// The area.
    area: &'static Area,
    /// How the questions are asked now.
    mode: RatingMode,
) -> impl IntoView {
    let site = use_site();
    let groups = quick(site.ladder, open.target);
    let count = groups.iter().find(|group| group.area.id == area.id).map_or(0, |group| group.asked.len());
    let (other, words) = match mode {
        RatingMode::Quick => (RatingMode::Detailed, "Rate them one by one".to_owned()),
        RatingMode::Detailed if count > 1 && spares_enough(&groups) => {
            (RatingMode::Quick, format!("Short of time? Rate these {count} at once"))
        }
        RatingMode::Detailed => return None,
    };
    let href = area_href(site, &open.id, Some(&area.id), other);
    Some(view! { <p class="other-way"><a href=href>{words}</a></p> })
}

/// The switch of the number keys (WCAG 2.1.4).
#[component]
fn KeysSwitch() -> impl IntoView {
    let keys = use_keys();
    view! {
        <label class="option keys">
            <input
                type="checkbox"
                id="_keys"
                prop:checked=move || keys.are_on()
                on:change:target=move |event| keys.turn(event.target().checked())
            />
            <span>"Rate with the number keys and move to the next statement"</span>
        </label>
    }
}

/// On to the next area or the result, and back to all areas.
#[component]
fn AreaActions(
    /// The assessment.
    open: OpenAssessment,
    /// The next area, if there is one.
    next: Option<&'static Area>,
    /// How the questions are asked.
    mode: RatingMode,
) -> impl IntoView {
    let site = use_site();
    let (href, words) = match next {
        Some(next) => (area_href(site, &open.id, Some(&next.id), mode), format!("Next: {}", next.title)),
        None => {
            let query = AssessmentUrl::on(&open.id).to_query();
            (site.query_href(&Route::Result, &query), "See the result".to_owned())
        }
    };
    view! {
        <p class="actions foot">
            <LinkButton href>{words}</LinkButton>
            <LinkButton href=area_href(site, &open.id, None, RatingMode::Detailed) quiet=true>"All areas"</LinkButton>
        </p>
    }
}
