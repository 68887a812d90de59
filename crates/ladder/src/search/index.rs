//! Which words stand where.

use super::address::Facet;
use crate::fnv::{Hashed, hash};
use crate::fold;
use crate::ladder::{Ladder, Point, Statement};

/// All words of a ladder, made once and searched often.
pub struct Index<'a> {
    pub(super) ladder: &'a Ladder,
    /// The statements in ladder order.
    pub(super) entries: Vec<Entry<'a>>,
    /// The different words, one after another.
    pub(super) letters: String,
    /// Where each word ends among the letters, and what mentions it. A word begins where the one before it ends.
    pub(super) words: Vec<Word>,
}

pub(super) struct Entry<'a> {
    pub statement: &'a Statement,
    /// The place of its value in each facet; one past the last topic for a statement without.
    pub values: [usize; 4],
}

pub(super) struct Word {
    pub end: usize,
    /// Twice the place of the statement, plus one where its topic has the word.
    pub mentions: Vec<u32>,
}

impl<'a> Index<'a> {
    /// Reads all statements of `ladder`, with their topics and points.
    pub fn new(ladder: &'a Ladder) -> Self {
        let mut index = Self { ladder, entries: Vec::new(), letters: String::new(), words: Vec::new() };
        let mut places = Hashed::default();
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

    fn add_points(&mut self, places: &mut Hashed<u32>, points: &[Point], mention: u32) {
        for point in points {
            self.add(places, &point.text.to_plain(), mention);
            self.add_points(places, &point.children, mention);
        }
    }

    fn add(&mut self, places: &mut Hashed<u32>, text: &str, mention: u32) {
        fold::words(text, &mut |word, _| {
            let next = self.words.len() as u32;
            // By hash: among a million different words two share one with a chance of one in ten million.
            let place = *places.entry(hash(word.as_bytes())).or_insert(next);
            if place == next {
                self.letters.push_str(word);
                self.words.push(Word { end: self.letters.len(), mentions: Vec::new() });
            }
            if let Some(word) = self.words.get_mut(place as usize) {
                // The topic comes first and says more.
                if word.mentions.last().is_none_or(|last| last / 2 != mention / 2) {
                    word.mentions.push(mention);
                }
            }
        });
    }
}
