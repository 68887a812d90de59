//! Sections, labels and small signs.

use leptos::prelude::*;
use rungs_assessment::date::Date;

use crate::browser::clock;

/// A section under a heading. The heading can have the focus.
#[component]
pub fn Section(
    /// The id of its heading.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// Its classes.
    #[prop(optional)]
    class: &'static str,
    /// What stands under the heading.
    children: Children,
) -> impl IntoView {
    view! {
        <section aria-labelledby=id class=class>
            <h2 id=id tabindex="-1">{title}</h2>
            {children()}
        </section>
    }
}

/// What is shown on demand, under a summary.
#[component]
pub fn Details(
    /// Its id.
    #[prop(into)]
    id: String,
    /// Its classes.
    #[prop(optional, into)]
    class: String,
    /// What stands in the summary.
    summary: ViewFn,
    /// What is shown on demand.
    children: Children,
) -> impl IntoView {
    let summary_id = format!("{id}~summary");
    view! {
        <details id=id class=class>
            <summary id=summary_id>{summary.run()}</summary>
            {children()}
        </details>
    }
}

/// A label above a control.
#[component]
pub fn Labelled(
    /// The label.
    label: &'static str,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="labelled">
            <span>{label}</span>
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
            {children()}
        </label>
    }
}

/// A button beside a more important one.
#[component]
pub fn QuietButton(
    /// Its id, for what leads to it.
    #[prop(into)]
    id: String,
    /// Its name for screen readers, where its words are not enough.
    #[prop(optional, into)]
    label: Option<String>,
    /// What it does.
    on_press: impl FnMut() + 'static,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let mut on_press = on_press;
    view! {
        <button type="button" id=id class="button quiet" aria-label=label on:click=move |_| on_press()>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether a more important one stands beside it.
    #[prop(optional)]
    quiet: bool,
    /// Its name for screen readers, where its words are not enough.
    #[prop(optional, into)]
    label: Option<String>,
    /// Its id, for what leads to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=if quiet { "button quiet" } else { "button" } href=href aria-label=label id=id>
            {children()}
        </a>
    }
}

/// A day, for a reader and for a machine.
#[component]
pub fn Day(
    /// The day.
    day: Date,
) -> impl IntoView {
    view! { <time datetime=day.to_string()>{clock::written(day)}</time> }
}

/// How much of something is done, as a bar. The numbers stand beside it.
#[component]
pub fn ProgressBar(
    /// How many are done.
    #[prop(into)]
    done: Signal<usize>,
    /// How many there are.
    #[prop(into)]
    of: Signal<usize>,
) -> impl IntoView {
    let share = move || (done.get() * 100).checked_div(of.get()).unwrap_or(0).to_string();
    view! {
        <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" width="100" height="4"/>
            <rect class="done" width=share height="4"/>
        </svg>
    }
}

/// What an error says, as a sentence.
pub fn sentence(error: &impl ToString) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}
