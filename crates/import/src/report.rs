//! What became of a source, in words: what was understood, and every line or cell that was not.

use std::fmt::Write;

use rungs_ladder::ladder::Ladder;

use crate::outline::Place;
use crate::shape::{Options, Shape};
use crate::vocabulary::Role;

/// Words of the source that do not stand in the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    pub(crate) order: Place,
    /// Where: file, line and column; or file, sheet and cell.
    pub place: String,
    /// The words.
    pub words: String,
    /// Why they are not in the ladder.
    pub why: String,
}

/// What became of a source.
#[derive(Clone, Debug)]
pub struct Report {
    /// The shape that was taken.
    pub shape: Shape,
    /// How sure that is, from 0 to 100.
    pub sure: u32,
    /// The next best shape.
    pub runner_up: Option<(Shape, u32)>,
    /// Words that do not stand in the ladder.
    pub losses: Vec<Loss>,
    /// Words that somebody asked to leave out.
    pub skipped: Vec<Loss>,
    /// What is not for readers: comments, settings, pictures, addresses within the source.
    pub asides: Vec<Loss>,
    /// What else a person may want to know.
    pub remarks: Vec<String>,
}

impl Report {
    /// The options that give this reading again, as a person would type them.
    pub fn options(&self, options: &Options) -> String {
        let shape = self.shape;
        let mut out = format!("--levels {} --areas {} --topics {}", shape.levels, shape.areas, shape.topics);
        if shape.tracks != crate::Mark::None {
            let _ = write!(out, " --tracks {}", shape.tracks);
        }
        if shape.paragraphs {
            out.push_str(" --paragraphs statements");
        }
        if matches!(shape.levels, crate::Mark::Table | crate::Mark::Key) {
            out = format!("--shape {}", shape.name());
        }
        for skip in &options.skip {
            let _ = write!(out, " --skip {}", quoted(skip));
        }
        for (name, role) in &options.columns {
            let _ = write!(out, " --column {}", quoted(&format!("{name}={}", role_name(*role))));
        }
        for (key, value) in [("title", &options.title), ("language", &options.language)] {
            if let Some(value) = value {
                let _ = write!(out, " --{key} {}", quoted(value));
            }
        }
        out
    }

    /// The report in words.
    pub fn to_text(&self, ladder: &Ladder, options: &Options, command: &str) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "Read as: {} (sure: {} of 100)", self.shape.describe(), self.sure);
        if let Some((shape, sure)) = &self.runner_up {
            let _ = writeln!(out, "Next best: {}, levels {} ({sure} of 100)", shape.describe(), shape.levels);
        }
        let _ = writeln!(out, "To repeat it: {command} {}", self.options(options));
        let topics: usize = ladder.areas.iter().map(|area| area.topics.len()).sum();
        let statements: usize = ladder.levels.iter().map(|level| level.statements().count()).sum();
        let notes: usize = ladder
            .levels
            .iter()
            .map(|level| {
                level.notes.len() + level.sections.iter().map(|section| section.notes.len()).sum::<usize>()
            })
            .sum();
        let _ = writeln!(
            out,
            "\n{}, {}, {}, {}, {}",
            count(ladder.levels.len(), "level"),
            count(ladder.areas.len(), "area"),
            count(topics, "topic"),
            count(statements, "statement"),
            count(notes, "note")
        );
        for remark in &self.remarks {
            let _ = writeln!(out, "Note: {remark}");
        }
        section(&mut out, "Left out, as you asked", &self.skipped);
        section(&mut out, "Left out, because it is not for readers", &self.asides);
        section(&mut out, "Lost: this does not stand in the ladder", &self.losses);
        if self.losses.is_empty() {
            out.push_str("\nNothing is lost.\n");
        }
        out
    }
}

/// The ladder as a tree, with its counts.
pub fn tree(ladder: &Ladder) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", ladder.title);
    for level in &ladder.levels {
        let track = ladder
            .track(&level.track)
            .filter(|_| ladder.tracks.len() > 1)
            .map(|track| format!(", {}", track.title))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} ({}{track}): {}",
            level.title,
            level.id,
            count(level.statements().count(), "statement")
        );
        for section in &level.sections {
            let title = ladder.area(&section.area).map_or(section.area.as_str(), |area| area.title.as_str());
            let _ = writeln!(out, "    {title}: {}", section.statements.len());
        }
    }
    out
}

fn section(out: &mut String, title: &str, losses: &[Loss]) {
    if losses.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title} ({}):", losses.len());
    let mut before = "";
    for loss in losses {
        if loss.why != before {
            let _ = writeln!(out, "  {}:", loss.why);
            before = &loss.why;
        }
        let _ = writeln!(out, "    {}  {}", loss.place, loss.words);
    }
}

fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// Words as one argument of a command that a person types, in quotes where they need some.
pub fn quoted(words: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=+:".contains(c);
    if !words.is_empty() && words.chars().all(is_plain) {
        return words.to_owned();
    }
    let mut out = String::from("\"");
    for c in words.chars() {
        if "\\\"$`".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Level => "level",
        Role::Short => "short",
        Role::Area => "area",
        Role::Topic => "topic",
        Role::Statement => "statement",
        Role::Example => "example",
        Role::Track => "track",
        Role::Id => "id",
        Role::Note => "note",
        Role::Experience => "experience",
        Role::Skip => "skip",
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn an_argument_is_one_for_the_shell() {
        for (words, expected) in [
            ("ladder/levels.csv", "ladder/levels.csv"),
            ("Größe.csv", "Größe.csv"),
            ("My ladder", "\"My ladder\""),
            ("", "\"\""),
            ("a \"b\" $c `d` \\", "\"a \\\"b\\\" \\$c \\`d\\` \\\\\""),
        ] {
            assert_eq!(quoted(words), expected);
        }
    }
}
