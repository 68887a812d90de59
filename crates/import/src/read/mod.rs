//! Readers: each turns the bytes of one kind of file into blocks or values, and leaves no word behind.

pub(crate) mod cells;
pub(crate) mod front_matter;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod separated;
pub(crate) mod sheets;
pub(crate) mod yaml;

use crate::decode::{self, Lines};
use crate::limits::{self, MAX_DEPTH};
use crate::outline::{Doc, Outline, Place};
use crate::{Refusal, SourceFile};

/// Reads all files, in the order of their names.
pub(crate) fn all(files: &[SourceFile]) -> Result<Outline, Refusal> {
    limits::check("the source", "files", files.len(), limits::MAX_FILES)?;
    let total = files.iter().map(|file| file.bytes.len()).sum();
    limits::check("the source", "bytes of all files together", total, limits::MAX_TOTAL_BYTES)?;
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by_cached_key(|file| natural(&file.name));
    let mut outline = Outline::default();
    for file in files {
        read(file, &mut outline)?;
    }
    Ok(outline)
}

/// A name whose numbers sort as numbers: `level-2` comes before `level-10`.
fn natural(name: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = vec![(0, String::new())];
    for c in name.to_lowercase().chars() {
        let Some((number, words)) = parts.last_mut() else { continue };
        match c.to_digit(10) {
            Some(digit) if words.is_empty() => {
                *number = number.saturating_mul(10).saturating_add(digit.into())
            }
            Some(digit) => parts.push((u64::from(digit), String::new())),
            None => words.push(c),
        }
    }
    parts
}

fn read(file: &SourceFile, outline: &mut Outline) -> Result<(), Refusal> {
    limits::check(&file.name, "bytes of a file", file.bytes.len(), limits::MAX_FILE_BYTES)?;
    let number = outline.files.len();
    outline.files.push(file.name.clone());
    let base = file.name.rsplit('/').next().unwrap_or(&file.name);
    let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    let mut doc = Doc { file: number, stem: stem.into(), data: None, blocks: Vec::new() };
    match ending.to_ascii_lowercase().as_str() {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => {
            sheets::read(&file.bytes, &mut doc, outline)?;
            outline.docs.push(doc);
            return Ok(());
        }
        "docx" | "pdf" | "doc" | "pptx" | "odt" | "pages" | "numbers" => {
            let advice = "save it as Markdown, CSV or XLSX first";
            return Err(Refusal::Unreadable {
                place: file.name.clone(),
                why: format!("this kind of file is not read; {advice}"),
            });
        }
        _ => {}
    }
    let decoded = decode::decode(&file.bytes);
    let place = Place { file: number, ..Place::default() };
    if decoded.is_damaged {
        outline.aside(
            place,
            "some bytes have no meaning in the encoding of the file",
            decoded.encoding.unwrap_or("UTF-8"),
        );
    } else if let Some(encoding) = decoded.encoding {
        outline.aside(place, "the file is not UTF-8, and is read as", encoding);
    }
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "tab" | "psv" => separated::read(text, &mut doc, outline)?,
        "yaml" | "yml" => doc.data = Some(yaml::read(text, number, 0, outline)?),
        "json" | "jsonc" | "json5" | "jsonld" => doc.data = Some(json::read(text, number, outline)?),
        "html" | "htm" => {
            let lines = Lines::new(text, number);
            doc.blocks = html::read(text, 0..text.len(), &lines, outline)?;
        }
        "txt" | "" if text.trim_start().starts_with(['{', '[']) => {
            doc.data = Some(json::read(text, number, outline)?)
        }
        "txt" if text.contains('\t') && separated::is_table(text) => {
            separated::read(text, &mut doc, outline)?
        }
        _ => markdown::read(text, &mut doc, outline)?,
    }
    outline.docs.push(doc);
    Ok(())
}

/// Refuses brackets that stand too deeply in one another, before a parser that calls itself meets them.
pub(crate) fn check_nesting(text: &str, file: &str) -> Result<(), Refusal> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        limits::check(file, "values in one another", depth, MAX_DEPTH)?;
    }
    Ok(())
}
