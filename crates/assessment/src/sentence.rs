//! Counts and lists within a sentence.

/// "no answers", "1 answer", "12 answers".
pub(crate) fn count(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => ["no ", many].concat(),
        1 => ["1 ", one].concat(),
        _ => [&count.to_string(), " ", many].concat(),
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(parts: &[String]) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(if at + 1 == parts.len() { " and " } else { ", " });
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_well() {
        for (number, expected) in [(0, "no goals"), (1, "1 goal"), (2, "2 goals")] {
            assert_eq!(count(number, "goal", "goals"), expected);
        }
        for (parts, expected) in [("", ""), ("a", "a"), ("a b", "a and b"), ("a b c", "a, b and c")] {
            let parts: Vec<String> = parts.split_whitespace().map(str::to_owned).collect();
            assert_eq!(list(&parts), expected);
        }
    }
}
