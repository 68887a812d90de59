//! `rungs build`: the same site each time, whole or not at all, and a sentence for whatever is in the way.

#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use support::{LADDER, app, build, built, files, folder, pack, project, rungs, said, write};

#[test]
fn a_site_is_the_same_each_time() {
    let home = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| home.path().join(name));
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let ladder = folder(&LADDER);
    for site in [&a, &b, &b] {
        let mut build = build(ladder.path(), site);
        build.args(["--url", "https://example.org/ladder/"]).env("SOURCE_DATE_EPOCH", "1700000000");
        assert!(said(&mut build, 0).contains("pages in "));
        assert_eq!(fs::metadata(site.join("index.html")).unwrap().modified().unwrap(), time);
    }
    let site = files(&a);
    assert!(site == files(&b), "two builds differ");
    for name in [
        "index.html.br",
        "levels/senior/index.html.gz",
        "404.html",
        "sitemap.xml",
        "app-2/find.wasm",
        ".nojekyll",
    ] {
        assert!(site.contains_key(Path::new(name)), "{name}");
    }
    for name in ["app.json", "style.css", "app-2/parts.json"] {
        assert!(!site.contains_key(Path::new(name)), "{name}");
    }
    let page = String::from_utf8(site[Path::new("levels/senior/index.html")].clone()).unwrap();
    assert!(page.contains("href=\"https://example.org/ladder/levels/senior/\""));
    for part in [
        "<meta property=\"og:image\" content=\"https://example.org/ladder/levels/senior/preview.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for name in ["preview.png", "levels/senior/preview.png", "compare/junior/senior/preview.png"] {
        assert!(site[Path::new(name)].starts_with(b"\x89PNG"), "{name}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is left beside the sites");
    said(build(&project("ladder"), &b).arg("--no-compress"), 0);
    assert!(files(&b).keys().all(|name| !name.to_string_lossy().ends_with(".br")));
}

#[test]
fn the_hook_of_the_app_writes_the_same_pages() {
    let ladder = folder(&LADDER);
    let [built, home] = [built(), tempfile::tempdir().unwrap()];
    let site = home.path().join("site");
    said(build(ladder.path(), &site).arg("--no-compress"), 0);
    said(rungs().args(["pages", "--ladder"]).arg(ladder.path()).arg("--dist").arg(built.path()), 0);
    let mut site = files(&site);
    site.remove(Path::new(".rungs-files"));
    assert!(files(built.path()) == site);
}

#[test]
fn the_app_must_be_of_the_same_build() {
    let ladder = folder(&LADDER);
    let home = tempfile::tempdir().unwrap();
    let [other, site] = ["app", "site"].map(|name| home.path().join(name));
    let refused = |words: &str| {
        let said =
            said(rungs().arg("build").arg(ladder.path()).arg("-o").arg(&site).arg("--app").arg(&other), 2);
        assert!(said.contains(words), "{words}: {said}");
        assert!(!site.exists());
    };
    refused("cannot be read");
    pack(&other);
    let list = fs::read_to_string(other.join("app.json")).unwrap();
    let build = list.split_once("\"build\": \"").unwrap().1.split_once('"').unwrap().0;
    fs::write(other.join("app.json"), list.replace(build, "0123456789abcdef")).unwrap();
    refused("it is of the build 0123456789abcdef, and this program of");
    fs::write(other.join("app.json"), &list).unwrap();
    fs::write(other.join("app-2/find.wasm"), "changed").unwrap();
    refused("app-2/find.wasm is not the file that was packed");
    fs::remove_file(other.join("app-2/find.wasm")).unwrap();
    refused("there is no app-2/find.wasm");
}

#[test]
fn what_is_in_the_way_gets_a_sentence_and_stays() {
    let home = folder(&[("notes/todo.txt", "mine"), ("file", "mine"), ("empty/.keep", "")]);
    let ladder = folder(&LADDER);
    let path = |name: &str| home.path().join(name);
    for (site, words) in [
        ("notes", "holds todo.txt, which Rungs has not written"),
        ("file", "is a file: name a folder"),
        ("file/site", "cannot be written"),
    ] {
        let said = said(&mut build(ladder.path(), &path(site)), 2);
        assert!(
            said.starts_with("error: ") && said.contains(words) && said.trim_end().lines().count() == 1,
            "{said}"
        );
    }
    for (args, words) in [
        (["--url", "example.org"], "must begin with https://"),
        (["--url", "https://example.org/a b/"], "must end with a plain path"),
        (["--app", "/no/such/folder"], "/no/such/folder"),
    ] {
        let mut build = rungs();
        build.arg("build").arg(ladder.path()).arg("-o").arg(path("site"));
        if args[0] != "--app" {
            build.arg("--app").arg(app());
        }
        assert!(said(build.args(args), 2).contains(words), "{words}");
    }
    let mut timed = build(ladder.path(), &path("site"));
    assert!(said(timed.env("SOURCE_DATE_EPOCH", "yesterday"), 2).contains("a number of seconds"));
    fs::write(ladder.path().join("senior.md"), "## No title").unwrap();
    said(&mut build(ladder.path(), &path("site")), 1);
    assert!(said(&mut build(&path("nowhere"), &path("site")), 2).contains("nowhere cannot be read"));
    assert!(!path("site").exists());
    assert_eq!(fs::read_to_string(path("notes/todo.txt")).unwrap(), "mine");
}

#[test]
fn paths_may_have_spaces_and_letters_of_any_script_and_lines_may_end_as_on_windows() {
    let home = tempfile::tempdir().unwrap();
    let [plain, named] = ["plain", "Mein Größen-Ordner/ступени 梯子"].map(|name| home.path().join(name));
    write(&plain, &LADDER);
    write(
        &named,
        &LADDER
            .map(|(name, text)| (name, text.replace('\n', "\r\n")))
            .each_ref()
            .map(|(name, text)| (*name, text.as_str())),
    );
    let sites = [&plain, &named].map(|ladder| {
        let site = ladder.join("die Seite");
        said(&mut build(ladder, &site), 0);
        // Again, with the last one inside the ladder's folder.
        said(&mut build(ladder, &site), 0);
        files(&site)
    });
    assert!(sites[0] == sites[1], "line ends are seen in the site");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::{Command, Stdio};
    use std::thread;

    use super::*;

    #[test]
    fn a_link_out_of_the_ladder_is_not_followed() {
        let home = folder(&[("secret.md", "# Secret\n\n## Craft\n\n- **Code:** Knows.\n")]);
        let ladder = home.path().join("ladder");
        write(&ladder, &LADDER);
        fs::remove_file(ladder.join("senior.md")).unwrap();
        symlink("../secret.md", ladder.join("senior.md")).unwrap();
        for command in ["build", "check", "json"] {
            let mut rungs = match command {
                "build" => build(&ladder, &home.path().join("site")),
                command => {
                    let mut rungs = rungs();
                    rungs.arg(command).arg(&ladder);
                    rungs
                }
            };
            let said = said(&mut rungs, 2);
            assert!(said.contains("senior.md leads out of the ladder's folder"), "{said}");
        }
        // Inside it a link is as good as a file, and the folder itself may be a link.
        fs::remove_file(ladder.join("senior.md")).unwrap();
        fs::write(ladder.join(".senior"), LADDER[2].1).unwrap();
        symlink(".senior", ladder.join("senior.md")).unwrap();
        symlink(&ladder, home.path().join("link")).unwrap();
        said(&mut build(&home.path().join("link"), &home.path().join("site")), 0);
        // A link to a site is kept, and what it leads to is replaced.
        symlink(home.path().join("site"), home.path().join("online")).unwrap();
        said(&mut build(&ladder, &home.path().join("online")), 0);
        assert!(fs::symlink_metadata(home.path().join("online")).unwrap().is_symlink());
    }

    #[test]
    fn a_full_disk_leaves_the_old_site() {
        let ladder = folder(&LADDER);
        let home = tempfile::tempdir().unwrap();
        let site = home.path().join("site");
        said(&mut build(ladder.path(), &site), 0);
        let before = files(&site);
        // A file cannot be larger than this many blocks; the pages are.
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(env!("CARGO_BIN_EXE_rungs"));
        limited.arg("build").arg(ladder.path()).arg("-o").arg(&site).arg("--app").arg(app());
        let said = said(&mut limited, 2);
        assert!(said.contains("cannot be written"), "{said}");
        assert!(files(&site) == before);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn a_read_only_folder_gets_a_sentence() {
        let ladder = folder(&LADDER);
        let home = tempfile::tempdir().unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // Who may write everywhere finds no folder to be read-only, but the system's own.
        let is_all_powerful = fs::write(home.path().join("try"), "").is_ok();
        let site = if is_all_powerful { "/proc/site".into() } else { home.path().join("site") };
        let said = said(&mut build(ladder.path(), &site), 2);
        assert!(said.contains("site cannot be written"), "{said}");
    }

    #[test]
    fn a_killed_build_leaves_the_old_site_or_the_new_one() {
        let home = tempfile::tempdir().unwrap();
        let ladder = home.path().join("ladder");
        let site = home.path().join("site");
        write(&ladder, &LADDER);
        let plain = || {
            let mut build = build(&ladder, &site);
            build.arg("--no-compress");
            build
        };
        let mut longest = Duration::ZERO;
        let versions = [0, 1].map(|version| {
            fs::write(ladder.join("senior.md"), format!("{}\n- Version {version}.\n", LADDER[2].1)).unwrap();
            let start = Instant::now();
            said(&mut plain(), 0);
            longest = longest.max(start.elapsed());
            files(&site)
        });
        let mut seen = [0, 0];
        for round in 0..60u32 {
            let version = round % 2;
            fs::write(ladder.join("senior.md"), format!("{}\n- Version {version}.\n", LADDER[2].1)).unwrap();
            let mut child = plain().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(longest * (round * 37 % 60) / 50);
            // It may have ended before.
            let _ = child.kill();
            child.wait().unwrap();
            let found = files(&site);
            let version = versions.iter().position(|version| *version == found);
            seen[version.unwrap_or_else(|| panic!("a mixture in round {round}"))] += 1;
        }
        said(&mut plain(), 0);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "what was left has been tidied away");
        println!("{seen:?}");
    }
}
