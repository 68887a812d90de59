//! Parts of a ladder beside its statements that can be found: by their titles, summaries and notes.

use crate::model::ladder::{Area, Ladder, Level, Section, Topic, Track};
use crate::model::text::Text;

/// A part of the ladder that has the words that were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// By its title or summary.
    Track(&'a Track),
    /// By its title, short name, summary or notes.
    Level(&'a Level),
    /// By its title or summary.
    Area(&'a Area),
    /// By its title or summary; with its area.
    Topic(&'a Area, &'a Topic),
    /// What a level says in an area: by its notes.
    Section(&'a Level, &'a Section),
}

/// What a place says beside its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage<'a> {
    /// Its summary.
    Summary(&'a str),
    /// One of its notes.
    Note(&'a Text),
}

/// A place, and where it stands.
pub(super) struct PlaceEntry<'a> {
    pub place: Place<'a>,
    /// The place of its value in each facet that it has one of.
    pub values: [Option<usize>; 4],
}

impl<'a> Place<'a> {
    /// Its title, and its short name where that is another; none for a section.
    pub fn titles(self) -> Vec<&'a str> {
        match self {
            Self::Track(track) => vec![&track.title],
            Self::Level(level) if level.short != level.title => vec![&level.title, &level.short],
            Self::Level(level) => vec![&level.title],
            Self::Area(area) => vec![&area.title],
            Self::Topic(_, topic) => vec![&topic.title],
            Self::Section(..) => Vec::new(),
        }
    }

    /// What it says beside its title.
    pub fn passages(self) -> Vec<Passage<'a>> {
        let (summary, notes): (&str, &[Text]) = match self {
            Self::Track(track) => (&track.summary, &[]),
            Self::Level(level) => (&level.summary, &level.notes),
            Self::Area(area) => (&area.summary, &[]),
            Self::Topic(_, topic) => (&topic.summary, &[]),
            Self::Section(_, section) => ("", &section.notes),
        };
        let summary = Some(summary).filter(|summary| !summary.is_empty()).map(Passage::Summary);
        summary.into_iter().chain(notes.iter().map(Passage::Note)).collect()
    }
}

impl Passage<'_> {
    /// Its words without marks.
    pub fn to_plain(self) -> String {
        match self {
            Self::Summary(summary) => summary.to_owned(),
            Self::Note(note) => note.to_plain(),
        }
    }
}

/// All places of `ladder`: tracks, levels, areas with their topics, and sections with notes.
pub(super) fn places(ladder: &Ladder) -> Vec<PlaceEntry<'_>> {
    let mut places = Vec::new();
    for (at, track) in ladder.tracks.iter().enumerate() {
        places.push(PlaceEntry { place: Place::Track(track), values: [Some(at), None, None, None] });
    }
    let track = |level: &Level| ladder.tracks.iter().position(|track| track.id == level.track);
    for (at, level) in ladder.levels.iter().enumerate() {
        let values = [track(level), Some(at), None, None];
        places.push(PlaceEntry { place: Place::Level(level), values });
    }
    let mut topics = 0..;
    for (at, area) in ladder.areas.iter().enumerate() {
        places.push(PlaceEntry { place: Place::Area(area), values: [None, None, Some(at), None] });
        for (topic, at_topic) in area.topics.iter().zip(&mut topics) {
            let values = [None, None, Some(at), Some(at_topic)];
            places.push(PlaceEntry { place: Place::Topic(area, topic), values });
        }
    }
    for (at, level) in ladder.levels.iter().enumerate() {
        for section in level.sections.iter().filter(|section| !section.notes.is_empty()) {
            let area = ladder.areas.iter().position(|area| area.id == section.area);
            let values = [track(level), Some(at), area, None];
            places.push(PlaceEntry { place: Place::Section(level, section), values });
        }
    }
    places
}
