//! Controls that lead to another query of the page shown. Each holds in its value the query that it leads to, so
//! that what a control does can be read in the markup, and all share one listener.

use super::el::{El, el};
use crate::address::Address;
use crate::browser::{control, history};
use crate::site::Site;

/// A button.
pub fn button(site: Site, address: Address, query: String) -> El {
    follow(el("button").attr("type", "button").attr("value", query), "click", site, address)
}

/// A check box or a radio button.
pub fn tick(site: Site, address: Address, kind: &'static str, ticked: bool, query: String) -> El {
    let input = el("input").attr("type", kind).attr("value", query);
    follow(if ticked { input.attr("checked", "") } else { input }, "change", site, address)
}

/// A list to choose from, to be filled with [`option`]s.
pub fn select(site: Site, address: Address) -> El {
    follow(el("select"), "change", site, address)
}

/// An option of a [`select`].
pub fn option(title: &'static str, chosen: bool, query: String) -> El {
    let option = el("option").attr("value", query).add(title);
    if chosen { option.attr("selected", "") } else { option }
}

fn follow(control: El, event: &'static str, site: Site, address: Address) -> El {
    control.on(event, move |event| history::push(site, address, &control::value(&event)))
}
