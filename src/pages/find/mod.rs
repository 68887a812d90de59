//! Finding expectations by their words, and an index of all topics.

mod facets;
mod finder;
mod nothing;
mod places;
mod results;
mod topic_index;

use leptos::prelude::*;
use rungs_ladder::branding::Home;
use rungs_ladder::search::Search;

use self::facets::Facets;
use self::finder::Finder;
use self::results::Results;
use self::topic_index::TopicIndex;
use crate::browser::{control, keys::SEARCH_FIELD};
use crate::components::landmark::{Heading, Main};
use crate::context::{use_keys, use_site};
use crate::pages::counted;
use crate::routes::Route;

/// The page: the search, and what it finds. Where nothing is looked for it shows every topic.
#[component]
pub fn FindPage() -> impl IntoView {
    let finder = Finder::from_address();
    view! {
        <Main class="page find">
            <Heading>"Find an expectation"</Heading>
            <SearchField finder/>
            <p class="told" role="status">
                <span>{move || tally(finder)}</span>
            </p>
            <OtherLadders finder/>
            <Facets finder/>
            <div class="results">
                <div>
                    <Show when=move || finder.is_searching()>
                        <Results finder/>
                    </Show>
                </div>
                <EveryTopic finder/>
            </div>
            <KeySwitch/>
        </Main>
    }
}

/// The field for what is looked for.
#[component]
fn SearchField(
    /// What finds.
    finder: Finder,
) -> AnyView {
    view! {
        <label class="field needs-app">
            <span>"Words, or a \u{201c}phrase\u{201d} in quotes"</span>
            <input
                type="search"
                id=SEARCH_FIELD
                autocomplete="off"
                enterkeyhint="search"
                spellcheck="false"
                prop:value=move || finder.search(|search| search.words.clone())
                on:input=move |event| finder.type_words(control::value(&event))
            />
        </label>
    }
    .into_any()
}

/// "14 statements in 5 levels".
fn tally(finder: Finder) -> Option<String> {
    let tally = || {
        finder.found(|found| match found.total {
            0 if found.places.is_empty() => "No statement".into(),
            0 => "No statement, but other parts of the ladder".into(),
            total => format!("{} in {}", counted(total, "statement"), counted(found.groups.len(), "level")),
        })
    };
    finder.is_searching().then(tally)
}

/// The index, while nothing is looked for. It is made once, as making it takes longer than a frame.
#[component]
fn EveryTopic(
    /// What finds.
    finder: Finder,
) -> AnyView {
    let is_made = Memo::new(move |was_made: Option<&bool>| was_made == Some(&true) || !finder.is_searching());
    view! {
        <div class="all-topics" hidden=move || finder.is_searching()>
            <Show when=move || is_made.get()>
                <TopicIndex/>
            </Show>
        </div>
    }
    .into_any()
}

/// The way to the same words in all ladders of the site, where there are several.
#[component]
fn OtherLadders(
    /// What finds.
    finder: Finder,
) -> AnyView {
    let site = use_site();
    let home = site.ladder.branding.home.as_ref().filter(|home| home.folder.is_some());
    let link = |home: &'static Home| {
        let href = move || {
            let words = finder.search(|search| search.words.clone());
            let search = Search { words, ..Search::default() };
            [&home.base, &Route::Find.path(), &search.to_query(site.ladder)].map(String::as_str).concat()
        };
        view! { <p class="hint"><a href=href>"Search all ladders of this site"</a></p> }
    };
    view! { {home.map(link)} }.into_any()
}

/// The switch of the key that leads here.
#[component]
fn KeySwitch() -> impl IntoView {
    let keys = use_keys();
    view! {
        <label class="option needs-app">
            <input
                type="checkbox"
                prop:checked=move || keys.are_on()
                on:change=move |event| keys.turn(control::is_ticked(&event))
            />
            <span>"Press / anywhere to search"</span>
        </label>
    }
}
