//! Where a person stands against every level.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::Counts;
use rungs_ladder::ladder::Level;

use super::super::parts::{Section, part_of};
use super::super::standing_parts::Passages;
use super::standing;
use crate::components::said::Said;
use crate::context::use_site;

/// For every level what is met of it and what is missing.
#[component]
pub fn EveryLevel(
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let levels = use_site().ladder.levels.iter().map(move |level| view! { <LevelItem level answers/> });
    view! {
        <Section id="_every" title="All levels" class="block screen-only">
            <p class="hint">
                "There is no score. For each level you see what you meet and what is missing."
            </p>
            <ul class="every">{levels.collect_view()}</ul>
        </Section>
    }
}

/// A level in numbers; what is missing is listed when it is opened.
#[component]
fn LevelItem(
    /// The level.
    level: &'static Level,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let standing = standing(answers, level);
    let counts = Memo::new(move |_| standing.with(|standing| standing.counts));
    let is_open = RwSignal::new(false);
    let id = format!("_level-{}", level.id);
    let (summary_id, name) = (format!("{id}~summary"), id.clone());
    let met = move || counts.with(|counts| part_of(counts.met, counts.of()));
    let unrated = move || {
        let Counts { unrated, off_scale, .. } = counts.get();
        let told = [(unrated, "not rated"), (off_scale, "on another scale")]
            .into_iter()
            .filter(|(count, _)| *count > 0);
        told.map(|(count, what)| view! { <span class="count">" · " {count} " " {what}</span> }).collect_view()
    };
    let lead = move || standing.with(|standing| standing.summary().lead);
    view! {
        <li>
            <details
                id=id
                class=use_site().accent(level)
                on:toggle:target=move |event| is_open.set(event.target().open())
            >
                <summary id=summary_id>
                    <span><Said>{level.title.as_str()}</Said></span>
                    <span><span class="count">{met} " met"</span>{unrated}</span>
                </summary>
                <Show when=move || is_open.get()>
                    <div>
                        <p class="sentence">{lead}</p>
                        <Passages standing name=name.clone()/>
                    </div>
                </Show>
            </details>
        </li>
    }
}
