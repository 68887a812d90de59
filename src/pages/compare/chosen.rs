//! What a reader has chosen to compare: it is read from the address, and changed through it.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::ladder::Level;

use crate::browser::history::Navigator;
use crate::context::use_navigator;

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
        let read =
            move |_: Option<&_>| Comparison::parse(navigator.site().ladder, &navigator.address().query());
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
            self.navigator.push_query(changed.to_query());
        }
    }
}
