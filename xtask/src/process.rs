//! Child processes: finding them, running them, and saying in one line how they ended.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// The cargo that runs us, in the folder `at`.
pub fn cargo(at: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(at);
    cargo
}

/// Runs `command` with its output shown as it comes; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {}", shown(command)))?;
    succeeded(command, status)
}

/// As [`run`], but ends the child once `limit` has passed.
pub fn run_within(limit: Duration, command: &mut Command) -> Result<()> {
    let mut child = command.spawn().with_context(|| format!("cannot run {}", shown(command)))?;
    match wait(&mut child, limit)? {
        Some(status) => succeeded(command, status),
        None => {
            child.kill()?;
            child.wait()?;
            bail!("{} took longer than {} seconds", shown(command), limit.as_secs());
        }
    }
}

/// What `command` prints on its standard output, trimmed; an error unless it succeeds.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {}", shown(command)))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program `name` on PATH, or in one of the folders `elsewhere` that a user's PATH may lack.
pub fn find(name: &str, elsewhere: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    find_in(env::split_paths(&path).chain(elsewhere.iter().map(PathBuf::from)), name)
}

fn find_in(folders: impl Iterator<Item = PathBuf>, name: &str) -> Option<PathBuf> {
    folders
        .filter(|folder| folder.is_absolute())
        .flat_map(|folder| file_names(name).map(move |file| folder.join(file)))
        .find(|file| is_executable(file))
}

/// On Windows npm and npx are `.cmd` files.
fn file_names(name: &str) -> impl Iterator<Item = String> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(move |ending| format!("{name}{ending}"))
}

/// Whether `file` can be run.
#[cfg(unix)]
pub fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Whether `file` can be run.
#[cfg(not(unix))]
pub fn is_executable(file: &Path) -> bool {
    file.is_file()
}

fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > limit {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(100));
    }
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { bail!("`{}` failed ({status})", shown(command)) }
}

/// The command as one would type it, without the folder of its program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    let words: Vec<_> = [name].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_as_typed() {
        let mut command = Command::new("/usr/lib/node/npm");
        command.args(["ci", "--no-audit"]);
        assert_eq!(shown(&command), "npm ci --no-audit");
    }

    #[cfg(unix)]
    #[test]
    fn only_an_executable_in_an_absolute_folder_is_found() {
        let check = |folder: &str, name, expected: Option<&str>| {
            assert_eq!(find_in([PathBuf::from(folder)].into_iter(), name), expected.map(PathBuf::from));
        };
        check("/bin", "sh", Some("/bin/sh"));
        check("/bin", "no-such-program", None);
        check("bin", "sh", None);
        check(env!("CARGO_MANIFEST_DIR"), "Cargo.toml", None);
    }

    #[cfg(unix)]
    #[test]
    fn a_child_past_its_limit_is_ended() {
        let start = Instant::now();
        let ended = run_within(Duration::from_millis(150), Command::new("sleep").arg("30"));
        assert!(ended.is_err_and(|error| error.to_string().contains("sleep 30 took longer")));
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
