//! From a ladder and the app to the files of a finished site. There is one way to write a site: [`site`], whose files a folder
//! takes ([`output`]) or a server answers with.

mod app_files;
mod brand;
mod collection;
mod compress;
mod document;
mod moved;
pub mod output;
mod owners_pages;
mod pages;
mod parallel;
mod picture;
mod policy;
mod render;
mod site_files;

use anyhow::{Result, bail};
use rungs_ladder::ladder::Ladder;

pub use app_files::{AppFiles, BUILD};
pub use brand::{Brand, picture_size, size};
pub use collection::{Collection, Member, collection};
use compress::Effort;
pub use document::escaped;
use output::Files;
use pages::{Pages, Place};
use policy::Allowed;

/// How to write a site.
pub struct Options {
    /// The path that the site is served under; begins and ends with a slash.
    pub base: String,
    /// The site's absolute address, where it is known.
    pub url: Option<String>,
    /// Whether to add `.br` and `.gz` beside each text file.
    pub compress: bool,
    /// What the owner of the site adds.
    pub brand: Brand,
    /// What pages get that only their author sees.
    pub preview: Option<Preview>,
}

/// What pages get that only their author sees.
pub struct Preview {
    /// A script that loads the page anew when the ladder has changed.
    pub script: String,
    /// Style that comes after that of the app.
    pub style: &'static str,
}

/// The files of the site of `ladder`, which is kept for as long as the program lives.
///
/// # Errors
/// When `options` do not fit together.
pub fn site(ladder: Ladder, app: &AppFiles, options: &Options) -> Result<Files> {
    let home = Place::home(options)?;
    let pages = Pages::of(ladder, &options.brand, app, options, &home)?;
    finished(vec![pages], app, options, &home)
}

/// Makes a whole site of pages, the app, and what hosts and crawlers look for.
fn finished(all: Vec<Pages>, app: &AppFiles, options: &Options, home: &Place) -> Result<Files> {
    let mut files = app.files.clone();
    let mut allowed = Allowed::default();
    let mut addresses = Vec::new();
    for pages in all {
        // Compressed copies of what is replaced are made anew.
        for name in pages.files.keys() {
            compress::remove_copies(&mut files, name);
        }
        files.extend(pages.files);
        allowed.extend(pages.allowed);
        addresses.extend(pages.addresses);
    }
    if !options.compress {
        compress::remove(&mut files);
    }
    let root = options.url.is_some().then_some(home.address.as_str());
    for (name, text) in site_files::all(&addresses, &home.base, root, &allowed.policy()) {
        files.insert(name.to_owned(), text.into_bytes().into());
    }
    if options.compress {
        compress::add(&mut files, Effort::Quick)?;
    }
    Ok(files)
}

/// The path of a site's absolute address, which its pages are built for.
///
/// # Errors
/// When `url` is no such address.
pub fn base(url: &str) -> Result<String> {
    let path = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some((host, path)) = path.map(|rest| rest.split_once('/').unwrap_or((rest, ""))) else {
        bail!("the site's url `{url}` must begin with https://");
    };
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(is_host) {
        bail!("the site's url `{url}` has no host that can be used: write it as https://example.org/ladder/");
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%/".contains(c);
    let path = path.trim_matches('/');
    if !path.chars().all(is_plain)
        || !path.is_empty() && path.split('/').any(|part| matches!(part, "" | "." | ".."))
    {
        bail!("the site's url `{url}` must end with a plain path, such as https://example.org/ladder/");
    }
    Ok(if path.is_empty() { "/".to_owned() } else { format!("/{path}/") })
}

/// The origin of the site's absolute address; its path must be the base that the pages are built for.
pub fn origin(url: &str, base: &str) -> Result<String> {
    let scheme_end = ["https://", "http://"].iter().find(|scheme| url.starts_with(**scheme)).map(|s| s.len());
    let Some(start) = scheme_end else {
        bail!("the site's url `{url}` must begin with https://");
    };
    let path = url.get(start..).and_then(|rest| rest.find('/')).map(|at| start + at).unwrap_or(url.len());
    let (origin, path) = url.split_at(path);
    let path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    if path != base {
        bail!(
            "the site's url `{url}` has the path `{path}`, but the pages are built for `{base}`: build with `--url {url}`"
        );
    }
    Ok(origin.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_must_fit_the_base() {
        for (url, base, expected) in [
            ("https://example.org/", "/", Ok("https://example.org")),
            ("https://example.org", "/", Ok("https://example.org")),
            ("https://example.org/repo", "/repo/", Ok("https://example.org")),
            ("http://localhost:8080/a/b/", "/a/b/", Ok("http://localhost:8080")),
            ("https://example.org/repo/", "/", Err("has the path `/repo/`")),
            ("ftp://example.org/", "/", Err("must begin with https://")),
            ("example.org", "/", Err("must begin with https://")),
        ] {
            match (origin(url, base), expected) {
                (Ok(origin), Ok(expected)) => assert_eq!(origin, expected, "{url}"),
                (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{error}"),
                (result, _) => panic!("{url}: {result:?}"),
            }
        }
    }

    #[test]
    fn the_path_of_an_address_is_its_base() {
        for (url, expected) in [
            ("https://example.org", Some("/")),
            ("https://example.org/", Some("/")),
            ("https://example.org/repo", Some("/repo/")),
            ("http://localhost:8080/a/b-c.d/", Some("/a/b-c.d/")),
            ("example.org", None),
            ("https:///x", None),
            ("https://example.org/a//b/", None),
            ("https://example.org/../b/", None),
            ("https://example.org/?a", None),
            ("https://ada:secret@example.org/", None),
        ] {
            assert_eq!(base(url).ok().as_deref(), expected, "{url}");
        }
    }
}
