//! `rungs rename`: another id, and the same ids for all statements.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{LADDER, build, files, folder, project, rungs, said, write};

fn ids(ladder: &Path) -> Vec<String> {
    let json: Value = serde_json::from_str(&said(rungs().arg("json").arg(ladder), 0)).unwrap();
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let sections =
        list(&json["ladder"], "levels").into_iter().flat_map(move |level| list(&level, "sections"));
    sections
        .flat_map(|section| section["statements"].as_array().cloned().unwrap())
        .map(|statement| statement["id"].as_str().unwrap().to_owned())
        .collect()
}

fn rename(ladder: &Path, args: &[&str], code: i32) -> String {
    said(rungs().arg("rename").args(args).arg("--ladder").arg(ladder), code)
}

#[test]
fn every_statement_of_the_shipped_ladder_keeps_its_id() {
    for args in [
        ["staff-engineer", "staff"],
        ["senior-software-engineer", "senior"],
        ["mentoring", "coaching"],
        ["leadership", "leading"],
    ] {
        let ladder = tempfile::tempdir().unwrap();
        for (name, bytes) in files(&project("ladder")) {
            fs::write(ladder.path().join(name), bytes).unwrap();
        }
        let before = ids(ladder.path());
        let told = rename(ladder.path(), &args, 0);
        assert!(told.contains(&format!("`{}` is `{}` now", args[0], args[1])), "{told}");
        assert_eq!(ids(ladder.path()), before, "{args:?}");
        said(rungs().arg("check").arg(ladder.path()).arg("--strict"), 0);
        let diff = said(rungs().arg("diff").arg(project("ladder")).arg(ladder.path()), 0);
        assert!(!diff.contains("Answers that people have given"), "{diff}");
    }
}

#[test]
fn ids_stand_where_the_words_end() {
    let ladder = folder(&LADDER);
    let level = "# Senior\r\n\r\n## Craft\r\n\r\n- **Code:** Writes code\r\n  in **two lines**.\r\n  - A detail.\r\n- 1st to know. {#own}\r\n- Asks `often`\r\n\r\n  - And late.\r\n";
    write(ladder.path(), &[("senior.md", level)]);
    rename(ladder.path(), &["senior", "lead"], 0);
    assert!(!ladder.path().join("senior.md").exists());
    let level = fs::read_to_string(ladder.path().join("lead.md")).unwrap();
    assert!(level.contains("  in **two lines**. {#senior.code}\r\n  - A detail."), "{level}");
    assert!(level.contains("- 1st to know. {#own}\r\n- Asks `often` {#senior.craft."), "{level}");
}

#[test]
fn the_old_address_of_a_level_leads_on() {
    let ladder = folder(&LADDER);
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    let page = |name: &str| fs::read_to_string(site.join("levels").join(name).join("index.html"));
    let build = || {
        let mut build = build(ladder.path(), &site);
        said(build.args(["--url", "https://example.org/l/"]), 0)
    };
    build();
    let policy =
        |html: &str| html.split_once("Policy\" content=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let before = policy(&page("senior").unwrap());
    rename(ladder.path(), &["senior", "lead"], 0);
    rename(ladder.path(), &["lead", "head"], 0);
    build();
    for was in ["senior", "lead"] {
        let html = page(was).unwrap();
        for part in [
            "<meta name=\"robots\" content=\"noindex\">",
            "<link rel=\"canonical\" href=\"https://example.org/l/levels/head/\">",
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=/l/levels/head/\"></noscript>",
            "<a href=\"/l/levels/head/\" lang=\"en\">Senior</a>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.len() < 2_000, "{} bytes", html.len());
    }
    // The policy allows one script more, the same in all pages and headers.
    let after = policy(&page("head").unwrap());
    assert_eq!(policy(&page("lead").unwrap()), after);
    assert_eq!(after.matches("sha256-").count(), before.matches("sha256-").count() + 1);
    assert!(fs::read_to_string(site.join("_headers")).unwrap().contains(&after.replace("&#39;", "'")));
    let sitemap = fs::read_to_string(site.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("levels/head/") && !sitemap.contains("levels/senior/"), "{sitemap}");
    // Back again: it leads nowhere, and the others lead there.
    rename(ladder.path(), &["head", "senior"], 0);
    build();
    assert!(page("senior").unwrap().contains("data-page"));
    assert!(page("head").unwrap().contains("url=/l/levels/senior/"));
}

#[test]
fn what_cannot_be_renamed_gets_a_sentence_and_stays() {
    let ladder = folder(&LADDER);
    let before = files(ladder.path());
    for (args, words) in [
        (["staff", "lead"], "no level, topic or area has the id `staff`"),
        (["senior", "junior"], "no file has"),
        (["senior", "../up"], "a level cannot be called `../up`"),
        (["code", "no id"], "nothing was written"),
    ] {
        let told = rename(ladder.path(), &args, 2);
        assert!(told.contains(words) && told.trim_end().lines().count() == 1, "{told}");
        assert!(files(ladder.path()) == before, "{args:?}");
    }
    write(ladder.path(), &[("ladder.toml", &LADDER[0].1.replace("id = \"code\"", "id = \"senior\""))]);
    assert!(
        rename(ladder.path(), &["senior", "lead"], 2).contains("a level and a topic: say which with --kind")
    );
    rename(ladder.path(), &["senior", "lead", "--kind", "topic"], 0);
}
