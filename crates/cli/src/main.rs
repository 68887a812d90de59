//! The command `rungs`: checks a ladder, prints it as JSON, and renders its pages.

mod commands;
mod files;
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
    /// List everything that is wrong with a ladder; exit code 1 where there is an error.
    Check {
        /// The folder with ladder.toml and the level files, or one level file.
        path: PathBuf,
        /// Check the writing, too; and exit with 1 for warnings as for errors.
        #[arg(long)]
        strict: bool,
        /// How to list it.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Print the JSON that every page of the ladder's site embeds.
    Json {
        /// The folder with ladder.toml and the level files, or one level file.
        path: PathBuf,
    },
    /// Print the JSON Schema of what `rungs json` prints.
    Schema,
    /// Render the pages of the site. Trunk's post-build hook calls it, and its variables are the defaults.
    Pages(commands::PagesArgs),
}

/// How problems are listed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the lines that they are about.
    Human,
    /// One array of objects.
    Json,
    /// Workflow commands that GitHub Actions shows beside the lines.
    Github,
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Check { path, strict, format } => commands::check(&path, strict, format),
        Command::Json { path } => commands::json(&path),
        Command::Schema => commands::schema(),
        Command::Pages(args) => commands::pages(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
