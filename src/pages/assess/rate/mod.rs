//! The way through one assessment: its areas as a task list, or the questions of one of them.

mod area;
mod conflict;
mod evidence;
mod question;
mod rail;
mod rating_scale;
mod tasks;

use leptos::prelude::*;
use rungs_assessment::answers::{Assessment, Subject};
use rungs_assessment::progress::{Progress, Steps};
use rungs_assessment::standing::Judge;
use rungs_ladder::id::{AreaId, AssessmentId};

use self::area::AreaQuestions;
use self::tasks::TaskList;
use super::parts::{AssessmentPage, OpenAssessment};
use crate::context::{use_address, use_session, use_site};
use crate::routes::{AssessmentUrl, RatingMode, Route};
use crate::site::Site;
use crate::state::Session;

/// The page: the tasks, or the questions of the area that the address names.
#[component]
pub fn RatePage() -> impl IntoView {
    let view = |open: OpenAssessment| view! { <RateContent open/> };
    view! { <AssessmentPage route=Route::Rate name="Rate what is asked" view/> }
}

/// What the address names of an assessment.
#[component]
fn RateContent(
    /// The assessment.
    open: OpenAssessment,
) -> impl IntoView {
    let (site, address) = (use_site(), use_address());
    let steps = steps(open.clone());
    let shown = Memo::new(move |_| {
        let url = AssessmentUrl::parse(&address.query());
        let area: Option<AreaId> = url.area.filter(|area| site.ladder.area(area).is_some());
        area.map(|area| (area, url.mode))
    });
    move || match shown.get().and_then(|(area, mode)| Some((site.ladder.area(&area)?, mode))) {
        Some((area, mode)) => view! { <AreaQuestions open=open.clone() steps area mode/> }.into_any(),
        None => view! { <TaskList open=open.clone() steps/> }.into_any(),
    }
}

/// The way through an assessment, as far as it is answered now.
fn steps(open: OpenAssessment) -> Memo<Steps<'static>> {
    let (site, session) = (use_site(), use_session());
    Memo::new(move |_| {
        Steps::new(&Judge { ladder: site.ladder, answers: &session.answers(&open.id) }, open.target)
    })
}

/// How far a task is, in a word.
#[component]
fn ProgressWord(
    /// How far it is.
    #[prop(into)]
    progress: Signal<Progress>,
) -> impl IntoView {
    let class = move || match progress.get() {
        Progress::NotStarted => "state not-started",
        Progress::InProgress => "state in-progress",
        Progress::Completed => "state completed",
    };
    let words = move || match progress.get() {
        Progress::NotStarted => "Not started",
        Progress::InProgress => "In progress",
        Progress::Completed => "Completed",
    };
    view! { <span class=class>{words}</span> }
}

/// The id of the element that asks about a subject.
pub fn question_anchor(subject: &str) -> String {
    format!("_ask-{subject}")
}

/// Where the person left: the question after the last one that was answered, or the tasks.
pub fn continue_href(site: Site, session: Session, id: &AssessmentId, assessment: &Assessment) -> String {
    let next = || {
        let target = site.ladder.level(&assessment.target)?;
        let steps = Steps::new(&Judge { ladder: site.ladder, answers: &session.answers(id) }, target);
        let last = match session.last_answered(id) {
            Some(Subject::Statement(last)) => Some(last),
            _ => None,
        };
        let asked = steps.next(last.as_ref())?.asked;
        let url = AssessmentUrl { area: Some(asked.area.id.clone()), ..AssessmentUrl::on(id) };
        let anchor = question_anchor(asked.statement.id.as_str());
        Some(format!("{}#{anchor}", site.query_href(&Route::Rate, &url.to_query())))
    };
    next().unwrap_or_else(|| area_href(site, id, None, RatingMode::Detailed))
}

/// The address of the questions of an area; of the tasks where none is named.
fn area_href(site: Site, id: &AssessmentId, area: Option<&AreaId>, mode: RatingMode) -> String {
    let url = AssessmentUrl { area: area.cloned(), mode, ..AssessmentUrl::on(id) };
    site.query_href(&Route::Rate, &url.to_query())
}
