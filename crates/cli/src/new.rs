//! `rungs new`: a level or a topic, in ladder.toml and where it belongs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use rungs_ladder::id::slug;
use rungs_ladder::markdown::{MANIFEST, SourceFile};
use toml_edit::{ArrayOfTables, Item, Table, value};

use crate::commands::{exit_code, print};
use crate::edit;
use crate::files::Folder;
use crate::template;

/// What is new.
#[derive(Subcommand)]
pub enum New {
    /// A level: its entry in ladder.toml, and its file.
    #[command(after_help = "Example:\n  rungs new level \"Staff Engineer\" --inherits senior-engineer")]
    Level {
        /// Its title; its id is made from that.
        title: String,
        /// The level that it builds on.
        #[arg(long, value_name = "LEVEL")]
        inherits: Option<String>,
        /// Its track, where there are several.
        #[arg(long)]
        track: Option<String>,
        /// Its id, in the place of the one that its title makes.
        #[arg(long)]
        id: Option<String>,
        /// The folder of the ladder.
        #[arg(long, default_value = ".", value_name = "FOLDER")]
        ladder: PathBuf,
    },
    /// A topic of an area, in ladder.toml.
    #[command(after_help = "Example:\n  rungs new topic Mentoring --area leadership")]
    Topic {
        /// Its title, as level files write it.
        title: String,
        /// The id or the title of its area.
        #[arg(long)]
        area: String,
        /// Its id, in the place of the one that its title makes.
        #[arg(long)]
        id: Option<String>,
        /// The folder of the ladder.
        #[arg(long, default_value = ".", value_name = "FOLDER")]
        ladder: PathBuf,
    },
}

/// Writes it.
pub fn run(new: &New) -> Result<ExitCode> {
    match new {
        New::Level { title, inherits, track, id, ladder } => {
            let id = id_for(title, id.as_ref())?;
            let folder = Folder::read(ladder)?;
            let name = format!("{id}.md");
            if folder.root.join(&name).exists() {
                bail!("{} is there already: choose another title, or --id", folder.path(&name));
            }
            let mut manifest = edit::manifest(&folder)?;
            let entries = [("id", Some(&id)), ("track", track.as_ref()), ("inherits", inherits.as_ref())];
            push(&mut manifest, "levels", &entries)?;
            let level = template::level(title, &manifest).into_bytes();
            let manifest = edit::printed(&manifest, folder.bytes(MANIFEST));
            let level = SourceFile { name, bytes: level };
            edit::write(&folder, &[level, SourceFile { name: MANIFEST.to_owned(), bytes: manifest }], None)?;
            print(&format!("Wrote {}.md, and an entry in {MANIFEST}\n", folder.path(&id)))?;
        }
        New::Topic { title, area, id, ladder } => {
            let id = id_for(title, id.as_ref())?;
            let folder = Folder::read(ladder)?;
            let mut manifest = edit::manifest(&folder)?;
            let known: Vec<_> = template::tables(&manifest, "areas").map(template::id).collect();
            let areas = manifest.get_mut("areas").and_then(Item::as_array_of_tables_mut);
            let is_it =
                |table: &&mut Table| template::id(table) == *area || template::text(table, "title") == area;
            let Some(area) = areas.into_iter().flat_map(|areas| areas.iter_mut()).find(is_it) else {
                bail!("there is no area `{area}`: name one of {}", known.join(", "));
            };
            push(area, "topics", &[("id", Some(&id)), ("title", Some(title))])?;
            let bytes = edit::printed(&manifest, folder.bytes(MANIFEST));
            edit::write(&folder, &[SourceFile { name: MANIFEST.to_owned(), bytes }], None)?;
            print(&format!("Wrote the topic `{id}` to {}\n", folder.path(MANIFEST)))?;
        }
    }
    Ok(exit_code(false))
}

fn id_for(title: &str, told: Option<&String>) -> Result<String> {
    match told {
        Some(id) => Ok(id.clone()),
        None => slug(title).with_context(|| format!("`{title}` makes no id: give one with --id")),
    }
}

/// Adds a table to those under `key`.
fn push(parent: &mut Table, key: &str, entries: &[(&str, Option<&String>)]) -> Result<()> {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (key, entry) in entries {
        if let Some(entry) = entry {
            table.insert(key, value(entry.as_str()));
        }
    }
    let tables = parent.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables.as_array_of_tables_mut();
    tables
        .with_context(|| {
            format!("`{key}` in {MANIFEST} is not written as [[{key}]]: change it with an editor")
        })?
        .push(table);
    Ok(())
}
