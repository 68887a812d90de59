//! What a language tag (BCP 47) says about how words are written.

/// Languages that are written from right to left unless the tag names another script.
const LANGUAGES: [&str; 21] = [
    "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps",
    "sd", "syr", "ug", "ur", "yi",
];

/// Scripts that are written from right to left.
const SCRIPTS: [&str; 8] = ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];

/// Whether words of that language are English.
pub(crate) fn is_english(tag: &str) -> bool {
    subtags(tag).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// Whether words of that language run from right to left.
pub(crate) fn is_right_to_left(tag: &str) -> bool {
    let mut subtags = subtags(tag);
    let is_among = |list: &[&str], subtag: &str| list.iter().any(|known| known.eq_ignore_ascii_case(subtag));
    let Some(language) = subtags.next() else { return false };
    // A script is the one subtag of four letters.
    match subtags.find(|subtag| subtag.len() == 4 && subtag.chars().all(|c| c.is_ascii_alphabetic())) {
        Some(script) => is_among(&SCRIPTS, script),
        None => is_among(&LANGUAGES, language),
    }
}

fn subtags(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(['-', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_the_direction() {
        for (tag, english, right_to_left) in [
            ("en", true, false),
            ("en-GB", true, false),
            ("EN", true, false),
            ("de", false, false),
            ("ar", false, true),
            ("ar-EG", false, true),
            ("he", false, true),
            ("fa-IR", false, true),
            ("ur", false, true),
            ("ku-Arab", false, true),
            ("az-Arab-IR", false, true),
            ("ks-Deva", false, false),
            ("ar-Latn", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_english(tag), is_right_to_left(tag)), (english, right_to_left), "{tag}");
        }
    }
}
