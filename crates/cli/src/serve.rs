//! `rungs serve`: a site in memory, on this machine alone. It is made anew as files change, and the page in the browser with it.

mod answer;
mod preview;
mod watch;

use std::io::{self, Cursor, IsTerminal, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use rungs_ladder::markdown::{self, SourceFile};
use rungs_site::{AppFiles, Options};
use tiny_http::{Header, Request, Response, Server};

use self::answer::{Answer, Asked};
use self::preview::{Preview, Shown, State};
use crate::app::AppArgs;
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
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!("cannot serve: {error}"))?;
    let preview = Arc::new(Preview::default());
    let mut site = Site { ladder: args.ladder.clone(), app, last: None, preview: preview.clone() };
    site.renew();
    print(&format!("Serving {} at {address} (Ctrl-C stops it)\n", args.ladder.display()))?;
    if args.open && open::that_detached(&address).is_err() {
        eprintln!("No browser could be opened: go to {address}");
    }
    let ladder = args.ladder.clone();
    thread::spawn(move || watch::each_change(&ladder, || site.renew()));
    for request in server.incoming_requests() {
        let preview = preview.clone();
        // One that waits for news must not keep the others waiting.
        thread::spawn(move || respond(request, &preview));
    }
    Ok(exit_code(false))
}

/// What is served, and how it comes about.
struct Site {
    ladder: PathBuf,
    app: AppFiles,
    /// What was read the last time.
    last: Option<Result<Vec<SourceFile>, String>>,
    preview: Arc<Preview>,
}

impl Site {
    /// Makes the site anew where the files say something else than the last time; whether they did. A site that cannot be made
    /// leaves the last one.
    fn renew(&mut self) -> bool {
        let start = Instant::now();
        let folder = Folder::read(&self.ladder);
        let read = match &folder {
            Ok(folder) => Ok(folder.files.clone()),
            Err(error) => Err(format!("{error:#}")),
        };
        if self.last.as_ref() == Some(&read) {
            return false;
        }
        self.last = Some(read);
        let state = folder.and_then(|folder| self.made(&folder)).unwrap_or_else(|error| {
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

    /// The site of what has been read, with its problems, which are printed as well.
    fn made(&self, folder: &Folder) -> Result<State> {
        let reading = markdown::open(&folder.files);
        let style = Style::of(io::stderr().is_terminal());
        let _ = io::stderr().write_all(show::human(folder, &reading.problems, style).as_bytes());
        let problems = reading.problems.iter().map(|problem| Shown::new(folder, problem)).collect();
        let Some(ladder) = reading.ladder else { return Ok(State { site: None, problems }) };
        let name = preview::name(&rungs_ladder::json::encode(&ladder)?);
        let preview = rungs_site::Preview { script: preview::script(&name), style: preview::STYLE };
        let options = Options { base: "/".to_owned(), url: None, compress: false, preview: Some(preview) };
        let files = rungs_site::site(ladder, &self.app, &options).context("the site cannot be made")?;
        Ok(State { site: Some((name, files)), problems })
    }
}

fn respond(request: Request, preview: &Preview) {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let host = host.map(|header| header.value.as_str().to_owned());
    let asked = Asked { method: request.method().as_str(), host: host.as_deref(), target: request.url() };
    let Answer { status, kind, location, body } = answer::answer(&asked, preview);
    let headers = [
        ("Content-Type", Some(kind)),
        ("Location", location.as_deref()),
        ("Cache-Control", Some("no-store")),
        ("X-Content-Type-Options", Some("nosniff")),
        ("Cross-Origin-Resource-Policy", Some("same-origin")),
        ("X-Frame-Options", Some("DENY")),
    ];
    let headers =
        headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, (*value)?).ok()).collect();
    let length = body.len();
    // A browser that has gone away needs no answer.
    let _ = request.respond(Response::new(status.into(), headers, Cursor::new(body), Some(length), None));
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
