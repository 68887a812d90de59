//! Words of the ladder among those of the site.

use leptos::prelude::*;

use crate::context::use_site;

/// Words of the ladder. Where it is in another language than the site, which is English, they say in which, and keep the order
/// of their own direction.
#[component]
pub fn Said(
    /// The words.
    children: Children,
) -> AnyView {
    let ladder = use_site().ladder;
    if ladder.is_english() {
        return children().into_any();
    }
    let direction = if ladder.is_right_to_left() { "rtl" } else { "ltr" };
    view! { <bdi lang=ladder.language.as_str() dir=direction>{children()}</bdi> }.into_any()
}
