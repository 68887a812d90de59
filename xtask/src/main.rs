//! `cargo xtask`: everything between a fresh clone and a tested site, in one command each.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::site::{BasePath, Site, SiteUrl};
use crate::steps::Steps;

mod archive;
mod browser;
mod cache;
mod ci;
mod crates;
mod engines;
mod node;
mod npm;
mod package;
mod parts;
mod process;
mod serve;
mod setup;
mod site;
mod size;
mod steps;
mod test;
mod tools;

/// Build, serve, test and measure Rungs. Every command first sets up what it needs and does not find.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site, serve it on this machine and reload it as files change
    Serve {
        /// Port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Path under which the site is served, such as /repo/
        #[arg(long, default_value = "/")]
        public_url: BasePath,
    },
    /// Write the release site into dist/
    Build {
        /// Where the site will be published, such as `https://example.org/ladder/`
        #[arg(long, env = "RUNGS_URL")]
        url: Option<SiteUrl>,
        /// Folder to write instead of dist/
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Folder to keep the app in, without pages: browser tests write other ladders with it
        #[arg(long, value_name = "DIR")]
        app: Option<PathBuf>,
    },
    /// Build the program `rungs` with the app inside, and write its archive and its packages for npm
    Package(package::PackageArgs),
    /// Run every test: the native ones, then the release site in a real browser
    Test {
        /// Only tests whose name or file contains one of these
        filter: Vec<String>,
    },
    /// Print what a built site sends; fail past a budget
    Size {
        /// Folder of a built site
        #[arg(long, value_name = "DIR", default_value = "dist")]
        dist: PathBuf,
    },
    /// Run the benchmarks of the core
    Bench {
        /// Passed on to the benchmarks
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run all that a change must pass: format, lints, documentation, every test, size
    Ci,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command, &root()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, root: &Path) -> Result<()> {
    match command {
        Command::Serve { port, public_url } => serve::run(root, port, &public_url),
        Command::Build { url, out, app } => {
            let out = out.map_or_else(|| Ok(root.join("dist")), std::path::absolute)?;
            let mut site = Site::release(out).published_at(url);
            if let Some(app) = app {
                site = site.with_app_in(std::path::absolute(app)?);
            }
            site.build(root, &setup::building(root)?)
        }
        Command::Package(args) => package::run(root, &args),
        Command::Test { filter } => {
            let mut steps = Steps::default();
            let toolbox = steps.run("set-up", || setup::building(root));
            test::run(root, toolbox.as_ref(), &filter, &mut steps);
            steps.finish()
        }
        Command::Size { dist } => size::run(&root.join(dist)),
        Command::Bench { arguments } => {
            let mut bench = process::cargo(root);
            bench.args([
                "bench",
                "--package",
                "rungs-ladder",
                "--package",
                "rungs-assessment",
                "--all-features",
            ]);
            // As the release build is; Cargo leaves that setting of its profile out for benches. The target keeps the flag from
            // macros and build scripts.
            bench.args(["--target", "host-tuple"]).env("RUSTFLAGS", "-Cpanic=abort");
            if !arguments.is_empty() {
                bench.arg("--").args(arguments);
            }
            process::run(&mut bench)
        }
        Command::Ci => ci::run(root),
    }
}

/// The checkout. Cargo names the package's folder when it runs us; the path at compile time serves a bare
/// `target/debug/xtask`.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
