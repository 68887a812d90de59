//! What the head of each page says: the one source for the rendered files and for the app's `document.title`.

use crate::ladder::Ladder;
use crate::route::Route;

/// The words of a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title: the page first, then the ladder.
    pub title: String,
    /// The description that search engines and link previews show.
    pub description: String,
}

/// The head of the page at `route`; a level that the ladder does not know has the head of a missing page.
pub fn head(ladder: &Ladder, route: Option<&Route>) -> Head {
    let (page, description) = match route {
        Some(Route::Map) => {
            return Head { title: ladder.title.clone(), description: or(&ladder.summary, &ladder.title) };
        }
        Some(Route::Level(id)) => match ladder.level(id) {
            Some(level) => (level.title.as_str(), or(&level.summary, &level.title)),
            None => return head(ladder, None),
        },
        Some(Route::About) => (
            "About",
            "How to read this ladder, its rating scale, licence and source, and what happens to your data."
                .into(),
        ),
        None => ("Page not found", "There is no page at this address.".into()),
    };
    Head { title: [page, " · ", &ladder.title].concat(), description }
}

fn or(text: &str, fallback: &str) -> String {
    if text.is_empty() { fallback } else { text }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LevelId;
    use crate::ladder::tests::draft;

    #[test]
    fn each_page_names_itself_first() {
        let ladder = Ladder::new(draft()).unwrap();
        let level = |id| Some(Route::Level(LevelId::new(id).unwrap()));
        for (route, title, description) in [
            (Some(Route::Map), "Test", "Test"),
            (level("junior"), "JUNIOR · Test", "What junior is for."),
            (level("gone"), "Page not found · Test", "There is no page at this address."),
            (None, "Page not found · Test", "There is no page at this address."),
        ] {
            let head = head(&ladder, route.as_ref());
            assert_eq!((head.title.as_str(), head.description.as_str()), (title, description));
        }
    }
}
