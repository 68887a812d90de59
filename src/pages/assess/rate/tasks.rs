//! The areas of an assessment as a task list (GOV.UK Design System, "Task list").

use leptos::prelude::*;
use rungs_assessment::progress::{Progress, Steps, Task, quick, spares_enough, to_deepen};
use rungs_assessment::standing::Judge;
use rungs_ladder::id::AreaId;
use rungs_ladder::ladder::Area;

use super::super::parts::{
    AssessmentNav, LinkButton, OpenAssessment, ProgressBar, Section, Settings, part_of, title,
};
use super::{ProgressWord, area_href, continue_href};
use crate::components::landmark::Heading;
use crate::components::said::Said;
use crate::context::{use_session, use_site};
use crate::pages::counted;
use crate::routes::{AssessmentUrl, RatingMode, Route};

/// The task list of an assessment, with its settings below.
#[component]
pub fn TaskList(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let assessment = session.assessment(&open.id);
    let heading =
        move || assessment.with(|known| known.as_ref().map(|known| title(site, known))).unwrap_or_default();
    let target = open.target;
    let lead = move || steps.with(|steps| steps.sentence(&target.title));
    let done = Signal::derive(move || steps.with(Steps::answered));
    let of = Signal::derive(move || steps.with(Steps::of));
    let tasks = steps.with_untracked(|steps| steps.tasks.iter().map(|task| task.area).collect::<Vec<_>>());
    let has_tasks = !tasks.is_empty();
    let id = open.id.clone();
    let items = tasks.into_iter().enumerate().map(|(place, area)| {
        view! { <TaskItem href=area_href(site, &id, Some(&area.id), RatingMode::Detailed) area steps place/> }
    });
    view! {
        <div class="stack">
            <AssessmentNav id=open.id.clone() here=Route::Rate/>
            <Heading>{heading}</Heading>
            <p class="lead">{lead}</p>
            {has_tasks.then(|| view! {
                <p class="progress"><ProgressBar done of/></p>
                <ol class="tasks">{items.collect_view()}</ol>
            })}
            <QuickWay open=open.clone()/>
            <TaskActions open=open.clone() steps/>
            <Section id="_settings" title="This assessment"><Settings id=open.id/></Section>
        </div>
    }
}

/// One area.
#[component]
fn TaskItem(
    /// Where its questions are.
    href: String,
    /// The area.
    area: &'static Area,
    /// The way through the assessment.
    steps: Memo<Steps<'static>>,
    /// Its place among the tasks.
    place: usize,
) -> impl IntoView {
    let task = task_progress(steps, place);
    view! {
        <li>
            <a href=href><Said>{area.title.as_str()}</Said></a>
            <span class="count">{move || task.with(|task| part_of(task.answered, task.of))}</span>
            <ProgressWord progress=Signal::derive(move || task.with(|task| task.progress))/>
        </li>
    }
}

/// How far one task is.
#[derive(Clone, Copy, PartialEq)]
pub struct TaskProgress {
    /// How many of its questions have an answer.
    pub answered: usize,
    /// How many questions it has.
    pub of: usize,
    /// The same in a word.
    pub progress: Progress,
}

/// How far the task at a place is. It changes only when that does.
pub fn task_progress(steps: Memo<Steps<'static>>, place: usize) -> Memo<TaskProgress> {
    Memo::new(move |_| {
        let progress = |task: &Task| TaskProgress {
            answered: task.answered,
            of: task.asked.len(),
            progress: task.state,
        };
        let found = steps.with(|steps| steps.tasks.get(place).map(progress));
        debug_assert!(found.is_some(), "the tasks of a level do not change");
        found.unwrap_or(TaskProgress { answered: 0, of: 0, progress: Progress::NotStarted })
    })
}

/// On to the next question, and to the result.
#[component]
fn TaskActions(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let assessment = session.assessment(&open.id);
    let progress = Memo::new(move |_| steps.with(Steps::state));
    let id = open.id.clone();
    let next = Signal::derive(move || {
        let known = assessment.get();
        known.map(|known| continue_href(site, session, &id, &known)).unwrap_or_default()
    });
    let go_on = move || match progress.get() {
        Progress::NotStarted => Some("Begin"),
        Progress::InProgress => Some("Continue"),
        Progress::Completed => None,
    };
    let go_on = move || go_on().map(|words| view! { <LinkButton href=next>{words}</LinkButton> });
    let result = site.query_href(&Route::Result, &AssessmentUrl::on(&open.id).to_query());
    let class = move || if progress.get() == Progress::Completed { "button" } else { "button quiet" };
    view! {
        <p class="actions">
            {go_on}
            <a class=class href=result>"See the result"</a>
        </p>
    }
}

/// The quick way: where it starts, and what it is worth.
#[derive(Clone, PartialEq)]
struct QuickOffer {
    /// The area of the first open question; none where only something is to be looked at more closely.
    first: Option<AreaId>,
    words: String,
}

/// The quick way, where it is clearly shorter; and what it has left to be answered in detail.
#[component]
fn QuickWay(
    /// The assessment.
    open: OpenAssessment,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let OpenAssessment { id, target } = open;
    let of = id.clone();
    let offer = Memo::new(move |_| {
        let answers = session.answers(&of);
        let judge = Judge { ladder: site.ladder, answers: &answers };
        let groups = quick(site.ladder, target);
        let is_open = |group: &&rungs_assessment::progress::Group| group.state(&judge) != Progress::Completed;
        let open = groups.iter().filter(is_open).count();
        let statements: usize = groups.iter().filter(is_open).map(|group| group.asked.len()).sum();
        let to_deepen = to_deepen(site.ladder, target, &answers).len();
        if !spares_enough(&groups) && to_deepen == 0 {
            return None;
        }
        let words = match (open, to_deepen) {
            (0, 0) => return None,
            (0, _) => format!(
                "You rated {} at once. To look at a statement more closely, rate it by itself in the areas above. You never answer anything twice.",
                counted(to_deepen, "area")
            ),
            _ => format!(
                "One rating for each area: {} instead of {statements}. Then change those that are different. You never answer anything twice.",
                counted(open, "rating")
            ),
        };
        let first = groups.iter().find(is_open).map(|group| group.area.id.clone());
        Some(QuickOffer { first, words })
    });
    move || {
        let QuickOffer { first, words } = offer.get()?;
        let link = first.map(|area| {
            let href = area_href(site, &id, Some(&area), RatingMode::Quick);
            view! { <p><a href=href>"Rate by area"</a></p> }
        });
        Some(
            view! { <Section id="_quick" title="Short of time?" class="quick"><p>{words}</p>{link}</Section> },
        )
    }
}
