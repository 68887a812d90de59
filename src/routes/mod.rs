//! The one place that knows the addresses of pages, and what each page is called.

mod assessment_url;
mod comparison_url;
mod head;
mod route;

pub use assessment_url::{AssessmentUrl, RatingMode};
pub use comparison_url::{comparison_address, comparison_at};
pub use head::{Head, head, title};
pub use route::{Route, UnknownPath, owners_page_path};
