//! Front matter at the start of a Markdown file, as values.

use crate::Refusal;
use crate::decode::Lines;
use crate::outline::{Doc, Kind, Outline};
use crate::read::{json, yaml};

/// Reads front matter into `doc`; the offset at which the Markdown begins.
pub(crate) fn read(text: &str, doc: &mut Doc, outline: &mut Outline) -> Result<usize, Refusal> {
    for fence in ["---", "+++"] {
        let Some((inner, end)) = between(text, fence) else { continue };
        let is_yaml = fence == "---";
        let body = text.get(inner.clone()).unwrap_or_default();
        // A rule at the start of a page, with text below it, is no front matter.
        if is_yaml && !body.lines().any(|line| line.contains(':')) {
            return Ok(0);
        }
        let data = if is_yaml { yaml::read(body, doc.file, 1, outline) } else { Err(Refusal::NoLadder) };
        match data {
            Ok(data) => doc.data = Some(data),
            Err(refusal @ Refusal::Limit { .. }) => return Err(refusal),
            Err(_) => keep_lines(text, inner, doc.file, outline),
        }
        return Ok(end);
    }
    if text.starts_with("{\n") || text.starts_with("{\r\n") {
        let end = text.find("\n}").map(|at| at + 2);
        if let Some(end) = end
            && let Ok(data) = json::read(text.get(..end).unwrap_or_default(), doc.file, outline)
        {
            doc.data = Some(data);
            return Ok(end);
        }
    }
    Ok(0)
}

/// What stands between two lines that are `fence`, and where the text goes on.
fn between(text: &str, fence: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.lines().next()?;
    if first.trim_end() != fence {
        return None;
    }
    let start = text.find('\n')? + 1;
    let mut at = start;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        if rest.get(..length).unwrap_or_default().trim_end() == fence {
            return Some((start..at, at + length));
        }
        at += length;
    }
    None
}

/// Front matter that is not understood, line by line, so that it can be told of.
fn keep_lines(text: &str, inner: std::ops::Range<usize>, file: usize, outline: &mut Outline) {
    let lines = Lines::new(text, file);
    let mut at = inner.start;
    for line in text.get(inner).unwrap_or_default().split_inclusive('\n') {
        if !line.trim().is_empty() {
            let place = lines.place(at);
            outline.add(crate::flow::one_line(line), place, Kind::Value);
        }
        at += line.len();
    }
}
