//! `rungs import` as a person calls it: what it prints, writes, and exits with.

#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn rungs(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rungs")).current_dir(folder).args(args).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const LADDER: &str = "# Ladder\n\n## Junior Engineer\n\n### Craft\n\n- Writes.\n- Reads.\n\n## Senior Engineer\n\n### Craft\n\n- Designs.\n- Builds.\n\n## FAQ\n\nWords.\n";

#[test]
fn a_ladder_is_imported_checked_and_imported_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ladder.md"), LADDER).unwrap();
    // Words would be lost: nothing is written.
    let output = rungs(folder.path(), &["import", "ladder.md", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("ladder.md:19:1  Words."), "{}", text(&output));
    assert!(
        text(&output).contains("To repeat it: rungs import ladder.md --levels h2 --areas h3"),
        "{}",
        text(&output)
    );
    assert!(!folder.path().join("out").exists());
    for args in [&["--skip", "FAQ"][..], &["--allow-losses", "--force"]] {
        let args: Vec<&str> = ["import", "ladder.md", "-o", "out"].iter().chain(args).copied().collect();
        let output = rungs(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        let output = rungs(folder.path(), &["check", "out"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        assert!(text(&output).ends_with("2 levels, 4 statements, no problems\n"), "{}", text(&output));
    }
    let output = rungs(folder.path(), &["import", "ladder.md", "-o", "out", "--allow-losses"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("out is not empty"), "{}", text(&output));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ladder.md"), LADDER).unwrap();
    let output = rungs(folder.path(), &["import", "ladder.md", "--dry-run", "--allow-losses", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output).contains("  Junior Engineer (junior-engineer): 2 statements\n    Craft: 2\n"),
        "{}",
        text(&output)
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_cannot_be_imported_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), "a,b\n1,2\n").unwrap();
    fs::write(folder.path().join("b.docx"), "x").unwrap();
    fs::create_dir(folder.path().join("c")).unwrap();
    fs::write(folder.path().join("c/a.csv"), "a,b\n1,2\n").unwrap();
    for (args, words) in [
        (vec!["import", "a.csv"], "no ladder was found"),
        (vec!["import", "b.docx"], "save it as Markdown"),
        (vec!["import", "none"], "none cannot be read"),
        (vec!["import", "a.csv", "--levels", "h9"], "use file, h1 to h6"),
        (vec!["import", "a.csv", "--column", "a=b"], "Header=statement"),
        (vec!["check", "a.csv"], "rungs import a.csv -o FOLDER"),
        (vec!["json", "c"], "rungs import c -o FOLDER"),
    ] {
        let output = rungs(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output));
        assert!(text(&output).contains(words), "{args:?}: {}", text(&output));
    }
}
