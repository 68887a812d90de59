//! What the answers come to: sentences first, then the plan, the charts, every level, and what moves over time.

use std::sync::Mutex;

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use rungs_assessment::assessment::Assessment;
use rungs_assessment::file::brief;
use rungs_assessment::result::{Assessed, Judge, Standing};
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::snapshots::SecondView;
use super::tasks::{kicker, view_settings};
use super::{
    button, is_new, levels, link_button, on_target, plan, section, share, snapshots, told, view_ways,
};
use crate::address::Address;
use crate::browser::{boot, clock, document, file};
use crate::components::copy::copy_button;
use crate::components::el::{El, el};
use crate::pages::heading;
use crate::site::Site;
use crate::state::Session;

/// The page.
pub(crate) fn page(site: Site, address: Address, session: Session) -> El {
    let second = SecondView::new();
    let shown = Mutex::new(None);
    on_target(
        site,
        address,
        session,
        Route::Result,
        "Where you stand",
        move |work, id, assessment, target| {
            // It is a view of one assessment, and says nothing of another.
            if is_new(&shown, id.clone()) {
                second.close();
            }
            let over_time = snapshots::view(site, address, session, &id, work);
            let overlay = snapshots::view_overlay(site, session, &id, second);
            view(site, session, &id, assessment, target, [over_time, overlay])
        },
    )
}

fn view(
    site: Site,
    session: Session,
    id: &AssessmentId,
    assessment: &Assessment,
    target: &'static Level,
    [over_time, overlay]: [El; 2],
) -> El {
    boot::may_panic("result");
    let given = session.given(id);
    let judge = Judge { ladder: site.ladder, answers: &given.answers };
    let standing = Standing::new(&judge, target);
    let goals = session.goals(id);
    let act = |judged: &Assessed<'static>| {
        let asked = judged.asked;
        if !levels::is_gap(judged.verdict) {
            return None;
        }
        let work = AssessmentUrl { area: Some(asked.area.id.clone()), ..AssessmentUrl::on(id) };
        let anchor = super::rate::anchor(asked.statement.id.as_str());
        let rate = [&site.query_href(&Route::Rate, &work.to_query()), "#", &anchor].concat();
        let label = ["Rate ", asked.topic.map_or(asked.area.title.as_str(), |topic| &topic.title)].concat();
        let name = ["_rate-", asked.statement.id.as_str()].concat();
        let rate = el("a")
            .class("button quiet")
            .attr("id", name)
            .attr("href", rate)
            .attr("aria-label", label)
            .add("Rate");
        Some(
            el("p")
                .class("actions")
                .add(plan::view_pick(site, session, id, &goals, asked.statement))
                .add(rate),
        )
    };
    let held = assessment.held.as_ref().and_then(|held| site.ladder.level(held));
    let held_words = held.map(|held| el("span").add(" · held today: ").add(held.title.as_str()));
    let nothing_yet = (standing.counts.rated() == 0).then(|| {
        let rate = site.query_href(&Route::Rate, &AssessmentUrl::on(id).to_query());
        el("p").class("actions").add(link_button(rate, "Begin to rate"))
    });
    el("div")
        .class(["stack result ", site.accent(target)].concat())
        .add(view_ways(site, id, &Route::Result))
        .add(
            el("header")
                .class("level-head")
                .add(el("p").class("kicker").add(kicker(site, assessment)).add(held_words))
                .add(heading("Where you stand"))
                .add(el("p").class("sentence lead").add(standing.summary().lead)),
        )
        .add(nothing_yet)
        .add(el("div").class("passages").add(told::view_passages(site, &standing, "_told", &act)))
        .add(plan::view(session, id, &goals, target))
        .add(levels::view_areas(&standing))
        .add(levels::view_reach(&judge, target, held))
        .add(levels::view_radar(&standing))
        .add(told::view_ratings(&standing))
        .add(told::view_evidence(&standing, &given.answers))
        .add(levels::view_every(site, session, id, &judge))
        .add(over_time)
        .add(overlay)
        .add(view_take_along(site, session, id))
        .add(share::view(site, session, id))
        .add(
            section("_settings", "Measure against another level")
                .class("block screen-only")
                .add(view_settings(site, session, id.clone(), assessment)),
        )
}

/// The brief for a conversation: as Markdown, and on paper.
fn view_take_along(site: Site, session: Session, id: &AssessmentId) -> El {
    let write = {
        let id = id.clone();
        move || session.whole(&id).map(|kept| brief(site.ladder, &kept, clock::day())).unwrap_or_default()
    };
    let copied = write.clone();
    let data = el("a").attr("href", site.href(&Route::Data)).add("everything as a file");
    section("_brief", "For the conversation")
        .class("block screen-only")
        .add(
            el("p")
                .class("hint")
                .add("A brief of ratings, evidence, gaps and plan. To keep what you have entered safe, take ")
                .add(data)
                .add(" along."),
        )
        .add(
            el("p")
                .class("actions")
                .add(button("_print", "Print the brief", document::print))
                .add(
                    copy_button("button quiet", "The brief is copied as Markdown.", copied)
                        .attr("id", "_copy-brief")
                        .add("Copy as Markdown"),
                )
                .add(button("_markdown", "Download Markdown", move || {
                    file::download("self-assessment.md", "text/markdown", &write());
                })),
        )
}
