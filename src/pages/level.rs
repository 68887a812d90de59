//! One level: what it is for, what it adds, what the levels below add, and the way up and down.

use leptos::prelude::*;
use rungs_ladder::compare::{self, StepFromBelow};
use rungs_ladder::expectations::{Origin, origins};
use rungs_ladder::experience::Around;
use rungs_ladder::ladder::{Level, Section};
use rungs_ladder::print;

use super::counted;
use crate::components::copy_button::CopyButton;
use crate::components::earlier::EarlierSwitch;
use crate::components::landmark::{Heading, Main};
use crate::components::level_rail::LevelRail;
use crate::components::menu::Menu;
use crate::components::own::{Own, OwnProgress};
use crate::components::rich_text::Note;
use crate::components::said::Said;
use crate::components::share_button::ShareButton;
use crate::components::statement_item::{InheritedStatement, OwnStatement};
use crate::context::use_site;
use crate::routes::{AssessmentUrl, Route};
use crate::site::{Site, area_anchor};

/// The page of a level.
#[component]
pub fn LevelPage(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let step = StepFromBelow::new(site.ladder, level);
    let own = Own::read();
    let mut number = 1;
    let areas = level.sections.iter().map(|section| {
        let first = number;
        number += section.statements.len();
        view! { <Area level section first step=step.clone() own=own.clone()/> }
    });
    let areas = areas.collect_view();
    let switch = step.as_ref().map(|step| view! { <EarlierSwitch base=step.base new_ones=step.new_ones()/> });
    view! {
        <div class=format!("with-rail {}", site.accent(level))>
            <Main class="page">
                <Head level own=own.clone()/>
                <Contents level/>
                {switch}
                {areas}
                <Origins level/>
                <Steps level/>
                <Edit level/>
            </Main>
            <LevelRail present=Some(level)/>
        </div>
    }
}

/// What the level is, and what can be done with it.
#[component]
fn Head(
    /// The level.
    level: &'static Level,
    /// The person's assessments.
    own: Own,
) -> impl IntoView {
    let site = use_site();
    let track = site.ladder.track(&level.track).map(|track| view! { <Said>{track.title.as_str()}</Said> });
    let years = level.experience.as_ref().map(|years| {
        let Around { before, unit, after } = years.around();
        view! { <li>{before} <Said>{years.raw.as_str()}</Said> {unit} {after}</li> }
    });
    let builds_on = base(site, level).map(|base| {
        let how = if level.kind.is_rung() { "Builds on " } else { "A role at the level " };
        view! { <li>{how} <a href=site.level_href(base)><Said>{base.title.as_str()}</Said></a></li> }
    });
    view! {
        <header class="level-head">
            <p class="kicker"><a href=site.href(&Route::Map)><span>{track} " track"</span></a></p>
            <Heading><Said>{level.title.as_str()}</Said></Heading>
            {(!level.summary.is_empty()).then(|| view! { <p class="lead"><Said>{level.summary.as_str()}</Said></p> })}
            <ul class="facts">{years} {builds_on}</ul>
            {level.notes.iter().map(|text| view! { <Note text/> }).collect_view()}
            <Actions level/>
            <OwnProgress level own/>
        </header>
    }
}

/// The ways on from the level: its first question, the comparison with its nearest neighbour, and what is not needed often.
#[component]
fn Actions(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let target = AssessmentUrl { target: Some(level.id.clone()), ..AssessmentUrl::default() };
    let mut partners = compare::partners(site.ladder, level).into_iter();
    let nearest = partners.next().map(|other| {
        view! {
            <a class="button quiet" href=site.pair_href(level, other)>
                "Compare"
                <span class="where-wide">" with " <Said>{other.title.as_str()}</Said></span>
            </a>
        }
    });
    let others: Vec<_> = partners.map(|other| view! { <CompareWith level other/> }).collect();
    view! {
        <div class="actions">
            <a class="button needs-app" href=site.query_href(&Route::Rate, &target.to_query())>"Assess yourself"</a>
            {nearest}
            // Without the app there is nothing in it but comparisons.
            <Menu class=if others.is_empty() { "menu needs-app" } else { "menu" } label="More">
                <ShareButton class="needs-app" what=move || (level.title.clone(), site.level_href(level))>"Share"</ShareButton>
                <CopyButton
                    class="needs-app"
                    confirmation="Copied as Markdown."
                    text=move || print::level(site.ladder, level)
                >
                    "Copy as Markdown"
                </CopyButton>
                {others}
            </Menu>
        </div>
    }
}

/// The way to a comparison with another level: one next to it, or one as high on another track.
#[component]
fn CompareWith(
    /// The level.
    level: &'static Level,
    /// The other one.
    other: &'static Level,
) -> impl IntoView {
    view! { <a href=use_site().pair_href(level, other)>"Compare with " <Said>{other.title.as_str()}</Said></a> }
}

/// How much the level adds in each area.
#[component]
fn Contents(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let item = |section: &'static Section| {
        let href = site.area_href(level, section);
        view! {
            <li>
                <a href=href><Said>{area_title(site, section)}</Said></a>
                " "
                <span class="count">{section.statements.len()}</span>
            </li>
        }
    };
    view! {
        <nav class="contents" aria-label="Areas">
            <p><Said>{level.title.as_str()}</Said> " adds " {counted(level.statements().count(), "expectation")} ":"</p>
            <ul>{level.sections.iter().map(item).collect_view()}</ul>
        </nav>
    }
}

/// What the level says in one area.
#[component]
fn Area(
    /// The level.
    level: &'static Level,
    /// What it says.
    section: &'static Section,
    /// The number of its first statement.
    first: usize,
    /// The step from the level below, if there is one.
    step: Option<StepFromBelow<'static>>,
    /// The person's assessments.
    own: Own,
) -> impl IntoView {
    let site = use_site();
    let anchor = area_anchor(section.area.as_str());
    let summary = site.ladder.area(&section.area).map(|area| area.summary.as_str());
    let summary = summary.filter(|summary| !summary.is_empty());
    let statements = section.statements.iter().zip(first..).map(|(statement, number)| {
        let earlier = step.as_ref().and_then(|step| step.earlier(&statement.id));
        view! { <OwnStatement level statement number earlier own=own.clone()/> }
    });
    let statements = statements.collect_view();
    view! {
        <section class="area" aria-labelledby=anchor>
            <h2 id=anchor.clone() tabindex="-1"><Said>{area_title(site, section)}</Said></h2>
            {summary.map(|summary| view! { <p class="area-summary"><Said>{summary}</Said></p> })}
            {section.notes.iter().map(|text| view! { <Note text/> }).collect_view()}
            <ul class="statements">{statements}</ul>
        </section>
    }
}

/// What the levels below add, if there are any.
#[component]
fn Origins(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let origins = origins(site.ladder, level);
    let in_force: usize = origins.iter().map(Origin::in_force).sum();
    let total = in_force + level.statements().count();
    let title = level.title.as_str();
    let sum = origins.first().map(|origin| match in_force {
        0 => format!("{title} restates all earlier expectations: {total} in all."),
        _ => {
            let inherited = counted(in_force, "expectation");
            let from = origin.level.title.as_str();
            let deeper = if origins.len() > 1 { " and below" } else { "" };
            format!("{title} also asks for {inherited} of {from}{deeper}: {total} in all.")
        }
    });
    sum.map(|sum| {
        view! {
            <section class="below" aria-labelledby="_below">
                <h2 id="_below">"From earlier levels"</h2>
                <p>{sum}</p>
                {origins.into_iter().map(|origin| view! { <OriginDetails origin/> }).collect_view()}
            </section>
        }
    })
}

/// What one of the levels below adds, folded away.
#[component]
fn OriginDetails(
    /// The level below, and its statements.
    origin: Origin<'static>,
) -> impl IntoView {
    let site = use_site();
    let replaced = origin.superseded();
    let count = match (origin.in_force(), replaced) {
        (in_force, 0) => counted(in_force, "expectation"),
        (0, _) => format!("all {replaced} are raised by later levels"),
        (in_force, _) => format!("{} · {replaced} raised by later levels", counted(in_force, "expectation")),
    };
    let origin_level = origin.level;
    let sections = origin.sections.into_iter().map(|inherited| {
        let statements = inherited.statements.into_iter();
        let item = |inherited| view! { <InheritedStatement origin=origin_level inherited/> };
        view! {
            <h3><Said>{area_title(site, inherited.section)}</Said></h3>
            <ul class="statements">{statements.map(item).collect_view()}</ul>
        }
    });
    view! {
        <details class=format!("origin {}", site.accent(origin_level))>
            <summary>
                <span class="origin-title"><Said>{origin_level.title.as_str()}</Said></span>
                " "
                <span class="count">{count}</span>
            </summary>
            {sections.collect_view()}
        </details>
    }
}

/// The way to the levels next to this one.
#[component]
fn Steps(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    let step = |class: &'static str, way: &'static str, to: &'static Level| {
        view! {
            <a class=format!("{class} {}", site.accent(to)) href=site.level_href(to)>
                <span class="way">{way}</span>
                " "
                <span class="to"><Said>{to.title.as_str()}</Said></span>
            </a>
        }
    };
    let above = site.ladder.above(level).map(|above| {
        step("step up", if above.kind.is_rung() { "Level above" } else { "Role at this level" }, above)
    });
    view! {
        <nav class="steps" aria-label="Levels above and below">
            {base(site, level).map(|below| step("step down", "Level below", below))}
            {above.collect_view()}
        </nav>
    }
}

/// The way to the file of the level, where readers may change it.
#[component]
fn Edit(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let href = use_site().ladder.branding.edit(&level.id);
    href.map(|href| view! { <p class="edit screen-only"><a href=href>"Edit this page"</a></p> })
}

/// The level that `level` builds on.
fn base(site: Site, level: &Level) -> Option<&'static Level> {
    site.ladder.level(level.inherits.as_ref()?)
}

fn area_title(site: Site, section: &Section) -> &'static str {
    site.ladder.area(&section.area).map(|area| area.title.as_str()).unwrap_or_default()
}
