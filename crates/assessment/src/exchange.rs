//! What a person takes along, shows to others, or brings back.

mod backup;
mod brief;
mod calendar;
mod merge_preview;
mod raw;
mod reminder;
mod share_link;

pub use self::backup::{Edition, Export, FileError, MAX_FILE_BYTES, NAME, VERSION};
pub use self::brief::{Brief, BriefGroup, Rated, Step, brief};
pub use self::calendar::{CALENDAR_NAME, Calendar};
pub use self::merge_preview::{About, Changed, Changes, ImportStatus, Preview, merged};
pub use self::raw::{raw_file, read_any, recovered};
pub use self::reminder::{Retention, is_export_due};
pub use self::share_link::{
    Disclosure, MAX_FRAGMENT_BYTES, MAX_INFLATED_BYTES, MAX_LINK_BYTES, SHARE_VERSION, ShareError, Shared,
    carried, link,
};
