//! The files of the app: as Trunk has built them, found by their names, as the HTML that Trunk writes is not used; or packed, with
//! a list of their names and hashes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use crate::compress;
use crate::output::{self, Files};

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

/// The folder that they are in.
const STYLE_FOLDER: &str = "style/";

/// What the folder of a program in parts begins with; a hash of all that is in it follows.
const FOLDER: &str = "app-";

/// In that folder: which files each part needs, as JSON.
const PARTS: &str = "parts.json";

/// In that folder: the script that loads parts.
const LOADER: &str = "loader.js";

/// The list of a packed app.
const LIST: &str = "app.json";

/// The style of a packed app.
const STYLE: &str = "style.css";

/// The build that this program is of: the pages that it writes need the app of the same.
pub const BUILD: &str = env!("RUNGS_BUILD");

/// What pages name of the app, and what of it stands in them.
pub struct AppFiles {
    list: List,
    /// All style sheets as one.
    pub style: String,
    /// Whether the pages are for `trunk serve`, which tells them when to reload.
    pub is_served_by_trunk: bool,
    /// Every file that the site has of the app.
    pub files: Files,
}

/// The list of a packed app.
#[derive(Serialize, Deserialize)]
struct List {
    /// The build that it is of.
    build: String,
    /// The script that starts the app.
    boot: String,
    /// The app's JavaScript side, by wasm-bindgen.
    script: String,
    /// The app itself, as WebAssembly.
    program: String,
    /// The parts of the program; `None` where it is one.
    parts: Option<Parts>,
    /// The hash of each file, and of the style.
    files: BTreeMap<String, String>,
}

/// The parts of the program that pages load when they need them.
#[derive(Serialize, Deserialize)]
struct Parts {
    /// The script that loads them.
    loader: String,
    /// The files of each part, by its name.
    files: BTreeMap<String, Vec<String>>,
}

/// A file of the site.
pub struct File<'a> {
    /// Its name, below the site.
    pub name: &'a str,
    /// A hash of what it holds, as browsers check it (Subresource Integrity).
    pub integrity: &'a str,
}

impl AppFiles {
    /// The app that Trunk has built in the folder `dist`, perhaps split into parts.
    ///
    /// # Errors
    /// When a file is missing or cannot be read, or a style sheet is not known here.
    pub fn from_trunk(dist: &Path) -> Result<Self> {
        let mut files = output::read(dist)?;
        let style = style(&mut files, dist)?;
        // Its own script for reloading stands in the page that Trunk has written.
        let index = files.remove("index.html").unwrap_or_default();
        let is_served_by_trunk = String::from_utf8_lossy(&index).contains(".well-known/trunk/ws");
        let parts = Parts::take(&mut files)?;
        let folder = parts.as_ref().map(Parts::folder).unwrap_or_default().to_owned();
        let find = |folder: &str, begin, end| find(&files, dist, folder, begin, end);
        let list = List {
            build: BUILD.to_owned(),
            boot: find("", "boot", ".js")?,
            script: find(&folder, "rungs-app", ".js")?,
            program: find(&folder, "rungs-app", "_bg.wasm")?,
            parts,
            files: files.iter().map(|(name, bytes)| (name.clone(), integrity(bytes))).collect(),
        };
        Ok(Self { list, style, is_served_by_trunk, files })
    }

    /// The packed app in the folder `folder`.
    ///
    /// # Errors
    /// As [`AppFiles::packed`], and when a file cannot be read.
    pub fn open(folder: &Path) -> Result<Self> {
        let files = output::read(folder)?;
        Self::packed(files).with_context(|| format!("the app in {} cannot be used", folder.display()))
    }

    /// The packed app that consists of those files.
    ///
    /// # Errors
    /// When it is of another build than this program, or a file is missing or is not the one that was packed.
    pub fn packed(mut files: Files) -> Result<Self> {
        let list =
            files.remove(LIST).with_context(|| format!("there is no {LIST}: pack it with `rungs pack`"))?;
        let list: List = serde_json::from_slice(&list).with_context(|| format!("{LIST} cannot be read"))?;
        if list.build != BUILD {
            bail!(
                "it is of the build {}, and this program of {BUILD}: take the program and the app of one release",
                list.build
            );
        }
        for (name, expected) in &list.files {
            match files.get(name) {
                None => bail!("there is no {name}: pack it anew"),
                Some(bytes) if integrity(bytes) != *expected => {
                    bail!("{name} is not the file that was packed: pack it anew")
                }
                Some(_) => {}
            }
        }
        if let Some(unknown) = files.keys().find(|name| !list.files.contains_key(*name)) {
            bail!("{unknown} is not on its list: pack it anew");
        }
        let named = [&list.boot, &list.script, &list.program].into_iter();
        let parts = list.parts.iter().flat_map(|parts| parts.files.values().flatten().chain([&parts.loader]));
        if let Some(missing) = named.chain(parts).find(|name| !list.files.contains_key(*name)) {
            bail!("there is no {missing}: pack it anew");
        }
        let style = files.remove(STYLE).with_context(|| format!("there is no {STYLE}: pack it anew"))?;
        let style =
            String::from_utf8(style.into_owned()).with_context(|| format!("{STYLE} cannot be read"))?;
        Ok(Self { list, style, is_served_by_trunk: false, files })
    }

    /// Its files and its list, as [`AppFiles::packed`] reads them, with compressed copies.
    ///
    /// # Errors
    /// When something cannot be compressed or listed.
    pub fn pack(mut self) -> Result<Files> {
        self.compress()?;
        self.files.insert(STYLE.to_owned(), self.style.into_bytes().into());
        self.list.files = self.files.iter().map(|(name, bytes)| (name.clone(), integrity(bytes))).collect();
        self.files.insert(LIST.to_owned(), serde_json::to_vec_pretty(&self.list)?.into());
        Ok(self.files)
    }

    /// Adds compressed copies of its files, as small as they can be.
    ///
    /// # Errors
    /// When something cannot be compressed.
    pub fn compress(&mut self) -> Result<()> {
        compress::add(&mut self.files, compress::Effort::Best)
    }

    /// Its files that are no code, such as icons: what each folder of a site has of its own.
    pub fn pictures(&self) -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
        let pictures = self.files.iter();
        let pictures = pictures.filter(|(name, _)| name.starts_with("icon") && !compress::is_copy(name));
        pictures.map(|(name, bytes)| (name.clone(), bytes.clone()))
    }

    /// The script that starts the app.
    pub fn boot(&self) -> File<'_> {
        self.file(&self.list.boot)
    }

    /// The app's JavaScript side, by wasm-bindgen.
    pub fn script(&self) -> File<'_> {
        self.file(&self.list.script)
    }

    /// The app itself, as WebAssembly.
    pub fn program(&self) -> File<'_> {
        self.file(&self.list.program)
    }

    /// The script that loads the parts of the program, where it has any.
    pub fn loader(&self) -> Option<File<'_>> {
        self.list.parts.as_ref().map(|parts| self.file(&parts.loader))
    }

    /// The files of the part `part` of the program.
    pub fn part(&self, part: &str) -> impl Iterator<Item = File<'_>> {
        let files = self.list.parts.as_ref().and_then(|parts| parts.files.get(part));
        files.into_iter().flatten().map(|name| self.file(name))
    }

    /// A file of the list.
    fn file<'a>(&'a self, name: &'a str) -> File<'a> {
        File { name, integrity: self.list.files.get(name).map_or("", String::as_str) }
    }
}

impl Parts {
    /// Finds the parts. The list of them that the split has left is taken out of the files.
    fn take(files: &mut Files) -> Result<Option<Self>> {
        let is_list = |name: &&String| {
            name.starts_with(FOLDER) && name.split_once('/').is_some_and(|(_, file)| file == PARTS)
        };
        let Some(name) = files.keys().find(is_list).cloned() else { return Ok(None) };
        let list = files.remove(&name).unwrap_or_default();
        let list: BTreeMap<String, Vec<String>> =
            serde_json::from_slice(&list).with_context(|| format!("{name} cannot be read"))?;
        let file = |file: &str| name.replace(PARTS, file);
        let parts =
            list.iter().map(|(part, names)| (part.clone(), names.iter().map(|name| file(name)).collect()));
        Ok(Some(Self { loader: file(LOADER), files: parts.collect() }))
    }

    /// Their folder, with a slash.
    fn folder(&self) -> &str {
        self.loader.strip_suffix(LOADER).unwrap_or_default()
    }
}

/// The file in `folder`, which is empty or ends with a slash, whose name is `begin` and `end`, perhaps with a hash in between.
fn find(files: &Files, dist: &Path, folder: &str, begin: &str, end: &str) -> Result<String> {
    let is_it = |name: &&String| {
        let name = name.strip_prefix(folder).and_then(|name| name.strip_prefix(begin));
        let hash = name.and_then(|rest| rest.strip_suffix(end));
        hash.is_some_and(|hash| hash.is_empty() || hash.starts_with('-') && !hash.contains('/'))
    };
    let found: Vec<_> = files.keys().filter(is_it).collect();
    let [name] = found.as_slice() else {
        bail!(
            "{} has {} files {begin}-*{end} where it needs one: build it with Trunk and this project's Trunk.toml",
            dist.display(),
            found.len()
        );
    };
    Ok((*name).clone())
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// All style sheets as one. They are taken out of the files, as they come to stand in the pages.
fn style(files: &mut Files, dist: &Path) -> Result<String> {
    let mut sheets: BTreeMap<_, _> = files.extract_if(.., |name, _| name.starts_with(STYLE_FOLDER)).collect();
    let mut style = String::new();
    for sheet in STYLE_SHEETS {
        let name = [STYLE_FOLDER, sheet].concat();
        let path = || dist.join(&name).display().to_string();
        let bytes = sheets.remove(&name).with_context(|| format!("{} is missing", path()))?;
        style += std::str::from_utf8(&bytes).with_context(|| format!("{} cannot be read", path()))?;
    }
    if let Some(unknown) = sheets.keys().next() {
        bail!("{} is not in the list of style sheets: add it to STYLE_SHEETS", dist.join(unknown).display());
    }
    if style.contains("</") {
        bail!("a style sheet contains `</`, which cannot stand in a style element");
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

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
            let app = AppFiles::from_trunk(dist.path()).unwrap();
            assert_eq!([app.boot().name, app.script().name, app.program().name], names);
            // The SHA-384 of nothing.
            assert!(
                app.boot().integrity.starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6")
            );
            assert_eq!(app.style, STYLE_SHEETS.join("\n"));
            assert!(app.files.keys().all(|name| !name.starts_with("style") && name != "index.html"));
        }
    }

    #[test]
    fn what_is_missing_or_there_twice_is_named() {
        let check = |files: &[&str], expected: &str| {
            let error = AppFiles::from_trunk(dist(files, "").path()).err().map(|error| error.to_string());
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
            let app = AppFiles::from_trunk(dist(&files, index).path()).unwrap();
            assert_eq!(app.is_served_by_trunk, expected);
        }
    }

    #[test]
    fn a_packed_app_is_the_one_that_was_built() {
        let files = ["boot-1.js", "rungs-app-2.js", "rungs-app-2_bg.wasm", "icon.svg"];
        let packed = || AppFiles::from_trunk(dist(&files, "").path()).unwrap().pack().unwrap();
        let app = AppFiles::packed(packed()).unwrap();
        assert_eq!((app.boot().name, app.style.as_str()), ("boot-1.js", STYLE_SHEETS.join("\n").as_str()));
        assert_eq!(app.files.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(files));

        let refused = |change: &dyn Fn(&mut Files), expected: &str| {
            let mut files = packed();
            change(&mut files);
            let error = AppFiles::packed(files).err().map(|error| error.to_string());
            assert!(error.as_ref().is_some_and(|error| error.contains(expected)), "{expected}: {error:?}");
        };
        refused(&|files| drop(files.remove("icon.svg")), "there is no icon.svg");
        refused(&|files| drop(files.insert("icon.svg".into(), b"other".into())), "icon.svg is not the file");
        refused(&|files| drop(files.insert("more.js".into(), b"".into())), "more.js is not on its list");
        refused(&|files| drop(files.remove(LIST)), "there is no app.json");
        let other_build = |files: &mut Files| {
            let list = String::from_utf8(files[LIST].to_vec()).unwrap().replace(BUILD, "0123");
            files.insert(LIST.into(), list.into_bytes().into());
        };
        refused(&other_build, "it is of the build 0123");
    }

    #[test]
    fn the_parts_of_a_program_are_found_in_their_folder() {
        let dist = dist(&["boot.js"], "");
        let folder = dist.path().join("app-1");
        fs::create_dir(&folder).unwrap();
        for name in ["rungs-app.js", "rungs-app_bg.wasm", "loader.js", "a.wasm"] {
            fs::write(folder.join(name), name).unwrap();
        }
        fs::write(folder.join("parts.json"), r#"{"find":["a.wasm"]}"#).unwrap();
        let app = AppFiles::packed(AppFiles::from_trunk(dist.path()).unwrap().pack().unwrap()).unwrap();
        assert_eq!(app.program().name, "app-1/rungs-app_bg.wasm");
        assert_eq!(app.loader().map(|file| file.name), Some("app-1/loader.js"));
        assert_eq!(app.part("find").map(|file| file.name).collect::<Vec<_>>(), ["app-1/a.wasm"]);
        assert_eq!(app.part("read").count(), 0);
        assert!(!app.files.contains_key("app-1/parts.json"));
    }
}
