//! The files of a theme and the pictures of pages, which stand in the ladder's folder beside the levels.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rungs_ladder::markdown::Reading;
use rungs_ladder::page::OwnersPage;
use rungs_ladder::problem::Problem;
use rungs_site::Brand;

use crate::files::Folder;

/// The most bytes of one of them; visitors load it.
const LARGEST: usize = 1 << 20;

/// The theme and the pages with their files, and the problems of those that cannot be used.
pub fn read(folder: &Folder, reading: &Reading) -> (Brand, Vec<Problem>) {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    for name in reading.assets().collect::<BTreeSet<_>>() {
        match bytes(folder, name).and_then(|bytes| usable(reading, name, bytes)) {
            Ok(bytes) => drop(files.insert(name, bytes)),
            Err((why, advice)) => problems.extend(reading.unusable(name, &why, advice)),
        }
    }
    let named = |name: &str| Some((name.to_owned(), files.get(name)?.clone()));
    let brand = Brand {
        theme: reading.theme.clone(),
        pages: reading.pages.clone(),
        theme_files: reading.theme.files().filter_map(named).collect(),
        pictures: reading.pages.iter().flat_map(OwnersPage::pictures).filter_map(named).collect(),
    };
    (brand, problems)
}

/// The bytes of a file of the folder.
fn bytes(folder: &Folder, name: &str) -> Result<Vec<u8>, (String, &'static str)> {
    let path = folder.root.join(name);
    let home = match folder.root.as_os_str().is_empty() {
        true => fs::canonicalize("."),
        false => fs::canonicalize(&folder.root),
    };
    let cannot =
        |error: std::io::Error| (format!("cannot be read ({error})"), "put it into the ladder's folder");
    let target = fs::canonicalize(&path).map_err(cannot)?;
    if !target.starts_with(home.map_err(cannot)?) {
        return Err(("leads out of the ladder's folder".to_owned(), "put the file itself there"));
    }
    fs::read(&target).map_err(cannot)
}

/// The same bytes, where they are what the theme needs.
fn usable(reading: &Reading, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, (String, &'static str)> {
    let theme = &reading.theme;
    let is = |file: &Option<String>| file.as_deref() == Some(name);
    if bytes.len() > LARGEST {
        return Err((
            format!("has {:.1} MB", bytes.len() as f64 / 1e6),
            "every visitor loads it: make it smaller than 1 MB",
        ));
    }
    if is(&theme.logo) && rungs_site::size(&bytes).is_none() {
        return Err((
            "does not say how large it is".to_owned(),
            "give the SVG a `viewBox`, or use a PNG: its place is kept while it loads",
        ));
    }
    let is_picture = || reading.pages.iter().any(|page| page.pictures().contains(&name));
    if rungs_site::picture_size(&bytes).is_none() && is_picture() {
        return Err((
            "is no picture, or does not say how large it is".to_owned(),
            "use a PNG, JPEG, GIF or WebP, or an SVG with a `viewBox`: its place is kept while it loads",
        ));
    }
    if is(&theme.stylesheet) {
        match std::str::from_utf8(&bytes) {
            Err(_) => return Err(("is not UTF-8".to_owned(), "save it as UTF-8")),
            Ok(style) if style.contains("</") => {
                return Err((
                    "contains `</`".to_owned(),
                    "it stands in the pages, where that would end it: remove it",
                ));
            }
            Ok(_) => {}
        }
    }
    Ok(bytes)
}
