//! Loading ahead: whoever points at a link, or moves the focus to it, may follow it next.

use super::listen::listen;
use super::{link, task};
use crate::part;
use crate::site::Site;

/// Loads the code of the page that such a link leads to, and opens what that page shows of what is kept, for as long as the page
/// lives.
pub fn follow(site: Site) {
    if !cfg!(feature = "split") {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    // A touch points first, too.
    for event in ["pointerover", "focusin"] {
        let load = move |event: web_sys::Event| {
            let to = link::around(&event).and_then(|link| site.route(&link.pathname()));
            if !part::is_here(to.as_ref()) {
                task::spawn(async move {
                    // Without it the link, once it is followed, loads its page.
                    let _ = part::load(site, to.as_ref()).await;
                });
            }
        };
        listen(&window, event, Box::new(load));
    }
}
