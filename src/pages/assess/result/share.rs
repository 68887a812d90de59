//! Sharing by a link: a preview of what it discloses, then the link. What it carries is in its fragment, which browsers
//! send to no server.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::exchange::{Disclosure, Shared, link};
use rungs_ladder::id::AssessmentId;

use super::super::parts::{Labelled, QuietButton, Section, sentence};
use crate::browser::{deflate, location, task};
use crate::components::copy_button::CopyButton;
use crate::context::{use_session, use_site};
use crate::routes::Route;

/// What a browser too old to make short texts is told.
const TOO_OLD: &str = "This browser cannot create such a link. Send the file instead.";

/// What became of a link.
#[derive(Clone, PartialEq)]
enum LinkState {
    /// It is being made.
    Making,
    /// It is this one.
    Made(String),
    /// There is none, and why.
    Refused(String),
}

/// The link that was asked for last.
#[derive(Clone, PartialEq)]
struct ShareLink {
    /// What it carries.
    content: Shared,
    state: LinkState,
}

/// The choices, the preview and the link.
#[component]
pub fn ShareSection(
    /// The assessment.
    id: AssessmentId,
    /// Its answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let assessment = use_session().assessment(&id);
    let disclosure = RwSignal::new(Disclosure::default());
    let content = Memo::new(move |_| {
        let assessment = assessment.get()?;
        Some(answers.with(|answers| Shared::new(&assessment, answers, &ladder.version, disclosure.get())))
    });
    let disclosed = move || {
        let disclosed = content.with(|content| content.as_ref().map(Shared::disclosed));
        lower_first(&disclosed.unwrap_or_default())
    };
    view! {
        <Section id="_share" title="Share by a link" class="block screen-only">
            <DisclosureChoice disclosure/>
            <p role="status">"Anyone with the link sees: " {disclosed}</p>
            <LinkMaker content/>
        </Section>
    }
}

/// A sentence as it goes on after a colon.
fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// What is to be disclosed beside the ratings.
#[component]
fn DisclosureChoice(
    /// The choice.
    disclosure: RwSignal<Disclosure>,
) -> impl IntoView {
    view! {
        <fieldset class="options">
            <legend>"Also include"</legend>
            <DisclosureBox id="_share-notes" label="Notes" disclosure part=|disclosure| &mut disclosure.notes/>
            <DisclosureBox id="_share-evidence" label="Evidence" disclosure part=|disclosure| &mut disclosure.evidence/>
            <DisclosureBox id="_share-name" label="The assessment’s name" disclosure part=|disclosure| &mut disclosure.name/>
        </fieldset>
    }
}

/// One part of it.
#[component]
fn DisclosureBox(
    /// The id of the check box.
    id: &'static str,
    /// What the part is called.
    label: &'static str,
    /// The choice.
    disclosure: RwSignal<Disclosure>,
    /// The part of the choice.
    part: fn(&mut Disclosure) -> &mut bool,
) -> impl IntoView {
    let is_chosen = move || *part(&mut disclosure.get());
    let choose = move |is_chosen| disclosure.update(|disclosure| *part(disclosure) = is_chosen);
    view! {
        <label class="option">
            <input
                type="checkbox"
                id=id
                prop:checked=is_chosen
                on:change:target=move |event| choose(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
}

/// The button that makes the link, and the link. It shows only while it carries what would be shared now.
#[component]
fn LinkMaker(
    /// What is to be shared.
    content: Memo<Option<Shared>>,
) -> impl IntoView {
    let href = use_site().href(&Route::Shared);
    let link = RwSignal::new(None::<ShareLink>);
    let state = Memo::new(move |_| {
        let link = link.get()?;
        content.with(|content| content.as_ref() == Some(&link.content)).then_some(link.state)
    });
    let make = move || {
        let Some(content) = content.get_untracked() else { return };
        link.set(Some(ShareLink { content: content.clone(), state: LinkState::Making }));
        let address = location::origin() + &href;
        task::spawn(async move {
            let state = make_link(&address, &content).await;
            // The page may be gone by now, or another link be wanted.
            let _ = link.try_update(|link| match link {
                Some(link) if link.content == content => link.state = state,
                _ => {}
            });
        });
    };
    let is_refused = move || state.with(|state| matches!(state, Some(LinkState::Refused(_))));
    let shown = move || match state.get() {
        None | Some(LinkState::Making) => ().into_any(),
        Some(LinkState::Refused(why)) => view! { <p>{why}</p> }.into_any(),
        Some(LinkState::Made(link)) => view! { <MadeLink link/> }.into_any(),
    };
    view! {
        <p class="actions"><QuietButton id="_link" on_press=make>"Create link"</QuietButton></p>
        <div role="status" class:warning=is_refused>{shown}</div>
    }
}

async fn make_link(address: &str, content: &Shared) -> LinkState {
    match deflate::deflate(&content.payload()).await {
        None => LinkState::Refused(TOO_OLD.to_owned()),
        Some(deflated) => match link(address, &deflated) {
            Ok(link) => LinkState::Made(link),
            Err(error) => LinkState::Refused(sentence(&error)),
        },
    }
}

/// A link to be copied.
#[component]
fn MadeLink(
    /// The link.
    link: String,
) -> impl IntoView {
    let copied = link.clone();
    view! {
        <Labelled
            label="The link"
            hint="The link contains the answers. It is stored nowhere, and it cannot be revoked."
        >
            <input id="_made" type="text" readonly=true value=link/>
        </Labelled>
        <p class="actions">
            <CopyButton
                attr:id="_copy-link"
                class="button"
                confirmation="Link copied."
                text=move || copied.clone()
            >
                "Copy the link"
            </CopyButton>
        </p>
    }
}
