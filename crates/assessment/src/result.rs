//! What a person's answers say: what a level asks of them, what of it they meet, and what stands between them and
//! it.
//!
//! Everything here is a function of a ladder and answers; nothing of it is stored. So a target can be changed, and a
//! ladder edited, without a question being answered again. No title is computed from points: each level is told by
//! what of it is met, and by the statements that are missing.

mod asked;
mod change;
mod judge;
mod quick;
mod radar;
mod reach;
mod standing;
mod steps;

pub use asked::{Requirement, asked, own};
pub use change::{Movement, Movements, Moves, Overlay, RatingPair, UnplacedAnswer};
pub use judge::{Assessed, Grade, Judge, NOT_APPLICABLE, Verdict, grade};
pub use quick::{Group, is_provisional, quick, spares_enough, to_deepen};
pub use radar::{Axis, Point, RADIUS, Radar};
pub use reach::{AreaReach, Reach};
pub use standing::{AreaStanding, Counts, Passage, Standing, Summary};
pub use steps::{Progress, Steps, Task};

#[cfg(test)]
pub(crate) mod fixture;
