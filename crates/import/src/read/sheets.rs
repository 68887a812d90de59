//! XLSX, ODS and XLS -> a table for each sheet.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook_auto_from_rs};

use crate::Refusal;
use crate::limits::{self, MAX_CELLS, MAX_TEXT_BYTES, MAX_UNPACKED_BYTES};
use crate::outline::{Block, Cell, Doc, Outline, Place, Table};
use crate::read::cells;

/// The cells of a sheet that are not empty: row, column, words.
type Rows = BTreeMap<u32, Vec<(u32, String)>>;

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], doc: &mut Doc, outline: &mut Outline) -> Result<(), Refusal> {
    let name = outline.files.get(doc.file).cloned().unwrap_or_default();
    if bytes.starts_with(b"PK") {
        unpacks(bytes, &name)?;
    }
    let unreadable = |why: String| Refusal::Unreadable {
        place: name.clone(),
        why: format!("this is no spreadsheet: {why}"),
    };
    let sheets: Vec<(String, Rows)> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => cells_of(workbook, &name)?,
        Err(_) => {
            let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))
                .map_err(|error| unreadable(error.to_string()))?;
            workbook.worksheets().into_iter().map(|(sheet, range)| (sheet, rows_of(&range))).collect()
        }
    };
    for (at, (sheet, rows)) in sheets.into_iter().enumerate() {
        let number = at + 1;
        outline.sheets.push((doc.file, number, sheet.clone()));
        let mut table = Table { name: sheet, ..Table::default() };
        let mut count = 0;
        for (row, cells) in rows {
            let width = cells.last().map_or(0, |(column, _)| *column as usize + 1);
            count += width;
            limits::check(&name, "cells", count, MAX_CELLS)?;
            let mut out = vec![Cell::default(); width];
            for (column, words) in cells {
                limits::check(&name, "bytes of one cell", words.len(), MAX_TEXT_BYTES)?;
                let place = Place {
                    file: doc.file,
                    sheet: number,
                    line: row as usize + 1,
                    column: column as usize + 1,
                };
                if let Some(cell) = out.get_mut(column as usize) {
                    *cell = cells::from_words(&words.replace('\0', "\u{fffd}"), place, outline);
                }
            }
            table.rows.push(out);
        }
        doc.blocks.push(Block::Table(table));
    }
    Ok(())
}

/// Refuses an archive that unpacks to too much, whatever it says about itself.
fn unpacks(bytes: &[u8], name: &str) -> Result<(), Refusal> {
    let unreadable = |error: String| Refusal::Unreadable {
        place: name.to_owned(),
        why: format!("this is no spreadsheet: {error}"),
    };
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(error.to_string()))?;
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index(at) else { continue };
        let left = MAX_UNPACKED_BYTES.saturating_sub(total) + 1;
        total += io::copy(&mut file.take(left), &mut io::sink()).unwrap_or(0);
        if total > MAX_UNPACKED_BYTES {
            return Err(Refusal::Limit {
                file: name.to_owned(),
                what: "bytes of the unpacked spreadsheet",
                most: MAX_UNPACKED_BYTES,
            });
        }
    }
    Ok(())
}

/// The cells of each sheet one by one, so that one far away fills no table up to it.
fn cells_of(mut workbook: Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<(String, Rows)>, Refusal> {
    let mut sheets = Vec::new();
    for sheet in workbook.sheet_names() {
        let mut rows = Rows::new();
        let mut count = 0;
        // A sheet of charts has no cells.
        let Ok(mut reader) = workbook.worksheet_cells_reader(&sheet) else { continue };
        while let Ok(Some(cell)) = reader.next_cell() {
            let words = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::String(words) => words.clone(),
                DataRef::SharedString(words) => (*words).to_owned(),
                value => Data::from(value.clone()).to_string(),
            };
            if words.trim().is_empty() {
                continue;
            }
            count += 1;
            limits::check(name, "cells", count, MAX_CELLS)?;
            let (row, column) = cell.get_position();
            rows.entry(row).or_default().push((column, words));
        }
        for row in rows.values_mut() {
            row.sort_by_key(|(column, _)| *column);
        }
        sheets.push((sheet, rows));
    }
    Ok(sheets)
}

fn rows_of(range: &calamine::Range<Data>) -> Rows {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let mut rows = Rows::new();
    for (row, column, value) in range.used_cells() {
        let words = value.to_string();
        if !words.trim().is_empty() {
            let row = first_row + u32::try_from(row).unwrap_or(u32::MAX);
            let column = first_column + u32::try_from(column).unwrap_or(u32::MAX);
            rows.entry(row).or_default().push((column, words));
        }
    }
    rows
}
