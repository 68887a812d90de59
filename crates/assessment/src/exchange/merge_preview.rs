//! What a file would change here, before it does: the file's answers are added or take the place of those that
//! differ; what only this browser has stays.

use crate::answers::{Answer, Assessment, State, Subject};
use crate::bundle::AssessmentBundle;
use crate::plan::{Goal, MAX_GOALS};
use crate::sentence::{count, list};
use crate::snapshots::Snapshot;
use rungs_ladder::id::{SnapshotId, StatementId};

/// What importing one assessment of a file would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview<'a> {
    /// Whether the assessment is known here.
    pub standing: ImportStatus,
    /// What of the assessment itself would be another.
    pub about: Vec<About>,
    /// Its answers, each list by subject.
    pub answers: Changes<'a, Subject, Answer>,
    /// Its goals.
    pub goals: Changes<'a, StatementId, Goal>,
    /// Goals of the file that are left out, as there are never more than [`MAX_GOALS`].
    pub left_out: Vec<(&'a StatementId, &'a Goal)>,
    /// Its snapshots.
    pub snapshots: Changes<'a, SnapshotId, Snapshot>,
}

/// Whether the assessment of a file is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStatus {
    /// It is not.
    New,
    /// It was deleted here and would come back.
    Back,
    /// It is.
    Known,
}

/// A thing that is said of an assessment itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Its name.
    Name,
    /// The level to be reached.
    Target,
    /// The level held.
    Held,
}

/// What becomes of records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<'a, K, V> {
    /// In the file alone.
    pub added: Vec<(&'a K, &'a V)>,
    /// In both, and not the same.
    pub changed: Vec<Changed<'a, K, V>>,
    /// How many are in both and the same.
    pub same: usize,
    /// Here alone; they stay.
    pub kept: Vec<(&'a K, &'a V)>,
}

/// A record that another takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed<'a, K, V> {
    /// What both are about.
    pub key: &'a K,
    /// What is stored here.
    pub before: &'a V,
    /// What the file has.
    pub after: &'a V,
}

impl<'a> Preview<'a> {
    /// What importing `file` would change, where `stored` is the assessment with its id, if there is one.
    pub fn new(stored: Option<&'a AssessmentBundle>, file: &'a AssessmentBundle) -> Self {
        let before = stored.map(|stored| &stored.assessment);
        let standing = match before.map(|before| before.state) {
            None => ImportStatus::New,
            Some(State::Deleted) if file.assessment.state == State::Active => ImportStatus::Back,
            Some(_) => ImportStatus::Known,
        };
        let sorted = |kept: &'a AssessmentBundle| kept.answers.sorted();
        let answers = changes(
            stored.map(sorted).unwrap_or_default(),
            sorted(file),
            &|subject| stored?.answers.0.get(subject),
            &|subject| file.answers.0.contains_key(subject),
        );
        let goals = stored.map_or(&[][..], |stored| &stored.goals);
        let mut goals = listed(goals, &file.goals);
        let room = MAX_GOALS.saturating_sub(goals.kept.len() + goals.changed.len() + goals.same);
        let left_out = goals.added.split_off(room.min(goals.added.len()));
        let snapshots = stored.map_or(&[][..], |stored| &stored.snapshots);
        Self {
            standing,
            about: before.map(|before| about(before, &file.assessment)).unwrap_or_default(),
            answers,
            goals,
            left_out,
            snapshots: listed(snapshots, &file.snapshots),
        }
    }

    /// Whether all that the file has is here already.
    pub fn is_empty(&self) -> bool {
        self.standing == ImportStatus::Known
            && self.about.is_empty()
            && self.answers.is_empty()
            && self.goals.is_empty()
            && self.snapshots.is_empty()
    }

    /// The preview in sentences: "Adds 12 answers, changes 3, leaves 20 as they are. Keeps 2 answers that only this
    /// browser has. Adds 1 goal."
    pub fn sentence(&self) -> String {
        let mut out = String::new();
        match self.standing {
            ImportStatus::New => out.push_str(&self.newcomer()),
            _ if self.is_empty() => out.push_str("Changes nothing."),
            _ => self.push_differences(&mut out),
        }
        if !self.left_out.is_empty() {
            let goals = count(self.left_out.len(), "goal", "goals");
            out.push_str(&[" Leaves out ", &goals, ", as there are never more than 3."].concat());
        }
        out
    }

    /// "Adds an assessment with 12 answers, 1 goal and 2 snapshots."
    fn newcomer(&self) -> String {
        let mut parts = vec![count(self.answers.added.len(), "answer", "answers")];
        if !self.goals.added.is_empty() {
            parts.push(count(self.goals.added.len(), "goal", "goals"));
        }
        if !self.snapshots.added.is_empty() {
            parts.push(count(self.snapshots.added.len(), "snapshot", "snapshots"));
        }
        ["Adds an assessment with ", &list(&parts), "."].concat()
    }

    fn push_differences(&self, out: &mut String) {
        if self.standing == ImportStatus::Back {
            push_sentence(out, "Restores the assessment that was deleted here.");
        }
        if !self.about.is_empty() {
            let about: Vec<String> = self.about.iter().map(|about| about.words().to_owned()).collect();
            push_sentence(out, &["Changes ", &list(&about), "."].concat());
        }
        push_sentence(out, &told(self.answers.counts(), ("answer", "answers")));
        if !self.goals.is_empty() {
            push_sentence(out, &told(self.goals.counts(), ("goal", "goals")));
        }
        if !self.snapshots.is_empty() {
            push_sentence(out, &told(self.snapshots.counts(), ("snapshot", "snapshots")));
        }
    }
}

impl About {
    /// As it stands in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            About::Name => "the name",
            About::Target => "the target",
            About::Held => "the level held",
        }
    }
}

impl<K, V> Changes<'_, K, V> {
    /// Whether nothing is added or changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty()
    }

    fn counts(&self) -> [usize; 4] {
        [self.added.len(), self.changed.len(), self.same, self.kept.len()]
    }
}

/// The assessment as it is after the import that [`Preview::new`] shows.
pub fn merged(stored: Option<&AssessmentBundle>, file: &AssessmentBundle) -> AssessmentBundle {
    let mut merged = match stored {
        None => AssessmentBundle { goals: vec![], ..file.clone() },
        Some(stored) => stored.clone(),
    };
    merged.assessment = file.assessment.clone();
    if let Some(Assessment { exported, state, .. }) = stored.map(|stored| &stored.assessment) {
        merged.assessment.exported = merged.assessment.exported.max(*exported);
        // An import brings things; it deletes none.
        if *state == State::Active {
            merged.assessment.state = State::Active;
        }
    }
    for (subject, answer) in &file.answers.0 {
        merged.answers.0.insert(subject.clone(), answer.clone());
    }
    put(&mut merged.goals, &file.goals, MAX_GOALS);
    put(&mut merged.snapshots, &file.snapshots, usize::MAX);
    merged
}

fn put<K: Clone + PartialEq, V: Clone>(into: &mut Vec<(K, V)>, from: &[(K, V)], at_most: usize) {
    for (key, value) in from {
        let room = into.len() < at_most;
        match into.iter_mut().find(|(other, _)| other == key) {
            Some((_, stored)) => *stored = value.clone(),
            None if room => into.push((key.clone(), value.clone())),
            None => {}
        }
    }
}

fn about(before: &Assessment, after: &Assessment) -> Vec<About> {
    [
        (About::Name, before.name != after.name),
        (About::Target, before.target != after.target),
        (About::Held, before.held != after.held),
    ]
    .into_iter()
    .filter_map(|(about, differs)| differs.then_some(about))
    .collect()
}

/// Of lists, which are short.
fn listed<'a, K: PartialEq, V: PartialEq>(stored: &'a [(K, V)], file: &'a [(K, V)]) -> Changes<'a, K, V> {
    changes(
        stored.iter().map(|(key, value)| (key, value)).collect(),
        file.iter().map(|(key, value)| (key, value)).collect(),
        &|key| stored.iter().find(|(other, _)| other == key).map(|(_, value)| value),
        &|key| file.iter().any(|(other, _)| other == key),
    )
}

fn changes<'a, K, V: PartialEq>(
    stored: Vec<(&'a K, &'a V)>,
    file: Vec<(&'a K, &'a V)>,
    before: &dyn Fn(&K) -> Option<&'a V>,
    in_file: &dyn Fn(&K) -> bool,
) -> Changes<'a, K, V> {
    let mut changes = Changes { added: vec![], changed: vec![], same: 0, kept: stored };
    changes.kept.retain(|(key, _)| !in_file(key));
    for (key, after) in file {
        match before(key) {
            None => changes.added.push((key, after)),
            Some(before) if before == after => changes.same += 1,
            Some(before) => changes.changed.push(Changed { key, before, after }),
        }
    }
    changes
}

/// "Adds 12 answers, changes 3, leaves 20 as they are. Keeps 2 answers that only this browser has."
fn told([added, changed, same, kept]: [usize; 4], (one, many): (&str, &str)) -> String {
    let mut out = String::new();
    let verbs =
        [("Adds ", ", adds ", added), ("Changes ", ", changes ", changed), ("Leaves ", ", leaves ", same)];
    for (first, further, number) in verbs {
        if number > 0 && out.is_empty() {
            out.push_str(first);
            out.push_str(&count(number, one, many));
        } else if number > 0 {
            out.push_str(further);
            out.push_str(&number.to_string());
        }
    }
    match same {
        0 => {}
        1 => out.push_str(" as it is"),
        _ => out.push_str(" as they are"),
    }
    if !out.is_empty() {
        out.push('.');
    }
    if kept > 0 {
        push_sentence(
            &mut out,
            &["Keeps ", &count(kept, one, many), " that only this browser has."].concat(),
        );
    }
    out
}

fn push_sentence(out: &mut String, sentence: &str) {
    if !out.is_empty() && !sentence.is_empty() {
        out.push(' ');
    }
    out.push_str(sentence);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::tests::{any_kept, day, kept};
    use proptest::prelude::*;
    use rungs_ladder::id::{LevelId, RatingId};

    fn statement(id: &str) -> StatementId {
        StatementId::new(id).unwrap()
    }

    fn rate(kept: &mut AssessmentBundle, id: &str, rating: &str) {
        let rating = Some(RatingId::new(rating).unwrap());
        let answer = Answer { rating, ..Answer::empty(day("2026-11-02")) };
        kept.answers.0.insert(Subject::Statement(statement(id)), answer);
    }

    fn plan(kept: &mut AssessmentBundle, id: &str) {
        kept.goals.push((statement(id), Goal { step: id.into(), by: None, words: String::new() }));
    }

    #[test]
    fn an_import_is_told_in_sentences() {
        type Change = fn(&mut AssessmentBundle, &mut AssessmentBundle);
        let cases: [(Change, &str); 11] = [
            (|_, _| {}, "Changes nothing."),
            // When it was last exported is no news.
            (|_, file| file.assessment.exported = Some(day("2026-12-01")), "Changes nothing."),
            (|_, file| rate(file, "s.review", "yes"), "Adds 1 answer, leaves 2 as they are."),
            (
                |_, file| {
                    rate(file, "s.review", "yes");
                    rate(file, "s.new", "yes");
                    rate(file, "j.free", "yes");
                },
                "Adds 2 answers, changes 1, leaves 1 as it is.",
            ),
            (
                |stored, file| {
                    rate(stored, "s.review", "yes");
                    rate(file, "j.free", "yes");
                    rate(file, "s.code", "no");
                },
                "Changes 2 answers. Keeps 1 answer that only this browser has.",
            ),
            (
                |stored, file| {
                    file.assessment.name = "Autumn".into();
                    file.assessment.target = LevelId::new("head").unwrap();
                    file.assessment.held = None;
                    stored.snapshots.clear();
                },
                "Changes the name, the target and the level held. Leaves 2 answers as they are. Adds 1 snapshot.",
            ),
            (
                |stored, _| stored.assessment.state = State::Deleted,
                "Restores the assessment that was deleted here. Leaves 2 answers as they are.",
            ),
            (|_, file| file.assessment.state = State::Deleted, "Changes nothing."),
            (
                |_, file| {
                    plan(file, "s.code");
                    file.goals[0].1.step = "Ask twice".into();
                },
                "Leaves 2 answers as they are. Adds 1 goal, changes 1.",
            ),
            (
                |stored, file| {
                    ["a", "b"].iter().for_each(|id| plan(stored, id));
                    ["c", "d"].iter().for_each(|id| plan(file, id));
                },
                "Changes nothing. Leaves out 2 goals, as there are never more than 3.",
            ),
            (
                |stored, file| {
                    plan(stored, "a");
                    ["c", "d"].iter().for_each(|id| plan(file, id));
                },
                "Leaves 2 answers as they are. Adds 1 goal, leaves 1 as it is. Keeps 1 goal that only this browser has. \
                 Leaves out 1 goal, as there are never more than 3.",
            ),
        ];
        for (change, expected) in cases {
            let (mut stored, mut file) = (kept(), kept());
            change(&mut stored, &mut file);
            assert_eq!(Preview::new(Some(&stored), &file).sentence(), expected);
        }
        let told = |file: &AssessmentBundle| Preview::new(None, file).sentence();
        assert_eq!(told(&kept()), "Adds an assessment with 2 answers, 1 goal and 1 snapshot.");
        let mut bare = AssessmentBundle { goals: vec![], snapshots: vec![], ..kept() };
        bare.answers.0.clear();
        assert_eq!(told(&bare), "Adds an assessment with no answers.");
    }

    #[test]
    fn what_changes_stands_side_by_side() {
        let (mut stored, mut file) = (kept(), kept());
        rate(&mut stored, "z.here", "no");
        rate(&mut file, "j.free", "yes");
        rate(&mut file, "a.new", "yes");
        let preview = Preview::new(Some(&stored), &file);
        let ids = |list: &[(&Subject, &Answer)]| list.iter().map(|(id, _)| id.key()).collect::<Vec<_>>();
        assert_eq!(ids(&preview.answers.added), ["a.new"]);
        assert_eq!(ids(&preview.answers.kept), ["z.here"]);
        assert_eq!(preview.answers.same, 1);
        assert_eq!(preview.answers.changed.len(), 1);
        let changed = &preview.answers.changed[0];
        assert_eq!(changed.key.key(), "j.free");
        let rating = |answer: &Answer| answer.rating.as_ref().map(ToString::to_string);
        assert_eq!((rating(changed.before), rating(changed.after)), (Some("no".into()), Some("yes".into())));
    }

    #[test]
    fn an_import_deletes_nothing() {
        for (stored, file, after) in [
            (Some(State::Active), State::Deleted, State::Active),
            (Some(State::Deleted), State::Active, State::Active),
            (Some(State::Deleted), State::Deleted, State::Deleted),
            (None, State::Deleted, State::Deleted),
        ] {
            let with =
                |state| AssessmentBundle { assessment: Assessment { state, ..kept().assessment }, ..kept() };
            let merged = merged(stored.map(with).as_ref(), &with(file));
            assert_eq!(merged.assessment.state, after, "{stored:?} {file:?}");
        }
    }

    proptest! {
        #[test]
        fn an_import_does_what_its_preview_says(stored in any_kept(), file in any_kept(), mix in any::<bool>()) {
            let mut file = file;
            if mix {
                // Some of what is stored, so that the two meet.
                for (subject, answer) in stored.answers.0.iter().take(2) {
                    file.answers.0.entry(subject.clone()).or_insert(answer.clone());
                }
                file.snapshots = stored.snapshots.iter().take(1).cloned().collect();
            }
            let preview = Preview::new(Some(&stored), &file);
            let after = merged(Some(&stored), &file);
            for (subject, answer) in &file.answers.0 {
                prop_assert_eq!(after.answers.0.get(subject), Some(answer));
            }
            let told = &preview.answers;
            for (subject, answer) in &told.kept {
                prop_assert_eq!(after.answers.0.get(*subject), Some(*answer));
            }
            let count = told.added.len() + told.changed.len() + told.same + told.kept.len();
            prop_assert_eq!(after.answers.0.len(), count);
            let told = &preview.goals;
            let count = told.added.len() + told.changed.len() + told.same + told.kept.len();
            prop_assert_eq!(after.goals.len(), count);
            prop_assert!(after.goals.len() <= MAX_GOALS.max(stored.goals.len()));
            let told = &preview.snapshots;
            let count = told.added.len() + told.changed.len() + told.same + told.kept.len();
            prop_assert_eq!(after.snapshots.len(), count);
            // Once imported, there is nothing left to change.
            let file = AssessmentBundle { assessment: after.assessment.clone(), ..file.clone() };
            let again = Preview::new(Some(&after), &file);
            prop_assert!(again.answers.is_empty() && again.goals.is_empty() && again.snapshots.is_empty());
            prop_assert_eq!(&merged(Some(&after), &file), &after);
            prop_assert!(preview.sentence().ends_with('.'));
        }
    }
}
