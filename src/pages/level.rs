//! One level: what it is for, what it adds, what the levels below add, and the way up and down.

use leptos::prelude::*;
use rungs_core::id::LevelId;
use rungs_core::inherit::{Origin, origins};
use rungs_core::ladder::{Ladder, Level, Section};
use rungs_core::print;
use rungs_core::route::Route;

use crate::components::copy::{CopyButton, CopyButtonProps};
use crate::components::fixed::fixed;
use crate::components::rail::Rail;
use crate::components::statement;
use crate::components::text::text;
use crate::pages::map::years;
use crate::site::Site;

/// The page of a level.
#[component]
pub fn LevelPage(
    /// The ladder and where it lives.
    site: Site,
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let accent = site.accent(level);
    let mut number = 0;
    let sections = level.sections.iter().map(|section| {
        let first = number;
        number += section.statements.len();
        view_section(site, level, section, first)
    });
    view! {
        <div class=["with-rail ", accent].concat()>
            <main id="_main" class="page">
                {view_head(site, level)}
                {view_contents(site, level)}
                {sections.collect_view()}
                {view_origins(site, level)}
                {view_steps(site, level)}
            </main>
            <Rail site present=level />
        </div>
    }
}

fn view_head(site: Site, level: &'static Level) -> impl IntoView {
    let track = site.ladder.track(&level.track).map(|track| track.title.as_str());
    let base = level.inherits.as_ref().and_then(|id| site.ladder.level(id));
    let kind = if level.kind.is_rung() { "Builds on " } else { "A role taken on at the level " };
    let base = base.map(|base| {
        view! { <li>{kind}<a href=site.level_href(base)>{base.title.as_str()}</a></li> }
    });
    let years = level.experience.as_ref().map(|experience| {
        view! { <li>{years(&experience.raw)}" of experience"</li> }
    });
    let notes = level.notes.iter().map(|note| view! { <p class="note">{text(note)}</p> });
    let markdown = |site: Site, id: &'static str| {
        let level = LevelId::new(id).ok().and_then(|id| site.ladder.level(&id));
        level.map(|level| markdown_of(site.ladder, level)).unwrap_or_default()
    };
    let copy = CopyButton(CopyButtonProps {
        class: "button quiet",
        label: None,
        text: markdown,
        site,
        id: level.id.as_str(),
        done: "The level is copied as Markdown.",
        children: Box::new(|| fixed("Copy as Markdown")),
    });
    view! {
        <header class="level-head">
            <p class="kicker"><a href=site.href(&Route::Map)>{track} " track"</a></p>
            <h1 tabindex="-1">{level.title.as_str()}</h1>
            {(!level.summary.is_empty()).then(|| view! { <p class="lead">{level.summary.as_str()}</p> })}
            <ul class="facts">{years}{base}</ul>
            {notes.collect_view()}
            <p class="actions">{copy}</p>
        </header>
    }
}

fn markdown_of(ladder: &Ladder, level: &Level) -> String {
    print::level(ladder, level)
}

fn view_contents(site: Site, level: &'static Level) -> impl IntoView {
    let own = level.statements().count();
    let items = level.sections.iter().map(|section| {
        let href = [&site.level_href(level), "#", &area_anchor(section)].concat();
        view! {
            <li>
                <a href=href>{area_title(site, section)}</a>
                " "
                <span class="count">{section.statements.len()}</span>
            </li>
        }
    });
    view! {
        <nav class="contents" aria-label="Areas">
            <p>{level.title.as_str()} " adds " {counted(own, "expectation")} "."</p>
            <ul>{items.collect_view()}</ul>
        </nav>
    }
}

fn view_section(site: Site, level: &'static Level, section: &'static Section, first: usize) -> impl IntoView {
    let anchor = area_anchor(section);
    let summary = site.ladder.area(&section.area).map(|area| area.summary.as_str()).filter(|s| !s.is_empty());
    let statements = section.statements.iter().enumerate();
    view! {
        <section class="area" aria-labelledby=anchor>
            <h2 id=anchor.clone() tabindex="-1">{area_title(site, section)}</h2>
            {summary.map(|summary| view! { <p class="area-summary">{summary}</p> })}
            {section.notes.iter().map(|note| view! { <p class="note">{text(note)}</p> }).collect_view()}
            <ul class="statements">
                {statements.map(|(at, it)| statement::own(site, level, it, first + at + 1)).collect_view()}
            </ul>
        </section>
    }
}

fn view_origins(site: Site, level: &'static Level) -> Option<impl IntoView> {
    let origins = origins(site.ladder, level);
    let in_force: usize = origins.iter().map(Origin::in_force).sum();
    let total = in_force + level.statements().count();
    let base = origins.first()?.level;
    Some(view! {
        <section class="below" aria-labelledby="_below">
            <h2 id="_below">"What the levels below add"</h2>
            <p>
                {level.title.as_str()} " also asks for " {counted(in_force, "expectation")} " from "
                {base.title.as_str()} {(origins.len() > 1).then_some(" and below")} ", " {total.to_string()} " in all."
            </p>
            {origins.into_iter().map(|origin| view_origin(site, origin)).collect_view()}
        </section>
    })
}

fn view_origin(site: Site, origin: Origin<'static>) -> impl IntoView {
    let Origin { level, .. } = origin;
    let replaced = match origin.superseded() {
        0 => None,
        1 => Some(" · 1 replaced higher up".to_owned()),
        n => Some([" · ", &n.to_string(), " replaced higher up"].concat()),
    };
    let in_force = counted(origin.in_force(), "expectation");
    let sections = origin.sections.into_iter().map(|inherited| {
        let items = inherited.statements.into_iter().map(|it| statement::inherited(site, level, it));
        view! {
            <h3>{area_title(site, inherited.section)}</h3>
            <ul class="statements">{items.collect_view()}</ul>
        }
    });
    view! {
        <details class=["origin ", site.accent(level)].concat()>
            <summary>
                <span class="origin-title">{level.title.as_str()}</span>
                " "
                <span class="count">{in_force}{replaced}</span>
            </summary>
            {sections.collect_view()}
        </details>
    }
}

fn view_steps(site: Site, level: &'static Level) -> impl IntoView {
    let below = level.inherits.as_ref().and_then(|id| site.ladder.level(id));
    let step = move |class: &'static str, way: &'static str, to: &'static Level| {
        view! {
            <a class=[class, " ", site.accent(to)].concat() href=site.level_href(to)>
                <span class="way">{way}</span> " " <span class="to">{to.title.as_str()}</span>
            </a>
        }
    };
    let above = site.ladder.above(level).map(move |above| {
        step("step up", if above.kind.is_rung() { "Level above" } else { "Role at this level" }, above)
    });
    view! {
        <nav class="steps" aria-label="Levels above and below">
            {below.map(|below| step("step down", "Level below", below))}
            {above.collect_view()}
        </nav>
    }
}

fn area_anchor(section: &Section) -> String {
    ["_", section.area.as_str()].concat()
}

fn area_title(site: Site, section: &Section) -> &'static str {
    site.ladder.area(&section.area).map(|area| area.title.as_str()).unwrap_or_default()
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [count.to_string().as_str(), " ", what, plural].concat()
}
