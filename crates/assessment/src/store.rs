//! What is kept in a store of texts, such as a browser's localStorage, that other tabs write to, that may be full,
//! denied, or lose a write, and that a crash may leave at any point.
//!
//! A *slot* is a thing that is kept: an assessment, the answer to one statement. What is written to a slot is a
//! *version* of it: a record under a key of its own, which is never written again. It names the versions that it
//! takes the place of, and only when it has been read back are those removed. So no write can undo another tab's,
//! whatever the timing: of two versions that do not know of each other both stay, and the person is asked. A crash
//! leaves the old version, or both, of which the newer says that it replaces the older.
//!
//! What must change together (an import) is written as versions that count only once the *batch* that they belong to
//! is switched on, which is one write; switching it off again is undo.
//!
//! What cannot be saved now may be held in memory ([`Pending`]) and saved later: as a version of a slot, which is right
//! whenever it comes. What is written to erase, or to switch an import on, is never held: it would act at a time that
//! nobody chose.

mod envelope;
mod key;
mod key_value;
mod neighbours;
mod notebook;
mod pending;
mod read_only;
mod records;
mod slot;

pub use self::envelope::{Damage, Envelope, VERSION};
pub use self::key::{InvalidStamp, Prefix, Stamp, Tab};
pub use self::key_value::{Store, StoreError};
pub use self::neighbours::{Neighbour, neighbours};
pub use self::notebook::{AnswersWithConflicts, Conflict, Notebook};
pub use self::pending::Pending;
pub use self::read_only::ReadOnly;
pub use self::records::{Records, SaveError, Trouble, tells_of_erasure};
pub use self::slot::Slot;
