//! `rungs completions` and `rungs man`: what shells and `man` know of the command.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Command;
use clap_complete::Shell;

use crate::commands::{exit_code, print};

/// Prints the completions for a shell.
pub fn completions(shell: Shell, mut command: Command) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "rungs", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(exit_code(false))
}

/// Prints the man page: of the whole, or of one command.
pub fn man(name: Option<&str>, mut command: Command) -> Result<ExitCode> {
    command.build();
    let command = match name {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => bail!("there is no command `{name}`: `rungs --help` lists them"),
        },
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(exit_code(false))
}
