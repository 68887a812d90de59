//! What to do when everything is met.

use leptos::prelude::*;
use rungs_assessment::standing::Standing;
use rungs_ladder::ladder::{Ladder, Level};

use super::super::parts::LinkButton;
use crate::components::said::Said;
use crate::context::use_site;

/// That everything is met, with the next steps; nothing before.
#[component]
pub fn AllMet(
    /// The level that is reached.
    target: &'static Level,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let site = use_site();
    let is_met = Memo::new(move |_| standing.with(Standing::is_all_met));
    let next = move || {
        let level = next_level(site.ladder, target)?;
        let href = site.level_href(level);
        Some(
            view! { <LinkButton href quiet=true>"Look at " <Said>{level.title.as_str()}</Said></LinkButton> },
        )
    };
    view! {
        <Show when=move || is_met.get()>
            <div class="moment screen-only">
                <p class="sentence">"Nothing is missing. Well done!"</p>
                <p class="actions"><LinkButton href="#_brief">"Prepare the talk"</LinkButton>{next()}</p>
            </div>
        </Show>
    }
}

/// The step of the same track that builds on a level.
fn next_level(ladder: &'static Ladder, level: &'static Level) -> Option<&'static Level> {
    ladder.above(level).find(|higher| higher.track == level.track && higher.kind.is_rung())
}
