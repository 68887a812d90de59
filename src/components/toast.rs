//! Where a short message shows at the foot of the screen.

use leptos::prelude::*;

use crate::browser::toast;
use crate::components::list::List;

/// The message shown now. Its live region is always there, as one must exist before it speaks (WCAG 4.1.3).
#[component]
pub fn Toast(
    /// The language of messages, where the page has another.
    language: Option<&'static str>,
) -> impl IntoView {
    let message = toast::message();
    // Keyed by its number, each message is an element of its own: so the same words said again are read out again.
    view! {
        <div class="toast" role="status" lang=language>
            <List each=move || [message.get()] key=|message| message.number let:message>
                <p>{message.words}</p>
            </List>
        </div>
    }
}
