//! The files of the app that Trunk has built: found by their names, as the HTML that Trunk writes is not used.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

/// The style sheets, in the order in which they apply.
const STYLE_SHEETS: [&str; 8] = [
    "tokens.css",
    "base.css",
    "layout.css",
    "components.css",
    "compare.css",
    "find.css",
    "assess.css",
    "print.css",
];

/// What the folder of a program in parts begins with; a hash of all that is in it follows.
const FOLDER: &str = "app-";

/// In that folder: which files each part needs, as JSON.
const MANIFEST: &str = "parts.json";

/// In that folder: the script that loads parts.
const LOADER: &str = "loader.js";

/// What pages name of the app, and what of it stands in them.
pub struct AppFiles {
    /// The script that starts the app.
    pub boot: File,
    /// The app's JavaScript side, by wasm-bindgen.
    pub script: File,
    /// The app itself, as WebAssembly.
    pub program: File,
    /// The parts of the program; `None` where it is one.
    pub parts: Option<Parts>,
    /// All style sheets as one.
    pub style: String,
    /// Whether the pages are for `trunk serve`, which tells them when to reload.
    pub is_served_by_trunk: bool,
}

/// The parts of the program that pages load when they need them.
pub struct Parts {
    /// The script that loads them.
    pub loader: File,
    /// The files of each part, by its name.
    pub files: BTreeMap<String, Vec<File>>,
}

/// A file of the site.
pub struct File {
    /// Its name, below the site.
    pub name: String,
    /// A hash of what it holds, as browsers check it (Subresource Integrity).
    pub integrity: String,
}

impl AppFiles {
    /// Finds the files in `dist`. The style sheets are taken out of it, as they come to stand in the pages.
    ///
    /// # Errors
    /// When a file is missing or cannot be read, or a style sheet is not known here.
    pub fn take(dist: &Path) -> Result<Self> {
        let folder = names(dist)?.into_iter().find(|name| name.starts_with(FOLDER));
        let parts = folder.as_ref().map(|folder| Parts::take(dist, folder)).transpose()?;
        let folder = folder.map(|folder| folder + "/").unwrap_or_default();
        Ok(Self {
            boot: File::find(dist, "", "boot", ".js")?,
            script: File::find(dist, &folder, "rungs-app", ".js")?,
            program: File::find(dist, &folder, "rungs-app", "_bg.wasm")?,
            parts,
            style: take_style(&dist.join("style"))?,
            // Its own script for that stands in the page that Trunk has written.
            is_served_by_trunk: read(&dist.join("index.html"))?.contains(".well-known/trunk/ws"),
        })
    }
}

impl Parts {
    /// Finds the parts in a folder of `dist`. The list of them is taken out of it.
    fn take(dist: &Path, folder: &str) -> Result<Self> {
        let manifest = dist.join(folder).join(MANIFEST);
        let list: BTreeMap<String, Vec<String>> = serde_json::from_str(&read(&manifest)?)
            .with_context(|| format!("{} cannot be read", manifest.display()))?;
        fs::remove_file(&manifest).with_context(|| format!("{} cannot be removed", manifest.display()))?;
        let file = |name: &String| File::named(dist, format!("{folder}/{name}"));
        let files = list
            .iter()
            .map(|(part, names)| Ok((part.clone(), names.iter().map(file).collect::<Result<Vec<_>>>()?)));
        Ok(Self { loader: file(&LOADER.to_owned())?, files: files.collect::<Result<_>>()? })
    }
}

impl File {
    /// The file in `folder`, which is empty or ends with a slash, whose name is `begin` and `end`, perhaps with a hash in between.
    fn find(dist: &Path, folder: &str, begin: &str, end: &str) -> Result<Self> {
        let is_it = |name: &str| {
            let hash = name.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
            hash.is_some_and(|hash| hash.is_empty() || hash.starts_with('-'))
        };
        let found: Vec<_> = names(&dist.join(folder))?.into_iter().filter(|name| is_it(name)).collect();
        let [name] = found.as_slice() else {
            bail!(
                "{} has {} files {begin}-*{end} where it needs one: build it with Trunk and this project's Trunk.toml",
                dist.display(),
                found.len()
            );
        };
        Self::named(dist, [folder, name].concat())
    }

    /// The file with that name below `dist`.
    fn named(dist: &Path, name: String) -> Result<Self> {
        let path = dist.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)));
        Ok(Self { name, integrity })
    }
}

fn take_style(folder: &Path) -> Result<String> {
    if let Some(unknown) = names(folder)?.iter().find(|name| !STYLE_SHEETS.contains(&name.as_str())) {
        bail!(
            "{} is not in the list of style sheets: add it to STYLE_SHEETS",
            folder.join(unknown).display()
        );
    }
    let style =
        STYLE_SHEETS.iter().map(|sheet| read(&folder.join(sheet))).collect::<Result<Vec<_>>>()?.concat();
    if style.contains("</") {
        bail!("a style sheet contains `</`, which cannot stand in a style element");
    }
    fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    Ok(tightened(&style))
}

/// A style sheet without its comments and indentation, which every page would carry.
fn tightened(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    for (at, part) in css.split("/*").enumerate() {
        kept += if at == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) };
    }
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dist(files: &[&str], index: &str) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join("style")).unwrap();
        for sheet in STYLE_SHEETS {
            fs::write(dist.path().join("style").join(sheet), format!("/* {sheet} */\n  {sheet}\n")).unwrap();
        }
        for file in files {
            fs::write(dist.path().join(file), "").unwrap();
        }
        fs::write(dist.path().join("index.html"), index).unwrap();
        dist
    }

    #[test]
    fn the_files_are_found_with_and_without_hashes_in_their_names() {
        for names in [
            ["boot-1.js", "rungs-app-2.js", "rungs-app-2_bg.wasm"],
            ["boot.js", "rungs-app.js", "rungs-app_bg.wasm"],
        ] {
            let dist = dist(&[names.as_slice(), &["booth.js", "icon.svg"]].concat(), "");
            let app = AppFiles::take(dist.path()).unwrap();
            assert_eq!([app.boot.name, app.script.name, app.program.name], names);
            // The SHA-384 of nothing.
            assert!(app.boot.integrity.starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6"));
            assert_eq!(app.style, STYLE_SHEETS.join("\n"));
            assert!(!dist.path().join("style").exists());
        }
    }

    #[test]
    fn what_is_missing_or_there_twice_is_named() {
        let check = |files: &[&str], expected: &str| {
            let error = AppFiles::take(dist(files, "").path()).err().map(|error| error.to_string());
            assert!(error.as_ref().is_some_and(|error| error.contains(expected)), "{error:?}");
        };
        check(&["rungs-app.js", "rungs-app_bg.wasm"], "0 files boot-*.js");
        check(&["boot-1.js", "boot-2.js"], "2 files boot-*.js");
        check(&["boot.js", "rungs-app.js", "rungs-app_bg.wasm", "style/new.css"], "STYLE_SHEETS");
    }

    #[test]
    fn a_style_sheet_loses_only_what_does_not_count() {
        let css = "/* a */\n@layer b {\n  p > a { x: calc(1px + 2px) } /* c\n */ q { y: 1 }\n\n}";
        assert_eq!(tightened(css), "@layer b {\np > a { x: calc(1px + 2px) }  q { y: 1 }\n}");
    }

    #[test]
    fn live_reload_is_for_trunk_serve() {
        let files = ["boot.js", "rungs-app.js", "rungs-app_bg.wasm"];
        for (index, expected) in
            [("<p>", false), ("const url = address + base + '.well-known/trunk/ws';", true)]
        {
            let app = AppFiles::take(dist(&files, index).path()).unwrap();
            assert_eq!(app.is_served_by_trunk, expected);
        }
    }
}
