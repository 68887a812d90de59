//! One expectation: on the page of its own level, on those of the levels above it, and its words alone.

use leptos::prelude::*;
use rungs_ladder::compare::Earlier;
use rungs_ladder::expectations::Inherited;
use rungs_ladder::ladder::{Level, Point, Statement};

use super::earlier::EarlierWords;
use super::own::{Own, OwnRating};
use super::rich_text::{Highlight, RichText};
use crate::components::said::Said;
use crate::components::share_button::ShareButton;
use crate::context::use_site;

/// A statement on its own level's page: its topic is its own link, and a button shares that link. A statement without a
/// topic shows its number instead.
#[component]
pub fn OwnStatement(
    /// The level that says it.
    level: &'static Level,
    /// What it says.
    statement: &'static Statement,
    /// Its place among the statements of the level, from 1.
    number: usize,
    /// What the level below says in its place, if there is one.
    earlier: Option<Earlier<'static>>,
    /// The person's assessments, for its rating.
    own: Own,
) -> impl IntoView {
    let site = use_site();
    let (label, name) = match site.topic_title(statement) {
        Some(topic) => (topic.to_owned(), topic.to_owned()),
        None => (number.to_string(), format!("statement {number}")),
    };
    let href = site.statement_href(level, &statement.id);
    let what = {
        let (name, href) = (name.clone(), href.clone());
        move || ([&name, " · ", &level.title].concat(), href.clone())
    };
    view! {
        <li class="statement" id=statement.id.as_str() tabindex="-1">
            {site.earlier_ids(level, statement).map(|id| view! { <span class="anchor" id=id></span> }).collect_view()}
            <a class="topic" href=href><Said>{label}</Said></a>
            <StatementText statement/>
            {earlier.map(|earlier| view! { <EarlierWords statement earlier/> })}
            <ShareButton class="share-link needs-app" label=format!("Share {name}") what>
                <span class="icon-link" aria-hidden="true"></span>
            </ShareButton>
            <OwnRating level statement=&statement.id own/>
        </li>
    }
}

/// A statement on the page of a level above its own. It links to the page where it belongs.
#[component]
pub fn InheritedStatement(
    /// The level that says it.
    origin: &'static Level,
    /// What it says, and what has taken its place.
    inherited: Inherited<'static>,
) -> impl IntoView {
    let site = use_site();
    let Inherited { statement, superseded_by } = inherited;
    let topic = site.topic_title(statement).map(|title| {
        view! { <a class="topic" href=site.statement_href(origin, &statement.id)><Said>{title}</Said></a> }
    });
    let successor = superseded_by.map(|(level, by)| {
        view! {
            <p class="successor">
                "Raised by "
                <a href=site.statement_href(level, &by.id)><Said>{level.title.as_str()}</Said></a>
            </p>
        }
    });
    view! {
        <li class=if superseded_by.is_some() { "statement superseded" } else { "statement" }>
            {topic}
            <div class="says">
                <p><RichText text=&statement.text/></p>
                <Points points=&statement.children/>
                {successor}
            </div>
        </li>
    }
}

/// What a statement says, with its points.
#[component]
pub fn StatementText(
    /// The statement.
    statement: &'static Statement,
    /// Which parts stand out.
    #[prop(optional)]
    highlight: Highlight,
) -> impl IntoView {
    view! {
        <div class="says">
            <p><RichText text=&statement.text highlight=highlight.clone()/></p>
            <Points points=&statement.children highlight/>
        </div>
    }
}

/// The points below a statement, if there are any.
#[component]
pub fn Points(
    /// The points.
    points: &'static [Point],
    /// Which parts stand out.
    #[prop(optional)]
    highlight: Highlight,
) -> AnyView {
    if points.is_empty() {
        return ().into_any();
    }
    let item = |point: &'static Point| {
        view! {
            <li>
                <RichText text=&point.text highlight=highlight.clone()/>
                <Points points=&point.children highlight=highlight.clone()/>
            </li>
        }
    };
    view! { <ul class="points">{points.iter().map(item).collect_view()}</ul> }.into_any()
}
