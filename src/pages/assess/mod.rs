//! The self-assessment: its pages, and what they share.

pub(crate) mod data;
mod fits;
mod levels;
mod plan;
mod rate;
pub(crate) mod result;
mod share;
pub(crate) mod shared;
mod snapshots;
pub(crate) mod start;
pub(crate) mod tasks;
mod told;
mod undo;

use std::sync::{Mutex, PoisonError};

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use rungs_assessment::assessment::{Answer, Assessment};
use rungs_assessment::date::Date;
use rungs_assessment::drift::drifted;
use rungs_assessment::result::grade;
use rungs_ladder::id::{AssessmentId, LevelId};
use rungs_ladder::ladder::Level;

use super::{heading, main};
use crate::address::Address;
use crate::browser::{clock, entered, file};
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::{Keeping, Session};

/// The assessment that an address names, if this browser has it.
fn at(session: Session, work: &AssessmentUrl) -> Option<(AssessmentId, Assessment)> {
    let id = work.id.clone()?;
    let assessment = session.assessment(&id)?;
    Some((id, assessment))
}

/// The page of one assessment, drawn anew when its address or another tab says so; in its place what to do where it, or
/// its target, is not there. While pages render to files it has its `name` alone: nobody's assessment is known.
fn on_target(
    site: Site,
    address: Address,
    session: Session,
    route: Route,
    name: &'static str,
    view: impl Fn(&AssessmentUrl, AssessmentId, &Assessment, &'static Level) -> El + Send + 'static,
) -> El {
    session.open(site);
    let shown = Mutex::new(None);
    let content = el("div").live(move || {
        session.follow_others();
        let work = AssessmentUrl::parse(&address.query());
        // What is entered for one assessment is nothing to another.
        if !is_new(&shown, work.id.clone()) {
            entered::keep();
        }
        if cfg!(not(target_arch = "wasm32")) {
            return el("div").add(heading(name));
        }
        match at(session, &work) {
            None => missing(site),
            Some((id, assessment)) => {
                let drift = view_drift(site, session, &id, &assessment);
                let page = match site.ladder.level(&assessment.target) {
                    None => tasks::view_lost_target(site, session, &route, id, &assessment),
                    Some(target) => view(&work, id, &assessment, target),
                };
                match drift {
                    Some(drift) => el("div").class("stack").add(drift).add(page),
                    None => page,
                }
            }
        }
    });
    framed(site, session, content)
}

/// On the pages of an assessment: that the ladder has moved away from it, and where to see to that.
fn view_drift(site: Site, session: Session, id: &AssessmentId, assessment: &Assessment) -> Option<El> {
    let told = match drifted(site.ladder, assessment, &session.given(id).answers) {
        0 => return None,
        1 => "one of your answers was given to a statement that is another now. ".to_owned(),
        count => {
            [&count.to_string(), " of your answers were given to statements that are others now. "].concat()
        }
    };
    let see =
        el("a").attr("href", [&site.href(&Route::Data), "#", CHANGED].concat()).add("See what has changed");
    let words = el("p").add(strong("The ladder has changed: ")).add(told).add(see).add(".");
    Some(el("div").class("warning screen-only").add(words))
}

/// The section of the page of all data that tells what has changed.
const CHANGED: &str = "_changed";

/// The frame of a page that needs the app: what stands in for it where scripts do not run.
fn framed(site: Site, session: Session, content: El) -> El {
    let levels = el("a").attr("href", site.href(&Route::Map)).add("Every level can be read without.");
    let without = el("p").class("without-app");
    main("page assess").add(view_keeping(site, session)).add(content).add(
        without.add("An assessment is kept by your own browser, which needs JavaScript for it. ").add(levels),
    )
}

/// In place of an assessment that is not there.
fn missing(site: Site) -> El {
    let words = "This browser has no assessment of that name. It may have been deleted, or begun in another browser, \
                 from where a file can bring it here.";
    el("div")
        .class("needs-app stack")
        .add(el("h1").attr("tabindex", "-1").add("There is no such assessment here"))
        .add(el("p").class("lead").add(words))
        .add(
            el("p")
                .class("actions")
                .add(link_button(site.href(&Route::Assess), "See what is here"))
                .add(link_button(site.href(&Route::Data), "Bring a file in")),
        )
}

/// What an assessment is called where it has no name of its own.
fn title(site: Site, assessment: &Assessment) -> String {
    match assessment.name.as_str() {
        "" => ["Towards ", level_title(site, &assessment.target)].concat(),
        name => name.to_owned(),
    }
}

/// A level's title; its id where the ladder does not have it.
fn level_title<'a>(site: Site, id: &'a LevelId) -> &'a str
where
    'static: 'a,
{
    site.ladder.level(id).map_or(id.as_str(), |level| &level.title)
}

/// The ways from one page of an assessment to the others.
fn view_ways(site: Site, id: &AssessmentId, here: &Route) -> El {
    let way = |to: Route, words: &'static str| {
        let query = if to == Route::Assess { String::new() } else { AssessmentUrl::on(id).to_query() };
        let link = el("a").attr("href", site.query_href(&to, &query)).add(words);
        el("li").add(if to == *here { link.attr("aria-current", "page") } else { link })
    };
    el("nav").class("ways screen-only").attr("aria-label", "Assessment").add(
        el("ul")
            .add(way(Route::Assess, "All assessments"))
            .add(way(Route::Rate, "Rate"))
            .add(way(Route::Result, "Result")),
    )
}

/// Says what the browser does not keep, for as long as that is so.
fn view_keeping(site: Site, session: Session) -> El {
    el("div").class("keeping").attr("role", "status").live(move || {
        session.follow();
        let bar = el("div");
        let download = el("button").attr("type", "button").class("button").attr("id", "_rescue").on_click(move || {
            file::download(rungs_assessment::file::NAME, JSON, &session.export(site));
        });
        match session.keeping() {
            Keeping::Well => bar,
            Keeping::Outdated => bar
                .class("warning")
                .add(el("p").add(strong("Reload this page. ")).add(
                    "A newer version of this site has saved here from another tab. This tab reads only, so that nothing gets mixed up.",
                )),
            Keeping::Unsaved(0, why) => bar.class("warning").add(
                el("p")
                    .add(strong("Nothing is saved here. "))
                    .add(sentence(&why.to_string()))
                    .add(" You can go on, but it is gone when this tab is closed: take it along as a file before."),
            )
            .add(el("p").class("actions").add(download.add("Download a file"))),
            Keeping::Unsaved(count, why) => bar.class("warning").add(
                el("p")
                    .add(strong("Not saved yet: "))
                    .add(super::counted(count, "change"))
                    .add(". ")
                    .add(sentence(&why.to_string()))
                    .add(" It is kept in this tab and tried again; it is gone when the tab is closed."),
            )
            .add(
                el("p").class("actions").add(download.add("Download a file")).add(
                    el("button")
                        .attr("type", "button")
                        .attr("id", "_retry")
                        .class("button quiet")
                        .on_click(move || session.retry())
                        .add("Try again"),
                ),
            ),
        }
    })
}

/// The media type of a file of Rungs.
const JSON: &str = "application/json";

fn strong(words: &'static str) -> El {
    el("strong").add(words)
}

/// What an error says, as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let mut sentence: String = first.into_iter().chain(letters).collect();
    sentence.push('.');
    sentence
}

/// What a file holds, where nothing stands for no file: an empty one becomes one that cannot be read, and says so.
fn or_blank(text: String) -> String {
    if text.is_empty() { " ".into() } else { text }
}

/// A day, for a reader and for a machine.
fn time(day: Date) -> El {
    el("time").attr("datetime", day.to_string()).add(clock::written(day))
}

fn button(id: impl Into<String>, words: &'static str, act: impl FnMut() + Send + 'static) -> El {
    el("button").attr("type", "button").attr("id", id.into()).class("button quiet").on_click(act).add(words)
}

fn link_button(href: String, words: &'static str) -> El {
    el("a").class("button").attr("href", href).add(words)
}

/// A section under a heading, which can have the focus when what had it in the section is gone.
fn section(id: &'static str, words: &'static str) -> El {
    el("section").attr("aria-labelledby", id).add(el("h2").attr("id", id).attr("tabindex", "-1").add(words))
}

/// What is shown on demand, under a summary. By its name it stays open, and its summary in focus, when the page is drawn
/// anew.
fn details(name: &str, summary: El) -> El {
    let summary = summary.attr("id", [name, "~summary"].concat());
    el("details").attr("id", name.to_owned()).add(summary)
}

/// A label above a control.
fn labelled(words: &'static str, hint: &'static str, control: El) -> El {
    let hint = (!hint.is_empty()).then(|| el("span").class("hint").add(hint));
    el("label").class("labelled").add(el("span").add(words)).add(hint).add(control)
}

/// A list of all levels by track.
fn level_select(site: Site, id: &'static str, chosen: Option<&LevelId>, none: Option<&'static str>) -> El {
    let option = |value: &'static str, title: &'static str, is_chosen: bool| {
        let option = el("option").attr("value", value).add(title);
        if is_chosen { option.attr("selected", "") } else { option }
    };
    let mut select = el("select").attr("id", id);
    select = select.add(none.map(|none| option("", none, chosen.is_none())));
    for track in &site.ladder.tracks {
        let group = el("optgroup").attr("label", track.title.as_str());
        select = select.add(group.each(site.ladder.on_track(&track.id), |level: &'static Level| {
            option(level.id.as_str(), &level.title, chosen == Some(&level.id))
        }));
    }
    select
}

/// The level with an id as a control holds it.
fn level_of(site: Site, value: &str) -> Option<&'static Level> {
    site.ladder.levels.iter().find(|level| level.id.as_str() == value)
}

/// Whether something is not what it was when this was last asked.
fn is_new<T: PartialEq>(before: &Mutex<Option<T>>, now: T) -> bool {
    let mut before = before.lock().unwrap_or_else(PoisonError::into_inner);
    let is_new = before.as_ref() != Some(&now);
    *before = Some(now);
    is_new
}

/// What an answer's rating is called.
fn rating_title(site: Site, answer: &Answer) -> &'static str {
    let grade = answer.rating.as_ref().and_then(|id| grade(&site.ladder.scale, id));
    grade.map_or("Not rated", |grade| grade.rating.title.as_str())
}

/// How much of something is done, as a bar. The numbers stand beside it.
fn bar(done: usize, of: usize) -> El {
    let share = (done * 100).checked_div(of).unwrap_or(0);
    let rect = |class: &'static str, width: usize| {
        el("rect").class(class).attr("width", width.to_string()).attr("height", "4")
    };
    el("svg")
        .class("bar")
        .attr("viewBox", "0 0 100 4")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .add(rect("whole", 100))
        .add(rect("done", share))
}

/// "12 of 48"
fn of(part: usize, whole: usize) -> String {
    [&part.to_string(), " of ", &whole.to_string()].concat()
}
