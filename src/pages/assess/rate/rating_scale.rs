//! The rating scale: what its steps mean, once for all questions; and under each question the steps to choose from, with what
//! stands beside them.

use leptos::prelude::*;
use rungs_ladder::id::{AssessmentId, RatingId};
use rungs_ladder::ladder::Rating;

use crate::browser::viewport;
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::{use_keys, use_session, use_site};

/// The scale, as two groups of radio buttons of one name.
#[component]
pub fn RatingScale(
    /// The assessment.
    id: AssessmentId,
    /// The name of the radio buttons, unique on the page.
    name: String,
    /// The rating that is chosen.
    #[prop(into)]
    rating: Signal<Option<RatingId>>,
    /// Is told what a person chooses.
    on_rate: impl Fn(RatingId) + Clone + Send + 'static,
) -> impl IntoView {
    let refusals = use_session().refusals(&id);
    // The browser shows a choice at once. When it is refused, buttons are made anew that show what is kept.
    let radios = move |_| view! { <RatingRadios name=name.clone() rating on_rate=on_rate.clone()/> };
    view! { <List each=move || [refusals.get()] key=|refusals| *refusals children=radios/> }
}

/// The radio buttons: the steps, and what stands beside them.
#[component]
fn RatingRadios(
    /// The name of the radio buttons, unique on the page.
    name: String,
    /// The rating that is chosen.
    rating: Signal<Option<RatingId>>,
    /// Is told what a person chooses.
    on_rate: impl Fn(RatingId) + Clone + 'static,
) -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let radio = |(index, step): (usize, &'static Rating)| {
        let on_rate = on_rate.clone();
        let is_checked = is_chosen(rating, step);
        view! { <RatingRadio name=name.clone() step digit=index + 1 is_checked on_rate=move || on_rate(step.id.clone())/> }
    };
    let mut steps: Vec<_> = scale.steps.iter().chain(&scale.beside).enumerate().map(radio).collect();
    let beside = steps.split_off(scale.steps.len());
    view! {
        <div class="ratings">{steps}</div>
        <ChosenMeaning rating/>
        <div class="ratings beside">{beside}</div>
    }
}

/// What the chosen rating means, where the ladder says so.
#[component]
fn ChosenMeaning(
    /// The rating that is chosen.
    rating: Signal<Option<RatingId>>,
) -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let meaning = move || {
        let chosen = rating.get()?;
        let rating = scale.steps.iter().chain(&scale.beside).find(|known| known.id == chosen)?;
        (!rating.summary.is_empty())
            .then(|| view! { <p class="hint"><Said>{rating.summary.as_str()}</Said></p> })
    };
    view! { {meaning} }
}

/// What every rating means, on demand; open where there is room beside the questions.
#[component]
pub fn ScaleLegend() -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let meaning = |rating: &'static Rating| {
        view! {
            <dt><Said>{rating.title.as_str()}</Said></dt>
            <dd><Said>{rating.summary.as_str()}</Said></dd>
        }
    };
    view! {
        <details id="_scale" class="scale" open=viewport::is_wide()>
            <summary id="_scale~summary">"What the ratings mean"</summary>
            <dl>{scale.steps.iter().chain(&scale.beside).map(meaning).collect_view()}</dl>
        </details>
    }
}

/// Whether a rating is the chosen one. It changes only when that does.
pub(super) fn is_chosen(rating: Signal<Option<RatingId>>, step: &'static Rating) -> Memo<bool> {
    Memo::new(move |_| rating.with(|rating| rating.as_ref() == Some(&step.id)))
}

/// One radio button.
#[component]
fn RatingRadio(
    /// The name of its group.
    name: String,
    /// The rating.
    step: &'static Rating,
    /// The key that chooses it.
    digit: usize,
    /// Whether it is chosen.
    #[prop(into)]
    is_checked: Signal<bool>,
    /// What it does.
    on_rate: impl Fn() + 'static,
) -> impl IntoView {
    let keys = use_keys();
    let id = format!("{name}~is-{}", step.id);
    // Keys are single digits.
    let key = move || (keys.are_on() && digit < 10).then(|| view! { <kbd aria-hidden="true">{digit}</kbd> });
    view! {
        <div class="rating">
            <input
                type="radio"
                name=name
                id=id.clone()
                value=step.id.as_str()
                prop:checked=is_checked
                on:change=move |_| on_rate()
            />
            <label for=id><Said>{step.title.as_str()}</Said></label>
            {key}
        </div>
    }
}
