//! The switch of keys that act without a modifier (WCAG 2.1.4): `/` leads to the search, digits rate.

use leptos::prelude::*;
use rungs_assessment::store::{Prefix, Store as _};

use super::storage::{self, LocalStorageStore};
use crate::site::Site;

/// The name of the stored switch. It comes after the prefix of the site's records, so that whoever takes all of them along or
/// erases them includes it.
const NAME: &str = "keys";

/// The switch as it is stored.
const OFF: &str = "off";
const ON: &str = "on";

/// Whether single keys act, for this browser and the whole site. It lives as long as the app.
#[derive(Clone, Copy)]
pub struct SingleKeys {
    site: Site,
    are_on: RwSignal<bool>,
}

impl SingleKeys {
    /// As this browser keeps it.
    pub fn kept(site: Site) -> Self {
        let kept = storage::read(&name(site)).ok().flatten();
        Self { site, are_on: RwSignal::new(kept.as_deref() != Some(OFF)) }
    }

    /// As it is where nobody has switched it, and while pages render to files.
    pub fn on(site: Site) -> Self {
        Self { site, are_on: RwSignal::new(true) }
    }

    /// Whether they act. What calls this follows it.
    pub fn are_on(self) -> bool {
        self.are_on.get()
    }

    /// Whether they act now, for what does not follow it.
    pub fn are_on_now(self) -> bool {
        self.are_on.get_untracked()
    }

    /// Switches them. Where the browser does not keep it, it holds until the page is left.
    pub fn turn(self, on: bool) {
        self.are_on.set(on);
        let _ = LocalStorageStore.set(&name(self.site), if on { ON } else { OFF });
    }

    /// Takes over what an earlier version of the site has kept as a record, unless it was switched since.
    pub fn take_over(self, on: bool) {
        if on != self.are_on_now() && matches!(storage::read(&name(self.site)), Ok(None)) {
            self.turn(on);
        }
    }
}

fn name(site: Site) -> String {
    [Prefix::new(site.base).as_str(), NAME].concat()
}
