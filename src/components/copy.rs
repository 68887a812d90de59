//! A button that copies text, and says whether it did.

use leptos::prelude::*;

use crate::browser::clipboard;
use crate::components::toast::Toast;

/// A button that puts a text on the clipboard. Shown only once the app runs.
#[component]
pub fn CopyButton(
    /// The button's class.
    class: &'static str,
    /// What the button does, for those who do not see its children.
    #[prop(optional)]
    label: Option<String>,
    /// Makes the text when the button is pressed.
    text: fn(crate::site::Site, &'static str) -> String,
    /// Passed to `text`.
    site: crate::site::Site,
    /// Passed to `text`: the id of what is copied.
    id: &'static str,
    /// What is said when it is copied.
    done: &'static str,
    /// What the button shows.
    children: Children,
) -> impl IntoView {
    let toast = use_context::<Toast>();
    let copy = move |_| {
        clipboard::write(&text(site, id), move |copied| {
            if let Some(toast) = toast {
                toast.show(if copied { done } else { "This browser does not allow copying here." });
            }
        });
    };
    view! { <button type="button" class=[class, " needs-app"].concat() aria-label=label on:click=copy>{children()}</button> }
}
