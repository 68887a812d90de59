//! The command `rungs`: from a folder of Markdown to a site.

mod app;
mod brand;
mod build;
mod commands;
mod diff;
mod edit;
mod files;
mod import;
mod init;
mod manual;
mod new;
mod pages;
mod progress;
mod rename;
mod serve;
mod show;
mod source;
mod template;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

/// A career ladder as a web site: from a folder of Markdown to pages that any host can serve.
#[derive(Parser)]
#[command(
    name = "rungs",
    version,
    after_help = "Examples:
  rungs init ladder
  rungs serve ladder --open
  rungs build ladder -o site --url https://example.org/

The exit code is 0 where all is well, 1 where the ladder has problems, 2 where the command could not do its work."
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a folder to start from: the example ladder, or an empty one.
    Init(init::InitArgs),
    /// Add a level or a topic to a ladder.
    #[command(subcommand)]
    New(new::New),
    /// Give a level, a topic or an area another id, and keep the ids of all statements.
    Rename(rename::RenameArgs),
    /// Serve the site on this machine, and show every change at once.
    Serve(serve::ServeArgs),
    /// Write the site of a ladder: a folder that any host can serve.
    Build(build::BuildArgs),
    /// List everything that is wrong with a ladder. Exit code 1 if there is an error.
    Check {
        /// The folder with ladder.toml and the level files, or one level file. There may be several.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Also check how well it is written, and exit with 1 if there is a warning.
        #[arg(long)]
        strict: bool,
        /// How to show the problems.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Say what changes from one version of a ladder to another, for its readers and for the answers that they have given.
    Diff(diff::DiffArgs),
    /// Print the ladder as JSON, as every page contains it.
    Json {
        /// The folder with ladder.toml and the level files, or one level file.
        path: PathBuf,
    },
    /// Turn a ladder that you have, such as Markdown, a spreadsheet, YAML or JSON, into a folder. Exit code 1 if words would be lost.
    Import(import::ImportArgs),
    /// Print the JSON Schema of what `rungs json` prints.
    Schema,
    /// Print what a shell needs to complete commands.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the man page: `rungs man | man -l -`.
    Man {
        /// Of one command.
        command: Option<String>,
    },
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
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Rename(args) => rename::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Check { paths, strict, format } => commands::check(&paths, strict, format),
        Command::Diff(args) => diff::run(&args),
        Command::Json { path } => commands::json(&path),
        Command::Import(args) => import::import(&args),
        Command::Schema => commands::schema(),
        Command::Completions { shell } => manual::completions(shell, Args::command()),
        Command::Man { command } => manual::man(command.as_deref(), Args::command()),
        Command::Pages(args) => pages::run(&args),
        Command::Pack(args) => pages::pack(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
