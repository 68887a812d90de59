//! The page for an address that names none.

use crate::routes::Route;

use super::{heading, main};
use crate::components::el::{El, el};
use crate::components::rail::rail;
use crate::site::Site;

/// Says so, and offers every way back.
pub fn page(site: Site) -> El {
    let words = "The address may be mistyped, or the level may have been renamed.";
    let back = el("a").class("button").attr("href", site.href(&Route::Map)).add("See the whole ladder");
    main("page narrow")
        .add(heading("There is no page here"))
        .add(el("p").class("lead").add(words))
        .add(el("p").class("actions").add(back))
        .add(rail(site, None))
}
