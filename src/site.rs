//! What every page needs to know: the ladder, and where the site lives.

use crate::routes::{Route, comparison_address, comparison_at, owners_page_path};
use rungs_ladder::aliases::Alias;
use rungs_ladder::compare::{self, Comparison};
use rungs_ladder::id::{LevelId, PageId, StatementId};
use rungs_ladder::join;
use rungs_ladder::ladder::{Ladder, Level, Section, Statement};

/// The site being shown. Lives as long as the program, so that views can borrow from it freely.
#[derive(Clone, Copy)]
pub struct Site {
    /// The ladder.
    pub ladder: &'static Ladder,
    /// The path the site is served under: begins and ends with a slash.
    pub base: &'static str,
}

impl Site {
    /// The path of a page, for links.
    pub fn href(&self, route: &Route) -> String {
        [self.base, &route.path()].concat()
    }

    /// The path of a page with a query, which is empty or begins with its question mark.
    pub fn query_href(&self, route: &Route, query: &str) -> String {
        [self.base, &route.path(), query].concat()
    }

    /// The path of a level's page. In a collection it is that of its own ladder.
    pub fn level_href(&self, level: &Level) -> String {
        match self.own(level.id.as_str()) {
            Some((folder, id)) => [self.base, folder, "/levels/", id, "/"].concat(),
            None => self.href(&Route::Level(level.id.clone())),
        }
    }

    /// The path of an area on its level's page.
    pub fn area_href(&self, level: &Level, section: &Section) -> String {
        let area = section.area.as_str();
        // An area that several ladders share has no folder before it; any other has that of the first.
        let is_listed =
            |folder: &str| self.ladder.branding.ladders.iter().any(|ladder| ladder.folder == folder);
        let own = self.own(area).filter(|(folder, _)| is_listed(folder)).map_or(area, |(_, id)| id);
        [&self.level_href(level), "#", &area_anchor(own)].concat()
    }

    /// Whether two levels of a collection are of one ladder.
    pub fn are_of_one_ladder(&self, one: &Level, other: &Level) -> bool {
        let [one, other] = [one, other].map(|level| self.own(level.id.as_str()).map(|(folder, _)| folder));
        one == other
    }

    /// The folder of a ladder of the collection, and what the id is there; `None` where this is one ladder.
    fn own<'a>(&self, id: &'a str) -> Option<(&'a str, &'a str)> {
        join::own_id(id).filter(|_| self.ladder.is_collection())
    }

    /// The path of a page of the owner's.
    pub fn owners_page_href(&self, page: &PageId) -> String {
        [self.base, &owners_page_path(page)].concat()
    }

    /// The path of a comparison, with its query where it needs one.
    pub fn comparison_href(&self, comparison: &Comparison) -> String {
        let (route, query) = comparison_address(self.ladder, comparison);
        self.query_href(&route, &query)
    }

    /// The path of two levels side by side, the lower one first.
    pub fn pair_href(&self, one: &Level, other: &Level) -> String {
        let (left, right) = compare::pair(self.ladder, &one.id, &other.id).unwrap_or((one, other));
        self.comparison_href(&Comparison::between(&left.id, &right.id))
    }

    /// An address as the site names it: two levels that are compared stand on the page of their pair, and a pair with other
    /// choices on the page that compares.
    pub fn settled(&self, route: Option<Route>, query: String) -> (Option<Route>, String) {
        if !matches!(route, Some(Route::Compare | Route::Pair(..))) {
            return (route, query);
        }
        let (settled, written) =
            comparison_address(self.ladder, &comparison_at(self.ladder, route.as_ref(), &query));
        // What is left out of a query does no harm there.
        if route.as_ref() == Some(&settled) && settled == Route::Compare {
            return (route, query);
        }
        (Some(settled), written)
    }

    /// The path of a statement on its level's page.
    pub fn statement_href(&self, level: &Level, statement: &StatementId) -> String {
        let statement = self.own(statement.as_str()).map_or(statement.as_str(), |(_, own)| own);
        [&self.level_href(level), "#", statement].concat()
    }

    /// The page at `path`, an absolute path of this origin; `None` where this site has no such page. Some servers take no
    /// notice of case, nor of slashes that follow each other, so neither does this.
    pub fn route(&self, path: &str) -> Option<Route> {
        let mut path = path.to_owned();
        while path.contains("//") {
            path = path.replace("//", "/");
        }
        // The base may lack its closing slash.
        let whole = if path.len() + 1 == self.base.len() { path + "/" } else { path };
        let (base, below) = whole.split_at_checked(self.base.len())?;
        if !base.eq_ignore_ascii_case(self.base) {
            return None;
        }
        let parsed = Route::parse(below).or_else(|_| Route::parse(&below.to_ascii_lowercase()));
        match parsed.ok()? {
            route if !route.is_of(self.ladder) => None,
            Route::Level(id) => self.level(&id).map(|level| Route::Level(level.id.clone())),
            Route::Pair(one, other) => {
                let (one, other) = (self.level(&one)?, self.level(&other)?);
                let (left, right) = compare::pair(self.ladder, &one.id, &other.id)?;
                Some(Route::Pair(left.id.clone(), right.id.clone()))
            }
            route => Some(route),
        }
    }

    /// The level with that id, whatever its case. The page of an earlier id is one that leads on, so it is not of this app.
    fn level(&self, id: &LevelId) -> Option<&'static Level> {
        let levels = &self.ladder.levels;
        let is_alike = |level: &&Level| level.id.as_str().eq_ignore_ascii_case(id.as_str());
        levels.iter().find(|level| level.id == *id).or_else(|| levels.iter().find(is_alike))
    }

    /// The language of the ladder's words, where it is not that of the site.
    pub fn other_language(&self) -> Option<&'static str> {
        (!self.ladder.is_english()).then_some(self.ladder.language.as_str())
    }

    /// The ids that a statement has had, so that links to them lead to it: each leads to one place of a level's page, and none that
    /// something there has today.
    pub fn earlier_ids(
        &self,
        level: &'static Level,
        statement: &'static Statement,
    ) -> impl Iterator<Item = &'static str> {
        let is_here = |id: &StatementId| level.statements().any(|statement| statement.id == *id);
        let leads_here = move |alias: &&Alias<StatementId>| {
            let first = alias.now.iter().find(|now| is_here(now));
            first == Some(&statement.id) && !is_here(&alias.was)
        };
        self.ladder.aliases.statements.iter().filter(leads_here).map(|alias| alias.was.as_str())
    }

    /// The title of a statement's topic, where it has one.
    pub fn topic_title(&self, statement: &Statement) -> Option<&'static str> {
        self.ladder.topic(statement.topic.as_ref()?).map(|topic| topic.title.as_str())
    }

    /// The class that gives a level its track's colour.
    pub fn accent(&self, level: &Level) -> &'static str {
        let track = self.ladder.tracks.iter().position(|track| track.id == level.track);
        match track.unwrap_or_default() % 4 {
            0 => "accent-1",
            1 => "accent-2",
            2 => "accent-3",
            _ => "accent-4",
        }
    }
}

/// The id of an area on a level's page.
pub fn area_anchor(area: &str) -> String {
    ["_", area].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::AreaId;
    use rungs_ladder::join::{About, Member, join};

    #[test]
    fn a_page_is_found_as_servers_find_it() {
        let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft()).unwrap()));
        let site = Site { ladder, base: "/Repo/" };
        let id = |id: &str| LevelId::new(id).unwrap();
        let pair = || Some(Route::Pair(id("junior"), id("head")));
        let junior = || Some(Route::Level(LevelId::new("junior").unwrap()));
        for (path, expected) in [
            ("/Repo/", Some(Route::Map)),
            ("/Repo", Some(Route::Map)),
            ("/repo/", Some(Route::Map)),
            ("/Repo//", Some(Route::Map)),
            ("/Repo/index.html", Some(Route::Map)),
            ("/Repo/levels/junior/", junior()),
            ("/Repo/levels/junior", junior()),
            ("/Repo/levels/Junior/", junior()),
            ("/REPO/LEVELS/JUNIOR/INDEX.HTML", junior()),
            ("//Repo///levels//junior//", junior()),
            ("/Repo/Assess/Rate/", Some(Route::Rate)),
            ("/Repo/compare/junior/head/", pair()),
            ("/repo/compare/Junior/HEAD/index.html", pair()),
            // The page of two levels has one address.
            ("/Repo/compare/head/junior/", pair()),
            ("/Repo/compare/head/head/", None),
            ("/Repo/compare/head/nobody/", None),
            ("/Repo/levels/nobody/", None),
            ("/Repos/levels/junior/", None),
            ("/", None),
            ("", None),
            ("/Répo/", None),
        ] {
            assert_eq!(site.route(path), expected, "{path:?}");
        }
    }

    #[test]
    fn a_comparison_has_one_address() {
        let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft()).unwrap()));
        let site = Site { ladder, base: "/" };
        for (path, query, expected) in [
            ("compare/", "", "compare/"),
            ("compare/", "?levels=junior,head", "compare/junior/head/"),
            ("compare/", "?levels=junior,head&rows=all", "compare/?levels=junior,head&rows=all"),
            ("compare/", "?levels=head,junior", "compare/?levels=head,junior"),
            ("compare/", "?levels=nobody&x=y", "compare/?levels=nobody&x=y"),
            ("compare/junior/head/", "?x=y", "compare/junior/head/"),
            ("compare/junior/head/", "?words=plain", "compare/?levels=junior,head&words=plain"),
            ("find/", "?levels=junior,head", "find/?levels=junior,head"),
            ("levels/junior/", "?x", "levels/junior/?x"),
        ] {
            let (route, query) = site.settled(Route::parse(path).ok(), query.to_owned());
            assert_eq!(route.unwrap().path() + &query, expected, "{path} {query}");
        }
        assert_eq!(site.settled(None, "?x".to_owned()), (None, "?x".to_owned()));
    }

    #[test]
    fn what_a_collection_names_stands_with_its_ladder() {
        let mut other = draft();
        other.areas[0].id = AreaId::new("another").unwrap();
        other.levels.iter_mut().for_each(|level| level.sections[0].area = other.areas[0].id.clone());
        // An area that is called like one of the first ladder, and is another.
        other.areas[0].title = "Another".to_owned();
        other.areas.push(draft().areas.remove(0));
        other.areas[1].title = "Something else".to_owned();
        other.areas[1].topics.clear();
        let mut section = other.levels[0].sections[0].clone();
        section.area = other.areas[1].id.clone();
        section.statements.clear();
        other.levels[0].sections.push(section);
        let [makers, sellers] = [draft(), other].map(|draft| Ladder::new(draft).unwrap());
        let members =
            [("makers", &makers), ("sellers", &sellers)].map(|(folder, ladder)| Member { folder, ladder });
        let ladder = Box::leak(Box::new(join(&About { title: "All", summary: "" }, &members).unwrap()));
        let site = Site { ladder, base: "/repo/" };
        let level = ladder.level_called("sellers_junior").unwrap();
        let statement = level.statements().next().unwrap();
        assert_eq!(site.level_href(level), "/repo/sellers/levels/junior/");
        assert_eq!(site.statement_href(level, &statement.id), "/repo/sellers/levels/junior/#j.code");
        let areas: Vec<_> = level.sections.iter().map(|section| site.area_href(level, section)).collect();
        assert_eq!(areas[0], "/repo/sellers/levels/junior/#_another");
        assert_eq!(areas[1], "/repo/sellers/levels/junior/#_craft");
        for (path, expected) in [
            ("/repo/", Some(Route::Map)),
            ("/repo/find/", Some(Route::Find)),
            ("/repo/compare/", Some(Route::Compare)),
            ("/repo/about/", Some(Route::About)),
            ("/repo/assess/", None),
            ("/repo/whole/", None),
            ("/repo/levels/sellers_junior/", None),
            ("/repo/compare/makers_junior/sellers_junior/", None),
            ("/repo/sellers/levels/junior/", None),
        ] {
            assert_eq!(site.route(path), expected, "{path}");
        }
        let query = "?levels=makers_junior,sellers_junior";
        assert_eq!(
            site.settled(Some(Route::Compare), query.to_owned()),
            (Some(Route::Compare), query.to_owned())
        );
    }
}
