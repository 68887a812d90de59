//! What the session needs of whatever runs it: the browser in the app, a double in tests, nothing while pages render to files.

use std::future::{Future, ready};
use std::pin::Pin;
use std::time::Duration;

use rungs_assessment::date::Date;

use super::Session;

/// The second copy of the records could not be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyLeft;

/// A clock, random bits, and the second copy of the records.
pub trait Host {
    /// Today, where the person is.
    fn today(&self) -> Date;

    /// 64 random bits, which names are drawn from.
    fn random_bits(&self) -> u64;

    /// Runs a task once, after `delay`.
    fn after(&self, delay: Duration, task: Box<dyn FnOnce()>);

    /// Whether all that was written is on the disk. Whoever says no calls [`Session::note_settled`] later.
    fn is_settled(&self) -> bool {
        true
    }

    /// Asks whatever keeps the records to keep them until the person clears them. It is called when the first answer is saved.
    fn ask_to_keep(&self) {}

    /// Removes the second copy of the records, from which what is missing would come back.
    fn clear_copy(&self) -> Pin<Box<dyn Future<Output = Result<(), CopyLeft>>>> {
        Box::pin(ready(Ok(())))
    }

    /// From now on the session learns what happens around it: other tabs write ([`Session::refresh`]), the page may be gone
    /// next ([`Session::flush_draft`]), what was written is on the disk ([`Session::note_settled`]).
    fn watch(&self, _session: Session) {}
}

/// The host of pages that render to files: there is no person yet, and no day.
pub struct NoHost;

impl Host for NoHost {
    fn today(&self) -> Date {
        Date::EPOCH
    }

    fn random_bits(&self) -> u64 {
        0
    }

    fn after(&self, _: Duration, _: Box<dyn FnOnce()>) {}
}
