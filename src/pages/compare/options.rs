//! What of a comparison shows, and how.

use leptos::prelude::*;
use rungs_ladder::compare::{Rows, Scope, Wording};
use rungs_ladder::ladder::Area;

use super::chosen::Chosen;
use crate::browser::control;
use crate::context::use_site;

/// The options above the table.
#[component]
pub fn Options(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let differences = Signal::derive(move || chosen.with(|comparison| comparison.rows == Rows::Differences));
    let all = Signal::derive(move || chosen.with(|comparison| comparison.scope == Scope::All));
    let marked = Signal::derive(move || chosen.with(|comparison| comparison.wording == Wording::Marked));
    let show_differences = move |on| {
        chosen.change(|comparison| comparison.rows = if on { Rows::Differences } else { Rows::All });
    };
    let show_all = move |on| {
        chosen.change(|comparison| comparison.scope = if on { Scope::All } else { Scope::Own });
    };
    let mark = move |on| {
        chosen.change(|comparison| comparison.wording = if on { Wording::Marked } else { Wording::Plain });
    };
    view! {
        <fieldset class="options screen-only">
            <legend>"Show"</legend>
            <Toggle id="_rows" label="Only differences" is_on=differences turn=show_differences/>
            <Toggle id="_scope" label="Include inherited" is_on=all turn=show_all/>
            <Toggle id="_words" label="Mark changed words" is_on=marked turn=mark/>
            <AreaChoice chosen/>
        </fieldset>
    }
    .into_any()
}

/// A check box.
#[component]
fn Toggle(
    /// Its id.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// Whether it is ticked.
    is_on: Signal<bool>,
    /// Ticks it, or clears it.
    turn: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="option">
            <input
                type="checkbox"
                id=id
                prop:checked=is_on
                on:change=move |event| turn(control::is_ticked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// The list of areas, of which one can be shown alone.
#[component]
fn AreaChoice(
    /// What is compared.
    chosen: Chosen,
) -> impl IntoView {
    let site = use_site();
    let shown = move || {
        chosen.with(|comparison| {
            comparison.area.as_ref().map_or(String::new(), |area| area.as_str().to_owned())
        })
    };
    let choose = move |event| {
        let id = control::value(&event);
        let area = site.ladder.areas.iter().find(|area| area.id.as_str() == id);
        chosen.change(|comparison| comparison.area = area.map(|area| area.id.clone()));
    };
    let option = |area: &'static Area| view! { <option value=area.id.as_str() lang=site.other_language()>{area.title.as_str()}</option> };
    view! {
        <label class="option">
            <span>"Area"</span>
            <select id="_area" prop:value=shown on:change=choose>
                <option value="">"All areas"</option>
                {site.ladder.areas.iter().map(option).collect_view()}
            </select>
        </label>
    }
}
