//! `rungs serve`: a site in memory, on this machine alone. It is made anew as files change, and the page in the browser with it.

mod answer;
mod http;
mod preview;
mod watch;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use rungs_ladder::markdown::SourceFile;
use rungs_site::{AppFiles, Options};

use self::preview::{Preview, Shown, State};
use crate::app::AppArgs;
use crate::commands::{exit_code, print};
use crate::source::{Part, Read, Source};

/// What `rungs serve` can be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs serve
  rungs serve ladder --port 3000 --open

Only this machine can see the site. Ctrl-C stops it.")]
pub struct ServeArgs {
    /// The folder with ladder.toml and the level files, or one level file. Several make one site with a page for all.
    #[arg(default_value = ".", value_name = "LADDER")]
    ladders: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 takes one that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    app: AppArgs,
}

/// Serves until it is stopped.
pub fn run(args: &ServeArgs) -> Result<ExitCode> {
    let app = args.app.files()?;
    // A name that is mistyped is told of at once; a folder that goes away later is waited for.
    Source::read(&args.ladders)?;
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => anyhow!("port {} is in use: choose another with --port", args.port),
            _ => anyhow!("port {} cannot be used ({error}): choose another with --port", args.port),
        })?;
    let address = format!("http://{}/", listener.local_addr()?);
    let preview = Arc::new(Preview::default());
    let mut site =
        Site { ladders: args.ladders.clone(), app, last: None, assets: Vec::new(), preview: preview.clone() };
    site.renew();
    print(&format!("Serving {} at {address} (Ctrl-C stops it)\n", named(&args.ladders)))?;
    if args.open && open::that_detached(&address).is_err() {
        eprintln!("No browser could be opened: go to {address}");
    }
    thread::spawn(move || watch::each_change(|| site.renew()));
    http::serve(&listener, move |asked| answer::answer(asked, &preview));
    Ok(exit_code(false))
}

/// The paths as they are said.
fn named(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" and ")
}

/// What is served, and how it comes about.
struct Site {
    ladders: Vec<PathBuf>,
    app: AppFiles,
    /// What was read the last time.
    last: Option<Result<Vec<SourceFile>, String>>,
    /// The files of themes, and the pictures of pages, that were read the last time.
    assets: Vec<PathBuf>,
    preview: Arc<Preview>,
}

/// A look at the files.
pub struct Look {
    /// Whether they say something else than before.
    pub has_changed: bool,
    /// The folders to watch.
    pub folders: Vec<PathBuf>,
}

impl Site {
    /// Makes the site anew where the files say something else than the last time. A site that cannot be made leaves the last one.
    fn renew(&mut self) -> Look {
        let start = Instant::now();
        let source = Source::read(&self.ladders);
        let folders = source.as_ref().map_or_else(|_| self.ladders.clone(), Source::roots);
        let files =
            source.as_ref().map(|source| source.files().collect()).map_err(|error| format!("{error:#}"));
        if self.last == Some(self.seen(&files)) {
            return Look { has_changed: false, folders };
        }
        let made = source.and_then(|source| self.made(source));
        // With the files that are named now.
        self.last = Some(self.seen(&files));
        let state = made.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            State { site: None, problems: vec![Shown::failure(&format!("{error:#}"))] }
        });
        if state.site.is_some() {
            let took = start.elapsed().as_secs_f64();
            // Who has closed the output does not read it.
            let _ = print(&format!("Made the site of {} in {took:.1} s\n", named(&self.ladders)));
        }
        self.preview.set(state);
        Look { has_changed: true, folders }
    }

    /// All that the site is made of, as it is now.
    fn seen(&self, files: &Result<Vec<SourceFile>, String>) -> Result<Vec<SourceFile>, String> {
        // One that cannot be read is empty.
        let assets = self.assets.iter().map(|path| SourceFile {
            name: path.display().to_string(),
            bytes: std::fs::read(path).unwrap_or_default(),
        });
        files.clone().map(|files| files.into_iter().chain(assets).collect())
    }

    /// The site of what has been read, with its problems, which are printed as well.
    fn made(&mut self, source: Source) -> Result<State> {
        let Read { parts, ladders, brand, .. } = source.open(false).told();
        let assets =
            |part: &Part| part.assets.iter().map(|name| part.folder.root.join(name)).collect::<Vec<_>>();
        self.assets = parts.iter().flat_map(assets).collect();
        let shown = |part: &Part| {
            part.problems.iter().map(|problem| Shown::new(&part.folder, problem)).collect::<Vec<_>>()
        };
        let problems = parts.iter().flat_map(shown).collect();
        let Some(ladders) = ladders else {
            return Ok(State { site: None, problems });
        };
        let name = preview::name(&[ladders.to_text()?, brand.fingerprint()].concat());
        let preview = rungs_site::Preview { script: preview::script(&name), style: preview::STYLE };
        let options =
            Options { base: "/".to_owned(), url: None, compress: false, brand, preview: Some(preview) };
        let files = ladders.site(&self.app, &options).context("the site cannot be made")?;
        Ok(State { site: Some((name, files)), problems })
    }
}

/// Whether `path` is a folder, or a file in the folder that is to be watched.
fn watched(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if path.is_file() => {
            if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            }
        }
        _ => path,
    }
}
