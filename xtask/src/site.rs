//! One build of the site by trunk: where it goes, which address it is for, which features it has.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use anyhow::Result;

use crate::tools::Toolbox;
use crate::{parts, process};

/// A path that begins and ends with a slash, under which a site is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// The whole of a host.
    pub fn root() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.trim_matches('/');
        if path.is_empty() {
            return Ok(Self::root());
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~%/".contains(c);
        if !path.chars().all(plain) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(format!("`{text}` is not a plain path such as /repo/"));
        }
        Ok(Self(format!("/{path}/")))
    }
}

/// The absolute address of a published site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteUrl {
    /// `https://example.org`
    origin: String,
    path: BasePath,
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

impl FromStr for SiteUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text
            .split_once("://")
            .filter(|(scheme, _)| matches!(*scheme, "https" | "http"))
            .ok_or("an address such as https://example.org/ladder/ is expected")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() || !host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c)) {
            return Err(format!("`{host}` is not a host name"));
        }
        Ok(Self { origin: format!("{scheme}://{host}"), path: path.parse()? })
    }
}

/// One build of the site.
pub struct Site {
    out: PathBuf,
    path: BasePath,
    url: Option<SiteUrl>,
    /// Features of the app, beside `csr`.
    features: Vec<&'static str>,
    /// Where a copy of the app goes, before any page is written.
    app: Option<PathBuf>,
}

impl Site {
    /// The release site for the whole of an unnamed host, written into the absolute folder `out`.
    pub fn release(out: PathBuf) -> Self {
        Self { out, path: BasePath::root(), url: None, features: Vec::new(), app: None }
    }

    /// For an address, which canonical links, Open Graph and the sitemap then name.
    pub fn published_at(self, url: Option<SiteUrl>) -> Self {
        Self { path: url.as_ref().map_or(self.path, |url| url.path.clone()), url, ..self }
    }

    /// With this cargo feature of the app, too.
    pub fn with_feature(mut self, feature: &'static str) -> Self {
        self.features.push(feature);
        self
    }

    /// Keeps the app without pages, too, in the folder `app`: for tests that write the pages of other ladders.
    pub fn with_app_in(self, app: PathBuf) -> Self {
        Self { app: Some(app), ..self }
    }

    /// Builds it.
    pub fn build(&self, root: &Path, toolbox: &Toolbox) -> Result<()> {
        self.build_app(root, toolbox)?;
        if let Some(app) = &self.app {
            if app.exists() {
                fs::remove_dir_all(app)?;
            }
            copy(&self.out, app)?;
        }
        self.write_pages(root)?;
        println!("Wrote {}", self.out.display());
        Ok(())
    }

    /// Builds the app without pages, in parts.
    pub fn build_app(&self, root: &Path, toolbox: &Toolbox) -> Result<()> {
        let mut trunk = trunk(root, toolbox);
        trunk.args(["build", "--release", "--public-url", &self.path.0]).arg("--dist").arg(&self.out);
        // The pages name the parts of the program, so they are written when it is split.
        trunk.envs(parts::ENVIRONMENT).env("RUNGS_PAGES", "later");
        // In place of the ones in Trunk.toml.
        let features = [["csr", "parts"].as_slice(), &self.features].concat();
        trunk.args(["--features", &features.join(",")]);
        process::run(&mut trunk)?;
        parts::split(root, &self.out, toolbox)
    }

    /// Writes the pages beside the app.
    fn write_pages(&self, root: &Path) -> Result<()> {
        let mut pages = process::cargo(root);
        pages.args(["run", "--quiet", "--package", "rungs-cli", "--", "pages", "--ladder", "ladder"]);
        pages.args(["--base", &self.path.0, "--compress", "--dist"]).arg(&self.out).env_remove("RUNGS_URL");
        if let Some(url) = &self.url {
            pages.args(["--url", &url.to_string()]);
        }
        process::run(&mut pages)
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

/// Trunk in the checkout, for no address, with our tools first on PATH.
pub fn trunk(root: &Path, toolbox: &Toolbox) -> Command {
    let mut trunk = Command::new(&toolbox.trunk);
    trunk
        .current_dir(root)
        .env("PATH", &toolbox.path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env_remove("RUNGS_URL");
    match no_color(env::var_os("NO_COLOR").as_deref()) {
        Some(value) => trunk.env("NO_COLOR", value),
        None => trunk.env_remove("NO_COLOR"),
    };
    trunk
}

/// Any value but the empty one means no colour (no-color.org), yet trunk refuses `1`.
fn no_color(value: Option<&OsStr>) -> Option<&'static str> {
    value.filter(|value| !value.is_empty()).map(|_| "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_begins_and_ends_with_a_slash() {
        let check = |text: &str, expected: Option<&str>| {
            let parsed = text.parse::<BasePath>().ok();
            assert_eq!(parsed.map(|path| path.to_string()).as_deref(), expected, "{text:?}");
        };
        check("/", Some("/"));
        check("", Some("/"));
        check("repo", Some("/repo/"));
        check("/repo", Some("/repo/"));
        check("/a/b-c.d/", Some("/a/b-c.d/"));
        check("/a//b/", None);
        check("/../b/", None);
        check("/a b/", None);
        check("/a?b", None);
        check("https://example.org/", None);
    }

    #[test]
    fn an_address_is_absolute_and_ends_with_a_slash() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let parsed = text.parse::<SiteUrl>().ok().map(|url| (url.to_string(), url.path.to_string()));
            let parsed = parsed.as_ref().map(|(url, path)| (url.as_str(), path.as_str()));
            assert_eq!(parsed, expected, "{text:?}");
        };
        check("https://example.org", Some(("https://example.org/", "/")));
        check("https://ada.github.io/ladder", Some(("https://ada.github.io/ladder/", "/ladder/")));
        check("http://localhost:8080/a/b/", Some(("http://localhost:8080/a/b/", "/a/b/")));
        check("example.org/ladder/", None);
        check("ftp://example.org/", None);
        check("https:///ladder/", None);
        check("https://example.org/?a=b", None);
        check("https://example.org/#top", None);
        check("https://ada:secret@example.org/", None);
    }

    #[test]
    fn no_color_is_what_trunk_can_read() {
        let check = |value: Option<&str>, expected| assert_eq!(no_color(value.map(OsStr::new)), expected);
        check(None, None);
        check(Some(""), None);
        check(Some("1"), Some("true"));
        check(Some("true"), Some("true"));
    }
}
