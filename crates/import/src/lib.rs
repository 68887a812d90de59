//! Ladders as the world writes them -> the folder of Markdown that Rungs reads. No IO, no clock.
//!
//! 1. **Outline.** Each reader (`read/`) turns a kind of file into blocks (headings, items, paragraphs, tables) or values. Words
//!    stand in leaves, once each and with their place. What no reader of a ladder needs, such as comments, goes aside.
//! 2. **Shape.** A [`Shape`] says what marks levels, areas, topics and tracks. Shapes are data. `headings`, `tables` and `data/` read an
//!    outline by a shape into a tree whose texts name their leaves. `detect` tries every shape and takes the one that explains most.
//! 3. **Ladder.** `build` gives ids, prints the files, and reads them back: what is written is what [`Import::ladder`] holds.
//! 4. **Report.** A leaf that the tree does not name, or one of whose words does not stand in the files, is a loss. So nothing is
//!    dropped in silence, whatever a shape forgets.

mod build;
mod data;
mod decode;
mod detect;
mod flow;
mod headings;
pub mod limits;
mod manifest;
mod outline;
mod read;
mod report;
mod shape;
mod tables;
mod tree;
mod value;
mod vocabulary;

use std::collections::HashSet;

use rungs_ladder::ladder::Ladder;
pub use rungs_ladder::markdown::SourceFile;

use outline::LeafId;
pub use report::{Loss, Report, quoted, tree as show_tree};
pub use shape::{Mark, NAMES, Options, Shape};
pub use vocabulary::Role;

/// Why nothing can be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something is larger than what is read.
    #[error("{file} has too many {what}: at most {most} are read")]
    Limit {
        /// The file.
        file: String,
        /// What there is too much of.
        what: &'static str,
        /// How much is read.
        most: u64,
    },
    /// A file that is not what it says.
    #[error("{place}: {why}")]
    Unreadable {
        /// The file, with line and column where they are known.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing in the source looks like a ladder.
    #[error("no ladder was found")]
    NoLadder,
}

/// A ladder that was imported.
#[derive(Clone, Debug)]
pub struct Import {
    /// The files of the folder: `ladder.toml`, and one for each level.
    pub files: Vec<SourceFile>,
    /// The ladder that the files are.
    pub ladder: Ladder,
    /// What became of the source.
    pub report: Report,
}

/// Reads files as a ladder. Their names are relative to the source.
///
/// # Errors
/// When a file cannot be read, is larger than what is read, or none holds a ladder.
pub fn import(files: &[SourceFile], options: &Options) -> Result<Import, Refusal> {
    if let Some(import) = own_json(files) {
        return Ok(import);
    }
    let outline = read::all(files)?;
    let choice = detect::choose(&outline, options).ok_or(Refusal::NoLadder)?;
    let detect::Choice { shape, tree, sure, runner_up } = choice;
    let used: HashSet<LeafId> = tree.leaves().into_iter().collect();
    let (lost, skipped) = (tree.lost.clone(), tree.skipped.clone());
    let apart: HashSet<LeafId> = tree.apart.iter().copied().filter(|leaf| !lost.contains_key(leaf)).collect();
    let built = build::build(tree, options)
        .map_err(|why| Refusal::Unreadable { place: "the ladder that was made".into(), why })?;
    let build::Built { files, ladder, remarks } = built;
    let said = build::all_words(&files, &ladder);
    let mut report =
        Report { shape, sure, runner_up, losses: vec![], skipped: vec![], asides: vec![], remarks };
    let skipped: HashSet<LeafId> = skipped.into_iter().collect();
    let front_matter = outline.docs.iter().filter(|doc| !doc.blocks.is_empty());
    let settings: HashSet<LeafId> = match shape.levels {
        Mark::Key => HashSet::new(),
        _ => front_matter.filter_map(|doc| doc.data.as_ref()).flat_map(value::Value::leaves).collect(),
    };
    for (leaf, found) in outline.leaves().filter(|(_, leaf)| !leaf.text.is_empty()) {
        let words = build::spell(&found.text);
        let missing = || build::split(&words).any(|word| !said.contains(&word));
        let loss = |why: &str| Loss {
            order: found.place,
            place: outline.say(found.place),
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            why: why.to_owned(),
        };
        match (used.contains(&leaf), skipped.contains(&leaf), lost.get(&leaf)) {
            (_, true, _) => report.skipped.push(loss("a part that is skipped")),
            (true, _, _) if !missing() => {}
            (true, _, _) if apart.contains(&leaf) && found.kind == outline::Kind::Cell => {
                report.asides.push(loss("the header of a column"))
            }
            (true, _, _) if apart.contains(&leaf) => report.asides.push(loss("a setting of another program")),
            (true, _, _) => report.losses.push(loss("not all of its words stand in the ladder")),
            (false, _, Some(why)) => report.losses.push(loss(why)),
            (false, _, None) if settings.contains(&leaf) => {
                report.asides.push(loss("a setting of another program"))
            }
            (false, _, None) => report.losses.push(loss("it has no place in this shape")),
        }
    }
    for aside in &outline.asides {
        let words = aside.words.split_whitespace().collect::<Vec<_>>().join(" ");
        report.asides.push(Loss {
            order: aside.place,
            place: outline.say(aside.place),
            words,
            why: aside.what.to_owned(),
        });
    }
    for list in [&mut report.losses, &mut report.skipped, &mut report.asides] {
        list.sort_by_key(|loss| loss.order);
    }
    Ok(Import { files, ladder, report })
}

/// A ladder as `rungs json` prints it, which nothing is to be guessed of.
fn own_json(files: &[SourceFile]) -> Option<Import> {
    let [file] = files else { return None };
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let ladder = rungs_ladder::json::decode(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
    let built = build::from_ladder(ladder).ok()?;
    let shape = Shape {
        levels: Mark::Key,
        areas: Mark::Key,
        topics: Mark::Key,
        tracks: Mark::None,
        paragraphs: false,
    };
    let report = Report {
        shape,
        sure: 100,
        runner_up: None,
        losses: vec![],
        skipped: vec![],
        asides: vec![],
        remarks: built.remarks,
    };
    Some(Import { files: built.files, ladder: built.ladder, report })
}
