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
/// optimal string alignment distance. With `begins`, only to make the beginning of `word`. `None` where it is more
/// than `most`.
pub(super) fn distance(typed: &[char], word: &[char], begins: bool, most: usize) -> Option<usize> {
    let mut two_before: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let replaced = get(&before, column) + usize::from(letter != other);
            let mut least = replaced.min(get(&before, column + 1) + 1).min(get(&now, column) + 1);
            let swapped = row > 0
                && column > 0
                && word.get(column - 1) == Some(letter)
                && typed.get(row - 1) == Some(other);
            if swapped {
                least = least.min(get(&two_before, column - 1) + 1);
            }
            now.push(least);
        }
        two_before = std::mem::replace(&mut before, now);
        if before.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
    }
    let least = if begins { before.iter().min() } else { before.last() };
    least.copied().filter(|least| *least <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(typed: &str, word: &str, begins: bool, most: usize) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&letters(typed), &letters(word), begins, most)
    }

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
            assert_eq!(check(typed, word, false, 2), whole, "{typed} for {word}");
            assert_eq!(check(typed, word, true, 2), beginning, "{typed} for the beginning of {word}");
        }
    }

    proptest! {
        #[test]
        fn what_strsim_counts(typed in "[abc]{0,7}", word in "[abc]{0,7}", most in 0..8_usize) {
            let theirs = strsim::osa_distance(&typed, &word);
            prop_assert_eq!(check(&typed, &word, false, most), (theirs <= most).then_some(theirs));
            let beginnings = (0..=word.len()).map(|end| strsim::osa_distance(&typed, &word[..end]));
            let nearest = beginnings.min().unwrap();
            prop_assert_eq!(check(&typed, &word, true, most), (nearest <= most).then_some(nearest));
        }
    }
}
