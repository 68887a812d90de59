//! What a terminal shows and a file does not: colour, unless it is refused, and no sign of it anywhere else.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "the helpers of tests")]

mod support;

use support::{LADDER, build, folder, rungs, said, shown, write};

/// What begins a colour.
const ESCAPE: char = '\u{1b}';

#[test]
fn colour_is_for_terminals_that_do_not_refuse_it() {
    let ladder = folder(&LADDER);
    write(ladder.path(), &[("senior.md", "## No title")]);
    let check = || {
        let mut check = rungs();
        check.arg("check").arg(ladder.path());
        check
    };
    assert!(shown(&mut check()).contains(ESCAPE));
    // As no-color.org says, the empty value refuses nothing.
    assert!(shown(check().env("NO_COLOR", "")).contains(ESCAPE));
    for value in ["1", "0", "false"] {
        let plain = shown(check().env("NO_COLOR", value));
        assert!(!plain.contains(ESCAPE) && plain.contains("senior.md"), "{plain:?}");
    }
    assert!(!said(&mut check(), 1).contains(ESCAPE));
    // What goes to the standard error asks about that one.
    let mut json = rungs();
    json.arg("json").arg(ladder.path());
    assert!(shown(&mut json).contains(ESCAPE));
    assert!(!shown(json.env("NO_COLOR", "1")).contains(ESCAPE));
}

#[test]
fn help_and_what_is_done_come_without_colour() {
    let ladder = folder(&LADDER);
    let home = tempfile::tempdir().unwrap();
    let shown_by_build = shown(&mut build(ladder.path(), &home.path().join("site")));
    // Where it took long, that stood there before, and is gone.
    assert!(shown_by_build.contains("Wrote ") && !shown_by_build.contains(ESCAPE), "{shown_by_build:?}");
    for args in [["--help"], ["--version"], ["no-such-command"]] {
        assert!(!shown(rungs().env("NO_COLOR", "1").args(args)).contains(ESCAPE));
    }
}
