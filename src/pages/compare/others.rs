//! Ways to other comparisons.

use leptos::prelude::*;
use rungs_ladder::branding::Home;
use rungs_ladder::compare::{self, Comparison};
use rungs_ladder::join;
use rungs_ladder::ladder::Level;

use super::chosen::Chosen;
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::use_site;
use crate::memo::uncompared_memo;
use crate::routes::Route;
use crate::site::Site;

/// Two levels, the lower one first.
type Pair = (&'static Level, &'static Level);

/// What to begin a comparison with: with a level, those that go with it; without one, every step. Without the app, every
/// comparison that has a page.
#[component]
pub fn Suggestions(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let site = use_site();
    let offered = uncompared_memo(move || match chosen.level(0) {
        Some(level) => partner_pairs(site, &[level]),
        None => partner_pairs(site, &site.ladder.levels.iter().collect::<Vec<_>>()),
    });
    view! {
        <section class="suggestions">
            <Show when=move || offered.with(|offered| !offered.is_empty())>
                <h2 class="needs-app">"Or pick a common comparison"</h2>
                <ul class="needs-app">
                    <PairItems pairs=offered/>
                </ul>
            </Show>
            <EveryPair/>
        </section>
    }
    .into_any()
}

/// Every comparison that has a page, for whoever has no app to choose with.
#[component]
fn EveryPair() -> impl IntoView {
    let site = use_site();
    let pairs = compare::pairs(site.ladder);
    let of_level = |level: &'static Level| {
        let others: Vec<Pair> = pairs.iter().filter(|(left, _)| left.id == level.id).copied().collect();
        let items = others.into_iter().map(|pair| view! { <PairItem pair/> }).collect_view();
        let has_pairs = pairs.iter().any(|(left, _)| left.id == level.id);
        has_pairs.then(|| view! { <ul class="without-app">{items}</ul> })
    };
    let (heading, words) = match site.ladder.is_collection() {
        true => (
            "Without JavaScript",
            "Choosing levels needs JavaScript. Each ladder has pages with comparisons of its levels that do not.",
        ),
        false => ("Every comparison", "Choosing levels freely needs JavaScript. These comparisons do not."),
    };
    view! {
        <h2 class="without-app">{heading}</h2>
        <p class="without-app">{words}</p>
        {site.ladder.levels.iter().map(of_level).collect_view()}
    }
}

/// Comparisons of the same levels with others.
#[component]
pub fn Others(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let site = use_site();
    let others = uncompared_memo(move || {
        let comparison = chosen.get();
        let levels: Vec<_> = comparison.levels.iter().filter_map(|id| site.ladder.level(id)).collect();
        let mut pairs = partner_pairs(site, &levels);
        pairs.retain(|(left, right)| comparison != Comparison::between(&left.id, &right.id));
        pairs
    });
    view! {
        <nav class="suggestions screen-only" aria-labelledby="_others">
            <h2 id="_others">"Other comparisons"</h2>
            <ul>
                <PairItems pairs=others/>
                <li><a href=site.href(&Route::Compare)>"All comparisons"</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

/// The way to the same levels beside those of the other ladders of the site, where there are any.
#[component]
pub fn OtherLadders(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let home = use_site().ladder.branding.home.as_ref();
    let place = home.and_then(|home| Some((home, home.folder.as_ref()?)));
    let link = |(home, folder): (&'static Home, &'static String)| {
        let href = move || {
            let levels = chosen.with(|comparison| comparison.levels.clone());
            let levels = levels.iter().map(|id| join::joined_id(folder, id)).collect();
            [&home.base, &Route::Compare.path(), &Comparison { levels, ..Comparison::default() }.to_query()]
                .map(String::as_str)
                .concat()
        };
        view! {
            <p class="hint screen-only"><a href=href>"Compare with levels of other ladders"</a></p>
        }
    };
    view! { {place.map(link)} }.into_any()
}

/// The ways to comparisons. Those that stay are left as they are.
#[component]
fn PairItems(
    /// The levels of each.
    pairs: Memo<Vec<Pair>>,
) -> AnyView {
    view! {
        <List each=move || pairs.get() key=pair_key let:pair>
            <PairItem pair/>
        </List>
    }
    .into_any()
}

/// The way to the comparison of two levels.
#[component]
fn PairItem(
    /// The levels.
    pair: Pair,
) -> AnyView {
    let (left, right) = pair;
    let href = use_site().pair_href(left, right);
    view! {
        <li>
            <a href=href><span><Said>{left.title.as_str()}</Said> " and " <Said>{right.title.as_str()}</Said></span></a>
        </li>
    }
    .into_any()
}

/// Each of the levels with those that go with it, each pair once.
fn partner_pairs(site: Site, levels: &[&'static Level]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for level in levels {
        for partner in compare::partners(site.ladder, level) {
            let pair = match site.ladder.is_collection() {
                // Those within a ladder stand with it.
                true if site.are_of_one_ladder(level, partner) => None,
                true => compare::in_order(site.ladder, &level.id, &partner.id),
                false => compare::pair(site.ladder, &level.id, &partner.id),
            };
            pairs.extend(pair.filter(|pair| pairs.iter().all(|known| pair_key(known) != pair_key(pair))));
        }
    }
    pairs
}

fn pair_key((left, right): &Pair) -> (&'static str, &'static str) {
    (left.id.as_str(), right.id.as_str())
}
