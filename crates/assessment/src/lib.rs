//! A person's answers to a ladder, and what follows from them. No IO, no clock, no web API.
//!
//! ```
//! use rungs_assessment::answers::{Answer, Answers, Subject};
//! use rungs_assessment::date::Date;
//! use rungs_assessment::standing::{Judge, Standing};
//! use rungs_ladder::ladder::{Invalid, Ladder};
//!
//! let ladder = Ladder::new(rungs_ladder::example::draft())?;
//! let level = &ladder.levels[0];
//! let mut answers = Answers::default();
//! for (statement, rating) in level.statements().zip([&ladder.scale.met, &ladder.scale.steps[0].id]) {
//!     let answer = Answer { rating: Some(rating.clone()), ..Answer::empty(Date::EPOCH) };
//!     answers.0.insert(Subject::Statement(statement.id.clone()), answer);
//! }
//! let standing = Standing::new(&Judge { ladder: &ladder, answers: &answers }, level);
//! assert_eq!(standing.lead(), "You meet 1 of the 2 expectations of JUNIOR.");
//! # Ok::<(), Invalid>(())
//! ```

pub mod answers;
pub mod bundle;
pub mod date;
pub mod drift;
pub mod exchange;
#[cfg(test)]
mod fixture;
pub mod glance;
mod json;
pub mod plan;
pub mod progress;
pub mod requirements;
pub mod revision;
mod sentence;
pub mod snapshots;
pub mod standing;
pub mod store;
#[cfg(any(test, feature = "test-support"))]
pub mod test_support;

pub use self::json::JsonError;
