//! A field for a day.

use leptos::html::Input;
use leptos::prelude::*;
use rungs_assessment::date::{Date, UnlikelyDay};

use super::Labelled;
use crate::browser::control;

/// A field for a day. When the person leaves it with a day that cannot be kept, it says so, and the day that was kept stays.
#[component]
pub fn DayField(
    /// Its id.
    id: String,
    /// Its label.
    label: &'static str,
    /// The day that is kept.
    #[prop(into)]
    day: Signal<Option<Date>>,
    /// Is called with each day that can be kept, or with `None` when the field is emptied.
    on_enter: impl Fn(Option<Date>) + Send + 'static,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let is_refused = RwSignal::new(false);
    Effect::new(move |_| {
        let kept = day.get().map(|day| day.to_string()).unwrap_or_default();
        // What it shows already is left alone: a day that is typed in part has no value, and to set that again would clear it.
        if let Some(field) = field.get().filter(|field| field.value() != kept) {
            field.set_value(&kept);
        }
    });
    // A day that is typed in part has no value yet, and takes none away.
    let enter = move |value: String, is_partial: bool| match Date::entered(&value) {
        Ok(day) if !is_partial => {
            is_refused.set(false);
            on_enter(day);
        }
        Ok(_) | Err(UnlikelyDay) => {}
    };
    let leave =
        move |value: String, is_partial: bool| is_refused.set(is_partial || Date::entered(&value).is_err());
    let problem_id = format!("{id}~problem");
    let described = {
        let problem_id = problem_id.clone();
        move || is_refused.get().then(|| problem_id.clone())
    };
    view! {
        <div>
            <Labelled label>
                <input
                    node_ref=field
                    id=id
                    type="date"
                    autocomplete="off"
                    aria-invalid=move || is_refused.get().then_some("true")
                    aria-describedby=described
                    on:input=move |event| enter(control::value(&event), control::is_partial(&event))
                    on:blur=move |event| leave(control::value(&event), control::is_partial(&event))
                />
            </Labelled>
            <div id=problem_id role="status">
                {move || is_refused.get().then(|| view! { <p class="warning">"This is not saved. " {UnlikelyDay.to_string()}</p> })}
            </div>
        </div>
    }
}
