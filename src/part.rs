//! Pages whose code is a part of its own: it is loaded when it is first needed.
//!
//! With the feature `split`, `cargo xtask build` takes each part out of the program, with all that nothing else needs.
//! Without it, and natively, every page is there from the start.

use crate::routes::Route;

use crate::address::Address;
use crate::components::el::El;
use crate::pages::{assess, compare, find};
use crate::site::Site;
use crate::state::Session;

/// What shows a page.
pub(crate) type Page = fn(Site, Address, Session) -> El;

/// The part that holds the code of a page; `None` where the main program does.
pub fn of(route: &Route) -> Option<&'static str> {
    match route {
        Route::Compare => Some("compare"),
        Route::Find => Some("find"),
        Route::Assess => Some("assess"),
        Route::Rate => Some("rate"),
        Route::Result => Some("result"),
        Route::Data => Some("data"),
        Route::Shared => Some("shared"),
        Route::Map | Route::Level(_) | Route::About => None,
    }
}

/// Whether the page can be shown at once.
pub fn is_here(route: Option<&Route>) -> bool {
    route.is_none_or(|route| of(route).is_none() || page(route).is_some())
}

#[cfg(not(feature = "split"))]
pub use whole::load;
#[cfg(not(feature = "split"))]
pub(crate) use whole::page;

#[cfg(feature = "split")]
pub use split::load;
#[cfg(feature = "split")]
pub(crate) use split::page;

/// The program as one.
#[cfg(not(feature = "split"))]
mod whole {
    use super::*;

    /// The page of a route that has a part of its own.
    pub(crate) fn page(route: &Route) -> Option<Page> {
        match of(route)? {
            "compare" => Some(compare::page),
            "find" => Some(find::page),
            "assess" => Some(assess::start::page),
            "rate" => Some(assess::tasks::page),
            "result" => Some(assess::result::page),
            "data" => Some(assess::data::page),
            "shared" => Some(assess::shared::page),
            _ => None,
        }
    }

    /// Loads what the page needs: nothing.
    ///
    /// # Errors
    /// None.
    pub async fn load(_: Site, _: Option<&Route>) -> Result<(), String> {
        Ok(())
    }
}

/// The program in parts.
#[cfg(feature = "split")]
mod split {
    use std::sync::OnceLock;

    use wasm_split_helpers::wasm_split;

    use super::*;
    use crate::browser::boot;
    use crate::state;

    /// What shows a page, and what is opened before one waits for it.
    type Part = (Page, fn(Site));

    /// The parts that are loaded.
    static COMPARE: OnceLock<Part> = OnceLock::new();
    static FIND: OnceLock<Part> = OnceLock::new();
    static ASSESS: OnceLock<Part> = OnceLock::new();
    static RATE: OnceLock<Part> = OnceLock::new();
    static RESULT: OnceLock<Part> = OnceLock::new();
    static DATA: OnceLock<Part> = OnceLock::new();
    static SHARED: OnceLock<Part> = OnceLock::new();

    fn loaded(part: &str) -> Option<&'static OnceLock<Part>> {
        match part {
            "compare" => Some(&COMPARE),
            "find" => Some(&FIND),
            "assess" => Some(&ASSESS),
            "rate" => Some(&RATE),
            "result" => Some(&RESULT),
            "data" => Some(&DATA),
            "shared" => Some(&SHARED),
            _ => None,
        }
    }

    /// The page of a route that has a part of its own, once that is loaded.
    pub(crate) fn page(route: &Route) -> Option<Page> {
        loaded(of(route)?)?.get().map(|(page, _)| *page)
    }

    /// Loads the code of the page, where it is not there yet; with that of a page that shows what is kept, opens that, too.
    ///
    /// # Errors
    /// When the files of the part cannot be had; another try may succeed.
    pub async fn load(site: Site, route: Option<&Route>) -> Result<(), String> {
        let Some(part) = route.filter(|route| page(route).is_none()).and_then(of) else { return Ok(()) };
        boot::load(part).await?;
        let found = match part {
            "compare" => compare_page().await,
            "find" => find_page().await,
            "assess" => assess_page().await,
            "rate" => rate_page().await,
            "result" => result_page().await,
            "data" => data_page().await,
            _ => shared_page().await,
        };
        (found.1)(site);
        loaded(part).map(|place| place.set(found));
        Ok(())
    }

    // The program is cut here: what only one of these names is in its part. They may be called when that is loaded.

    #[wasm_split(compare, wasm_split_path = crate::part::split)]
    fn compare_page() -> Part {
        (compare::page, |_| {})
    }

    #[wasm_split(find, wasm_split_path = crate::part::split)]
    fn find_page() -> Part {
        (find::page, |_| {})
    }

    #[wasm_split(assess, wasm_split_path = crate::part::split)]
    fn assess_page() -> Part {
        (assess::start::page, state::open)
    }

    #[wasm_split(rate, wasm_split_path = crate::part::split)]
    fn rate_page() -> Part {
        (assess::tasks::page, state::open)
    }

    #[wasm_split(result, wasm_split_path = crate::part::split)]
    fn result_page() -> Part {
        (assess::result::page, state::open)
    }

    #[wasm_split(data, wasm_split_path = crate::part::split)]
    fn data_page() -> Part {
        (assess::data::page, state::open)
    }

    #[wasm_split(shared, wasm_split_path = crate::part::split)]
    fn shared_page() -> Part {
        (assess::shared::page, state::open)
    }

    /// What `wasm_split` makes its functions wait for, in place of its own loader, which checks no integrity and cannot
    /// say what went wrong: boot.js has loaded the part by then.
    #[doc(hidden)]
    pub mod rt {
        use std::convert::Infallible;
        use std::ffi::c_void;
        use std::pin::Pin;

        pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);
        pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

        pub struct LazySplitLoader;

        impl LazySplitLoader {
            pub const fn new(_: LoadFn) -> Self {
                Self
            }
        }

        pub async fn ensure_loaded(_: Pin<&LazySplitLoader>) -> Result<(), Infallible> {
            Ok(())
        }
    }
}
