//! What other paths of this origin hold, as after a site has moved.

use leptos::prelude::*;
use rungs_assessment::store::Neighbour;

use crate::browser::storage;
use crate::context::{use_session, use_site};
use crate::routes::Route;

/// The other paths that hold assessments; none before what this browser keeps is at hand.
pub fn other_paths() -> Memo<Vec<Neighbour>> {
    let (site, session) = (use_site(), use_session());
    // What belongs to another ladder of this site is where it should be.
    let others = site.ladder.branding.home.as_ref().map(|home| home.others.as_slice()).unwrap_or_default();
    let neighbours = move || {
        let mut neighbours = storage::neighbours(site.base);
        neighbours.retain(|neighbour| !others.contains(&neighbour.path));
        neighbours
    };
    Memo::new(move |_| if session.is_open() { neighbours() } else { Vec::new() })
}

/// That other paths hold assessments, and where to bring them in; nothing where none does.
#[component]
pub fn OtherPathsNotice() -> impl IntoView {
    let href = use_site().href(&Route::Data);
    let others = other_paths();
    let paths = move || {
        let paths = others.with(|others| others.iter().map(|other| other.path.clone()).collect::<Vec<_>>());
        paths.join(" and ")
    };
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <div class="warning">
                <p>
                    "This browser holds assessments that were made at another path of this site: "
                    <strong>{paths}</strong>
                    ". "
                    <a href=format!("{href}#_in")>"See them in Your data"</a>
                    "."
                </p>
            </div>
        </Show>
    }
}
