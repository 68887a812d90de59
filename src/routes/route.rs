//! Routes and URLs: the one place that knows paths.

use rungs_ladder::id::{LevelId, PageId};
use rungs_ladder::ladder::Ladder;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The ladder as a map.
    Map,
    /// One level.
    Level(LevelId),
    /// Levels side by side; which, its query says.
    Compare,
    /// Two levels side by side, in ladder order.
    Pair(LevelId, LevelId),
    /// Every topic, and a search; for what, its query says.
    Find,
    /// The self-assessments that this browser keeps, and the beginning of another.
    Assess,
    /// The questions of one assessment; of which, and of which area, its query says.
    Rate,
    /// What the answers of one assessment come to.
    Result,
    /// What a person keeps here: taking it along, bringing it in, erasing it.
    Data,
    /// What somebody shares by a link.
    Shared,
    /// Every level with all its statements, on one page.
    Whole,
    /// What this is, the rating scale, licence and privacy.
    About,
}

/// A path that names no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no page has the path `{0}`")]
pub struct UnknownPath(pub String);

/// The path of a page of the owner's, below the site's base. It is a document that the app does not take over, so it is no
/// [`Route`]: a link to it loads it.
pub fn owners_page_path(id: &PageId) -> String {
    format!("pages/{id}/")
}

impl Route {
    /// Every page but those of the levels and of their pairs, which the ladder names.
    pub const FIXED: [Self; 10] = [
        Self::Map,
        Self::Compare,
        Self::Find,
        Self::Assess,
        Self::Rate,
        Self::Result,
        Self::Data,
        Self::Shared,
        Self::Whole,
        Self::About,
    ];

    /// The page's path below the site's base, without a leading slash, with a closing one where it is not empty:
    /// the folder of the page's `index.html`.
    pub fn path(&self) -> String {
        match self {
            Route::Map => String::new(),
            Route::Level(level) => format!("levels/{level}/"),
            Route::Compare => "compare/".into(),
            Route::Pair(left, right) => format!("compare/{left}/{right}/"),
            Route::Find => "find/".into(),
            Route::Assess => "assess/".into(),
            Route::Rate => "assess/rate/".into(),
            Route::Result => "assess/result/".into(),
            Route::Data => "assess/data/".into(),
            Route::Shared => "assess/shared/".into(),
            Route::Whole => "whole/".into(),
            Route::About => "about/".into(),
        }
    }

    /// Whether a site of that ladder has such a page. A collection has what its ladders have in common: levels and assessments
    /// stand with each.
    pub fn is_of(&self, ladder: &Ladder) -> bool {
        !ladder.is_collection() || matches!(self, Route::Map | Route::Compare | Route::Find | Route::About)
    }

    /// Whether the page says something only about whoever looks at it: no search engine has to know it.
    pub fn is_personal(&self) -> bool {
        matches!(self, Route::Rate | Route::Result | Route::Data | Route::Shared)
    }

    /// Whether it is a page below `other`, which is the way to it.
    pub fn is_below(&self, other: &Route) -> bool {
        match other {
            Route::Assess => self.is_personal(),
            Route::Compare => matches!(self, Route::Pair(..)),
            _ => false,
        }
    }

    /// The page that shows it without being made anew: all comparisons are one, so that a choice on it leaves everything in
    /// its place.
    pub fn page(&self) -> Self {
        match self {
            Route::Pair(..) => Route::Compare,
            page => page.clone(),
        }
    }

    /// The page at `path`, which is relative to the site's base. A missing closing slash, a closing `index.html`
    /// and a query or fragment make no difference.
    ///
    /// # Errors
    /// When no page can have that path. A level that the ladder does not know is still a level's path, and so are two.
    pub fn parse(path: &str) -> Result<Self, UnknownPath> {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        let bare = path.get(..end).unwrap_or_default();
        let bare =
            bare.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(bare);
        let bare = bare.strip_suffix('/').unwrap_or(bare);
        let unknown = || UnknownPath(path.into());
        if path.starts_with('/') {
            return Err(unknown());
        }
        if let Some(level) = bare.strip_prefix("levels/") {
            return LevelId::new(level).map(Route::Level).map_err(|_| unknown());
        }
        if let Some((left, right)) = bare.strip_prefix("compare/").and_then(|pair| pair.split_once('/')) {
            let pair = LevelId::new(left).and_then(|left| Ok(Route::Pair(left, LevelId::new(right)?)));
            return pair.map_err(|_| unknown());
        }
        let has_path = |route: &Route| route.path().trim_end_matches('/') == bare;
        Self::FIXED.into_iter().find(has_path).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_people_type_are_understood() {
        let level = || Route::Level(LevelId::new("staff-engineer").unwrap());
        let pair = || Route::Pair(LevelId::new("junior").unwrap(), LevelId::new("staff-engineer").unwrap());
        for (path, expected) in [
            ("", Some(Route::Map)),
            ("index.html", Some(Route::Map)),
            ("?x=1", Some(Route::Map)),
            ("levels/staff-engineer/", Some(level())),
            ("levels/staff-engineer", Some(level())),
            ("levels/staff-engineer/index.html", Some(level())),
            ("levels/staff-engineer/?a=b#c", Some(level())),
            ("about", Some(Route::About)),
            ("compare/?levels=a,b", Some(Route::Compare)),
            ("compare/junior/staff-engineer/", Some(pair())),
            ("compare/junior/staff-engineer", Some(pair())),
            ("compare/junior/staff-engineer/index.html", Some(pair())),
            ("compare/junior/staff-engineer/?scope=own#x", Some(pair())),
            ("compare/junior/", None),
            ("compare/junior//", None),
            ("compare/junior/staff-engineer/head", None),
            ("compare/../about", None),
            ("find?q=x", Some(Route::Find)),
            ("assess", Some(Route::Assess)),
            ("assess/rate/?id=a", Some(Route::Rate)),
            ("assess/shared/#share=a", Some(Route::Shared)),
            ("assess/data/index.html", Some(Route::Data)),
            ("assess/gone/", None),
            ("assess/rate/a", None),
            ("/", None),
            ("//", None),
            ("levels/", None),
            ("levels/a/b", None),
            ("levels/../about", None),
            ("xindex.html", None),
            ("abou", None),
            ("about/us", None),
            ("pages/faq/", None),
        ] {
            assert_eq!(Route::parse(path).ok(), expected, "{path:?}");
        }
    }

    /// The page after another in [`Route::FIXED`]. It has no wildcard, so that a new page does not compile until it is here.
    fn next(route: &Route) -> Option<Route> {
        match route {
            Route::Map => Some(Route::Compare),
            Route::Compare => Some(Route::Find),
            Route::Find => Some(Route::Assess),
            Route::Assess => Some(Route::Rate),
            Route::Rate => Some(Route::Result),
            Route::Result => Some(Route::Data),
            Route::Data => Some(Route::Shared),
            Route::Shared => Some(Route::Whole),
            Route::Whole => Some(Route::About),
            Route::About | Route::Level(_) | Route::Pair(..) => None,
        }
    }

    #[test]
    fn every_page_without_an_id_is_listed() {
        let all: Vec<_> = std::iter::successors(Some(Route::Map), next).collect();
        assert_eq!(all, Route::FIXED);
    }

    #[test]
    fn the_pages_of_an_assessment_are_below_their_list() {
        for (route, expected) in [
            (Route::Rate, true),
            (Route::Result, true),
            (Route::Data, true),
            (Route::Shared, true),
            (Route::Assess, false),
            (Route::About, false),
        ] {
            assert_eq!(route.is_below(&Route::Assess), expected, "{route:?}");
            assert!(!route.is_below(&Route::Map), "{route:?}");
        }
    }

    #[test]
    fn a_pair_is_a_comparison() {
        let id = |id: &str| LevelId::new(id).unwrap();
        let pair = Route::Pair(id("a"), id("b"));
        assert!(pair.is_below(&Route::Compare) && !pair.is_below(&Route::Assess));
        assert_eq!(pair.page(), Route::Compare.page());
        assert_eq!(Route::Level(id("a")).page(), Route::Level(id("a")));
    }

    const ID: &str = "[A-Za-z0-9][A-Za-z0-9._-]{0,40}";

    fn any_route() -> impl Strategy<Value = Route> {
        prop_oneof![
            proptest::sample::select(Route::FIXED.as_slice()),
            ID.prop_map(|id| Route::Level(LevelId::new(&id).unwrap())),
            (ID, ID).prop_map(|(left, right)| {
                Route::Pair(LevelId::new(&left).unwrap(), LevelId::new(&right).unwrap())
            }),
        ]
    }

    proptest! {
        #[test]
        fn every_route_survives_its_path(route in any_route()) {
            prop_assert_eq!(Route::parse(&route.path()), Ok(route));
        }

        #[test]
        fn no_path_panics(path in ".*") {
            let _ = Route::parse(&path);
        }
    }
}
