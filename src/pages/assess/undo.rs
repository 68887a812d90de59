//! Taking the last change of many answers back. Only the last: what was built upon would leave neither the one state nor
//! the other.

use leptos::prelude::*;

use super::button;
use crate::browser::toast;
use crate::components::el::{El, el};
use crate::state::Session;

/// A change that can be taken back.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// A file was brought in.
    Import,
    /// Answers were fitted to the ladder.
    Fit,
}

/// The last such change, for as long as the page shows.
#[derive(Clone, Copy)]
pub(super) struct Undo(RwSignal<String>);

impl Undo {
    /// Nothing is to be taken back.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// The change was made; these name it for [`Session::undo`].
    pub(super) fn offer(self, act: Act, changes: &[String]) {
        self.0.set([act.summary(), "\n", &changes.join("\n")].concat());
        toast::show(act.summary());
    }

    /// The last change is out of sight, and stays.
    pub(super) fn forget(self) {
        self.0.set(String::new());
    }

    /// Says that the change was made, with a button that takes it back; nothing where another was the last. The button has
    /// the id of the one that made the change, so that the focus stays.
    pub(super) fn view(self, session: Session, act: Act, id: &'static str) -> El {
        let out = el("div");
        if self.0.get().lines().next() != Some(act.summary()) {
            return out;
        }
        let back = button(id, "Undo", move || {
            let changes = self.0.get_untracked();
            session.undo(&changes.lines().skip(1).map(str::to_owned).collect::<Vec<_>>());
            self.forget();
            toast::show("Everything is as it was before.");
        });
        out.add(el("p").add(act.summary()).add(" ").add(back))
    }
}

impl Act {
    fn summary(self) -> &'static str {
        match self {
            Self::Import => "The file is brought in.",
            Self::Fit => "Your answers are set against the ladder of today.",
        }
    }
}
