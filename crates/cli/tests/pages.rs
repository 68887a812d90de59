//! `[pages]`: the owner's own pages of a site.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{LADDER, build, files, folder, project, rungs, said, write};

const PAGES: &str = "\n[pages]\nprocess = \"pages/our-process.md\"\nfaq = { file = \"faq.md\", title = \"Questions\" }\n\n\
                     [theme]\nedit_url = \"https://example.org/edit/{file}\"\n";

const PROCESS: &str = "# How we <promote>\n\nTwice a year, with [the senior level](../senior.md#craft) and\n[questions](../faq.md#how-often), and back to [the top](#how-we-promote).\n\n\
                       ![A chart](chart.png) ![A drawing](../drawing.svg)\n\n<script>alert(1)</script>\n";

fn with_pages() -> tempfile::TempDir {
    let ladder = folder(&LADDER);
    write(
        ladder.path(),
        &[
            ("ladder.toml", &[LADDER[0].1, PAGES].concat()),
            ("pages/our-process.md", PROCESS),
            ("faq.md", "# Questions that people ask\n\n## How often?\n\nTwice a year.\n"),
            ("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30.5 20\"/>"),
        ],
    );
    fs::copy(project("public/icon-192.png"), ladder.path().join("pages/chart.png")).unwrap();
    ladder
}

#[test]
fn pages_are_in_the_site() {
    let ladder = with_pages();
    let told = said(rungs().arg("check").arg(ladder.path()), 0);
    assert!(told.contains("2 levels, 3 statements, 2 pages, 2 warnings"), "{told}");
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(build(ladder.path(), &site).args(["--url", "https://example.org/l/"]), 0);
    let all = files(&site);
    assert!(all.contains_key(Path::new("page-files/pages/chart.png")));
    assert!(!all.contains_key(Path::new("levels/faq/index.html")), "a page is no level");
    let read = |name: &str| fs::read_to_string(site.join(name)).unwrap();
    let page = read("pages/process/index.html");
    for part in [
        "<title>How we &lt;promote&gt; · Test</title>",
        "<meta name=\"description\" content=\"Twice a year, with the senior level and questions, and back to the top.\">",
        "<link rel=\"canonical\" href=\"https://example.org/l/pages/process/\">",
        "<h1 id=\"how-we-promote\" tabindex=\"-1\">How we &lt;promote&gt;</h1>",
        "<a href=\"/l/levels/senior/#_craft\">the senior level</a>",
        "<a href=\"/l/pages/faq/#how-often\">questions</a>",
        "<a href=\"/l/pages/process/#how-we-promote\">the top</a>",
        "<img src=\"/l/page-files/pages/chart.png\" alt=\"A chart\" width=\"192\" height=\"192\">",
        "<img src=\"/l/page-files/drawing.svg\" alt=\"A drawing\" width=\"31\" height=\"20\">",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "href=\"https://example.org/edit/pages/our-process.md\"",
        "<a href=\"/l/pages/faq/\" class=\"owners-page-link\">Questions</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for part in ["id=\"ladder\"", "name=\"app\"", "<script src"] {
        assert!(!page.contains(part), "the page needs neither the app nor the ladder: {page}");
    }
    assert_eq!(page.matches("<script").count(), 1, "that of the colours alone: {page}");
    for name in ["index.html", "about/index.html", "levels/senior/index.html", "404.html"] {
        assert!(read(name).contains("href=\"/l/pages/process/\""), "{name}");
    }
    for (name, before) in [
        ("index.html", "<p class=\"how owners-pages\">More: "),
        ("about/index.html", "<h2>More pages</h2><p class=\"owners-pages\">"),
        ("404.html", "<nav aria-label=\"More pages\" class=\"owners-pages screen-only\">"),
    ] {
        let links = format!("{before}<a href=\"/l/pages/process/\" class=\"owners-page-link\">How we");
        assert!(read(name).contains(&links), "{name}");
    }
    assert!(read("sitemap.xml").contains("<loc>https://example.org/l/pages/faq/</loc>"));
}

#[test]
fn a_site_without_pages_has_nothing_of_them() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(&mut build(&project("ladder"), &site), 0);
    let page = fs::read_to_string(site.join("about/index.html")).unwrap();
    for part in ["owners-page", ".written", "More pages"] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn what_is_wrong_with_a_page_is_named_where_it_stands() {
    let far = folder(&[("secret.md", "# Secret\n")]);
    for (name, content, words, place) in [
        ("pages/our-process.md", None, "there is no file `pages/our-process.md`", "ladder.toml:19:11"),
        ("pages/our-process.md", Some("No title."), "the page has no title", "our-process.md"),
        (
            "pages/our-process.md",
            Some("# A\n\n[x](gone.md)"),
            "`pages/gone.md` is the file of no level",
            "our-process.md:3:1",
        ),
        ("faq.md", Some(""), "the file is empty", "faq.md"),
        (
            "drawing.svg",
            Some("<svg/>"),
            "`drawing.svg` is no picture, or does not say",
            "our-process.md:6:23",
        ),
        ("drawing.svg", None, "`drawing.svg` cannot be read", "our-process.md:6:23"),
    ] {
        let ladder = with_pages();
        let path = ladder.path().join(name);
        match content {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let site = ladder.path().join("site");
        for command in [rungs().arg("check").arg(ladder.path()), &mut build(ladder.path(), &site)] {
            let told = said(command, 1);
            assert!(told.contains(words) && told.contains(place), "{words}: {told}");
        }
        assert!(!site.exists());
    }
    #[cfg(unix)]
    for name in ["pages/our-process.md", "faq.md"] {
        let ladder = with_pages();
        let path = ladder.path().join(name);
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(far.path().join("secret.md"), path).unwrap();
        let told = said(rungs().arg("check").arg(ladder.path()), 1);
        assert!(
            told.contains("or it is a link that leads out of it") && told.contains("ladder.toml:"),
            "{told}"
        );
        assert!(!told.contains("Secret"), "{told}");
    }
}

#[test]
fn a_renamed_level_is_found_by_the_links_of_pages() {
    let ladder = with_pages();
    said(rungs().args(["rename", "senior", "lead", "--ladder"]).arg(ladder.path()), 0);
    let page = fs::read_to_string(ladder.path().join("pages/our-process.md")).unwrap();
    assert!(page.contains("[the senior level](../lead.md#craft)"), "{page}");
    said(rungs().arg("check").arg(ladder.path()), 0);
}

#[test]
fn a_diff_tells_of_pages() {
    let [old, new] = [with_pages(), with_pages()];
    let diff = |new: &Path| said(rungs().arg("diff").args([old.path(), new]), 0);
    assert!(diff(new.path()).contains("Nothing changes for a reader"));
    write(new.path(), &[("faq.md", "# Questions that people ask\n\n## How often?\n\nOnce a year.\n")]);
    let told = diff(new.path());
    assert!(told.contains("The page “Questions that people ask” (faq) has changed."), "{told}");
    assert!(!told.contains("Nothing changes"), "{told}");
    write(new.path(), &[("ladder.toml", &[LADDER[0].1, "[pages]\nmore = \"faq.md\"\n"].concat())]);
    let told = diff(new.path());
    for words in [
        "The page “How we <promote>” (process) is gone. Links to it lead nowhere.",
        "The page “Questions that people ask” (more) is new.",
    ] {
        assert!(told.contains(words), "{told}");
    }
}
