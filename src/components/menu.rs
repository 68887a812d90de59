//! Actions that are not needed often, behind a button.

use leptos::prelude::*;

/// Actions behind a button. It is a disclosure, so that it works without the app; with it, Escape closes it, and so does whatever is
/// done elsewhere (`browser::menu`).
#[component]
pub fn Menu(
    /// Its classes: `menu`, and with `needs-app` it shows only once the app runs.
    class: &'static str,
    /// What the button says.
    label: &'static str,
    /// The actions.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=class>
            <summary class="button quiet">{label}</summary>
            <div class="menu-items">{children()}</div>
        </details>
    }
}
