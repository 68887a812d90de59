//! The pages of the owner's: documents that the app does not take over, so that they need neither it nor the ladder.

use rungs_app::routes::{Route, owners_page_path};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::page::OwnersPage;

use crate::brand::Brand;
use crate::document::{Page, Site};
use crate::output::Files;
use crate::pages::Addresses;
use crate::render::Renderer;

/// Adds each of them. The pages are kept for as long as the program lives.
pub fn add(site: &Site, ladder: &'static Ladder, brand: &Brand, addresses: &Addresses, files: &mut Files) {
    if brand.pages.is_empty() {
        return;
    }
    let renderer = Renderer::new(ladder, site.base);
    let pictures = Box::leak(Box::new(brand.shown_pictures(site.base)));
    let pages: &'static [OwnersPage] = brand.pages.clone().leak();
    for page in pages {
        let path = owners_page_path(&page.id);
        let title = [&page.title, " · ", &ladder.title].concat();
        let document = site.document_without_app(&Page {
            title: &title,
            description: if page.description.is_empty() { &page.title } else { &page.description },
            address: Some(addresses.of(&path, &Route::Map)),
            path: Some(path.clone()),
            is_for_reading: true,
            part: "",
            body: renderer.owners_page(page, pictures),
        });
        files.insert(path + "index.html", document.into_bytes().into());
    }
}
