//! What this browser keeps of the person's assessments, at a glance, for pages that only show a little of it. It is read, never
//! written, by a part of the program of its own, which is loaded only where there is something to read.

use std::cell::Cell;

use leptos::prelude::*;
use rungs_assessment::glance::Glance;
use rungs_assessment::store::{Prefix, Store as _};
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use super::listen::listen;
use super::storage::LocalStorageStore;
use super::{document, task};
use crate::pages::parts;
use crate::site::Site;

/// Assessments at a glance.
pub type Glances = Vec<Glance<'static>>;

thread_local! {
    // One for the document, as what is kept is.
    static GLANCES: ArcRwSignal<Glances> = ArcRwSignal::default();
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
    static IS_PLANNED: Cell<bool> = const { Cell::new(false) };
}

/// The person's assessments at a glance. There are none at first, and while pages render to files. They are read when the page is
/// painted, and again when another tab changes something or the page is shown again.
pub fn glances(site: Site) -> ArcReadSignal<Glances> {
    if cfg!(target_arch = "wasm32") {
        look_soon(site);
        if !IS_FOLLOWED.replace(true) {
            follow(site);
        }
    }
    GLANCES.with(ArcRwSignal::read_only)
}

fn look(site: Site) {
    let glances = GLANCES.with(Clone::clone);
    let show = move |found: Glances| {
        if glances.with_untracked(|known| *known != found) {
            glances.set(found);
        }
    };
    if !keeps_any(site.base) {
        return show(Glances::new());
    }
    task::spawn(async move {
        // Without the part the page is as it is for everybody.
        if let Ok(found) = parts::glances(site).await {
            show(found);
        }
    });
}

/// Whether there is an assessment of the site under `base`.
fn keeps_any(base: &str) -> bool {
    let assessments = [Prefix::new(base).as_str(), "assessment/"].concat();
    LocalStorageStore.keys().is_ok_and(|keys| keys.iter().any(|key| key.starts_with(&assessments)))
}

/// Looks again soon, once for all that happens until then.
fn look_soon(site: Site) {
    if !IS_PLANNED.replace(true) {
        task::in_passing(move || {
            IS_PLANNED.set(false);
            look(site);
        });
    }
}

fn follow(site: Site) {
    let Some(window) = web_sys::window() else { return };
    let is_open = || !document::is_hidden() && !document::has_failed();
    for event in ["pageshow", "visibilitychange"] {
        let shown = move |_| {
            if is_open() {
                look_soon(site);
            }
        };
        listen(&window, event, Box::new(shown));
    }
    let prefix = Prefix::new(site.base);
    let written = move |event: web_sys::Event| {
        let event: &StorageEvent = event.unchecked_ref();
        // Without a key, when all is cleared.
        if is_open() && event.key().is_none_or(|key| key.starts_with(prefix.as_str())) {
            look_soon(site);
        }
    };
    listen(&window, "storage", Box::new(written));
}
