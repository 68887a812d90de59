//! An assessment with all that belongs to it.

use serde::{Deserialize, Serialize, Serializer};

use crate::answers::{Answers, Assessment};
use crate::json::{Line, line, pairs};
use crate::plan::Goal;
use crate::snapshots::Snapshot;
use rungs_ladder::id::{AssessmentId, SnapshotId, StatementId};

/// One assessment with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentBundle {
    /// Its id in stored records.
    pub id: AssessmentId,
    /// The assessment.
    #[serde(serialize_with = "line")]
    pub assessment: Assessment,
    /// Its answers.
    #[serde(default)]
    pub answers: Answers,
    /// Its goals, in their order, no two for one statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(serialize_with = "goal_lines", deserialize_with = "pairs::deserialize")]
    pub goals: Vec<(StatementId, Goal)>,
    /// Its snapshots, in their order, no two with one id.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "pairs")]
    pub snapshots: Vec<(SnapshotId, Snapshot)>,
}

fn goal_lines<S: Serializer>(goals: &[(StatementId, Goal)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(goals.iter().map(|(statement, goal)| (statement, Line(goal))))
}
