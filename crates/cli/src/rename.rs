//! `rungs rename`: another id for a level, a topic or an area. Every statement keeps the id that people's answers hang on.

use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, MANIFEST, Reading, SourceFile, page_files};
use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::commands::{exit_code, print, single};
use crate::edit;
use crate::files::Folder;
use crate::template;

/// What `rungs rename` must be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs rename staff-engineer staff
  rungs rename mentoring coaching --kind topic --ladder ladder

Statements whose id would change get the old one at their end: {#staff-engineer.mentoring}.")]
pub struct RenameArgs {
    /// The id as it is.
    old: String,
    /// The id as it will be.
    new: String,
    /// What has that id, where several have.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// The folder of the ladder.
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    ladder: PathBuf,
}

/// What has an id.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A level.
    Level,
    /// A topic.
    Topic,
    /// An area.
    Area,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Topic => "topic",
            Self::Area => "area",
        }
    }
}

/// Renames it.
pub fn run(args: &RenameArgs) -> Result<ExitCode> {
    let RenameArgs { old, new, .. } = args;
    single(&args.ladder)?;
    let folder = Folder::read(&args.ladder)?;
    let reading = markdown::open(&folder.files);
    let Some(ladder) = &reading.ladder else {
        bail!("the ladder has mistakes: mend what `rungs check {}` lists first", args.ladder.display());
    };
    let kind = kind(ladder, args)?;
    let mut manifest = edit::manifest(&folder)?;
    if !rename(&mut manifest, kind, old, new) {
        bail!(
            "{} does not declare the {} `{old}`: declare it there first",
            folder.path(MANIFEST),
            kind.word()
        );
    }
    let bytes = edit::printed(&manifest, folder.bytes(MANIFEST));
    let mut changed = vec![SourceFile { name: MANIFEST.to_owned(), bytes }];
    let old_file = format!("{old}.md");
    let removed = (kind == Kind::Level).then_some(old_file.as_str());
    if kind == Kind::Level {
        let name = format!("{new}.md");
        if LevelId::new(new).is_err() || folder.root.join(&name).exists() {
            bail!(
                "a level cannot be called `{new}`: choose an id of letters, digits and `-` that no file has"
            );
        }
        changed.push(SourceFile { name, bytes: folder.bytes(&old_file).to_vec() });
        changed.extend(relinked(&folder, old, new));
    }
    let pinned = pin(&folder, &reading, &mut changed, removed)?;
    edit::write(&folder, &changed, removed)?;
    let pins = match pinned {
        0 => String::new(),
        1 => "; 1 statement got its old id at its end".to_owned(),
        many => format!("; {many} statements got their old ids at their ends"),
    };
    print(&format!(
        "The {} `{old}` is `{new}` now{pins}. Answers and links to statements stay.\n",
        kind.word()
    ))?;
    if kind == Kind::Level {
        print(&format!(
            "Its page is /levels/{new}/ now, and /levels/{old}/ leads there, to its statements, too. Assessments and links of people who used the old id follow it.\n"
        ))?;
    }
    Ok(exit_code(false))
}

/// What has the old id.
fn kind(ladder: &Ladder, args: &RenameArgs) -> Result<Kind> {
    let old = args.old.as_str();
    let mut topics = ladder.areas.iter().flat_map(|area| &area.topics);
    let found = [
        (Kind::Level, ladder.levels.iter().any(|level| level.id.as_str() == old)),
        (Kind::Topic, topics.any(|topic| topic.id.as_str() == old)),
        (Kind::Area, ladder.areas.iter().any(|area| area.id.as_str() == old)),
    ];
    let found = found.into_iter().filter(|(kind, is)| *is && args.kind.is_none_or(|told| told == *kind));
    match found.map(|(kind, _)| kind).collect::<Vec<_>>().as_slice() {
        [kind] => Ok(*kind),
        [] => bail!(
            "no {} has the id `{old}`: `rungs json` lists the ids",
            args.kind.map_or("level, topic or area", Kind::word)
        ),
        several => {
            let words: Vec<_> = several.iter().map(|kind| kind.word()).collect();
            bail!("`{old}` is a {}: say which with --kind", words.join(" and a "))
        }
    }
}

/// Changes an id in ladder.toml; whether it is there.
fn rename(manifest: &mut DocumentMut, kind: Kind, old: &str, new: &str) -> bool {
    let mut is_there = false;
    let mut give = |table: &mut Table| {
        if template::id(table) == old {
            table.insert("id", value(new));
            is_there = true;
        }
    };
    match kind {
        Kind::Level => {
            for level in tables(manifest, "levels") {
                if template::id(level) == old {
                    remember(level, old, new);
                }
                give(level);
                if template::text(level, "inherits") == old {
                    level.insert("inherits", value(new));
                }
            }
        }
        Kind::Area => tables(manifest, "areas").for_each(give),
        Kind::Topic => tables(manifest, "areas").flat_map(|area| tables(area, "topics")).for_each(give),
    }
    is_there
}

/// Notes the id that a level has had, so that its old address leads on. The id that it gets is no earlier one any more.
fn remember(level: &mut Table, old: &str, new: &str) {
    let mut was: Vec<String> = level
        .get("was")
        .and_then(Item::as_array)
        .map(|was| was.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
        .unwrap_or_default();
    was.retain(|id| id != new && id != old);
    was.push(old.to_owned());
    level.insert("was", value(Array::from_iter(was)));
}

fn tables<'a>(table: &'a mut Table, key: &str) -> impl Iterator<Item = &'a mut Table> {
    let tables = table.get_mut(key).and_then(Item::as_array_of_tables_mut);
    tables.into_iter().flat_map(|tables| tables.iter_mut())
}

/// The owner's pages whose links lead to the file of a level, with links that lead to its new one.
fn relinked(folder: &Folder, old: &str, new: &str) -> impl Iterator<Item = SourceFile> {
    let pages = page_files(folder.bytes(MANIFEST)).into_iter();
    pages.filter_map(move |name| {
        let before = std::str::from_utf8(folder.bytes(&name)).ok()?;
        let up = "../".repeat(name.matches('/').count());
        let mut text = before.to_owned();
        for begin in ["(", "(<", "]: ", "]: <"] {
            for here in ["", "./"] {
                let [old, new] = [old, new].map(|level| [begin, here, &up, level, ".md"].concat());
                text = text.replace(&old, &new);
            }
        }
        (text != before).then(|| SourceFile { name, bytes: text.into_bytes() })
    })
}

/// Writes the old id at the end of each statement that would have another after the change; how many.
fn pin(
    folder: &Folder,
    reading: &Reading,
    changed: &mut Vec<SourceFile>,
    removed: Option<&str>,
) -> Result<usize> {
    let before: Vec<_> = reading.statements().map(|(statement, ..)| statement.id.clone()).collect();
    let files = edit::after(folder, changed, removed);
    let now = markdown::open(&files);
    // What is wrong with it is said when it is written.
    if now.ladder.is_none() {
        return Ok(0);
    }
    let mut pins: Vec<(String, usize, StatementId)> = Vec::new();
    for (id, (statement, file, bytes)) in before.iter().zip(now.statements()) {
        if statement.id != *id {
            let source = files.iter().find(|source| source.name == file);
            let at = source.map_or(bytes.end, |source| end(&source.bytes, bytes));
            pins.push((file.to_owned(), at, id.clone()));
        }
    }
    // From the end, so that what comes before stays where it is.
    pins.sort_by_key(|(_, at, _)| std::cmp::Reverse(*at));
    for (name, at, id) in &pins {
        if !changed.iter().any(|file| file.name == *name) {
            changed.push(SourceFile { name: name.clone(), bytes: folder.bytes(name).to_vec() });
        }
        if let Some(file) = changed.iter_mut().find(|file| file.name == *name) {
            file.bytes.splice(*at..*at, format!(" {{#{id}}}").into_bytes());
        }
    }
    let files = edit::after(folder, changed, removed);
    let kept = markdown::open(&files);
    if kept.statements().map(|(statement, ..)| &statement.id).ne(&before) {
        bail!(
            "nothing was written, because not every statement would keep its id: write the ids at their ends first, as {{#id}}"
        );
    }
    Ok(pins.len())
}

/// Where the words of a bullet end, and its details begin.
fn end(file: &[u8], bullet: Range<usize>) -> usize {
    let text = file.get(bullet.clone()).unwrap_or_default();
    let mut end = 0;
    for (at, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let words = line.trim_ascii();
        let begins = |marks: &[u8]| words.first().is_some_and(|first| marks.contains(first));
        let is_marked = words.get(1).is_none_or(u8::is_ascii_whitespace) && begins(b"-*+");
        let is_numbered =
            begins(b"0123456789") && words.iter().take(4).any(|byte| matches!(byte, b'.' | b')'));
        if at > 0 && (words.is_empty() || is_marked || is_numbered) {
            break;
        }
        end += line.len();
    }
    let words = text.get(..end).unwrap_or_default().trim_ascii_end();
    bullet.start + words.len()
}
