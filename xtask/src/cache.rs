//! The per-user cache: what is built once for a machine lives outside every checkout.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// The cache folder, which may not exist yet.
pub fn folder() -> Result<PathBuf> {
    choose(env::consts::OS, |name| env::var_os(name).filter(|value| !value.is_empty()))
        .context("no folder for tools: set RUNGS_CACHE to one that can be written")
}

/// `$RUNGS_CACHE`, else the platform's cache folder. XDG says that a relative `XDG_CACHE_HOME` is to be ignored.
fn choose(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name| variable(name).map(PathBuf::from);
    if let Some(cache) = folder("RUNGS_CACHE") {
        return std::path::absolute(cache).ok();
    }
    let home = || folder("HOME");
    let parent = match os {
        "windows" => folder("LOCALAPPDATA"),
        "macos" => home().map(|home| home.join("Library/Caches")),
        _ => folder("XDG_CACHE_HOME")
            .filter(|cache| cache.is_absolute())
            .or_else(|| home().map(|home| home.join(".cache"))),
    };
    parent.map(|parent| parent.join("rungs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_the_platform_keeps_caches() {
        let check = |os: &str, variables: &[(&str, &str)], expected: Option<&str>| {
            let found = choose(os, |name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
            });
            assert_eq!(found, expected.map(PathBuf::from), "{os} {variables:?}");
        };
        check("linux", &[("HOME", "/home/ada")], Some("/home/ada/.cache/rungs"));
        check("linux", &[("HOME", "/home/ada"), ("XDG_CACHE_HOME", "/var/c")], Some("/var/c/rungs"));
        check("linux", &[("HOME", "/home/ada"), ("XDG_CACHE_HOME", "c")], Some("/home/ada/.cache/rungs"));
        check("linux", &[("HOME", "/home/ada"), ("RUNGS_CACHE", "/tools")], Some("/tools"));
        check("macos", &[("HOME", "/Users/ada")], Some("/Users/ada/Library/Caches/rungs"));
        check("windows", &[("LOCALAPPDATA", "/local")], Some("/local/rungs"));
        check("linux", &[], None);
        check("windows", &[("HOME", "/home/ada")], None);
    }
}
