//! Over time, and beside another person: snapshots, what has moved between two of them, and a second person's file laid
//! over one's own answers.

use std::cell::RefCell;

use crate::routes::AssessmentUrl;
use leptos::prelude::*;
use rungs_assessment::assessment::{Answers, Snapshot};
use rungs_assessment::file::read_any;
use rungs_assessment::record::Prefix;
use rungs_assessment::result::{Grade, Movement, Movements, Overlay, RatingPair, UnplacedAnswer};
use rungs_ladder::id::{AssessmentId, SnapshotId};

use super::{button, labelled, or_blank, section, sentence, time, title};
use crate::address::Address;
use crate::browser::{control, entered, file};
use crate::components::choice;
use crate::components::el::{El, el};
use crate::components::statement::says;
use crate::site::Site;
use crate::state::Session;

/// The snapshots, and what has moved since one of them.
pub(super) fn view(site: Site, _: Address, session: Session, id: &AssessmentId, work: &AssessmentUrl) -> El {
    let snapshots = session.snapshots(id);
    let section = section("_time", "Over time")
        .class("block screen-only")
        .add(el("p").class("hint").add(
            "A snapshot keeps your answers as they are today, so that later you can see what has moved.",
        ))
        .add(view_keep(session, id));
    if snapshots.is_empty() && work.since.is_none() {
        return section.add(view_gone(session, id));
    }
    let moved = moved(site, session, id, work, &snapshots);
    section
        .add(
            el("ul")
                .class("snapshots")
                .each(&snapshots, |(name, snapshot)| view_snapshot(session, id, name, snapshot)),
        )
        .add(view_gone(session, id))
        .add(view_sides(work, &snapshots))
        .add(moved)
}

fn view_keep(session: Session, id: &AssessmentId) -> El {
    let name = el("input")
        .attr("id", "_snapshot")
        .attr(entered::UNSENT, "")
        .attr("type", "text")
        .attr("maxlength", "120")
        .attr("autocomplete", "off");
    let id = id.clone();
    el("form")
        .class("inline-form")
        .on("submit", move |event| {
            control::keep(&event);
            let name = control::value_of("_snapshot");
            control::settle("_snapshot", &name);
            session.keep_snapshot(&id, &name);
        })
        .add(labelled("Name of the snapshot", "If you like, such as “before the review”.", name))
        .add(
            el("button")
                .attr("type", "submit")
                .class("button quiet")
                .attr("id", "_keep")
                .add("Keep a snapshot"),
        )
}

/// A snapshot with what it belongs to.
type Taken = (AssessmentId, SnapshotId, Snapshot);

thread_local! {
    /// The snapshot that was taken out last, so that it can be put back.
    static GONE: RefCell<Option<Taken>> = const { RefCell::new(None) };
}

fn view_gone(session: Session, id: &AssessmentId) -> Option<El> {
    let (of, name, snapshot) = GONE.with_borrow(Clone::clone).filter(|(of, ..)| of == id)?;
    let words = el("p").add("The snapshot of ").add(time(snapshot.taken)).add(" is deleted. ");
    Some(words.add(button("_undo-snapshot", "Undo", move || {
        GONE.set(None);
        session.put_snapshot(&of, &name, Some(&snapshot));
    })))
}

fn view_snapshot(session: Session, id: &AssessmentId, name: &SnapshotId, snapshot: &Snapshot) -> El {
    let called = (!snapshot.name.is_empty()).then(|| el("span").add(" · ").add(snapshot.name.clone()));
    let (id, kept) = (id.clone(), (name.clone(), snapshot.clone()));
    let delete = button(["_drop-", name.as_str()].concat(), "Delete", move || {
        GONE.set(Some((id.clone(), kept.0.clone(), kept.1.clone())));
        session.put_snapshot(&id, &kept.0, None);
    });
    let count = super::super::counted(snapshot.answers.0.len(), "answer");
    el("li")
        .add(
            el("p")
                .add(time(snapshot.taken))
                .add(called)
                .add(el("span").class("count").add(" · ").add(count)),
        )
        .add(delete)
}

/// From which day to which changes are told.
fn view_sides(work: &AssessmentUrl, snapshots: &[(SnapshotId, Snapshot)]) -> Option<El> {
    if snapshots.is_empty() {
        return None;
    }
    let list = |id: &'static str,
                none: &'static str,
                chosen: &Option<SnapshotId>,
                put: &dyn Fn(Option<SnapshotId>) -> AssessmentUrl| {
        let mut select = choice::select().attr("id", id);
        select = select.add(choice::option(none, chosen.is_none(), put(None).to_query()));
        select.each(snapshots, |(name, snapshot)| {
            let query = put(Some(name.clone())).to_query();
            let option = el("option").attr("value", query);
            let option = if chosen.as_ref() == Some(name) { option.attr("selected", "") } else { option };
            let called =
                if snapshot.name.is_empty() { String::new() } else { [" · ", &snapshot.name].concat() };
            option.add([&snapshot.taken.to_string(), called.as_str()].concat())
        })
    };
    let since =
        list("_since", "Choose a snapshot", &work.since, &|since| AssessmentUrl { since, ..work.clone() });
    let until = list("_until", "Today", &work.until, &|until| AssessmentUrl { until, ..work.clone() });
    Some(
        el("div")
            .class("fields")
            .add(labelled("What has moved since", "", since))
            .add(labelled("Until", "", until)),
    )
}

fn moved(
    site: Site,
    session: Session,
    id: &AssessmentId,
    work: &AssessmentUrl,
    snapshots: &[(SnapshotId, Snapshot)],
) -> Option<El> {
    let of =
        |name: &SnapshotId| snapshots.iter().find(|(other, _)| other == name).map(|(_, kept)| &kept.answers);
    let before = of(work.since.as_ref()?)?;
    let given = session.given(id);
    let after = match &work.until {
        Some(until) => of(until)?,
        None => &given.answers,
    };
    let changes = Movements::new(site.ladder, before, after);
    let mut out = el("div")
        .class("moved")
        .attr("role", "status")
        .add(el("p").class("sentence").add(changes.counts.sentence()));
    for (change, words) in [
        (Movement::Up, "Moved up"),
        (Movement::Down, "Moved down"),
        (Movement::New, "New"),
        (Movement::Gone, "No longer rated"),
        (Movement::Beside, "To or from an answer beside the scale"),
    ] {
        let pairs = changes.pairs.iter().copied().filter(|pair| pair.change == change).collect::<Vec<_>>();
        out = out.add(view_pairs(words, &pairs, ["Before", "After"]));
    }
    Some(out.add(view_strays(&changes.unplaced)))
}

/// Statements with their two ratings; nothing where there are none.
fn view_pairs(heading: &'static str, pairs: &[RatingPair<'static>], sides: [&'static str; 2]) -> Option<El> {
    let title =
        |grade: Option<Grade<'static>>| grade.map_or("not rated", |grade| grade.rating.title.as_str());
    let item = |pair: &RatingPair<'static>| {
        let topic = pair.asked.topic.map_or(pair.asked.area.title.as_str(), |topic| topic.title.as_str());
        let [before, after] = sides;
        el("li")
            .add(
                el("p")
                    .add(el("span").class("topic").add(topic))
                    .add(el("span").class("hint").add(pair.asked.level.title.as_str())),
            )
            .add(says(pair.asked.statement))
            .add(
                el("p")
                    .class("sides")
                    .add(before)
                    .add(": ")
                    .add(strong(title(pair.before)))
                    .add(" · ")
                    .add(after)
                    .add(": ")
                    .add(strong(title(pair.after))),
            )
    };
    (!pairs.is_empty())
        .then(|| el("div").add(el("h3").add(heading)).add(el("ul").class("expectations").each(pairs, item)))
}

fn strong(words: &'static str) -> El {
    el("strong").add(words)
}

fn view_strays(unplaced: &[UnplacedAnswer]) -> Option<El> {
    let item = |stray: &UnplacedAnswer| {
        let words = stray.before.or(stray.after).map(|answer| answer.words.clone()).unwrap_or_default();
        el("li").add(el("p").add(words))
    };
    (!unplaced.is_empty()).then(|| {
        el("div")
            .add(el("h3").add("Answers to what the ladder no longer has"))
            .add(el("ul").class("expectations").each(unplaced, item))
    })
}

/// A second person's file, for as long as the page shows: what changes elsewhere draws the page anew, and may not take it
/// away. Nothing of it is stored.
#[derive(Clone, Copy)]
pub(super) struct SecondView {
    text: RwSignal<String>,
    /// The place in the file of the assessment that is looked at.
    chosen: RwSignal<String>,
}

impl SecondView {
    /// No file is open.
    pub(super) fn new() -> Self {
        Self { text: RwSignal::new(String::new()), chosen: RwSignal::new(String::new()) }
    }

    /// The file is put away.
    pub(super) fn close(self) {
        self.text.set(String::new());
    }
}

/// A second person's file over one's own: where the two differ comes first.
pub(super) fn view_overlay(site: Site, session: Session, id: &AssessmentId, second: SecondView) -> El {
    let SecondView { text, chosen } = second;
    let input =
        el("input").attr("id", "_second").attr("type", "file").attr("accept", ".json,application/json");
    let input = input.on("change", move |event| {
        file::read(&event, move |read| {
            chosen.set(String::new());
            text.set(or_blank(read));
        });
    });
    let id = id.clone();
    section("_overlay", "Beside another person’s view").class("block screen-only")
        .add(el("p").class("hint").add(
            "Open the file of somebody who has rated you on this ladder, such as your manager. It is shown, and not stored.",
        ))
        .add(labelled("Their file", "", input))
        .live(move || view_second(site, session, &id, &text.get(), chosen))
}

fn view_second(site: Site, session: Session, id: &AssessmentId, text: &str, chosen: RwSignal<String>) -> El {
    session.follow_others();
    let out = el("div").attr("role", "status");
    if text.is_empty() {
        return out;
    }
    let export = match read_any(text, &Prefix::new(site.base)) {
        Ok(export) => export,
        Err(error) => return out.class("warning").add(el("p").add(sentence(&error.to_string()))),
    };
    if export.assessments.is_empty() {
        return out.class("warning").add(el("p").add("There is no assessment in this file."));
    }
    let number: usize = chosen.get().parse().unwrap_or_default();
    let several = (export.assessments.len() > 1).then(|| {
        let select =
            el("select").attr("id", "_which").on("change", move |event| chosen.set(control::value(&event)));
        let select = select.each(export.assessments.iter().enumerate(), |(at, kept)| {
            let option = el("option").attr("value", at.to_string());
            let option = if at == number { option.attr("selected", "") } else { option };
            option.add(title(site, &kept.assessment))
        });
        labelled("Which of its assessments", "", select)
    });
    let given = session.given(id);
    let theirs: Option<&Answers> = export.assessments.get(number).map(|kept| &kept.answers);
    out.add(several).add(theirs.map(|theirs| view_differences(site, &given.answers, theirs)))
}

fn view_differences(site: Site, mine: &Answers, theirs: &Answers) -> El {
    let overlay = Overlay::new(site.ladder, mine, theirs);
    let sides = ["You", "They"];
    el("div")
        .class("moved")
        .add(el("p").class("sentence").add(overlay.sentence()))
        .add(view_pairs("Where you differ", &overlay.disagreements, sides))
        .add(view_pairs("Rated only by them", &overlay.only_second, sides))
        .add(view_pairs("Rated only by you", &overlay.only_first, sides))
        .add(view_strays(&overlay.unplaced))
}
