//! Signs that tell names apart, as words: `C`, `C++` and `C#` are three languages.

use std::borrow::Cow;

/// `text` with the signs that belong to a name written as words: `C plus plus`, `C sharp`, `dot NET`, `A star`.
///
/// Ids of areas and topics are made from it, so what it makes of a text must never change.
pub fn spelled(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '＋', '#', '＃', '♯', '.', '*', '-']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut at = 0;
    while let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let run = rest.len() - rest.trim_start_matches(sign).len();
        let after = rest.get(run..).and_then(|rest| rest.chars().next());
        let count = run / sign.len_utf8();
        match word(sign, count, before, after) {
            Some(word) => {
                (0..count).for_each(|_| out.extend([" ", word]));
                out.push(' ');
            }
            None => out.push_str(rest.get(..run).unwrap_or_default()),
        }
        before = Some(sign);
        at += run;
    }
    Cow::Owned(out)
}

/// The word for a sign that comes `count` times between two characters, where it belongs to a name.
fn word(sign: char, count: usize, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let ends_name = is_word(before) && !is_word(after);
    match sign {
        '+' | '＋' if ends_name || count > 1 && is_word(before) => Some("plus"),
        '#' | '＃' | '♯' if ends_name && count == 1 => Some("sharp"),
        '*' if ends_name && count == 1 => Some("star"),
        '-' if ends_name && count == 2 => Some("minus"),
        '.' if count == 1 && !is_word(before) && after.is_some_and(|c| c.is_ascii_alphabetic()) => {
            Some("dot")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_names_are_words() {
        for (text, expected) in [
            ("C++", "C plus plus"),
            ("C#, F#", "C sharp , F sharp"),
            ("C＃", "C sharp"),
            (".NET", "dot NET"),
            ("ASP.NET and (.NET)", "ASP.NET and ( dot NET)"),
            ("C++11", "C plus plus 11"),
            ("A+", "A plus"),
            ("A* and C--", "A star and C minus minus"),
            // Signs that belong to the sentence.
            ("Vision + plan", "Vision + plan"),
            ("A+B", "A+B"),
            ("one-to-one", "one-to-one"),
            ("Node.js. So", "Node.js. So"),
            ("…and so...on", "…and so...on"),
            ("# 1 and #5", "# 1 and #5"),
            ("code -- tests", "code -- tests"),
        ] {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&spelled(text)), expected);
        }
    }
}
