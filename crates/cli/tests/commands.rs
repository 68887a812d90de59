//! The command as a person or a build calls it: what it prints, and what it exits with.

#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn rungs(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rungs")).args(args).env_remove("RUNGS_URL").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A folder with those files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

const MANIFEST: &str =
    "title = \"Test\"\n\n[[levels]]\nid = \"a\"\n\n[[levels]]\nid = \"b\"\ninherits = \"aa\"\n";
const LEVEL_A: &str = "# A\n\n## Craft\n\n- Writes.\n";
const LEVEL_B: &str = "# B\n\n## Craft\n\n- Reads.\n";

#[test]
fn the_shipped_ladder_is_clean_by_the_strictest_measure() {
    let output = rungs(&["check", "--strict", project("ladder").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(text(&output.stdout).ends_with("9 levels, 226 statements, no problems\n"));
}

#[test]
fn exit_codes_tell_problems_from_failures() {
    let broken = folder(&[("ladder.toml", MANIFEST), ("a.md", LEVEL_A), ("b.md", LEVEL_B)]);
    let warned = folder(&[("a.md", LEVEL_A)]);
    let empty = folder(&[]);
    let path = |folder: &tempfile::TempDir| folder.path().to_str().unwrap().to_owned();
    for (args, code, words) in [
        (vec!["check".into(), path(&broken)], 1, "did you mean `a`?"),
        (vec!["json".into(), path(&broken)], 1, "did you mean `a`?"),
        (vec!["check".into(), path(&warned)], 0, "there is no ladder.toml"),
        (vec!["check".into(), "--strict".into(), path(&warned)], 1, "there is no ladder.toml"),
        (vec!["json".into(), path(&warned)], 0, "there is no ladder.toml"),
        (vec!["check".into(), path(&empty)], 2, "holds neither ladder.toml nor any .md file"),
        (vec!["check".into(), "no/such/folder".into()], 2, "no/such/folder cannot be read"),
        (vec!["chekc".into()], 2, "check"),
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = rungs(&args);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn files_that_look_like_levels_are_named_and_a_readme_is_no_fault() {
    let toml = "title = \"T\"\nsummary = \"S\"\n[[levels]]\nid = \"a\"\nsummary = \"S\"\n";
    let level = "# A\n\n## Craft\n\n- **Code:** Writes it.\n";
    let strict = |more: &[(&str, &str)]| {
        let files = [&[("ladder.toml", toml), ("a.md", level)], more].concat();
        let folder = folder(&files);
        let output = rungs(&["check", "--strict", "--format", "json", folder.path().to_str().unwrap()]);
        let problems: Value = serde_json::from_slice(&output.stdout).unwrap();
        let root = folder.path().display().to_string();
        let named = problems.as_array().unwrap().iter().map(|problem| {
            let file = problem["file"].as_str().unwrap().strip_prefix(&root).unwrap().to_owned();
            format!("{} {}", problem["code"].as_str().unwrap(), &file[1..])
        });
        (output.status.code(), named.collect::<Vec<_>>())
    };
    for about in
        ["README.md", "readme.txt", "README.de.md", "CONTRIBUTING.md", "docs/README.md", "map.png", ".x.md"]
    {
        assert_eq!(strict(&[(about, "# About")]), (Some(0), vec![]), "{about}");
    }
    for astray in
        ["Staff.MD", "principal.markdown", "tracks/manager.md", "_index.md", "b.md.txt", "Ladder.toml"]
    {
        let expected = (Some(1), vec![format!("ignored-file {astray}")]);
        assert_eq!(strict(&[(astray, level)]), expected);
    }
    // A ladder of its own inside the folder is another matter.
    assert_eq!(strict(&[("old/ladder.toml", toml), ("old/b.md", level)]), (Some(0), vec![]));
}

#[test]
fn every_format_names_the_place() {
    let broken = folder(&[("ladder.toml", MANIFEST), ("a.md", LEVEL_A), ("b.md", LEVEL_B)]);
    let path = broken.path().to_str().unwrap();
    let human = text(&rungs(&["check", path]).stdout);
    assert!(human.contains("ladder.toml:8:12") && human.contains("inherits = \"aa\""), "{human}");

    let json: Value = serde_json::from_slice(&rungs(&["check", path, "--format", "json"]).stdout).unwrap();
    let problem = json.as_array().unwrap().iter().find(|p| p["severity"] == "error").unwrap();
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(8), Some(12)), "{problem}");

    let github = text(&rungs(&["check", path, "--format", "github"]).stdout);
    let line = github.lines().find(|line| line.starts_with("::error ")).unwrap();
    assert!(line.contains("ladder.toml,line=8,col=12"), "{line}");
}

#[test]
fn the_committed_schema_is_the_one_that_is_printed_and_the_ladder_conforms() {
    let printed = rungs(&["schema"]).stdout;
    let committed = fs::read(project("schema/ladder.schema.json")).unwrap();
    assert!(printed == committed, "run: cargo run -p rungs-cli -- schema > schema/ladder.schema.json");

    let schema: Value = serde_json::from_slice(&committed).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut ladder: Value =
        serde_json::from_slice(&rungs(&["json", project("ladder").to_str().unwrap()]).stdout).unwrap();
    let errors: Vec<String> = validator.iter_errors(&ladder).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    ladder["ladder"]["levels"][0]["title"] = Value::Null;
    assert!(!validator.is_valid(&ladder), "a schema that accepts everything proves nothing");
}

#[test]
fn the_ladder_of_the_template_is_clean_by_the_strictest_measure() {
    let output = rungs(&["check", "--strict", project("docs/template/ladder").to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stdout));
}
