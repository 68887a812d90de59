//! Levels side by side: which, how, and the table of what changes from one to the next.

use crate::routes::Route;
use rungs_ladder::compare::{self, Comparison, MAX_LEVELS, Rows, Scope, Table, Wording};
use rungs_ladder::ladder::Level;

use super::{heading, main};
use crate::address::Address;
use crate::browser::{control, file};
use crate::components::choice;
use crate::components::comparison;
use crate::components::copy::copy_button;
use crate::components::el::{El, el};
use crate::context::use_navigator;
use crate::site::Site;
use crate::state::Session;

/// The page, with or without levels chosen.
pub fn page(site: Site, address: Address, _: Session) -> El {
    main("page compare")
        .add(heading("Compare levels"))
        .add(el("p").class("lead screen-only").add("What does one level ask for that another does not?"))
        .add(view_pickers(site, address))
        .live(move || {
            let chosen = Comparison::parse(site.ladder, &address.query());
            match chosen.levels.len() {
                0 | 1 => view_suggestions(site),
                _ => view_comparison(site, address, &chosen),
            }
        })
}

/// The query of what `chosen` is after a change.
fn after(chosen: &Comparison, change: impl FnOnce(&mut Comparison)) -> String {
    let mut chosen = chosen.clone();
    change(&mut chosen);
    chosen.to_query()
}

/// A choice for each column, and one more to add a level. They stay while a reader uses them, so that typing in one
/// goes on finding levels in it.
fn view_pickers(site: Site, address: Address) -> El {
    let chosen = move || Comparison::parse(site.ladder, &address.query());
    let navigator = use_navigator();
    el("div").class("pickers needs-app").each(0..MAX_LEVELS, |column| {
        let number = (column + 1).to_string();
        let mut select = el("select").attr("id", ["_level-", &number].concat()).add(option("No level", ""));
        for track in &site.ladder.tracks {
            let levels = site.ladder.on_track(&track.id);
            let group = el("optgroup").attr("label", track.title.as_str());
            select = select.add(group.each(levels, |level| option(&level.title, level.id.as_str())));
        }
        let select = select
            .live_attr("value", move || Some(chosen().levels.get(column)?.as_str().to_owned().into()))
            .on("change", move |event| {
                let id = control::value(&event);
                let level = site.ladder.levels.iter().find(|level| level.id.as_str() == id);
                let chosen = Comparison::parse(site.ladder, &address.query_now());
                let query = after(&chosen, |chosen| chosen.choose(column, level.map(|level| &level.id)));
                if query == address.query_now() {
                    let level = chosen.levels.get(column);
                    control::show_value(&event, level.map_or("", |level| level.as_str()));
                } else {
                    navigator.push_query(query);
                }
            });
        let is_offered = move || column <= chosen().levels.len();
        el("label")
            .class("picker")
            .live_attr("hidden", move || (!is_offered()).then(|| "".into()))
            .add(el("span").add("Level ").add(number))
            .add(select)
    })
}

fn option(title: &'static str, value: &'static str) -> El {
    el("option").attr("value", value).add(title)
}

/// Every step of the ladder, to begin with. Without the app there is nothing to compare with, so each level's page
/// is offered, which says what it adds.
fn view_suggestions(site: Site) -> El {
    let link = |href: String, level: &'static Level| el("a").attr("href", href).add(level.title.as_str());
    let mut steps = el("ul").class("needs-app");
    let mut pages = el("ul");
    for level in &site.ladder.levels {
        pages = pages.add(el("li").add(link(site.level_href(level), level)));
        if let Some(below) = level.inherits.as_ref().and_then(|id| site.ladder.level(id)) {
            let query = Comparison::between(&below.id, &level.id).to_query();
            let href = site.query_href(&Route::Compare, &query);
            let step = link(href, level).add(" and ").add(below.title.as_str());
            steps = steps.add(el("li").add(step));
        }
    }
    el("section")
        .class("suggestions")
        .add(el("h2").class("needs-app").add("Or begin with a step"))
        .add(steps)
        .add(el("h2").class("without-app").add("What each level adds"))
        .add(
            el("p")
                .class("without-app")
                .add("Levels stand side by side only with JavaScript. The page of each says what it adds."),
        )
        .add(pages.class("without-app"))
}

fn view_comparison(site: Site, address: Address, chosen: &Comparison) -> El {
    let table = Table::new(site.ladder, chosen);
    let mut sentences = el("div").class("sentences").attr("role", "status");
    for column in 1..table.levels.len() {
        sentences = sentences.add(el("p").add(compare::sentence(&table, column).unwrap_or_default()));
    }
    let guess = table.guessed.then(|| {
        el("p").class("note").add(
            "Expectations without a topic stand side by side where their words are alike. That is a guess, and marked as one.",
        )
    });
    let table = table.showing(chosen.rows);
    el("div")
        .add(sentences)
        .add(guess)
        .add(view_options(site, chosen))
        .add(comparison::table(site, &table, chosen))
        .add(view_take_away(site, address))
}

fn view_options(site: Site, chosen: &Comparison) -> El {
    let toggle = |id: &'static str, words: &'static str, on: bool, query: String| {
        let input = choice::tick("checkbox", on, query).attr("id", id);
        el("label").class("option").add(input).add(el("span").add(words))
    };
    let (differences, all) = (chosen.rows == Rows::Differences, chosen.scope == Scope::All);
    let marked = chosen.wording == Wording::Marked;
    let rows = if differences { Rows::All } else { Rows::Differences };
    let scope = if all { Scope::Own } else { Scope::All };
    let wording = if marked { Wording::Plain } else { Wording::Marked };
    let mut areas = choice::select().attr("id", "_area").add(choice::option(
        "All areas",
        chosen.area.is_none(),
        after(chosen, |chosen| chosen.area = None),
    ));
    for area in &site.ladder.areas {
        let only = Some(area.id.clone());
        let is_chosen = chosen.area == only;
        areas = areas.add(choice::option(&area.title, is_chosen, after(chosen, |chosen| chosen.area = only)));
    }
    el("fieldset")
        .class("options screen-only")
        .add(el("legend").add("Show"))
        .add(toggle("_rows", "Only what differs", differences, after(chosen, |chosen| chosen.rows = rows)))
        .add(toggle("_scope", "What is inherited, too", all, after(chosen, |chosen| chosen.scope = scope)))
        .add(toggle("_words", "Mark changed words", marked, after(chosen, |chosen| chosen.wording = wording)))
        .add(el("label").class("option").add(el("span").add("Area")).add(areas))
}

/// What is shown, as Markdown and as CSV.
fn view_take_away(site: Site, address: Address) -> El {
    let told = move |tell: fn(&Table) -> String| {
        let chosen = Comparison::parse(site.ladder, &address.query_now());
        tell(&Table::new(site.ladder, &chosen).showing(chosen.rows))
    };
    let copy =
        copy_button("button quiet", "The table is copied as Markdown.", move || told(compare::markdown));
    let download = el("button")
        .attr("type", "button")
        .class("button quiet")
        .on_click(move || file::download("levels.csv", "text/csv;charset=utf-8", &told(compare::csv)))
        .add("Download as CSV");
    el("p").class("actions screen-only").add(copy.add("Copy as Markdown")).add(download)
}
