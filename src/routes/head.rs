//! What the head of each page says: the one source for the rendered files and for the app's `document.title`.

use crate::routes::AssessmentUrl;
use crate::routes::Route;
use rungs_ladder::compare::Comparison;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::search::Search;

/// The words of a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title: the page first, then the ladder.
    pub title: String,
    /// The description that search engines and link previews show.
    pub description: String,
}

/// The head of the page at `route` with that query; a level that the ladder does not know has the head of a
/// missing page.
pub fn head(ladder: &Ladder, route: Option<&Route>, query: &str) -> Head {
    let (page, description) = match route {
        Some(Route::Map) => {
            return Head { title: ladder.title.clone(), description: or(&ladder.summary, &ladder.title) };
        }
        Some(Route::Level(id)) => match ladder.level(id) {
            Some(level) => (level.title.clone(), or(&level.summary, &level.title)),
            None => return head(ladder, None, query),
        },
        Some(Route::Compare) => (
            compared(ladder, query),
            "Two to four levels side by side: what is new, what is raised, what stays the same.".into(),
        ),
        Some(Route::Find) => (
            sought(ladder, query),
            "Every topic with its levels, and a search over all expectations.".into(),
        ),
        Some(Route::Assess) => (
            "Assess yourself".into(),
            "Rate yourself against a level, add evidence, and see what is missing. Everything stays in your browser."
                .into(),
        ),
        Some(Route::Rate) => {
            let area = AssessmentUrl::parse(query).area.and_then(|id| ladder.area(&id));
            let page = area.map_or_else(|| "Rate yourself".into(), |area| ["Rate: ", &area.title].concat());
            (page, "The expectations of a level, an area a page, each with the rating scale beside it.".into())
        }
        Some(Route::Result) => (
            "Where you stand".into(),
            "What you meet of a level, what is missing, and your plan.".into(),
        ),
        Some(Route::Data) => (
            "Your data".into(),
            "Export your assessments as a file, import them, or delete everything here.".into(),
        ),
        Some(Route::Shared) => (
            "Shared with you".into(),
            "An assessment that somebody shared by a link. It is stored only if you say so.".into(),
        ),
        Some(Route::About) => (
            "About".into(),
            "How to read this ladder, its rating scale, licence and source, and what happens to your data."
                .into(),
        ),
        None => ("Page not found".into(), "There is no page at this address.".into()),
    };
    Head { title: [&page, " · ", &ladder.title].concat(), description }
}

fn compared(ladder: &Ladder, query: &str) -> String {
    let table = Comparison::parse(ladder, query).levels;
    let titles: Vec<_> = table.iter().filter_map(|id| Some(ladder.level(id)?.title.as_str())).collect();
    match titles.as_slice() {
        [] | [_] => "Compare levels".into(),
        titles => [&titles.join(", "), " compared"].concat(),
    }
}

fn sought(ladder: &Ladder, query: &str) -> String {
    match Search::parse(ladder, query).words.trim() {
        "" => "Find an expectation".into(),
        words => ["“", words, "” found"].concat(),
    }
}

fn or(text: &str, fallback: &str) -> String {
    if text.is_empty() { fallback } else { text }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::LevelId;

    #[test]
    fn each_page_names_itself_first() {
        let ladder = Ladder::new(draft()).unwrap();
        let level = |id| Some(Route::Level(LevelId::new(id).unwrap()));
        for (route, query, title) in [
            (Some(Route::Map), "", "Test"),
            (level("junior"), "", "JUNIOR · Test"),
            (level("gone"), "", "Page not found · Test"),
            (None, "", "Page not found · Test"),
            (Some(Route::Compare), "", "Compare levels · Test"),
            (Some(Route::Compare), "?levels=junior,head", "JUNIOR, HEAD compared · Test"),
            (Some(Route::Find), "", "Find an expectation · Test"),
            (Some(Route::Find), "?q=writes", "“writes” found · Test"),
            (Some(Route::Assess), "", "Assess yourself · Test"),
            (Some(Route::Rate), "?id=a", "Rate yourself · Test"),
            (Some(Route::Rate), "?id=a&area=craft", "Rate: Craft · Test"),
            (Some(Route::Result), "?id=a", "Where you stand · Test"),
        ] {
            assert_eq!(head(&ladder, route.as_ref(), query).title, title);
        }
        let described = |route: Option<Route>| head(&ladder, route.as_ref(), "").description;
        assert_eq!(described(level("junior")), "What junior is for.");
        assert_eq!(described(None), "There is no page at this address.");
    }
}
