//! Reading a ladder from the files that people write: [`markdown`].

mod areas;
mod assemble;
mod collection;
mod defaults;
mod front_matter;
mod ids;
mod inline;
mod leads;
mod lookalike;
mod made_ids;
mod manifest;
pub mod markdown;
mod names;
mod pages;
mod prose;
mod shape;
mod sheet;
mod source;
mod suggest;
mod theme;
mod unread;

pub use collection::{Collection, LadderFolder, address};
pub use names::folded;

pub(crate) use assemble::Places;
pub(crate) use source::{Place, Report};
