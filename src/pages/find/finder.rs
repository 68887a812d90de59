//! What a reader looks for, and what is found: read from the address, and changed through it.

use std::sync::OnceLock;

use leptos::prelude::*;
use rungs_ladder::search::{Found, Index, PAGE, Search};

use crate::browser::history::Navigator;
use crate::components::rich_text::Highlight;
use crate::context::use_navigator;
use crate::memo::uncompared_memo;
use crate::routes::Route;

/// How many times as many results show when more are wanted.
const MORE: usize = 4;

/// The search that the address names, and its results.
#[derive(Clone, Copy)]
pub struct Finder {
    search: Memo<Search>,
    found: Memo<Found<'static>>,
    navigator: Navigator,
}

impl Finder {
    /// Follows the address. The words of the ladder are indexed when something is first looked for.
    pub fn from_address() -> Self {
        let navigator = use_navigator();
        let ladder = navigator.site().ladder;
        let search = Memo::new(move |_| Search::parse(ladder, &navigator.address().query()));
        let index = OnceLock::new();
        let find = move || search.with(|search| index.get_or_init(|| Index::new(ladder)).find(search));
        Self { search, found: uncompared_memo(find), navigator }
    }

    /// What `read` says of the search. What calls this follows it.
    pub fn search<T>(self, read: impl FnOnce(&Search) -> T) -> T {
        self.search.with(read)
    }

    /// What `read` says of what is found. What calls this follows it.
    pub fn found<T>(self, read: impl FnOnce(&Found<'static>) -> T) -> T {
        self.found.with(read)
    }

    /// Marks the words that are looked for. What calls this follows them.
    pub fn highlight(self) -> Highlight {
        self.found.track();
        Highlight::new(move |words| self.found.with_untracked(|found| found.highlights(words)))
    }

    /// Whether something is looked for. What calls this follows it.
    pub fn is_searching(self) -> bool {
        self.search(|search| !search.is_empty())
    }

    /// The path of the page with another search, for links.
    pub fn href(self, search: &Search) -> String {
        let site = self.navigator.site();
        site.query_href(&Route::Find, &search.to_query(site.ladder))
    }

    /// Looks for what is typed, as soon as the letter is painted.
    pub fn type_words(self, words: String) {
        let query = self.changed(|search| Search { words, shown: PAGE, ..search });
        self.navigator.type_query(query);
    }

    /// Looks for something else, as a step of the history.
    pub fn change(self, change: impl FnOnce(Search) -> Search) {
        self.navigator.push_query(self.changed(change));
    }

    /// Shows more results.
    pub fn show_more(self) {
        let query = self.changed(|search| Search { shown: search.shown.saturating_mul(MORE), ..search });
        self.navigator.replace_query(query);
    }

    fn changed(self, change: impl FnOnce(Search) -> Search) -> String {
        change(self.search.get_untracked()).to_query(self.navigator.site().ladder)
    }
}
