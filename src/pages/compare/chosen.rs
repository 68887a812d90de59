//! What a reader has chosen to compare: it is read from the address, and changed through it.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::ladder::Level;

use crate::browser::history::Navigator;
use crate::context::use_navigator;
use crate::routes::{Route, comparison_address, comparison_at};

/// The comparison that the address names.
#[derive(Clone, Copy)]
pub struct Chosen {
    comparison: Memo<Comparison>,
    navigator: Navigator,
}

impl Chosen {
    /// Follows the address.
    pub fn from_address() -> Self {
        let navigator = use_navigator();
        let read = move |before: Option<&Comparison>| {
            let (route, query) = (navigator.address().route(), navigator.address().query());
            match &route {
                Some(Route::Compare | Route::Pair(..)) => {
                    comparison_at(navigator.site().ladder, route.as_ref(), &query)
                }
                // The reader leaves the page.
                _ => before.cloned().unwrap_or_default(),
            }
        };
        Self { comparison: Memo::new(read), navigator }
    }

    /// The comparison. What calls this follows it.
    pub fn get(self) -> Comparison {
        self.comparison.get()
    }

    /// The comparison as it is now, for what does not follow it.
    pub fn now(self) -> Comparison {
        self.comparison.get_untracked()
    }

    /// What `read` says of the comparison. What calls this follows it.
    pub fn with<T>(self, read: impl FnOnce(&Comparison) -> T) -> T {
        self.comparison.with(read)
    }

    /// The level of a column. What calls this follows it.
    pub fn level(self, column: usize) -> Option<&'static Level> {
        self.with(|comparison| self.navigator.site().ladder.level(comparison.levels.get(column)?))
    }

    /// Changes the comparison, as a step of the history.
    pub fn change(self, change: impl FnOnce(&mut Comparison)) {
        let now = self.now();
        let mut changed = now.clone();
        change(&mut changed);
        if changed != now {
            let (route, query) = comparison_address(self.navigator.site().ladder, &changed);
            self.navigator.push(Some(route), query);
        }
    }
}
