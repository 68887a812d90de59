//! Name, target and current level of an assessment: each is written as it is chosen, the target once that is confirmed.

use leptos::prelude::*;
use rungs_assessment::progress::Steps;
use rungs_assessment::standing::Judge;
use rungs_ladder::id::{AssessmentId, LevelId};
use rungs_ladder::ladder::Level;

use super::{Labelled, LevelSelect, QuietButton};
use crate::browser::document;
use crate::context::{use_session, use_site};

/// The fields.
#[component]
pub fn Settings(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let assessment = session.assessment(&id);
    let id = StoredValue::new(id);
    // By the ids that they have today.
    let today = move |id: &LevelId| site.ladder.level(id).map(|level| level.id.clone());
    let known = assessment.clone();
    let target = Memo::new(move |_| known.with(|known| today(&known.as_ref()?.target)));
    let known = assessment.clone();
    let held = Memo::new(move |_| known.with(|known| today(known.as_ref()?.held.as_ref()?)));
    let name = Memo::new(move |_| assessment.with(|known| known.as_ref().map(|known| known.name.clone())));
    // It is asked first, because the page is about something else then.
    let wanted = RwSignal::new(None::<LevelId>);
    let choose_target = move |level: Option<LevelId>| {
        wanted.set(level.filter(|level| target.with_untracked(|target| target.as_ref() != Some(level))));
    };
    let chosen = Memo::new(move |_| wanted.get().or_else(|| target.get()));
    let choose_held = move |level: Option<LevelId>| {
        id.with_value(|id| session.change(id, |assessment| assessment.held = level));
    };
    let type_name = move |name: String| id.with_value(|id| session.type_name(id, name));
    let rename = move |name: String| {
        id.with_value(|id| session.change(id, |assessment| assessment.name = name.trim().to_owned()));
    };
    let no_target = Signal::derive(move || target.with(Option::is_none).then_some("Choose a level"));
    view! {
        <div class="fields">
            <Labelled label="Target level" hint="Your ratings stay and also count for the new target.">
                <LevelSelect id="_target" chosen none=no_target on_choose=choose_target/>
            </Labelled>
            <Labelled label="Current level">
                <LevelSelect id="_held" chosen=held none=Some("Prefer not to say") on_choose=choose_held/>
            </Labelled>
            <Labelled label="Name">
                <input
                    id="_name"
                    type="text"
                    autocomplete="off"
                    prop:value=move || name.get().unwrap_or_default()
                    on:input:target=move |event| type_name(event.target().value())
                    on:change:target=move |event| rename(event.target().value())
                />
            </Labelled>
        </div>
        <div role="status">
            {move || {
                let level = wanted.with(|wanted| wanted.as_ref().and_then(|wanted| site.ladder.level(wanted)));
                level.map(|level| view! { <TargetChange id=id.get_value() level wanted/> })
            }}
        </div>
    }
}

/// What a change of the target means, before it is made.
#[component]
fn TargetChange(
    /// The assessment.
    id: AssessmentId,
    /// The level that is wanted.
    level: &'static Level,
    /// Takes that it is done, or not wanted any more.
    wanted: RwSignal<Option<LevelId>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let answers = untrack(|| session.answers(&id));
    let steps = Steps::new(&Judge { ladder: site.ladder, answers: &answers }, level);
    let change = move || {
        // The page is made anew for another target.
        document::refocus_if_lost();
        session.change(&id, |assessment| assessment.target = level.id.clone());
        let _ = wanted.try_set(None);
    };
    let keep = move || {
        document::refocus_if_lost();
        wanted.set(None);
    };
    view! {
        <div class="stack">
            <p>{steps.carried(&level.title)}</p>
            <p class="actions">
                <QuietButton id="_change-target" on_press=change>"Change the target"</QuietButton>
                <QuietButton id="_keep-target" on_press=keep>"Keep the target"</QuietButton>
            </p>
        </div>
    }
}
