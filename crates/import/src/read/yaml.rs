//! YAML -> values.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::Refusal;
use crate::flow;
use crate::limits::{self, MAX_DEPTH, MAX_TEXT_BYTES, MAX_VALUES};
use crate::outline::{Kind, Outline, Place};
use crate::value::{Key, Value, What};

/// Reads YAML that stands `line_offset` lines below the start of the file.
pub(crate) fn read(
    text: &str,
    file: usize,
    line_offset: usize,
    outline: &mut Outline,
) -> Result<Value, Refusal> {
    comments(text, file, line_offset, outline);
    let read = values(text, file, line_offset, outline);
    match read {
        // Tabs where YAML wants spaces are what people write by mistake.
        Err(Refusal::Unreadable { .. }) if text.contains('\t') => {
            values(&without_tabs(text), file, line_offset, outline)
        }
        read => read,
    }
}

/// Lines that are comments and nothing else.
fn comments(text: &str, file: usize, line_offset: usize, outline: &mut Outline) {
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        if let Some(comment) = trimmed.strip_prefix('#') {
            let column = line.chars().count() - trimmed.chars().count() + 1;
            let place = Place { file, sheet: 0, line: at + 1 + line_offset, column };
            outline.aside(place, "a comment", comment.trim());
        } else if let Some((_, comment)) = line.split_once(" # ") {
            let place = Place { file, sheet: 0, line: at + 1 + line_offset, column: 1 };
            outline.aside(place, "perhaps a comment", comment.trim());
        }
    }
}

/// The text with a space for each tab that indents a line or follows the sign of an item.
fn without_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut is_indent = true;
        for c in line.chars() {
            is_indent &= matches!(c, ' ' | '\t' | '-');
            out.push(if c == '\t' && is_indent { ' ' } else { c });
        }
    }
    out
}

/// A list or a map whose end has not come.
struct Open {
    value: Value,
    key: Option<Key>,
    anchor: usize,
}

struct Reader<'o> {
    file: usize,
    line_offset: usize,
    name: String,
    outline: &'o mut Outline,
    stack: Vec<Open>,
    /// Finished values with an anchor, each with its size.
    anchors: HashMap<usize, (Value, usize)>,
    count: usize,
    documents: Vec<Value>,
}

fn values(text: &str, file: usize, line_offset: usize, outline: &mut Outline) -> Result<Value, Refusal> {
    let name = outline.files.get(file).cloned().unwrap_or_default();
    let mut reader = Reader {
        file,
        line_offset,
        name,
        outline,
        stack: Vec::new(),
        anchors: HashMap::new(),
        count: 0,
        documents: Vec::new(),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| match error.info().contains("recursion limit") {
            true => Refusal::Limit {
                file: reader.name.clone(),
                what: "values in one another",
                most: MAX_DEPTH as u64,
            },
            false => Refusal::Unreadable {
                place: format!(
                    "{}:{}:{}",
                    reader.name,
                    error.marker().line() + line_offset,
                    error.marker().col() + 1
                ),
                why: format!("this is not YAML: {}", error.info()),
            },
        })?;
        reader.event(event, span)?;
    }
    let place = Place { file, sheet: 0, line: 1, column: 1 };
    let mut documents = reader.documents;
    Ok(match documents.len() {
        0 => Value { place, what: What::Empty },
        1 => documents.remove(0),
        _ => Value { place, what: What::List(documents) },
    })
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) -> Result<(), Refusal> {
        let place = Place {
            file: self.file,
            sheet: 0,
            line: span.start.line() + self.line_offset,
            column: span.start.col() + 1,
        };
        match event {
            Event::Scalar(words, style, anchor, _) => {
                limits::check(&self.name, "bytes of one value", words.len(), MAX_TEXT_BYTES)?;
                self.count(1)?;
                if let Some(Open { value: Value { what: What::Map(_), .. }, key: key @ None, .. }) =
                    self.stack.last_mut()
                {
                    *key = Some(Key { word: words.into_owned() });
                    return Ok(());
                }
                let is_null = style == ScalarStyle::Plain
                    && matches!(words.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let text = text(&words);
                let what = match is_null || text.is_empty() {
                    true => What::Empty,
                    false => What::Words(self.outline.add(text, place, Kind::Value)),
                };
                self.take(Value { place, what }, anchor, 1);
            }
            Event::SequenceStart(anchor, _) => self.open(What::List(Vec::new()), place, anchor)?,
            Event::MappingStart(anchor, _) => self.open(What::Map(Vec::new()), place, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { value, anchor, .. }) = self.stack.pop() {
                    self.take(value, anchor, 1);
                }
            }
            Event::Alias(anchor) => {
                let Some((value, size)) = self.anchors.get(&anchor).cloned() else {
                    let why = "an anchor stands in itself".to_owned();
                    return Err(Refusal::Unreadable { place: self.outline.say(place), why });
                };
                self.count(size)?;
                self.take(value, 0, size);
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn count(&mut self, more: usize) -> Result<(), Refusal> {
        self.count = self.count.saturating_add(more);
        limits::check(&self.name, "values, with those that anchors repeat", self.count, MAX_VALUES)
    }

    fn open(&mut self, what: What, place: Place, anchor: usize) -> Result<(), Refusal> {
        self.count(1)?;
        self.stack.push(Open { value: Value { place, what }, key: None, anchor });
        limits::check(&self.name, "values in one another", self.stack.len(), MAX_DEPTH)
    }

    fn take(&mut self, value: Value, anchor: usize, _size: usize) {
        if anchor > 0 {
            let size = size(&value);
            self.anchors.insert(anchor, (value.clone(), size));
        }
        match self.stack.last_mut() {
            None => self.documents.push(value),
            Some(Open { value: Value { what: What::List(values), .. }, .. }) => values.push(value),
            Some(Open { value: Value { what: What::Map(entries), .. }, key, .. }) => {
                let key = key.take().unwrap_or(Key { word: String::new() });
                // What `<<` merges is as if it stood here.
                match value.what {
                    What::Map(merged) if key.word == "<<" => entries.extend(merged),
                    what => entries.push((key, Value { place: value.place, what })),
                }
            }
            Some(_) => {}
        }
    }
}

fn size(value: &Value) -> usize {
    match &value.what {
        What::Empty | What::Words(_) => 1,
        What::List(values) => values.iter().map(size).sum::<usize>() + 1,
        What::Map(entries) => entries.iter().map(|(_, value)| size(value) + 1).sum::<usize>() + 1,
    }
}

/// Words of a value: an empty line is a break, and so is each line where some begin with bullets.
pub(crate) fn text(words: &str) -> rungs_ladder::text::Text {
    let is_list = words.lines().skip(1).any(|line| line.trim_start().starts_with(['-', '*', '•']));
    if is_list {
        return flow::plain(words);
    }
    let paragraphs: Vec<_> = words
        .replace("\r\n", "\n")
        .split("\n\n")
        .map(flow::one_line)
        .filter(|text| !text.is_empty())
        .collect();
    flow::join(&paragraphs, true)
}
