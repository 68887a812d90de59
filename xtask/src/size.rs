//! `cargo xtask size`: what a built site sends, against its budgets. Only what people wait for has a budget.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Most bytes of a page for reading; nothing else is requested before its text stands.
const PAGE: u64 = 30_000;

/// Most bytes of the main program, where the program is in parts.
const MAIN: u64 = 130_000;

/// Most bytes that a tool needs of the program beside what a page for reading needs.
const TOOL: u64 = 120_000;

/// Most bytes of all scripts and programs.
const EVERYTHING: u64 = 450_000;

/// The folders of the pages of tools, whose text needs the app.
const TOOLS: [&str; 3] = ["compare/", "find/", "assess/"];

/// What stands in a page before the files that its part of the program needs, each with its hash.
const PARTS: &str = " data-parts=\"";

/// Prints what the site in `dist` sends; fails past a budget.
pub fn run(dist: &Path) -> Result<()> {
    if !dist.is_dir() {
        bail!("there is no {}: run `cargo xtask build` first", dist.display());
    }
    let mut files = Vec::new();
    read(dist, "", &mut files)?;
    let rows = rows(&files)?;
    println!("    brotli      budget  (bytes)");
    for Row { name, sent, budget } in &rows {
        let budget = budget.map(|budget| budget.to_string()).unwrap_or_default();
        println!("{sent:>10}  {budget:>10}  {name}");
    }
    let over = rows.iter().filter(|row| row.budget.is_some_and(|budget| row.sent > budget));
    match over.map(|row| row.name.as_str()).collect::<Vec<_>>() {
        over if over.is_empty() => Ok(()),
        over => bail!("over budget: {}", over.join(", ")),
    }
}

/// A file of the site, and how many bytes a host sends of it.
#[derive(Clone)]
struct File {
    /// Its path with slashes.
    path: String,
    sent: u64,
    /// For a page: the names of the files of the program that it needs beside the main one.
    parts: Vec<String>,
}

/// Adds the pages, scripts and programs in `folder`. Their size is that of the copy that the build has packed.
fn read(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{path}/"), files)?;
        } else if [".html", ".js", ".wasm"].iter().any(|ending| path.ends_with(ending)) {
            let packed = entry.path().with_added_extension("br");
            let sent = fs::metadata(&packed)
                .with_context(|| format!("there is no {}: only a release build has it", packed.display()))?
                .len();
            let parts =
                if path.ends_with(".html") { parts(&fs::read_to_string(entry.path())?) } else { Vec::new() };
            files.push(File { path, sent, parts });
        }
    }
    Ok(())
}

/// The names of the files that a page's part of the program needs.
fn parts(page: &str) -> Vec<String> {
    let list = page.split_once(PARTS).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(list, _)| list);
    // A hash follows each file.
    let files = list.split_whitespace().step_by(2);
    files.map(|file| file.rsplit('/').next().unwrap_or_default().to_owned()).collect()
}

/// Whether a page needs the app. A comparison of two levels stands below that of a tool, and is read as it is.
fn is_tool(path: &str) -> bool {
    let is_pair = path.starts_with("compare/") && path != "compare/index.html";
    !is_pair && TOOLS.iter().any(|tool| path.starts_with(tool))
}

struct Row {
    name: String,
    sent: u64,
    budget: Option<u64>,
}

/// The heaviest page for reading, the main program, what each tool's page needs of the program by itself, and all scripts and
/// programs together.
fn rows(files: &[File]) -> Result<Vec<Row>> {
    let (pages, code): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path.ends_with(".html"));
    let (tools, reading): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| is_tool(&page.path));
    let page = reading.iter().max_by_key(|page| page.sent).context("the site has no page")?;
    let main = code.iter().find(|file| file.path.ends_with("_bg.wasm")).context("the site has no program")?;
    let row = |name: String, sent, budget| Row { name, sent, budget };
    let own = |tool: &File| {
        let needed = |file: &&&File| {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            let is_in = |page: &File| page.parts.iter().any(|part| part == name);
            is_in(tool) && !is_in(page)
        };
        code.iter().filter(needed).map(|file| file.sent).sum()
    };
    let mut tools: Vec<_> =
        tools.iter().map(|tool| row(format!("{}: its own code", tool.path), own(tool), Some(TOOL))).collect();
    tools.sort_by(|a, b| a.name.cmp(&b.name));
    let everything = code.iter().map(|file| file.sent).sum();
    Ok([row(page.path.clone(), page.sent, Some(PAGE)), row(main.path.clone(), main.sent, Some(MAIN))]
        .into_iter()
        .chain(tools)
        .chain([row("all scripts and programs".to_owned(), everything, Some(EVERYTHING))])
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, sent: u64, parts: &[&str]) -> File {
        File { path: path.to_owned(), sent, parts: parts.iter().map(|part| (*part).to_owned()).collect() }
    }

    #[test]
    fn what_people_wait_for_is_measured() {
        let files = [
            file("index.html", 1, &["common.wasm", "read.wasm"]),
            file("levels/a/index.html", 3, &["common.wasm", "read.wasm"]),
            file("find/index.html", 9, &["common.wasm", "find.wasm"]),
            file("compare/a/b/index.html", 2, &["common.wasm", "find.wasm"]),
            file("boot-1.js", 2, &[]),
            file("app-1/rungs-app_bg.wasm", 5, &[]),
            file("app-1/common.wasm", 6, &[]),
            file("app-1/read.wasm", 7, &[]),
            file("app-1/find.wasm", 8, &[]),
        ];
        let rows = rows(&files).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.sent, row.budget)).collect();
        let expected = [
            ("levels/a/index.html", 3, Some(PAGE)),
            ("app-1/rungs-app_bg.wasm", 5, Some(MAIN)),
            ("find/index.html: its own code", 8, Some(TOOL)),
            ("all scripts and programs", 28, Some(EVERYTHING)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_names_its_parts() {
        let page = r#"<meta name="app" data-wasm="/a.wasm" data-parts="/app-1/b.wasm sha384-x /app-1/c.wasm sha384-y">"#;
        assert_eq!(parts(page), ["b.wasm", "c.wasm"]);
        assert!(parts("<p>").is_empty());
    }

    #[test]
    fn what_cannot_be_measured_is_an_error() {
        assert!(rows(&[file("index.html", 1, &[])]).is_err());
        assert!(rows(&[file("rungs-app_bg.wasm", 1, &[])]).is_err());
        assert!(run(Path::new("no-such-folder")).is_err());
    }
}
