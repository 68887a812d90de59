//! The browser as the session's host: its clock and timers, other tabs, and the second copy of the records.

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use rungs_assessment::date::Date;
use rungs_assessment::glance::Glance;
use rungs_assessment::store::{Prefix, ReadOnly};

use super::single_keys::SingleKeys;
use super::storage::LocalStorageStore;
use super::{boot, clock, mirror, persistence, random, storage, task};
use crate::site::Site;
use crate::state::{CopyLeft, Host, Session};

/// The browser that shows a site.
struct BrowserHost {
    site: Site,
    keys: SingleKeys,
}

/// The session of what this browser keeps for the site.
pub fn session(site: Site, keys: SingleKeys) -> Session {
    Session::new(site, Rc::new(LocalStorageStore), Rc::new(BrowserHost { site, keys }))
}

/// What this browser keeps for the site, at a glance. Nothing is written.
pub fn glances(site: Site) -> Vec<Glance<'static>> {
    crate::state::glances(site, Rc::new(ReadOnly(LocalStorageStore)))
}

impl Host for BrowserHost {
    fn today(&self) -> Date {
        clock::day()
    }

    fn random_bits(&self) -> u64 {
        random::bits()
    }

    fn after(&self, delay: Duration, task: Box<dyn FnOnce()>) {
        task::after(delay, task);
    }

    fn is_settled(&self) -> bool {
        !mirror::is_writing()
    }

    fn ask_to_keep(&self) {
        persistence::ask();
    }

    fn clear_copy(&self) -> Pin<Box<dyn Future<Output = Result<(), CopyLeft>>>> {
        let prefix = Prefix::new(self.site.base);
        Box::pin(async move { mirror::clear(prefix.as_str()).await.map_err(|_| CopyLeft) })
    }

    fn watch(&self, session: Session) {
        boot::may_panic("open");
        if let Some(on) = session.earlier_keys() {
            self.keys.take_over(on);
        }
        let refresh = move || {
            boot::may_panic("look");
            session.refresh();
        };
        storage::follow(
            self.site.base,
            refresh,
            move || session.forget_unsaved(),
            move || session.flush_draft(),
        );
        mirror::follow(move || session.note_settled());
        let base = self.site.base;
        // What is missing is put back when the page is painted.
        task::in_passing(move || {
            task::spawn(async move {
                if storage::recover(base).await {
                    session.refresh();
                }
            });
        });
    }
}
