//! What is kept here: the assessments, and the beginning of another.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rungs_assessment::answers::{Assessment, State};
use rungs_assessment::exchange::is_export_due;
use rungs_assessment::progress::Steps;
use rungs_assessment::standing::{Judge, off_scale};
use rungs_ladder::id::{AssessmentId, LevelId};

use super::parts::{
    AssessmentFrame, Day, Labelled, LevelSelect, OtherPathsNotice, ProgressBar, QuietButton, Section,
    level_title, part_of, title,
};
use super::rate::continue_href;
use crate::browser::{clock, persistence, task};
use crate::components::landmark::Heading;
use crate::components::list::List;
use crate::context::{use_navigator, use_session, use_site};
use crate::routes::{AssessmentUrl, Route};

/// The page.
#[component]
pub fn StartPage() -> impl IntoView {
    let session = use_session();
    session.open();
    session.sort_assessments();
    view! {
        <AssessmentFrame>
            <div class="stack">
                <Heading>"Assess yourself"</Heading>
                <p class="lead">
                    "Choose a level, rate yourself, add evidence. You get a plain summary of what you meet, what is missing, and what to do next."
                </p>
                <Promise/>
                <NothingHere/>
                <AssessmentList/>
                <DeletedList/>
                <BeginForm/>
            </div>
        </AssessmentFrame>
    }
}

/// What is stored, where, and what is not.
#[component]
fn Promise() -> impl IntoView {
    let site = use_site();
    view! {
        <Section id="_promise" title="Your data stays here" class="promise">
            <ul>
                <li>
                    <strong>"Stored: "</strong>
                    "your ratings, notes, evidence and goals, in this browser on this device. Each is saved as soon as you enter it."
                </li>
                <li>"Nothing is stored or sent anywhere else. There is no server and no account."</li>
                <li>
                    <strong>"Note: "</strong>
                    "anyone who uses this browser can read it. Clearing the browser’s data for this site deletes it. Safari deletes it by itself after seven days without a visit. A private window keeps it only until you close that window."
                </li>
            </ul>
            <p>
                <a href=site.href(&Route::Data) class="needs-app">"Export, import or delete it"</a>
            </p>
        </Section>
    }
}

/// The assessments in use, or those that are deleted.
fn assessments(state: State) -> Memo<Vec<AssessmentId>> {
    let session = use_session();
    Memo::new(move |_| {
        let is = |id: &AssessmentId| {
            session.assessment(id).with(|known| known.as_ref().is_some_and(|known| known.state == state))
        };
        session.assessments().into_iter().filter(is).collect()
    })
}

/// Where there is no assessment: that other paths of this origin hold some.
#[component]
fn NothingHere() -> impl IntoView {
    let session = use_session();
    let is_empty = move || session.is_open() && session.assessments().is_empty();
    view! { <Show when=is_empty><OtherPathsNotice/></Show> }
}

/// The assessments in use.
#[component]
fn AssessmentList() -> impl IntoView {
    let ids = assessments(State::Active);
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <div class="stack">
                <h2 id="_yours" tabindex="-1">"Your assessments"</h2>
                <ul class="assessments">
                    <List each=move || ids.get() key=Clone::clone let:id>
                        <AssessmentItem id/>
                    </List>
                </ul>
            </div>
        </Show>
    }
}

/// One assessment: how far it is, and the ways on.
#[component]
fn AssessmentItem(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    // Each is read in a task of its own, so that the list does not wait for the answers.
    let unread = id.clone();
    task::in_passing(move || session.load(&unread));
    let known = session.assessment(&id);
    let assessment = Memo::new(move |_| known.get());
    let name = Memo::new(move |_| assessment.with(|known| known.as_ref().map(|known| title(site, known))));
    let name = move || name.get().unwrap_or_default();
    let query = AssessmentUrl::on(&id).to_query();
    let rate = site.query_href(&Route::Rate, &query);
    let next = {
        let id = id.clone();
        move || {
            let known = assessment.get().filter(|_| session.is_loaded(&id));
            known.map_or_else(|| rate.clone(), |known| continue_href(site, session, &id, &known))
        }
    };
    let delete = {
        let id = id.clone();
        move || session.change(&id, |assessment| assessment.state = State::Deleted)
    };
    let labelled = move |what: &'static str| Signal::derive(move || format!("{what} {}", name()));
    view! {
        <li class="assessment">
            <h3><a href=site.query_href(&Route::Rate, &query)>{name}</a></h3>
            <AssessmentTarget assessment/>
            <AssessmentProgress id=id.clone() assessment/>
            <AssessmentDays id=id.clone() assessment/>
            <p class="actions">
                <a class="button" href=next aria-label=labelled("Continue")>"Continue"</a>
                <a
                    class="button quiet"
                    href=site.query_href(&Route::Result, &query)
                    aria-label=labelled("Result of")
                >
                    "Result"
                </a>
                <button type="button" class="button quiet" aria-label=labelled("Delete") on:click=move |_| delete()>
                    "Delete"
                </button>
            </p>
        </li>
    }
}

/// The target, and the level held today.
#[component]
fn AssessmentTarget(
    /// The assessment.
    assessment: Memo<Option<Assessment>>,
) -> impl IntoView {
    let site = use_site();
    let target = move || {
        assessment
            .with(|known| known.as_ref().map(|known| level_title(site, &known.target)))
            .unwrap_or_default()
    };
    let held = move || {
        let held = assessment.with(|known| known.as_ref().and_then(|known| known.held.clone()))?;
        Some(view! { <span>" · current level: " {level_title(site, &held)}</span> })
    };
    view! { <p class="hint">"Target: " {target} {held}</p> }
}

/// How much is rated; a dash until the answers are read.
#[component]
fn AssessmentProgress(
    /// The assessment.
    id: AssessmentId,
    /// What is said of it as a whole.
    assessment: Memo<Option<Assessment>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let progress = Memo::new(move |_| {
        let target = assessment.with(|known| site.ladder.level(&known.as_ref()?.target))?;
        if !session.is_loaded(&id) {
            return None;
        }
        let steps = Steps::new(&Judge { ladder: site.ladder, answers: &session.answers(&id) }, target);
        Some((steps.answered(), steps.of(), steps.off_scale()))
    });
    let done = Signal::derive(move || progress.get().map_or(0, |(done, ..)| done));
    let of = Signal::derive(move || progress.get().map_or(1, |(_, of, _)| of));
    let words = move || match progress.get() {
        Some((_, 0, _)) => "Nothing to rate".into(),
        Some((done, of, 0)) => format!("{} rated", part_of(done, of)),
        Some((done, of, lost)) => format!("{} rated, {}", part_of(done, of), off_scale(lost)),
        None => "…".into(),
    };
    view! {
        <p class="progress">
            <ProgressBar done of/>
            <span>{words}</span>
        </p>
    }
}

/// When it was answered and taken along, and whether it is time to take it along again.
#[component]
fn AssessmentDays(
    /// The assessment.
    id: AssessmentId,
    /// What is said of it as a whole.
    assessment: Memo<Option<Assessment>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let last = session.last_day(&id);
    let days = move || {
        let known = assessment.get()?;
        let last = last.get();
        let worked = match last {
            Some(day) => view! { "Last answered " <Day day/> }.into_any(),
            None => view! { "Begun " <Day day=known.created/> }.into_any(),
        };
        let exported = match known.exported {
            Some(day) => view! { <span>" · backed up " <Day day/></span> }.into_any(),
            None => view! { <span>" · not backed up"</span> }.into_any(),
        };
        let reminder = is_export_due(&known, last, clock::day(), persistence::retention()).then(|| {
            view! {
                <p class="hint">
                    <a href=site.href(&Route::Data)>"Export a backup"</a>
                    ": your latest changes exist only in this browser."
                </p>
            }
        });
        Some(view! { <p class="hint">{worked} {exported}</p> {reminder} })
    };
    view! { {days} }
}

/// The assessments that are deleted and can be had back.
#[component]
fn DeletedList() -> impl IntoView {
    let ids = assessments(State::Deleted);
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <ul class="deleted" aria-label="Deleted">
                <List each=move || ids.get() key=Clone::clone let:id>
                    <DeletedItem id/>
                </List>
            </ul>
        </Show>
    }
}

/// A deleted assessment.
#[component]
fn DeletedItem(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let known = session.assessment(&id).get_untracked();
    let name = known.map(|known| title(site, &known)).unwrap_or_default();
    let (back, gone) = (id.clone(), id.clone());
    view! {
        <li>
            <p>"“" {name.clone()} "” is deleted."</p>
            <QuietButton
                id=format!("_back-{id}")
                label=format!("Restore {name}")
                on_press=move || session.change(&back, |assessment| assessment.state = State::Active)
            >
                "Restore"
            </QuietButton>
            <QuietButton
                id=format!("_purge-{id}")
                label=format!("Delete permanently {name}")
                on_press=move || session.purge(&gone)
            >
                "Delete permanently"
            </QuietButton>
        </li>
    }
}

/// Begins an assessment, and goes on to its tasks.
#[component]
fn BeginForm() -> impl IntoView {
    let (site, navigator, session) = (use_site(), use_navigator(), use_session());
    let asked_for = AssessmentUrl::parse(&navigator.address().query_now()).target;
    let asked_for = asked_for.and_then(|target| site.ladder.level(&target));
    let target = RwSignal::new(asked_for.or(site.ladder.levels.first()).map(|level| level.id.clone()));
    let held = RwSignal::new(None::<LevelId>);
    let name = RwSignal::new(String::new());
    let begin = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(target) = target.get_untracked() {
            let id = session.begin(&target, held.get_untracked(), &name.get_untracked());
            navigator.open(Route::Rate, AssessmentUrl::on(&id).to_query());
        }
    };
    // Who fills in the form goes on to rate.
    let load_ahead = move |_| navigator.load_ahead(Route::Rate);
    view! {
        <form class="beginning needs-app" aria-labelledby="_begin" on:focusin=load_ahead on:submit=begin>
            <h2 id="_begin">"Start an assessment"</h2>
            <div class="fields">
                <Labelled
                    label="Target level"
                    hint="The level you compare yourself with. You can change it later."
                >
                    <LevelSelect id="_target" chosen=target none=None on_choose=move |level| target.set(level)/>
                </Labelled>
                <Labelled label="Current level" hint="Optional. Shown next to the target.">
                    <LevelSelect id="_held" chosen=held none=Some("Prefer not to say") on_choose=move |level| held.set(level)/>
                </Labelled>
                <Labelled label="Name" hint="Optional. Helps you tell assessments apart.">
                    <input id="_name" type="text" autocomplete="off" bind:value=name/>
                </Labelled>
            </div>
            <p class="actions"><button type="submit" class="button">"Begin"</button></p>
        </form>
    }
}
