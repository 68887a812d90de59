//! The parts of the app's program that load when they are first needed, which `cargo xtask build` has split off.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rungs_app::part;
use rungs_app::routes::Route;

use crate::frame::escape;
use crate::write_file;

/// Lists the parts in their folder.
const LIST: &str = "parts.json";

/// The files of each part.
#[derive(Default)]
pub struct Parts(HashMap<String, Vec<String>>);

impl Parts {
    /// Puts the files of the parts in `folder` into `dist`.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn put(folder: &Path, dist: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
        };
        // Each file with its integrity, which boot.js asks for.
        let list: HashMap<String, Vec<(String, String)>> = serde_json::from_slice(&read(LIST)?)?;
        let mut parts = HashMap::new();
        for (part, files) in list {
            for (file, _) in &files {
                write_file(&dist.join(file), &read(file)?)?;
            }
            parts.insert(part, files.into_iter().map(|(file, _)| file).collect());
        }
        Ok(Self(parts))
    }

    /// Head elements of the page of `route`, so that its part loads beside the program and not after it.
    pub fn preloads(&self, route: Option<&Route>, base: &str) -> String {
        let files = route.and_then(part::of).and_then(|part| self.0.get(part));
        let link = |file: &String| {
            let href = escape(&format!("{base}{file}"));
            format!(r#"<link rel="preload" as="fetch" href="{href}" crossorigin="anonymous">"#)
        };
        files.into_iter().flatten().map(link).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_of_a_part_loads_it_ahead() {
        let parts =
            Parts([("find".to_owned(), vec!["shared-1a.wasm".to_owned(), "find-2b.wasm".into()])].into());
        let found = parts.preloads(Some(&Route::Find), "/repo/");
        let hrefs: Vec<_> = found.split('"').filter(|value| value.ends_with(".wasm")).collect();
        assert_eq!(hrefs, ["/repo/shared-1a.wasm", "/repo/find-2b.wasm"]);
        for route in [Some(&Route::Compare), Some(&Route::About), None] {
            assert_eq!(parts.preloads(route, "/"), "");
        }
    }

    #[test]
    fn the_files_of_parts_come_into_the_site() {
        let (from, dist) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert!(Parts::put(from.path(), dist.path()).is_err());
        fs::write(from.path().join(LIST), r#"{"find":[["find-2b.wasm","sha256-x"]]}"#).unwrap();
        fs::write(from.path().join("find-2b.wasm"), "code").unwrap();
        assert!(Parts::put(from.path(), dist.path()).is_ok());
        assert_eq!(fs::read(dist.path().join("find-2b.wasm")).unwrap(), b"code");
    }
}
