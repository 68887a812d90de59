//! Levels side by side: which expectation of one stands beside which of the next, and what the step between them
//! is.
//!
//! A ladder's levels add up, so the words of a level alone hide its step. Here each level is taken with all that it
//! asks for ([`Scope::All`]), or by its own words. Statements stand beside one another by topic; those without a
//! topic by how much of their wording they share, which is a guess and marked as one.

mod address;
mod align;
mod below;
mod export;
mod gist;
mod pairs;
mod recurring;
mod row;
mod table;
mod wording;

pub use address::{Comparison, MAX_LEVELS, Rows, Scope, Wording};
pub use below::{Earlier, StepFromBelow};
pub use export::{Separator, csv, markdown};
pub use gist::{Gist, Words, gist, gists, plural};
pub use pairs::{in_order, pair, pairs, partners};
pub use row::{AskedBy, Cell, Change, Row};
pub use table::{AreaRows, Relation, Step, Table};
pub use wording::{WordChange, changes};
