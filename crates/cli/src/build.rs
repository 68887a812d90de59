//! `rungs build`: a ladder as a folder of pages that any host can serve.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};
use rungs_site::{Options, output};

use crate::app::AppArgs;
use crate::commands::{exit_code, print};
use crate::progress::Progress;
use crate::source::{Read, Source};

/// What `rungs build` can be told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rungs build ladder
  rungs build ladder -o public --url https://example.org/ladder/
  rungs build engineering design -o public

The folder is replaced as a whole, at once. One that holds files that Rungs has not written is left alone.")]
pub struct BuildArgs {
    /// The folder with ladder.toml and the level files, or one level file. Several make one site with a page for all.
    #[arg(default_value = ".", value_name = "LADDER")]
    ladders: Vec<PathBuf>,
    /// The folder of the site.
    #[arg(short, long, value_name = "FOLDER", default_value = "site")]
    output: PathBuf,
    /// Where the site will be published, such as `https://example.org/ladder/` [default: the variable RUNGS_URL, else `url` in
    /// ladder.toml].
    #[arg(long)]
    url: Option<String>,
    /// Write no `.br` and `.gz` beside the text files.
    #[arg(long)]
    no_compress: bool,
    #[command(flatten)]
    app: AppArgs,
}

/// Builds the site.
pub fn run(args: &BuildArgs) -> Result<ExitCode> {
    let start = Instant::now();
    let time = source_date()?;
    let app = args.app.files()?;
    let read = Source::read(&args.ladders)?.open(false).told();
    let Read { ladders: Some(ladders), url, brand, .. } = read else {
        return Ok(exit_code(true));
    };
    let told = args.url.clone().or_else(|| env::var("RUNGS_URL").ok().filter(|url| !url.is_empty()));
    let url = told.or(url);
    let base = url.as_deref().map_or(Ok("/".to_owned()), rungs_site::base)?;
    let options = Options { base, url, compress: !args.no_compress, brand, preview: None };
    let progress = Progress::of(format!("Writing {}", args.output.display()));
    let files = ladders.site(&app, &options)?;
    output::replace(&args.output, &files, time)?;
    drop(progress);
    let pages = files.keys().filter(|name| name.ends_with(".html")).count();
    let took = start.elapsed().as_secs_f64();
    print(&format!("Wrote {}: {pages} pages in {took:.1} s\n", args.output.display()))?;
    if options.url.is_none() {
        print(
            "It works at the root of any host. Previews and search engines need its address: --url https://…\n",
        )?;
    }
    Ok(exit_code(false))
}

/// The time that all files are of, as reproducible-builds.org specifies it.
fn source_date() -> Result<Option<SystemTime>> {
    let Ok(seconds) = env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = seconds
        .parse()
        .ok()
        .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    let time =
        time.with_context(|| format!("SOURCE_DATE_EPOCH is `{seconds}`: it must be a number of seconds"))?;
    Ok(Some(time))
}
