//! Finding expectations by their words, and an index of all topics.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::routes::Route;
use leptos::prelude::*;
use rungs_ladder::ladder::{Area, Level, Statement};
use rungs_ladder::search::{Facet, Found, Index, Loosen, PAGE, Search};

use super::level::area_anchor;
use super::{counted, heading, main};
use crate::address::Address;
use crate::browser::{control, keys, viewport};
use crate::components::choice;
use crate::components::el::{El, el};
use crate::components::{statement, text};
use crate::context::use_navigator;
use crate::site::Site;
use crate::state::Session;

/// How many times as many results show when more are wanted.
const MORE: usize = 4;

/// What finds: the words of the ladder are indexed when something is first looked for.
#[derive(Clone)]
struct Finder {
    site: Site,
    address: Address,
    index: Arc<OnceLock<Index<'static>>>,
    /// The last answer: several parts of the page show the same.
    last: Arc<Mutex<Option<Arc<Answer>>>>,
}

/// What is looked for, and what is found.
struct Answer {
    query: String,
    search: Search,
    found: Found<'static>,
}

impl Finder {
    /// The answer to the query of the address; what calls this follows the address.
    fn find(&self) -> Arc<Answer> {
        let query = self.address.query();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(answer) if answer.query == query => answer.clone(),
            _ => {
                let search = Search::parse(self.site.ladder, &query);
                let found = self.index.get_or_init(|| Index::new(self.site.ladder)).find(&search);
                let answer = Arc::new(Answer { query, search, found });
                *last = Some(answer.clone());
                answer
            }
        }
    }

    /// A link to what would be found by another search.
    fn link(&self, search: &Search) -> El {
        let query = search.to_query(self.site.ladder);
        el("a").attr("href", self.site.query_href(&Route::Find, &query))
    }
}

/// The page: the search, and what it finds; where nothing is looked for, every topic.
pub fn page(site: Site, address: Address, _: Session) -> El {
    let finder = Finder { site, address, index: Arc::default(), last: Arc::default() };
    let (told, results, every) = (finder.clone(), finder.clone(), finder.clone());
    main("page find")
        .add(heading("Find an expectation"))
        .add(view_field(site, address))
        .add(el("p").class("told").attr("role", "status").live(move || view_told(&told)))
        .add(view_narrowing(finder))
        .add(el("div").class("results").live(move || view_results(&results)).add(view_every(every)))
        .add(view_key())
}

fn view_field(site: Site, address: Address) -> El {
    let navigator = use_navigator();
    let field = el("input")
        .attr("type", "search")
        .attr("id", keys::SEARCH_FIELD)
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("spellcheck", "false")
        .live_attr("value", move || {
            let words = Search::parse(site.ladder, &address.query()).words;
            (!words.is_empty()).then(|| words.into())
        })
        .on("input", move |event| {
            let search = Search::parse(site.ladder, &address.query_now());
            let search = Search { words: control::value(&event), shown: PAGE, ..search };
            navigator.type_query(search.to_query(site.ladder));
        });
    el("label")
        .class("field needs-app")
        .add(el("span").add("Words, or a \u{201c}phrase\u{201d} in quotes"))
        .add(field)
}

/// "14 statements in 5 levels".
fn view_told(finder: &Finder) -> El {
    let answer = finder.find();
    let Answer { search, found, .. } = &*answer;
    let line = el("span");
    match found.total {
        _ if search.is_empty() => line,
        0 => line.add("No statement"),
        total => line.add(counted(total, "statement")).add(" in ").add(counted(found.groups.len(), "level")),
    }
}

/// The facets. Where there is room they open with the first search, else on demand. They are made only while they
/// are open, as a keystroke has no time for what nobody sees.
fn view_narrowing(finder: Finder) -> El {
    let (untouched, open, closed) = ("", "open", "closed");
    let state = RwSignal::new(String::from(untouched));
    let address = finder.address;
    let is_open = move || match state.get() {
        state if state == untouched => viewport::is_wide() && !address.query().is_empty(),
        state => state == open,
    };
    el("details")
        .class("facets needs-app")
        .live_attr("open", move || is_open().then(|| "".into()))
        .on("toggle", move |event| {
            state.set(String::from(if control::has(&event, "open") { open } else { closed }));
        })
        .add(el("summary").add("Narrow down"))
        .live(move || if is_open() { view_facets(&finder) } else { el("div") })
}

fn view_facets(finder: &Finder) -> El {
    let answer = finder.find();
    let Answer { search, found, .. } = &*answer;
    let site = finder.site;
    let mut facets = el("div");
    for (facet, (chosen, counts)) in Facet::ALL.into_iter().zip(search.chosen.iter().zip(&found.counts)) {
        let mut group = el("fieldset").add(el("legend").add(name(facet)));
        let mut any = false;
        for (at, ((id, title), count)) in facet.values(site.ladder).into_iter().zip(counts).enumerate() {
            let is_chosen = chosen.contains(&at);
            // Topics are many: those that lead nowhere are left out.
            if *count == 0 && !is_chosen && facet == Facet::Topic {
                continue;
            }
            any = true;
            let query = search.toggled(facet, at).to_query(site.ladder);
            let input =
                choice::tick("checkbox", is_chosen, query).attr("id", ["_", facet.key(), "-", id].concat());
            group = group.add(
                el("label")
                    .class(if *count == 0 { "option none" } else { "option" })
                    .add(input)
                    .add(el("span").add(title))
                    .add(el("span").class("count").add(count.to_string())),
            );
        }
        if any {
            facets = facets.add(group);
        }
    }
    if search.is_narrowed() {
        facets = facets.add(el("p").add(finder.link(&search.without(None)).add("Clear all")));
    }
    facets
}

fn name(facet: Facet) -> &'static str {
    match facet {
        Facet::Track => "Track",
        Facet::Level => "Level",
        Facet::Area => "Area",
        Facet::Topic => "Topic",
    }
}

fn view_results(finder: &Finder) -> El {
    let answer = finder.find();
    let Answer { search, found, .. } = &*answer;
    let mut page = el("div");
    if search.is_empty() {
        return page;
    }
    if let Some(words) = &found.corrected {
        let words = el("strong").add(words.clone());
        page = page.add(el("p").add("Showing results for ").add(words).add(", as some words stand nowhere."));
    }
    if found.total == 0 {
        return page.add(view_nothing(finder, search, found));
    }
    let mut left = search.shown;
    for group in &found.groups {
        let hits = group.hits.get(..left.min(group.hits.len())).unwrap_or_default();
        left -= hits.len();
        if !hits.is_empty() {
            page = page.add(view_group(finder.site, found, group.level, hits));
        }
    }
    let more = found.total.saturating_sub(search.shown);
    if more > 0 {
        let (site, navigator) = (finder.site, use_navigator());
        let query =
            Search { shown: search.shown.saturating_mul(MORE), ..search.clone() }.to_query(site.ladder);
        page = page.add(
            el("button")
                .attr("type", "button")
                .attr("id", "_more")
                .class("button quiet")
                .on_click(move || navigator.replace_query(query.clone()))
                .add("Show more: ")
                .add(more.to_string())
                .add(" left"),
        );
    }
    page
}

fn view_group(site: Site, found: &Found, level: &'static Level, hits: &[&'static Statement]) -> El {
    let title = el("a").attr("href", site.level_href(level)).add(level.title.as_str());
    let highlight = |words: &str| found.highlights(words);
    let item = |hit: &&'static Statement| {
        let area =
            level.sections.iter().find(|section| section.statements.iter().any(|own| own.id == hit.id));
        let area =
            area.and_then(|section| site.ladder.area(&section.area)).map_or("", |area| area.title.as_str());
        let topic = hit.topic.as_ref().and_then(|topic| site.ladder.topic(topic));
        let mut link = el("a").class("topic").attr("href", site.statement_href(level, &hit.id));
        match topic {
            Some(topic) => text::add_words(&mut link, &topic.title, &highlight),
            None => link = link.add(area),
        }
        let area = topic.map(|_| el("span").class("count").add(" ").add(area));
        el("li").class("hit").add(link).add(area).add(statement::says_with(hit, &highlight))
    };
    el("section").class(site.accent(level)).add(el("h2").add(title)).add(el("ul").each(hits, item))
}

/// What to do where nothing is found.
fn view_nothing(finder: &Finder, search: &Search, found: &Found) -> El {
    let lead = if search.is_narrowed() {
        "Nothing has these words where you look."
    } else {
        "Nothing has all of these words."
    };
    let say = el("p").class("empty").add(lead).add(" ");
    let without = |search: &Search, what: &str, hits: &usize| {
        let link = finder.link(search).add("Look without ").add(what.to_owned());
        link.add(": ").add(counted(*hits, "statement"))
    };
    match &found.loosen {
        Some(Loosen::Facet(facet, hits)) => {
            say.add(without(&search.without(Some(*facet)), &["the ", facet.key()].concat(), hits))
        }
        Some(Loosen::Facets(hits)) => say.add(without(&search.without(None), "any choice", hits)),
        Some(Loosen::Word { word, rest, hits }) => {
            let search = Search { words: rest.clone(), ..search.clone() };
            say.add(without(&search, &["\u{201c}", word, "\u{201d}"].concat(), hits))
        }
        None => say.add(finder.link(&Search::default()).add("See all topics")),
    }
}

/// The index, while nothing is looked for. It is made once, as making it takes longer than a frame.
fn view_every(finder: Finder) -> El {
    let (site, is_made) = (finder.site, AtomicBool::new(false));
    let is_shown = move || finder.find().search.is_empty();
    let is_hidden = is_shown.clone();
    el("div")
        .class("all-topics")
        .live_attr("hidden", move || (!is_hidden()).then(|| "".into()))
        .live_changes(move || (is_shown() && !is_made.swap(true, Relaxed)).then(|| view_index(site)))
}

/// Every topic, with the levels that speak of it; of an area without topics, the levels that have it.
fn view_index(site: Site) -> El {
    el("div").class("index").each(&site.ladder.areas, |area| {
        let list = el("dl").each(&area.topics, |topic| {
            let mut levels = el("dd");
            for level in &site.ladder.levels {
                let said = level.statements().find(|statement| statement.topic.as_ref() == Some(&topic.id));
                if let Some(said) = said {
                    levels = levels.add(view_short(level, site.statement_href(level, &said.id)));
                }
            }
            el("div").add(el("dt").add(topic.title.as_str())).add(levels)
        });
        let section = el("section").add(el("h2").add(area.title.as_str()));
        if area.topics.is_empty() { section.add(view_levels(site, area)) } else { section.add(list) }
    })
}

fn view_levels(site: Site, area: &'static Area) -> El {
    let mut levels = el("p").class("levels");
    for level in &site.ladder.levels {
        if let Some(section) = level.sections.iter().find(|section| section.area == area.id) {
            let href = [&site.level_href(level), "#", &area_anchor(section)].concat();
            levels = levels.add(view_short(level, href));
        }
    }
    levels
}

fn view_short(level: &'static Level, href: String) -> El {
    el("a").attr("href", href).attr("title", level.title.as_str()).add(level.short.as_str())
}

/// The switch of the key that leads here.
fn view_key() -> El {
    let input = el("input").attr("type", "checkbox").on_click(|| keys::turn(!keys::are_on()));
    let input = if keys::are_on() { input.attr("checked", "") } else { input };
    el("label")
        .class("option needs-app")
        .add(input)
        .add(el("span").add("The key / leads here from every page"))
}
