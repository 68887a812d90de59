//! What a person keeps, between the pages that show it and the browser that holds it.

mod keeper;
mod question;
mod session;

pub use question::Question;
pub use session::{Keeping, Left, Saving, Session};
