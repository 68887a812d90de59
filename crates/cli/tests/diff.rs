//! `rungs diff`: what a change means for readers and for the answers that they have given.

#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

mod support;

use std::path::Path;

use support::{LADDER, folder, rungs, said};

fn diff(old: &Path, new: &Path, format: &str) -> String {
    said(rungs().arg("diff").args([old, new]).args(["--format", format]), 0)
}

fn changed(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let files = LADDER.map(|(name, text)| {
        let text =
            changes.iter().filter(|(file, ..)| *file == name).fold(text.to_owned(), |text, (_, from, to)| {
                assert!(text.contains(from), "{from}");
                text.replace(from, to)
            });
        (name, text)
    });
    folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())))
}

#[test]
fn each_kind_of_change_is_told_with_what_it_means_for_answers() {
    let old = folder(&LADDER);
    for (changes, words) in [
        (vec![], vec!["Nothing changes for a reader, and every answer still fits."]),
        (
            vec![("junior.md", "Writes code.", "writes CODE")],
            vec!["1 statement has small changes", "+ Code: writes CODE"],
        ),
        (
            vec![("senior.md", "others", "everybody")],
            vec![
                "1 statement has other words",
                "Other words (senior.code)",
                "- Code: Writes code that others can change.",
                "+ Code: Writes code that everybody can change.",
                "Whoever has answered 1 statement that is reworded",
            ],
        ),
        (
            vec![("ladder.toml", "id = \"code\"", "id = \"coding\"")],
            vec![
                "2 statements have another id",
                "- junior.code",
                "+ junior.coding",
                "Whoever has answered 2 statements that are reworded",
            ],
        ),
        (
            vec![("junior.md", "- Asks early.\n", "")],
            vec![
                "1 statement is gone",
                "Junior, Craft: Asks early.",
                "Answers to 1 statement that is gone are kept, and no longer count.",
            ],
        ),
        (
            vec![
                ("senior.md", "change.\n", "change.\n- Answers questions.\n"),
                ("senior.md", "# Senior", "# Senior Engineer"),
            ],
            vec![
                "1 statement is new",
                "Senior Engineer, Craft: Answers questions.",
                "The level “Senior” (senior) is called “Senior Engineer” now.",
            ],
        ),
        (
            vec![
                (
                    "ladder.toml",
                    "[[levels]]\nid = \"junior\"",
                    "[[areas]]\nid = \"team\"\ntitle = \"Team\"\n\n[[levels]]\nid = \"junior\"",
                ),
                ("junior.md", "- Asks early.\n", "\n## Team\n\n- Asks early. {#junior.craft.0}\n"),
            ],
            vec!["1 statement has another id", "Junior, Team: Asks early."],
        ),
        (
            vec![(
                "ladder.toml",
                "[[areas]]",
                "[scale]\nmet = \"yes\"\n[[scale.steps]]\nid = \"no\"\ntitle = \"No\"\n[[scale.steps]]\nid = \"yes\"\ntitle = \"Yes\"\n\n[[areas]]",
            )],
            vec!["The rating “Consistently” is gone. Whoever has given it is asked for another."],
        ),
    ] {
        let new = changed(&changes);
        let told = diff(old.path(), new.path(), "text");
        for words in words {
            assert!(told.contains(words), "{changes:?}: no {words} in {told}");
        }
    }
}

#[test]
fn a_level_with_another_id_is_the_same_level() {
    for (title, expected) in [
        ("# Senior", "The level “Senior” (senior) is “Senior” (lead) now. Links and assessments follow it."),
        ("# Lead", "The level “Senior” (senior) is “Lead” (lead) now. Links and assessments follow it."),
    ] {
        let [old, new] = [folder(&LADDER), changed(&[("senior.md", "# Senior", title)])];
        said(rungs().args(["rename", "senior", "lead"]).current_dir(new.path()), 0);
        let told = diff(old.path(), new.path(), "text");
        assert!(told.contains(expected) && !told.contains("gone") && !told.contains("is new"), "{told}");
    }
    let old = folder(&LADDER);
    let merged = changed(&[
        ("ladder.toml", "[[levels]]\nid = \"junior\"\n", ""),
        ("ladder.toml", "id = \"senior\"\ninherits = \"junior\"\n", "id = \"senior\"\nwas = [\"junior\"]\n"),
    ]);
    std::fs::remove_file(merged.path().join("junior.md")).unwrap();
    let told = diff(old.path(), merged.path(), "text");
    assert!(told.contains("The level “Junior” (junior) is part of “Senior” (senior) now."), "{told}");
}

#[test]
fn a_pull_request_gets_markdown_in_which_words_are_only_words() {
    let old = folder(&LADDER);
    let new =
        changed(&[("senior.md", "change.\n", "change.\n- Reads `<b>` and \\*stars\\*, asks @someone.\n")]);
    let told = diff(old.path(), new.path(), "markdown");
    assert!(told.starts_with("## What changes in the ladder\n\n1 statement is new.\n\n### New statements\n\n- Senior, Craft: Reads "), "{told}");
    assert!(told.contains("\\<b\\>") && told.contains("\\*stars\\*") && !told.contains("@someone"), "{told}");
}

#[test]
fn a_ladder_with_mistakes_is_not_compared() {
    let [old, broken] = [folder(&LADDER), folder(&[("a.md", "## No title")])];
    said(rungs().arg("diff").args([old.path(), broken.path()]), 1);
    said(rungs().arg("diff").args([old.path(), &broken.path().join("nowhere")]), 2);
}
