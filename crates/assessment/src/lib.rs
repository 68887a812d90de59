//! A person's answers to a ladder, and what follows from them. No IO, no clock, no web API.

pub mod assessment;
pub mod date;
pub mod drift;
pub mod file;
mod json;
pub mod notebook;
pub mod record;
pub mod result;
