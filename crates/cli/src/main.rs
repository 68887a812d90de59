//! The command `rungs`: checks a ladder, prints it as JSON, and renders its pages.

mod app;
mod build;
mod commands;
mod files;
mod pages;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// A career ladder as Markdown: check it, turn it into JSON, render its pages.
#[derive(Parser)]
#[command(name = "rungs", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List everything that is wrong with a ladder. Exit code 1 if there is an error.
    Check {
        /// The folder with ladder.toml and the level files, or one level file.
        path: PathBuf,
        /// Also check how well it is written, and exit with 1 if there is a warning.
        #[arg(long)]
        strict: bool,
        /// How to show the problems.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Print the ladder as JSON, as every page contains it.
    Json {
        /// The folder with ladder.toml and the level files, or one level file.
        path: PathBuf,
    },
    /// Print the JSON Schema of what `rungs json` prints.
    Schema,
    /// Write the site of a ladder: a folder that any host can serve.
    Build(build::BuildArgs),
    /// Render the pages of the site. Trunk calls this after its build; Trunk's variables are the defaults.
    #[command(hide = true)]
    Pages(pages::PagesArgs),
    /// Pack the app that Trunk has built.
    #[command(hide = true)]
    Pack(pages::PackArgs),
}

/// How the problems are shown.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, each with the line it is about.
    Human,
    /// For programs, as one JSON array.
    Json,
    /// For GitHub Actions, which shows them beside the lines of a pull request.
    Github,
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Check { path, strict, format } => commands::check(&path, strict, format),
        Command::Json { path } => commands::json(&path),
        Command::Schema => commands::schema(),
        Command::Build(args) => build::run(&args),
        Command::Pages(args) => pages::run(&args),
        Command::Pack(args) => pages::pack(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
