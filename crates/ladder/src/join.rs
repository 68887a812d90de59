//! Several ladders as one, so that levels can be compared and expectations found across them. Each keeps its own pages and its own
//! ids; here its ids begin with its folder.

use crate::model::aliases::{Alias, Aliases};
use crate::model::branding::{Branding, ListedLadder};
use crate::model::id::{AreaId, InvalidId, LevelId, StatementId, TopicId, TrackId};
use crate::model::ladder::{Area, Draft, Invalid, Ladder, Level, Section, Statement, Topic, Track};

/// What stands between the folder of a ladder, which has none of it, and an id.
const SEPARATOR: char = '_';

/// A ladder of a collection.
pub struct Member<'a> {
    /// Its folder below the collection: lower case letters, digits and `-`.
    pub folder: &'a str,
    /// The ladder.
    pub ladder: &'a Ladder,
}

/// What a collection says of itself.
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is for; may be empty.
    pub summary: &'a str,
}

/// Why ladders cannot be one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// An id that is too long with the folder before it.
    #[error("in the ladder `{folder}`, an id is too long for a site of several ladders: {id}")]
    Id {
        /// The folder.
        folder: String,
        /// The id.
        id: InvalidId,
    },
    /// They do not hold together.
    #[error("the ladders cannot be one: {0}")]
    Invalid(#[from] Invalid),
}

/// The name of a level in the collection.
///
/// # Errors
/// When it would be too long.
pub fn joined_id(folder: &str, id: &str) -> Result<LevelId, InvalidId> {
    LevelId::new(&format!("{folder}{SEPARATOR}{id}"))
}

/// The folder of a ladder, and what an id is there.
pub fn own_id(joined: &str) -> Option<(&str, &str)> {
    joined.split_once(SEPARATOR)
}

/// All ladders as one, in the language of the first. Those in other languages are only listed: their words are not those that a
/// reader of the others looks for. Areas and topics that are called alike are one.
///
/// # Errors
/// When an id would be too long, or there is no ladder.
pub fn join(about: &About, members: &[Member]) -> Result<Ladder, JoinError> {
    let first = members.first().ok_or(Invalid::NoLevels)?.ladder;
    let joined: Vec<_> =
        members.iter().filter(|member| is_alike(&member.ladder.language, &first.language)).collect();
    let mut draft = Draft {
        title: about.title.to_owned(),
        summary: about.summary.to_owned(),
        version: String::new(),
        language: first.language.clone(),
        licence: first.licence.clone().filter(|_| joined.iter().all(|m| m.ladder.licence == first.licence)),
        source: None,
        scale: first.scale.clone(),
        tracks: Vec::new(),
        areas: Vec::new(),
        levels: Vec::new(),
        aliases: Aliases::default(),
        branding: Branding { ladders: members.iter().map(listed).collect(), ..Branding::default() },
    };
    for member in &joined {
        let failed = |id| JoinError::Id { folder: member.folder.to_owned(), id };
        Joining { folder: member.folder, ladder: member.ladder, draft: &mut draft }.add().map_err(failed)?;
    }
    tell_titles_apart(&mut draft.levels, &joined);
    Ok(Ladder::new(draft)?)
}

/// Whether two language tags are of one language, whatever its region.
pub fn is_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|tag| tag.split('-').next().unwrap_or_default());
    one.eq_ignore_ascii_case(other)
}

fn listed(member: &Member) -> ListedLadder {
    let Member { folder, ladder } = member;
    ListedLadder {
        folder: (*folder).to_owned(),
        title: ladder.title.clone(),
        summary: ladder.summary.clone(),
        language: ladder.language.clone(),
        tracks: ladder.tracks.iter().map(|track| track.title.clone()).collect(),
        levels: ladder.levels.len(),
    }
}

/// Levels of different ladders may have one title: then each says which ladder it is of.
fn tell_titles_apart(levels: &mut [Level], members: &[&Member]) {
    let titles: Vec<_> = levels.iter().map(|level| level.title.clone()).collect();
    for level in levels {
        if titles.iter().filter(|title| **title == level.title).count() > 1 {
            let folder = own_id(level.id.as_str()).map_or("", |(folder, _)| folder);
            let ladder = members.iter().find(|member| member.folder == folder);
            let ladder = ladder.map_or(folder, |member| member.ladder.title.as_str());
            level.title += &format!(" ({ladder})");
            level.short += &format!(" ({ladder})");
        }
    }
}

/// One ladder on its way into the others.
struct Joining<'a> {
    folder: &'a str,
    ladder: &'a Ladder,
    draft: &'a mut Draft,
}

impl Joining<'_> {
    fn add(mut self) -> Result<(), InvalidId> {
        let areas = self.add_areas()?;
        self.add_tracks()?;
        let aliases = &self.ladder.aliases.levels;
        for alias in aliases {
            let now = alias.now.iter().map(|id| joined_id(self.folder, id.as_str()));
            let alias = Alias {
                was: joined_id(self.folder, alias.was.as_str())?,
                now: now.collect::<Result<_, _>>()?,
            };
            self.draft.aliases.levels.push(alias);
        }
        for level in &self.ladder.levels {
            let level = self.level(level, &areas)?;
            self.draft.levels.push(level);
        }
        Ok(())
    }

    fn add_tracks(&mut self) -> Result<(), InvalidId> {
        let is_alone = self.ladder.tracks.len() == 1;
        for track in &self.ladder.tracks {
            let title = match is_alone {
                true => self.ladder.title.clone(),
                false => format!("{}: {}", self.ladder.title, track.title),
            };
            let id = self.track(&track.id)?;
            self.draft.tracks.push(Track { id, title, summary: track.summary.clone() });
        }
        Ok(())
    }

    /// Adds the areas and topics that are not there yet; how those of this ladder are called now.
    fn add_areas(&mut self) -> Result<Vec<Renamed>, InvalidId> {
        let mut renamed = Vec::new();
        for area in &self.ladder.areas {
            let is_same = |known: &Area| known.id == area.id && known.title == area.title;
            let at = match self.draft.areas.iter().position(is_same) {
                Some(at) => at,
                None => {
                    let is_taken = self.draft.areas.iter().any(|known| known.id == area.id);
                    let id = self.name(area.id.as_str(), is_taken, AreaId::new)?;
                    self.draft.areas.push(Area { id, topics: Vec::new(), ..area.clone() });
                    self.draft.areas.len() - 1
                }
            };
            let topics = self.add_topics(at, &area.topics)?;
            let now = self.draft.areas.get(at).map_or_else(|| area.id.clone(), |area| area.id.clone());
            renamed.push(Renamed { was: area.id.clone(), now, topics });
        }
        Ok(renamed)
    }

    /// Adds topics to the area with that number.
    fn add_topics(&mut self, area: usize, topics: &[Topic]) -> Result<Vec<(TopicId, TopicId)>, InvalidId> {
        let mut renamed = Vec::new();
        for topic in topics {
            let there = self.draft.areas.get(area).map(|area| area.topics.as_slice()).unwrap_or_default();
            let is_there = there.iter().any(|known| known.id == topic.id && known.title == topic.title);
            let now = match is_there {
                true => topic.id.clone(),
                false => {
                    let mut all = self.draft.areas.iter().flat_map(|area| &area.topics);
                    let is_taken = all.any(|known| known.id == topic.id);
                    let id = self.name(topic.id.as_str(), is_taken, TopicId::new)?;
                    if let Some(area) = self.draft.areas.get_mut(area) {
                        area.topics.push(Topic { id: id.clone(), ..topic.clone() });
                    }
                    id
                }
            };
            renamed.push((topic.id.clone(), now));
        }
        Ok(renamed)
    }

    fn level(&self, level: &Level, areas: &[Renamed]) -> Result<Level, InvalidId> {
        let below = level.inherits.as_ref().map(|id| joined_id(self.folder, id.as_str()));
        let sections = level.sections.iter().map(|section| self.section(section, areas));
        Ok(Level {
            id: joined_id(self.folder, level.id.as_str())?,
            track: self.track(&level.track)?,
            inherits: below.transpose()?,
            sections: sections.collect::<Result<_, _>>()?,
            ..level.clone()
        })
    }

    fn section(&self, section: &Section, areas: &[Renamed]) -> Result<Section, InvalidId> {
        let area = areas.iter().find(|area| area.was == section.area);
        let topic = |was: &TopicId| {
            let topics = area.map(|area| area.topics.as_slice()).unwrap_or_default();
            topics.iter().find(|(known, _)| known == was).map_or(was, |(_, now)| now).clone()
        };
        let statement = |statement: &Statement| {
            Ok(Statement {
                id: self.name(statement.id.as_str(), true, StatementId::new)?,
                topic: statement.topic.as_ref().map(topic),
                ..statement.clone()
            })
        };
        Ok(Section {
            area: area.map_or(&section.area, |area| &area.now).clone(),
            statements: section.statements.iter().map(statement).collect::<Result<_, _>>()?,
            ..section.clone()
        })
    }

    fn track(&self, id: &TrackId) -> Result<TrackId, InvalidId> {
        self.name(id.as_str(), true, TrackId::new)
    }

    /// What an id is called here: as in its ladder, unless something else is called that.
    fn name<Id>(
        &self,
        id: &str,
        is_taken: bool,
        new: impl Fn(&str) -> Result<Id, InvalidId>,
    ) -> Result<Id, InvalidId> {
        // One that looks like it is of a folder could not be told from those that are.
        match is_taken || id.starts_with(&format!("{}{SEPARATOR}", self.folder)) {
            true => new(&format!("{}{SEPARATOR}{id}", self.folder)),
            false => new(id),
        }
    }
}

/// What an area of a ladder and its topics are called among the others.
struct Renamed {
    was: AreaId,
    now: AreaId,
    topics: Vec<(TopicId, TopicId)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{self, Comparison, Table};
    use crate::example::draft;
    use crate::json;
    use crate::search::Search;

    fn ladder(title: &str, change: impl Fn(&mut Draft)) -> Ladder {
        let mut draft = Draft { title: title.to_owned(), ..draft() };
        change(&mut draft);
        Ladder::new(draft).unwrap()
    }

    fn joined(ladders: &[(&str, &Ladder)]) -> Result<Ladder, JoinError> {
        let members: Vec<_> = ladders.iter().map(|(folder, ladder)| Member { folder, ladder }).collect();
        join(&About { title: "Ladders", summary: "" }, &members)
    }

    #[test]
    fn what_is_called_alike_is_one_and_everything_else_is_kept_apart() {
        let makers = ladder("Makers", |_| {});
        let sellers = ladder("Sellers", |draft| {
            let area = &mut draft.areas[0];
            area.topics[1].title = "Another".to_owned();
            draft.tracks.truncate(1);
            draft.levels.truncate(2);
            draft.levels[0].title = "Starter".to_owned();
        });
        let all = joined(&[("makers", &makers), ("sellers", &sellers)]).unwrap();
        let ids = |ids: Vec<&str>| ids.join(" ");
        assert_eq!(
            ids(all.levels.iter().map(|level| level.id.as_str()).collect()),
            "makers_junior makers_senior makers_lead makers_head sellers_junior sellers_senior"
        );
        assert_eq!(
            ids(all.levels.iter().map(|level| level.title.as_str()).collect()),
            "JUNIOR SENIOR (Makers) LEAD HEAD Starter SENIOR (Sellers)"
        );
        assert_eq!(
            ids(all.tracks.iter().map(|track| track.title.as_str()).collect()),
            "Makers: TECHNICAL Makers: MANAGEMENT Sellers"
        );
        assert_eq!(ids(all.areas.iter().map(|area| area.id.as_str()).collect()), "craft");
        assert_eq!(
            ids(all.areas[0].topics.iter().map(|topic| topic.id.as_str()).collect()),
            "code review design sellers_review"
        );
        assert!(all.is_collection() && compare::pairs(&all).is_empty());
        let listed: Vec<_> =
            all.branding.ladders.iter().map(|ladder| (&*ladder.folder, ladder.levels)).collect();
        assert_eq!(listed, [("makers", 4), ("sellers", 2)]);
        assert_eq!(json::decode(&json::encode(&all).unwrap()).unwrap(), all);
    }

    #[test]
    fn levels_are_compared_and_found_across_ladders() {
        let [makers, sellers] = ["Makers", "Sellers"].map(|title| ladder(title, |_| {}));
        let all = joined(&[("makers", &makers), ("sellers", &sellers)]).unwrap();
        let comparison = Comparison::parse(&all, "?levels=makers_junior,sellers_junior");
        let table = Table::new(&all, &comparison);
        let rows: Vec<_> = table.areas.iter().flat_map(|area| &area.rows).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.change(1) == Some(compare::Change::Carried)));
        let found = crate::search::Index::new(&all).find(&Search::parse(&all, "?q=writes"));
        let folders: Vec<_> = found
            .groups
            .iter()
            .filter_map(|group| own_id(group.level.id.as_str()))
            .map(|(at, _)| at)
            .collect();
        assert!(folders.contains(&"makers") && folders.contains(&"sellers"), "{folders:?}");
    }

    #[test]
    fn another_language_is_only_listed() {
        let english = ladder("A", |_| {});
        let british = ladder("B", |draft| draft.language = "en-GB".to_owned());
        let german = ladder("C", |draft| draft.language = "de".to_owned());
        let all = joined(&[("a", &english), ("b", &british), ("c", &german)]).unwrap();
        assert_eq!(all.branding.ladders.len(), 3);
        assert_eq!(all.levels.len(), 8);
    }

    #[test]
    fn an_id_leads_back_to_its_ladder() {
        for (folder, id) in [("a", "junior"), ("a-b", "c_d"), ("x", "a_b_c")] {
            assert_eq!(own_id(joined_id(folder, id).unwrap().as_str()), Some((folder, id)));
        }
        // An id of its own that looks like one of another ladder is told apart, too.
        let makers = ladder("Makers", |draft| {
            draft.areas[0].id = AreaId::new("m_craft").unwrap();
            draft.levels.iter_mut().for_each(|level| level.sections[0].area = draft.areas[0].id.clone());
        });
        let all = joined(&[("m", &makers)]).unwrap();
        assert_eq!(all.areas[0].id.as_str(), "m_m_craft");
        let long = ladder("Long", |draft| draft.levels[0].sections.clear());
        let folder = "x".repeat(crate::id::MAX_ID_BYTES);
        let error = joined(&[(&folder, &long)]).unwrap_err().to_string();
        assert!(error.contains("an id is too long for a site of several ladders"), "{error}");
        assert_eq!(joined(&[]), Err(JoinError::Invalid(Invalid::NoLevels)));
    }

    #[test]
    fn earlier_ids_lead_to_levels_here_too() {
        let makers = ladder("Makers", |draft| {
            let [was, now] = ["starter", "junior"].map(|id| LevelId::new(id).unwrap());
            draft.aliases.levels = vec![Alias { was, now: vec![now] }];
        });
        let all = joined(&[("makers", &makers)]).unwrap();
        assert_eq!(all.level_called("makers_starter").unwrap().id.as_str(), "makers_junior");
    }
}
