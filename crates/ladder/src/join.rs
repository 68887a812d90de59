//! Several ladders as one, so that levels can be compared and expectations found across them. Each keeps its own pages and its own
//! ids; here its ids begin with its folder.

use std::sync::Arc;

use crate::model::aliases::{Alias, Aliases};
use crate::model::branding::{Branding, ListedLadder};
use crate::model::id::{AreaId, LevelId, StatementId, TopicId, TrackId};
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

/// The name of a level in the collection.
pub fn joined_id(folder: &str, id: &LevelId) -> LevelId {
    LevelId::checked(joined(folder, id.as_str()))
}

fn joined(folder: &str, id: &str) -> Arc<str> {
    format!("{folder}{SEPARATOR}{id}").into()
}

/// The folder of a ladder, and what an id is there.
pub fn own_id(joined: &str) -> Option<(&str, &str)> {
    joined.split_once(SEPARATOR)
}

/// All ladders as one, in the language of the first. Those in other languages are only listed: their words are not those that a
/// reader of the others looks for. Areas and topics that are called alike are one.
///
/// # Errors
/// When there is no ladder.
pub fn join(about: &About, members: &[Member]) -> Result<Ladder, Invalid> {
    let first = members.first().ok_or(Invalid::NoLevels)?.ladder;
    let joined: Vec<_> =
        members.iter().filter(|member| is_same_language(&member.ladder.language, &first.language)).collect();
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
        branding: Branding {
            ladders: members.iter().map(|member| listed(member, members)).collect(),
            ..Branding::default()
        },
    };
    let mut known = Known::default();
    for member in &joined {
        Joining { member, members, draft: &mut draft, known: &mut known }.add();
    }
    tell_titles_apart(&mut draft.levels, members);
    Ladder::new(draft)
}

/// Whether two language tags are of one language, whatever its region.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|tag| tag.split('-').next().unwrap_or_default());
    one.eq_ignore_ascii_case(other)
}

fn listed(member: &Member, members: &[Member]) -> ListedLadder {
    let ladder = member.ladder;
    ListedLadder {
        folder: member.folder.to_owned(),
        title: title(member, members),
        summary: ladder.summary.clone(),
        language: ladder.language.clone(),
        tracks: ladder.tracks.iter().map(|track| track.title.clone()).collect(),
        levels: ladder.levels.len(),
    }
}

/// The title of a ladder; where another has the same, with its folder.
fn title(member: &Member, members: &[Member]) -> String {
    let Member { folder, ladder } = member;
    let alike = members.iter().filter(|other| other.ladder.title == ladder.title).count();
    if alike > 1 { format!("{} ({folder})", ladder.title) } else { ladder.title.clone() }
}

/// Levels of different ladders may have one title: then each says which ladder it is of.
fn tell_titles_apart(levels: &mut [Level], members: &[Member]) {
    let titles: Vec<_> = levels.iter().map(|level| level.title.clone()).collect();
    for level in levels {
        if titles.iter().filter(|title| **title == level.title).count() > 1 {
            let folder = own_id(level.id.as_str()).map_or("", |(folder, _)| folder);
            let ladder = members.iter().find(|member| member.folder == folder);
            let ladder = ladder.map_or_else(|| folder.to_owned(), |member| title(member, members));
            level.title += &format!(" ({ladder})");
            level.short += &format!(" ({ladder})");
        }
    }
}

/// The areas and topics that are there, by what their ladders call them.
#[derive(Default)]
struct Known {
    /// Id and title of each area, with its place among the areas.
    areas: Vec<(AreaId, String, usize)>,
    /// Id and title of each topic, with the place of its area, and what it is called here.
    topics: Vec<(TopicId, String, usize, TopicId)>,
}

/// One ladder on its way into the others.
struct Joining<'a> {
    member: &'a Member<'a>,
    members: &'a [Member<'a>],
    draft: &'a mut Draft,
    known: &'a mut Known,
}

impl Joining<'_> {
    fn add(mut self) {
        let areas = self.add_areas();
        self.add_tracks();
        let Member { folder, ladder } = self.member;
        for Alias { was, now } in &ladder.aliases.levels {
            let now = now.iter().map(|id| joined_id(folder, id)).collect();
            self.draft.aliases.levels.push(Alias { was: joined_id(folder, was), now });
        }
        for level in &ladder.levels {
            let level = self.level(level, &areas);
            self.draft.levels.push(level);
        }
    }

    fn add_tracks(&mut self) {
        let ladder = self.member.ladder;
        let name = title(self.member, self.members);
        for track in &ladder.tracks {
            let title = match ladder.tracks.len() {
                1 => name.clone(),
                _ => format!("{name}: {}", track.title),
            };
            let id = self.track(&track.id);
            self.draft.tracks.push(Track { id, title, summary: track.summary.clone() });
        }
    }

    /// Adds the areas and topics that are not there yet; how those of this ladder are called now.
    fn add_areas(&mut self) -> Vec<Renamed> {
        let mut renamed = Vec::new();
        for area in &self.member.ladder.areas {
            let known = self.known.areas.iter().find(|(id, title, _)| *id == area.id && *title == area.title);
            let at = match known {
                Some((.., at)) => *at,
                None => {
                    let is_taken = self.draft.areas.iter().any(|known| known.id == area.id);
                    let id = AreaId::checked(self.name(area.id.as_str(), is_taken));
                    let at = self.draft.areas.len();
                    self.known.areas.push((area.id.clone(), area.title.clone(), at));
                    self.draft.areas.push(Area { id, topics: Vec::new(), ..area.clone() });
                    at
                }
            };
            let topics = self.add_topics(at, &area.topics);
            let now = self.draft.areas.get(at).map_or_else(|| area.id.clone(), |area| area.id.clone());
            renamed.push(Renamed { was: area.id.clone(), now, topics });
        }
        renamed
    }

    /// Adds topics to the area at that place.
    fn add_topics(&mut self, area: usize, topics: &[Topic]) -> Vec<(TopicId, TopicId)> {
        let mut renamed = Vec::new();
        for topic in topics {
            let mut known = self.known.topics.iter();
            let known =
                known.find(|(id, title, at, _)| *id == topic.id && *title == topic.title && *at == area);
            let now = match known {
                Some((.., now)) => now.clone(),
                None => {
                    let mut all = self.draft.areas.iter().flat_map(|area| &area.topics);
                    let is_taken = all.any(|known| known.id == topic.id);
                    let id = TopicId::checked(self.name(topic.id.as_str(), is_taken));
                    self.known.topics.push((topic.id.clone(), topic.title.clone(), area, id.clone()));
                    if let Some(area) = self.draft.areas.get_mut(area) {
                        area.topics.push(Topic { id: id.clone(), ..topic.clone() });
                    }
                    id
                }
            };
            renamed.push((topic.id.clone(), now));
        }
        renamed
    }

    fn level(&self, level: &Level, areas: &[Renamed]) -> Level {
        let folder = self.member.folder;
        Level {
            id: joined_id(folder, &level.id),
            track: self.track(&level.track),
            inherits: level.inherits.as_ref().map(|id| joined_id(folder, id)),
            sections: level.sections.iter().map(|section| self.section(section, areas)).collect(),
            ..level.clone()
        }
    }

    fn section(&self, section: &Section, areas: &[Renamed]) -> Section {
        let area = areas.iter().find(|area| area.was == section.area);
        let topic = |was: &TopicId| {
            let topics = area.map(|area| area.topics.as_slice()).unwrap_or_default();
            topics.iter().find(|(known, _)| known == was).map_or(was, |(_, now)| now).clone()
        };
        let statement = |statement: &Statement| Statement {
            id: StatementId::checked(joined(self.member.folder, statement.id.as_str())),
            topic: statement.topic.as_ref().map(topic),
            ..statement.clone()
        };
        Section {
            area: area.map_or(&section.area, |area| &area.now).clone(),
            statements: section.statements.iter().map(statement).collect(),
            ..section.clone()
        }
    }

    fn track(&self, id: &TrackId) -> TrackId {
        TrackId::checked(joined(self.member.folder, id.as_str()))
    }

    /// What an id is called here: as in its ladder, unless something else is called that, or might be with its folder before it.
    fn name(&self, id: &str, is_taken: bool) -> Arc<str> {
        let is_of = |folder: &str| id.strip_prefix(folder).is_some_and(|rest| rest.starts_with(SEPARATOR));
        match is_taken || self.members.iter().any(|member| is_of(member.folder)) {
            true => joined(self.member.folder, id),
            false => id.into(),
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
    use crate::id::{MAX_ID_BYTES, MAX_SLUG_BYTES};
    use crate::json;
    use crate::search::Search;

    fn ladder(title: &str, change: impl Fn(&mut Draft)) -> Ladder {
        let mut draft = Draft { title: title.to_owned(), ..draft() };
        change(&mut draft);
        Ladder::new(draft).unwrap()
    }

    fn joined(ladders: &[(&str, &Ladder)]) -> Result<Ladder, Invalid> {
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
            let id = LevelId::new(id).unwrap();
            assert_eq!(own_id(joined_id(folder, &id).as_str()), Some((folder, id.as_str())));
        }
        // An id of its own that looks like one of another ladder is told apart, too.
        let makers = ladder("Makers", |draft| {
            draft.areas[0].id = AreaId::new("m_craft").unwrap();
            draft.levels.iter_mut().for_each(|level| level.sections[0].area = draft.areas[0].id.clone());
        });
        let all = joined(&[("m", &makers)]).unwrap();
        assert_eq!(all.areas[0].id.as_str(), "m_m_craft");
        assert_eq!(joined(&[]), Err(Invalid::NoLevels));
    }

    #[test]
    fn the_longest_ids_have_room_for_their_folder() {
        let long = "x".repeat(MAX_ID_BYTES);
        let makers = ladder("Makers", |draft| {
            draft.levels.truncate(1);
            draft.levels[0].id = LevelId::new(&long).unwrap();
            draft.levels[0].sections[0].statements[0].id = StatementId::new(&long).unwrap();
        });
        let folder = "f".repeat(MAX_SLUG_BYTES);
        let all = joined(&[(&folder, &makers)]).unwrap();
        assert_eq!(own_id(all.levels[0].id.as_str()), Some((folder.as_str(), long.as_str())));
        assert_eq!(json::decode(&json::encode(&all).unwrap()).unwrap(), all);
    }

    #[test]
    fn areas_and_topics_of_any_ladder_are_one_with_those_that_are_called_alike() {
        let makers = ladder("Makers", |_| {});
        let renamed = |title: &str| {
            ladder(title, |draft| {
                draft.areas[0].title = "Handwork".to_owned();
                draft.areas[0].topics[1].title = "Another".to_owned();
            })
        };
        let [sellers, buyers] = ["Sellers", "Buyers"].map(renamed);
        let all = joined(&[("makers", &makers), ("sellers", &sellers), ("buyers", &buyers)]).unwrap();
        let areas: Vec<_> = all.areas.iter().map(|area| area.id.as_str()).collect();
        assert_eq!(areas, ["craft", "sellers_craft"]);
        let of = |folder: &str| {
            let level = all.levels.iter().find(|level| level.id.as_str().starts_with(folder)).unwrap();
            level.sections[0].statements.iter().map(|statement| statement.topic.clone()).collect::<Vec<_>>()
        };
        assert!(of("sellers").iter().flatten().count() > 0);
        assert_eq!(of("sellers"), of("buyers"));
    }

    #[test]
    fn an_id_that_looks_like_one_of_another_ladder_takes_nothing_from_it() {
        let area = |id: &str, title: &str| {
            let id = AreaId::new(id).unwrap();
            let title = title.to_owned();
            move |draft: &mut Draft| {
                draft.levels.iter_mut().for_each(|level| level.sections[0].area = id.clone());
                (draft.areas[0].id, draft.areas[0].title) = (id.clone(), title.clone());
            }
        };
        let [one, two, three] = [
            ladder("A", area("b_craft", "Odd")),
            ladder("B", area("craft", "Craft")),
            ladder("C", area("craft", "Other")),
        ];
        let all = joined(&[("a", &one), ("b", &two), ("c", &three)]).unwrap();
        let areas: Vec<_> = all.areas.iter().map(|area| area.id.as_str()).collect();
        assert_eq!(areas, ["a_b_craft", "craft", "c_craft"]);
    }

    #[test]
    fn ladders_of_one_title_are_told_apart_by_their_folders() {
        let [one, two] = ["Career ladder", "Career ladder"].map(|title| ladder(title, |_| {}));
        let all = joined(&[("engineering", &one), ("design", &two)]).unwrap();
        let listed: Vec<_> = all.branding.ladders.iter().map(|ladder| ladder.title.as_str()).collect();
        assert_eq!(listed, ["Career ladder (engineering)", "Career ladder (design)"]);
        let titles: std::collections::HashSet<_> = all.levels.iter().map(|level| &level.title).collect();
        assert_eq!(titles.len(), all.levels.len(), "{titles:?}");
        let tracks: std::collections::HashSet<_> = all.tracks.iter().map(|track| &track.title).collect();
        assert_eq!(tracks.len(), all.tracks.len(), "{tracks:?}");
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
