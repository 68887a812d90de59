//! What a site is made of: the folder of one ladder, or those of several.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rungs_ladder::branding::Branding;
use rungs_ladder::json;
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, MANIFEST, Reading, SourceFile};
use rungs_ladder::problem::{Problem, Severity};
use rungs_ladder::read::{LadderFolder, address};
use rungs_site::output::Files;
use rungs_site::{AppFiles, Brand, Collection, Member, Options};

use crate::brand;
use crate::files::Folder;
use crate::show::{self, Style};

/// The title of several ladders that nothing gives one.
const TITLE: &str = "Career ladders";

/// The folders that a command was pointed at, as they are on the disk.
pub struct Source {
    /// The folder whose `ladder.toml` names several ladders, where one does.
    home: Option<Folder>,
    /// The ladders.
    ladders: Vec<Found>,
    /// Whether they are a collection.
    are_several: bool,
}

/// A ladder, as yet not understood.
struct Found {
    /// What ladder.toml, or the command, calls it.
    place: LadderFolder,
    /// Where it is.
    path: PathBuf,
    /// Its files, or why they cannot be read.
    folder: Result<Folder, String>,
}

/// What the folders say.
pub struct Read {
    /// Each folder with its problems.
    pub parts: Vec<Part>,
    /// The site, unless there is an error.
    pub ladders: Option<Ladders>,
    /// The address of the site, where ladder.toml says it.
    pub url: Option<String>,
    /// The look of the site.
    pub brand: Brand,
}

/// A folder and what is wrong with it.
pub struct Part {
    /// Where it is, as it was named.
    pub path: PathBuf,
    /// The folder.
    pub folder: Folder,
    /// How large the ladder is; `None` where there is none.
    pub size: Option<Size>,
    /// All problems.
    pub problems: Vec<Problem>,
    /// The files that its theme and its pages name, below the folder.
    pub assets: Vec<String>,
}

/// How much a ladder holds.
pub struct Size {
    /// Its levels.
    pub levels: usize,
    /// The statements of all levels.
    pub statements: usize,
    /// The owner's pages.
    pub pages: usize,
}

impl Size {
    fn of(ladder: &Ladder) -> Self {
        Self {
            levels: ladder.levels.len(),
            statements: ladder.levels.iter().flat_map(|level| level.statements()).count(),
            pages: ladder.branding.pages.len(),
        }
    }
}

/// What is shown on one site.
pub enum Ladders {
    /// One ladder.
    One(Box<Ladder>),
    /// Several, each in a folder of its own.
    Several(Box<Collection>),
}

impl Source {
    /// Reads the folders, or files, at `paths`. One that names several ladders stands for these.
    ///
    /// # Errors
    /// When a path cannot be read or holds no ladder, or when two ladders would have one address.
    pub fn read(paths: &[PathBuf]) -> Result<Self> {
        if let [path] = paths {
            return Self::one(path);
        }
        let mut ladders: Vec<Found> = Vec::new();
        for path in paths {
            let Self { home: None, ladders: found, .. } = Self::one(path)? else {
                bail!("{} holds several ladders itself: name it alone", path.display());
            };
            let whole = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            let name = whole.file_stem().unwrap_or_default().to_string_lossy();
            let address = match address(&name) {
                Ok(address) => address,
                Err(why) => bail!("{}: {why}: rename the folder", path.display()),
            };
            if ladders.iter().any(|known| known.place.address == address) {
                bail!("two ladders have the address /{address}/: rename one of the folders");
            }
            let place = LadderFolder { path: path.display().to_string(), address };
            ladders.extend(found.into_iter().map(|found| Found { place: place.clone(), ..found }));
        }
        Ok(Self { home: None, ladders, are_several: true })
    }

    fn one(path: &Path) -> Result<Self> {
        let folder = Folder::read(path)?;
        let Some(collection) = markdown::open(manifest(&folder)).collection else {
            let place = LadderFolder { path: String::new(), address: String::new() };
            let found = Found { place, path: path.to_owned(), folder: Ok(folder) };
            return Ok(Self { home: None, ladders: vec![found], are_several: false });
        };
        let read = |place: LadderFolder| {
            let path = path.join(&place.path);
            let folder = match leads_out(&folder.root, &path) {
                true => Err("it leads out of the folder: put the ladder itself there".to_owned()),
                false => Folder::read(&path).map_err(|error| format!("{error:#}")),
            };
            let folder = folder.and_then(|folder| match markdown::open(manifest(&folder)).collection {
                None => Ok(folder),
                Some(_) => Err("it holds several ladders itself".to_owned()),
            });
            Found { place, path, folder }
        };
        let ladders = collection.folders.into_iter().map(read).collect();
        Ok(Self { home: Some(folder), ladders, are_several: true })
    }

    /// Where the first of several ladders is; `None` where there is one.
    pub fn first_of_several(&self) -> Option<&Path> {
        let first = self.ladders.first().map(|found| found.path.as_path());
        self.are_several.then_some(first.unwrap_or(Path::new("")))
    }

    /// Every file that has been read, with its path.
    pub fn files(&self) -> impl Iterator<Item = SourceFile> {
        let ladders = self.ladders.iter().filter_map(|found| found.folder.as_ref().ok());
        let folders = self.home.iter().chain(ladders);
        folders.flat_map(|folder| {
            folder
                .files
                .iter()
                .map(|file| SourceFile { name: folder.path(&file.name), bytes: file.bytes.clone() })
        })
    }

    /// Every path that has been read or is missing.
    pub fn roots(&self) -> Vec<PathBuf> {
        let home = self.home.iter().map(|home| home.root.clone());
        home.chain(self.ladders.iter().map(|found| found.path.clone())).collect()
    }

    /// What they say. With `is_strict`, how well they are written is among the problems.
    pub fn open(self, is_strict: bool) -> Read {
        let mut read = Read { parts: Vec::new(), ladders: None, url: None, brand: Brand::default() };
        let mut collection = Collection {
            title: TITLE.to_owned(),
            summary: String::new(),
            branding: Branding::default(),
            members: Vec::new(),
        };
        if let Some(home) = self.home {
            let missing =
                self.ladders.iter().filter_map(|found| Some((&found.place, found.folder.as_ref().err()?)));
            let opened = Opened::home(home, missing, &mut collection);
            (read.url, read.brand) = (opened.url, opened.brand);
            read.parts.push(opened.part);
        }
        let mut ladders = Vec::new();
        for Found { place, path, folder } in self.ladders {
            let Ok(folder) = folder else { continue };
            let opened = Opened::ladder(path, folder, is_strict);
            read.parts.push(opened.part);
            ladders.extend(opened.ladder.map(|ladder| (place.address, ladder, opened.brand, opened.url)));
        }
        if read.parts.iter().any(Part::has_errors) {
            return read;
        }
        read.ladders = if self.are_several {
            let member = |(folder, ladder, brand, _)| Member { folder, ladder, brand };
            collection.members = ladders.into_iter().map(member).collect();
            Some(Ladders::Several(Box::new(collection)))
        } else {
            ladders.pop().map(|(_, ladder, brand, url)| {
                (read.url, read.brand) = (url, brand);
                Ladders::One(Box::new(ladder))
            })
        };
        read
    }
}

/// A folder that has been understood.
struct Opened {
    part: Part,
    ladder: Option<Ladder>,
    url: Option<String>,
    brand: Brand,
}

impl Opened {
    fn ladder(path: PathBuf, folder: Folder, is_strict: bool) -> Self {
        let reading = markdown::open(&folder.files);
        let (brand, unusable) = brand::read(&folder, &reading);
        let mut problems = [reading.problems.as_slice(), &unusable].concat();
        if is_strict {
            problems.extend(rungs_ladder::check::strict(&reading));
            let order = |file: &str| folder.files.iter().position(|source| source.name == file);
            problems.sort_by_cached_key(|problem| (order(&problem.file), problem.line, problem.column));
        }
        let assets = reading.assets().map(str::to_owned).collect();
        let Reading { ladder, url, .. } = reading;
        let size = ladder.as_ref().map(Size::of);
        Self { part: Part { path, folder, size, problems, assets }, ladder, url, brand }
    }

    /// The folder of a collection. What cannot be read of the ladders that it names is a problem of it.
    fn home<'a>(
        folder: Folder,
        missing: impl Iterator<Item = (&'a LadderFolder, &'a String)>,
        collection: &mut Collection,
    ) -> Self {
        let reading = markdown::open(&folder.files);
        let (brand, unusable) = brand::read(&folder, &reading);
        let mut problems = [reading.problems.as_slice(), &unusable].concat();
        let advice = "name a folder with ladder.toml and level files, as it stands beside this one";
        for (place, why) in missing {
            problems.extend(reading.unusable(&place.path, &format!("cannot be used: {why}"), advice));
        }
        let assets = reading.assets().map(str::to_owned).collect();
        let Reading { url, branding, collection: named, .. } = reading;
        if let Some(named) = named {
            (collection.title, collection.summary) = (named.title, named.summary);
        }
        collection.branding = branding;
        let part = Part { path: folder.root.clone(), folder, size: None, problems, assets };
        Self { part, ladder: None, url, brand }
    }
}

impl Part {
    /// Whether something is wrong that must be mended first.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

impl Read {
    /// The same, once its problems are on the standard error.
    pub fn told(self) -> Self {
        let style = Style::of(io::stderr().is_terminal());
        for part in &self.parts {
            // A closed standard error loses the problems, not the ladder.
            let _ = io::stderr().write_all(show::human(&part.folder, &part.problems, style).as_bytes());
        }
        self
    }
}

impl Ladders {
    /// The files of their site.
    ///
    /// # Errors
    /// When the options do not fit together, or several ladders cannot be on one site.
    pub fn site(self, app: &AppFiles, options: &Options) -> Result<Files> {
        match self {
            Self::One(ladder) => rungs_site::site(*ladder, app, options),
            Self::Several(collection) => rungs_site::collection(*collection, app, options),
        }
    }

    /// All that they say, as text that differs whenever they do.
    ///
    /// # Errors
    /// When a ladder cannot be written as JSON.
    pub fn to_text(&self) -> Result<String> {
        match self {
            Self::One(ladder) => Ok(json::encode(ladder)?),
            Self::Several(collection) => {
                let Collection { title, summary, branding, .. } = collection.as_ref();
                let about = format!("{title}\n{summary}\n{branding:?}\n");
                let members = collection.members.iter();
                let texts = members.map(|member| {
                    let ladder = json::encode(&member.ladder)?;
                    Ok([&member.folder, " ", &ladder, &member.brand.fingerprint()].concat())
                });
                Ok(about + &texts.collect::<Result<Vec<_>>>()?.join("\n"))
            }
        }
    }
}

/// Whether `path` is a link to somewhere outside of `home`.
fn leads_out(home: &Path, path: &Path) -> bool {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    whole(home).zip(whole(path)).is_some_and(|(home, path)| !path.starts_with(home))
}

/// Its `ladder.toml` alone.
fn manifest(folder: &Folder) -> &[SourceFile] {
    folder.files.get(..1).filter(|files| files.iter().all(|file| file.name == MANIFEST)).unwrap_or_default()
}
