//! Sharing by a link: a preview of what it discloses, then the link. What it carries is in its fragment, which browsers
//! send to no server.

use crate::routes::Route;
use leptos::prelude::*;
use rungs_assessment::file::{Disclosure, Shared, link};
use rungs_ladder::id::AssessmentId;

use super::{button, labelled, section, sentence};
use crate::browser::{control, deflate, entered, location, task};
use crate::components::copy::copy_button;
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

/// What a browser too old to make short texts is told.
const TOO_OLD: &str = "This browser cannot make such a link; send the file instead.";

/// What may be disclosed beside the ratings: a letter for it, the id of its check box, and what it is called.
const CHOICES: [(char, &str, &str); 3] = [
    ('n', "_share-notes", "Notes"),
    ('e', "_share-evidence", "Evidence"),
    ('a', "_share-name", "The assessment’s name"),
];

/// The choices, the preview and the link.
pub(super) fn view(site: Site, session: Session, id: &AssessmentId) -> El {
    // The link, or why there is none; texts, as all signals are.
    let (made, refused) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = RwSignal::new(String::new());
    let boxes = el("fieldset").class("options").add(el("legend").add("Beside the ratings, disclose")).each(
        CHOICES,
        |(_, name, words)| {
            let input = el("input").attr("type", "checkbox").attr("id", name).attr(entered::UNSENT, "").on(
                "change",
                move |_| {
                    made.set(String::new());
                    refused.set(String::new());
                    let ticked = CHOICES.iter().filter(|(_, name, _)| control::has_tick(name));
                    chosen.set(ticked.map(|(letter, ..)| *letter).collect());
                },
            );
            el("label").class("option").add(input).add(el("span").add(words))
        },
    );
    let shared = {
        let id = id.clone();
        move |chosen: &str| {
            let disclosure = Disclosure {
                notes: chosen.contains('n'),
                evidence: chosen.contains('e'),
                name: chosen.contains('a'),
            };
            let assessment = session.assessment(&id)?;
            Some(Shared::new(&assessment, &session.given(&id).answers, &site.ladder.version, disclosure))
        }
    };
    let preview = {
        let shared = shared.clone();
        move || {
            session.follow();
            let disclosed = shared(&chosen.get()).map(|shared| shared.disclosed()).unwrap_or_default();
            el("p").attr("role", "status").add("Whoever has the link sees: ").add(lowered(&disclosed))
        }
    };
    let make = button("_link", "Make the link", move || {
        let Some(payload) = shared(&chosen.get_untracked()).map(|shared| shared.payload()) else { return };
        let address = [location::origin(), site.href(&Route::Shared)].concat();
        task::spawn(async move {
            let deflated = deflate::deflate(&payload).await;
            let outcome = match deflated {
                Some(deflated) => link(&address, &deflated).map_err(|error| sentence(&error.to_string())),
                None => Err(TOO_OLD.into()),
            };
            let _ = match outcome {
                Ok(link) => made.try_set(link),
                Err(why) => refused.try_set(why),
            };
        });
    });
    section("_share", "Share by a link")
        .class("block screen-only")
        .add(boxes)
        .live(preview)
        .add(el("p").class("actions").add(make))
        .live(move || view_link(made.get(), refused.get()))
}

fn view_link(link: String, refused: String) -> El {
    let out = el("div").attr("role", "status");
    match (link.is_empty(), refused.is_empty()) {
        (_, false) => out.class("warning").add(el("p").add(refused)),
        (true, true) => out,
        (false, true) => {
            let copied = link.clone();
            let field =
                el("input").attr("id", "_made").attr("type", "text").attr("readonly", "").attr("value", link);
            let copy = copy_button("button", "The link is copied.", move || copied.clone());
            out.add(labelled(
                "The link",
                "It carries the answers in itself. It is not stored, and cannot be called back.",
                field,
            ))
            .add(el("p").class("actions").add(copy.attr("id", "_copy-link").add("Copy the link")))
        }
    }
}

/// A sentence as it goes on after a colon.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
