//! The plan of an assessment: the few gaps that a person works on.

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// A gap that a person has picked to work on. There are at most [`MAX_GOALS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The first step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// The words of the statement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// The most goals that an assessment has: what a person can follow at a time.
pub const MAX_GOALS: usize = 3;
