//! Files made to hurt: as large as a file may be, nested as deep as it allows. Reading ends, soon, on a small stack.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::thread;
use std::time::{Duration, Instant};

use rungs_ladder::markdown::{self, MAX_FILE_BYTES, SourceFile};
use rungs_ladder::print;

/// What a thread has on the smallest system that people use.
const STACK: usize = 512 * 1024;

#[test]
fn deep_nesting_ends_on_a_small_stack() {
    let fill = |unit: &str| unit.repeat(MAX_FILE_BYTES / unit.len());
    // A quarter where nothing nests: it only takes time.
    let flat = |unit: &str| unit.repeat(MAX_FILE_BYTES / 4 / unit.len());
    // Fewer where pulldown-cmark itself is slow: the depth is what counts, and it stays far beyond any stack.
    let some = |unit: &str, n: usize| unit.repeat(n);
    let staircase: String = (0..1000).map(|depth| "  ".repeat(depth) + "- x\n").collect();
    let mut cases = vec![
        ("quotes", some("> ", 20_000)),
        ("bullets on one line", some("- ", 20_000) + "x"),
        ("a staircase of bullets", staircase),
        ("open emphasis", fill("*a ")),
        ("closed emphasis", some("*a **b ", 20_000) + &some("** c*", 20_000)),
        ("underscores", fill("_a __b ")),
        ("links", fill("[")),
        ("links that close", some("[a", 20_000) + &some("](https://b)", 20_000)),
        ("images", some("![", 20_000) + &some("](b)", 20_000)),
        ("code", fill("`a``b")),
        ("HTML", fill("<a ")),
        ("comments", fill("<!--")),
        ("entities", flat("&#x41;")),
        ("backslashes", flat("\\")),
        ("headings", flat("# a\n")),
        ("areas", flat("## a\n")),
        ("areas of many names", (0..4_000).map(|n| format!("## a{n}\n- x\n")).collect()),
        ("labels", (0..8_000).map(|n| format!("- **a{n}:** x\n")).collect()),
        ("labels of one slug", (0..3_000).map(|n| format!("- **a{}:** x\n", "+".repeat(n % 600))).collect()),
        ("one label", flat("- **a:** x\n")),
        ("one line", "- ".to_owned() + &fill("word ")[..MAX_FILE_BYTES - 100]),
        ("ids", flat("- x {#a}\n")),
        ("NULs", flat("\0")),
    ];
    for (_, text) in &mut cases {
        text.insert_str(0, "# A\n\n## B\n\n- x\n\n");
        let end = (0..=MAX_FILE_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        text.truncate(end);
    }
    for (name, text) in cases {
        let work = move || {
            let files = [SourceFile { name: "a.md".into(), bytes: text.into() }];
            let start = Instant::now();
            let reading = markdown::open(&files);
            let problems = reading.problems.len() + rungs_ladder::check::strict(&reading).len();
            let printed = reading.ladder.as_ref().map(|ladder| print::files(ladder).len());
            let known = problems > 0 && (printed.is_some() || reading.has_errors());
            drop(reading);
            (known, start.elapsed())
        };
        let (known, time) = thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
        assert!(known, "{name}");
        // Generous: this runs unoptimised beside other tests. What it rules out is time that grows as a square.
        assert!(time < Duration::from_secs(60), "{name}: {time:?}");
        println!("{name}: {time:?}");
    }
}

#[test]
fn a_manifest_made_to_hurt_ends() {
    let fill = |unit: &str| unit.repeat(MAX_FILE_BYTES / unit.len());
    let levels: String =
        (0..4_000).map(|n| format!("[[levels]]\nid = 'a{n}'\ninherits = 'b{n}'\n")).collect();
    let chain: String = (0..20_000)
        .map(|n| format!("[[levels]]\nid = 'a{n}'\ninherits = 'a{}'\n", (n + 1) % 20_000))
        .collect();
    for (name, text) in [
        ("arrays", "a = ".to_owned() + &fill("[")[..MAX_FILE_BYTES - 10]),
        ("tables", "a = ".to_owned() + &fill("{a=")[..MAX_FILE_BYTES - 10]),
        ("dotted keys", fill("a.")),
        ("headers", fill("[[a]]\n")),
        ("levels that are not there", levels[..levels.len().min(MAX_FILE_BYTES)].to_owned()),
        ("a long cycle", chain[..chain.len().min(MAX_FILE_BYTES)].to_owned()),
    ] {
        let work = move || {
            let files = [SourceFile { name: "ladder.toml".into(), bytes: text.into() }];
            let start = Instant::now();
            (markdown::open(&files).has_errors(), start.elapsed())
        };
        let (errors, time) = thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
        assert!(errors, "{name}");
        assert!(time < Duration::from_secs(60), "{name}: {time:?}");
        println!("{name}: {time:?}");
    }
}
