//! Strict lints: what a ladder should be beyond what it must be. `rungs check --strict` asks for them.

use crate::ladder::Ladder;
use crate::markdown::{Places, Report};

/// Adds what strict rules say of `ladder`.
pub(crate) fn lint(_ladder: &Ladder, _places: &Places, _report: &mut Report) {}
