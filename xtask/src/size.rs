//! `cargo xtask size`: what a built site sends, against its budgets. Only what people wait for has a budget.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Most bytes of a page for reading; nothing else is requested before its text stands.
const PAGE: u64 = 30_000;

/// Most bytes of the main program, where the program is in parts.
const MAIN: u64 = 130_000;

/// Most bytes of a part.
const PART: u64 = 120_000;

/// Most bytes of all scripts and programs.
const EVERYTHING: u64 = 450_000;

/// The folders of the pages of tools, whose text needs the app.
const TOOLS: [&str; 3] = ["compare/", "find/", "assess/"];

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

/// A file of the site by its path with slashes, and how many bytes a host sends of it.
#[derive(Clone)]
struct File {
    path: String,
    sent: u64,
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
            files.push(File { path, sent });
        }
    }
    Ok(())
}

struct Row {
    name: String,
    sent: u64,
    budget: Option<u64>,
}

/// The heaviest page for reading, each file of the program, and all of them together.
fn rows(files: &[File]) -> Result<Vec<Row>> {
    let (pages, code): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path.ends_with(".html"));
    let is_for_reading = |page: &&&File| !TOOLS.iter().any(|tool| page.path.starts_with(tool));
    let page = pages.iter().filter(is_for_reading).max_by_key(|page| page.sent);
    let page = page.context("the site has no page")?;
    let is_program = |file: &&&File| file.path.ends_with(".wasm");
    let is_in_parts = match code.iter().filter(is_program).count() {
        0 => bail!("the site has no program"),
        count => count > 1,
    };
    let budget = |file: &File| {
        let limit = if file.path.starts_with("rungs-app") { MAIN } else { PART };
        (is_in_parts && file.path.ends_with(".wasm")).then_some(limit)
    };
    let row = |file: &File, budget| Row { name: file.path.clone(), sent: file.sent, budget };
    let everything = Row {
        name: "all scripts and programs".to_owned(),
        sent: code.iter().map(|file| file.sent).sum(),
        budget: Some(EVERYTHING),
    };
    let code = code.iter().map(|file| row(file, budget(file)));
    Ok([row(page, Some(PAGE))].into_iter().chain(code).chain([everything]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, u64)], expected: &[(&str, u64, Option<u64>)]) {
        let files: Vec<_> =
            files.iter().map(|(path, sent)| File { path: (*path).to_owned(), sent: *sent }).collect();
        let rows = rows(&files).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.sent, row.budget)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_heaviest_page_for_reading_counts_and_all_code_together() {
        check(
            &[
                ("index.html", 1),
                ("levels/a/index.html", 3),
                ("find/index.html", 9),
                ("boot-1.js", 2),
                ("rungs-app-1_bg.wasm", 5),
            ],
            &[
                ("levels/a/index.html", 3, Some(PAGE)),
                ("boot-1.js", 2, None),
                ("rungs-app-1_bg.wasm", 5, None),
                ("all scripts and programs", 7, Some(EVERYTHING)),
            ],
        );
    }

    #[test]
    fn a_program_in_parts_has_budgets_for_each() {
        check(
            &[("index.html", 1), ("rungs-app-1_bg.wasm", 5), ("find-1.wasm", 6)],
            &[
                ("index.html", 1, Some(PAGE)),
                ("rungs-app-1_bg.wasm", 5, Some(MAIN)),
                ("find-1.wasm", 6, Some(PART)),
                ("all scripts and programs", 11, Some(EVERYTHING)),
            ],
        );
    }

    #[test]
    fn what_cannot_be_measured_is_an_error() {
        let file = |path: &str| File { path: path.to_owned(), sent: 1 };
        assert!(rows(&[file("index.html")]).is_err());
        assert!(rows(&[file("rungs-app_bg.wasm")]).is_err());
        assert!(run(Path::new("no-such-folder")).is_err());
    }
}
