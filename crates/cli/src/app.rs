//! The app that a site is made of: the one inside this program, or one in a folder.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use rungs_site::AppFiles;

/// The packed app, where this program was built with it.
const INSIDE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// Which app to take.
#[derive(clap::Args)]
pub struct AppArgs {
    /// The folder with a packed app, in the place of the app inside this program.
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
}

impl AppArgs {
    /// The files of the app.
    ///
    /// # Errors
    /// When there is no app, or it is not of this program's build.
    pub fn files(&self) -> Result<AppFiles> {
        match &self.app {
            Some(folder) => AppFiles::open(folder),
            None if INSIDE.is_empty() => bail!(
                "this program has no app inside: name the folder of a packed app with --app, or build the program with \
                 `cargo xtask package`"
            ),
            None => {
                let files = INSIDE.iter().map(|(name, bytes)| ((*name).to_owned(), (*bytes).into()));
                AppFiles::packed(files.collect()).context("the app inside this program cannot be used")
            }
        }
    }
}
