//! What is found, by level.

use leptos::prelude::*;
use rungs_ladder::ladder::{Level, Statement};
use rungs_ladder::search::Found;

use super::finder::Finder;
use super::nothing::NothingFound;
use super::places::Places;
use crate::browser::{document, task};
use crate::components::list::List;
use crate::components::rich_text::Words;
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::context::use_site;
use crate::memo::uncompared_memo;

/// The id of the button that shows more.
const MORE: &str = "_more";

/// The results of a level that show.
#[derive(Clone)]
struct LevelHits {
    level: &'static Level,
    hits: Vec<&'static Statement>,
}

/// The first results, at most so many of them.
fn first_hits(found: &Found<'static>, most: usize) -> Vec<LevelHits> {
    let mut left = most;
    let mut groups = Vec::new();
    for group in &found.groups {
        let hits: Vec<_> = group.hits.iter().copied().take(left).collect();
        left -= hits.len();
        if !hits.is_empty() {
            groups.push(LevelHits { level: group.level, hits });
        }
    }
    groups
}

/// The results. Those that are found again stay.
#[component]
pub fn Results(
    /// What finds.
    finder: Finder,
) -> AnyView {
    let groups = uncompared_memo(move || {
        let most = finder.search(|search| search.shown);
        finder.found(|found| first_hits(found, most))
    });
    let corrected = move || finder.found(|found| found.corrected.clone());
    view! {
        <Show when=move || corrected().is_some()>
            <p>"Showing results for " <strong>{corrected}</strong> ": the ladder does not have all of your words as they are."</p>
        </Show>
        <Places finder/>
        <Show
            when=move || finder.found(|found| found.total > 0)
            fallback=move || {
                let is_anything = move || finder.found(|found| !found.places.is_empty());
                view! { <Show when=move || !is_anything()><NothingFound finder/></Show> }
            }
        >
            <List each=move || groups.get() key=|group| group.level.id.clone() let:group>
                <LevelResults finder level=group.level groups/>
            </List>
        </Show>
        <MoreButton finder/>
    }
    .into_any()
}

/// The results of a level.
#[component]
fn LevelResults(
    /// What finds.
    finder: Finder,
    /// The level.
    level: &'static Level,
    /// All results that show.
    groups: Memo<Vec<LevelHits>>,
) -> AnyView {
    let site = use_site();
    let hits = move || {
        let hits = groups.with(|groups| {
            groups.iter().find(|group| group.level.id == level.id).map(|group| group.hits.clone())
        });
        hits.unwrap_or_default()
    };
    view! {
        <section class=site.accent(level)>
            <h2>
                <a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a>
            </h2>
            <ul>
                <List each=hits key=|statement| statement.id.clone() let:statement>
                    <Hit finder level statement/>
                </List>
            </ul>
        </section>
    }
    .into_any()
}

/// A statement that is found, with the words that are looked for marked.
#[component]
fn Hit(
    /// What finds.
    finder: Finder,
    /// The level that says it.
    level: &'static Level,
    /// What it says.
    statement: &'static Statement,
) -> impl IntoView {
    let site = use_site();
    let topic = site.topic_title(statement);
    let section =
        level.sections.iter().find(|section| section.statements.iter().any(|own| own.id == statement.id));
    let area =
        section.and_then(|section| site.ladder.area(&section.area)).map_or("", |area| area.title.as_str());
    let title = move || match topic {
        Some(topic) => view! { <Said><Words words=topic highlight=finder.highlight()/></Said> }.into_any(),
        None => view! { <Said>{area}</Said> }.into_any(),
    };
    view! {
        <li class="hit">
            <a class="topic" href=site.statement_href(level, &statement.id)>{title}</a>
            {topic.map(|_| view! { <span class="count">" " <Said>{area}</Said></span> })}
            {move || view! { <StatementText statement highlight=finder.highlight()/> }}
        </li>
    }
}

/// A button that shows more results, where there are more.
#[component]
fn MoreButton(
    /// What finds.
    finder: Finder,
) -> impl IntoView {
    let shown = move || finder.search(|search| search.shown);
    let left = move || finder.found(|found| found.total.saturating_sub(shown()));
    let show_more = move |_| {
        let first_new = untrack(shown);
        finder.show_more();
        // The button goes with the last results: then the first of them has the focus.
        task::after_render(move || {
            if document::by_id(MORE).is_none() {
                document::focus_nth(".results .hit > a", first_new);
            }
        });
    };
    view! {
        <Show when=move || { left() > 0 }>
            <button type="button" id=MORE class="button quiet" on:click=show_more>
                "Show more: "
                {left}
                " left"
            </button>
        </Show>
    }
}
