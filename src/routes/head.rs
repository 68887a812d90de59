//! What the head of each page says: the one source for the rendered files and for the app's `document.title`.

use crate::routes::{AssessmentUrl, Route, comparison_at};
use rungs_ladder::compare::{self, Comparison, Gist, Table};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::search::Search;

/// So many letters of a title show in most lists of results.
const MOST_LETTERS: usize = 70;

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
    Head { title: title(ladder, route, query), description: description(ladder, route) }
}

/// The title of that head. The app needs no more.
pub fn title(ladder: &Ladder, route: Option<&Route>, query: &str) -> String {
    let page = match route {
        Some(Route::Map) => return ladder.title.clone(),
        Some(Route::Level(id)) => match ladder.level(id) {
            Some(level) => level.title.clone(),
            None => return title(ladder, None, query),
        },
        Some(Route::Compare | Route::Pair(..)) => compared(ladder, &comparison_at(ladder, route, query)),
        Some(Route::Find) => sought(ladder, query),
        Some(Route::Assess) => "Assess yourself".into(),
        Some(Route::Rate) => {
            let area = AssessmentUrl::parse(query).area.and_then(|id| ladder.area(&id));
            area.map_or_else(|| "Rate yourself".into(), |area| ["Rate: ", &area.title].concat())
        }
        Some(Route::Result) => "Where you stand".into(),
        Some(Route::Data) => "Your data".into(),
        Some(Route::Shared) => "Shared with you".into(),
        Some(Route::Whole) => "The whole ladder".into(),
        Some(Route::About) => "About".into(),
        None => "Page not found".into(),
    };
    let whole = [&page, " · ", &ladder.title].concat();
    // The names of levels come first: search engines cut what is longer.
    let is_comparison = matches!(route, Some(Route::Compare | Route::Pair(..)));
    if is_comparison && whole.chars().count() > MOST_LETTERS { page } else { whole }
}

fn description(ladder: &Ladder, route: Option<&Route>) -> String {
    let description = match route {
        Some(Route::Map) => return or(&ladder.summary, &ladder.title),
        Some(Route::Level(id)) => match ladder.level(id) {
            Some(level) => return or(&level.summary, &level.title),
            None => return description(ladder, None),
        },
        Some(Route::Pair(left, right)) => {
            let table = Table::new(ladder, &Comparison::between(left, right));
            return compare::gists(&table).iter().map(Gist::plain).collect::<Vec<_>>().join(" ");
        }
        Some(Route::Compare) => {
            "Two to four levels side by side: what is new, what is raised, what stays the same."
        }
        Some(Route::Find) => "Every topic with its levels, and a search over all expectations.",
        Some(Route::Assess) => {
            "Rate yourself against a level, add evidence, and see what is missing. Everything stays in your browser."
        }
        Some(Route::Rate) => {
            "The expectations of a level, an area a page, each with the rating scale beside it."
        }
        Some(Route::Result) => "What you meet of a level, what is missing, and your plan.",
        Some(Route::Data) => "Export your assessments as a file, import them, or delete everything here.",
        Some(Route::Shared) => {
            "An assessment that somebody shared by a link. It is stored only if you say so."
        }
        Some(Route::Whole) => "Every level with all its expectations, on one page to read through or print.",
        Some(Route::About) => {
            "How to read this ladder, its rating scale, licence and source, and what happens to your data."
        }
        None => "There is no page at this address.",
    };
    description.into()
}

fn compared(ladder: &Ladder, comparison: &Comparison) -> String {
    let levels = comparison.levels.iter();
    let titles: Vec<_> = levels.filter_map(|id| Some(ladder.level(id)?.title.as_str())).collect();
    match titles.as_slice() {
        [] | [_] => "Compare levels".into(),
        [left, right] => [left, " and ", right, " compared"].concat(),
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
        let id = |id| LevelId::new(id).unwrap();
        let level = |level| Some(Route::Level(id(level)));
        let pair = |left, right| Some(Route::Pair(id(left), id(right)));
        for (route, query, title) in [
            (Some(Route::Map), "", "Test"),
            (level("junior"), "", "JUNIOR · Test"),
            (level("gone"), "", "Page not found · Test"),
            (None, "", "Page not found · Test"),
            (Some(Route::Compare), "", "Compare levels · Test"),
            (Some(Route::Compare), "?levels=junior,head", "JUNIOR and HEAD compared · Test"),
            (Some(Route::Compare), "?levels=junior,head,lead", "JUNIOR, HEAD, LEAD compared · Test"),
            (pair("junior", "head"), "", "JUNIOR and HEAD compared · Test"),
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
        assert_eq!(
            described(pair("junior", "head")),
            "HEAD adds “REVIEW” and “DESIGN”, and raises 1 topic. 1 stays the same."
        );
        assert_eq!(described(None), "There is no page at this address.");
    }

    #[test]
    fn the_names_of_levels_come_before_that_of_the_ladder() {
        let id = |id| LevelId::new(id).unwrap();
        let pair = Route::Pair(id("junior"), id("head"));
        for (letters, has_ladder) in [(43, true), (44, false)] {
            let mut draft = draft();
            draft.title = "x".repeat(letters);
            let ladder = Ladder::new(draft).unwrap();
            let title = title(&ladder, Some(&pair), "");
            assert!(title.starts_with("JUNIOR and HEAD compared"), "{title}");
            assert_eq!(title.contains('x'), has_ladder, "{letters}");
        }
    }
}
