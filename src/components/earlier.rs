//! What the level below says, under each statement of a level, while the reader wants to see it.

use leptos::prelude::*;
use rungs_ladder::compare::{Earlier, changes};
use rungs_ladder::ladder::{Level, Statement};

use super::changed_words::ChangedStatement;
use super::said::Said;
use super::statement_item::StatementText;

/// The switch. It is a disclosure, so that it works without the app: while it is open the stylesheet shows what stands under each
/// statement, and print does, too.
#[component]
pub fn EarlierSwitch(
    /// The level below.
    base: &'static Level,
    /// How many statements are new.
    new_ones: usize,
) -> impl IntoView {
    let base = base.title.as_str();
    let new_ones = match new_ones {
        0 => None,
        1 => Some(" 1 expectation is new.".to_owned()),
        many => Some(format!(" {many} expectations are new.")),
    };
    view! {
        <details class="earlier-switch">
            <summary>"What changes from " <Said>{base}</Said></summary>
            <p class="note">"Below each expectation stands what " <Said>{base}</Said> " asks for." {new_ones}</p>
        </details>
    }
}

/// What the level below says in place of a statement.
#[component]
pub fn EarlierWords(
    /// The statement.
    statement: &'static Statement,
    /// What stands in its place.
    earlier: Earlier<'static>,
) -> AnyView {
    match earlier {
        Earlier::Nothing => view! { <p class="earlier new">"New"</p> }.into_any(),
        Earlier::Same => view! { <p class="earlier">"The same as before"</p> }.into_any(),
        Earlier::Words { statement: before, origin, is_guess } => {
            view! { <Before before now=statement origin is_guess/> }.into_any()
        }
    }
}

/// What a level below says, with what has changed since where the two share most of their words.
#[component]
fn Before(
    /// What it says.
    before: &'static Statement,
    /// What stands for it now.
    now: &'static Statement,
    /// The level that says it.
    origin: &'static Level,
    /// Whether the two only are alike in words.
    is_guess: bool,
) -> AnyView {
    let text = match changes(&before.text, &now.text) {
        Some(words) => view! { <ChangedStatement words statement=before/> }.into_any(),
        None => view! { <StatementText statement=before/> }.into_any(),
    };
    let from = if is_guess { "Perhaps from " } else { "From " };
    view! { <div class="earlier"><p class="from">{from} <Said>{origin.title.as_str()}</Said></p>{text}</div> }
        .into_any()
}
