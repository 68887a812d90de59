//! `rungs pages` and `rungs pack`: what the build of the app calls.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use rungs_site::{AppFiles, Options, output};

use crate::commands::exit_code;
use crate::source::{Read, Source};

/// What `rungs pages` can be told. What is left out comes from the variables that Trunk sets for its hooks.
#[derive(clap::Args)]
pub struct PagesArgs {
    /// The ladder or ladders: a folder or a file [default: `ladder` in Trunk's source folder].
    #[arg(long)]
    ladder: Option<PathBuf>,
    /// The folder with what Trunk has built; the pages are written there [default: Trunk's staging folder].
    #[arg(long)]
    dist: Option<PathBuf>,
    /// The path that the site is served under [default: Trunk's public URL, else `/`].
    #[arg(long)]
    base: Option<String>,
    /// The site's absolute address [default: the variable RUNGS_URL, else `url` in ladder.toml where its path is the
    /// one that the site is served under].
    #[arg(long)]
    url: Option<String>,
    /// Write `.br` and `.gz` beside each text file [default: in Trunk's release profile].
    #[arg(long)]
    compress: bool,
}

/// Writes the site of a ladder into the folder of the app.
pub fn run(args: &PagesArgs) -> Result<ExitCode> {
    // `cargo xtask build` splits the app first, and calls this again.
    if args.dist.is_none() && env::var_os("RUNGS_PAGES").is_some_and(|when| when == "later") {
        return Ok(exit_code(false));
    }
    let source = || env::var_os("TRUNK_SOURCE_DIR").map(PathBuf::from).unwrap_or_default().join("ladder");
    let dist = args.dist.clone().or_else(|| env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
    let base = args.base.clone().or_else(|| env::var("TRUNK_PUBLIC_URL").ok());
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let read = Source::read(&[args.ladder.clone().unwrap_or_else(source)])?.open(false).told();
    let Read { ladders: Some(ladders), url, brand, .. } = read else {
        return Ok(exit_code(true));
    };
    let base = base.unwrap_or_else(|| "/".into());
    let told = args.url.clone().or_else(|| env::var("RUNGS_URL").ok());
    // What the ladder says holds for the published site; a build for another path, as in development, is not it.
    let fits = |url: &String| rungs_site::origin(url, &base).is_ok();
    let url = told.or_else(|| url.filter(fits));
    let dist = dist.context("name the folder that Trunk has built: --dist FOLDER")?;
    let options = Options { base, url, compress: args.compress || release, brand, preview: None };
    let mut app = AppFiles::from_trunk(&dist)?;
    if options.compress {
        app.compress()?;
    }
    let files = ladders.site(&app, &options)?;
    let built = output::read(&dist)?;
    output::write(&dist, &files)?;
    remove(&dist, built.keys().filter(|name| !files.contains_key(*name)))?;
    Ok(exit_code(false))
}

/// Removes those files, and the folders that are then empty.
fn remove<'a>(folder: &Path, names: impl Iterator<Item = &'a String>) -> Result<()> {
    for name in names {
        let path = folder.join(name);
        fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
        let mut parent = path.parent();
        while let Some(empty) = parent.filter(|parent| *parent != folder && fs::remove_dir(parent).is_ok()) {
            parent = empty.parent();
        }
    }
    Ok(())
}

/// What `rungs pack` must be told.
#[derive(clap::Args)]
pub struct PackArgs {
    /// The folder with what Trunk has built, and what splitting has made of it.
    built: PathBuf,
    /// The folder of the packed app, which is replaced.
    packed: PathBuf,
}

/// Packs the app, as `rungs build --app` and the build of this program read it.
pub fn pack(args: &PackArgs) -> Result<ExitCode> {
    let files = AppFiles::from_trunk(&args.built)?.pack()?;
    if args.packed.exists() {
        fs::remove_dir_all(&args.packed)
            .with_context(|| format!("{} cannot be replaced", args.packed.display()))?;
    }
    output::write(&args.packed, &files)?;
    Ok(exit_code(false))
}
