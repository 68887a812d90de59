//! Two sets of ratings side by side: those of two days, or of two people.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::snapshots::{Movement, Movements, Overlay, RatingPair, UnplacedAnswer};
use rungs_assessment::standing::Grade;
use rungs_ladder::ladder::Ladder;

use super::super::standing_parts::requirement_title;
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::pages::counted;

/// What differs between two sets of answers.
#[derive(Clone, PartialEq)]
pub struct Differences {
    /// All of it in a sentence.
    sentence: String,
    /// The ratings that differ, by how they do.
    groups: Vec<DifferenceGroup>,
    /// What the two sets are called.
    sides: [&'static str; 2],
    /// How many ratings are on another scale, and so stand in no group.
    off_scale: usize,
    /// The words of what was answered and is no longer in the ladder.
    unplaced: Vec<String>,
}

/// Ratings that differ in the same way.
#[derive(Clone, PartialEq)]
struct DifferenceGroup {
    title: &'static str,
    pairs: Vec<RatingPair<'static>>,
}

impl Differences {
    /// What has moved from one day to another.
    pub fn between_days(ladder: &'static Ladder, before: &Answers, after: &Answers) -> Self {
        let Movements { pairs, counts, off_scale, unplaced } = Movements::new(ladder, before, after);
        let group = |(movement, title)| {
            let pairs = pairs.iter().copied().filter(|pair| pair.change == movement).collect();
            DifferenceGroup { title, pairs }
        };
        let groups = [
            (Movement::Up, "Moved up"),
            (Movement::Down, "Lower"),
            (Movement::New, "New"),
            (Movement::Gone, "No longer rated"),
            (Movement::Beside, "To or from another answer, such as “Not sure”"),
        ];
        Self {
            sentence: counts.sentence(),
            off_scale,
            groups: groups.map(group).into(),
            sides: ["Before", "After"],
            unplaced: words(&unplaced),
        }
    }

    /// Where two people differ; what both have rated comes first.
    pub fn between_people(ladder: &'static Ladder, mine: &Answers, theirs: &Answers) -> Self {
        let overlay = Overlay::new(ladder, mine, theirs);
        Self {
            sentence: overlay.sentence(),
            off_scale: overlay.off_scale,
            unplaced: words(&overlay.unplaced),
            groups: vec![
                DifferenceGroup { title: "Where you differ", pairs: overlay.disagreements },
                DifferenceGroup { title: "Rated only by your manager", pairs: overlay.only_second },
                DifferenceGroup { title: "Rated only by you", pairs: overlay.only_first },
            ],
            sides: ["You", "They"],
        }
    }
}

fn words(unplaced: &[UnplacedAnswer]) -> Vec<String> {
    let answers = unplaced.iter().filter_map(|answer| answer.before.or(answer.after));
    answers.map(|answer| answer.words.clone()).collect()
}

/// The differences, as a sentence and lists.
#[component]
pub fn DifferencesView(
    /// What differs.
    differences: Differences,
) -> impl IntoView {
    let Differences { sentence, groups, sides, off_scale, unplaced } = differences;
    // Where nothing can be compared, that alone is said.
    let is_empty = off_scale > 0 && groups.iter().all(|group| group.pairs.is_empty());
    let sentence = (!is_empty).then(|| view! { <p class="sentence">{sentence}</p> });
    let off_scale = (off_scale > 0).then(|| {
        view! { <p class="hint">{counted(off_scale, "statement")} " rated on another scale cannot be compared."</p> }
    });
    let groups = groups.into_iter().filter(|group| !group.pairs.is_empty());
    let unplaced = (!unplaced.is_empty()).then(|| {
        let items = unplaced.into_iter().map(|words| view! { <li><p>{words}</p></li> }).collect_view();
        view! {
            <div>
                <h3>"Answers to statements that are no longer in the ladder"</h3>
                <ul class="expectations">{items}</ul>
            </div>
        }
    });
    view! {
        {sentence}
        {off_scale}
        {groups.map(|group| view! { <GroupView group sides/> }).collect_view()}
        {unplaced}
    }
}

/// Ratings that differ in the same way.
#[component]
fn GroupView(
    /// The ratings.
    group: DifferenceGroup,
    /// What the two sets are called.
    sides: [&'static str; 2],
) -> impl IntoView {
    let pairs = group.pairs.into_iter().map(|pair| view! { <PairItem pair sides/> });
    view! {
        <div>
            <h3>{group.title}</h3>
            <ul class="expectations">{pairs.collect_view()}</ul>
        </div>
    }
}

/// A statement with its two ratings.
#[component]
fn PairItem(
    /// The ratings.
    pair: RatingPair<'static>,
    /// What the two sets are called.
    sides: [&'static str; 2],
) -> impl IntoView {
    let requirement = pair.asked;
    let rating =
        |grade: Option<Grade<'static>>| grade.map_or("not rated", |grade| grade.rating.title.as_str());
    let [first, second] = sides;
    view! {
        <li>
            <p>
                <span class="topic"><Said>{requirement_title(&requirement)}</Said></span>
                <span class="hint"><Said>{requirement.level.title.as_str()}</Said></span>
            </p>
            <StatementText statement=requirement.statement/>
            <p class="sides">
                {first} ": " <strong>{rating(pair.before)}</strong>
                " · " {second} ": " <strong>{rating(pair.after)}</strong>
            </p>
        </li>
    }
}
