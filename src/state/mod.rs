//! What a person keeps, between the pages that show it and the browser that holds it.

mod keeper;
mod question;
mod session;

pub use question::Question;
#[cfg(feature = "split")]
pub(crate) use session::open;
pub use session::{Keeping, Left, Saving, Session};
