//! The domain of Rungs: bytes in, values out. No Leptos, no web API, no clock, no IO.

pub mod assessment;
pub mod compare;
pub mod date;
pub mod drift;
pub mod experience;
pub mod file;
mod fnv;
mod fold;
pub mod head;
pub mod html;
pub mod id;
pub mod inherit;
pub mod json;
pub mod ladder;
#[cfg(feature = "markdown")]
mod lint;
#[cfg(feature = "markdown")]
pub mod markdown;
mod naming;
pub mod notebook;
mod order;
pub mod print;
#[cfg(feature = "markdown")]
pub mod problem;
mod query;
pub mod record;
pub mod result;
pub mod route;
pub mod search;
pub mod text;
pub mod work;
