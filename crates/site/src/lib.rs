//! `rungs pages`: from a ladder and what Trunk has built to a folder of finished pages. Trunk's post-build hook
//! calls it with the folder that becomes `dist`.

mod app_files;
mod compress;
mod document;
mod policy;
mod render;
mod site_files;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rungs_app::pages::parts;
use rungs_app::routes::Route;
use rungs_app::routes::head;
use rungs_ladder::json;
use rungs_ladder::ladder::Ladder;

use app_files::AppFiles;
use document::{Page, PublicAddress, Site};

/// What to build, and where.
pub struct Options {
    /// The folder with what Trunk has built; the pages are written there.
    pub dist: PathBuf,
    /// The path that the site is served under; begins and ends with a slash.
    pub base: String,
    /// The site's absolute address, where it is known.
    pub url: Option<String>,
    /// Whether to write `.br` and `.gz` beside each text file.
    pub compress: bool,
}

/// Writes every page of `ladder` and the files that go with them.
///
/// # Errors
/// When a file cannot be read or written, or `options` do not fit together.
pub fn write(ladder: Ladder, options: &Options) -> Result<()> {
    if !options.base.starts_with('/') || !options.base.ends_with('/') {
        bail!(
            "the public URL `{}` must be a path that begins and ends with a slash, such as / or /repo/",
            options.base
        );
    }
    let origin = options.url.as_deref().map(|url| origin(url, &options.base)).transpose()?;
    let ladder: &'static Ladder = Box::leak(Box::new(ladder));
    let site = Site {
        app: AppFiles::take(&options.dist)?,
        base: &options.base,
        language: &ladder.language,
        is_right_to_left: ladder.is_right_to_left(),
        name: &ladder.title,
        ladder: &json::encode(ladder)?,
    };
    let renderer = render::Renderer::new(ladder, &options.base);
    let root = format!("{}{}", origin.unwrap_or_default(), options.base);

    let routes = routes(ladder);
    for route in routes.iter().map(Some).chain([None]) {
        let head = head(ladder, route, "");
        let public = route.filter(|route| !route.is_personal());
        let page = Page {
            title: &head.title,
            description: &head.description,
            address: public.map(|route| PublicAddress {
                page: [&root, route.path().as_str()].concat(),
                image: [&root, "icon-512.png"].concat(),
            }),
            path: route.map(Route::path),
            part: parts::name(route),
            body: renderer.body(route),
        };
        let file = match route {
            Some(route) => options.dist.join(route.path()).join("index.html"),
            None => options.dist.join("404.html"),
        };
        write_file(&file, site.document(&page).as_bytes())?;
    }
    for (name, text) in
        site_files::all(ladder, &routes, &options.base, &root, options.url.is_some(), &site.policy())
    {
        write_file(&options.dist.join(name), text.as_bytes())?;
    }
    if options.compress {
        compress::folder(&options.dist)?;
    }
    Ok(())
}

/// Every page of the ladder.
fn routes(ladder: &Ladder) -> Vec<Route> {
    let levels = ladder.levels.iter().map(|level| Route::Level(level.id.clone()));
    Route::FIXED.into_iter().chain(levels).collect()
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
            "the site's url `{url}` has the path `{path}`, but the pages are built for `{base}`: build with `cargo xtask build --url {url}`"
        );
    }
    Ok(origin.to_owned())
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
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
}
