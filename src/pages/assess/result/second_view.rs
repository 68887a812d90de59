//! A second person's file over one's own answers. It is shown for as long as the page is, and not stored.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::exchange::{Export, read_any};
use rungs_assessment::store::Prefix;

use super::super::parts::{Labelled, Section, sentence, title};
use super::comparison::{Differences, DifferencesView};
use crate::browser::file::{self, ReadError};
use crate::context::use_site;

/// The file of the second person.
#[derive(Clone)]
enum SecondFile {
    /// None is open.
    None,
    /// It cannot be shown, and why.
    Refused(String),
    /// What it holds: at least one assessment.
    Open(Arc<Export>),
}

impl SecondFile {
    fn read(text: Result<String, ReadError>, prefix: &Prefix) -> Self {
        let text = match text {
            Ok(text) => text,
            Err(error) => return Self::Refused(sentence(&error)),
        };
        match read_any(&text, prefix) {
            Err(error) => Self::Refused(sentence(&error)),
            Ok(export) if export.assessments.is_empty() => {
                Self::Refused("There is no assessment in this file.".to_owned())
            }
            Ok(export) => Self::Open(Arc::new(export)),
        }
    }
}

/// The choice of a file, and where the two people differ.
#[component]
pub fn SecondView(
    /// One's own answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let second = RwSignal::new(SecondFile::None);
    // The page may be gone by the time the file is read.
    let show = move |text: Result<String, ReadError>| {
        let _ = second.try_set(SecondFile::read(text, &Prefix::new(site.base)));
    };
    let is_refused = move || second.with(|second| matches!(second, SecondFile::Refused(_)));
    let content = move || match second.get() {
        SecondFile::None => ().into_any(),
        SecondFile::Refused(why) => view! { <p>{why}</p> }.into_any(),
        SecondFile::Open(export) => view! { <SecondAnswers export answers/> }.into_any(),
    };
    view! {
        <Section id="_overlay" title="Compare with your manager’s view" class="block screen-only">
            <p class="hint">
                "Open a file from somebody who has rated you on this ladder, such as your manager. It is shown but not stored."
            </p>
            <Labelled label="Their file">
                <input
                    id="_second"
                    type="file"
                    accept=".json,application/json"
                    on:change=move |event| file::read(&event, show)
                />
            </Labelled>
            <div role="status" class:warning=is_refused>{content}</div>
        </Section>
    }
}

/// Where the two people differ, with a choice of assessment where the file has several.
#[component]
fn SecondAnswers(
    /// What the file holds.
    export: Arc<Export>,
    /// One's own answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let titles: Vec<_> = export.assessments.iter().map(|bundle| title(site, &bundle.assessment)).collect();
    let chosen = RwSignal::new(0_usize);
    let differences = Memo::new(move |_| {
        let theirs = &export.assessments.get(chosen.get())?.answers;
        Some(answers.with(|mine| Differences::between_people(site.ladder, mine, theirs)))
    });
    let select = (titles.len() > 1).then(|| view! { <BundleSelect titles chosen/> });
    let shown = move || {
        let differences = differences.get()?;
        Some(view! { <div class="moved"><DifferencesView differences/></div> })
    };
    view! { {select} {shown} }
}

/// A list to choose an assessment of the file from.
#[component]
fn BundleSelect(
    /// What the assessments are called, in the order of the file.
    titles: Vec<String>,
    /// The place of the one that is chosen.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let option = |(place, title): (usize, String)| view! { <option value=place.to_string()>{title}</option> };
    let options = titles.into_iter().enumerate().map(option).collect_view();
    let choose = move |value: String| {
        if let Ok(place) = value.parse() {
            chosen.set(place);
        }
    };
    view! {
        <Labelled label="Assessment in the file">
            <select id="_which" on:change:target=move |event| choose(event.target().value())>{options}</select>
        </Labelled>
    }
}
