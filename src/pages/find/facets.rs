//! What results can be narrowed by.

use leptos::prelude::*;
use rungs_ladder::search::Facet;

use super::finder::Finder;
use crate::browser::{control, viewport};
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::use_site;

/// The facets. Where there is room they open with the first search, else on demand. They are there only while they
/// are open, as a keystroke has no time for what nobody sees.
#[component]
pub fn Facets(
    /// What finds.
    finder: Finder,
) -> AnyView {
    // `None` until they are opened or closed for the first time.
    let opened = RwSignal::new(None::<bool>);
    let is_wide = viewport::is_wide();
    let has_query = Memo::new(move |_| finder.search(|search| !search.is_empty()));
    let is_open = move || opened.get().unwrap_or_else(|| is_wide && has_query.get());
    view! {
        <details
            class="facets needs-app"
            open=is_open
            on:toggle=move |event| opened.set(Some(control::has(&event, "open")))
        >
            <summary>"Filter"</summary>
            <Show when=is_open>
                <div>
                    {Facet::ALL.map(|facet| view! { <FacetValues finder facet/> }).collect_view()}
                    <Show when=move || finder.search(|search| search.is_narrowed())>
                        <p>
                            <a href=move || finder.href(&finder.search(|search| search.without(None)))>"Clear all"</a>
                        </p>
                    </Show>
                </div>
            </Show>
        </details>
    }
    .into_any()
}

/// A facet, if it has a value that leads somewhere.
#[component]
fn FacetValues(
    /// What finds.
    finder: Finder,
    /// The facet.
    facet: Facet,
) -> AnyView {
    let site = use_site();
    let values: StoredValue<Vec<(&'static str, &'static str)>> = StoredValue::new(facet.values(site.ladder));
    let offered = Memo::new(move |_| {
        let places = 0..values.with_value(Vec::len);
        places.filter(|place| is_offered(finder, facet, *place)).collect::<Vec<_>>()
    });
    let value = move |place: usize| {
        let (id, title) = values.with_value(|values| values.get(place).copied()).unwrap_or_default();
        view! { <FacetValue finder facet place id title/> }
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <fieldset>
                <legend>{name(facet)}</legend>
                <List each=move || offered.get() key=|place| *place children=value/>
            </fieldset>
        </Show>
    }
    .into_any()
}

/// Topics are many: those that lead nowhere are left out.
fn is_offered(finder: Finder, facet: Facet, place: usize) -> bool {
    facet != Facet::Topic || count(finder, facet, place) > 0 || is_chosen(finder, facet, place)
}

/// How many results a value has, or would have if it were chosen.
fn count(finder: Finder, facet: Facet, place: usize) -> usize {
    finder.found(|found| found.counts.get(facet as usize)?.get(place).copied()).unwrap_or_default()
}

fn is_chosen(finder: Finder, facet: Facet, place: usize) -> bool {
    finder.search(|search| search.chosen.get(facet as usize).is_some_and(|chosen| chosen.contains(&place)))
}

/// A value of a facet, to be chosen.
#[component]
fn FacetValue(
    /// What finds.
    finder: Finder,
    /// The facet.
    facet: Facet,
    /// Its place among the values of the facet.
    place: usize,
    /// Its id.
    id: &'static str,
    /// What it is called.
    title: &'static str,
) -> impl IntoView {
    let count = move || count(finder, facet, place);
    view! {
        <label class=move || if count() == 0 { "option none" } else { "option" }>
            <input
                type="checkbox"
                id=format!("_{}-{id}", facet.key())
                prop:checked=move || is_chosen(finder, facet, place)
                on:change=move |_| finder.change(|search| search.toggled(facet, place))
            />
            <span><Said>{title}</Said></span>
            <span class="count">{count}</span>
        </label>
    }
}

fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Track => "Track",
        Facet::Level => "Level",
        Facet::Area => "Area",
        Facet::Topic => "Topic",
    }
}
