//! What is kept here: the assessments, and the beginning of another.

use std::sync::{Mutex, PoisonError};

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use leptos::prelude::*;
use rungs_assessment::assessment::{Assessment, State, Subject};
use rungs_assessment::date::Date;
use rungs_assessment::file::is_export_due;
use rungs_assessment::result::{Judge, Steps};
use rungs_ladder::id::AssessmentId;

use super::{
    bar, button, framed, is_new, labelled, level_of, level_select, level_title, of, section, strong, time,
    title,
};
use crate::address::Address;
use crate::browser::{clock, control, task};
use crate::components::el::{El, el};
use crate::context::use_navigator;
use crate::pages::heading;
use crate::site::Site;
use crate::state::Session;

/// The page.
pub(crate) fn page(site: Site, address: Address, session: Session) -> El {
    session.open(site);
    let content = el("div")
        .class("stack")
        .add(heading("Assess yourself"))
        .add(el("p").class("lead").add(
            "Choose a level, rate what it asks for, note what shows it. You learn in sentences what you meet, what is \
             missing, and what to do about it.",
        ))
        .add(view_promise(site))
        .live(move || view_list(site, session))
        .add(view_beginning(site, address, session));
    framed(site, session, content)
}

/// What is stored, where, and what is not.
fn view_promise(site: Site) -> El {
    let data = el("a").attr("href", site.href(&Route::Data)).add("Take it along, bring it in, or erase it");
    section("_promise", "It stays with you").class("promise")
        .add(
            el("ul")
                .add(el("li").add(strong("Stored: ")).add(
                    "your ratings, notes, evidence and goals, in this browser, on this device. Each is saved as you give it.",
                ))
                .add(el("li").add(strong("Not stored, not sent: ")).add(
                    "anything anywhere else. There is no server that could receive it, and no account.",
                ))
                .add(el("li").add(strong("Mind: ")).add(
                    "whoever uses this browser can read it, and clearing the browser’s data for this site deletes it.",
                )),
        )
        .add(el("p").add(data.class("needs-app")))
}

fn view_list(site: Site, session: Session) -> El {
    session.follow_others();
    let all = session.overview();
    let (kept, deleted): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, assessment, _)| assessment.state == State::Active);
    // Counts the assessments whose answers are read: a text, as all signals are.
    let read = RwSignal::new(String::new());
    read_on(session, kept.iter().map(|(id, ..)| id.clone()).collect(), read);
    let list = el("div").class("stack");
    let list = match kept.len() {
        0 => list,
        _ => list.add(el("h2").attr("id", "_yours").add("Your assessments")).add(
            el("ul")
                .class("assessments")
                .each(kept, |(id, kept, last)| view_assessment(site, session, id, kept, last, read)),
        ),
    };
    if deleted.is_empty() {
        return list;
    }
    list.add(
        el("ul")
            .class("deleted")
            .attr("aria-label", "Deleted")
            .each(deleted, |(id, deleted, _)| view_deleted(site, session, id, &deleted)),
    )
}

/// Reads the answers of one assessment after the other, each in a task of its own: the list does not wait for them.
fn read_on(session: Session, ids: Vec<AssessmentId>, read: RwSignal<String>) {
    if ids.is_empty() {
        return;
    }
    task::in_passing(move || {
        task::spawn(async move {
            for (count, id) in ids.iter().enumerate() {
                session.given(id);
                // Nobody is there any more to see it.
                if read.try_set(count.to_string()).is_some() {
                    return;
                }
                task::next().await;
            }
        });
    });
}

fn view_assessment(
    site: Site,
    session: Session,
    id: AssessmentId,
    assessment: Assessment,
    last: Option<Date>,
    read: RwSignal<String>,
) -> El {
    let query = AssessmentUrl::on(&id).to_query();
    let name = title(site, &assessment);
    let heading = el("h3").add(el("a").attr("href", site.query_href(&Route::Rate, &query)).add(name.clone()));
    let target = el("p").class("hint").add("Target: ").add(level_title(site, &assessment.target).to_owned());
    let held = assessment
        .held
        .as_ref()
        .map(|held| el("span").add(" · held today: ").add(level_title(site, held).to_owned()));
    let exported = match assessment.exported {
        Some(day) => el("span").add(" · taken along ").add(time(day)),
        None => el("span").add(" · never taken along"),
    };
    let days = match last {
        Some(day) => el("p").class("hint").add("Last answered ").add(time(day)),
        None => el("p").class("hint").add("Begun ").add(time(assessment.created)),
    };
    let remind = is_export_due(&assessment, last, clock::day()).then(|| {
        let data = el("a").attr("href", site.href(&Route::Data)).add("Take a file along");
        el("p").class("hint").add(data).add(": this browser has the only copy of what is new.")
    });
    let continuing = el("a")
        .class("button")
        .live_attr("href", {
            let (id, assessment) = (id.clone(), assessment.clone());
            let found = Mutex::new(None);
            move || {
                read.track();
                let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                if found.is_none() && session.has_read(&id) {
                    *found = Some(next(site, session, &id, &assessment));
                }
                let tasks = || site.query_href(&Route::Rate, &AssessmentUrl::on(&id).to_query());
                Some(found.clone().unwrap_or_else(tasks).into())
            }
        })
        .add("Continue")
        .attr("aria-label", ["Continue ", &name].concat());
    let progress = {
        let (id, assessment) = (id.clone(), assessment.clone());
        let shown = Mutex::new(None);
        move || {
            read.track();
            let is_read = session.has_read(&id);
            is_new(&shown, is_read).then(|| view_progress(site, session, &id, &assessment, is_read))
        }
    };
    let result =
        el("a").class("button quiet").attr("href", site.query_href(&Route::Result, &query)).add("Result");
    let result = result.attr("aria-label", ["Result of ", &name].concat());
    let delete = button(["_delete-", id.as_str()].concat(), "Delete", move || {
        session.change(&id, &mut |assessment| assessment.state = State::Deleted);
    });
    el("li")
        .class("assessment")
        .add(heading)
        .add(target.add(held))
        .live_changes(progress)
        .add(days.add(exported))
        .add(remind)
        .add(
            el("p")
                .class("actions")
                .add(continuing)
                .add(result)
                .add(delete.attr("aria-label", ["Delete ", &name].concat())),
        )
}

fn view_progress(
    site: Site,
    session: Session,
    id: &AssessmentId,
    assessment: &Assessment,
    is_read: bool,
) -> El {
    let out = el("p").class("progress");
    let Some(target) = site.ladder.level(&assessment.target) else { return out };
    if !is_read {
        return out.add(bar(0, 1)).add(el("span").add("…"));
    }
    let given = session.given(id);
    let steps = Steps::new(&Judge { ladder: site.ladder, answers: &given.answers }, target);
    let (answered, all) = (steps.answered(), steps.of());
    out.add(bar(answered, all)).add(el("span").add(of(answered, all)).add(" rated"))
}

/// Where the person left: the question after the last one that was answered.
pub(super) fn next(site: Site, session: Session, id: &AssessmentId, assessment: &Assessment) -> String {
    let there = || {
        let target = site.ladder.level(&assessment.target)?;
        let given = session.given(id);
        let steps = Steps::new(&Judge { ladder: site.ladder, answers: &given.answers }, target);
        let last = session.last_answered(id);
        let after = match &last {
            Some(Subject::Statement(last)) => Some(last),
            _ => None,
        };
        let asked = steps.next(after)?.asked;
        let work = AssessmentUrl { area: Some(asked.area.id.clone()), ..AssessmentUrl::on(id) };
        let anchor = super::rate::anchor(asked.statement.id.as_str());
        Some([&site.query_href(&Route::Rate, &work.to_query()), "#", &anchor].concat())
    };
    there().unwrap_or_else(|| site.query_href(&Route::Rate, &AssessmentUrl::on(id).to_query()))
}

fn view_deleted(site: Site, session: Session, id: AssessmentId, deleted: &Assessment) -> El {
    let name = title(site, deleted);
    let (back, gone) = (id.clone(), id);
    el("li")
        .add(el("p").add("“").add(name.clone()).add("” is deleted."))
        .add(
            button(["_back-", back.as_str()].concat(), "Bring back", move || {
                session.change(&back, &mut |assessment| assessment.state = State::Active);
            })
            .attr("aria-label", ["Bring back ", &name].concat()),
        )
        .add(
            button(["_purge-", gone.as_str()].concat(), "Remove for good", move || session.purge(&gone))
                .attr("aria-label", ["Remove for good ", &name].concat()),
        )
}

fn view_beginning(site: Site, address: Address, session: Session) -> El {
    let target = AssessmentUrl::parse(&address.query_now()).target;
    let navigator = use_navigator();
    let begin = move |event| {
        control::keep(&event);
        let Some(target) = level_of(site, &control::value_of("_target")) else { return };
        let held = level_of(site, &control::value_of("_held")).map(|level| level.id.clone());
        let id = session.begin(site, &target.id, held, &control::value_of("_name"));
        navigator.open(Route::Rate, AssessmentUrl::on(&id).to_query());
    };
    let name = el("input")
        .attr("id", "_name")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("maxlength", "120");
    el("form")
        .class("beginning needs-app")
        .attr("aria-labelledby", "_begin")
        .on("submit", begin)
        .add(el("h2").attr("id", "_begin").add("Begin an assessment"))
        .add(
            el("div")
                .class("fields")
                .add(labelled(
                    "Target level",
                    "The level to measure yourself against. It can be changed later.",
                    level_select(site, "_target", target.as_ref(), None),
                ))
                .add(labelled(
                    "Level held today",
                    "If you like; it is shown beside the target.",
                    level_select(site, "_held", None, Some("Not said")),
                ))
                .add(labelled("Name", "If you like, to tell it from others.", name)),
        )
        .add(el("p").class("actions").add(el("button").attr("type", "submit").class("button").add("Begin")))
}
