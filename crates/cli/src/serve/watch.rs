//! Waiting for changes of files.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use notify::{RecursiveMode, Watcher};

use super::watched;

/// An editor writes a file in several steps; what comes within this time is one change.
const SETTLED: Duration = Duration::from_millis(60);

/// How often files are looked at without a sign: not every disk gives one, and a folder may be replaced by another.
const LOOK: Duration = Duration::from_secs(1);

/// Calls `look` whenever something may have changed, for ever. It tells whether it has found a change.
pub fn each_change(path: &Path, mut look: impl FnMut() -> bool) {
    loop {
        let (sender, signs) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a file is no change of it.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = sender.send(());
            }
        });
        // Without signs it is looked at now and then.
        let watcher = watcher.and_then(|mut watcher| {
            watcher.watch(watched(path), RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        loop {
            match signs.recv_timeout(LOOK) {
                Ok(()) => {
                    while signs.recv_timeout(SETTLED).is_ok() {}
                    look();
                    if !path.exists() {
                        break;
                    }
                }
                // A change without a sign: what is watched is not what is there.
                Err(RecvTimeoutError::Timeout) => {
                    if look() {
                        break;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(LOOK);
                    if look() {
                        break;
                    }
                }
            }
        }
        drop(watcher);
    }
}
