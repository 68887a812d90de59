//! The ways to the pages that the owner of the site adds.

use leptos::prelude::*;
use rungs_ladder::branding::PageLink;
use rungs_ladder::id::PageId;

use crate::components::said::Said;
use crate::context::use_site;

/// The page of the owner's that is shown, where one is.
#[derive(Clone)]
pub struct ShownPage(pub PageId);

/// Where on a page all of the links stand.
pub enum Place {
    /// At the foot of every page.
    Footer,
    /// Below the beginning of the map.
    Map,
    /// A part of the page about the site.
    About,
}

/// The ways to all of the pages, where there are any.
#[component]
pub fn MorePages(
    /// Where they stand.
    place: Place,
) -> impl IntoView {
    let pages = use_site().ladder.branding.pages.as_slice();
    (!pages.is_empty()).then(|| {
        let links = view! { <OwnersPageLinks pages/> };
        match place {
            Place::Footer => {
                view! { <nav class="owners-pages screen-only" aria-label="More pages">{links}</nav> }
                    .into_any()
            }
            Place::Map => view! { <p class="how owners-pages">"More: " {links}</p> }.into_any(),
            Place::About => view! { <h2>"More pages"</h2> <p class="owners-pages">{links}</p> }.into_any(),
        }
    })
}

/// A link for each of them.
#[component]
pub fn OwnersPageLinks(
    /// The pages, in the order of their links.
    pages: &'static [PageLink],
) -> impl IntoView {
    let site = use_site();
    let shown = use_context::<ShownPage>();
    let link = |page: &'static PageLink| {
        let current = shown.as_ref().is_some_and(|shown| shown.0 == page.id).then_some("page");
        view! {
            <a class="owners-page-link" href=site.owners_page_href(&page.id) aria-current=current>
                <Said>{page.title.as_str()}</Said>
            </a>
        }
    };
    pages.iter().map(link).collect_view()
}
