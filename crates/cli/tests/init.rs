//! `rungs init` and `rungs new`: a folder to start from, and what is added to it.

#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{LADDER, build, files, folder, rungs, said};

fn run(args: &[&str], folder: &Path, code: i32) -> String {
    said(rungs().current_dir(folder).args(args), code)
}

#[test]
fn a_new_ladder_has_no_problems_and_is_a_site() {
    let home = tempfile::tempdir().unwrap();
    for (from, title) in [("empty", "Rôles \"und\" Stufen"), ("example", "Ours")] {
        let ladder = home.path().join(from).join("mein ladder");
        run(
            &["init", ladder.to_str().unwrap(), "--from", from, "--title", title, "--language", "de"],
            home.path(),
            0,
        );
        let said = run(&["check", ladder.to_str().unwrap()], home.path(), 0);
        assert!(said.ends_with("no problems\n"), "{said}");
        let json = run(&["json", ladder.to_str().unwrap()], home.path(), 0);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (json["ladder"]["title"].as_str(), json["ladder"]["language"].as_str()),
            (Some(title), Some("de"))
        );
        support::said(build(&ladder, &home.path().join("site")).arg("--no-compress"), 0);
    }
}

#[test]
fn a_ladder_that_exists_is_imported() {
    let table = "Level,Area,Statement\nJunior,Craft,Asks early.\nSenior,Craft,Decides alone.\n";
    let home = folder(&[("my levels.csv", table)]);
    let args =
        ["init", "ladder", "--source", "my levels.csv", "--title", "Ours", "--language", "en", "--yes"];
    assert!(run(&args, home.path(), 0).contains("rungs check ladder"));
    let json = run(&["json", "ladder"], home.path(), 0);
    assert!(json.contains("\"Ours\"") && json.contains("Decides alone."), "{json}");
    assert!(run(&["init", "other", "--from", "import", "--yes"], home.path(), 2).contains("--source PATH"));
    assert!(!home.path().join("other").exists());
}

#[test]
fn nothing_that_is_there_is_touched() {
    let other = folder(&[("notes.md", "mine")]);
    let error = run(&["init", "--yes"], other.path(), 2);
    assert!(error.contains("holds notes.md: name a folder that is empty"), "{error}");
    assert_eq!(files(other.path()).len(), 1);

    // A folder that only begins to be a repository is empty.
    let repository = folder(&[(".git/config", "")]);
    run(&["init", "--yes"], repository.path(), 0);

    // A ladder gets the files that it lacks.
    let [manifest, junior, _] = LADDER;
    let ladder = folder(&[manifest, junior]);
    assert!(run(&["init"], ladder.path(), 0).contains("senior.md"));
    let found = files(ladder.path());
    assert_eq!(found[Path::new("junior.md")], junior.1.as_bytes());
    assert_eq!(found[Path::new("ladder.toml")], manifest.1.as_bytes());
    assert!(run(&["check", "."], ladder.path(), 0).contains("2 levels"));
    assert!(run(&["init"], ladder.path(), 0).contains("every level has its file"));
    assert!(run(&["init", "--title", "X"], ladder.path(), 2).contains("change it with an editor"));
}

#[test]
fn a_level_and_a_topic_come_to_their_places() {
    let ladder = folder(&LADDER);
    run(&["new", "topic", "Code review", "--area", "Craft"], ladder.path(), 0);
    run(&["new", "level", "Staff Engineer", "--inherits", "senior"], ladder.path(), 0);
    let manifest = fs::read_to_string(ladder.path().join("ladder.toml")).unwrap();
    let added =
        "\n[[areas.topics]]\nid = \"code-review\"\ntitle = \"Code review\"\n\n[[levels]]\nid = \"junior\"\n";
    assert!(manifest.contains(added), "{manifest}");
    assert!(
        manifest.ends_with("\n[[levels]]\nid = \"staff-engineer\"\ninherits = \"senior\"\n"),
        "{manifest}"
    );
    assert!(run(&["check", "."], ladder.path(), 0).contains("3 levels"));

    for (args, words) in [
        (vec!["new", "level", "Staff Engineer"], "is there already"),
        (vec!["new", "level", "Principal", "--inherits", "staf-engineer"], "did you mean `staff-engineer`?"),
        (vec!["new", "level", "梯子"], "makes no id: give one with --id"),
        (vec!["new", "level", "Up", "--id", "../up"], "nothing was written"),
        (vec!["new", "topic", "Code", "--area", "craft"], "nothing was written"),
        (
            vec!["new", "topic", "Writing", "--area", "Writing"],
            "there is no area `Writing`: name one of craft",
        ),
    ] {
        let before = files(ladder.path());
        let said = run(&args, ladder.path(), 2);
        assert!(said.contains(words) && said.trim_end().lines().count() == 1, "{args:?}: {said}");
        assert!(files(ladder.path()) == before, "{args:?}");
    }
}

#[test]
fn lines_that_end_as_on_windows_stay_so() {
    let ladder = folder(&[]);
    let files = LADDER.map(|(name, text)| (name, text.replace('\n', "\r\n")));
    support::write(ladder.path(), &files.each_ref().map(|(name, text)| (*name, text.as_str())));
    run(&["new", "topic", "Review", "--area", "craft"], ladder.path(), 0);
    let manifest = fs::read_to_string(ladder.path().join("ladder.toml")).unwrap();
    assert_eq!(manifest.matches('\n').count(), manifest.matches("\r\n").count());
}

#[test]
fn shells_and_man_know_every_command() {
    let here = Path::new(".");
    let man = run(&["man"], here, 0);
    for command in ["build", "serve", "init", "new", "check", "json"] {
        assert!(man.contains(command), "{command}");
        for shell in ["bash", "zsh", "fish", "powershell"] {
            assert!(run(&["completions", shell], here, 0).contains(command), "{shell} {command}");
        }
        assert!(run(&[command, "--help"], here, 0).contains("Usage: rungs"), "{command}");
    }
    for command in ["build", "serve", "init"] {
        assert!(run(&[command, "--help"], here, 0).contains("Examples:"), "{command}");
    }
}
