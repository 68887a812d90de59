//! The frame around every page: header, the page of the route, footer.

use leptos::prelude::*;
use rungs_core::route::Route;

use crate::browser::clock;
use crate::components::toast::{Toast, ToastView};
use crate::pages;
use crate::site::Site;

/// The whole app. The page follows `route`; `None` is the page that was not found.
#[component]
pub fn App(
    /// The ladder and where it lives.
    site: Site,
    /// The page to show.
    route: RwSignal<Option<Route>>,
) -> impl IntoView {
    let toast = Toast::new();
    provide_context(toast);
    view! {
        <a class="skip" href="#_main">"Skip to content"</a>
        <Header site route />
        {move || pages::page(site, route.get())}
        <Footer site />
        <ToastView toast />
    }
}

#[component]
fn Header(
    /// The ladder and where it lives.
    site: Site,
    /// The page shown.
    route: RwSignal<Option<Route>>,
) -> impl IntoView {
    let link = move |to: Route, words: &'static str| {
        let here = to.clone();
        let current = move || (route.get().as_ref() == Some(&here)).then_some("page");
        view! { <a href=site.href(&to) aria-current=current>{words}</a> }
    };
    view! {
        <header class="site-header">
            <p class="wordmark"><a href=site.href(&Route::Map)>{site.ladder.title.as_str()}</a></p>
            <nav aria-label="Site">
                {link(Route::Map, "Map")}
                {link(Route::About, "About")}
            </nav>
        </header>
    }
}

#[component]
fn Footer(
    /// The ladder and where it lives.
    site: Site,
) -> impl IntoView {
    let ladder = site.ladder;
    let version = (!ladder.version.is_empty()).then(|| [" · version ", &ladder.version].concat());
    let licence = ladder.licence.as_ref().map(|licence| [" · ", &licence.name].concat());
    view! {
        <footer class="site-footer">
            <p>
                {ladder.title.as_str()}{version}{licence}
                <span class="print-only">" · printed "{clock::today()}</span>
            </p>
            <p class="screen-only">
                "No cookies, no tracking, nothing sent anywhere. "
                <a href=[&site.href(&Route::About), "#_privacy"].concat()>"How your privacy is kept"</a>
            </p>
        </footer>
    }
}
