//! Reading a ladder from the files that people write: [`markdown`].

mod assemble;
mod defaults;
mod inline;
mod manifest;
pub mod markdown;
mod sheet;
mod source;
mod suggest;

pub(crate) use assemble::Places;
pub(crate) use source::{Place, Report};
