//! From a ladder and the app to the files of a finished site. There is one way to write a site: [`site`], whose files a folder
//! takes ([`output`]) or a server answers with.

mod app_files;
mod brand;
mod compress;
mod document;
mod moved;
pub mod output;
mod policy;
mod render;
mod site_files;

use anyhow::{Result, bail};
use rungs_app::pages::parts;
use rungs_app::routes::Route;
use rungs_app::routes::head;
use rungs_ladder::branding::Logo;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::{compare, json};

pub use app_files::{AppFiles, BUILD};
pub use brand::{Brand, size};
use compress::Effort;
pub use document::escaped;
use document::{Page, PublicAddress, Site};
use moved::Moved;
use output::Files;

/// Loads the page anew after each build of `trunk serve`.
const TRUNK_RELOAD: &str = include_str!("reload.js");

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
    if !options.base.starts_with('/') || !options.base.ends_with('/') {
        bail!(
            "the public URL `{}` must be a path that begins and ends with a slash, such as / or /repo/",
            options.base
        );
    }
    let origin = options.url.as_deref().map(|url| origin(url, &options.base)).transpose()?;
    let ladder: &'static Ladder = Box::leak(Box::new(with_logo(ladder, options.brand.logo())?));
    let trunk = app.is_served_by_trunk.then_some(TRUNK_RELOAD);
    let site = Site {
        app,
        style: &style(app, options, ladder),
        preloads: &options.brand.preloads(&options.base),
        reload: options.preview.as_ref().map_or(trunk, |preview| Some(&preview.script)),
        base: &options.base,
        language: &ladder.language,
        is_right_to_left: ladder.is_right_to_left(),
        name: &ladder.title,
        ladder: &json::encode(ladder)?,
        leads_on: !ladder.aliases.levels.is_empty(),
    };
    let root = format!("{}{}", origin.unwrap_or_default(), options.base);
    let mut files = app.files.clone();
    let owners = options.brand.files();
    // Compressed copies of what has been replaced are made anew.
    files.retain(|name, _| {
        !["br", "gz"].iter().any(|packed| {
            name.strip_suffix(packed)
                .and_then(|name| name.strip_suffix('.'))
                .is_some_and(|name| owners.contains_key(name))
        })
    });
    files.extend(owners);
    if !options.compress {
        compress::remove(&mut files);
    }
    let routes = routes(ladder);
    add_pages(&site, ladder, &routes, &root, &mut files);
    add_moved(&site, ladder, &root, &mut files);
    for (name, text) in
        site_files::all(ladder, &routes, &options.base, &root, options.url.is_some(), &site.policy())
    {
        files.insert(name.to_owned(), text.into_bytes().into());
    }
    if options.compress {
        compress::add(&mut files, Effort::Quick)?;
    }
    Ok(files)
}

/// The ladder, with the logo of the site.
fn with_logo(ladder: Ladder, logo: Option<Logo>) -> Result<Ladder> {
    if logo.is_none() {
        return Ok(ladder);
    }
    let mut draft = ladder.into_draft();
    draft.branding.logo = logo;
    Ok(Ladder::new(draft)?)
}

/// The style of every page: that of the app, of the owner, and of the preview.
fn style(app: &AppFiles, options: &Options, ladder: &Ladder) -> String {
    let owners = options.brand.style(&options.base, &ladder.branding);
    let preview = options.preview.as_ref().map_or("", |preview| preview.style);
    match owners.is_empty() {
        true => [&app.style, preview].concat(),
        // What is not in a layer comes before all that is, wherever it stands.
        false => [&app.style, "\n", owners.trim_end(), "\n", preview].concat(),
    }
}

/// Adds every page, and the one that says that there is none. `root` is the address of the site, or its path.
fn add_pages(site: &Site, ladder: &'static Ladder, routes: &[Route], root: &str, files: &mut Files) {
    let renderer = render::Renderer::new(ladder, site.base);
    for route in routes.iter().map(Some).chain([None]) {
        let head = head(ladder, route, "");
        let public = route.filter(|route| !route.is_personal());
        let page = Page {
            title: &head.title,
            description: &head.description,
            address: public.map(|route| PublicAddress {
                page: [root, route.path().as_str()].concat(),
                image: [root, "icon-512.png"].concat(),
            }),
            path: route.map(Route::path),
            is_for_reading: matches!(route, Some(Route::Pair(..))),
            part: parts::name(route),
            body: renderer.body(route),
        };
        let name = route.map_or("404.html".to_owned(), |route| route.path() + "index.html");
        files.insert(name, site.document(&page).into_bytes().into());
    }
}

/// Adds a page at each address that a level has had.
fn add_moved(site: &Site, ladder: &Ladder, root: &str, files: &mut Files) {
    for (was, level) in moved::levels(ladder) {
        let below = Route::Level(level.id.clone()).path();
        let [path, canonical] = [site.base, root].map(|begin| [begin, &below].concat());
        let page = Moved {
            title: &level.title,
            language: site.language,
            path: &path,
            canonical: &canonical,
            icon: &[site.base, "icon.svg"].concat(),
            policy: &site.policy(),
        };
        files.insert(format!("levels/{was}/index.html"), page.document().into_bytes().into());
    }
}

/// Every page of the ladder: the fixed ones, those of its levels, and those of their pairs.
fn routes(ladder: &Ladder) -> Vec<Route> {
    let levels = ladder.levels.iter().map(|level| Route::Level(level.id.clone()));
    let pairs = compare::pairs(ladder).into_iter();
    let pairs = pairs.map(|(left, right)| Route::Pair(left.id.clone(), right.id.clone()));
    Route::FIXED.into_iter().chain(levels).chain(pairs).collect()
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
