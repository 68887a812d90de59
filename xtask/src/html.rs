//! A simple scan of HTML that our own tools wrote: start tags with their attributes, in order.

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written.
    pub name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The attribute's text as written, empty if it has no value.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// Whether the attribute's words contain `word`, as in `rel="preload stylesheet"`.
    pub fn has_word(&self, name: &str, word: &str) -> bool {
        self.attribute(name).is_some_and(|value| value.split_whitespace().any(|known| known == word))
    }
}

/// Every start tag of `html`. What stands in comments, scripts and style sheets is no tag.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = past(comment, "-->");
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(after);
            rest = match tag.name {
                "script" => past(after, "</script"),
                "style" => past(after, "</style"),
                _ => after,
            };
            found.push(tag);
        }
    }
    found
}

fn past<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The tag that `text` begins with, without its `<`, and what follows its `>`.
fn tag(text: &str) -> (Tag<'_>, &str) {
    let (name, mut rest) = split_at(text, |c| c.is_whitespace() || matches!(c, '/' | '>'));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (Tag { name, attributes }, "");
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        let (attribute, after) = split_at(rest, |c| c.is_whitespace() || matches!(c, '=' | '/' | '>'));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            // A stray quote or the like must not stop the walk.
            None if attribute.is_empty() => ("", after.get(1..).unwrap_or("")),
            None => ("", after),
        };
        attributes.push((attribute, value));
        rest = after;
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(after) = text.strip_prefix(quote) {
            return after.split_once(quote).unwrap_or((after, ""));
        }
    }
    split_at(text, |c| c.is_whitespace() || c == '>')
}

fn split_at(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.find(end).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn start_tags_are_found_with_their_attributes() {
        let check = |html: &str, expected: &[(&str, &[(&str, &str)])]| {
            let found: Vec<_> = tags(html).into_iter().map(|tag| (tag.name, tag.attributes)).collect();
            let expected: Vec<_> =
                expected.iter().map(|(name, attributes)| (*name, attributes.to_vec())).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("", &[]);
        check("<!DOCTYPE html><p>a < b</p>", &[("p", &[])]);
        check("<a href=\"/x/\" hidden>x</a>", &[("a", &[("href", "/x/"), ("hidden", "")])]);
        check("<link rel=icon href='a b.svg'/>", &[("link", &[("rel", "icon"), ("href", "a b.svg")])]);
        check("<link href=a.css>", &[("link", &[("href", "a.css")])]);
        check("<img\n  alt=\"a > b\"\n  src = x.png >", &[("img", &[("alt", "a > b"), ("src", "x.png")])]);
        check("<!-- <link href=old.css> --><hr>", &[("hr", &[])]);
        check("<script src=a.js>'<b>'</script><i>", &[("script", &[("src", "a.js")]), ("i", &[])]);
        check("<style>a{content:'<b>'}</style><i>", &[("style", &[]), ("i", &[])]);
        check("<a href=\"never closed", &[("a", &[("href", "never closed")])]);
        check("<!-- never closed <p>", &[]);
        check("<p =x>", &[("p", &[("", "x")])]);
        check("<p", &[("p", &[])]);
    }

    #[test]
    fn rel_is_a_list_of_words() {
        let html = "<link rel=\"preload  icon\">";
        let tag = &tags(html)[0];
        assert!(tag.has_word("rel", "icon"));
        assert!(!tag.has_word("rel", "ico"));
        assert!(!tag.has_word("href", "icon"));
    }
}
