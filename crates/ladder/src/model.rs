//! The values that a ladder is made of.

pub mod aliases;
pub mod branding;
pub mod experience;
pub mod fnv;
pub mod id;
pub mod ladder;
mod language;
pub mod naming;
pub mod page;
pub mod spelled;
pub mod text;
pub mod theme;
