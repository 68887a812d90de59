//! Which words of a statement are new beside those of another.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::model::text::Text;

/// Longer texts are not gone through word by word: it would take longer than a reader waits.
const MOST_WORDS: usize = 400;

/// A run of words, and which of two texts has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordChange {
    /// Both.
    Same(String),
    /// Only the first.
    Removed(String),
    /// Only the second.
    Added(String),
}

/// What has changed from `old` to `new`, word by word; `None` where they share no more than half of their words or letters,
/// as the marks would then be more than a reader can follow, where one of them has marks or links, which must not
/// be lost, and where one has more than 400 words.
pub fn changes(old: &Text, new: &Text) -> Option<Vec<WordChange>> {
    let (old, new) = (words(old)?, words(new)?);
    if old.len().max(new.len()) > MOST_WORDS {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::RawMyers, &old, &new);
    let equal = || ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.new_range());
    let common: usize = equal().map(|range| range.len()).sum();
    // "The", "of" and "a" are in every text: the letters count, too.
    let letters = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
    let common_letters: usize = equal().map(|range| letters(new.get(range).unwrap_or_default())).sum();
    if 4 * common <= old.len() + new.len() || 4 * common_letters <= letters(&old) + letters(&new) {
        return None;
    }
    let words = |words: &[&str], range: Range<usize>| words.get(range).unwrap_or_default().join(" ");
    let changes = ops.iter().flat_map(|op| {
        let (removed, added) = (words(&old, op.old_range()), words(&new, op.new_range()));
        match op.tag() {
            DiffTag::Equal => vec![WordChange::Same(added)],
            DiffTag::Delete => vec![WordChange::Removed(removed)],
            DiffTag::Insert => vec![WordChange::Added(added)],
            DiffTag::Replace => vec![WordChange::Removed(removed), WordChange::Added(added)],
        }
    });
    Some(changes.collect())
}

/// The words of a text without marks.
fn words(text: &Text) -> Option<Vec<&str>> {
    match text {
        Text::Plain(words) if !words.is_empty() => Some(words.split(' ').collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::{Inline, Mark};
    use proptest::prelude::*;

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
            // Only small words in common.
            ("Is one of the first in a department.", "Is one of the best in a neighbourhood.", "none"),
        ] {
            let told = match changes(&Text::plain(old), &Text::plain(new)) {
                None => "none".to_owned(),
                Some(pieces) => {
                    let told = pieces.iter().map(|piece| match piece {
                        WordChange::Same(words) => words.clone(),
                        WordChange::Removed(words) => format!("-{words}-"),
                        WordChange::Added(words) => format!("+{words}+"),
                    });
                    told.collect::<Vec<_>>().join(" ")
                }
            };
            assert_eq!(told, expected, "{old} → {new}");
        }
    }

    #[test]
    fn marks_are_never_lost() {
        let marked = Text::from(vec![
            Inline::Words("Reviews the ".into()),
            Inline::Mark(Mark::Em(Text::plain("code"))),
        ]);
        assert_eq!(changes(&marked, &Text::plain("Reviews the code")), None);
        assert_eq!(changes(&Text::plain("Reviews the code"), &marked), None);
        assert_eq!(changes(&Text::default(), &Text::default()), None);
    }

    proptest! {
        #[test]
        fn the_changes_make_the_new_text_of_the_old(old in "[ab]( [a-c]){0,12}", new in "[ab]( [a-c]){0,12}") {
            let Some(changes) = changes(&Text::plain(&old), &Text::plain(&new)) else { return Ok(()) };
            let (mut old_words, mut new_words) = (vec![], vec![]);
            for change in &changes {
                match change {
                    WordChange::Same(words) => {
                        old_words.push(words.as_str());
                        new_words.push(words.as_str());
                    }
                    WordChange::Removed(words) => old_words.push(words),
                    WordChange::Added(words) => new_words.push(words),
                }
            }
            prop_assert_eq!((old_words.join(" "), new_words.join(" ")), (old, new));
        }
    }
}
