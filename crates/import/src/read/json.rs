//! JSON, also with comments and the slips that people make, -> values.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use crate::Refusal;
use crate::decode::Lines;
use crate::limits::{self, MAX_TEXT_BYTES, MAX_VALUES};
use crate::outline::{Kind, Outline};
use crate::read::check_nesting;
use crate::read::yaml::text;
use crate::value::{Key, Value, What};

/// Reads JSON.
pub(crate) fn read(words: &str, file: usize, outline: &mut Outline) -> Result<Value, Refusal> {
    let name = outline.files.get(file).cloned().unwrap_or_default();
    check_nesting(words, &name)?;
    let lines = Lines::new(words, file);
    let collect = CollectOptions { comments: CommentCollectionStrategy::Separate, tokens: false };
    let result =
        parse_to_ast(words, &collect, &ParseOptions::default()).map_err(|error| Refusal::Unreadable {
            place: outline.say(lines.place(error.range().start)),
            why: format!("this is not JSON: {}", error.kind()),
        })?;
    let mut comments: Vec<(usize, String)> = Vec::new();
    for found in result.comments.iter().flat_map(|comments| comments.values()).flat_map(|found| found.iter())
    {
        comments.push((found.range().start, found.text().trim().to_owned()));
    }
    comments.sort();
    comments.dedup();
    for (at, comment) in comments {
        outline.aside(lines.place(at), "a comment", comment);
    }
    let mut reader = Reader { lines, name, outline, count: 0 };
    match &result.value {
        Some(value) => reader.value(value),
        None => Ok(Value { place: reader.lines.place(0), what: What::Empty }),
    }
}

struct Reader<'a, 'o> {
    lines: Lines<'a>,
    name: String,
    outline: &'o mut Outline,
    count: usize,
}

impl Reader<'_, '_> {
    /// As deep as the limit that was checked, so recursion is fine.
    fn value(&mut self, value: &ast::Value) -> Result<Value, Refusal> {
        let place = self.lines.place(value.range().start);
        self.count += 1;
        limits::check(&self.name, "values", self.count, MAX_VALUES)?;
        let what = match value {
            ast::Value::StringLit(words) => return self.words(&words.value, words.range.start),
            ast::Value::NumberLit(number) => return self.words(number.value, number.range.start),
            ast::Value::BooleanLit(word) => {
                return self.words(if word.value { "true" } else { "false" }, word.range.start);
            }
            ast::Value::NullKeyword(_) => What::Empty,
            ast::Value::Array(array) => {
                What::List(array.elements.iter().map(|value| self.value(value)).collect::<Result<_, _>>()?)
            }
            ast::Value::Object(object) => {
                let mut entries = Vec::with_capacity(object.properties.len());
                for property in &object.properties {
                    let word = property.name.as_str().to_owned();
                    entries.push((Key { word }, self.value(&property.value)?));
                }
                What::Map(entries)
            }
        };
        Ok(Value { place, what })
    }

    fn words(&mut self, words: &str, at: usize) -> Result<Value, Refusal> {
        limits::check(&self.name, "bytes of one value", words.len(), MAX_TEXT_BYTES)?;
        let place = self.lines.place(at);
        let text = text(&words.replace('\0', "\u{fffd}"));
        let what = match text.is_empty() {
            true => What::Empty,
            false => What::Words(self.outline.add(text, place, Kind::Value)),
        };
        Ok(Value { place, what })
    }
}
