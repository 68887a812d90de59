//! The way through one assessment: its areas as a task list (GOV.UK Design System, "Task list"), or the questions of
//! one of them.

use crate::routes::Route;
use crate::routes::{AssessmentUrl, RatingMode};
use rungs_assessment::assessment::Assessment;
use rungs_assessment::result::{Judge, Progress, Steps, quick, spares_enough, to_deepen};
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::{
    bar, labelled, level_of, level_select, level_title, link_button, of, on_target, rate, section, start,
    title, view_ways,
};
use crate::address::Address;
use crate::browser::{control, entered};
use crate::components::el::{El, el};
use crate::pages::{counted, heading};
use crate::site::Site;
use crate::state::Session;

/// The page: the tasks, or the questions of the area that the address names.
pub(crate) fn page(site: Site, address: Address, session: Session) -> El {
    on_target(
        site,
        address,
        session,
        Route::Rate,
        "Rate what is asked",
        move |work, id, assessment, target| match work.area.as_ref().and_then(|area| site.ladder.area(area)) {
            Some(area) => rate::view(site, session, id, target, area, work.way),
            None => view_tasks(site, session, id, assessment, target),
        },
    )
}

/// The ladder no longer has the target: nothing is lost, another is to be chosen.
pub(super) fn view_lost_target(
    site: Site,
    session: Session,
    route: &Route,
    id: AssessmentId,
    assessment: &Assessment,
) -> El {
    let words = [
        "The ladder no longer has the level “",
        assessment.target.as_str(),
        "”. Your answers are all kept. ",
        "Choose a level that it has:",
    ];
    el("div")
        .class("stack")
        .add(view_ways(site, &id, route))
        .add(heading("The target is gone"))
        .add(el("p").class("lead").add(words.concat()))
        .add(view_settings(site, session, id, assessment))
}

fn view_tasks(
    site: Site,
    session: Session,
    id: AssessmentId,
    assessment: &Assessment,
    target: &'static Level,
) -> El {
    let given = session.given(&id);
    let judge = Judge { ladder: site.ladder, answers: &given.answers };
    let steps = Steps::new(&judge, target);
    let (answered, all) = (steps.answered(), steps.of());
    let lead = match steps.state() {
        Progress::NotStarted => [
            target.title.as_str(),
            " asks for ",
            &counted(all, "thing"),
            ". Take the areas in any order; what you skip counts as neither yes nor no.",
        ]
        .concat(),
        Progress::InProgress => {
            ["You have rated ", &of(answered, all), " things that ", &target.title, " asks for."].concat()
        }
        Progress::Completed => {
            ["You have rated all ", &counted(all, "thing"), " that ", &target.title, " asks for."].concat()
        }
    };
    let tasks = el("ol").class("tasks").each(&steps.tasks, |task| {
        let work = AssessmentUrl { area: Some(task.area.id.clone()), ..AssessmentUrl::on(&id) };
        let link = el("a")
            .attr("href", site.query_href(&Route::Rate, &work.to_query()))
            .add(task.area.title.as_str());
        el("li")
            .add(link)
            .add(el("span").class("count").add(of(task.answered, task.asked.len())))
            .add(view_state(task.state))
    });
    let result = site.query_href(&Route::Result, &AssessmentUrl::on(&id).to_query());
    let go_on = match steps.state() {
        Progress::NotStarted => Some("Begin"),
        Progress::InProgress => Some("Continue"),
        Progress::Completed => None,
    };
    let go_on = go_on.map(|words| link_button(start::next(site, session, &id, assessment), words));
    let result = el("a")
        .class(if go_on.is_some() { "button quiet" } else { "button" })
        .attr("href", result)
        .add("See the result");
    el("div")
        .class("stack")
        .add(view_ways(site, &id, &Route::Rate))
        .add(el("h1").attr("tabindex", "-1").add(title(site, assessment)))
        .add(el("p").class("lead").add(lead))
        .add(el("p").class("progress").add(bar(answered, all)))
        .add(tasks)
        .add(view_quick(site, &id, &judge, target))
        .add(el("p").class("actions").add(go_on).add(result))
        .add(section("_settings", "This assessment").add(view_settings(site, session, id, assessment)))
}

/// How far a task is, in a word.
pub(super) fn view_state(state: Progress) -> El {
    let (class, words) = match state {
        Progress::NotStarted => ("state not-started", "Not started"),
        Progress::InProgress => ("state in-progress", "In progress"),
        Progress::Completed => ("state completed", "Completed"),
    };
    el("span").class(class).add(words)
}

/// The quick way, where it is clearly shorter; and what it has left to be answered in detail.
fn view_quick(
    site: Site,
    id: &AssessmentId,
    judge: &Judge<'static, '_>,
    target: &'static Level,
) -> Option<El> {
    let groups = quick(site.ladder, target);
    let open = groups.iter().filter(|group| group.state(judge) != Progress::Completed).count();
    let statements: usize = groups.iter().map(|group| group.asked.len()).sum();
    let to_deepen = to_deepen(site.ladder, target, judge.answers).len();
    if !spares_enough(&groups) && to_deepen == 0 {
        return None;
    }
    let first = groups.iter().find(|group| group.state(judge) != Progress::Completed).or(groups.first())?;
    let work =
        AssessmentUrl { area: Some(first.area.id.clone()), way: RatingMode::Quick, ..AssessmentUrl::on(id) };
    let link = el("a").attr("href", site.query_href(&Route::Rate, &work.to_query()));
    let words = match (open, to_deepen) {
        (0, 0) => return None,
        (0, _) => ["You answered ", &counted(to_deepen, "topic"), " at once. Where one of them deserves a closer look, rate its statements one by one in the areas above: nothing has to be answered twice."].concat(),
        _ => ["One rating for each topic: ", &counted(open, "question"), " instead of ", &statements.to_string(), ". What you want to look at more closely can be rated in detail later; nothing is asked twice."].concat(),
    };
    let link = (open > 0).then(|| el("p").add(link.add("Take the quick way")));
    Some(section("_quick", "Short of time?").class("quick").add(el("p").add(words)).add(link))
}

/// Name, target and level held: each is written as it is chosen.
pub(super) fn view_settings(site: Site, session: Session, id: AssessmentId, assessment: &Assessment) -> El {
    let (target, held, name) = (id.clone(), id.clone(), id);
    let known = site.ladder.level(&assessment.target).is_none().then_some("Choose a level");
    let chosen = if known.is_some() { None } else { Some(&assessment.target) };
    el("div")
        .class("fields")
        .add(labelled(
            "Target level",
            "What you have rated stays, and counts for the new target, too.",
            level_select(site, "_target", chosen, known).on("change", move |event| {
                if let Some(level) = level_of(site, &control::value(&event)) {
                    session.change(&target, &mut |assessment| assessment.target = level.id.clone());
                }
            }),
        ))
        .add(labelled(
            "Level held today",
            "",
            level_select(site, "_held", assessment.held.as_ref(), Some("Not said")).on(
                "change",
                move |event| {
                    let level = level_of(site, &control::value(&event)).map(|level| level.id.clone());
                    session.change(&held, &mut |assessment| assessment.held.clone_from(&level));
                },
            ),
        ))
        .add(labelled(
            "Name",
            "",
            el("input")
                .attr("id", "_name")
                .attr(entered::UNSENT, "")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("maxlength", "120")
                .attr("value", assessment.name.clone())
                .on("change", move |event| {
                    let typed = control::value(&event);
                    control::settle("_name", &typed);
                    session.change(&name, &mut |assessment| assessment.name = typed.trim().to_owned());
                }),
        ))
}

/// What an assessment is about, above a page of it.
pub(super) fn kicker(site: Site, assessment: &Assessment) -> String {
    let target = level_title(site, &assessment.target);
    match assessment.name.as_str() {
        "" => ["Towards ", target].concat(),
        name => [name, ": towards ", target].concat(),
    }
}
