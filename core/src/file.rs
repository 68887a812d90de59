//! What a person takes along, and brings back: the one file of all that is kept, and how it comes in again.

mod brief;
mod calendar;
mod export;
mod matching;
mod preview;
mod sentence;

pub use brief::{Brief, BriefArea, Rated, Sign, Step};
pub use calendar::{CALENDAR_NAME, Calendar};
pub use export::{Edition, Export, FileError, Kept, MAX_FILE_BYTES, NAME, VERSION};
pub use matching::{Matching, Moved, Reworded};
pub use preview::{About, Changed, Changes, Preview, Standing, merged};
