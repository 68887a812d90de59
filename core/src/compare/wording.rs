//! Which words of a statement are new beside those of another.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::{Inline, Text};

/// The least share of words that two texts have in common where marking the others helps; below it the marks are
/// more than a reader can follow.
const LEAST_SHARED: f32 = 0.5;

/// A run of words, and which of two texts has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both.
    Same(String),
    /// Only the first.
    Removed(String),
    /// Only the second.
    Added(String),
}

/// What has changed from `old` to `new`, word by word; `None` where they share too little, and where one of them
/// has marks or links, which must not be lost.
pub fn changes(old: &Text, new: &Text) -> Option<Vec<Piece>> {
    let (old, new) = (words(old)?, words(new)?);
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    if (2 * same) as f32 / (old.len() + new.len()) as f32 <= LEAST_SHARED {
        return None;
    }
    let run = |words: &[&str], range: std::ops::Range<usize>| words.get(range).unwrap_or_default().join(" ");
    let mut pieces = Vec::new();
    for op in ops {
        match op {
            DiffOp::Equal { .. } => pieces.push(Piece::Same(run(&new, op.new_range()))),
            _ => {
                let (removed, added) = (run(&old, op.old_range()), run(&new, op.new_range()));
                if !removed.is_empty() {
                    pieces.push(Piece::Removed(removed));
                }
                if !added.is_empty() {
                    pieces.push(Piece::Added(added));
                }
            }
        }
    }
    Some(pieces)
}

/// The words of a text without marks.
fn words(text: &Text) -> Option<Vec<&str>> {
    match text.0.as_slice() {
        [Inline::Words(words)] => Some(words.split(' ').collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Mark;

    #[test]
    fn changed_words_are_told_where_that_helps() {
        for (old, new, expected) in [
            (
                "Reviews the code of a team.",
                "Reviews the code of several teams.",
                "Reviews the code of -a team.- +several teams.+",
            ),
            ("Writes tests.", "Writes good tests.", "Writes +good+ tests."),
            ("Writes good tests.", "Writes tests.", "Writes -good- tests."),
            ("Says so.", "Says so.", "Says so."),
            // Too little in common.
            ("Writes tests.", "Writes docs.", "none"),
            ("Hires.", "Fires.", "none"),
        ] {
            let told = match changes(&Text::plain(old), &Text::plain(new)) {
                None => "none".to_owned(),
                Some(pieces) => {
                    let told = pieces.iter().map(|piece| match piece {
                        Piece::Same(words) => words.clone(),
                        Piece::Removed(words) => format!("-{words}-"),
                        Piece::Added(words) => format!("+{words}+"),
                    });
                    told.collect::<Vec<_>>().join(" ")
                }
            };
            assert_eq!(told, expected, "{old} → {new}");
        }
    }

    #[test]
    fn marks_are_never_lost() {
        let marked =
            Text(vec![Inline::Words("Reviews the ".into()), Inline::Mark(Mark::Em(Text::plain("code")))]);
        assert_eq!(changes(&marked, &Text::plain("Reviews the code")), None);
        assert_eq!(changes(&Text::plain("Reviews the code"), &marked), None);
        assert_eq!(changes(&Text::default(), &Text::default()), None);
    }
}
