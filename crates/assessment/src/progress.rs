//! The way through an assessment: its questions, area by area or a topic at a time, and how far a person is.

mod quick;
mod steps;

pub use self::quick::{Group, is_provisional, quick, spares_enough, to_deepen};
pub use self::steps::{Progress, Steps, Task};
