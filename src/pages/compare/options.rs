//! What of a comparison shows, and how.

use leptos::prelude::*;
use rungs_ladder::compare::{Scope, Table, Wording};
use rungs_ladder::ladder::Area;

use super::chosen::Chosen;
use crate::browser::control;
use crate::context::use_site;

/// The options, each where it changes something.
#[component]
pub fn Options(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let is_all = move || chosen.with(|comparison| comparison.scope == Scope::All);
    let has_scope = Memo::new(move |_| match is_all() {
        true => table.with(Table::has_inherited),
        // Whoever has chosen it must be able to go back.
        false => true,
    });
    let has_marks = Memo::new(move |_| table.with(Table::has_marks));
    let has_areas = Memo::new(move |_| {
        table.with(|table| table.areas.len() > 1) || chosen.with(|comparison| comparison.area.is_some())
    });
    let all = Signal::derive(is_all);
    let marked = Signal::derive(move || chosen.with(|comparison| comparison.wording == Wording::Marked));
    let show_all = move |on| {
        chosen.change(|comparison| comparison.scope = if on { Scope::All } else { Scope::Own });
    };
    let mark = move |on| {
        chosen.change(|comparison| comparison.wording = if on { Wording::Marked } else { Wording::Plain });
    };
    let has_options = move || has_scope.get() || has_marks.get() || has_areas.get();
    view! {
        <fieldset class="options screen-only needs-app" hidden=move || !has_options()>
            <legend>"Show"</legend>
            <Show when=move || has_scope.get()>
                <Toggle id="_scope" label="Include inherited" is_on=all turn=show_all/>
            </Show>
            <Show when=move || has_marks.get()>
                <Toggle id="_words" label="Mark changed words" is_on=marked turn=mark/>
            </Show>
            <Show when=move || has_areas.get()>
                <AreaChoice chosen/>
            </Show>
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
) -> AnyView {
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
    .into_any()
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
