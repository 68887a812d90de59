//! One level: what it is for, what it adds, what the levels below add, and the way up and down.

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use rungs_ladder::compare::Comparison;
use rungs_ladder::inherit::{Origin, origins};
use rungs_ladder::ladder::{Level, Section};
use rungs_ladder::print;

use super::{counted, heading, main};
use crate::components::copy::copy_button;
use crate::components::el::{El, el};
use crate::components::rail::rail;
use crate::components::statement;
use crate::components::text::note;
use crate::site::Site;

/// The page of a level.
pub fn page(site: Site, level: &'static Level) -> El {
    let mut number = 0;
    let sections = level.sections.iter().map(|section| {
        let first = number + 1;
        number += section.statements.len();
        view_section(site, level, section, first)
    });
    let page = main("page").add(view_head(site, level)).add(view_contents(site, level));
    let page =
        page.add(sections.collect::<Vec<_>>()).add(view_origins(site, level)).add(view_steps(site, level));
    el("div").class(["with-rail ", site.accent(level)].concat()).add(page).add(rail(site, Some(level)))
}

fn view_head(site: Site, level: &'static Level) -> El {
    let track = site.ladder.track(&level.track).map(|track| track.title.as_str());
    let map = el("a").attr("href", site.href(&Route::Map)).add(track).add(" track");
    let years =
        level.experience.as_ref().map(|experience| el("li").add(experience.in_words()).add(" of experience"));
    let base = level.inherits.as_ref().and_then(|id| site.ladder.level(id));
    let builds_on = base.map(|base| {
        let how = if level.kind.is_rung() { "Builds on " } else { "A role taken on at the level " };
        el("li").add(how).add(el("a").attr("href", site.level_href(base)).add(base.title.as_str()))
    });
    let copy = copy_button("button quiet needs-app", "The level is copied as Markdown.", move || {
        print::level(site.ladder, level)
    });
    el("header")
        .class("level-head")
        .add(el("p").class("kicker").add(map))
        .add(heading(&level.title))
        .add((!level.summary.is_empty()).then(|| el("p").class("lead").add(level.summary.as_str())))
        .add(el("ul").class("facts").add(years).add(builds_on))
        .each(&level.notes, note)
        .add(
            el("p")
                .class("actions")
                .add(view_assess(site, level))
                .add(copy.add("Copy as Markdown"))
                .add(base.map(|below| view_compare(site, below, level, below)))
                .each(site.ladder.above(level), |above| view_compare(site, level, above, above)),
        )
}

/// The way to an assessment that has this level as its target.
fn view_assess(site: Site, level: &'static Level) -> El {
    let query = AssessmentUrl { target: Some(level.id.clone()), ..AssessmentUrl::default() }.to_query();
    let link = el("a").class("button quiet needs-app").attr("href", site.query_href(&Route::Assess, &query));
    link.add("Assess yourself")
}

/// The way to a level and one above it side by side; `other` is the one that is not shown here.
fn view_compare(site: Site, below: &'static Level, above: &'static Level, other: &'static Level) -> El {
    let query = Comparison::of(&below.id, &above.id).to_query();
    el("a")
        .class("button quiet needs-app")
        .attr("href", site.query_href(&Route::Compare, &query))
        .add("Compare with ")
        .add(other.title.as_str())
}

fn view_contents(site: Site, level: &'static Level) -> El {
    let own = counted(level.statements().count(), "expectation");
    let items = el("ul").each(&level.sections, |section| {
        let href = [&site.level_href(level), "#", &area_anchor(section)].concat();
        el("li")
            .add(el("a").attr("href", href).add(area_title(site, section)))
            .add(" ")
            .add(el("span").class("count").add(section.statements.len().to_string()))
    });
    el("nav")
        .class("contents")
        .attr("aria-label", "Areas")
        .add(el("p").add(level.title.as_str()).add(" adds ").add(own).add(":"))
        .add(items)
}

fn view_section(site: Site, level: &'static Level, section: &'static Section, first: usize) -> El {
    let anchor = area_anchor(section);
    let summary = site.ladder.area(&section.area).map(|area| area.summary.as_str()).filter(|s| !s.is_empty());
    let statements =
        el("ul").class("statements").each(section.statements.iter().enumerate(), |(at, statement)| {
            statement::own(site, level, statement, first + at)
        });
    el("section")
        .class("area")
        .attr("aria-labelledby", anchor.clone())
        .add(el("h2").attr("id", anchor).attr("tabindex", "-1").add(area_title(site, section)))
        .add(summary.map(|summary| el("p").class("area-summary").add(summary)))
        .each(&section.notes, note)
        .add(statements)
}

fn view_origins(site: Site, level: &'static Level) -> Option<El> {
    let origins = origins(site.ladder, level);
    let in_force: usize = origins.iter().map(Origin::in_force).sum();
    let total = in_force + level.statements().count();
    let base = origins.first()?.level;
    let title = level.title.as_str();
    let sum = match in_force {
        0 => {
            el("p").add(title).add(" has words of its own for all that they ask for: ").add(total.to_string())
        }
        _ => el("p")
            .add(title)
            .add(" also asks for ")
            .add(counted(in_force, "expectation"))
            .add(" of ")
            .add(base.title.as_str())
            .add((origins.len() > 1).then_some(" and below"))
            .add(": ")
            .add(total.to_string()),
    };
    let sum = sum.add(" in all.");
    let section = el("section")
        .class("below")
        .attr("aria-labelledby", "_below")
        .add(el("h2").attr("id", "_below").add("What the levels below add"))
        .add(sum);
    Some(section.each(origins, |origin| view_origin(site, origin)))
}

fn view_origin(site: Site, origin: Origin<'static>) -> El {
    let replaced = origin.superseded().to_string();
    let count = match (origin.in_force(), origin.superseded()) {
        (in_force, 0) => counted(in_force, "expectation"),
        (0, _) => ["all ", &replaced, " replaced higher up"].concat(),
        (in_force, _) => {
            [&counted(in_force, "expectation"), " · ", &replaced, " replaced higher up"].concat()
        }
    };
    let level = origin.level;
    let summary = el("summary")
        .add(el("span").class("origin-title").add(level.title.as_str()))
        .add(" ")
        .add(el("span").class("count").add(count));
    let mut details = el("details").class(["origin ", site.accent(level)].concat()).add(summary);
    for inherited in origin.sections {
        let statements = el("ul").class("statements");
        let statements = statements.each(inherited.statements, |it| statement::inherited(site, level, it));
        details = details.add(el("h3").add(area_title(site, inherited.section))).add(statements);
    }
    details
}

fn view_steps(site: Site, level: &'static Level) -> El {
    let step = |class: &'static str, way: &'static str, to: &'static Level| {
        el("a")
            .class([class, " ", site.accent(to)].concat())
            .attr("href", site.level_href(to))
            .add(el("span").class("way").add(way))
            .add(" ")
            .add(el("span").class("to").add(to.title.as_str()))
    };
    let below = level.inherits.as_ref().and_then(|id| site.ladder.level(id));
    el("nav")
        .class("steps")
        .attr("aria-label", "Levels above and below")
        .add(below.map(|below| step("step down", "Level below", below)))
        .each(site.ladder.above(level), |above| {
            step("step up", if above.kind.is_rung() { "Level above" } else { "Role at this level" }, above)
        })
}

/// The id of a section on its level's page.
pub(super) fn area_anchor(section: &Section) -> String {
    ["_", section.area.as_str()].concat()
}

fn area_title(site: Site, section: &Section) -> &'static str {
    site.ladder.area(&section.area).map(|area| area.title.as_str()).unwrap_or_default()
}
