//! The pages, and which part of the program has the code of each; and the part that reads what is kept for pages that show a little of it.
//!
//! With the feature `parts`, the build splits the parts off the program ([`leptos::wasm_split`]), and the part of a page is loaded
//! before the page is shown. Without it, all of them are there from the start.

// What `wasm_split` writes.
#![allow(unsafe_code)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use rungs_ladder::id::LevelId;

use super::{about, assess, compare, find, ladders, level, map, not_found, whole};
use crate::browser::own::Glances;
use crate::browser::session_host;
use crate::context::use_site;
use crate::routes::Route;
use crate::site::Site;

/// Every page: its route, the part of the program that has it, and what makes it. What only parts of one family share, whose
/// names begin alike, is not loaded with other pages: the family's name stands before the `_`.
macro_rules! pages {
    ($($route:pat => $part:ident, $page:ident($($argument:ident: $kind:ty)?) { $view:expr })*) => {
        $(mod $page {
            use super::*;

            #[cfg(feature = "parts")]
            #[leptos::wasm_split::wasm_split(
                $part,
                wasm_split_path = leptos::wasm_split,
                fallible,
                preload(load)
            )]
            pub fn $page($($argument: $kind)?) -> Result<AnyView, SplitLoaderError> {
                Ok($view.into_any())
            }

            #[cfg(not(feature = "parts"))]
            pub async fn $page($($argument: $kind)?) -> Result<AnyView, SplitLoaderError> {
                Ok($view.into_any())
            }

            #[cfg(not(feature = "parts"))]
            pub async fn load() -> Result<(), SplitLoaderError> {
                Ok(())
            }
        })*

        /// The name of the part of the program that has a page. Without a route it is the page that says so.
        #[allow(unused_variables)]
        pub fn name(route: Option<&Route>) -> &'static str {
            match route {
                $($route => stringify!($part),)*
            }
        }

        /// Loads the code of a page, unless it is there already.
        ///
        /// # Errors
        /// When it cannot be loaded. It may be tried again.
        #[allow(unused_variables)]
        pub async fn load(route: Option<&Route>) -> Result<(), SplitLoaderError> {
            match route {
                $($route => $page::load().await,)*
            }
        }

        /// A page whose code is there.
        pub fn page(route: Option<&Route>) -> AnyView {
            let page = match route {
                $($route => at_once($page::$page($($argument)?)),)*
            };
            let page = page.and_then(Result::ok);
            debug_assert!(page.is_some(), "{route:?} is shown before its code is there");
            page.into_any()
        }
    };
}

pages! {
    None => read, not_found_page() { view! { <not_found::NotFound/> } }
    Some(Route::Map) => read, map_page() { first_view() }
    Some(Route::Level(id)) => read, level_page(id: &LevelId) { level_view(id) }
    Some(Route::Whole) => read, whole_page() { view! { <whole::WholeLadder/> } }
    Some(Route::About) => read, about_page() { view! { <about::About/> } }
    Some(Route::Compare | Route::Pair(..)) => compare, compare_page() { view! { <compare::ComparePage/> } }
    Some(Route::Find) => find, find_page() { view! { <find::FindPage/> } }
    Some(Route::Assess) => assess_start, start_page() { view! { <assess::start::StartPage/> } }
    Some(Route::Rate) => assess_rate, rate_page() { view! { <assess::rate::RatePage/> } }
    Some(Route::Result) => assess_result, result_page() { view! { <assess::result::ResultPage/> } }
    Some(Route::Data) => assess_data, data_page() { view! { <assess::data::DataPage/> } }
    Some(Route::Shared) => assess_result, shared_page() { view! { <assess::shared::SharedPage/> } }
}

// Of the family of the assessment, whose code it is.
mod own {
    use super::*;

    #[cfg(feature = "parts")]
    #[leptos::wasm_split::wasm_split(assess_own, wasm_split_path = leptos::wasm_split, fallible)]
    pub fn own(site: Site) -> Result<Glances, SplitLoaderError> {
        Ok(session_host::glances(site))
    }

    #[cfg(not(feature = "parts"))]
    pub async fn own(site: Site) -> Result<Glances, SplitLoaderError> {
        Ok(session_host::glances(site))
    }
}

/// What this browser keeps for the site at a glance, once the part of the program is loaded that reads it.
///
/// # Errors
/// When it cannot be loaded. It may be tried again.
pub async fn glances(site: Site) -> Result<Glances, SplitLoaderError> {
    own::own(site).await
}

/// The first page: the map of a ladder, or the ladders of a collection.
fn first_view() -> AnyView {
    match use_site().ladder.is_collection() {
        true => view! { <ladders::Ladders/> }.into_any(),
        false => view! { <map::Map/> }.into_any(),
    }
}

/// The page of a level; for one that the ladder does not have, the page that says so.
fn level_view(id: &LevelId) -> AnyView {
    match use_site().ladder.level(id) {
        Some(level) => view! { <level::LevelPage level/> }.into_any(),
        None => view! { <not_found::NotFound/> }.into_any(),
    }
}

/// Whether the code of a page is there.
pub fn is_loaded(route: Option<&Route>) -> bool {
    at_once(load(route)).is_some_and(|loaded| loaded.is_ok())
}

/// What a future gives that has nothing to wait for.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
