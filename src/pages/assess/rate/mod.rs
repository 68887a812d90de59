//! The way through one assessment: its areas as a task list, or the questions of one of them.

mod area;
mod at_once;
mod conflict;
mod evidence;
mod question;
mod rail;
mod rating_scale;
mod tasks;

use leptos::prelude::*;
use rungs_assessment::answers::{Assessment, State, Subject};
use rungs_assessment::progress::{Progress, Steps};
use rungs_assessment::standing::Judge;
use rungs_ladder::id::{AreaId, AssessmentId};
use rungs_ladder::ladder::Level;

use self::area::AreaQuestions;
use self::tasks::TaskList;
use super::parts::{AssessmentPage, OpenAssessment};
use crate::browser::{prerender, task};
use crate::context::{use_address, use_navigator, use_session, use_site};
use crate::routes::{AssessmentUrl, RatingMode, Route};
use crate::site::Site;
use crate::state::Session;

/// The page: the tasks, or the questions of the area that the address names. Where it names a level in place of an
/// assessment, that of the level goes on, or begins.
#[component]
pub fn RatePage() -> impl IntoView {
    let (site, session, navigator) = (use_site(), use_session(), use_navigator());
    session.open();
    let url = AssessmentUrl::parse(&navigator.address().query_now());
    let target = url.target.filter(|_| url.id.is_none() && session.is_open());
    if let Some(target) = target.and_then(|target| site.ladder.level(&target)) {
        // Once the page itself is shown, and only where somebody wants to see it.
        task::spawn(async move {
            prerender::opened().await;
            navigator.replace_query(go_on_or_begin(site, session, target).to_query());
        });
    }
    let view = |open: OpenAssessment| view! { <RateContent open/> };
    view! { <AssessmentPage route=Route::Rate name="Rate yourself" view/> }
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

/// The questions of a level where the person left them, in the assessment of that level that was worked on last; else in a
/// new one.
fn go_on_or_begin(site: Site, session: Session, target: &Level) -> AssessmentUrl {
    let ids = untrack(|| session.assessments());
    let is_on_target = |id: &&AssessmentId| {
        let known = session.assessment(id).get_untracked();
        let known = known.filter(|known| known.state == State::Active);
        known.and_then(|known| site.ladder.level(&known.target)).is_some_and(|level| level.id == target.id)
    };
    let found = ids.iter().find(is_on_target).cloned();
    let id = found.unwrap_or_else(|| session.begin(&target.id, None, ""));
    untrack(|| next_question(site, session, &id, target))
        .map_or_else(|| AssessmentUrl::on(&id), |(url, _)| url)
}

/// The questions of which one is the next after the last one that was answered, and that one's id.
fn next_question(
    site: Site,
    session: Session,
    id: &AssessmentId,
    target: &Level,
) -> Option<(AssessmentUrl, String)> {
    let answers = session.answers(id);
    let steps = Steps::new(&Judge { ladder: site.ladder, answers: &answers }, target);
    let last = match session.last_answered(id) {
        Some(Subject::Statement(last)) => Some(last),
        _ => None,
    };
    let asked = steps.next(last.as_ref())?.asked;
    let url = AssessmentUrl { area: Some(asked.area.id.clone()), ..AssessmentUrl::on(id) };
    Some((url, question_anchor(asked.statement.id.as_str())))
}

/// Where the person left: the question after the last one that was answered, or the tasks.
pub fn continue_href(site: Site, session: Session, id: &AssessmentId, assessment: &Assessment) -> String {
    let next = || {
        let target = site.ladder.level(&assessment.target)?;
        let (url, anchor) = next_question(site, session, id, target)?;
        Some(format!("{}#{anchor}", site.query_href(&Route::Rate, &url.to_query())))
    };
    next().unwrap_or_else(|| area_href(site, id, None, RatingMode::Detailed))
}

/// The address of the questions of an area; of the tasks where none is named.
fn area_href(site: Site, id: &AssessmentId, area: Option<&AreaId>, mode: RatingMode) -> String {
    let url = AssessmentUrl { area: area.cloned(), mode, ..AssessmentUrl::on(id) };
    site.query_href(&Route::Rate, &url.to_query())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rungs_assessment::test_support::Memory;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::{LevelId, RatingId, StatementId};
    use rungs_ladder::ladder::Ladder;

    use super::rating_scale::is_chosen;
    use super::tasks::task_progress;
    use super::*;
    use crate::address::Address;
    use crate::browser::history::Navigator;
    use crate::browser::single_keys::SingleKeys;
    use crate::context;
    use crate::state::{Edit, NoHost, Question};

    /// What the page of an area reads, each reader counted. A memo runs again when an effect with the same reads would.
    #[derive(Default)]
    struct Readers(Vec<(Arc<AtomicUsize>, Memo<usize>)>);

    impl Readers {
        fn add(&mut self, read: impl Fn() + Send + Sync + 'static) {
            let runs = Arc::new(AtomicUsize::new(0));
            let count = runs.clone();
            let memo = Memo::new(move |_| {
                read();
                count.fetch_add(1, Ordering::Relaxed)
            });
            self.0.push((runs, memo));
        }

        /// How many have run in all.
        fn runs(&self) -> usize {
            let run = |(runs, memo): &(Arc<AtomicUsize>, Memo<usize>)| {
                let _ = memo.get_untracked();
                runs.load(Ordering::Relaxed)
            };
            self.0.iter().map(run).sum()
        }
    }

    /// What an effect does with what it has read.
    fn shown<T>(_: T) {}

    /// A ladder whose level asks for 200 things in one area.
    fn site() -> Site {
        let mut draft = draft();
        draft.levels.truncate(1);
        let statements = &mut draft.levels[0].sections[0].statements;
        let model = statements[0].clone();
        *statements = (0..200)
            .map(|number| {
                let id = StatementId::new(&format!("s.{number}")).unwrap();
                rungs_ladder::ladder::Statement { id, topic: None, ..model.clone() }
            })
            .collect();
        Site { ladder: Box::leak(Box::new(Ladder::new(draft).unwrap())), base: "/" }
    }

    #[test]
    fn rating_one_of_200_statements_runs_at_most_ten_readers() {
        let owner = Owner::new();
        owner.set();
        let site = site();
        let session = Session::new(site, Rc::new(Memory::default()), Rc::new(NoHost));
        context::provide(Navigator::new(site, Address::new(None, String::new())), SingleKeys::on(site));
        context::provide_session(session);
        session.open();
        let target = &site.ladder.levels[0];
        let id = session.begin(&LevelId::new("junior").unwrap(), None, "");
        let steps = steps(OpenAssessment { id: id.clone(), target });
        let mut readers = Readers::default();
        let questions: Vec<_> =
            target.statements().map(|statement| Question::on(site.ladder, statement)).collect();
        for (index, question) in questions.iter().enumerate() {
            let answer = session.answer(&id, &question.subject);
            let rating = Memo::new(move |_| question::rating_at(steps, (0, index)));
            let scale = &site.ladder.scale;
            for step in scale.steps.iter().chain(&scale.beside) {
                let state = is_chosen(rating.into(), step);
                readers.add(move || shown(state.get()));
            }
            let own = answer.clone();
            let is_rated = Memo::new(move |_| {
                own.with(|own| own.as_ref().is_some_and(|own| own.answer.rating.is_some()))
            });
            readers.add(move || shown(is_rated.get()));
            let own = answer.clone();
            let note = Memo::new(move |_| own.with(|own| own.as_ref().map(|own| own.answer.note.clone())));
            readers.add(move || shown(note.get()));
            let conflict =
                Memo::new(move |_| answer.with(|own| own.as_ref().map(|own| own.conflict.clone())));
            readers.add(move || shown(conflict.get()));
            let saving = session.saving(&id, &question.subject);
            readers.add(move || shown(saving.get()));
        }
        let task = task_progress(steps, 0);
        readers.add(move || shown(task.get()));
        readers.add(move || shown(task.get()));
        let total = Memo::new(move |_| steps.with(|steps| (steps.answered(), steps.of())));
        readers.add(move || shown(total.get()));
        let before = readers.runs();
        assert!(before > 1_000, "every question is read");
        let rate = |index: usize, rating: &str| {
            let rating = Some(RatingId::new(rating).unwrap());
            session.edit_answer(&id, &questions[index], Edit::Rating(rating));
        };
        for (index, rating) in [(7, "yes"), (8, "yes"), (7, "no")] {
            let before = readers.runs();
            rate(index, rating);
            let runs = readers.runs() - before;
            println!("rating one of 200 statements runs {runs} readers");
            assert!((1..=10).contains(&runs), "{runs} readers ran");
        }
    }
}
