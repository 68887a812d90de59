//! What to do where nothing is found.

use leptos::prelude::*;
use rungs_ladder::search::{Found, Loosen, Search};

use super::finder::Finder;
use crate::pages::counted;

/// A way out of a search that finds nothing.
#[derive(Clone, Debug, PartialEq)]
struct Advice {
    lead: String,
    search: Search,
    label: String,
}

/// What to give up, and how much is then found.
#[component]
pub fn NothingFound(
    /// What finds.
    finder: Finder,
) -> impl IntoView {
    let advice = Memo::new(move |_| finder.search(|search| finder.found(|found| advise(search, found))));
    let lead = move || advice.with(|advice| advice.lead.clone());
    let href = move || advice.with(|advice| finder.href(&advice.search));
    let label = move || advice.with(|advice| advice.label.clone());
    view! { <p class="empty">{lead} " " <a href=href>{label}</a></p> }
}

fn advise(search: &Search, found: &Found) -> Advice {
    let lead = match search.is_narrowed() {
        true => "No results with these filters.".into(),
        false => format!("No results for \u{201c}{}\u{201d}.", search.words.trim()),
    };
    let without = |what: &str, hits: usize| format!("Search without {what}: {}", counted(hits, "statement"));
    let (search, label) = match &found.loosen {
        Some(Loosen::Facet(facet, hits)) => {
            (search.without(Some(*facet)), without(&format!("the {}", facet.key()), *hits))
        }
        Some(Loosen::Facets(hits)) => (search.without(None), without("any filter", *hits)),
        Some(Loosen::Word { word, rest, hits }) => {
            let search = Search { words: rest.clone(), ..search.clone() };
            (search, without(&format!("\u{201c}{word}\u{201d}"), *hits))
        }
        None => (Search::default(), "See all topics".into()),
    };
    Advice { lead, search, label }
}
