//! CSV, TSV and the like -> a table. The separator is the one by which the rows have one length.

use csv::{ReaderBuilder, StringRecord};

use crate::Refusal;
use crate::limits::{self, MAX_CELLS, MAX_TEXT_BYTES};
use crate::outline::{Block, Doc, Outline, Place, Table};
use crate::read::cells;

const SEPARATORS: [u8; 4] = *b",;\t|";

/// Reads a table.
pub(crate) fn read(text: &str, doc: &mut Doc, outline: &mut Outline) -> Result<(), Refusal> {
    let name = outline.files.get(doc.file).cloned().unwrap_or_default();
    // Excel says the separator in a line of its own.
    let (text, told, skipped) =
        match text.get(..5).filter(|start| start.to_ascii_lowercase().starts_with("sep=")) {
            Some(start) => {
                let end = text.find('\n').map_or(text.len(), |end| end + 1);
                (text.get(end..).unwrap_or_default(), start.bytes().last(), 1)
            }
            None => (text, None, 0),
        };
    let separator = told.unwrap_or_else(|| separator(text));
    outline.sheets.push((doc.file, 1, String::new()));
    let mut table = Table::default();
    let mut count = 0;
    let mut record = StringRecord::new();
    let mut reader = reader(text, separator);
    while reader.read_record(&mut record).map_err(|error| Refusal::Unreadable {
        place: name.clone(),
        why: format!("this is no table: {error}"),
    })? {
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(0) + skipped;
        let mut row = Vec::with_capacity(record.len());
        for (at, words) in record.iter().enumerate() {
            limits::check(&name, "bytes of one cell", words.len(), MAX_TEXT_BYTES)?;
            let place = Place { file: doc.file, sheet: 1, line, column: at + 1 };
            row.push(cells::from_words(words, place, outline));
        }
        count += row.len();
        limits::check(&name, "cells", count, MAX_CELLS)?;
        table.rows.push(row);
    }
    doc.blocks.push(Block::Table(table));
    Ok(())
}

/// Whether some separator parts most lines of a text alike.
pub(crate) fn is_table(text: &str) -> bool {
    SEPARATORS.iter().any(|separator| score(text, *separator) > 2.0)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

fn separator(text: &str) -> u8 {
    let mut best = (b',', 0.0);
    for separator in SEPARATORS {
        let score = score(text, separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// How well a separator parts the first rows: the share of rows of the commonest length, times that length.
fn score(text: &str, separator: u8) -> f64 {
    let mut lengths = std::collections::BTreeMap::<usize, u32>::new();
    let mut rows = 0_u32;
    for record in reader(text, separator).into_records().take(100).flatten() {
        if record.iter().any(|field| !field.trim().is_empty()) {
            *lengths.entry(record.len()).or_default() += 1;
            rows += 1;
        }
    }
    let commonest =
        lengths.iter().filter(|(length, _)| **length > 1).max_by_key(|(length, count)| (**count, **length));
    match commonest {
        Some((length, count)) => {
            f64::from(*count) / f64::from(rows)
                * f64::from(u32::try_from(*length).unwrap_or(u32::MAX)).min(20.0).sqrt()
                * 2.0
        }
        None => 0.0,
    }
}
