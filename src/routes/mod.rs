//! The one place that knows the addresses of pages, and what each page is called.

mod assessment_url;
mod head;
mod route;

pub use assessment_url::{AssessmentUrl, RatingMode};
pub use head::{Head, head};
pub use route::{Route, UnknownPath};
