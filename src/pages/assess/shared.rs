//! What somebody has put into a link: shown, and stored only if the reader says so.

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use leptos::prelude::*;
use rungs_assessment::file::{MAX_INFLATED_BYTES, ShareError, Shared, carried};
use rungs_assessment::result::{Judge, Standing};
use rungs_ladder::id::AssessmentId;

use super::{framed, level_title, levels, sentence, told};
use crate::address::Address;
use crate::browser::{boot, clock, deflate, random, task};
use crate::components::el::{El, el};
use crate::context::use_navigator;
use crate::pages::heading;
use crate::site::Site;
use crate::state::Session;

/// The page.
pub(crate) fn page(site: Site, _: Address, session: Session) -> El {
    session.open(site);
    let (payload, refused) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fragment = boot::shared();
    let is_empty = fragment.is_none();
    if let Some(fragment) = fragment {
        task::spawn(async move {
            let outcome = match carried(&fragment) {
                None => Err(ShareError::Foreign),
                Some(Err(error)) => Err(error),
                Some(Ok(deflated)) => match deflate::inflate(&deflated, MAX_INFLATED_BYTES).await {
                    Some(text) => Ok(text),
                    None => Err(ShareError::Damaged),
                },
            };
            let _ = match outcome {
                Ok(text) => payload.try_set(text),
                Err(error) => refused.try_set(sentence(&error.to_string())),
            };
        });
    }
    let content = el("div").class("stack").add(heading("Shared with you")).live(move || {
        let (text, refused) = (payload.get(), refused.get());
        let out = el("div").class("stack needs-app").attr("role", "status");
        if is_empty {
            let words = "There is nothing in this address. What a link carries leaves the address bar as soon as it is \
                         opened, so that it is not kept in the history: open the link again to see it.";
            return out.add(el("p").class("lead").add(words));
        }
        match (text.is_empty(), refused.is_empty()) {
            (_, false) => out.class("warning").add(el("p").add(refused)),
            (true, true) => out.add(el("p").add("Reading the link …")),
            (false, true) => match Shared::read(&text) {
                Ok(shared) => view(site, session, shared),
                Err(error) => el("div").attr("role", "status").class("warning").add(el("p").add(sentence(&error.to_string()))),
            },
        }
    });
    framed(site, session, content)
}

fn view(site: Site, session: Session, shared: Shared) -> El {
    let name = if shared.name.is_empty() { String::new() } else { ["“", &shared.name, "”: "].concat() };
    let towards = [&name, "towards ", level_title(site, &shared.target)].concat();
    let held = shared.held.as_ref().map(|held| [" · held today: ", level_title(site, held)].concat());
    let answers = shared.kept(site.ladder, AssessmentId::from_random(0), clock::day()).answers;
    let judge = Judge { ladder: site.ladder, answers: &answers };
    let standing = site.ladder.level(&shared.target).map(|target| Standing::new(&judge, target));
    let result = standing.map(|standing| {
        el("div")
            .class("stack")
            .add(el("p").class("sentence lead").add(standing.summary().lead))
            .add(el("p").class("hint").add("“You” is whoever made the link."))
            .add(el("div").class("passages").add(told::view_passages(site, &standing, "_told", &|_| None)))
            .add(levels::view_areas(&standing))
            .add(told::view_evidence(&standing, &answers))
    });
    let gone =
        result.is_none().then(|| el("p").class("warning").add("This ladder does not have that level."));
    let other = (shared.ladder != site.ladder.version).then(|| {
        let words =
            "It was made on another version of the ladder, whose statements may have had other words.";
        el("p").class("hint").add(words)
    });
    let disclosed = shared.disclosed();
    let navigator = use_navigator();
    let keep = el("button").attr("type", "button").attr("id", "_keep").class("button").on_click(move || {
        let kept = shared.kept(site.ladder, AssessmentId::from_random(random::bits()), clock::day());
        let id = kept.id.clone();
        match session.import(&[kept]) {
            Ok(_) => navigator.open(Route::Result, AssessmentUrl::on(&id).to_query()),
            Err(error) => crate::browser::toast::show(&sentence(&error.to_string())),
        }
    });
    let ladder = el("a").class("button quiet").attr("href", site.href(&Route::Map)).add("See the ladder");
    el("div")
        .class("stack needs-app")
        .add(el("p").class("kicker").add(towards).add(held))
        .add(el("p").attr("role", "status").add("This link discloses: ").add(disclosed))
        .add(other)
        .add(el("p").class("hint").add("Nothing of it is stored. When you leave this page it is gone."))
        .add(el("p").class("actions").add(keep.add("Store it in this browser")).add(ladder))
        .add(gone)
        .add(result)
}
