//! Over time: snapshots, and what has moved between two of them.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::snapshots::Snapshot;
use rungs_ladder::id::{AssessmentId, SnapshotId};

use super::super::parts::{Day, Labelled, QuietButton, Section};
use super::comparison::{Differences, DifferencesView};
use crate::browser::{document, toast};
use crate::components::list::List;
use crate::context::{use_address, use_navigator, use_session, use_site};
use crate::pages::counted;
use crate::routes::AssessmentUrl;

/// A snapshot with its id.
type NamedSnapshot = (SnapshotId, Snapshot);

/// The snapshots, and what has moved since one of them.
#[component]
pub fn Snapshots(
    /// The assessment.
    id: AssessmentId,
    /// Its answers of today.
    answers: Memo<Answers>,
) -> impl IntoView {
    let (session, address) = (use_session(), use_address());
    let snapshots = {
        let id = id.clone();
        Memo::new(move |_| session.snapshots(&id))
    };
    let url = Memo::new(move |_| AssessmentUrl::parse(&address.query()));
    let deleted = RwSignal::new(None::<NamedSnapshot>);
    view! {
        <Section id="_time" title="Over time" class="block screen-only">
            <p class="hint">
                "A snapshot saves today’s answers. Later you can see what has changed since."
            </p>
            <SnapshotForm id=id.clone()/>
            <SnapshotList id=id.clone() snapshots deleted/>
            <UndoDeletion id deleted/>
            <PeriodChoice snapshots url/>
            <Movement snapshots url answers/>
        </Section>
    }
}

/// The form that keeps a snapshot.
#[component]
fn SnapshotForm(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let session = use_session();
    let name = RwSignal::new(String::new());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        session.take_snapshot(&id, &name.get_untracked());
        name.set(String::new());
    };
    view! {
        <form class="inline-form" on:submit=keep>
            <Labelled label="Name of the snapshot" hint="Optional, such as “before the review”.">
                <input id="_snapshot" type="text" autocomplete="off" bind:value=name/>
            </Labelled>
            <button type="submit" class="button quiet" id="_keep">"Take a snapshot"</button>
        </form>
    }
}

/// The snapshots, the oldest first.
#[component]
fn SnapshotList(
    /// The assessment.
    id: AssessmentId,
    /// Its snapshots.
    snapshots: Memo<Vec<NamedSnapshot>>,
    /// Takes the one that is deleted.
    deleted: RwSignal<Option<NamedSnapshot>>,
) -> impl IntoView {
    let item = move |(name, snapshot): NamedSnapshot| {
        view! { <SnapshotItem id=id.clone() name snapshot deleted/> }
    };
    view! {
        <Show when=move || snapshots.with(|snapshots| !snapshots.is_empty())>
            <ul class="snapshots">
                <List each=move || snapshots.get() key=|(name, _)| name.clone() children=item.clone()/>
            </ul>
        </Show>
    }
}

/// One snapshot.
#[component]
fn SnapshotItem(
    /// The assessment.
    id: AssessmentId,
    /// The id of the snapshot.
    name: SnapshotId,
    /// The snapshot.
    snapshot: Snapshot,
    /// Takes it when it is deleted.
    deleted: RwSignal<Option<NamedSnapshot>>,
) -> impl IntoView {
    let session = use_session();
    let (taken, count) = (snapshot.taken, counted(snapshot.answers.0.len(), "answer"));
    let called = (!snapshot.name.is_empty()).then(|| view! { <span>" · " {snapshot.name.clone()}</span> });
    let button = format!("_drop-{name}");
    let delete = move || {
        document::refocus_if_lost();
        session.set_snapshot(&id, &name, None);
        if !untrack(|| has_snapshot(&session.snapshots(&id), &name)) {
            deleted.set(Some((name.clone(), snapshot.clone())));
        }
    };
    view! {
        <li>
            <p><Day day=taken/>{called}<span class="count">" · " {count}</span></p>
            <QuietButton id=button on_press=delete>"Delete"</QuietButton>
        </li>
    }
}

fn has_snapshot(snapshots: &[NamedSnapshot], name: &SnapshotId) -> bool {
    snapshots.iter().any(|(known, _)| known == name)
}

/// Brings back the snapshot that was deleted last.
#[component]
fn UndoDeletion(
    /// The assessment.
    id: AssessmentId,
    /// The snapshot.
    deleted: RwSignal<Option<NamedSnapshot>>,
) -> impl IntoView {
    let session = use_session();
    let undo = move || {
        let Some((name, snapshot)) = deleted.get_untracked() else { return };
        document::refocus_if_lost();
        session.set_snapshot(&id, &name, Some(&snapshot));
        if untrack(|| has_snapshot(&session.snapshots(&id), &name)) {
            deleted.set(None);
        } else {
            toast::show("The snapshot could not be brought back. You can try again.");
        }
    };
    move || {
        let (_, snapshot) = deleted.get()?;
        Some(view! {
            <p>
                "The snapshot of " <Day day=snapshot.taken/> " is deleted. "
                <QuietButton id="_undo-snapshot" on_press=undo.clone()>"Undo"</QuietButton>
            </p>
        })
    }
}

/// From which day to which changes are told.
#[component]
fn PeriodChoice(
    /// The snapshots.
    snapshots: Memo<Vec<NamedSnapshot>>,
    /// What the address says.
    url: Memo<AssessmentUrl>,
) -> impl IntoView {
    let since = Memo::new(move |_| url.with(|url| url.since.clone()));
    let until = Memo::new(move |_| url.with(|url| url.until.clone()));
    let choose_since = push_query(url, |url, since| url.since = since);
    let choose_until = push_query(url, |url, until| url.until = until);
    view! {
        <Show when=move || snapshots.with(|snapshots| !snapshots.is_empty())>
            <div class="fields">
                <Labelled label="Changes since">
                    <SnapshotSelect id="_since" none="Choose a snapshot" snapshots chosen=since on_choose=choose_since/>
                </Labelled>
                <Labelled label="Until">
                    <SnapshotSelect id="_until" none="Today" snapshots chosen=until on_choose=choose_until/>
                </Labelled>
            </div>
        </Show>
    }
}

/// Makes what shows another choice of snapshot, as a history entry of its own.
fn push_query(
    url: Memo<AssessmentUrl>,
    change: fn(&mut AssessmentUrl, Option<SnapshotId>),
) -> impl Fn(Option<SnapshotId>) + Copy + Send + Sync + 'static {
    let navigator = use_navigator();
    move |chosen| {
        let mut url = url.get_untracked();
        change(&mut url, chosen);
        navigator.push_query(url.to_query());
    }
}

/// A list to choose a snapshot from.
#[component]
fn SnapshotSelect(
    /// Its id.
    id: &'static str,
    /// What stands for no snapshot.
    none: &'static str,
    /// The snapshots.
    snapshots: Memo<Vec<NamedSnapshot>>,
    /// The one that is chosen.
    chosen: Memo<Option<SnapshotId>>,
    /// Is told what a person chooses.
    on_choose: impl Fn(Option<SnapshotId>) + 'static,
) -> impl IntoView {
    let option = move |(name, snapshot): NamedSnapshot| {
        let called = match snapshot.name.as_str() {
            "" => snapshot.taken.to_string(),
            called => format!("{} · {called}", snapshot.taken),
        };
        let value = name.to_string();
        let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&name));
        view! { <option value=value prop:selected=is_chosen>{called}</option> }
    };
    // The empty value is no id: it stands for no snapshot.
    let choose = move |value: String| on_choose(SnapshotId::new(&value).ok());
    view! {
        <select id=id on:change:target=move |event| choose(event.target().value())>
            <option value="" prop:selected=move || chosen.with(Option::is_none)>{none}</option>
            <List each=move || snapshots.get() key=|(name, _)| name.clone() children=option/>
        </select>
    }
}

/// What has moved in the period that is chosen.
#[component]
fn Movement(
    /// The snapshots.
    snapshots: Memo<Vec<NamedSnapshot>>,
    /// What the address says.
    url: Memo<AssessmentUrl>,
    /// The answers of today.
    answers: Memo<Answers>,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let moved = Memo::new(move |_| {
        let AssessmentUrl { since, until, .. } = url.get();
        snapshots.with(|snapshots| {
            let find = |wanted: &SnapshotId| {
                snapshots.iter().find(|(name, _)| name == wanted).map(|(_, snapshot)| &snapshot.answers)
            };
            let before = find(since.as_ref()?)?;
            match &until {
                Some(until) => Some(Differences::between_days(ladder, before, find(until)?)),
                None => Some(answers.with(|after| Differences::between_days(ladder, before, after))),
            }
        })
    });
    let shown = move || moved.get().map(|differences| view! { <DifferencesView differences/> });
    view! { <div class="moved" role="status">{shown}</div> }
}
