//! `rungs diff`: what a change of the ladder means for its readers, and for the answers that they have given.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use rungs_assessment::revision::{Placed, Revision};
use rungs_ladder::page::OwnersPage;

use crate::commands::{exit_code, open, print};

/// What `rungs diff` must be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs diff ../main/ladder ladder
  rungs diff old new --format markdown > comment.md

The exit code is 0 whether or not something has changed.")]
pub struct DiffArgs {
    /// The ladder as it was: a folder, or one level file.
    old: PathBuf,
    /// The ladder as it will be.
    new: PathBuf,
    /// How to show it.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
}

/// How the changes are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
}

/// Prints what has changed.
pub fn run(args: &DiffArgs) -> Result<ExitCode> {
    let (Some((old, was)), Some((new, now))) = (open(&args.old)?, open(&args.new)?) else {
        return Ok(exit_code(true));
    };
    let revision = Revision::between(&old, &new);
    let mut sections = sections(&revision);
    sections.push(("Pages", said(&pages(&was.pages, &now.pages))));
    let is_same = sections.iter().all(|(_, items)| items.is_empty());
    let mut out = match args.format {
        Shape::Text => String::new(),
        Shape::Markdown => "## What changes in the ladder\n\n".to_owned(),
    };
    if revision.is_empty() && is_same {
        out += "Nothing changes for a reader, and every answer still fits.\n";
    } else if !revision.summary().is_empty() {
        out += &format!("{}.\n", revision.summary());
    }
    for (title, items) in sections.iter().filter(|(_, items)| !items.is_empty()) {
        out += &match args.format {
            Shape::Text => format!("\n{title}\n"),
            Shape::Markdown => format!("\n### {title}\n\n"),
        };
        for item in items {
            out += &item.shown(args.format);
        }
    }
    print(&out)?;
    Ok(exit_code(false))
}

/// One change: what it is about, and the lines that say more.
#[derive(Default)]
struct Item {
    about: String,
    place: String,
    lines: Vec<(&'static str, String)>,
}

impl Item {
    fn shown(&self, format: Shape) -> String {
        let Self { about, place, lines } = self;
        match format {
            Shape::Text => {
                let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
                let lines = lines.iter().map(|(sign, words)| format!("    {sign} {words}\n"));
                format!("  {about}{place}\n{}", lines.collect::<String>())
            }
            Shape::Markdown => {
                let place = if place.is_empty() { String::new() } else { format!(" `{place}`") };
                let lines =
                    lines.iter().map(|(sign, words)| format!("  - {}{}\n", label(sign), escaped(words)));
                format!("- {}{place}\n{}", escaped(about), lines.collect::<String>())
            }
        }
    }
}

/// What a sign says where signs are no list.
fn label(sign: &str) -> &'static str {
    match sign {
        "-" => "before: ",
        "+" => "now: ",
        _ => "",
    }
}

/// Words that are no Markdown, and that call nobody.
fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for letter in words.chars() {
        if "\\`*_{}[]<>#|~&".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        if letter == '@' {
            escaped.push('\u{2060}');
        }
    }
    escaped
}

/// A sentence is an item of its own.
fn said(sentences: &[String]) -> Vec<Item> {
    sentences.iter().map(|sentence| Item { about: sentence.clone(), ..Item::default() }).collect()
}

/// What becomes of the owner's pages.
fn pages(old: &[OwnersPage], new: &[OwnersPage]) -> Vec<String> {
    let named = |page: &OwnersPage| format!("“{}” ({})", page.title, page.id);
    let gone = old.iter().filter(|page| new.iter().all(|other| other.id != page.id));
    let gone = gone.map(|page| format!("The page {} is gone. Links to it lead nowhere.", named(page)));
    let others = new.iter().filter_map(|page| match old.iter().find(|other| other.id == page.id) {
        None => Some(format!("The page {} is new.", named(page))),
        Some(before) if (&before.title, &before.blocks) != (&page.title, &page.blocks) => {
            Some(format!("The page {} has changed.", named(page)))
        }
        Some(_) => None,
    });
    gone.chain(others).collect()
}

fn sections(revision: &Revision) -> Vec<(&'static str, Vec<Item>)> {
    let placed = |placed: &Placed| Item {
        about: format!("{}: {}", placed.place, placed.words),
        place: placed.id.to_string(),
        lines: Vec::new(),
    };
    let reworded = revision.reworded.iter().map(|change| Item {
        about: "Other words".into(),
        place: change.id.to_string(),
        lines: vec![("-", change.before.clone()), ("+", change.now.clone())],
    });
    let touched = revision.touched.iter().map(|(before, now)| Item {
        about: now.place.clone(),
        place: now.id.to_string(),
        lines: vec![("-", before.clone()), ("+", now.words.clone())],
    });
    let renamed = revision.renamed.iter().map(|(from, to)| Item {
        lines: vec![("-", from.to_string()), ("+", to.id.to_string())],
        place: String::new(),
        ..placed(to)
    });
    let moved = revision.moved.iter().map(|(from, to)| Item {
        about: to.words.clone(),
        place: to.id.to_string(),
        lines: vec![("-", from.clone()), ("+", to.place.clone())],
    });
    vec![
        ("Levels", said(&revision.levels)),
        ("New statements", revision.new.iter().map(placed).collect()),
        ("Reworded", reworded.collect()),
        ("Small changes", touched.collect()),
        ("Other ids", renamed.collect()),
        ("Moved", moved.collect()),
        ("Gone", revision.gone.iter().map(placed).collect()),
        ("Ratings", said(&revision.scale)),
        ("Answers that people have given", said(&revision.answers())),
    ]
}
