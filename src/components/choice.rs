//! Controls that lead to another query of the page shown. Each holds in its value the query that it leads to, so
//! that what a control does can be read in the markup, and all share one listener.

use super::el::{El, el};
use crate::browser::{control, document};
use crate::context::use_navigator;

/// A list to choose from, to be filled with [`option`]s.
pub fn select() -> El {
    follow(el("select"), "change")
}

/// An option of a [`select`].
pub fn option(title: &'static str, chosen: bool, query: String) -> El {
    let option = el("option").attr("value", query).add(title);
    if chosen { option.attr("selected", "") } else { option }
}

fn follow(control: El, event: &'static str) -> El {
    let navigator = use_navigator();
    control.on(event, move |event| {
        document::keep_focus();
        navigator.push_query(control::value(&event));
    })
}
