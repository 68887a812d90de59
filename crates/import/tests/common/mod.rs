//! What the tests of importing share.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "the helpers of tests")]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use rungs_import::{Import, Options, SourceFile, import};

/// A file of the source.
pub fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { name: name.into(), bytes: bytes.into() }
}

/// One file, imported without options.
pub fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Import {
    import(&[file(name, bytes)], &Options::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files below a path, as the command reads them.
pub fn source(path: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    if path.is_file() {
        files.push(file(path.file_name().unwrap().to_str().unwrap(), std::fs::read(path).unwrap()));
    } else {
        list(path, "", &mut files);
    }
    files
}

fn list(path: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.contains('.') {
            files.push(file(&format!("{prefix}{name}"), std::fs::read(entry.path()).unwrap()));
        }
    }
}

/// The folder of public ladders, where it is there.
pub fn ladders() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/ladders");
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ladders");
    [near, path].into_iter().find(|path| path.is_dir())
}

/// Each level as `title: statements`, in order.
pub fn counts(import: &Import) -> Vec<(String, usize)> {
    import.ladder.levels.iter().map(|level| (level.title.clone(), level.statements().count())).collect()
}

/// The ladder in one line for each section: `Level / Area: statement; statement`.
pub fn lines(import: &Import) -> String {
    let ladder = &import.ladder;
    let mut out = String::new();
    for level in &ladder.levels {
        let track = ladder.track(&level.track).filter(|_| ladder.tracks.len() > 1);
        let track = track.map(|track| format!("{} > ", track.title)).unwrap_or_default();
        for section in &level.sections {
            let area = ladder.area(&section.area).unwrap();
            let statements: Vec<String> = section
                .statements
                .iter()
                .map(|statement| {
                    let topic = statement.topic.as_ref().and_then(|topic| ladder.topic(topic));
                    let topic = topic.map(|topic| format!("[{}] ", topic.title)).unwrap_or_default();
                    let points: Vec<String> =
                        statement.children.iter().map(|point| point.text.to_plain()).collect();
                    let points =
                        if points.is_empty() { String::new() } else { format!(" ({})", points.join(", ")) };
                    format!("{topic}{}{points}", statement.text.to_plain())
                })
                .collect();
            out.push_str(&format!("{track}{} / {}: {}\n", level.title, area.title, statements.join("; ")));
        }
    }
    out
}

/// What was lost, each with its place.
pub fn losses(import: &Import) -> Vec<String> {
    import.report.losses.iter().map(|loss| format!("{} {}", loss.place, loss.words)).collect()
}

/// A workbook with a sheet for each name, whose rows are strings.
pub fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut add = |name: &str, text: String| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let escape = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut types = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>",
    );
    let mut list = String::new();
    let mut links = String::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let number = at + 1;
        types.push_str(&format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
        list.push_str(&format!(
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
            escape(name)
        ));
        links.push_str(&format!("<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"));
        let mut sheet = String::from(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
        );
        for (row, cells) in rows.iter().enumerate() {
            sheet.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, words) in cells.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                let letters = match column {
                    0..26 => char::from(b'A' + u8::try_from(column).unwrap()).to_string(),
                    _ => format!(
                        "{}{}",
                        char::from(b'A' + u8::try_from(column / 26 - 1).unwrap()),
                        char::from(b'A' + u8::try_from(column % 26).unwrap())
                    ),
                };
                sheet.push_str(&format!(
                    "<c r=\"{letters}{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    row + 1,
                    escape(words)
                ));
            }
            sheet.push_str("</row>");
        }
        sheet.push_str("</sheetData></worksheet>");
        add(&format!("xl/worksheets/sheet{number}.xml"), sheet);
    }
    add("[Content_Types].xml", types + "</Types>");
    add("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".into());
    add(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>"
        ),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        ),
    );
    zip.finish().unwrap().into_inner()
}
