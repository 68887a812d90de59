//! One expectation, on its own level's page and on those of the levels above it.

use leptos::prelude::*;
use rungs_core::id::StatementId;
use rungs_core::inherit::Inherited;
use rungs_core::ladder::{Level, Point, Statement};

use crate::browser::location;
use crate::components::copy::{CopyButton, CopyButtonProps};
use crate::components::fixed::fixed;
use crate::components::text::text;
use crate::site::Site;

/// A statement where it belongs: its topic is its own link, and a button copies that link.
pub fn own(site: Site, level: &'static Level, statement: &'static Statement, number: usize) -> impl IntoView {
    let id = statement.id.as_str();
    let topic = topic(site, statement);
    let label = topic.map_or_else(|| number.to_string(), str::to_owned);
    let copy = ["Copy link to ", &if topic.is_some() { label.clone() } else { ["statement ", &label].concat() }].concat();
    let link = |site: Site, id: &'static str| {
        let level = site.ladder.levels.iter().find(|level| level.statements().any(|s| s.id.as_str() == id));
        let id = StatementId::new(id).ok();
        let path = level.zip(id).map(|(level, id)| site.statement_href(level, &id));
        [location::origin(), path.unwrap_or_default()].concat()
    };
    let href = site.statement_href(level, &statement.id);
    let button = CopyButton(CopyButtonProps {
        class: "copy-link",
        label: Some(copy),
        text: link,
        site,
        id,
        done: "Link copied.",
        children: Box::new(|| fixed(view! { <span class="icon-link" aria-hidden="true"></span> })),
    });
    view! {
        <li class="statement" id=id tabindex="-1">
            <a class="topic" href=href>{label}</a>
            <div class="says">{text(&statement.text)}{points(&statement.children)}</div>
            {button}
        </li>
    }
}

/// A statement on the page of a level above its own; it links to where it belongs.
pub fn inherited(site: Site, origin: &'static Level, inherited: Inherited<'static>) -> impl IntoView {
    let Inherited { statement, superseded_by } = inherited;
    let topic = topic(site, statement).map(|title| {
        view! { <a class="topic" href=site.statement_href(origin, &statement.id)>{title}</a> }
    });
    let says = view! { {text(&statement.text)}{points(&statement.children)} };
    match superseded_by {
        None => fixed(view! { <li class="statement"> {topic} <div class="says">{says}</div> </li> }),
        Some((level, by)) => fixed(view! {
            <li class="statement superseded">
                {topic}
                <div class="says">
                    <s>{says}</s>
                    <p class="successor">
                        "Replaced by "
                        <a href=site.statement_href(level, &by.id)>"the words of " {level.title.as_str()}</a>
                    </p>
                </div>
            </li>
        }),
    }
}

fn topic(site: Site, statement: &'static Statement) -> Option<&'static str> {
    let topic = site.ladder.topic(statement.topic.as_ref()?)?;
    Some(topic.title.as_str())
}

fn points(points: &'static [Point]) -> Option<AnyView> {
    let item = |point: &'static Point| view! { <li>{text(&point.text)}{self::points(&point.children)}</li> };
    (!points.is_empty()).then(|| fixed(view! { <ul class="points">{points.iter().map(item).collect_view()}</ul> }))
}
