//! What every component can ask for, given once by the app: the site, the address, the way to
//! other addresses, the switch of single keys, and the session.

use leptos::prelude::*;

use crate::address::Address;
use crate::browser::history::Navigator;
use crate::browser::session_host;
use crate::browser::single_keys::SingleKeys;
use crate::site::Site;
use crate::state::Session;

/// The session, once a page has asked for it. Its code is no part of the pages for reading.
#[derive(Clone)]
struct SessionPlace {
    app: Owner,
    session: StoredValue<Option<Session>, LocalStorage>,
}

/// Gives it to all components below.
pub fn provide(navigator: Navigator, keys: SingleKeys) {
    provide_context(navigator);
    provide_context(keys);
    let app = Owner::current().unwrap_or_default();
    provide_context(SessionPlace { app, session: StoredValue::new_local(None) });
}

/// Gives a session in the place of the browser's.
#[cfg(test)]
pub fn provide_session(session: Session) {
    let SessionPlace { session: place, .. } = expect_context();
    place.set_value(Some(session));
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

/// Whether single keys act, and the switch of it.
pub fn use_keys() -> SingleKeys {
    expect_context()
}

/// What the person keeps in this browser. While pages render to files there is nobody, and it never opens.
pub fn use_session() -> Session {
    let SessionPlace { app, session } = expect_context();
    session.get_value().unwrap_or_else(|| {
        let (site, keys) = (use_site(), use_keys());
        // It lives as long as the app, not as the page that asks first.
        let made = app.with(|| match cfg!(target_arch = "wasm32") {
            true => session_host::session(site, keys),
            false => Session::closed(site),
        });
        session.set_value(Some(made));
        made
    })
}
