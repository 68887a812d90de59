//! Regions that scroll only where their content is wider than they are.

use leptos::prelude::request_animation_frame;

use super::document::document;
use super::listen::{listen, listen_first};

/// Looks at every such region, and again whenever the window changes its size or something is opened, for as long as the
/// page lives.
pub fn follow() {
    mark();
    if let Some(window) = web_sys::window() {
        listen(&window, "resize", Box::new(|_| mark()));
        // It does not bubble.
        listen_first(&window, "toggle", Box::new(|_| mark()));
    }
}

/// Looks at every such region when what is drawn now stands in the document.
pub fn mark_soon() {
    request_animation_frame(mark);
}

/// Makes each region that overflows one that scrolls and can be reached by keyboard (WCAG 2.1.1), and each other
/// one plain, so that its headings stick to the window. A region says in `data-region` what it is called.
fn mark() {
    let Some(regions) = document().and_then(|document| document.query_selector_all("[data-region]").ok())
    else {
        return;
    };
    for at in 0..regions.length() {
        let Some(region) = regions.get(at).map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>)
        else {
            continue;
        };
        let overflows = region.scroll_width() > region.client_width();
        let name = region.get_attribute("data-region").unwrap_or_default();
        for (attribute, value) in [("tabindex", "0"), ("role", "region"), ("aria-label", name.as_str())] {
            let _ = match overflows {
                true => region.set_attribute(attribute, value),
                false => region.remove_attribute(attribute),
            };
        }
    }
}
