//! `rungs serve`: a site in memory, on this machine alone. It is made anew as files change, and the page in the browser with it.

mod answer;
mod http;
mod preview;
mod watch;

use std::io::{self, IsTerminal, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use rungs_ladder::markdown::{self, SourceFile};
use rungs_site::{AppFiles, Options};

use self::preview::{Preview, Shown, State};
use crate::app::AppArgs;
use crate::brand;
use crate::commands::{exit_code, print};
use crate::files::Folder;
use crate::show::{self, Style};

/// What `rungs serve` can be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs serve
  rungs serve ladder --port 3000 --open

Only this machine can see the site. Ctrl-C stops it.")]
pub struct ServeArgs {
    /// The folder with ladder.toml and the level files, or one level file.
    #[arg(default_value = ".")]
    ladder: PathBuf,
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
    Folder::read(&args.ladder)?;
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => anyhow!("port {} is in use: choose another with --port", args.port),
            _ => anyhow!("port {} cannot be used ({error}): choose another with --port", args.port),
        })?;
    let address = format!("http://{}/", listener.local_addr()?);
    let preview = Arc::new(Preview::default());
    let mut site =
        Site { ladder: args.ladder.clone(), app, last: None, theme: Vec::new(), preview: preview.clone() };
    site.renew();
    print(&format!("Serving {} at {address} (Ctrl-C stops it)\n", args.ladder.display()))?;
    if args.open && open::that_detached(&address).is_err() {
        eprintln!("No browser could be opened: go to {address}");
    }
    let ladder = args.ladder.clone();
    thread::spawn(move || watch::each_change(&ladder, || site.renew()));
    http::serve(&listener, move |asked| answer::answer(asked, &preview));
    Ok(exit_code(false))
}

/// What is served, and how it comes about.
struct Site {
    ladder: PathBuf,
    app: AppFiles,
    /// What was read the last time.
    last: Option<Result<Vec<SourceFile>, String>>,
    /// The files of the theme that were read the last time.
    theme: Vec<String>,
    preview: Arc<Preview>,
}

impl Site {
    /// Makes the site anew where the files say something else than the last time; whether they did. A site that cannot be made
    /// leaves the last one.
    fn renew(&mut self) -> bool {
        let start = Instant::now();
        let folder = Folder::read(&self.ladder);
        let read = self.seen(&folder);
        if self.last.as_ref() == Some(&read) {
            return false;
        }
        let made = match &folder {
            Ok(folder) => self.made(folder),
            Err(error) => Err(anyhow!("{error:#}")),
        };
        // With the files that the theme names now.
        self.last = Some(self.seen(&folder));
        let state = made.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            State { site: None, problems: vec![Shown::failure(&format!("{error:#}"))] }
        });
        if state.site.is_some() {
            let took = start.elapsed().as_secs_f64();
            // Who has closed the output does not read it.
            let _ = print(&format!("Made the site of {} in {took:.1} s\n", self.ladder.display()));
        }
        self.preview.set(state);
        true
    }

    /// All that the site is made of, as it is now.
    fn seen(&self, folder: &Result<Folder>) -> Result<Vec<SourceFile>, String> {
        match folder {
            Ok(folder) => Ok(folder.files.iter().cloned().chain(self.theme_files()).collect()),
            Err(error) => Err(format!("{error:#}")),
        }
    }

    /// The files of the theme; one that cannot be read is empty.
    fn theme_files(&self) -> impl Iterator<Item = SourceFile> {
        let file = |name: &String| SourceFile {
            name: name.clone(),
            bytes: std::fs::read(self.ladder.join(name)).unwrap_or_default(),
        };
        self.theme.iter().map(file)
    }

    /// The site of what has been read, with its problems, which are printed as well.
    fn made(&mut self, folder: &Folder) -> Result<State> {
        let reading = markdown::open(&folder.files);
        let style = Style::of(io::stderr().is_terminal());
        let (brand, unusable) = brand::read(folder, &reading);
        self.theme = reading.theme.files().map(str::to_owned).collect();
        let problems = [reading.problems.as_slice(), &unusable].concat();
        let _ = io::stderr().write_all(show::human(folder, &problems, style).as_bytes());
        let problems = problems.iter().map(|problem| Shown::new(folder, problem)).collect();
        let Some(ladder) = reading.ladder.filter(|_| unusable.is_empty()) else {
            return Ok(State { site: None, problems });
        };
        let name = preview::name(&rungs_ladder::json::encode(&ladder)?);
        let preview = rungs_site::Preview { script: preview::script(&name), style: preview::STYLE };
        let options =
            Options { base: "/".to_owned(), url: None, compress: false, brand, preview: Some(preview) };
        let files = rungs_site::site(ladder, &self.app, &options).context("the site cannot be made")?;
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
