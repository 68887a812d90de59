//! A second person's ratings over one's own, from a file or a link. They are shown for as long as the page is, and not stored.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::exchange::{ShareError, read_any};
use rungs_assessment::store::Prefix;

use super::super::parts::{Labelled, Section, sentence, title};
use super::super::shared::read_link;
use super::comparison::{Differences, DifferencesView};
use crate::browser::file::{self, ReadError};
use crate::browser::{clock, task};
use crate::context::use_site;
use crate::site::Site;

/// Answers with what they are called.
type NamedAnswers = (String, Answers);

/// The ratings of the second person.
#[derive(Clone)]
enum SecondRatings {
    /// None are open.
    None,
    /// They cannot be shown, and why.
    Refused(String),
    /// At least one assessment.
    Open(Arc<Vec<NamedAnswers>>),
}

impl SecondRatings {
    fn of_file(site: Site, text: Result<String, ReadError>) -> Self {
        let text = match text {
            Ok(text) => text,
            Err(error) => return Self::Refused(sentence(&error)),
        };
        match read_any(&text, &Prefix::new(site.base)) {
            Err(error) => Self::Refused(sentence(&error)),
            Ok(export) if export.assessments.is_empty() => {
                Self::Refused("There is no assessment in this file.".to_owned())
            }
            Ok(export) => {
                let named = export.assessments.into_iter();
                Self::Open(Arc::new(
                    named.map(|bundle| (title(site, &bundle.assessment), bundle.answers)).collect(),
                ))
            }
        }
    }

    async fn of_link(link: &str) -> Self {
        let Some((address, fragment)) = link.split_once('#') else {
            return Self::Refused(sentence(&ShareError::Foreign));
        };
        match read_link(fragment, address).await {
            Err(error) => Self::Refused(sentence(&error)),
            Ok((shared, _)) => Self::Open(Arc::new(vec![(String::new(), shared.answers(clock::day()))])),
        }
    }
}

/// The choice of a file or a link, and where the two people differ.
#[component]
pub fn SecondView(
    /// One's own answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let second = RwSignal::new(SecondRatings::None);
    // The page may be gone by the time the file or the link is read.
    let show = move |ratings| {
        let _ = second.try_set(ratings);
    };
    let show_link = move |link: String| {
        let link = link.trim().to_owned();
        match link.is_empty() {
            true => show(SecondRatings::None),
            false => task::spawn(async move { show(SecondRatings::of_link(&link).await) }),
        }
    };
    let is_refused = move || second.with(|second| matches!(second, SecondRatings::Refused(_)));
    let content = move || match second.get() {
        SecondRatings::None => ().into_any(),
        SecondRatings::Refused(why) => view! { <p>{why}</p> }.into_any(),
        SecondRatings::Open(named) => view! { <SecondAnswers named answers/> }.into_any(),
    };
    view! {
        <Section id="_overlay" title="Compare with your manager’s view" class="block screen-only">
            <p class="hint">
                "Open what somebody who has rated you on this ladder gives you, such as your manager: a file that they saved beside their result, or a link that they share. It is shown but not stored."
            </p>
            <div class="fields">
                <Labelled label="Their file">
                    <input
                        id="_second"
                        type="file"
                        accept=".json,application/json"
                        on:change=move |event| {
                            file::read(&event, move |text| show(SecondRatings::of_file(site, text)));
                        }
                    />
                </Labelled>
                <Labelled label="Or their link">
                    <input
                        id="_second-link"
                        type="url"
                        autocomplete="off"
                        on:change:target=move |event| show_link(event.target().value())
                    />
                </Labelled>
            </div>
            <div role="status" class:warning=is_refused>{content}</div>
        </Section>
    }
}

/// Where the two people differ, with a choice of assessment where the file has several.
#[component]
fn SecondAnswers(
    /// The assessments to choose from.
    named: Arc<Vec<NamedAnswers>>,
    /// One's own answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let titles: Vec<_> = named.iter().map(|(title, _)| title.clone()).collect();
    let chosen = RwSignal::new(0_usize);
    let differences = Memo::new(move |_| {
        let (_, theirs) = named.get(chosen.get())?;
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
