//! "Did you mean": the known word that is closest to an unknown one.

/// The most comparisons for one word, and the longest word that is compared: a file of two megabytes of mistakes
/// must not take minutes.
const MAX_CANDIDATES: usize = 200;
const MAX_CHARS: usize = 60;

/// The candidate that `word` is probably a slip of, if one is close enough: at most a third of its letters differ.
pub(crate) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let chars = word.chars().count();
    if chars == 0 || chars > MAX_CHARS {
        return None;
    }
    candidates
        .into_iter()
        .take(MAX_CANDIDATES)
        .filter(|candidate| candidate.len() <= 4 * MAX_CHARS)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= (chars.max(candidate.chars().count()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The advice that names [`closest`], or else what there is to choose from.
pub(crate) fn did_you_mean(word: &str, candidates: &[&str]) -> Option<String> {
    if let Some(close) = closest(word, candidates.iter().copied()) {
        return Some(format!("did you mean `{close}`?"));
    }
    match candidates {
        [] => None,
        few if few.len() <= 12 => Some(format!("known are {}", list(few))),
        _ => None,
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_words_are_suggested() {
        let candidates = ["summary", "title", "inherits", "id"];
        for (word, expected) in [
            ("sumary", Some("summary")),
            ("Titel", Some("title")),
            ("inherit", Some("inherits")),
            ("ID", Some("id")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(closest(word, candidates), expected, "{word:?}");
        }
        assert_eq!(did_you_mean("x", &["one", "two"]).as_deref(), Some("known are `one` and `two`"));
    }
}
