//! Reading a ladder against the bare pass that it cannot do without: pulldown-cmark's events over the same
//! Markdown, serde_json's values over the same JSON. `cargo bench -p rungs-ladder --features markdown` prints the
//! ratios, then divan's own table. A ratio is the median of interleaved runs, so that a busy machine slows both.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use pulldown_cmark::{Options, Parser};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, SourceFile};
use rungs_ladder::{json, print};
use serde::de::IgnoredAny;
use serde_json::Value;

/// How many statements a measured ladder has.
const SIZES: [usize; 2] = [10, 10_000];

/// The goal: at most this many times the bare pass.
const GOAL: f64 = 2.0;

fn main() {
    ratios();
    divan::main();
}

/// A ladder with that many statements: 8 topics in each of 4 areas, up to 250 statements a level.
fn files(statements: usize) -> Vec<SourceFile> {
    let areas = ["Knowledge & Technical Skill", "Impact & Output", "Communication", "Leadership"];
    let levels = statements.div_ceil(250);
    let mut toml = "title = \"Measured\"\nsummary = \"A ladder made to be measured.\"\n".to_owned();
    for (at, area) in areas.iter().enumerate() {
        toml +=
            &format!("\n[[areas]]\nid = \"area-{at}\"\ntitle = \"{area}\"\nsummary = \"What it covers.\"\n");
        for topic in 0..8 {
            let title = format!("Topic {at}{topic}");
            toml += &format!(
                "\n[[areas.topics]]\nid = \"topic-{at}{topic}\"\ntitle = \"{title}\"\nsummary = \"A thread.\"\n"
            );
        }
    }
    let mut files = Vec::new();
    for level in 0..levels {
        toml +=
            &format!("\n[[levels]]\nid = \"level-{level}\"\nshort = \"L{level}\"\nsummary = \"A step.\"\n");
        if level > 0 {
            toml += &format!("inherits = \"level-{}\"\n", level - 1);
        }
        let mut text = format!(
            "# Level {level}\n\n_Note: each asks for the one below._\n\n_**Years of Experience:** {level}+_\n"
        );
        let own = (statements / levels) + usize::from(level < statements % levels);
        for (at, area) in areas.iter().enumerate() {
            text += &format!("\n## {area}\n\n");
            for n in (0..own).filter(|n| n % areas.len() == at) {
                text += &format!("- **Topic {at}{}:** {}\n", n / areas.len() % 8, sentence(level, n));
            }
        }
        files.push(SourceFile { name: format!("level-{level}.md"), bytes: text.into() });
    }
    files.push(SourceFile { name: "ladder.toml".into(), bytes: toml.into() });
    files
}

/// About 160 characters, as in a real ladder: now and then with marks, escapes and bullets below.
fn sentence(level: usize, n: usize) -> String {
    let words = "Decides the structure of managed teams, reviews what they can do, finds and closes gaps, puts rare skills to use";
    match n % 8 {
        0 => format!(
            "{words} and *says so* in step {n} of level {level}.\n  - Below it, a first bullet.\n  - And a second."
        ),
        1 => format!("{words} \\({n}, {level}\\), with `code` and [a link](https://example.org/{n})."),
        _ => format!("{words} and supports the careers of {n} people, at the step {level} of the ladder."),
    }
}

fn ladder(files: &[SourceFile]) -> Ladder {
    let (ladder, problems) = markdown::read(files);
    ladder.unwrap_or_else(|| unreachable!("the measured ladder has errors: {problems:?}"))
}

/// All files but `ladder.toml`, which pulldown-cmark has no part in.
fn bare_markdown(files: &[SourceFile]) {
    for file in files.iter().filter(|file| file.name.ends_with(".md")) {
        let text = str::from_utf8(black_box(&file.bytes)).unwrap_or_default();
        for event in Parser::new_ext(text, Options::empty()).into_offset_iter() {
            black_box(event);
        }
    }
}

/// Nanoseconds per run of each, the median of interleaved batches, and the median of the ratios of their pairs.
/// What a run gives is dropped outside its time, as divan does, too.
fn compare<A, B>(ours: impl Fn() -> A, bare: impl Fn() -> B) -> (f64, f64, f64) {
    // Batches of at least a millisecond: shorter ones measure the clock.
    let mut runs = 1;
    while time(&bare, runs) * f64::from(runs) < Duration::from_millis(1).as_nanos() as f64 {
        runs *= 2;
    }
    let pairs: Vec<_> = (0..31).map(|_| (time(&ours, runs), time(&bare, runs))).collect();
    let median = |of: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<_> = pairs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    (median(|pair| pair.0), median(|pair| pair.1), median(|pair| pair.0 / pair.1))
}

/// Nanoseconds per run.
fn time<T>(work: &impl Fn() -> T, runs: u32) -> f64 {
    let mut given = Vec::with_capacity(runs as usize);
    let start = Instant::now();
    given.extend((0..runs).map(|_| work()));
    let time = start.elapsed();
    drop(given);
    // An allocator may put off what freeing takes until something large is asked for: not in the time of the next.
    drop(black_box(Vec::<u8>::with_capacity(1 << 16)));
    time.as_secs_f64() * 1e9 / f64::from(runs)
}

fn ratios() {
    for statements in SIZES {
        let files = files(statements);
        let ladder = ladder(&files);
        let json = json::encode(&ladder).unwrap_or_default();
        let (level_files, toml): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| file.name.ends_with(".md"));
        let bytes = |files: &[SourceFile]| files.iter().map(|file| file.bytes.len()).sum::<usize>();
        println!(
            "{statements} statements: {} bytes of Markdown, {} of TOML, {} of JSON",
            bytes(&level_files),
            bytes(&toml),
            json.len()
        );
        let whole: Vec<_> = level_files.iter().chain(&toml).cloned().collect();
        row(
            "markdown::read",
            "pulldown-cmark",
            true,
            compare(|| markdown::read(&level_files), || bare_markdown(&level_files)),
        );
        row(
            "  with ladder.toml",
            "and toml's table",
            false,
            compare(|| markdown::read(&whole), || (bare_markdown(&whole), bare_toml(&toml))),
        );
        let decode = || json::decode(black_box(&json));
        row(
            "json::decode",
            "serde_json::Value",
            true,
            compare(decode, || serde_json::from_str::<Value>(black_box(&json))),
        );
        row(
            "json::decode",
            "IgnoredAny",
            false,
            compare(decode, || serde_json::from_str::<IgnoredAny>(black_box(&json))),
        );
    }
}

fn row(ours: &str, bare: &str, wanted: bool, (our_time, bare_time, ratio): (f64, f64, f64)) {
    let verdict = match (wanted, ratio <= GOAL) {
        (false, _) => "",
        (true, true) => ", as wanted",
        (true, false) => ", MORE THAN WANTED",
    };
    println!(
        "  {ours:<19} {our_time:>12.0} ns   {bare:<18} {bare_time:>12.0} ns   ratio {ratio:.2}{verdict}"
    );
}

/// The table of `ladder.toml`, with every value and its place.
fn bare_toml(files: &[SourceFile]) {
    for file in files {
        let text = str::from_utf8(black_box(&file.bytes)).unwrap_or_default();
        let _ = black_box(toml::de::DeTable::parse(text));
    }
}

#[divan::bench(args = SIZES)]
fn read_markdown(bencher: Bencher, statements: usize) {
    let files = files(statements);
    bencher.bench_local(|| markdown::read(black_box(&files)));
}

#[divan::bench(args = SIZES)]
fn pulldown_cmark_events(bencher: Bencher, statements: usize) {
    let files = files(statements);
    bencher.bench_local(|| bare_markdown(&files));
}

#[divan::bench(args = SIZES)]
fn print_markdown(bencher: Bencher, statements: usize) {
    let ladder = ladder(&files(statements));
    bencher.bench_local(|| print::files(black_box(&ladder)));
}

#[divan::bench(args = SIZES)]
fn decode_json(bencher: Bencher, statements: usize) {
    let json = json::encode(&ladder(&files(statements))).unwrap_or_default();
    bencher.bench_local(|| json::decode(black_box(&json)));
}

#[divan::bench(args = SIZES)]
fn serde_json_value(bencher: Bencher, statements: usize) {
    let json = json::encode(&ladder(&files(statements))).unwrap_or_default();
    bencher.bench_local(|| serde_json::from_str::<Value>(black_box(&json)));
}
