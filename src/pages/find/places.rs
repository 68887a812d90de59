//! What else of the ladder has the words: levels, areas, topics and notes.

use leptos::prelude::*;
use rungs_ladder::search::{Facet, Place, Search};

use super::finder::Finder;
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::Route;
use crate::site::Site;

/// How many places show at most: what is looked for is seldom among more.
const MOST: usize = 5;

/// A place as it is shown.
#[derive(Clone, PartialEq)]
struct ShownPlace {
    kind: &'static str,
    title: String,
    href: String,
    /// What it says with these words, where that is not its title.
    passage: Option<String>,
}

/// The places, above the statements that are found.
#[component]
pub fn Places(
    /// What finds.
    finder: Finder,
) -> impl IntoView {
    let site = use_site();
    let places = Memo::new(move |_| {
        finder.found(|found| {
            let places = found.places.iter().take(MOST).copied();
            let shown = places.map(|place| {
                let passage = found.passages(place).into_iter().next();
                shown(site, finder, place, passage.map(|passage| passage.to_plain()))
            });
            shown.collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || places.with(|places| !places.is_empty())>
            <section class="places">
                <h2>"Levels, areas, topics and notes"</h2>
                <ul>
                    <List
                        each=move || places.get()
                        key=|place| [place.kind, &place.title, &place.href].concat()
                        let:place
                    >
                        <li>
                            <span class="hint">{place.kind}": "</span>
                            <a href=place.href><Said>{place.title}</Said></a>
                            {place.passage.map(|passage| view! { <p><Said>{passage}</Said></p> })}
                        </li>
                    </List>
                </ul>
            </section>
        </Show>
    }
}

fn shown(site: Site, finder: Finder, place: Place<'static>, passage: Option<String>) -> ShownPlace {
    let only = |facet: Facet, id: &str| finder.href(&Search::only(site.ladder, facet, id));
    let (kind, title, href) = match place {
        Place::Track(track) => ("Track", track.title.clone(), site.href(&Route::Map)),
        Place::Level(level) => ("Level", level.title.clone(), site.level_href(level)),
        Place::Area(area) => ("Area", area.title.clone(), only(Facet::Area, area.id.as_str())),
        Place::Topic(_, topic) => ("Topic", topic.title.clone(), only(Facet::Topic, topic.id.as_str())),
        Place::Section(level, section) => {
            let area = site.ladder.area(&section.area).map_or("", |area| area.title.as_str());
            let href = site.area_href(level, section);
            ("Note", format!("{area}, {}", level.title), href)
        }
    };
    ShownPlace { kind, title, href, passage }
}
