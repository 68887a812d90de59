//! The self-assessment: its pages, and what they share.

pub(crate) mod data;
mod parts;
pub(crate) mod rate;
pub(crate) mod result;
pub(crate) mod shared;
mod standing_parts;
pub(crate) mod start;
