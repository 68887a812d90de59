//! What a person takes along, and brings back: the one file of all that is kept, and how it comes in again.

mod brief;
mod briefing;
mod calendar;
mod due;
mod export;
mod matching;
mod preview;
mod raw;
mod sentence;
mod share;

pub use brief::{Brief, BriefArea, Rated, Sign, Step};
pub use briefing::brief;
pub use calendar::{CALENDAR_NAME, Calendar};
pub use due::is_export_due;
pub use export::{AssessmentBundle, Edition, Export, FileError, MAX_FILE_BYTES, NAME, VERSION};
pub use matching::{Fitted, Matching, Moved, Reworded};
pub use preview::{About, Changed, Changes, ImportStatus, Preview, merged};
pub use raw::{raw_file, read_any, recovered};
pub use share::{
    Disclosure, MAX_FRAGMENT_BYTES, MAX_INFLATED_BYTES, MAX_LINK_BYTES, SHARE_VERSION, ShareError, Shared,
    carried, link,
};
