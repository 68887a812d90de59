//! The records themselves. Those that cannot be used stay until the person says otherwise.

use leptos::prelude::*;
use rungs_assessment::store::Trouble;

use super::super::parts::{JSON, QuietButton, Section};
use super::SECTION;
use crate::browser::{document, file};
use crate::components::list::List;
use crate::context::{use_session, use_site};
use crate::pages::counted;

/// What the file of raw records is called.
pub const RAW_NAME: &str = "rungs-records.json";

/// The id of the section's heading, whether there are troubles or not.
const HEADING: &str = "_records";

/// The section.
#[component]
pub fn RecordsSection() -> impl IntoView {
    let session = use_session();
    let troubles = Memo::new(move |_| {
        // Only what has been read is known to be wrong.
        session.assessments().iter().for_each(|id| session.load(id));
        session.troubles().get()
    });
    view! {
        <Show
            when=move || troubles.with(|troubles| !troubles.is_empty())
            fallback=|| view! { <SoundRecords/> }
        >
            <UnusableRecords troubles/>
        </Show>
    }
}

/// The records, where all can be used.
#[component]
fn SoundRecords() -> impl IntoView {
    view! {
        <Section id=HEADING title="Advanced: raw data" class=SECTION>
            <p class="hint">
                "The data exactly as this browser stores it, to look at or to rescue from a damaged site. The file has all that was made at "
                <code>{use_site().base}</code>
                ", and nothing of other paths of this site. You can import it, too."
            </p>
            <p class="actions"><RawButton/></p>
        </Section>
    }
}

/// The records that cannot be used.
#[component]
fn UnusableRecords(
    /// What is wrong with them.
    troubles: Memo<Vec<Trouble>>,
) -> impl IntoView {
    let count = move || counted(troubles.with(Vec::len), "record");
    view! {
        <Section id=HEADING title="Damaged records" class=SECTION>
            <div class="warning">
                <p>{count} " cannot be read. They are kept as they are. Export them before you remove any."</p>
                <p class="actions"><RawButton/></p>
            </div>
            <ul class="troubles">
                <List
                    each=move || troubles.get()
                    key=|trouble| (trouble.key.clone(), trouble.why.clone())
                    let:trouble
                >
                    <UnusableRecord trouble/>
                </List>
            </ul>
        </Section>
    }
}

/// One record that cannot be used.
#[component]
fn UnusableRecord(
    /// What is wrong with it.
    trouble: Trouble,
) -> impl IntoView {
    let session = use_session();
    let Trouble { key, why, .. } = trouble;
    let (button_id, name) = (format!("_discard-{key}"), key.clone());
    let discard = move || {
        document::refocus_if_lost();
        session.discard(&key);
    };
    view! {
        <li>
            <p><code>{name}</code> ": " {why} "."</p>
            <QuietButton id=button_id on_press=discard>"Remove this record"</QuietButton>
        </li>
    }
}

/// Downloads all records as they are.
#[component]
fn RawButton() -> impl IntoView {
    let session = use_session();
    let download = move || file::download(RAW_NAME, JSON, &session.raw_records());
    view! { <QuietButton id="_raw" on_press=download>"Download raw data"</QuietButton> }
}
