//! `[theme]`: the look of a site, without code.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{LADDER, build, files, folder, project, rungs, said, write};

const THEME: &str = r##"
[theme]
logo = "brand/logo.svg"
favicon = "brand/favicon.svg"
icon = "brand/icon.png"
stylesheet = "brand/own.css"
files = ["brand/paper.png"]
edit_url = "https://example.org/edit/main/{file}"

[theme.accents]
levels = "#0b5a61"

[theme.fonts]
text = "brand/text.woff2"

[[theme.links]]
title = "Imprint & more"
url = "https://example.org/imprint"
"##;

fn branded() -> tempfile::TempDir {
    let ladder = folder(&LADDER);
    write(
        ladder.path(),
        &[
            ("ladder.toml", &[LADDER[0].1, THEME].concat()),
            ("brand/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"/>"),
            ("brand/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"own\"/>"),
            ("brand/own.css", "body { background: url(\"brand/paper.png\") }"),
            ("brand/text.woff2", "font"),
        ],
    );
    for name in ["icon.png", "paper.png"] {
        fs::copy(project("public/icon-192.png"), ladder.path().join("brand").join(name)).unwrap();
    }
    ladder
}

#[test]
fn what_the_theme_names_is_in_the_site() {
    let ladder = branded();
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(build(ladder.path(), &site).args(["--url", "https://example.org/l/"]), 0);
    let all = files(&site);
    for name in ["theme/brand/logo.svg", "theme/brand/text.woff2", "theme/brand/paper.png"] {
        assert!(all.contains_key(Path::new(name)), "{name}");
    }
    assert_eq!(all[Path::new("icon.svg")], fs::read(ladder.path().join("brand/favicon.svg")).unwrap());
    let page = fs::read_to_string(site.join("levels/senior/index.html")).unwrap();
    for part in [
        "src=\"/l/theme/brand/logo.svg\" alt=\"\" width=\"4000\" height=\"2000\"",
        "href=\"https://example.org/imprint\"",
        "Imprint &amp; more</a>",
        "href=\"https://example.org/edit/main/senior.md\"",
        ":root { --technical: #0b5a61; }",
        "<link rel=\"preload\" href=\"/l/theme/brand/text.woff2\" as=\"font\"",
        "url(\"/l/theme/brand/paper.png\")",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The owner's style is the last, and a night colour was made from that of the day.
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(style.trim_end().ends_with("paper.png\") }"), "{style}");
    assert!(style.contains(
        "@media (prefers-color-scheme: dark) { :root:not([data-colours=\"light\"]) { --technical: #"
    ));
    assert!(!fs::read_to_string(site.join("index.html")).unwrap().contains("edit/main/senior.md"));
}

#[test]
fn a_site_without_a_theme_has_nothing_of_it() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(&mut build(&project("ladder"), &site), 0);
    let page = fs::read_to_string(site.join("levels/cto/index.html")).unwrap();
    for part in ["logo", "owners-", "edit\"", "branding", "preload"] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn a_file_that_cannot_be_used_is_named_where_it_is_named() {
    for (name, bytes, words) in [
        ("brand/logo.svg", None, "`brand/logo.svg` cannot be read"),
        ("brand/logo.svg", Some("<svg/>".to_owned()), "`brand/logo.svg` does not say how large it is"),
        ("brand/own.css", Some("</style>".to_owned()), "`brand/own.css` contains `</`"),
        ("brand/text.woff2", Some("x".repeat(2_000_000)), "`brand/text.woff2` has 2.0 MB"),
    ] {
        let ladder = branded();
        let path = ladder.path().join(name);
        match bytes {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let site = ladder.path().join("site");
        for command in [rungs().arg("check").arg(ladder.path()), &mut build(ladder.path(), &site)] {
            let told = said(command, 1);
            assert!(told.contains(words) && told.contains("ladder.toml:"), "{told}");
        }
        assert!(!site.exists());
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_folder_is_not_followed() {
    let ladder = branded();
    let home = folder(&[("secret.svg", "<svg viewBox=\"0 0 1 1\"/>")]);
    let path = ladder.path().join("brand/logo.svg");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(home.path().join("secret.svg"), path).unwrap();
    assert!(said(rungs().arg("check").arg(ladder.path()), 1).contains("leads out of the ladder's folder"));
}
