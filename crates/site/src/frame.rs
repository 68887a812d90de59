//! The frame of every page: the `index.html` that Trunk has written, with its stylesheets set inline.
//!
//! A stylesheet of its own costs a round trip before the first paint: 150 ms on a slow phone connection, more
//! than the sheet itself takes. Inline it is allowed by its hash, not by `unsafe-inline`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rungs_ladder::html;

use crate::policy::{self, hash};

/// The frame, ready to be filled.
pub struct Frame {
    template: String,
    /// The content security policy that fits the frame's own inline style and scripts.
    pub policy: String,
}

/// What is filled in. All but `body`, `links` and `ladder` are plain text and are escaped.
pub struct Page<'a> {
    pub language: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// Head elements: canonical and Open Graph.
    pub links: String,
    /// The path of the site, beginning and ending with a slash.
    pub base: &'a str,
    /// The app's view of the page.
    pub body: String,
    /// The embedded ladder, safe inside a script element.
    pub ladder: &'a str,
}

impl Frame {
    /// Reads `index.html` of `dist`, and moves its stylesheets into it: their files are removed.
    ///
    /// # Errors
    /// When a file cannot be read or removed, or the frame lacks what boot.js needs.
    pub fn take(dist: &Path, base: &str) -> Result<Self> {
        let path = dist.join("index.html");
        let html = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        if !html.contains("data-wasm=") {
            bail!(
                "{} does not name the app's files: build it with Trunk and this project's Trunk.toml",
                path.display()
            );
        }
        let html = without_comment(&html);
        let (template, sheets) = without_stylesheets(&html);
        let mut css = String::new();
        for href in &sheets {
            let name = href.rsplit('/').next().unwrap_or(href);
            let sheet = dist.join(name);
            css +=
                &fs::read_to_string(&sheet).with_context(|| format!("{} cannot be read", sheet.display()))?;
            fs::remove_file(&sheet).with_context(|| format!("{} cannot be removed", sheet.display()))?;
        }
        let css = tightened(&css);
        if css.contains("</") {
            bail!("a stylesheet contains `</`, which cannot stand in a style element");
        }
        let template = template.replacen("</head>", &format!("<style>{css}</style></head>"), 1);
        // Trunk's live reload, in development only. Trunk fills in its address when it sends the page, which would
        // change the script after it is hashed here: so it is filled in now.
        let template = template
            .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
            .replace("{{__TRUNK_WS_BASE__}}", base);
        let scripts: Vec<_> = inline_scripts(&template).into_iter().map(hash).collect();
        let policy = policy::page(&[hash(&css)], &scripts);
        Ok(Self { template, policy })
    }

    /// The finished page.
    pub fn fill(&self, page: &Page) -> String {
        let value = |key: &str| -> Option<String> {
            Some(match key {
                "language" => escape(page.language),
                "policy" => escape(&self.policy),
                "title" => escape(page.title),
                "description" => escape(page.description),
                "links" => page.links.clone(),
                "base" => escape(page.base),
                "body" => page.body.clone(),
                "ladder" => page.ladder.to_owned(),
                _ => return None,
            })
        };
        fill(&self.template, value)
    }
}

/// Replaces each `{{key}}` once; what is put in is not looked at again, so that the text of a ladder may contain
/// braces. A key without a value stays as it is.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        match after.split_once("}}").and_then(|(key, after)| Some((value(key.trim())?, after))) {
            Some((value, after)) => {
                filled.push_str(&value);
                rest = after;
            }
            None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// Text that is safe in an element and in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    html::escape(text, &mut escaped);
    escaped
}

/// The page without its `<link rel="stylesheet">` elements, and where they led.
fn without_stylesheets(html: &str) -> (String, Vec<String>) {
    let mut kept = String::with_capacity(html.len());
    let mut hrefs = Vec::new();
    let mut rest = html;
    while let Some((before, tag_on)) = rest.split_once("<link") {
        kept.push_str(before);
        let (tag, after) = tag_on.split_once('>').unwrap_or((tag_on, ""));
        match attribute(tag, "rel") {
            Some("stylesheet") => hrefs.extend(attribute(tag, "href").map(str::to_owned)),
            // Chrome warns of an integrity that it does not check on a preload; boot.js reads it and checks.
            Some("preload") => push_link(&mut kept, &tag.replace(" integrity=", " data-integrity=")),
            _ => push_link(&mut kept, tag),
        }
        rest = after;
    }
    kept.push_str(rest);
    (kept, hrefs)
}

/// A stylesheet without its comments and indentation, which half a kilobyte of every page would be spent on.
fn tightened(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    for (at, part) in css.split("/*").enumerate() {
        kept += if at == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) };
    }
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn push_link(html: &mut String, tag: &str) {
    html.push_str("<link");
    html.push_str(tag);
    html.push('>');
}

/// The frame without the comment that explains it to whoever edits it.
fn without_comment(html: &str) -> String {
    match html.split_once("<!--").and_then(|(before, rest)| Some((before, rest.split_once("-->")?.1))) {
        Some((before, after)) => [before.trim_end(), "\n", after.trim_start()].concat(),
        None => html.to_owned(),
    }
}

/// The value of an attribute in the inside of a tag; quotes are optional, as minified HTML leaves them out.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.match_indices(name).find_map(|(at, _)| {
        let begins = tag.get(..at)?.ends_with(char::is_whitespace);
        begins.then(|| tag.get(at + name.len()..)?.strip_prefix('='))?
    })?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split(char::is_whitespace).next(),
    }
}

/// The text of each script element that runs and has no `src`.
fn inline_scripts(html: &str) -> Vec<&str> {
    let elements = html.split("<script").skip(1);
    elements
        .filter_map(|element| {
            let (tag, body) = element.split_once('>')?;
            let (body, _) = body.split_once("</script>")?;
            let data = attribute(tag, "type").is_some_and(|kind| kind.contains("json"));
            (!data && attribute(tag, "src").is_none()).then_some(body)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let value = |key: &str| match key {
            "a" => Some("{{b}}".to_owned()),
            "b" => Some("B".to_owned()),
            _ => None,
        };
        for (template, expected) in [
            ("x{{a}}y{{b}}", "x{{b}}yB"),
            ("{{ b }}", "B"),
            ("{{c}}{{b}}", "{{c}}B"),
            ("{{{{b}}", "{{B"),
            ("{{", "{{"),
        ] {
            assert_eq!(fill(template, value), expected, "{template}");
        }
    }

    #[test]
    fn only_stylesheets_are_taken() {
        let html = r#"<link rel="icon" href="i.svg"><link rel="preload" integrity="s"><link rel="stylesheet" href="/x/a.css" integrity="s"/><link href=/b.css rel=stylesheet><p>"#;
        let (kept, hrefs) = without_stylesheets(html);
        assert_eq!(kept, r#"<link rel="icon" href="i.svg"><link rel="preload" data-integrity="s"><p>"#);
        assert_eq!(hrefs, ["/x/a.css", "/b.css"]);
    }

    #[test]
    fn a_stylesheet_loses_only_what_does_not_count() {
        let css = "/* a */\n@layer b {\n  p > a { x: calc(1px + 2px) } /* c\n */ q { y: 1 }\n\n}";
        assert_eq!(tightened(css), "@layer b {\np > a { x: calc(1px + 2px) }  q { y: 1 }\n}");
    }

    #[test]
    fn only_scripts_that_run_inline_need_a_hash() {
        let html = r#"<script src="a.js"></script><script type="application/json" id="l">1</script><script>go()</script>"#;
        assert_eq!(inline_scripts(html), ["go()"]);
    }
}
