//! Waiting for changes of files.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use notify::{RecursiveMode, Watcher};

use super::{Look, watched};

/// An editor writes a file in several steps; what comes within this time is one change.
const SETTLED: Duration = Duration::from_millis(60);

/// How often files are looked at without a sign: not every disk gives one, and a folder may be replaced by another.
const LOOK: Duration = Duration::from_secs(1);

/// Calls `look` whenever something may have changed, for ever. It tells whether something has, and which folders to watch.
pub fn each_change(mut look: impl FnMut() -> Look) {
    loop {
        let Look { folders, .. } = look();
        let (sender, signs) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a file is no change of it.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = sender.send(());
            }
        });
        // Without signs it is looked at now and then.
        let watcher = watcher.map(|mut watcher| {
            for folder in &folders {
                let _ = watcher.watch(watched(folder), RecursiveMode::NonRecursive);
            }
            watcher
        });
        loop {
            let (look, has_sign) = match signs.recv_timeout(LOOK) {
                Ok(()) => {
                    while signs.recv_timeout(SETTLED).is_ok() {}
                    (look(), true)
                }
                Err(RecvTimeoutError::Timeout) => (look(), false),
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(LOOK);
                    (look(), false)
                }
            };
            // A change without a sign: what is watched is not what is there.
            let is_unseen = look.has_changed && !has_sign;
            if is_unseen || look.folders != folders || !folders.iter().all(|folder| folder.exists()) {
                break;
            }
        }
        drop(watcher);
    }
}
