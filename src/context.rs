//! What every component can ask for, given once by the app: the site, the address, the way to
//! other addresses, and the session.

use leptos::prelude::*;

use crate::address::Address;
use crate::browser::history::Navigator;
use crate::site::Site;
use crate::state::Session;

/// Gives it to all components below.
pub fn provide(navigator: Navigator, session: Session) {
    provide_context(navigator);
    provide_context(session);
}

/// The site that is shown: its ladder, and where it lives.
pub fn use_site() -> Site {
    use_navigator().site()
}

/// Where the reader is: the page and its query, as signals.
pub fn use_address() -> Address {
    use_navigator().address()
}

/// What opens pages and changes their queries.
pub fn use_navigator() -> Navigator {
    expect_context()
}

/// What the person keeps in this browser.
pub fn use_session() -> Session {
    expect_context()
}
