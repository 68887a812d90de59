//! What is kept here as a whole: taking it along, bringing it in, what cannot be used, and erasing everything.

use crate::routes::Route;
use leptos::prelude::*;
use rungs_assessment::assessment::Answer;
use rungs_assessment::drift::stamp;
use rungs_assessment::file::{
    AssessmentBundle, Changed, Export, FileError, Matching, NAME, Preview, merged, read_any,
};
use rungs_assessment::record::Prefix;

use super::fits::{self, Place};
use super::undo::{Act, Undo};
use super::{JSON, button, framed, labelled, link_button, or_blank, rating_title, section, sentence, title};
use crate::address::Address;
use crate::browser::{file, toast};
use crate::components::el::{El, el};
use crate::pages::{counted, heading};
use crate::site::Site;
use crate::state::{Left, Session};

/// What is clicked to bring a file in, and then to take that back: the focus stays there.
const BRING: &str = "_bring";

/// What the file of raw records is called.
const RAW_NAME: &str = "rungs-records.json";

/// The page.
pub(crate) fn page(site: Site, _: Address, session: Session) -> El {
    session.open(site);
    let undo = Undo::new();
    let content = el("div")
        .class("stack")
        .add(heading("Your data"))
        .add(el("p").class("lead").add(
            "Everything you enter is in this browser, and nowhere else. A file of it is your copy, and the way to another browser.",
        ))
        .add(fits::view_here(site, session, undo))
        .live(move || undo.view(session, Act::Fit, fits::REFIT))
        .live(move || view_along(site, session))
        .add(view_in(site, session, undo))
        .live(move || view_troubles(session))
        .add(view_erase(site, session));
    framed(site, session, content)
}

/// A part of the page.
pub(super) fn block(id: &'static str, words: &'static str) -> El {
    section(id, words).class("block needs-app")
}

fn view_along(site: Site, session: Session) -> El {
    session.follow();
    let count = session.assessments().len();
    let out = block("_along", "Take it along");
    if count == 0 {
        let begin = link_button(site.href(&Route::Assess), "Begin an assessment");
        return out.add(el("p").add("There is nothing here yet.")).add(el("p").class("actions").add(begin));
    }
    let download =
        el("button").attr("type", "button").attr("id", "_export").class("button").on_click(move || {
            file::download(NAME, JSON, &session.export(site));
            session.has_exported();
        });
    out.add(el("p").add(counted(count, "assessment")).add(
        " with all answers, goals and snapshots, in one file that can be read, kept and brought in again.",
    ))
    .add(el("p").class("actions").add(download.add("Download ").add(NAME)))
}

/// Bringing a file in: first what it would change, then, if so wished, the change; it can be taken back.
fn view_in(site: Site, session: Session, undo: Undo) -> El {
    // The file, and why it was refused: texts, as all signals are.
    let (text, refused) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let input = el("input").attr("id", "_file").attr("type", "file").attr("accept", ".json,application/json");
    let input = input.on("change", move |event| {
        file::read(&event, move |read| {
            undo.forget();
            refused.set(String::new());
            text.set(or_blank(read));
        });
    });
    block("_in", "Bring it in")
        .add(el("p").add("You see what a file would change before anything does."))
        .add(labelled("A file that Rungs wrote", "", input))
        .live(move || match text.get() {
            file if file.is_empty() => el("div"),
            file => view_preview(site, session, &file, text, undo, refused),
        })
        .live(move || undo.view(session, Act::Import, BRING))
}

fn view_preview(
    site: Site,
    session: Session,
    file: &str,
    text: RwSignal<String>,
    undo: Undo,
    refused: RwSignal<String>,
) -> El {
    let out = el("div").attr("role", "status").attr("id", "_preview").attr("tabindex", "-1");
    let export = match read(site, file) {
        Ok(export) => export,
        Err(error) => return out.class("warning").add(el("p").add(sentence(&error.to_string()))),
    };
    if export.assessments.is_empty() {
        return out.class("warning").add(el("p").add("There is no assessment in this file."));
    }
    let list = el("ul").class("previews").each(&export.assessments, |kept| view_one(site, session, kept));
    let bring = el("button").attr("type", "button").attr("id", BRING).class("button").on_click(move || {
        let merged: Vec<AssessmentBundle> =
            export.assessments.iter().map(|kept| confirmed(site, session, kept)).collect();
        match session.import(&merged) {
            Ok(changes) => {
                text.set(String::new());
                undo.offer(Act::Import, &changes);
            }
            Err(error) => {
                refuse(refused, ["Nothing is brought in. ", &sentence(&error.to_string())].concat());
            }
        }
    });
    let leave = button("_leave", "Leave it", move || text.set(String::new()));
    out.class("fitting")
        .add(list)
        .add(view_refused(refused))
        .add(el("p").class("actions").add(bring.add("Bring it in")).add(leave))
}

/// Shows why something was refused, and has it read out.
pub(super) fn refuse(refused: RwSignal<String>, why: String) {
    toast::show(&why);
    refused.set(why);
}

/// Why something was refused.
pub(super) fn view_refused(refused: RwSignal<String>) -> El {
    el("div").live(move || {
        let why = refused.get();
        if why.is_empty() { el("div") } else { el("div").class("warning").add(el("p").add(why)) }
    })
}

/// An assessment of a file as it is after it has come in, with what is ticked.
fn confirmed(site: Site, session: Session, kept: &AssessmentBundle) -> AssessmentBundle {
    let matching = Matching::new(site.ladder, &kept.answers);
    let fitted = fits::fitted(Place::File, &kept.id, &kept.answers, &matching);
    let mut file = kept.clone();
    fitted.move_goals(&mut file.goals);
    file.answers = fitted.answers;
    let stored = session.whole(&kept.id);
    // Otherwise there may be answers that only this browser has, and that nobody was asked about.
    if stored.is_none() {
        file.assessment.ladder = stamp(site.ladder, &file.answers);
    }
    merged(stored.as_ref(), &file)
}

fn read(site: Site, file: &str) -> Result<Export, FileError> {
    read_any(file, &Prefix::new(site.base))
}

/// What bringing one assessment in would change, and where its statements have changed since.
fn view_one(site: Site, session: Session, kept: &AssessmentBundle) -> El {
    let matching = Matching::new(site.ladder, &kept.answers);
    let file = AssessmentBundle { answers: matching.apply(&kept.answers, &|_| true).answers, ..kept.clone() };
    let stored = session.whole(&kept.id);
    let preview = Preview::new(stored.as_ref(), &file);
    let changed = (!preview.answers.changed.is_empty()).then(|| {
        let item = |changed: &Changed<'_, _, Answer>| {
            let (before, after) = (rating_title(site, changed.before), rating_title(site, changed.after));
            el("li")
                .add(changed.after.words.clone())
                .add(": ")
                .add(el("del").add(before))
                .add(" ")
                .add(el("ins").add(after))
        };
        el("details")
            .add(el("summary").add("Answers that would change"))
            .add(el("ul").class("points").each(&preview.answers.changed, item))
    });
    el("li")
        .add(el("h3").add(title(site, &kept.assessment)))
        .add(el("p").add(preview.sentence()))
        .add(changed)
        .add(fits::view(site, Place::File, &kept.id, &matching))
}

/// Records that cannot be used: they stay until the person says otherwise.
fn view_troubles(session: Session) -> El {
    session.follow_others();
    // All is read, so that all that is wrong is known.
    for (id, _) in session.assessments() {
        session.given(&id);
        session.goals(&id);
        session.snapshots(&id);
    }
    let troubles = session.troubles();
    let download =
        button("_raw", "Download all raw records", move || file::download(RAW_NAME, JSON, &session.raw()));
    if troubles.is_empty() {
        let out = block("_records", "The records themselves");
        return out
            .add(el("p").class("hint").add("As this browser holds them, for whoever wants to look, or to rescue them from a damaged site. The file can be brought in like the other."))
            .add(el("p").class("actions").add(download));
    }
    let count = troubles.len();
    let item = |trouble: rungs_assessment::record::Trouble| {
        let key = trouble.key.clone();
        let discard =
            button(["_discard-", &key].concat(), "Remove this record", move || session.discard(&key));
        el("li")
            .add(el("p").add(el("code").add(trouble.key)).add(": ").add(trouble.why).add("."))
            .add(discard)
    };
    block("_records", "Records that cannot be used")
        .add(
            el("div")
                .class("warning")
                .add(
                    el("p").add(counted(count, "record")).add(
                        " cannot be used. Nothing overwrites them. Take them along before you remove any.",
                    ),
                )
                .add(el("p").class("actions").add(download)),
        )
        .add(el("ul").class("troubles").each(troubles, item))
}

/// Erasing everything, with one confirmation.
fn view_erase(site: Site, session: Session) -> El {
    let asked = RwSignal::new(String::new());
    block("_erase", "Erase everything here")
        .add(el("p").add("Removes all that this site keeps in this browser, and nothing of other sites. It cannot be undone."))
        .live(move || {
            let out = el("div").attr("role", "status");
            match asked.get().as_str() {
                "" => out.add(button("_erase-ask", "Erase everything here …", move || asked.set("asked".into()))),
                "asked" => {
                    let erase = el("button").attr("type", "button").attr("id", "_erase-ask").class("button danger").on_click(move || {
                        session.erase(site, move |outcome| {
                            let told = match outcome {
                                Ok(()) => "Everything is erased.".into(),
                                Err(Left::Records(error)) => ["Not everything is erased. ", &sentence(&error.to_string())].concat(),
                                Err(Left::Copy) => "Not everything is erased: this browser did not let go of the second copy that it keeps, from which all comes back when you are next here. Try again, or clear the data of this site in the browser’s settings.".into(),
                            };
                            let _ = asked.try_set(told);
                        });
                    });
                    out.class("warning")
                        .add(el("p").add("Everything you have entered on this site will be gone. Have you taken a file along?"))
                        .add(
                            el("p")
                                .class("actions")
                                .add(erase.add("Erase everything"))
                                .add(button("_erase-keep", "Keep it", move || asked.set(String::new()))),
                        )
                }
                told => out.add(el("p").add(told.to_owned())),
            }
        })
}
