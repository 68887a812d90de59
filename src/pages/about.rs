//! What this is, the rating scale, where the ladder comes from, and the privacy promise.

use crate::routes::Route;
use rungs_ladder::ladder::{Credit, Rating};

use super::{heading, main};
use crate::components::el::{El, el};
use crate::site::Site;

/// The page about the site.
pub fn page(site: Site) -> El {
    let ladder = site.ladder;
    let p = |words: &'static str| el("p").add(words);
    let h2 = |words: &'static str| el("h2").add(words);
    let areas = el("dl").class("terms").each(&ladder.areas, |area| term(&area.title, &area.summary));
    let version = (!ladder.version.is_empty()).then(|| p("Version ").add(ladder.version.as_str()).add("."));
    main("page narrow prose")
        .add(heading("About this ladder"))
        .add(el("p").class("lead").add(ladder.summary.as_str()))
        .add(h2("What this is"))
        .add(p("A career ladder says what is expected at each level, so that a person can see where they stand and what \
                comes next without having to guess. It describes what colleagues can observe, not who someone is. It is \
                a basis for conversations, never a checklist that promotes anyone by itself."))
        .add(p("A level asks for everything that the levels below it ask for. Where a level speaks of the same topic as \
                one below, its words take the place of the lower ones. Years of experience are a guide to what is \
                usual, not a condition."))
        .add(h2("The areas"))
        .add(areas)
        .add(h2("The rating scale").attr("id", "_scale"))
        .add(p("For each expectation, choose the step that describes the last months best:"))
        .add(view_scale(site))
        .add(h2("Your privacy").attr("id", "_privacy"))
        .add(p("This site is a folder of files. It has no server that could receive anything, no account, no cookies, \
                no analytics, and it asks no other site for anything. Reading leaves no trace but the one that any web \
                host keeps of the pages it was asked for."))
        .add(p("If you assess yourself, what you enter is kept by your own browser, on your own device, under this site's \
                address (in its localStorage, and once more in its IndexedDB): ratings, notes, evidence, goals, and the days they are of. Nothing of it is \
                ever part of an address, and nothing is sent. It leaves the browser only when you take it along as a file, or \
                put it into a link after seeing what that discloses. Whoever can use this browser can read it; clearing the \
                browser's data for this site deletes it."))
        .add(el("p").class("needs-app").add(el("a").attr("href", site.href(&Route::Data)).add("See, take along or erase your data")))
        .add(h2("Licence and source"))
        .add(ladder.licence.as_ref().map(|licence| credit("The text of this ladder may be used under ", licence)))
        .add(ladder.source.as_ref().map(|source| credit("Source: ", source)))
        .add(version)
        .add(p("Made with Rungs, which turns a folder of Markdown into a site like this one."))
}

fn view_scale(site: Site) -> Vec<El> {
    let scale = &site.ladder.scale;
    let rating = |rating: &'static Rating| {
        let met = (rating.id == scale.met).then(|| el("span").class("tag").add("counts as met from here on"));
        let title = el("dt").add(rating.title.as_str()).add(" ").add(met);
        el("div").add(title).add(el("dd").add(rating.summary.as_str()))
    };
    let mut parts = vec![el("dl").class("scale").each(&scale.steps, rating)];
    if !scale.beside.is_empty() {
        parts.push(el("p").add("Beside the scale, for what does not fit on it:"));
        parts.push(el("dl").class("scale").each(&scale.beside, rating));
    }
    parts
}

fn term(title: &'static str, summary: &'static str) -> El {
    el("div").add(el("dt").add(title)).add(el("dd").add(summary))
}

fn credit(before: &'static str, credit: &'static Credit) -> El {
    let name = credit.name.as_str();
    let line = el("p").add(before);
    let line = match &credit.url {
        Some(url) => line.add(el("a").attr("href", url.as_str()).add(name)),
        None => line.add(name),
    };
    line.add(".")
}
