//! The frame of another site that may be around the page.

/// Whether the page is shown within another site's page: browsers keep its storage apart then, or not for long.
pub fn is_within_another_site() -> bool {
    // The address of the window around it can be read on this origin alone.
    let around = web_sys::window().and_then(|window| window.top().ok().flatten());
    around.is_some_and(|around| around.location().href().is_err())
}
