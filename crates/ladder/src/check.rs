//! Strict rules: what a ladder should be beyond what it must be. `rungs check --strict` asks for them.
//!
//! They hold the writing to the rules of a fair ladder: every statement has a topic, so that levels can be compared;
//! names behaviour that a colleague could have seen; and differs from its neighbours in more than adverbs.

use std::collections::{BTreeSet, HashMap};

use crate::model::ladder::{Ladder, Level, Statement};
use crate::model::naming::hash_name;
use crate::problem::{self, Problem};
use crate::read::markdown::Reading;
use crate::read::{Place, Places, Report};

/// The most characters of a statement, its label not counted.
pub const MAX_STATEMENT: usize = 240;

/// The most characters of a summary.
pub const MAX_SUMMARY: usize = 200;

/// Words that say how someone is seen, not what they do; in lower case, each with what to do instead.
const VAGUE: &[(&str, &str)] = &[
    ("amazing", ""),
    ("appropriately", "say by what measure"),
    ("as appropriate", "say when"),
    ("as needed", "say when"),
    ("as required", "say when"),
    ("awesome", ""),
    ("best-in-class", ""),
    ("brilliant", ""),
    ("detail-oriented", ""),
    ("effectively", "say to what effect"),
    ("efficiently", "say by what measure"),
    ("etc", "name them, or say what they have in common"),
    ("excellent", ""),
    ("exceptional", ""),
    ("fantastic", ""),
    ("go-getter", ""),
    ("great", ""),
    ("guru", ""),
    ("hard-working", ""),
    ("high-quality", "say by what measure"),
    ("highly skilled", ""),
    ("motivated", ""),
    ("ninja", ""),
    ("outstanding", ""),
    ("passion", ""),
    ("passionate", ""),
    ("proactive", "say what they do before being asked"),
    ("proactively", "say what they do before being asked"),
    ("results-driven", ""),
    ("rockstar", ""),
    ("self-starter", ""),
    ("strong", ""),
    ("superb", ""),
    ("synergy", ""),
    ("talented", ""),
    ("team player", ""),
    ("top-notch", ""),
    ("various", "name them, or say how many"),
    ("when appropriate", "say when"),
    ("where appropriate", "say where"),
    ("world-class", ""),
];

/// What strict rules say of a ladder beyond [`Reading::problems`]; nothing where there is no ladder.
pub fn strict(reading: &Reading) -> Vec<Problem> {
    let Some(ladder) = &reading.ladder else { return Vec::new() };
    let mut report = reading.strict.clone();
    lint(ladder, &reading.places, &mut report);
    report.locate(&reading.sources)
}

fn lint(ladder: &Ladder, places: &Places, report: &mut Report) {
    let mut linter = Linter { ladder, report };
    linter.summaries(places);
    let mut said = HashMap::new();
    for (level, places) in ladder.levels.iter().zip(&places.levels) {
        linter.areas(level, places.title);
        linter.jump(level, places.title);
        linter.topics(level, &places.statements);
        for (statement, place) in level.statements().zip(&places.statements) {
            linter.statement(statement, *place);
            linter.repeats(statement, *place, &mut said);
        }
    }
}

struct Linter<'l, 'r> {
    ladder: &'l Ladder,
    report: &'r mut Report,
}

impl<'l> Linter<'l, '_> {
    fn summaries(&mut self, places: &Places) {
        let ladder = self.ladder;
        self.summary("the ladder", &ladder.summary, places.ladder);
        for (track, place) in ladder.tracks.iter().zip(&places.tracks) {
            self.summary(&format!("the track `{}`", track.title), &track.summary, *place);
        }
        for (area, places) in ladder.areas.iter().zip(&places.areas) {
            if places.declared {
                self.summary(&format!("the area `{}`", area.title), &area.summary, places.place);
            }
            for (topic, place) in area.topics.iter().zip(&places.topics) {
                self.summary(&format!("the topic `{}`", topic.title), &topic.summary, *place);
            }
        }
        for (rating, place) in ladder.scale.steps.iter().chain(&ladder.scale.beside).zip(&places.scale) {
            self.summary(&format!("the answer `{}`", rating.title), &rating.summary, *place);
        }
        for (level, places) in ladder.levels.iter().zip(&places.levels) {
            self.summary(
                &format!("the level `{}`", level.title),
                &level.summary,
                places.entry.unwrap_or(places.title),
            );
        }
    }

    fn summary(&mut self, of: &str, summary: &str, place: Place) {
        let chars = summary.chars().count();
        if chars == 0 {
            self.report
                .warning(problem::MISSING_SUMMARY, place, format!("{of} has no summary"))
                .advise("add `summary = \"…\"` in ladder.toml: one line that says what it is for");
        } else if chars > MAX_SUMMARY {
            let what = format!("the summary of {of} has {chars} characters");
            self.report
                .warning(problem::LONG_SUMMARY, place, what)
                .advise(format!("say it in {MAX_SUMMARY}"));
        }
    }

    fn areas(&mut self, level: &Level, place: Place) {
        let spoken: BTreeSet<_> = level.sections.iter().map(|section| &section.area).collect();
        for area in self.ladder.areas.iter().filter(|area| !spoken.contains(&area.id)) {
            let what = format!("`{}` says nothing of the area `{}`", level.title, area.title);
            self.report
                .warning(problem::MISSING_AREA, place, what)
                .advise(format!("add `## {}` with statements of its own", area.title));
        }
    }

    /// A step that asks for far less or far more than the one below is two steps, or none.
    fn jump(&mut self, level: &Level, place: Place) {
        let Some(below) = self.ladder.lineage(level).next() else { return };
        let (own, base) = (level.statements().count(), below.statements().count());
        if own * 2 < base || own > base * 2 {
            let what =
                format!("`{}` has {own} statements, `{}` below it has {base}", level.title, below.title);
            self.report
                .warning(problem::UNEVEN_JUMP, place, what)
                .advise("spread them: fewer than half or more than double is an uneven step");
        }
    }

    /// A topic that runs through the levels has no gap.
    fn topics(&mut self, level: &'l Level, places: &[Place]) {
        let mut below = self.ladder.lineage(level);
        let Some(next) = below.next() else { return };
        let of_next = topics(next);
        let mut further: BTreeSet<_> = below.flat_map(topics).collect();
        for (statement, place) in level.statements().zip(places) {
            let Some(topic) = &statement.topic else { continue };
            // Once for each topic of the level.
            if !of_next.contains(topic.as_str()) && further.remove(topic.as_str()) {
                let title = self.ladder.topic(topic).map_or(topic.as_str(), |topic| &topic.title);
                let what = format!("the topic `{title}` skips a level: `{}` says nothing of it", next.title);
                self.report.warning(problem::SKIPPED_TOPIC, *place, what).advise(format!(
                    "write what `{}` asks for in it, or give this statement another topic",
                    next.title
                ));
            }
        }
    }

    fn statement(&mut self, statement: &Statement, place: Place) {
        if statement.topic.is_none() {
            self.report
                .warning(problem::UNLABELLED_STATEMENT, place, "this statement has no topic")
                .advise("begin it with a label, `**Mentoring:** …`: levels are compared topic by topic");
        }
        let plain = statement.text.to_plain();
        let chars = plain.chars().count();
        if chars > MAX_STATEMENT {
            self.report
                .warning(problem::LONG_STATEMENT, place, format!("this statement has {chars} characters"))
                .advise(format!("say one thing in {MAX_STATEMENT}, and the rest in another statement"));
        }
        let lower = plain.to_lowercase();
        for (word, instead) in VAGUE {
            if has_word(&lower, word) {
                let advice =
                    if instead.is_empty() { "say what a colleague could have seen" } else { instead };
                self.report
                    .warning(problem::VAGUE_WORD, place, format!("`{word}` is in the eye of the beholder"))
                    .advise(advice);
            }
        }
    }

    fn repeats(&mut self, statement: &'l Statement, place: Place, said: &mut HashMap<u64, &'l Statement>) {
        let plain = statement.text.to_plain();
        if plain.is_empty() {
            return;
        }
        match said.entry(hash_name(&plain)) {
            std::collections::hash_map::Entry::Occupied(first) => {
                let what = format!("`{}` says the same, word for word", first.get().id);
                self.report.warning(problem::REPEATED_STATEMENT, place, what).advise(
                    "say how this level differs, or leave it out: what a level builds on still holds",
                );
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(statement);
            }
        }
    }
}

fn topics(level: &Level) -> BTreeSet<&str> {
    level.statements().filter_map(|statement| Some(statement.topic.as_ref()?.as_str())).collect()
}

/// Whether `word` stands in `text` as a word of its own; a hyphen belongs to the word.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        let after = text.get(at + word.len()..).unwrap_or_default().chars().next();
        let outside = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        outside(before) && outside(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        for (text, word, expected) in [
            ("a strong voice", "strong", true),
            ("strong", "strong", true),
            ("(strong)", "strong", true),
            ("strongly held", "strong", false),
            ("headstrong", "strong", false),
            ("strong-willed", "strong", false),
            ("logs, etc.", "etc", true),
        ] {
            assert_eq!(has_word(text, word), expected, "{text}");
        }
    }

    #[test]
    fn the_vague_words_are_sorted_and_in_lower_case() {
        assert!(VAGUE.is_sorted_by_key(|(word, _)| *word));
        assert!(VAGUE.iter().all(|(word, _)| *word == word.to_lowercase()));
    }
}
