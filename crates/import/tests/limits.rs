//! What is too large or too deep is refused by name, and a large workbook is quick.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "the helpers of tests")]

mod common;

use std::time::Instant;

use common::{counts, file, one, workbook};
use rungs_import::{Options, Refusal, import, limits};

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    match import(&[file(name, bytes)], &Options::default()) {
        Err(refusal @ Refusal::Limit { .. }) => refusal.to_string(),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn hostile_sources_are_refused_with_a_limit() {
    let anchors = (1..30).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, at| {
        format!("{text}a{at}: &a{at} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", at - 1)
    });
    assert_eq!(
        refused("a.yaml", anchors),
        "a.yaml has too many values, with those that anchors repeat: at most 500000 are read"
    );
    assert!(refused("a.yaml", "[".repeat(5000)).contains("values in one another"));
    assert!(refused("a.json", "[".repeat(5000)).contains("values in one another"));
    assert!(
        refused("a.json", format!("{{\"a\": \"{}\"}}", "x".repeat(limits::MAX_TEXT_BYTES + 1)))
            .contains("bytes of one value")
    );
    assert!(refused("a.html", "<div>".repeat(5000)).contains("HTML tags in one another"));
    assert!(
        refused("a.md", format!("<table><tr><td>{}</table>", "<ul><li>".repeat(5000)))
            .contains("HTML tags in one another")
    );
    assert!(refused("a.md", format!("{}x\n", "> ".repeat(5000))).contains("lists and quotes in one another"));
    assert!(
        refused("a.csv", format!("Level,Statement\nJunior,\"{}\n", "x".repeat(1_000_000)))
            .contains("bytes of one cell")
    );
    assert!(refused("a.csv", vec![b'x'; limits::MAX_FILE_BYTES + 1]).contains("bytes of a file"));
    assert!(refused("a.csv", ",".repeat(limits::MAX_CELLS + 1)).contains("cells"));
    let many: Vec<_> = (0..=limits::MAX_FILES).map(|at| file(&format!("{at}.md"), "# A\n")).collect();
    assert!(matches!(import(&many, &Options::default()), Err(Refusal::Limit { what: "files", .. })));
}

#[test]
fn a_zip_bomb_is_refused() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..=limits::MAX_UNPACKED_BYTES / (1024 * 1024) {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    assert!(refused("a.xlsx", bytes).contains("bytes of the unpacked spreadsheet"));
}

#[test]
fn a_recursive_anchor_and_a_broken_file_have_their_place() {
    for (name, text, place) in [
        ("a.yaml", "a: &a\n  - *a\n", "a.yaml:2:5"),
        ("b.yaml", "a: [1\nb: 2\n", "b.yaml:"),
        ("c.json", "{\n  \"a\": }", "c.json:2:8"),
        ("d.xlsx", "no workbook", "d.xlsx"),
        ("e.docx", "", "e.docx"),
    ] {
        match import(&[file(name, text)], &Options::default()) {
            Err(Refusal::Unreadable { place: found, .. }) => {
                assert!(found.starts_with(place), "{name}: {found}")
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_workbook_of_50_levels_and_40_topics_is_read() {
    let mut rows = vec![
        std::iter::once(String::new()).chain((1..=50).map(|at| format!("Level {at}"))).collect::<Vec<_>>(),
    ];
    for topic in 1..=40 {
        let row = (1..=50).map(|level| {
            format!("- Does thing {topic} as level {level} does it\n- Helps others with thing {topic}")
        });
        rows.push(std::iter::once(format!("Topic {topic}")).chain(row).collect());
    }
    let bytes = workbook(&[("Ladder", rows)]);
    let start = Instant::now();
    let read = one("ladder.xlsx", bytes);
    println!("50 levels x 40 topics: {:?}", start.elapsed());
    assert_eq!(counts(&read).len(), 50);
    assert!(counts(&read).iter().all(|(_, count)| *count == 80));
    assert!(read.report.losses.is_empty());
}
