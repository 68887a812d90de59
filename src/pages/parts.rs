//! The pages, whose code is loaded when they are opened.
//!
//! With the feature `parts`, the build splits the code of each part off the program ([`leptos::wasm_split`]). Without it, all of
//! it is there from the start. Both ways a page is loaded before it is shown.

// What `wasm_split` writes.
#![allow(unsafe_code)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use rungs_ladder::ladder::Level;

use super::{about, assess, compare, find, level, map, not_found};
use crate::context::use_site;
use crate::routes::Route;

/// What makes a page whose code is in a part of the program, and what loads that part.
macro_rules! part {
    ($part:ident, $load:ident, $page:ident($($argument:ident: $kind:ty)?) => $view:expr) => {
        #[cfg(feature = "parts")]
        #[leptos::wasm_split::wasm_split(
            $part,
            wasm_split_path = leptos::wasm_split,
            fallible,
            preload($load)
        )]
        fn $page($($argument: $kind)?) -> Result<AnyView, SplitLoaderError> {
            Ok($view.into_any())
        }

        #[cfg(not(feature = "parts"))]
        async fn $page($($argument: $kind)?) -> Result<AnyView, SplitLoaderError> {
            Ok($view.into_any())
        }

        #[cfg(not(feature = "parts"))]
        async fn $load() -> Result<(), SplitLoaderError> {
            Ok(())
        }
    };
}

part!(read, load_map, map_page() => view! { <map::Map/> });
part!(read, load_about, about_page() => view! { <about::About/> });
part!(read, load_level, level_page(level: &'static Level) => view! { <level::LevelPage level/> });
part!(read, load_not_found, not_found_page() => view! { <not_found::NotFound/> });
part!(compare, load_compare, compare_page() => view! { <compare::ComparePage/> });
part!(find, load_find, find_page() => view! { <find::FindPage/> });
part!(assess, load_start, start_page() => view! { <assess::start::StartPage/> });
part!(assess, load_rate, rate_page() => view! { <assess::rate::RatePage/> });
part!(review, load_result, result_page() => view! { <assess::result::ResultPage/> });
part!(review, load_data, data_page() => view! { <assess::data::DataPage/> });
part!(review, load_shared, shared_page() => view! { <assess::shared::SharedPage/> });

/// The name of the part that has the code of a page. Without a route it is the page that says so.
pub fn name(route: Option<&Route>) -> &'static str {
    match route {
        Some(Route::Map | Route::About | Route::Level(_)) | None => "read",
        Some(Route::Compare) => "compare",
        Some(Route::Find) => "find",
        Some(Route::Assess | Route::Rate) => "assess",
        Some(Route::Result | Route::Data | Route::Shared) => "review",
    }
}

/// Loads the code of a page, unless it is there already.
///
/// # Errors
/// When it cannot be loaded. It may be tried again.
pub async fn load(route: Option<&Route>) -> Result<(), SplitLoaderError> {
    match route {
        Some(Route::Map) => load_map().await,
        Some(Route::About) => load_about().await,
        Some(Route::Level(_)) => load_level().await,
        Some(Route::Compare) => load_compare().await,
        Some(Route::Find) => load_find().await,
        Some(Route::Assess) => load_start().await,
        Some(Route::Rate) => load_rate().await,
        Some(Route::Result) => load_result().await,
        Some(Route::Data) => load_data().await,
        Some(Route::Shared) => load_shared().await,
        None => load_not_found().await,
    }
}

/// Whether the code of a page is there.
pub fn is_loaded(route: Option<&Route>) -> bool {
    at_once(load(route)).is_some_and(|loaded| loaded.is_ok())
}

/// A page whose code has been loaded. Without a route, and for a level that the ladder does not have, the page that says so.
pub fn page(route: Option<&Route>) -> AnyView {
    let page = match route {
        Some(Route::Map) => at_once(map_page()),
        Some(Route::About) => at_once(about_page()),
        Some(Route::Level(id)) => match use_site().ladder.level(id) {
            Some(level) => at_once(level_page(level)),
            None => at_once(not_found_page()),
        },
        Some(Route::Compare) => at_once(compare_page()),
        Some(Route::Find) => at_once(find_page()),
        Some(Route::Assess) => at_once(start_page()),
        Some(Route::Rate) => at_once(rate_page()),
        Some(Route::Result) => at_once(result_page()),
        Some(Route::Data) => at_once(data_page()),
        Some(Route::Shared) => at_once(shared_page()),
        None => at_once(not_found_page()),
    };
    let page = page.and_then(Result::ok);
    debug_assert!(page.is_some(), "{route:?} is shown before its code is loaded");
    page.into_any()
}

/// What a future gives that has nothing to wait for.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
