//! The frame around every page: header, the page of the address, footer.

use leptos::prelude::*;
use rungs_ladder::branding::FooterLink;
use rungs_ladder::compare::Comparison;

use crate::browser::clock;
use crate::browser::history::Navigator;
use crate::browser::single_keys::SingleKeys;
use crate::components::colours::ColoursChoice;
use crate::components::list::List;
use crate::components::owners_page_links::{MorePages, OwnersPageLinks, Place};
use crate::components::said::Said;
use crate::components::toast::Toast;
use crate::context::{self, use_address, use_site};
use crate::pages::parts;
use crate::routes::Route;

/// The whole app. It shows the page of the navigator's address.
#[component]
pub fn App(
    /// What leads through the site.
    navigator: Navigator,
    /// Whether single keys act.
    keys: SingleKeys,
) -> impl IntoView {
    let address = navigator.address();
    context::provide(navigator, keys);
    // Keyed by its page, a page is made anew and never patched: what was opened on one level's page is not open on the
    // next one's.
    let shown = move || [address.route()];
    // The page is in the ladder's language, and the site's own words are English.
    let language = (!navigator.site().ladder.is_english()).then_some("en");
    view! {
        <div class="site" lang=language>
            <a class="skip" href="#_main">"Skip to content"</a>
            <Header/>
            <List each=shown key=|route| route.as_ref().map(Route::page) let:route>
                {parts::page(route.as_ref())}
            </List>
            <Footer/>
        </div>
        <Toast language/>
    }
}

/// The name of the ladder, and the way to each part of the site.
#[component]
pub fn Header() -> impl IntoView {
    let site = use_site();
    let map = if site.ladder.is_collection() { "Ladders" } else { "Map" };
    let links = [
        (Route::Map, map),
        (Route::Compare, "Compare"),
        (Route::Find, "Find"),
        (Route::Assess, "Assess"),
        (Route::About, "About"),
    ];
    let links = links.into_iter().filter(|(to, _)| to.is_of(site.ladder));
    let links = links.map(|(to, label)| view! { <HeaderLink to label/> }).collect_view();
    view! {
        <header class="site-header">
            <p class="wordmark">
                <HomeLink/>
                <a href=site.href(&Route::Map)><Logo/><Said>{site.ladder.title.as_str()}</Said></a>
            </p>
            <nav aria-label="Site">
                {links}
                <OwnersPageLinks pages=site.ladder.branding.pages_in_header()/>
            </nav>
        </header>
    }
}

/// The way to the other ladders of the site, where there are any.
#[component]
fn HomeLink() -> impl IntoView {
    use_site().ladder.branding.home.as_ref().map(|home| {
        view! {
            <a class="home" href=home.base.as_str() lang=home.language.as_str()>{home.title.as_str()}</a>
            <span class="home-end" aria-hidden="true">"/"</span>
        }
    })
}

/// The picture beside the name of the ladder, where there is one.
#[component]
fn Logo() -> impl IntoView {
    let site = use_site();
    site.ladder.branding.logo.as_ref().map(|logo| {
        let src = [site.base, &logo.path].concat();
        view! { <img class="logo" src=src alt="" width=logo.width height=logo.height/> }
    })
}

/// A link of the header. It says whether its page, or a page below it, is shown.
#[component]
fn HeaderLink(
    /// Where it leads.
    to: Route,
    /// What it says.
    label: &'static str,
) -> impl IntoView {
    let address = use_address();
    let site = use_site();
    let is_compare = to == Route::Compare;
    let plain = site.href(&to);
    let href = move || match address.route() {
        // A comparison begins with the level that is shown.
        Some(Route::Level(id)) if is_compare => {
            site.comparison_href(&Comparison { levels: vec![id], ..Comparison::default() })
        }
        _ => plain.clone(),
    };
    let current = move || match address.route() {
        Some(shown) if shown == to => Some("page"),
        Some(shown) if shown.is_below(&to) => Some("true"),
        _ => None,
    };
    view! { <a href=href aria-current=current>{label}</a> }
}

/// What the ladder is, and the promise of privacy.
#[component]
pub fn Footer() -> impl IntoView {
    let site = use_site();
    let ladder = site.ladder;
    let version = (!ladder.version.is_empty()).then(|| view! { " · version " {ladder.version.as_str()} });
    // There is none while pages render to files.
    let today = Some(clock::today()).filter(|today| !today.is_empty());
    let licence = ladder.licence.as_ref().map(|licence| view! { " · " {licence.name.as_str()} });
    view! {
        <footer class="site-footer">
            <p>
                <Said>{ladder.title.as_str()}</Said> {version} {licence}
                <span class="print-only">" · printed " {today}</span>
            </p>
            <p class="screen-only">
                "No cookies, no tracking. Nothing leaves your browser. "
                <a href=site.href(&Route::About) + "#_privacy">"Privacy"</a>
            </p>
            <ColoursChoice/>
            <MorePages place=Place::Footer/>
            <OwnersLinks/>
        </footer>
    }
}

/// The links that the owner of the site adds, where there are any.
#[component]
fn OwnersLinks() -> impl IntoView {
    let links = &use_site().ladder.branding.links;
    (!links.is_empty()).then(|| {
        let link = |link: &'static FooterLink| {
            view! { <a href=link.url.as_str()><Said>{link.title.as_str()}</Said></a> }
        };
        view! { <p class="owners-links screen-only">{links.iter().map(link).collect_view()}</p> }
    })
}
