//! A rule of the house that no type holds: only `src/browser` uses the web API.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// The crates that are the web API.
const CRATES: [&str; 4] = ["web_sys", "js_sys", "gloo_storage", "wasm_bindgen"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn only_the_browser_folder_uses_the_web_api() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let uses = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        CRATES.iter().any(|name| text.contains(name))
    };
    let (browser, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.starts_with(src.join("browser")));
    let strays: Vec<_> = others.into_iter().filter(uses).collect();
    assert_eq!(strays, [] as [PathBuf; 0], "ask `src/browser` for it");
    assert!(browser.iter().any(uses), "the names of the crates have changed");
}
