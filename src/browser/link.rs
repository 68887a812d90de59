//! Links of this site, and which clicks follow one.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, Window};

/// The link that `event` follows, where it is a plain click on a link to this origin. Anything else is the browser's.
pub fn followed(window: &Window, event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.button() != 0 || modified || event.default_prevented() {
        return None;
    }
    let link = around(event)?;
    let here = link.origin() == window.location().origin().ok()?;
    let followed = here && matches!(link.target().as_str(), "" | "_self") && !link.has_attribute("download");
    followed.then_some(link)
}

/// The link that an event happens in.
pub fn around(event: &Event) -> Option<HtmlAnchorElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether a link leads to a place in the page that is shown.
pub fn leads_within_page(window: &Window, link: &HtmlAnchorElement) -> bool {
    let location = window.location();
    !link.hash().is_empty()
        && location.pathname().is_ok_and(|path| path == link.pathname())
        && location.search().is_ok_and(|query| query == link.search())
}
