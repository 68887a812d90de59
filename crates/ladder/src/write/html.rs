//! Text in HTML.

/// Adds `text` to `html`, safe in an element and in a quoted attribute (HTML standard, "Escaping a string").
pub fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_ends_an_element_or_an_attribute() {
        let mut html = "x".to_owned();
        super::escape("a < b && \"c\" > 'd'", &mut html);
        assert_eq!(html, "xa &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
    }
}
