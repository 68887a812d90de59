//! A second person's ratings over one's own, from a file or a link. They stay in their tab until they are closed, and never come
//! among one's own records.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::exchange::{ShareError, read_any};
use rungs_assessment::progress::Steps;
use rungs_assessment::standing::Judge;
use rungs_assessment::store::Prefix;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::super::parts::{Labelled, QuietButton, Section, sentence, title};
use super::super::shared::read_link;
use super::comparison::{Differences, DifferencesView};
use crate::browser::file::{self, ReadError};
use crate::browser::{clock, document, tab_storage, task};
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
    fn of_file(site: Site, text: &str) -> Self {
        match read_any(text, &Prefix::new(site.base)) {
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

    /// Of what was kept, which is a file or a link that could be read.
    async fn of_kept(site: Site, kept: &str) -> Self {
        if kept.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            Self::of_file(site, kept)
        } else {
            Self::of_link(kept).await
        }
    }
}

/// The choice of a file or a link, and where the two people differ.
#[component]
pub fn SecondView(
    /// One's own assessment.
    id: AssessmentId,
    /// Its target.
    target: &'static Level,
    /// Its answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let second = RwSignal::new(SecondRatings::None);
    let place = StoredValue::new((Prefix::new(site.base), format!("second-view/{id}")));
    // The page may be gone by the time the file or the link is read.
    let show = move |ratings, source: &str| {
        if matches!(ratings, SecondRatings::Open(_)) {
            let _ = place.try_with_value(|(site, name)| tab_storage::keep(site, name, source));
        }
        let _ = second.try_set(ratings);
    };
    let close = move || {
        document::refocus_if_lost();
        place.with_value(|(site, name)| tab_storage::forget(site, name));
        second.set(SecondRatings::None);
    };
    let show_file = move |text: Result<String, ReadError>| match text {
        Ok(text) => show(SecondRatings::of_file(site, &text), &text),
        Err(error) => show(SecondRatings::Refused(sentence(&error)), ""),
    };
    let show_link = move |link: String| {
        let link = link.trim().to_owned();
        match link.is_empty() {
            true => close(),
            false => task::spawn(async move { show(SecondRatings::of_link(&link).await, &link) }),
        }
    };
    if let Some(kept) = place.with_value(|(site, name)| tab_storage::kept(site, name)) {
        task::spawn(async move { show(SecondRatings::of_kept(site, &kept).await, &kept) });
    }
    let is_refused = move || second.with(|second| matches!(second, SecondRatings::Refused(_)));
    let open = move |named| {
        view! {
            <SecondAnswers named target answers/>
            <p class="actions">
                <QuietButton id="_close-second" on_press=close>"Close their view"</QuietButton>
            </p>
        }
    };
    let content = move || match second.get() {
        SecondRatings::None => ().into_any(),
        SecondRatings::Refused(why) => view! { <p>{why}</p> }.into_any(),
        SecondRatings::Open(named) => open(named).into_any(),
    };
    view! {
        <Section id="_overlay" title="Compare with your manager’s view" class="block screen-only">
            <p class="hint">
                "Open what somebody who has rated you on this ladder gives you, such as your manager: a file that they saved beside their result, or a link that they share. It stays in this tab until you close their view, and it is not added to your data."
            </p>
            <div class="fields">
                <Labelled label="Their file">
                    <input
                        id="_second"
                        type="file"
                        accept=".json,application/json"
                        on:change=move |event| file::read(&event, show_file)
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
    /// The target of one's own.
    target: &'static Level,
    /// One's own answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let site = use_site();
    let titles: Vec<_> = named.iter().map(|(title, _)| title.clone()).collect();
    let chosen = RwSignal::new(0_usize);
    let theirs =
        Memo::new(move |_| named.get(chosen.get()).map(|(_, theirs)| theirs.clone()).unwrap_or_default());
    let differences = Memo::new(move |_| {
        theirs.with(|theirs| answers.with(|mine| Differences::between_people(site.ladder, mine, theirs)))
    });
    // Who has not rated everything would be led by what the other says.
    let unfinished = Memo::new(move |_| {
        let rated =
            |answers: &Answers| Steps::new(&Judge { ladder: site.ladder, answers }, target).answered();
        let all = Steps::new(&Judge { ladder: site.ladder, answers: &Answers::default() }, target).of();
        let (mine, theirs) = (answers.with(rated), theirs.with(rated));
        (mine < all || theirs < all).then_some((mine, theirs, all))
    });
    let is_asked_for = RwSignal::new(false);
    let select = (titles.len() > 1).then(|| view! { <BundleSelect titles chosen/> });
    let shown = move || match unfinished.get().filter(|_| !is_asked_for.get()) {
        Some((mine, theirs, all)) => view! { <Unfinished mine theirs all is_asked_for/> }.into_any(),
        None => {
            let differences = differences.get();
            view! { <div class="moved"><DifferencesView differences/></div> }.into_any()
        }
    };
    view! { {select} {shown} }
}

/// In place of the ratings while one of the two has not rated everything.
#[component]
fn Unfinished(
    /// How many expectations one has rated oneself.
    mine: usize,
    /// How many the other has rated.
    theirs: usize,
    /// How many there are.
    all: usize,
    /// Takes that the ratings are to be shown nevertheless.
    is_asked_for: RwSignal<bool>,
) -> impl IntoView {
    let show = move || {
        document::refocus_if_lost();
        is_asked_for.set(true);
    };
    view! {
        <p>
            {format!("You have rated {mine} of {all}, they have rated {theirs}. ")}
            "The ratings show when both of you are done, so that neither leads the other."
        </p>
        <p class="actions"><QuietButton id="_show-second" on_press=show>"Show them now"</QuietButton></p>
    }
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
