//! The ways to the pages that the owner of the site adds.

use leptos::prelude::*;
use rungs_ladder::branding::PageLink;
use rungs_ladder::id::PageId;

use crate::components::said::Said;
use crate::context::use_site;

/// The page of the owner's that is shown, where one is.
#[derive(Clone)]
pub struct ShownPage(pub PageId);

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
