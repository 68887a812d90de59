//! What every component can ask for, given once by the app: the site, the address and the session.

use leptos::prelude::*;

use crate::address::Address;
use crate::site::Site;
use crate::state::Session;

/// Gives it to all components below.
pub fn provide(site: Site, address: Address, session: Session) {
    provide_context(site);
    provide_context(address);
    provide_context(session);
}

/// The site that is shown: its ladder, and where it lives.
pub fn use_site() -> Site {
    expect_context()
}

/// Where the reader is: the page and its query, as signals.
pub fn use_address() -> Address {
    expect_context()
}

/// What the person keeps in this browser.
pub fn use_session() -> Session {
    expect_context()
}
