//! A standing in sentences, with the expectations that they are about.

use rungs_assessment::assessment::Answers;
use rungs_assessment::result::{Assessed, Passage, Standing, Verdict};
use rungs_ladder::ladder::Level;

use super::{details, section};
use crate::components::el::{El, el};
use crate::components::statement::says;
use crate::site::Site;

/// What can be done about an expectation; nothing where its answers are somebody else's.
pub(super) type Act<'a> = &'a dyn Fn(&Assessed<'static>) -> Option<El>;

/// The sentences after the first, each with its list. Expectations that do not count, and those that are not rated yet, are
/// listed on demand. `name` is what the ids of those lists begin with.
pub(super) fn view_passages(site: Site, standing: &Standing<'static>, name: &str, act: Act) -> Vec<El> {
    let told = standing.summary();
    told.passages.iter().map(|passage| view_passage(site, standing.level, passage, name, act)).collect()
}

fn view_passage(site: Site, level: &'static Level, passage: &Passage<'static>, name: &str, act: Act) -> El {
    let list = el("ul")
        .class("expectations")
        .each(&passage.judged, |judged| view_expectation(site, level, judged, act));
    match passage.verdict {
        Verdict::NotYet | Verdict::Unsure => {
            el("div").class("passage").add(el("p").class("sentence").add(passage.text.clone())).add(list)
        }
        verdict => {
            let what = if verdict == Verdict::Unrated { "~unrated" } else { "~beside" };
            let summary = el("summary").add(passage.text.clone());
            details(&[name, what].concat(), summary).class("passage").add(list)
        }
    }
}

/// One expectation: its topic, its words, where it stands and how it is rated.
pub(super) fn view_expectation(site: Site, level: &Level, judged: &Assessed<'static>, act: Act) -> El {
    let asked = judged.asked;
    let topic = asked.topic.map(|topic| topic.title.as_str());
    let link = el("a").class("topic").attr("href", site.statement_href(asked.level, &asked.statement.id));
    let rating = judged.grade.map(|grade| el("span").class("tag").add(grade.rating.title.as_str()));
    let from = (asked.level.id != level.id)
        .then(|| el("span").class("hint").add(" ").add(asked.level.title.as_str()));
    el("li")
        .add(el("p").add(link.add(topic.unwrap_or(asked.area.title.as_str()))).add(rating).add(from))
        .add(says(asked.statement))
        .add(act(judged))
}

/// All ratings in short, for paper.
pub(super) fn view_ratings(standing: &Standing<'static>) -> El {
    let mut out = el("section").class("print-only ratings-list").add(el("h2").add("Ratings"));
    for area in &standing.areas {
        let of_area = standing
            .judged
            .iter()
            .filter(|judged| judged.asked.area.id == area.area.id && judged.grade.is_some());
        let mut of_area = of_area.peekable();
        if of_area.peek().is_some() {
            out = out.add(el("h3").add(area.area.title.as_str())).add(el("ul").each(of_area, |judged| {
                let topic = judged
                    .asked
                    .topic
                    .map_or_else(|| judged.asked.statement.text.to_plain(), |topic| topic.title.clone());
                let rating = judged.grade.map_or("", |grade| grade.rating.title.as_str());
                el("li").add(el("span").add(topic)).add(el("span").add(rating))
            }));
        }
    }
    out
}

/// What a person has noted about what a level asks, and what shows it; nothing where there is none.
pub(super) fn view_evidence(standing: &Standing<'static>, answers: &Answers) -> Option<El> {
    let mut list = el("ul").class("expectations");
    let mut any = false;
    for judged in &standing.judged {
        let statement = judged.asked.statement;
        let subject = rungs_assessment::assessment::Subject::Statement(statement.id.clone());
        let Some(answer) = answers.0.get(&subject).or_else(|| answers.of(&statement.id)) else { continue };
        if answer.note.is_empty() && answer.evidence.is_empty() {
            continue;
        }
        any = true;
        let rating = judged.grade.map(|grade| el("span").class("tag").add(grade.rating.title.as_str()));
        let topic = judged.asked.topic.map_or(judged.asked.area.title.as_str(), |topic| topic.title.as_str());
        let item =
            el("li").add(el("p").add(el("span").class("topic").add(topic)).add(rating)).add(says(statement));
        list = list.add(item.add(remarks(answer)));
    }
    any.then(|| section("_evidence", "Notes and evidence").class("block").add(list))
}

/// The note and the evidence of an answer.
pub(super) fn remarks(answer: &rungs_assessment::assessment::Answer) -> El {
    let note = (!answer.note.is_empty()).then(|| el("p").class("remark").add(answer.note.clone()));
    let evidence = answer.evidence.iter().map(|evidence| {
        let text = if evidence.text.is_empty() { &evidence.link } else { &evidence.text };
        // Typed by hand: only what leads to a page is a link.
        let shown = match rungs_ladder::text::Href::new(evidence.link.trim()) {
            Ok(to) => {
                el("a").attr("href", to.as_str().to_owned()).attr("rel", "noreferrer").add(text.clone())
            }
            Err(_) if text == &evidence.link || evidence.link.is_empty() => el("span").add(text.clone()),
            Err(_) => el("span").add([text, ", ", &evidence.link].concat()),
        };
        let on = evidence.on.map(|on| el("span").add(", ").add(super::time(on)));
        el("li").add(shown).add(on)
    });
    let evidence: Vec<_> = evidence.collect();
    let evidence = (!evidence.is_empty()).then(|| el("ul").class("points").add(evidence));
    el("div").class("remarked").add(note).add(evidence)
}
