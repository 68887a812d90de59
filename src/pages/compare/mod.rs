//! Levels side by side: what it comes to, what only one asks for, and what they share.

mod chosen;
mod level_card;
mod lists;
mod options;
mod others;
mod pickers;
mod rows;
mod table;
mod take_away;

use leptos::prelude::*;
use rungs_ladder::compare::{self, Comparison, Table, Words};

use self::chosen::Chosen;
use self::level_card::LevelCards;
use self::lists::{OnlyLists, SameList};
use self::options::Options;
use self::others::{OtherLadders, Others, Suggestions};
use self::pickers::Pickers;
use self::table::ComparisonTable;
use self::take_away::TakeAway;
use crate::components::landmark::{Heading, Main};
use crate::components::said::Said;
use crate::context::use_site;
use crate::memo::uncompared_memo;

/// The page, with or without levels chosen.
#[component]
pub fn ComparePage() -> impl IntoView {
    let chosen = Chosen::from_address();
    let is_comparing = Memo::new(move |_| chosen.with(|comparison| comparison.levels.len() > 1));
    let table = memo_table(chosen);
    view! {
        <Main class="page compare">
            <Heading><Title chosen/></Heading>
            <Show when=move || !is_comparing.get()>
                <p class="lead screen-only">"See what one level asks for and another does not."</p>
            </Show>
            <Sentences table/>
            <LevelCards chosen/>
            <Pickers chosen/>
            <OtherLadders chosen/>
            <Show when=move || is_comparing.get() fallback=move || view! { <Suggestions chosen/> }>
                <SideBySide chosen table/>
            </Show>
        </Main>
    }
}

/// The names of the levels; without two of them, what the page is for.
#[component]
fn Title(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let site = use_site();
    let title = move || {
        let levels = chosen.with(|comparison| {
            comparison.levels.iter().filter_map(|id| site.ladder.level(id)).collect::<Vec<_>>()
        });
        let count = levels.len();
        if count < 2 {
            return "Compare levels".into_any();
        }
        let name = |(at, level): (usize, &'static rungs_ladder::ladder::Level)| {
            let before = match at {
                0 => None,
                _ if at + 1 == count => Some(" and "),
                _ => Some(", "),
            };
            view! { {before} <Said>{level.title.as_str()}</Said> }
        };
        levels.into_iter().enumerate().map(name).collect_view().into_any()
    };
    view! { {title} }.into_any()
}

/// What the comparison comes to, in words.
#[component]
fn Sentences(
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let words = |words: Words<'static>| match words {
        Words::Ours(words) => words.into_any(),
        Words::Theirs(words) => view! { <Said>{words.into_owned()}</Said> }.into_any(),
    };
    let sentences = move || {
        let sentence =
            |gist: compare::Gist<'static>| view! { <p>{gist.0.into_iter().map(words).collect_view()}</p> };
        table.with(compare::gists).into_iter().map(sentence).collect_view()
    };
    view! { <div class="sentences" role="status">{sentences}</div> }.into_any()
}

/// The levels that are compared, and what can be done with them.
#[component]
fn SideBySide(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let guess = "Expectations without a topic are matched by similar words. These matches are guesses, and are marked.";
    view! {
        <div>
            <Options chosen table/>
            <Show when=move || table.with(|table| table.guessed)>
                <p class="note">{guess}</p>
            </Show>
            <Show when=move || table.with(|table| table.areas.is_empty())>
                <p class="empty">"None of these levels has expectations here."</p>
            </Show>
            <OnlyLists table/>
            <ComparisonTable chosen table/>
            <SameList chosen table/>
            <TakeAway chosen/>
            <Others chosen/>
        </div>
    }
    .into_any()
}

/// All rows of what is compared. They are found anew only when they change, not when they only show in another way.
fn memo_table(chosen: Chosen) -> Memo<Table<'static>> {
    let site = use_site();
    let basis = Memo::new(move |_| Comparison {
        rows: Default::default(),
        wording: Default::default(),
        ..chosen.get()
    });
    uncompared_memo(move || basis.with(|basis| Table::new(site.ladder, basis)))
}
