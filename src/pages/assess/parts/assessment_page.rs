//! The frame of the pages that need the app, and of those about one assessment.

use leptos::prelude::*;
use rungs_assessment::answers::{Assessment, State};
use rungs_assessment::drift::drifted;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::{AssessmentNav, FrameNotice, LinkButton, OtherPathsNotice, Settings, StorageNotice};
use crate::components::landmark::{Heading, Main};
use crate::context::{use_address, use_session, use_site};
use crate::routes::{AssessmentUrl, Route};

/// The id of the section of all data that says what has changed in the ladder.
pub const CHANGED: &str = "_changed";

/// The frame of a page that needs the app: what does not save, the page, and what stands in for it without scripts.
#[component]
pub fn AssessmentFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let site = use_site();
    view! {
        <Main class="page assess">
            <StorageNotice/>
            <FrameNotice/>
            {children()}
            <p class="without-app">
                "Your browser keeps an assessment. It needs JavaScript for that. "
                <a href=site.href(&Route::Map)>"You can read every level without it."</a>
            </p>
        </Main>
    }
}

/// An assessment whose target the ladder has.
#[derive(Clone, PartialEq)]
pub struct OpenAssessment {
    /// The assessment.
    pub id: AssessmentId,
    /// The level that it measures against.
    pub target: &'static Level,
}

/// What a page about one assessment shows.
#[derive(Clone, PartialEq)]
enum Shown {
    /// Its name alone: no assessment is known yet, or the page renders to a file.
    Name,
    /// That this browser does not have it.
    Missing,
    /// That the ladder does not have its target.
    LostTarget(AssessmentId),
    /// The assessment.
    Open(OpenAssessment),
}

/// The page of the assessment that the address names; in its place what to do where it, or its target, is not there. It is
/// made anew only when another assessment or another target is to be shown.
#[component]
pub fn AssessmentPage<V: IntoView + 'static>(
    /// The page.
    route: Route,
    /// What the page is called while no assessment is known.
    name: &'static str,
    /// What shows of the assessment.
    view: impl Fn(OpenAssessment) -> V + Send + 'static,
) -> impl IntoView {
    let (site, address, session) = (use_site(), use_address(), use_session());
    session.open();
    let shown = Memo::new(move |_| {
        if !session.is_open() {
            return Shown::Name;
        }
        let url = AssessmentUrl::parse(&address.query());
        // The assessment of a level is on its way.
        if url.id.is_none() && url.target.is_some_and(|target| site.ladder.level(&target).is_some()) {
            return Shown::Name;
        }
        let assessment = url.id.and_then(|id| {
            let target = session.assessment(&id).with(|known| {
                known.as_ref().filter(|known| known.state == State::Active).map(|known| known.target.clone())
            })?;
            Some((id, target))
        });
        match assessment {
            None => Shown::Missing,
            Some((id, target)) => match site.ladder.level(&target) {
                None => Shown::LostTarget(id),
                Some(target) => Shown::Open(OpenAssessment { id, target }),
            },
        }
    });
    let page = move || match shown.get() {
        Shown::Name => view! { <div><Heading>{name}</Heading></div> }.into_any(),
        Shown::Missing => view! { <MissingAssessment/> }.into_any(),
        Shown::LostTarget(id) => {
            view! { <DriftNotice id=id.clone()/><LostTarget id route=route.clone()/> }.into_any()
        }
        Shown::Open(open) => view! { <DriftNotice id=open.id.clone()/>{view(open)} }.into_any(),
    };
    view! { <AssessmentFrame><div class="stack">{page}</div></AssessmentFrame> }
}

/// That the ladder has moved away from the answers of an assessment, and where to see to that.
#[component]
fn DriftNotice(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let drift = Memo::new(move |_| {
        let assessment = session.assessment(&id).get();
        let drift = |assessment: Assessment| drifted(site.ladder, &assessment, &session.answers(&id));
        assessment.map(drift).unwrap_or_default()
    });
    view! {
        <Show when=move || !drift.get().is_none()>
            <div class="warning screen-only">
                <p>
                    <strong>"The ladder has changed: "</strong>
                    {move || drift.get().sentence()}
                    <a href=format!("{}#{CHANGED}", site.href(&Route::Data))>"See what has changed"</a>
                    "."
                </p>
            </div>
        </Show>
    }
}

/// In place of an assessment that is not there.
#[component]
fn MissingAssessment() -> impl IntoView {
    let site = use_site();
    view! {
        <div class="needs-app stack">
            <Heading>"Assessment not found"</Heading>
            <p class="lead">
                "It may have been deleted, or it is in another browser. Import a backup to see it here."
            </p>
            <OtherPathsNotice/>
            <p class="actions">
                <LinkButton href=site.href(&Route::Assess)>"Your assessments"</LinkButton>
                <LinkButton href=site.href(&Route::Data)>"Import"</LinkButton>
            </p>
        </div>
    }
}

/// The ladder no longer has the target: nothing is lost, another is to be chosen.
#[component]
fn LostTarget(
    /// The assessment.
    id: AssessmentId,
    /// The page that shows.
    route: Route,
) -> impl IntoView {
    let session = use_session();
    let assessment = session.assessment(&id);
    let target = move || {
        assessment.with(|known| known.as_ref().map(|known| known.target.to_string()).unwrap_or_default())
    };
    view! {
        <div class="stack">
            <AssessmentNav id=id.clone() here=route/>
            <Heading>"The target level was removed"</Heading>
            <p class="lead">
                "The ladder no longer has the level “"
                {target}
                "”. All your answers are kept. Choose another level:"
            </p>
            <Settings id/>
        </div>
    }
}
