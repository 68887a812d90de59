//! Settings of other site generators at the start of a file: YAML between `---`, TOML between `+++`, or JSON. They are
//! passed over, with a warning; only a title is taken from them, where the file has no heading for it.

use super::inline::one_line;

/// What stands at the start of a file.
pub(crate) struct FrontMatter {
    /// Its length in bytes, with the white space before it and its last line.
    pub(crate) len: usize,
    /// Where its first mark stands.
    pub(crate) start: usize,
    /// The title that it names.
    pub(crate) title: Option<String>,
}

/// The front matter of `body`, where it begins with some and that ends.
pub(crate) fn find(body: &str) -> Option<FrontMatter> {
    let start = body.len() - body.trim_start().len();
    let rest = body.get(start..)?;
    if rest.starts_with('{') {
        return json(rest, start);
    }
    let mut at = 0;
    let mut lines = rest.split_inclusive(['\n', '\r']).map(|line| {
        at += line.len();
        (line.trim(), at)
    });
    let (fence, from) = lines.next()?;
    let ends: &[&str] = match fence {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        ";;;" => &[";;;"],
        _ => return None,
    };
    let (_, to) = lines.find(|(line, _)| ends.contains(line))?;
    let inside = rest.get(from..to)?;
    is_settings(inside, fence).then(|| FrontMatter { len: start + to, start, title: title(inside) })
}

/// JSON ends where its first value does, and with the line.
fn json(rest: &str, start: usize) -> Option<FrontMatter> {
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
    let value = values.next()?.ok()?;
    let end = values.byte_offset();
    value.as_object().filter(|keys| !keys.is_empty())?;
    let title = value.get("title").and_then(|title| title.as_str()).map(one_line);
    Some(FrontMatter { len: start + end, start, title: title.filter(|title| !title.is_empty()) })
}

/// Whether the first line that is no comment has a key. Else two rules stand around text.
fn is_settings(inside: &str, fence: &str) -> bool {
    let mut lines = inside.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(line) = lines.next() else { return false };
    let key = |sign: char| {
        line.split_once(sign).is_some_and(|(key, after)| {
            let is_word = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
            let is_key = key.chars().all(is_word) && !key.trim().contains(' ') && !key.trim().is_empty();
            is_key && (sign == '=' || after.is_empty() || after.starts_with([' ', '\t']))
        })
    };
    if fence == "+++" { key('=') || line.starts_with('[') } else { key(':') }
}

fn title(inside: &str) -> Option<String> {
    inside.lines().find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?.trim();
        let quoted = |quote: char| value.strip_prefix(quote)?.split(quote).next();
        let plain = || value.split(" #").next().unwrap_or_default();
        let title = one_line(quoted('"').or_else(|| quoted('\'')).unwrap_or_else(plain));
        (!title.is_empty()).then_some(title)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_told_from_rules() {
        for (body, expected) in [
            ("---\ntitle: \"A b\"\nweight: 3\n---\n# A\n", Some((Some("A b"), "# A\n"))),
            ("---\r\ntitle: A\r\n---\r\n# A", Some((Some("A"), "\n# A"))),
            ("\n---\ntags:\n  - a\n...\nx", Some((None, "x"))),
            ("---\n# comment\ntitle: 'it: is' # so\n---\n", Some((Some("it: is"), ""))),
            ("---\ntitle: A # so\n---", Some((Some("A"), ""))),
            ("+++\ntitle = \"A\"\n[menu]\n+++\nx", Some((Some("A"), "x"))),
            ("{ \"title\": \"A\",\n\"b\": {} }\n# A", Some((Some("A"), "\n# A"))),
            // Rules, and what does not end.
            ("---\n\nSome words.\n\n---\n", None),
            ("---\n---\n", None),
            ("---\nSome words: so.\n---\n", None),
            ("---\ntitle: A\n\n# A\n", None),
            ("# A\n\n---\ntitle: A\n---\n", None),
            ("{a} b", None),
            ("{}", None),
            ("", None),
        ] {
            let found = find(body).map(|front| (front.title, body[front.len..].to_owned()));
            let expected = expected.map(|(title, rest)| (title.map(str::to_owned), rest.to_owned()));
            assert_eq!(found, expected, "{body:?}");
        }
    }
}
