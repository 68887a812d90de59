//! Where a person stands against every level.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::{Counts, Standing};
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::super::parts::{Section, part_of};
use super::super::standing_parts::Story;
use super::{held, standing};
use crate::components::said::Said;
use crate::context::use_site;

/// For every level what is met of it and what is missing.
#[component]
pub fn EveryLevel(
    /// The assessment.
    id: AssessmentId,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let held = held(&id);
    let item = move |level: &'static Level| {
        let is_below = Memo::new(move |_| {
            let held = held.with(|held| held.as_ref().and_then(|held| ladder.level(held)));
            held.is_some_and(|held| ladder.lineage(held).any(|below| below.id == level.id))
        });
        view! { <LevelItem level is_below answers/> }
    };
    let levels = ladder.levels.iter().map(item);
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
    /// Whether the level held today builds on it: then nothing of it is missing.
    is_below: Memo<bool>,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let standing = standing(answers, level);
    let counts = Memo::new(move |_| standing.with(|standing| standing.counts));
    let is_open = RwSignal::new(false);
    let id = format!("_level-{}", level.id);
    let (summary_id, name) = (format!("{id}~summary"), id.clone());
    let told = move || {
        let Counts { met, unrated, off_scale, .. } = counts.get();
        let open = [(unrated, "not rated"), (off_scale, "on another scale")].into_iter();
        let open = open.filter(|(count, _)| *count > 0).map(|(count, what)| format!(" · {count} {what}"));
        match is_below.get() {
            true => format!("below your current level · {met} met"),
            false => format!("{} met{}", part_of(met, counts.get().of()), open.collect::<String>()),
        }
    };
    let lead = move || (!is_below.get()).then(|| standing.with(Standing::lead));
    view! {
        <li>
            <details
                id=id
                class=use_site().accent(level)
                on:toggle:target=move |event| is_open.set(event.target().open())
            >
                <summary id=summary_id>
                    <span><Said>{level.title.as_str()}</Said></span>
                    <span class="count">{told}</span>
                </summary>
                <Show when=move || is_open.get()>
                    <div>
                        <p class="sentence">{lead}</p>
                        <Story standing answers name=name.clone()/>
                    </div>
                </Show>
            </details>
        </li>
    }
}
