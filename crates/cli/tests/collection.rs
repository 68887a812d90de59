//! Several ladders on one site.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;

use support::{LADDER, app, build, files, folder, rungs, said, write};

const SITE: &str = "title = \"Acme\"\nsummary = \"All of it.\"\nladders = [\"engineering\", \"Product Design\", \"vertrieb\"]\n\
                    url = \"https://example.org/career/\"\n\n[[theme.links]]\ntitle = \"Imprint\"\nurl = \"https://example.org/imprint\"\n";

const SALES: &str = "title = \"Vertrieb\"\nlanguage = \"de\"\n\n[theme.accents]\nlevels = \"#0b5a61\"\n\n[[levels]]\nid = \"junior\"\n";

/// Three ladders: two of the same words, and one in German.
fn career() -> tempfile::TempDir {
    let career = folder(&[("ladder.toml", SITE)]);
    for name in ["engineering", "Product Design"] {
        write(&career.path().join(name), &LADDER);
    }
    let sales = [("ladder.toml", SALES), ("junior.md", "# Junior\n\n## Handwerk\n\n- Hört zu.\n")];
    write(&career.path().join("vertrieb"), &sales);
    career
}

#[test]
fn each_ladder_has_its_folder_and_the_first_page_lists_them() {
    let career = career();
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(&mut build(career.path(), &site), 0);
    let all = files(&site);
    let page = |name: &str| String::from_utf8(all[Path::new(name)].clone()).unwrap();
    let first = page("index.html");
    for part in [
        "<title>Acme</title>",
        "href=\"/career/engineering/\" lang=\"en\"",
        "href=\"/career/product-design/\"",
        "href=\"/career/vertrieb/\" lang=\"de\"",
        "href=\"https://example.org/career/\"",
        "Imprint",
    ] {
        assert!(first.contains(part), "{part}");
    }
    assert!(!first.contains(">Assess<"), "there is no assessment across ladders");
    let level = page("product-design/levels/senior/index.html");
    for part in [
        "data-boot=\"/career/boot-1.js\"",
        "content=\"/career/product-design/\"",
        "class=\"home\"",
        "<a href=\"/career/\"",
        "href=\"https://example.org/career/product-design/levels/senior/\"",
        "href=\"/career/product-design/icon.svg\"",
        "Imprint",
    ] {
        assert!(level.contains(part), "{part}");
    }
    assert!(page("engineering/find/index.html").contains("href=\"/career/find/\""));
    assert!(!page("vertrieb/find/index.html").contains("href=\"/career/find/\""), "in another language");
    // One app for all.
    for name in ["app-2/find.wasm", "boot-1.js", "vertrieb/icon.svg", "vertrieb/404.html", "404.html"] {
        assert!(all.contains_key(Path::new(name)), "{name}");
    }
    for name in ["vertrieb/boot-1.js", "vertrieb/robots.txt", "levels/senior/index.html", "assess/index.html"]
    {
        assert!(!all.contains_key(Path::new(name)), "{name}");
    }
    let sitemap = page("sitemap.xml");
    for path in ["", "find/", "engineering/levels/junior/", "vertrieb/"] {
        assert!(sitemap.contains(&format!("<loc>https://example.org/career/{path}</loc>")), "{path}");
    }
}

#[test]
fn a_ladder_with_pages_of_its_own_takes_the_look_of_the_site() {
    let site = SITE.replace("[[theme.links]]", "[theme]\nlogo = \"logo.svg\"\n\n[[theme.links]]");
    let career = career();
    let home = tempfile::tempdir().unwrap();
    let picture =
        |side: u32| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} 20\"/>");
    write(
        career.path(),
        &[
            ("ladder.toml", &site),
            ("logo.svg", &picture(30)),
            ("engineering/ladder.toml", &[LADDER[0].1, "\n[pages]\nfaq = \"faq.md\"\n"].concat()),
            ("engineering/faq.md", "# FAQ\n\n![A chart](logo.svg)\n"),
            // Of the same name as the logo of the site.
            ("engineering/logo.svg", &picture(40)),
        ],
    );
    let site = home.path().join("site");
    said(&mut build(career.path(), &site), 0);
    let all = files(&site);
    let text = |name: &str| String::from_utf8(all[Path::new(name)].clone()).unwrap();
    assert!(text("engineering/pages/faq/index.html").contains("/career/engineering/page-files/logo.svg"));
    assert_eq!(text("engineering/page-files/logo.svg"), picture(40));
    for folder in ["", "engineering/", "product-design/"] {
        assert_eq!(text(&format!("{folder}theme/logo.svg")), picture(30), "{folder}");
    }
    assert!(text("sitemap.xml").contains("<loc>https://example.org/career/engineering/pages/faq/</loc>"));
}

/// Netlify and others send the policy of `_headers` with every page, beside its own: both hold.
#[test]
fn the_policy_of_the_host_allows_the_styles_of_all_ladders() {
    let career = career();
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    said(build(career.path(), &site).arg("--no-compress"), 0);
    let headers = fs::read_to_string(site.join("_headers")).unwrap();
    let mut hashes = std::collections::BTreeSet::new();
    for (name, bytes) in files(&site) {
        if name.extension().is_some_and(|ending| ending == "html") {
            let page = String::from_utf8(bytes).unwrap();
            let hash = page.split("style-src 'self' ").nth(1).unwrap().split(';').next().unwrap();
            hashes.insert(hash.replace("&#39;", "'").replace("&apos;", "'"));
        }
    }
    assert_eq!(hashes.len(), 2, "one ladder has colours of its own");
    for hash in hashes {
        assert!(headers.contains(&hash), "{hash} in {headers}");
    }
}

#[test]
fn folders_can_be_named_without_a_file_around_them() {
    let career = career();
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    let mut build = rungs();
    build.arg("build").args(["engineering", "Product Design"].map(|name| career.path().join(name)));
    said(build.arg("-o").arg(&site).arg("--app").arg(app()), 0);
    let first = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(first.contains("<title>Career ladders</title>") && first.contains("href=\"/product-design/\""));
}

#[test]
fn what_is_wrong_names_its_file() {
    let career = career();
    let at = |name: &str| career.path().join(name);
    let check = |code: i32, words: &[&str]| {
        let said = said(rungs().arg("check").arg(career.path()), code);
        for words in words {
            assert!(said.contains(words), "{words}: {said}");
        }
    };
    check(0, &["engineering: 2 levels, 3 statements", "vertrieb: 1 level, 1 statement"]);
    fs::write(at("engineering/senior.md"), "## No title\n").unwrap();
    check(1, &["engineering/senior.md", "the level has no title", "vertrieb: 1 level"]);
    let site = career.path().join("site");
    said(&mut build(career.path(), &site), 1);
    assert!(!site.exists());
    fs::remove_dir_all(at("vertrieb")).unwrap();
    check(
        1,
        &["ladder.toml:3:", "`vertrieb` cannot be used: ", "name a folder with ladder.toml and level files"],
    );
    let json = said(rungs().arg("check").arg(career.path()).args(["--format", "json"]), 1);
    let problems: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(problems.as_array().unwrap().len() > 1);
}

#[cfg(unix)]
#[test]
fn a_ladder_outside_of_the_folder_is_not_followed() {
    let career = career();
    let elsewhere = folder(&LADDER);
    fs::remove_dir_all(career.path().join("engineering")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), career.path().join("engineering")).unwrap();
    let said = said(rungs().arg("check").arg(career.path()), 1);
    assert!(said.contains("`engineering` cannot be used: it leads out of the folder"), "{said}");
}

#[test]
fn commands_for_one_ladder_say_which_to_name() {
    let career = career();
    // The address of this one is not the name of its folder.
    let site = SITE.replace("\"engineering\", \"Product Design\"", "\"Product Design\", \"engineering\"");
    write(career.path(), &[("ladder.toml", &site)]);
    for words in [
        &["json"][..],
        &["diff", career.path().to_str().unwrap()],
        &["rename", "junior", "starter", "--ladder"],
    ] {
        let told = rungs().args(words).arg(career.path()).output().unwrap();
        let said = String::from_utf8_lossy(&told.stderr);
        let (_, path) = said.split_once("holds several ladders: name one of them, such as ").expect(&said);
        assert!(Path::new(path.trim_end()).join("junior.md").exists(), "{said}");
        assert_eq!(told.status.code(), Some(2));
    }
    let twice = career.path().join("engineering");
    let said = said(rungs().arg("check").args([&twice, &twice]), 2);
    assert!(said.contains("two ladders have the address /engineering/: rename one of the folders"), "{said}");
}
