//! A career ladder as values, and what can be said about it. No IO, no clock, no web API.

pub mod compare;
#[cfg(any(test, feature = "example"))]
pub mod example;
pub mod experience;
pub mod fnv;
pub mod fold;
pub mod html;
pub mod id;
pub mod inherit;
pub mod json;
pub mod ladder;
#[cfg(feature = "markdown")]
mod lint;
#[cfg(feature = "markdown")]
pub mod markdown;
pub mod naming;
pub mod print;
#[cfg(feature = "markdown")]
pub mod problem;
pub mod query;
pub mod search;
pub mod text;
