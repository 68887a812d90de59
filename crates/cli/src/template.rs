//! What a new ladder and a new level begin with.

use rungs_ladder::id::slug;
use toml_edit::{DocumentMut, Table};

/// The files of the ladder to start from.
pub const EXAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/example.rs"));

/// A ladder.toml with nothing that a new ladder would have to take out.
pub const EMPTY: &str = r#"title = "Career ladder"
language = "en"

# The headings of the level files, in the order in which they are shown.
[[areas]]
id = "craft"
title = "Craft"

[[areas.topics]]
id = "quality"
title = "Quality"

# Pages of your own, such as how you promote people: Markdown files, and the end of the address of each.
# [pages]
# process = "pages/our-process.md"

# Lowest first; the file of each is named like its id.
[[levels]]
id = "engineer"

[[levels]]
id = "senior-engineer"
inherits = "engineer"
"#;

/// What a statement says that nobody has written yet.
const STATEMENT: &str = "Say one thing that a colleague could observe.";

/// The tables under `key` of a table.
pub fn tables<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(|item| item.as_array_of_tables()).into_iter().flatten()
}

/// The text under `key` of a table; empty where there is none.
pub fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(|item| item.as_str()).unwrap_or_default()
}

/// The id of a table, which may be made from its title.
pub fn id(table: &Table) -> String {
    match text(table, "id") {
        "" => slug(text(table, "title")).unwrap_or_default(),
        id => id.to_owned(),
    }
}

/// The file of a new level: a statement for each area.
pub fn level(title: &str, manifest: &DocumentMut) -> String {
    let mut level = format!("# {title}\n");
    let mut areas = tables(manifest, "areas").peekable();
    if areas.peek().is_none() {
        level += &format!("\n## Craft\n\n- {STATEMENT}\n");
    }
    for area in areas {
        let topic = tables(area, "topics").next().map(|topic| format!("**{}:** ", text(topic, "title")));
        level += &format!("\n## {}\n\n- {}{STATEMENT}\n", text(area, "title"), topic.unwrap_or_default());
    }
    level
}

/// A title for an id: `senior-engineer` is "Senior engineer".
pub fn title(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
