//! Work on many things, on all processors of the machine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Result, anyhow};

/// Does the work for each item, on as many threads as the machine has processors; in no certain order.
///
/// # Errors
/// When the work for an item fails or stops.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(work(item)?);
        }
        Ok(done)
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let mut all = Vec::new();
        for thread in threads {
            let done: Result<Vec<R>> =
                thread.join().map_err(|_| anyhow!("a file of the site cannot be made"))?;
            all.extend(done?);
        }
        Ok(all)
    })
}
