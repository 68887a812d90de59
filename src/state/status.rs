//! What became of what a person said.

use rungs_assessment::store::{SaveError, StoreError};

/// What became of an answer or a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is being typed.
    Typing,
    /// It was written and read back, and is on its way to the disk.
    Settling,
    /// It is on the disk.
    Saved,
    /// It is in memory only.
    Unsaved(SaveError),
}

/// How well this browser keeps what a person says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorageStatus {
    /// Everything is kept.
    #[default]
    Well,
    /// The browser did not take `count` records. They are in memory, and tried again.
    Unsaved {
        /// How many records; none while the browser refuses everything and nothing was said yet.
        count: usize,
        /// Why it did not take them.
        reason: StoreError,
    },
    /// A newer version of the site has written here. This tab only reads.
    Outdated,
}

/// Why not everything is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EraseError {
    /// Records are left.
    Records(SaveError),
    /// The second copy is left. It puts back what is missing when the site is next opened.
    Copy,
}
