//! Every topic, with the levels that speak of it.

use leptos::prelude::*;
use rungs_ladder::ladder::{Area, Level, Topic};

use crate::components::said::Said;
use crate::context::use_site;

/// The index of all areas.
#[component]
pub fn TopicIndex() -> AnyView {
    let area = |area: &'static Area| view! { <AreaTopics area/> };
    view! { <div class="index">{use_site().ladder.areas.iter().map(area).collect_view()}</div> }.into_any()
}

/// The topics of an area; where it has none, the levels that speak of it.
#[component]
fn AreaTopics(
    /// The area.
    area: &'static Area,
) -> impl IntoView {
    let topic = |topic: &'static Topic| view! { <TopicLevels topic/> };
    let content = match area.topics.is_empty() {
        true => view! { <AreaLevels area/> }.into_any(),
        false => view! { <dl>{area.topics.iter().map(topic).collect_view()}</dl> }.into_any(),
    };
    view! {
        <section>
            <h2><Said>{area.title.as_str()}</Said></h2>
            {content}
        </section>
    }
}

/// A topic, and the levels that speak of it.
#[component]
fn TopicLevels(
    /// The topic.
    topic: &'static Topic,
) -> impl IntoView {
    let site = use_site();
    let link = |level: &'static Level| {
        let said = level.statements().find(|statement| statement.topic.as_ref() == Some(&topic.id))?;
        Some(view! { <LevelLink level href=site.statement_href(level, &said.id)/> })
    };
    view! {
        <div>
            <dt><Said>{topic.title.as_str()}</Said></dt>
            <dd>{site.ladder.levels.iter().filter_map(link).collect_view()}</dd>
        </div>
    }
}

/// The levels that speak of an area.
#[component]
fn AreaLevels(
    /// The area.
    area: &'static Area,
) -> impl IntoView {
    let site = use_site();
    let link = |level: &'static Level| {
        let section = level.sections.iter().find(|section| section.area == area.id)?;
        let href = site.area_href(level, section);
        Some(view! { <LevelLink level href/> })
    };
    view! { <p class="levels">{site.ladder.levels.iter().filter_map(link).collect_view()}</p> }
}

/// A level by its short name.
#[component]
fn LevelLink(
    /// The level.
    level: &'static Level,
    /// Where the link leads.
    href: String,
) -> impl IntoView {
    view! { <a href=href title=level.title.as_str()><Said>{level.short.as_str()}</Said></a> }
}
