//! A note and evidence under a question, opened on demand.

use leptos::prelude::*;
use rungs_assessment::answers::{Evidence, age};
use rungs_assessment::date::Date;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{DayField, Labelled, QuietButton};
use crate::components::list::List;
use crate::context::use_session;
use crate::state::{Edit, EvidenceRows, Question};

/// The note and the rows of evidence. Each is written when its typing rests.
#[component]
pub fn NoteAndEvidence(
    /// The assessment.
    id: AssessmentId,
    /// What is asked.
    question: Question,
    /// What the ids of the fields begin with.
    name: String,
) -> impl IntoView {
    let session = use_session();
    let answer = session.answer(&id, &question.subject);
    let record = answer.clone();
    let note = Memo::new(move |_| {
        record.with(|record| record.as_ref().map(|record| record.answer.note.clone())).unwrap_or_default()
    });
    let kept = Memo::new(move |_| {
        answer.with(|record| record.as_ref().map(|record| record.answer.evidence.clone())).unwrap_or_default()
    });
    // What comes from another tab opens it. Nothing but the person closes it.
    let was_said = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false)
            || note.with(|note| !note.is_empty())
            || kept.with(|kept| !kept.is_empty())
    });
    let write_note = {
        let (id, question) = (id.clone(), question.clone());
        move |note: String| session.type_answer(&id, &question, Edit::Note(note))
    };
    let write_evidence = move |evidence| session.type_answer(&id, &question, Edit::Evidence(evidence));
    let [details_id, summary_id, note_id] =
        ["~remarks", "~remarks~summary", "~note"].map(|part| format!("{name}{part}"));
    let class = move || if was_said.get() { "remarks said" } else { "remarks" };
    view! {
        <details id=details_id class=class prop:open=was_said>
            <summary id=summary_id><span>"Note"<span class="where-wide">" and evidence"</span></span></summary>
            <Labelled label="Note" hint="For you, or for the conversation.">
                <textarea
                    id=note_id
                    rows="3"
                    prop:value=note
                    on:input:target=move |event| write_note(event.target().value())
                ></textarea>
            </Labelled>
            <EvidenceList name kept on_type=write_evidence/>
        </details>
    }
}

/// The rows of evidence, and a button for another one.
#[component]
fn EvidenceList(
    /// What the ids of the fields begin with.
    name: String,
    /// The evidence that is kept.
    kept: Memo<Vec<Evidence>>,
    /// Is told what the rows say when a person types.
    on_type: impl Fn(Vec<Evidence>) + Clone + Send + 'static,
) -> impl IntoView {
    // What the person has typed, as of the last key.
    let typed = RwSignal::new(kept.with_untracked(|kept| EvidenceRows::new(kept)));
    let rows = Memo::new(move |before: Option<&EvidenceRows>| {
        let rows = typed.get();
        let rows = before.map_or_else(|| rows.clone(), |before| rows.clone().later(before));
        kept.with(|kept| rows.reconciled(kept))
    });
    let add = move || {
        let mut rows = rows.get_untracked();
        rows.add_blank();
        typed.set(rows);
    };
    let add_id = format!("{name}~add");
    let row = move |key: usize| {
        let on_type = on_type.clone();
        let edit = move |evidence| {
            let mut rows = rows.get_untracked();
            rows.edit(key, evidence);
            on_type(rows.evidence());
            typed.set(rows);
        };
        // Follows what other tabs change, not what is typed here.
        let version = Memo::new(move |_| rows.with(|rows| rows.version(key)));
        let evidence = Signal::derive(move || {
            version.track();
            rows.with_untracked(|rows| rows.get(key))
        });
        let typed_day = Memo::new(move |_| rows.with(|rows| rows.get(key).on));
        view! { <EvidenceFields name=format!("{name}~e{key}") evidence typed_day on_type=edit/> }
    };
    view! {
        <div>
            <List each=move || rows.with(EvidenceRows::keys) key=|key| *key children=row/>
        </div>
        <QuietButton id=add_id on_press=add>"Add evidence"</QuietButton>
    }
}

/// One row: what happened, the person's part in it, what came of it, when, who saw it, and where to see it.
#[component]
fn EvidenceFields(
    /// What the ids of the fields begin with.
    name: String,
    /// What stands in the row. It tells only of what other tabs change.
    evidence: Signal<Evidence>,
    /// The day in it, also as it is typed.
    typed_day: Memo<Option<Date>>,
    /// Is told what a person types.
    on_type: impl Fn(Evidence) + Clone + Send + 'static,
) -> impl IntoView {
    let today = use_session().today();
    let change = UnsyncCallback::new(move |change: Change| {
        let mut evidence = evidence.get_untracked();
        change(&mut evidence);
        on_type(evidence);
    });
    let day = Signal::derive(move || evidence.with(|evidence| evidence.on));
    let enter_day = move |on| change.run(Box::new(move |evidence: &mut Evidence| evidence.on = on));
    let field = |part: &str, label, kind, of: fn(&mut Evidence) -> &mut String| {
        view! { <EvidenceField id=format!("{name}~{part}") label kind of evidence change/> }
    };
    let age = move || {
        let age = age(typed_day.get()?, today)?;
        Some(view! { <p class="hint">"This is " {age} ". What has happened since says more."</p> })
    };
    view! {
        <div class="evidence" role="group" aria-label="Evidence">
            {field("text", "What happened", "text", |evidence| &mut evidence.text)}
            {field("part", "Your part in it", "text", |evidence| &mut evidence.part)}
            {field("result", "What came of it", "text", |evidence| &mut evidence.result)}
            <DayField id=format!("{name}~on") label="When" day on_enter=enter_day/>
            {field("seen", "Who saw it", "text", |evidence| &mut evidence.seen_by)}
            {field("link", "Link", "url", |evidence| &mut evidence.link)}
            {age}
        </div>
    }
}

/// What changes in a row.
type Change = Box<dyn FnOnce(&mut Evidence)>;

/// One text of a row.
#[component]
fn EvidenceField(
    /// The id of the field.
    id: String,
    /// What is asked for.
    label: &'static str,
    /// The type of the field.
    kind: &'static str,
    /// The text, in what stands in the row.
    of: fn(&mut Evidence) -> &mut String,
    /// What stands in the row.
    evidence: Signal<Evidence>,
    /// Takes what a person types.
    change: UnsyncCallback<Change>,
) -> impl IntoView {
    let enter = move |text| change.run(Box::new(move |evidence: &mut Evidence| *of(evidence) = text));
    view! {
        <Labelled label>
            <input
                id=id
                type=kind
                autocomplete="off"
                prop:value=move || std::mem::take(of(&mut evidence.get()))
                on:input:target=move |event| enter(event.target().value())
            />
        </Labelled>
    }
}
