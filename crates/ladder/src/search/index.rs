//! Which words stand where.

use std::collections::HashMap;

use super::address::Facet;
use crate::fold;
use crate::model::ladder::{Ladder, Point, Statement};

/// All words of a ladder, made once and searched often.
pub struct Index<'a> {
    pub(super) ladder: &'a Ladder,
    /// The statements in ladder order.
    pub(super) entries: Vec<Entry<'a>>,
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
    /// Twice the place of the statement, plus one where its topic has the word.
    pub mentions: Vec<u32>,
}

impl<'a> Index<'a> {
    /// Reads all statements of `ladder`, with their topics and points.
    pub fn new(ladder: &'a Ladder) -> Self {
        let mut index = Self { ladder, entries: Vec::new(), words: Vec::new() };
        let mut places = HashMap::new();
        let topics = Facet::Topic.values(ladder);
        for (level_at, level) in ladder.levels.iter().enumerate() {
            let track = ladder.tracks.iter().position(|track| track.id == level.track).unwrap_or(0);
            for section in &level.sections {
                let area = ladder.areas.iter().position(|area| area.id == section.area).unwrap_or(0);
                for statement in &section.statements {
                    let id = statement.topic.as_ref().map_or("", |topic| topic.as_str());
                    let topic = topics.iter().position(|topic| topic.0 == id).unwrap_or(topics.len());
                    let at = (index.entries.len() * 2) as u32;
                    if let Some((_, title)) = topics.get(topic) {
                        index.add(&mut places, title, at + 1);
                    }
                    index.add(&mut places, &statement.text.to_plain(), at);
                    index.add_points(&mut places, &statement.children, at);
                    index.entries.push(Entry { statement, values: [track, level_at, area, topic] });
                }
            }
        }
        index
    }

    fn add_points(&mut self, places: &mut HashMap<String, usize>, points: &[Point], mention: u32) {
        for point in points {
            self.add(places, &point.text.to_plain(), mention);
            self.add_points(places, &point.children, mention);
        }
    }

    fn add(&mut self, places: &mut HashMap<String, usize>, text: &str, mention: u32) {
        fold::words(text, &mut |word, _| {
            let place = places.get(word).copied().unwrap_or_else(|| {
                places.insert(word.to_owned(), self.words.len());
                self.words.push(Word { letters: word.to_owned(), mentions: Vec::new() });
                self.words.len() - 1
            });
            if let Some(word) = self.words.get_mut(place) {
                // The topic comes first and says more.
                if word.mentions.last().is_none_or(|last| last / 2 != mention / 2) {
                    word.mentions.push(mention);
                }
            }
        });
    }
}
