//! The one place that knows the addresses of pages, and what each page is called.

mod head;
mod route;
mod work;

pub use head::{Head, head};
pub use route::{Route, UnknownPath};
pub use work::{Way, Work};
