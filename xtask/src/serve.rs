//! `cargo xtask serve`: the site on this machine, rebuilt and reloaded as files change.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::setup;
use crate::site::{self, BasePath};

/// Serves until it is stopped.
pub fn run(root: &Path, port: u16, path: &BasePath) -> Result<()> {
    // Asked before the build, which takes a while.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| anyhow!("port {port} cannot be used ({error}): choose another with --port"))?;
    let toolbox = setup::building(root)?;
    let mut trunk = site::trunk(root, &toolbox);
    trunk
        .args(["serve", "--address", "127.0.0.1", "--port", &port.to_string()])
        .args(["--public-url", &path.to_string()])
        // A file that is missing is missing here as it will be on a static host.
        .args(["--no-spa=true", "--disable-address-lookup=true"])
        // Apart from dist/, which holds a release.
        .arg("--dist")
        .arg(root.join("target/serve"));
    println!("Rungs will be at http://127.0.0.1:{port}{path} once it is built; Ctrl-C stops it");
    take_over(&mut trunk)
}

/// Trunk takes this process's place, so that whatever ends one ends the other.
#[cfg(unix)]
fn take_over(trunk: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(anyhow!("cannot run trunk: {}", trunk.exec()))
}

#[cfg(not(unix))]
fn take_over(trunk: &mut Command) -> Result<()> {
    crate::process::run(trunk)
}
