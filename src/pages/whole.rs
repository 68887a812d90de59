//! The whole ladder on one page, to be read through or printed.

use leptos::prelude::*;
use rungs_ladder::expectations::Inherited;
use rungs_ladder::ladder::{Level, Section};

use crate::components::landmark::{Heading, Main};
use crate::components::rich_text::Note;
use crate::components::said::Said;
use crate::components::statement_item::InheritedStatement;
use crate::context::use_site;

/// Every level with all that it adds, in ladder order.
#[component]
pub fn WholeLadder() -> impl IntoView {
    let ladder = use_site().ladder;
    let link = |level: &'static Level| {
        view! { <li><a href=format!("#{}", anchor(level))><Said>{level.title.as_str()}</Said></a></li> }
    };
    let links = ladder.levels.iter().map(link).collect_view();
    let levels = ladder.levels.iter().map(|level| view! { <LevelInFull level/> }).collect_view();
    view! {
        <Main class="page whole">
            <Heading>"The whole ladder"</Heading>
            <p class="lead"><Said>{ladder.summary.as_str()}</Said></p>
            <nav class="contents screen-only" aria-label="Levels"><ul>{links}</ul></nav>
            {levels}
        </Main>
    }
}

/// One level. What it takes over from the levels below stands with them.
#[component]
fn LevelInFull(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let anchor = anchor(level);
    let labelled_by = anchor.clone();
    let summary = (!level.summary.is_empty())
        .then(|| view! { <p class="area-summary"><Said>{level.summary.as_str()}</Said></p> });
    let below = level.inherits.as_ref().and_then(|id| site.ladder.level(id));
    let below = below.map(|below| {
        view! { <p class="note">"In addition to what " <Said>{below.title.as_str()}</Said> " asks for:"</p> }
    });
    let sections = level.sections.iter().map(|section| view! { <AreaInFull level section/> });
    view! {
        <section class=format!("area {}", site.accent(level)) aria-labelledby=labelled_by>
            <h2 id=anchor tabindex="-1">
                <a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a>
            </h2>
            {summary}
            {level.notes.iter().map(|text| view! { <Note text/> }).collect_view()}
            {below}
            {sections.collect_view()}
        </section>
    }
}

/// What a level says in one area.
#[component]
fn AreaInFull(
    /// The level.
    level: &'static Level,
    /// What it says.
    section: &'static Section,
) -> impl IntoView {
    let title = use_site().ladder.area(&section.area).map(|area| area.title.as_str());
    let statement = |statement| {
        view! { <InheritedStatement origin=level inherited=Inherited { statement, superseded_by: None }/> }
    };
    view! {
        <h3><Said>{title.unwrap_or_default()}</Said></h3>
        {section.notes.iter().map(|text| view! { <Note text/> }).collect_view()}
        <ul class="statements">{section.statements.iter().map(statement).collect_view()}</ul>
    }
}

/// The id of a level on this page.
fn anchor(level: &Level) -> String {
    ["_level-", level.id.as_str()].concat()
}
