//! What somebody has put into a link: shown, and stored only if the reader says so.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::drift::scale_notice;
use rungs_assessment::exchange::{MAX_INFLATED_BYTES, ShareError, Shared, carried, link};
use rungs_assessment::standing::{Judge, Standing};
use rungs_ladder::id::AssessmentId;

use super::parts::{AssessmentFrame, level_title, sentence};
use super::standing_parts::{Story, Strip};
use crate::browser::{boot, clock, deflate, location, random, task, toast};
use crate::components::copy_button::CopyButton;
use crate::components::landmark::Heading;
use crate::context::{use_navigator, use_session, use_site};
use crate::routes::{AssessmentUrl, Route};
use crate::site::Site;

/// What became of the link.
#[derive(Clone, PartialEq)]
enum LinkState {
    /// The address carries nothing.
    Empty,
    /// It is being read.
    Reading,
    /// It cannot be used, and why.
    Refused(String),
    /// What it discloses, and the link itself.
    Read(Shared, String),
}

/// The page.
#[component]
pub fn SharedPage() -> impl IntoView {
    use_session().open();
    let fragment = boot::shared();
    let state = RwSignal::new(if fragment.is_some() { LinkState::Reading } else { LinkState::Empty });
    let href = use_site().href(&Route::Shared);
    if let Some(fragment) = fragment {
        let address = location::origin() + &href;
        task::spawn(async move {
            let read = match read_link(&fragment, &address).await {
                Ok((shared, link)) => LinkState::Read(shared, link),
                Err(error) => LinkState::Refused(sentence(&error)),
            };
            // The page may be gone by now.
            let _ = state.try_set(read);
        });
    }
    let shown = move || match state.get() {
        LinkState::Empty => view! { <EmptyAddress/> }.into_any(),
        LinkState::Reading => view! { <p>"Reading the link …"</p> }.into_any(),
        LinkState::Refused(why) => view! { <p>{why}</p> }.into_any(),
        LinkState::Read(shared, _) => view! { <p>"This link shows: " {shared.disclosed()}</p> }.into_any(),
    };
    let is_refused = move || state.with(|state| matches!(state, LinkState::Refused(_)));
    let result = move || match state.get() {
        LinkState::Read(shared, link) => Some(view! { <SharedAssessment shared link/> }),
        _ => None,
    };
    view! {
        <AssessmentFrame>
            <div class="stack">
                <Heading>"Shared with you"</Heading>
                <div class="stack needs-app" class:warning=is_refused role="status">{shown}</div>
                {result}
            </div>
        </AssessmentFrame>
    }
}

/// What the fragment of a link discloses, and the link to `address` as it was made.
pub(super) async fn read_link(fragment: &str, address: &str) -> Result<(Shared, String), ShareError> {
    for deflated in carried(fragment).ok_or(ShareError::Foreign)?? {
        if let Some(payload) = deflate::inflate(&deflated, MAX_INFLATED_BYTES).await {
            return Ok((Shared::read(&payload)?, link(address, &deflated)?));
        }
    }
    Err(ShareError::Damaged)
}

/// Why there is nothing to see.
#[component]
fn EmptyAddress() -> impl IntoView {
    view! {
        <p class="lead">
            "This address has no assessment. After a shared link is opened, its content is removed from the address bar so that the history does not keep it. The tab that opened the link can still show it. Elsewhere, open the link again."
        </p>
    }
}

/// What a link discloses, and what the answers in it come to.
#[component]
fn SharedAssessment(
    /// What it discloses.
    shared: Shared,
    /// The link.
    link: String,
) -> impl IntoView {
    let site = use_site();
    let kicker = kicker(site, &shared);
    let held = shared.held.as_ref().map(|held| format!(" · current level: {}", level_title(site, held)));
    let other_version = (shared.ladder != site.ladder.version).then(|| {
        view! {
            <p class="hint">
                "It was created with another version of the ladder. Some statements may have had different words."
            </p>
        }
    });
    let answers = shared.kept(site.ladder, AssessmentId::from_random(0), clock::day()).answers;
    let other_scale =
        scale_notice(&site.ladder.scale, &answers).map(|told| view! { <p class="warning">{told}</p> });
    let result = match site.ladder.level(&shared.target) {
        None => view! { <p class="warning">"This ladder does not have that level."</p> }.into_any(),
        Some(target) => {
            let standing = Standing::new(&Judge { ladder: site.ladder, answers: &answers }, target);
            view! { <SharedResult standing answers/> }.into_any()
        }
    };
    view! {
        <div class="stack needs-app">
            <p class="kicker">{kicker} {held}</p>
            {other_version}
            {other_scale}
            <p class="hint">"None of it is stored with your assessments. The address bar does not show the link, so that the history does not keep it. This tab keeps it, for Reload and Back, until you close it."</p>
            <p class="actions">
                <KeepButton shared/>
                <CopyButton class="button quiet" confirmation="Link copied." text=move || link.clone()>
                    "Copy this link"
                </CopyButton>
                <a class="button quiet" href=site.href(&Route::Map)>"See the ladder"</a>
            </p>
            {result}
        </div>
    }
}

/// What it is about, above the result.
fn kicker(site: Site, shared: &Shared) -> String {
    let target = level_title(site, &shared.target);
    match shared.name.as_str() {
        "" => format!("towards {target}"),
        name => format!("“{name}”: towards {target}"),
    }
}

/// Stores what the link discloses as an assessment of one's own, and goes on to its result.
#[component]
fn KeepButton(
    /// What it discloses.
    shared: Shared,
) -> impl IntoView {
    let (site, session, navigator) = (use_site(), use_session(), use_navigator());
    let keep = move |_| {
        let bundle = shared.kept(site.ladder, AssessmentId::from_random(random::bits()), clock::day());
        let query = AssessmentUrl::on(&bundle.id).to_query();
        match session.import(&[bundle]) {
            Ok(_) => navigator.open(Route::Result, query),
            Err(error) => toast::show(&sentence(&error)),
        }
    };
    view! { <button type="button" id="_keep" class="button" on:click=keep>"Store it in this browser"</button> }
}

/// What the answers come to, in sentences and numbers.
#[component]
fn SharedResult(
    /// Where they stand against the target.
    standing: Standing<'static>,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let (standing, answers) = (Signal::stored(standing), Signal::stored(answers));
    view! {
        <div class="stack result">
            <Strip standing name="_row"/>
            <p class="hint">"“You” is the person who created the link."</p>
            <Story standing answers name="_row"/>
        </div>
    }
}
