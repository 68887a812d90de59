//! What a person keeps, between the pages that show it and the browser that holds it.
//!
//! Each record has one signal, so that a change runs only what shows that record. The session takes its store and its host as
//! arguments: all of it is tested natively.

mod draft;
mod evidence_rows;
mod host;
mod question;
mod record_signals;
mod session;
mod status;
#[cfg(test)]
mod tests;

pub use evidence_rows::EvidenceRows;
pub use host::{CopyLeft, Host, NoHost};
pub use question::{Edit, Question};
pub use record_signals::RecordSignals;
pub use session::{AnswerRecord, Session, glances};
pub use status::{EraseError, Saving, StorageStatus};
