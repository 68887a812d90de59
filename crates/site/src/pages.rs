//! The pages of one ladder, with the files that stand beside them.

use anyhow::{Result, bail};
use rungs_app::pages::parts;
use rungs_app::routes::{Route, head, owners_page_path};
use rungs_ladder::branding::Logo;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::{compare, json};

use crate::brand::Brand;
use crate::document::{Page, PublicAddress, Site};
use crate::moved::{self, Moved};
use crate::output::Files;
use crate::parallel::in_parallel;
use crate::picture::Painter;
use crate::policy::Allowed;
use crate::{AppFiles, Options, origin, owners_pages, render, site_files};

/// Loads the page anew after each build of `trunk serve`.
const TRUNK_RELOAD: &str = include_str!("reload.js");

/// Where pages stand.
pub struct Place {
    /// The folder of the site, with a closing slash; empty for its first.
    pub folder: String,
    /// The path of that folder on its host; begins and ends with a slash.
    pub base: String,
    /// Its address, or its path where the address is not known.
    pub address: String,
    /// The path of the site, where the app's files are.
    pub app_base: String,
}

impl Place {
    /// The first folder of the site.
    ///
    /// # Errors
    /// When the path of the site is none, or is not that of its address.
    pub fn home(options: &Options) -> Result<Self> {
        let base = options.base.clone();
        if !base.starts_with('/') || !base.ends_with('/') {
            bail!(
                "the public URL `{base}` must be a path that begins and ends with a slash, such as / or /repo/"
            );
        }
        let origin = options.url.as_deref().map(|url| origin(url, &base)).transpose()?;
        let address = [&origin.unwrap_or_default(), &base].map(String::as_str).concat();
        Ok(Self { folder: String::new(), address, app_base: base.clone(), base })
    }

    /// The folder `name` in this one.
    pub fn below(&self, name: &str) -> Self {
        let below = |path: &str| [path, name, "/"].concat();
        Self {
            folder: below(&self.folder),
            base: below(&self.base),
            address: below(&self.address),
            app_base: self.app_base.clone(),
        }
    }
}

/// The pages of one ladder.
pub struct Pages {
    /// They, and what stands beside them, by their names in the site.
    pub files: Files,
    /// What the policy of the site must allow for them.
    pub allowed: Allowed,
    /// The addresses of those that search engines may know.
    pub addresses: Vec<String>,
}

impl Pages {
    /// Writes the pages of `ladder`, which is kept for as long as the program lives.
    ///
    /// # Errors
    /// When the ladder cannot be written.
    pub fn of(
        ladder: Ladder,
        brand: &Brand,
        app: &AppFiles,
        options: &Options,
        place: &Place,
    ) -> Result<Self> {
        let ladder: &'static Ladder = Box::leak(Box::new(with_logo(ladder, brand.logo())?));
        let trunk = app.is_served_by_trunk.then_some(TRUNK_RELOAD);
        let site = Site {
            app,
            app_base: &place.app_base,
            style: &style(app, brand, options, place, ladder),
            preloads: &brand.preloads(&place.base),
            reload: options.preview.as_ref().map_or(trunk, |preview| Some(&preview.script)),
            base: &place.base,
            language: &ladder.language,
            is_right_to_left: ladder.is_right_to_left(),
            name: &ladder.title,
            ladder: &json::encode(ladder)?,
            leads_on: !ladder.aliases.levels.is_empty(),
        };
        let routes = routes(ladder);
        let mut files = beside(app, brand, place);
        // Services that show previews ask for whole addresses.
        let painter = options.url.as_ref().map(|_| Painter::new(ladder, &brand.theme)).transpose()?;
        let addresses = Addresses { root: &place.address, painter };
        add_pages(&site, ladder, &routes, &addresses, &mut files);
        files.extend(addresses.pictures(&routes)?);
        if !ladder.is_collection() {
            add_moved(&site, ladder, &place.address, &mut files);
        }
        owners_pages::add(&site, ladder, brand, &addresses, &mut files);
        files.insert("manifest.webmanifest".to_owned(), site_files::manifest(ladder).into_bytes().into());
        let files = files.into_iter().map(|(name, bytes)| ([&place.folder, name.as_str()].concat(), bytes));
        let public = routes.iter().filter(|route| !route.is_personal()).map(Route::path);
        let owners = ladder.branding.pages.iter().map(|page| owners_page_path(&page.id));
        let found = public.chain(owners).map(|path| [&place.address, path.as_str()].concat()).collect();
        Ok(Self { files: files.collect(), allowed: site.allowed(), addresses: found })
    }
}

/// The files that pages name in their own folder: those of the owner, and pictures of the app where they do not replace them.
fn beside(app: &AppFiles, brand: &Brand, place: &Place) -> Files {
    let owners = brand.files();
    match place.folder.is_empty() {
        // The app's files are there already.
        true => owners,
        false => app.pictures().chain(owners).collect(),
    }
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
fn style(app: &AppFiles, brand: &Brand, options: &Options, place: &Place, ladder: &Ladder) -> String {
    let owners = brand.style(&place.base, &ladder.branding);
    let preview = options.preview.as_ref().map_or("", |preview| preview.style);
    match owners.is_empty() {
        true => [&app.style, preview].concat(),
        // What is not in a layer comes before all that is, wherever it stands.
        false => [&app.style, "\n", owners.trim_end(), "\n", preview].concat(),
    }
}

/// Where the pages of a ladder and their pictures can be found.
pub struct Addresses<'a> {
    /// The address of the ladder, or its path.
    root: &'a str,
    /// Draws the pictures, where the address is known.
    painter: Option<Painter<'a>>,
}

impl Addresses<'_> {
    /// That of the page at `path`, with the picture of `route`.
    pub fn of(&self, path: &str, route: &Route) -> PublicAddress {
        let drawn = self.painter.as_ref().and_then(|painter| painter.shown(route)).unzip();
        let (name, alt): (Option<String>, _) = drawn;
        PublicAddress {
            page: [self.root, path].concat(),
            image: [self.root, name.as_deref().unwrap_or("icon-512.png")].concat(),
            alt,
        }
    }

    /// The pictures of these pages.
    fn pictures(&self, routes: &[Route]) -> Result<Files> {
        let Some(painter) = &self.painter else { return Ok(Files::new()) };
        let pictures = in_parallel(routes, |route| painter.paint(route))?;
        Ok(pictures.into_iter().flatten().map(|(name, picture)| (name, picture.into())).collect())
    }
}

/// Adds every page, and the one that says that there is none.
fn add_pages(
    site: &Site,
    ladder: &'static Ladder,
    routes: &[Route],
    addresses: &Addresses,
    files: &mut Files,
) {
    let renderer = render::Renderer::new(ladder, site.base);
    for route in routes.iter().map(Some).chain([None]) {
        let head = head(ladder, route, "");
        let public = route.filter(|route| !route.is_personal());
        let page = Page {
            title: &head.title,
            description: &head.description,
            address: public.map(|route| addresses.of(&route.path(), route)),
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
pub fn routes(ladder: &Ladder) -> Vec<Route> {
    let levels = ladder.levels.iter().map(|level| Route::Level(level.id.clone()));
    let pairs = compare::pairs(ladder).into_iter();
    let pairs = pairs.map(|(left, right)| Route::Pair(left.id.clone(), right.id.clone()));
    let all = Route::FIXED.into_iter().chain(levels).chain(pairs);
    all.filter(|route| route.is_of(ladder)).collect()
}
