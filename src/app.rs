//! The frame around every page: header, the page of the route, footer.

use crate::routes::Route;

use crate::address::Address;
use crate::browser::history::Navigator;
use crate::browser::{clock, toast};
use crate::components::el::{El, el};
use crate::context;
use crate::pages;
use crate::site::Site;
use crate::state::Session;

/// The whole app. What is shown follows the navigator's address.
pub fn app(navigator: Navigator) -> El {
    let session = Session::default();
    let (site, address) = (navigator.site(), navigator.address());
    context::provide(navigator, session);
    let toast = el("div").class("toast").attr("role", "status").add(el("p").attr("id", toast::PLACE));
    el("div").live(move || view_site(site, address, session)).add(toast)
}

fn view_site(site: Site, address: Address, session: Session) -> El {
    let route = address.route();
    el("div")
        .class("site")
        .add(el("a").class("skip").attr("href", "#_main").add("Skip to content"))
        .add(view_header(site, route.as_ref()))
        .add(pages::page(site, address, session, route))
        .add(view_footer(site))
}

fn view_header(site: Site, shown: Option<&Route>) -> El {
    let link = |to: Route, words: &'static str| {
        let link = el("a").attr("href", site.href(&to)).add(words);
        match shown {
            Some(shown) if *shown == to => link.attr("aria-current", "page"),
            // A page below it.
            Some(shown) if shown.path().starts_with("assess/") && to == Route::Assess => {
                link.attr("aria-current", "true")
            }
            _ => link,
        }
    };
    let home = el("a").attr("href", site.href(&Route::Map)).add(site.ladder.title.as_str());
    let nav = el("nav").attr("aria-label", "Site");
    el("header").class("site-header").add(el("p").class("wordmark").add(home)).add(
        nav.add(link(Route::Map, "Map"))
            .add(link(Route::Compare, "Compare"))
            .add(link(Route::Find, "Find"))
            .add(link(Route::Assess, "Assess"))
            .add(link(Route::About, "About")),
    )
}

fn view_footer(site: Site) -> El {
    let ladder = site.ladder;
    let mut colophon = el("p").add(ladder.title.as_str());
    if !ladder.version.is_empty() {
        colophon = colophon.add(" · version ").add(ladder.version.as_str());
    }
    if let Some(licence) = &ladder.licence {
        colophon = colophon.add(" · ").add(licence.name.as_str());
    }
    let printed = el("span").class("print-only").add(" · printed ").add(clock::today());
    let privacy = el("a").attr("href", [&site.href(&Route::About), "#_privacy"].concat());
    let privacy = privacy.add("How your privacy is kept");
    let promise =
        el("p").class("screen-only").add("No cookies, no tracking, nothing sent anywhere. ").add(privacy);
    el("footer").class("site-footer").add(colophon.add(printed)).add(promise)
}
