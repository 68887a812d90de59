//! The questions of one area: each a group of radio buttons with its expectation as legend (GOV.UK Design System, "Radios"
//! and "Question pages").

use std::sync::{Arc, Mutex};

use crate::routes::Route;
use crate::routes::{AssessmentUrl, RatingMode};
use leptos::prelude::*;
use rungs_assessment::assessment::{Answer, Evidence};
use rungs_assessment::date::Date;
use rungs_assessment::drift::earlier_words;
use rungs_assessment::notebook::Conflict;
use rungs_assessment::result::{Assessed, Group, Judge, Steps, is_provisional, quick};
use rungs_ladder::id::{AssessmentId, RatingId, StatementId};
use rungs_ladder::ladder::{Area, Level, Rating, Statement};

use super::tasks::view_state;
use super::{button, details, is_new, missing, of, rating_title, sentence, time, view_ways};
use crate::browser::{control, entered, keys};
use crate::components::el::{El, el};
use crate::components::statement::points;
use crate::components::text::{self, PLAIN};
use crate::site::Site;
use crate::state::{Question, Saving, Session};

/// The id of the element that asks about a subject.
pub(super) fn anchor(subject: &str) -> String {
    ["_ask-", subject].concat()
}

/// What one question needs.
struct Asking {
    question: Arc<Question>,
    /// The topic, if it has one.
    label: Option<&'static str>,
    /// What is asked: one statement, or all of a group.
    statements: Vec<&'static Statement>,
    /// Where it comes from, and what else is to be known before it is answered.
    remarks: Vec<String>,
    number: usize,
    /// The statements whose rating an earlier answer to the same topic holds, and this one would not.
    left_behind: Vec<(Question, Answer)>,
}

/// The questions of an area.
pub(super) fn view(
    site: Site,
    session: Session,
    id: AssessmentId,
    target: &'static Level,
    area: &'static Area,
    way: RatingMode,
) -> El {
    let given = session.given(&id);
    let judge = Judge { ladder: site.ladder, answers: &given.answers };
    let steps = Steps::new(&judge, target);
    let Some(at) = steps.tasks.iter().position(|task| task.area.id == area.id) else { return missing(site) };
    let (asked, of) = match way {
        RatingMode::Detailed => (detailed(site, target, &judge, &steps, at), steps.of()),
        RatingMode::Quick => {
            let groups = quick(site.ladder, target);
            (quickly(site, &judge, &groups, area), groups.len())
        }
    };
    let next = steps.tasks.get(at + 1);
    let href = |area: &Area| {
        let work = AssessmentUrl { area: Some(area.id.clone()), way, ..AssessmentUrl::on(&id) };
        site.query_href(&Route::Rate, &work.to_query())
    };
    let next = match next {
        Some(task) => {
            el("a").class("button").attr("href", href(task.area)).add("Next: ").add(task.area.title.as_str())
        }
        None => {
            let result = site.query_href(&Route::Result, &AssessmentUrl::on(&id).to_query());
            el("a").class("button").attr("href", result).add("See the result")
        }
    };
    let all = site.query_href(&Route::Rate, &AssessmentUrl::on(&id).to_query());
    let all = el("a").class("button quiet").attr("href", all).add("All areas");
    let way_words = (way == RatingMode::Quick).then_some("The quick way: one rating for each topic. ");
    let questions = el("div").class("questions");
    let questions = questions.each(asked, |asking| view_question(site, session, &id, asking, of));
    let page = el("div")
        .class("stack page")
        .add(view_ways(site, &id, &Route::Rate))
        .add(
            el("header")
                .class("rate-head")
                .add(el("p").class("kicker").add("Towards ").add(target.title.as_str()))
                .add(el("h1").attr("tabindex", "-1").add(area.title.as_str()))
                .add((!area.summary.is_empty()).then(|| el("p").class("lead").add(area.summary.as_str())))
                .add(
                    el("p")
                        .class("hint")
                        .add(way_words)
                        .add("Think of the last months. What you skip counts as neither yes nor no."),
                )
                .add(view_keys_switch(session)),
        )
        .add(questions)
        .add(el("p").class("actions foot").add(next).add(all));
    el("div").class("with-rail").add(page).add(view_rail(site, session, id.clone(), target, area, way))
}

fn detailed(
    site: Site,
    target: &'static Level,
    judge: &Judge<'static, '_>,
    steps: &Steps<'static>,
    at: usize,
) -> Vec<Asking> {
    let Some(task) = steps.tasks.get(at) else { return Vec::new() };
    let ask = |(at, judged): (usize, &Assessed<'static>)| {
        let asked = judged.asked;
        let mut remarks = Vec::new();
        if asked.level.id != target.id {
            remarks.push(["Asked for since ", &asked.level.title, "."].concat());
        }
        if let Some(higher) = judged.through {
            remarks.push(
                [
                    "You meet what ",
                    &higher.title,
                    " asks for here, which counts. Rate it only if you see it otherwise.",
                ]
                .concat(),
            );
        }
        if let Some(earlier) = earlier_words(site.ladder, asked.statement, judge.answers) {
            remarks.push(["When you answered, it said: “", earlier, "”"].concat());
        }
        if is_provisional(judge.answers, &asked.statement.id) {
            remarks.push("Rated with its whole topic. A rating here holds for this alone.".into());
        }
        Asking {
            question: Arc::new(Question::on(site.ladder, asked.statement)),
            label: asked.topic.map(|topic| topic.title.as_str()),
            statements: vec![asked.statement],
            remarks,
            number: task.before + at + 1,
            left_behind: Vec::new(),
        }
    };
    task.asked.iter().enumerate().map(ask).collect()
}

fn quickly(site: Site, judge: &Judge<'static, '_>, groups: &[Group<'static>], area: &Area) -> Vec<Asking> {
    let numbered = groups.iter().enumerate().filter(|(_, group)| group.area.id == area.id);
    let statement = |id: &StatementId| {
        site.ladder.levels.iter().flat_map(Level::statements).find(|known| known.id == *id)
    };
    numbered
        .map(|(at, group)| {
            let left = group.left_behind(judge.answers).into_iter().filter_map(|id| {
                Some((Question::on(site.ladder, statement(id)?), judge.answers.of(id)?.clone()))
            });
            Asking {
                question: Arc::new(Question::on_group(group)),
                label: Some(group.topic.map_or("Everything else", |topic| topic.title.as_str())),
                statements: group.asked.iter().map(|asked| asked.statement).collect(),
                remarks: Vec::new(),
                number: at + 1,
                left_behind: left.collect(),
            }
        })
        .collect()
}

fn view_question(site: Site, session: Session, id: &AssessmentId, asking: Asking, count: usize) -> El {
    let Asking { question, label, statements, remarks, number, left_behind } = asking;
    let given = session.given(id);
    let name = anchor(&question.subject.key());
    let answer = given.answers.0.get(&question.subject);
    // What a topic's answer says of its statement shows there, too.
    let rated = match &statements[..] {
        [one] => given.answers.of(&one.id),
        _ => answer,
    };
    let rated = rated.and_then(|answer| answer.rating.as_ref());
    let saved = el("p").class("saved").attr("role", "status").live_changes({
        let (id, question) = (id.clone(), question.clone());
        let shown = Mutex::new(None);
        move || {
            session.follow();
            let outcome = session.outcome(&id, &question.subject);
            is_new(&shown, outcome).then(|| view_outcome(outcome))
        }
    });
    let legend = el("legend")
        .add(el("span").class("number").add(["Statement ", &of(number, count)].concat()))
        .add(" ")
        .add(label.map(|label| el("span").class("topic").add(label)))
        .add(" ")
        .add(view_statements(&statements));
    let rate = {
        let (id, question) = (id.clone(), question.clone());
        move |event| {
            let Ok(rating) = RatingId::new(&control::value(&event)) else { return };
            for (question, earlier) in &left_behind {
                session.answer(&id, question, &mut |answer| answer.rating.clone_from(&earlier.rating));
            }
            session.answer(&id, &question, &mut |answer| answer.rating = Some(rating.clone()));
        }
    };
    let scale = &site.ladder.scale;
    let mut digit = 0;
    let mut radio = |rating: &'static Rating| {
        digit += 1;
        let id = [&name, "~is-", rating.id.as_str()].concat();
        let meaning = [&id, "~meaning"].concat();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name.clone())
            .attr("id", id.clone())
            .attr("value", rating.id.as_str())
            .attr("aria-describedby", meaning.clone())
            .on("change", rate.clone());
        let input = if rated == Some(&rating.id) { input.attr("checked", "") } else { input };
        let key = keys::are_on().then(|| el("kbd").attr("aria-hidden", "true").add(digit.to_string()));
        el("div")
            .class("rating")
            .add(input)
            .add(el("label").attr("for", id).add(rating.title.as_str()))
            .add(key)
            .add(el("span").class("hint").attr("id", meaning).add(rating.summary.as_str()))
    };
    let steps: Vec<_> = scale.steps.iter().map(&mut radio).collect();
    let beside: Vec<_> = scale.beside.iter().map(&mut radio).collect();
    let clear = {
        let (id, question) = (id.clone(), question.clone());
        let is_rated = {
            let (id, question) = (id.clone(), question.clone());
            move || {
                session.follow();
                let given = session.given(&id);
                given.answers.0.get(&question.subject).is_some_and(|answer| answer.rating.is_some())
            }
        };
        button([&name, "~clear"].concat(), "Take the rating back", move || {
            session.settle(&id, &question, &mut |answer| answer.rating = None);
        })
        .live_attr("hidden", move || (!is_rated()).then(|| "".into()))
    };
    el("fieldset")
        .class(keys::QUESTION)
        .attr("id", name.clone())
        .attr("tabindex", "-1")
        .add(legend)
        .each(remarks, |remark| el("p").class("hint").add(remark))
        .live_changes({
            let (id, question) = (id.clone(), question.clone());
            let shown = Mutex::new(None);
            move || {
                session.follow();
                let given = session.given(&id);
                let conflict = given.conflicts.iter().find(|conflict| conflict.subject == question.subject);
                is_new(&shown, conflict.cloned())
                    .then(|| view_conflict(site, session, &id, &question, conflict))
            }
        })
        .add(el("div").class("ratings").add(steps))
        .add(el("div").class("ratings beside").add(beside))
        .add(el("div").class("given").add(saved).add(clear))
        .add(view_remarks(session, id, &question, answer, &name))
}

fn view_statements(statements: &[&'static Statement]) -> El {
    let says = |statement: &'static Statement| {
        let mut words = el("span");
        text::add(&mut words, &statement.text, PLAIN);
        words.add(points(&statement.children, PLAIN))
    };
    match statements {
        [one] => says(one).class("says"),
        several => el("span").class("says several").each(several, |statement| says(statement)),
    }
}

/// What became of the answer, in a word.
fn view_outcome(outcome: Option<Saving>) -> El {
    let line = el("span");
    match outcome {
        None => line,
        Some(Saving::Waiting | Saving::Settling) => line.add("Saving …"),
        Some(Saving::Saved) => line.class("is-saved").add("Saved"),
        Some(Saving::Unsaved(error)) => {
            line.class("is-unsaved").add("Not saved. ").add(sentence(&error.to_string()))
        }
    }
}

/// Answers that were given in two tabs without seeing each other: the person says which one holds.
fn view_conflict(
    site: Site,
    session: Session,
    id: &AssessmentId,
    question: &Arc<Question>,
    conflict: Option<&Conflict>,
) -> El {
    let Some(conflict) = conflict else { return el("div") };
    let choice = |(at, answer): (usize, &Answer)| {
        let (id, question, chosen) = (id.clone(), question.clone(), answer.clone());
        let name = [&anchor(&question.subject.key()), "~keep-", &at.to_string()].concat();
        let note = (!answer.note.is_empty()).then(|| el("p").class("hint").add(answer.note.clone()));
        let evidence =
            answer.evidence.iter().map(|evidence| el("p").class("hint").add(evidence.text.clone()));
        el("li")
            .add(el("p").add(rating_title(site, answer)).add(", ").add(time(answer.on)))
            .add(note)
            .add(evidence.collect::<Vec<_>>())
            .add(button(name, "Keep this one", move || {
                session.settle(&id, &question, &mut |answer| answer.clone_from(&chosen))
            }))
    };
    el("div")
        .class("conflict warning")
        .add(el("p").add(
            "You answered this in two tabs, and neither had seen the other. Both are kept. Which one holds?",
        ))
        .add(el("ul").each(conflict.answers.iter().enumerate(), choice))
}

/// A note and evidence, opened on demand.
fn view_remarks(
    session: Session,
    id: &AssessmentId,
    question: &Arc<Question>,
    answer: Option<&Answer>,
    name: &str,
) -> El {
    let note = answer.map(|answer| answer.note.clone()).unwrap_or_default();
    let evidence = answer.map(|answer| answer.evidence.clone()).unwrap_or_default();
    let is_said = !note.is_empty() || !evidence.is_empty();
    let area = el("textarea")
        .attr("id", [name, "~note"].concat())
        .attr("rows", "3")
        .attr("maxlength", "4000")
        .add(note);
    let area = {
        let (id, question) = (id.clone(), question.clone());
        area.on("input", move |event| {
            let note = control::value(&event);
            session.type_answer(
                &id,
                &question,
                "note",
                Box::new(move |answer| answer.note.clone_from(&note)),
            );
        })
    };
    // How many rows there are; a text, as all signals are. A field that nobody sees holds it, too, so that a row that is still
    // blank outlives a page that is drawn anew.
    let rows = RwSignal::new(evidence.len().to_string());
    let counter_id = [name, "~rows"].concat();
    let counter = el("input")
        .attr("type", "number")
        .attr("hidden", "")
        .attr("id", counter_id.clone())
        .attr(entered::UNSENT, "")
        .attr("value", evidence.len().to_string())
        .live_attr("value", move || Some(rows.get().into()))
        .on("input", move |event| rows.set(control::value(&event)));
    let shown = {
        let (id, question, name) = (id.clone(), question.clone(), name.to_owned());
        move || {
            let count: usize = rows.get().parse().unwrap_or_default();
            session.write_draft();
            let given = session.given(&id);
            let known = given
                .answers
                .0
                .get(&question.subject)
                .map(|answer| answer.evidence.clone())
                .unwrap_or_default();
            let all = (0..count.max(known.len())).map(|at| known.get(at).cloned().unwrap_or_default());
            el("div").each(all.enumerate(), |(at, evidence)| {
                view_evidence(&[&name, "~e", &at.to_string()].concat(), evidence)
            })
        }
    };
    let typed = {
        let (id, question) = (id.clone(), question.clone());
        move |event| {
            let evidence = read_evidence(control::values(&event, ".evidence", "input"));
            // So many rows are drawn from what is written; the others are blank.
            control::settle(&counter_id, &evidence.len().to_string());
            session.type_answer(
                &id,
                &question,
                "evidence",
                Box::new(move |answer| answer.evidence.clone_from(&evidence)),
            );
        }
    };
    let add = button([name, "~add"].concat(), "Add evidence", move || {
        let count: usize = rows.get_untracked().parse().unwrap_or_default();
        rows.set((count + 1).to_string());
    });
    let details = details(&[name, "~remarks"].concat(), el("summary").add("Note and evidence"));
    // The class tells what is said from what is not: what has come from elsewhere is shown, whatever was closed before.
    let details =
        if is_said { details.attr("open", "").class("remarks said") } else { details.class("remarks") };
    details.add(labelled_note(area)).add(counter).add(el("div").on("input", typed).live(shown)).add(add)
}

fn labelled_note(area: El) -> El {
    super::labelled("Note", "For yourself, or for the conversation.", area)
}

fn view_evidence(name: &str, evidence: Evidence) -> El {
    let input = |part: &'static str, kind: &'static str, value: String| {
        el("input")
            .attr("id", [name, part].concat())
            .attr("type", kind)
            .attr("value", value)
            .attr("autocomplete", "off")
    };
    let on = evidence.on.map(|on| on.to_string()).unwrap_or_default();
    el("div")
        .class("evidence")
        .attr("role", "group")
        .attr("aria-label", "Evidence")
        .add(super::labelled(
            "What happened",
            "",
            input("~text", "text", evidence.text).attr("maxlength", "1000"),
        ))
        .add(super::labelled("Link", "", input("~link", "url", evidence.link).attr("maxlength", "1000")))
        .add(super::labelled("When", "", input("~on", "date", on)))
}

/// Evidence as it stands in the rows, without those that say nothing.
fn read_evidence(rows: Vec<Vec<String>>) -> Vec<Evidence> {
    let mut evidence = Vec::with_capacity(rows.len());
    for row in rows {
        let mut row = row.into_iter();
        let mut next = || row.next().unwrap_or_default();
        let (text, link) = (next(), next());
        let on = Date::parse(&next());
        if !(text.is_empty() && link.is_empty() && on.is_none()) {
            evidence.push(Evidence { text, link, on });
        }
    }
    evidence
}

/// The switch of the number keys (WCAG 2.1.4).
fn view_keys_switch(session: Session) -> El {
    let input = el("input").attr("type", "checkbox").attr("id", "_keys");
    let input = if keys::are_on() { input.attr("checked", "") } else { input };
    let input = input.on("change", move |event| {
        session.turn_keys(control::is_ticked(&event));
    });
    let words = el("span").add("Number keys rate, and lead on to the next");
    el("label").class("option keys").add(input).add(words)
}

/// The areas as rungs, with how far each is.
fn view_rail(
    site: Site,
    session: Session,
    id: AssessmentId,
    target: &'static Level,
    area: &'static Area,
    way: RatingMode,
) -> El {
    let rail = el("nav").class("rails").attr("aria-label", "Areas");
    rail.live(move || {
        session.follow();
        let given = session.given(&id);
        let steps = Steps::new(&Judge { ladder: site.ladder, answers: &given.answers }, target);
        let rungs = el("ol").each(&steps.tasks, |task| {
            let work = AssessmentUrl { area: Some(task.area.id.clone()), way, ..AssessmentUrl::on(&id) };
            let link = el("a").attr("href", site.query_href(&Route::Rate, &work.to_query()));
            let link = if task.area.id == area.id { link.attr("aria-current", "page") } else { link };
            let count = el("span").class("count").add(of(task.answered, task.asked.len())).add(" ");
            el("li").class("rung").add(
                link.add(el("span").add(task.area.title.as_str())).add(count.add(view_state(task.state))),
            )
        });
        let told = [of(steps.answered(), steps.of()).as_str(), " rated"].concat();
        el("div")
            .class(["rail ", site.accent(target)].concat())
            .add(el("p").class("rail-title").add(told))
            .add(rungs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_say_nothing_are_no_evidence() {
        let row = |parts: [&str; 3]| parts.map(str::to_owned).to_vec();
        let read = read_evidence(vec![
            row(["RFC 7", "https://example.org/7", "2026-03-01"]),
            row(["", "", ""]),
            row(["", "", "2026-13-01"]),
            row(["Talk", "", ""]),
        ]);
        let told: Vec<_> = read.iter().map(|e| (e.text.as_str(), e.link.as_str(), e.on.is_some())).collect();
        assert_eq!(told, [("RFC 7", "https://example.org/7", true), ("Talk", "", false)]);
        assert_eq!(read_evidence(Vec::new()), []);
    }
}
