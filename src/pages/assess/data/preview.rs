//! What a file would change here, with the choice to bring it in.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::answers::Subject;
use rungs_assessment::bundle::AssessmentBundle;
use rungs_assessment::drift::Matching;
use rungs_assessment::drift::stamp;
use rungs_assessment::exchange::{Export, Preview, merged};
use rungs_assessment::store::SaveError;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Ladder;

use super::super::parts::{QuietButton, rating_title, title};
use super::drift::{MatchingView, Ticks};
use super::import::ChosenFile;
use super::undo::{Act, UndoOffer, offer_undo};
use super::{Refusal, refusal};
use crate::browser::{document, toast};
use crate::components::list::List;
use crate::context::{use_session, use_site};
use crate::site::Site;
use crate::state::Session;

/// What did not happen where a file was refused.
const NOT_IMPORTED: &str = "Nothing was imported.";

/// An assessment of a file.
struct IncomingBundle {
    /// As it stands in the file.
    bundle: AssessmentBundle,
    /// How its answers fit the ladder of today.
    matching: Matching,
}

impl IncomingBundle {
    fn new(ladder: &Ladder, bundle: &AssessmentBundle) -> Self {
        Self { matching: Matching::new(ladder, &bundle.answers), bundle: bundle.clone() }
    }

    /// The assessment with the statements of today, where that is ticked. What calls this follows the ticks.
    fn fitted(&self, ticks: Ticks) -> AssessmentBundle {
        let mut bundle = self.bundle.clone();
        let fitted = ticks.fitted(&bundle.id, &bundle.answers, &self.matching);
        fitted.move_goals(&mut bundle.goals);
        bundle.answers = fitted.answers;
        bundle
    }

    /// The assessment as it is here after it has come in.
    fn merged(&self, ladder: &Ladder, session: Session, ticks: Ticks) -> AssessmentBundle {
        let mut bundle = untrack(|| self.fitted(ticks));
        let stored = session.bundle(&bundle.id);
        // Otherwise there may be answers that only this browser has, and that nobody was asked about.
        if stored.is_none() {
            bundle.assessment.ladder = stamp(ladder, &bundle.answers);
        }
        merged(stored.as_ref(), &bundle)
    }
}

/// What the file would change, and the buttons that bring it in or leave it.
#[component]
pub fn FilePreview(
    /// What the file holds.
    export: Arc<Export>,
    /// The file that is chosen: none as soon as it is brought in or left.
    chosen: RwSignal<Option<ChosenFile>>,
    /// Takes what can be taken back.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let ticks = Ticks::new();
    let refused = RwSignal::new(None::<SaveError>);
    let incoming: Vec<_> =
        export.assessments.iter().map(|bundle| Arc::new(IncomingBundle::new(site.ladder, bundle))).collect();
    let items = incoming.iter().map(|incoming| view! { <BundlePreview incoming=incoming.clone() ticks/> });
    let items = items.collect_view();
    let bring = move |_| {
        let bundles: Vec<_> =
            incoming.iter().map(|incoming| incoming.merged(site.ladder, session, ticks)).collect();
        document::pass_focus(Act::Import.undo_id());
        match session.import(&bundles) {
            Ok(changes) => {
                chosen.set(None);
                offer_undo(offer, Act::Import, changes);
            }
            Err(error) => {
                refused.set(Some(error));
                toast::show(&refusal(NOT_IMPORTED, error));
            }
        }
    };
    let leave = move || {
        document::refocus_if_lost();
        chosen.set(None);
    };
    view! {
        <ul class="previews">{items}</ul>
        <Refusal what=NOT_IMPORTED why=refused/>
        <p class="actions">
            <button type="button" id=Act::Import.button_id() class="button" on:click=bring>"Import"</button>
            <QuietButton id="_leave" on_press=leave>"Cancel"</QuietButton>
        </p>
    }
}

/// What bringing one assessment in would change.
#[derive(Clone, PartialEq)]
struct BundleChanges {
    /// All of it, in sentences.
    sentence: String,
    /// The answers that would change.
    answers: Vec<AnswerChange>,
}

/// An answer that would change.
#[derive(Clone, PartialEq, Eq, Hash)]
struct AnswerChange {
    /// What it is about.
    subject: Subject,
    /// The same in words.
    words: String,
    /// Its rating now.
    before: String,
    /// Its rating afterwards.
    after: String,
}

impl BundleChanges {
    fn new(site: Site, stored: Option<&AssessmentBundle>, file: &AssessmentBundle) -> Self {
        let preview = Preview::new(stored, file);
        let changed = preview.answers.changed.iter().map(|changed| AnswerChange {
            subject: changed.key.clone(),
            words: changed.after.words.clone(),
            before: rating_title(site, changed.before),
            after: rating_title(site, changed.after),
        });
        Self { sentence: preview.sentence(), answers: changed.collect() }
    }
}

/// An assessment as it is kept here. What calls this follows all of it.
fn stored_bundle(session: Session, id: &AssessmentId) -> Option<AssessmentBundle> {
    let assessment = session.assessment(id).get()?;
    Some(AssessmentBundle {
        id: id.clone(),
        assessment,
        answers: session.answers(id),
        goals: session.all_goals(id),
        snapshots: session.snapshots(id),
    })
}

/// What bringing one assessment in would change, and where its statements have changed since.
#[component]
fn BundlePreview(
    /// The assessment.
    incoming: Arc<IncomingBundle>,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let name = title(site, &incoming.bundle.assessment);
    let (id, matching) = (incoming.bundle.id.clone(), incoming.matching.clone());
    let changes = Memo::new(move |_| {
        let stored = stored_bundle(session, &incoming.bundle.id);
        BundleChanges::new(site, stored.as_ref(), &incoming.fitted(ticks))
    });
    view! {
        <li>
            <h3>{name}</h3>
            <p>{move || changes.with(|changes| changes.sentence.clone())}</p>
            <ChangedAnswers changes/>
            <MatchingView id matching ticks/>
        </li>
    }
}

/// The answers that would change, on demand; nothing where there are none.
#[component]
fn ChangedAnswers(
    /// What would change.
    changes: Memo<BundleChanges>,
) -> impl IntoView {
    let row = |change: AnswerChange| {
        view! {
            <li>
                {change.words}
                ": "
                <del>{change.before}</del>
                " "
                <ins>{change.after}</ins>
            </li>
        }
    };
    view! {
        <Show when=move || changes.with(|changes| !changes.answers.is_empty())>
            <details>
                <summary>"Answers that would change"</summary>
                <ul class="points">
                    <List
                        each=move || changes.with(|changes| changes.answers.clone())
                        key=AnswerChange::clone
                        children=row
                    />
                </ul>
            </details>
        </Show>
    }
}
