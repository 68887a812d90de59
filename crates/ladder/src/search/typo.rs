//! Words that are nearly another one.

/// How many typing mistakes are forgiven in a word of that many letters.
pub(super) fn forgiven(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// How many letters must be put in, left out, replaced or swapped with the next to make `word` of `typed`: the
/// optimal string alignment distance. `None` where it is more than `most`.
pub(super) fn distance(typed: &str, word: &str, most: usize) -> Option<usize> {
    Some(strsim::osa_distance(typed, word)).filter(|mistakes| *mistakes <= most)
}

/// The same to make some beginning of `word`.
pub(super) fn distance_to_beginning(typed: &str, word: &str, most: usize) -> Option<usize> {
    let letters = typed.chars().count();
    // A beginning that is longer or shorter than what was typed by more than `most` has more mistakes.
    let ends = word.char_indices().map(|(end, _)| end).chain([word.len()]);
    let beginnings = ends.take(letters + most + 1).skip(letters.saturating_sub(most));
    beginnings.filter_map(|end| distance(typed, word.get(..end)?, most)).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mistakes_are_counted() {
        for (typed, word, whole, beginning) in [
            ("mentor", "mentor", Some(0), Some(0)),
            ("mentr", "mentor", Some(1), Some(1)),
            ("menttor", "mentor", Some(1), Some(1)),
            ("mantor", "mentor", Some(1), Some(1)),
            ("metnor", "mentor", Some(1), Some(1)),
            ("mantr", "mentor", Some(2), Some(2)),
            ("metno", "mentors", None, Some(1)),
            ("entor", "mentoring", None, Some(1)),
            ("größe", "grösse", Some(2), Some(2)),
            ("", "ab", Some(2), Some(0)),
            ("writing", "reading", None, None),
        ] {
            assert_eq!(distance(typed, word, 2), whole, "{typed} for {word}");
            let nearest = distance_to_beginning(typed, word, 2);
            assert_eq!(nearest, beginning, "{typed} for the beginning of {word}");
        }
    }

    proptest! {
        #[test]
        fn no_beginning_is_nearer(typed in "[abc]{0,7}", word in "[abcé]{0,7}", most in 0..8_usize) {
            let ends = word.char_indices().map(|(end, _)| end).chain([word.len()]);
            let nearest = ends.map(|end| strsim::osa_distance(&typed, &word[..end])).min().unwrap();
            let expected = (nearest <= most).then_some(nearest);
            prop_assert_eq!(distance_to_beginning(&typed, &word, most), expected);
        }
    }
}
