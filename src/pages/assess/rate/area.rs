//! The questions of one area: each a group of radio buttons with its expectation as legend (GOV.UK Design System, "Radios"
//! and "Question pages").

use leptos::prelude::*;
use rungs_assessment::drift::{earlier_words, rating_remark};
use rungs_assessment::progress::{Group, Steps, Task, is_provisional, quick};
use rungs_assessment::standing::Assessed;
use rungs_ladder::ladder::{Area, Ladder, Statement};

use super::super::parts::{AssessmentNav, LinkButton, OpenAssessment};
use super::area_href;
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
    /// One statement, or all of a group.
    pub statements: Vec<&'static Statement>,
    /// Its number in the whole assessment, from 1.
    pub number: usize,
    /// Where the steps have it, as task and question; none of a question about a group.
    pub place: Option<(usize, usize)>,
    /// The group, where the question is about one.
    pub group: Option<Group<'static>>,
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
    let (asked, count) = match (mode, place) {
        (RatingMode::Detailed, Some(place)) => {
            steps.with_untracked(|steps| (one_by_one(site.ladder, steps, place), steps.of()))
        }
        (RatingMode::Quick, _) => {
            let groups = quick(site.ladder, open.target);
            (by_topic(&groups, area), groups.len())
        }
        // The target asks for nothing here.
        (RatingMode::Detailed, None) => (Vec::new(), 0),
    };
    let remarks = match mode {
        RatingMode::Detailed => remarks(open.clone(), steps, place),
        RatingMode::Quick => group_remarks(open.clone(), &asked),
    };
    let questions = asked.into_iter().enumerate().map(|(index, asking)| {
        let remarks =
            Memo::new(move |_| remarks.with(|remarks| remarks.get(index).cloned()).unwrap_or_default());
        view! { <QuestionFieldset id=open.id.clone() asking count steps remarks/> }
    });
    let next = place.and_then(|place| areas.get(place + 1)).copied();
    let accent = site.accent(open.target);
    view! {
        <div class=format!("with-rail rating-page {accent}")>
            <div class="rating-bar">
                <RatedInAll steps/>
                <ScaleLegend/>
            </div>
            <div class="stack page">
                <AssessmentNav id=open.id.clone() here=Route::Rate/>
                <AreaHead open=open.clone() area mode/>
                <div class="questions">{questions.collect_view()}</div>
                <AreaActions open=open.clone() next mode/>
            </div>
            <AreaRail open steps area mode/>
        </div>
    }
}

/// What is to be known before each statement of a task is rated.
fn remarks(
    open: OpenAssessment,
    steps: Memo<Steps<'static>>,
    place: Option<usize>,
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
            if is_provisional(&answers, &asked.statement.id) {
                remarks.push(
                    "Rated together with its topic. A rating here applies to this statement only.".into(),
                );
            }
            remarks
        };
        steps.with(|steps| {
            let task = place.and_then(|place| steps.tasks.get(place));
            task.map(|task| task.asked.iter().map(remark).collect()).unwrap_or_default()
        })
    })
}

/// The same for each question about a whole topic.
fn group_remarks(open: OpenAssessment, asked: &[Asking]) -> Memo<Vec<Vec<String>>> {
    let (site, session) = (use_site(), use_session());
    let groups: Vec<_> = asked.iter().map(|asking| asking.statements.clone()).collect();
    Memo::new(move |_| {
        let answers = session.answers(&open.id);
        let remark = |statement: &&Statement| rating_remark(&site.ladder.scale, &answers, &statement.id);
        groups.iter().map(|group| group.iter().find_map(remark).into_iter().collect()).collect()
    })
}

/// One question for each statement of a task.
fn one_by_one(ladder: &Ladder, steps: &Steps<'static>, place: usize) -> Vec<Asking> {
    let ask = |task: &Task<'static>| {
        let ask = |(index, assessed): (usize, &Assessed<'static>)| Asking {
            question: Question::on(ladder, assessed.asked.statement),
            label: assessed.asked.topic.map(|topic| topic.title.as_str()),
            statements: vec![assessed.asked.statement],
            number: task.before + index + 1,
            place: Some((place, index)),
            group: None,
        };
        task.asked.iter().enumerate().map(ask).collect()
    };
    steps.tasks.get(place).map(ask).unwrap_or_default()
}

/// One question for each group of an area.
fn by_topic(groups: &[Group<'static>], area: &Area) -> Vec<Asking> {
    let numbered = groups.iter().enumerate().filter(|(_, group)| group.area.id == area.id);
    let ask = |(index, group): (usize, &Group<'static>)| Asking {
        question: Question::on_group(group),
        label: Some(group.topic.map_or("Other expectations", |topic| topic.title.as_str())),
        statements: group.asked.iter().map(|asked| asked.statement).collect(),
        number: index + 1,
        place: None,
        group: Some(group.clone()),
    };
    numbered.map(ask).collect()
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
    let quick = (mode == RatingMode::Quick).then_some("Rating by topic: one rating for each topic. ");
    let summary = (!area.summary.is_empty())
        .then(|| view! { <p class="lead"><Said>{area.summary.as_str()}</Said></p> });
    view! {
        <header class="rate-head">
            <p class="kicker">"Towards " <Said>{open.target.title.as_str()}</Said></p>
            <Heading><Said>{area.title.as_str()}</Said></Heading>
            {summary}
            <p class="hint">
                {quick}
                "Think of the last six months. Statements you skip are not counted. All of it stays in this browser."
            </p>
            <KeysSwitch/>
        </header>
    }
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
