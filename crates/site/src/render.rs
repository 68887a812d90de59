//! Renders the app's own components to HTML.

use leptos::prelude::*;
use rungs_app::address::Address;
use rungs_app::app::App;
use rungs_app::browser::history::Navigator;
use rungs_app::browser::single_keys::SingleKeys;
use rungs_app::pages::owners::{OwnersDocument, Pictures};
use rungs_app::routes::Route;
use rungs_app::site::Site;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::page::OwnersPage;

/// What Leptos writes where texts and lists end, and where nothing is shown. Only an app that takes over the page's own
/// elements needs to find these places; ours brings its own elements. Nothing else is written like this, as `<` is escaped
/// in text and in attributes.
const MARKS: [&str; 2] = ["<!>", "<!--<() />-->"];

/// Renders pages of one ladder.
pub struct Renderer {
    site: Site,
}

impl Renderer {
    /// For a site served under `base`, which is kept for as long as the program lives.
    pub fn new(ladder: &'static Ladder, base: &str) -> Self {
        Self { site: Site { ladder, base: base.to_owned().leak() } }
    }

    /// The content of the page's app element.
    pub fn body(&self, route: Option<&Route>) -> String {
        let address = Address::new(route.cloned(), String::new());
        self.html(|| {
            view! { <App navigator=Navigator::new(self.site, address) keys=SingleKeys::on(self.site)/> }
                .to_html()
        })
    }

    /// The content of the same element on a page of the owner's.
    pub fn owners_page(&self, page: &'static OwnersPage, pictures: &'static Pictures) -> String {
        let navigator = Navigator::new(self.site, Address::new(None, String::new()));
        let keys = SingleKeys::on(self.site);
        self.html(|| view! { <OwnersDocument navigator keys page pictures/> }.to_html())
    }

    fn html(&self, render: impl FnOnce() -> String) -> String {
        let owner = Owner::new();
        let html = owner.with(render);
        owner.cleanup();
        MARKS.iter().fold(html, |html, mark| html.replace(mark, ""))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use rungs_app::routes::head;
    use rungs_ladder::example::draft;

    #[test]
    fn every_page_is_written_with_a_heading_and_a_title_of_its_own() {
        let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft()).unwrap()));
        let renderer = Renderer::new(ladder, "/");
        let missing = renderer.body(None);
        let mut titles = HashSet::from([head(ladder, None, "").title]);
        for route in crate::pages::routes(ladder) {
            let body = renderer.body(Some(&route));
            assert_eq!(body.matches("<h1").count(), 1, "{route:?} has one heading");
            assert_eq!(body.matches("<main").count(), 1, "{route:?} has one main landmark");
            assert_ne!(body, missing, "{route:?} has a page");
            let head = head(ladder, Some(&route), "");
            assert!(titles.insert(head.title), "{route:?} has a title of its own");
            assert!(!head.description.is_empty(), "{route:?} has a description");
        }
    }

    #[test]
    fn a_level_tells_what_the_level_below_says_of_each_statement() {
        let mut draft = draft();
        let words = |text: &str| rungs_ladder::text::Text::plain(text);
        draft.levels[0].sections[0].statements[0].text = words("Writes the code of one team well.");
        draft.levels[1].sections[0].statements[0].text = words("Writes the code of several teams well.");
        let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft).unwrap()));
        let renderer = Renderer::new(ladder, "/");
        let body = |level: usize| renderer.body(Some(&Route::Level(ladder.levels[level].id.clone())));
        let has = |level: usize, part: &str| assert!(body(level).contains(part), "{part} in {}", body(level));
        // Nothing is below it.
        assert!(!body(0).contains("earlier"), "{}", body(0));
        has(1, "What changes from JUNIOR</summary>");
        has(1, "asks for. 1 expectation is new.</p>");
        has(1, "From JUNIOR</p>");
        has(1, "Writes the code of <del>one team</del> <ins>several teams</ins> well.");
        has(1, r#"<p class="earlier new">New</p>"#);
        // Too little in common for marks.
        has(3, r#"From SENIOR</p><div class="says"><p>Writes the code of several teams well.</p>"#);
    }

    #[test]
    fn marks_are_left_out_and_words_like_them_stay() {
        let mut draft = draft();
        draft.title = "a<!>b<!--<() />-->c".into();
        let title = "a&lt;!&gt;b&lt;!--&lt;() /&gt;--&gt;c";
        draft.levels.iter_mut().for_each(|level| level.title = draft.title.clone());
        let ladder = Box::leak(Box::new(Ladder::new(draft).unwrap()));
        let renderer = Renderer::new(ladder, "/");
        for route in
            [Some(Route::Map), Some(Route::About), Some(Route::Level(ladder.levels[1].id.clone())), None]
        {
            let html = renderer.body(route.as_ref());
            assert!(!html.contains("<!"), "{route:?}");
            assert!(html.contains(&format!(">{title}<")), "{route:?}");
        }
        // In an attribute.
        let map = renderer.body(Some(&Route::Map));
        assert!(map.contains(&format!("\"Compare {title}\"")));
    }
}
