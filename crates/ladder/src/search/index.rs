//! Which words stand where.

use std::collections::HashMap;

use super::address::Facet;
use super::place::{PlaceEntry, places};
use crate::fold;
use crate::model::ladder::{Ladder, Point, Statement};

/// All words of a ladder, made once and searched often.
pub struct Index<'a> {
    pub(super) ladder: &'a Ladder,
    /// The statements in ladder order.
    pub(super) entries: Vec<Entry<'a>>,
    /// What else can be found.
    pub(super) places: Vec<PlaceEntry<'a>>,
    /// The different words, in the order in which they first come.
    pub(super) words: Vec<Word>,
}

pub(super) struct Entry<'a> {
    pub statement: &'a Statement,
    /// The place of its value in each facet; one past the last topic for a statement without.
    pub values: [usize; 4],
}

pub(super) struct Word {
    pub letters: String,
    /// Of a script without spaces.
    pub is_unspaced: bool,
    /// Twice the place of the statement, plus one where its topic has the word. What else can be found comes after the
    /// last statement; there it is one more for the title.
    pub mentions: Vec<u32>,
}

/// Where each word stands among the words of the index.
type Known = HashMap<String, usize>;

impl<'a> Index<'a> {
    /// Reads all of `ladder`: statements with their topics and points, titles, summaries and notes.
    pub fn new(ladder: &'a Ladder) -> Self {
        let mut index = Self { ladder, entries: Vec::new(), places: places(ladder), words: Vec::new() };
        let mut known = Known::new();
        index.add_statements(&mut known);
        index.add_places(&mut known);
        index
    }

    fn add_statements(&mut self, known: &mut Known) {
        let ladder = self.ladder;
        let topics = Facet::Topic.values(ladder);
        for (level_at, level) in ladder.levels.iter().enumerate() {
            let track = ladder.tracks.iter().position(|track| track.id == level.track).unwrap_or(0);
            for section in &level.sections {
                let area = ladder.areas.iter().position(|area| area.id == section.area).unwrap_or(0);
                for statement in &section.statements {
                    let id = statement.topic.as_ref().map_or("", |topic| topic.as_str());
                    let topic = topics.iter().position(|topic| topic.0 == id).unwrap_or(topics.len());
                    let at = (self.entries.len() * 2) as u32;
                    if let Some((_, title)) = topics.get(topic) {
                        self.add(known, title, at + 1);
                    }
                    self.add(known, &statement.text.to_plain(), at);
                    self.add_points(known, &statement.children, at);
                    self.entries.push(Entry { statement, values: [track, level_at, area, topic] });
                }
            }
        }
    }

    fn add_places(&mut self, known: &mut Known) {
        let places: Vec<_> = self.places.iter().map(|entry| entry.place).collect();
        for (place, at) in places.into_iter().zip(self.entries.len()..) {
            let at = (at * 2) as u32;
            for title in place.titles() {
                self.add(known, title, at + 1);
            }
            for passage in place.passages() {
                self.add(known, &passage.to_plain(), at);
            }
        }
    }

    fn add_points(&mut self, known: &mut Known, points: &[Point], mention: u32) {
        for point in points {
            self.add(known, &point.text.to_plain(), mention);
            self.add_points(known, &point.children, mention);
        }
    }

    fn add(&mut self, known: &mut Known, text: &str, mention: u32) {
        fold::words(text, &mut |word, _| {
            let place = known.get(word).copied().unwrap_or_else(|| {
                let is_unspaced = fold::is_unspaced(word);
                known.insert(word.to_owned(), self.words.len());
                self.words.push(Word { letters: word.to_owned(), is_unspaced, mentions: Vec::new() });
                self.words.len() - 1
            });
            if let Some(word) = self.words.get_mut(place) {
                // The topic or title comes first and says more.
                if word.mentions.last().is_none_or(|last| last / 2 != mention / 2) {
                    word.mentions.push(mention);
                }
            }
        });
    }
}
