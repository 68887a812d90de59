//! Finding and comparing on generated ladders: `cargo bench -p rungs-ladder --features markdown --bench search` prints
//! each figure beside its goal. Times are taken natively, 95th percentile of many runs; a ratio is taken against
//! memchr's pass over the same folded text in the same run, so that a busy machine slows both.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::hint::black_box;
use std::time::Instant;

use memchr::memmem;
use rungs_ladder::compare::{Comparison, Table, changes};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, SourceFile};
use rungs_ladder::search::{Index, Search};

const SIZES: [usize; 3] = [500, 5_000, 50_000];

/// What is looked for, and the longest time that it may take on the largest ladder, in milliseconds.
const QUERIES: [(&str, &str, f64); 4] = [
    ("two words and a facet", "?q=reviews+design&area=area-1", 8.0),
    ("two words and a facet, the last begun", "?q=reviews+de&area=area-1", 8.0),
    ("a typing mistake", "?q=reviews+desgner&area=area-1", 25.0),
    ("all, by one letter", "?q=d", f64::INFINITY),
];

fn main() {
    find();
    compare();
}

fn find() {
    let mut medians = vec![Vec::new(); QUERIES.len()];
    for size in SIZES {
        let ladder = ladder(size, 250);
        let start = Instant::now();
        let index = Index::new(&ladder);
        let built = start.elapsed().as_secs_f64() * 1e3;
        let folded = folded(&ladder);
        let needle = memmem::Finder::new("reviews design");
        println!("{size} statements, {:.1} MB of text, indexed in {built:.1} ms", folded.len() as f64 / 1e6);
        for ((name, query, goal), medians) in QUERIES.iter().zip(&mut medians) {
            let search = Search::parse(&ladder, query);
            let hits = index.find(&search).total;
            assert!(hits > 0, "nothing is found by {query}");
            let mut times: Vec<(f64, f64)> = Vec::new();
            for _ in 0..200 {
                let ours = time(|| index.find(&search).total);
                times.push((ours, time(|| needle.find_iter(folded.as_bytes()).count())));
            }
            let mut ours: Vec<f64> = times.iter().map(|time| time.0).collect();
            let mut ratios: Vec<f64> = times.iter().map(|time| time.0 / time.1).collect();
            ours.sort_by(f64::total_cmp);
            ratios.sort_by(f64::total_cmp);
            let (p95, median, ratio) =
                (ours[ours.len() * 95 / 100], ours[ours.len() / 2], ratios[ratios.len() / 2]);
            let goal = if size == SIZES[2] { format!(" (goal {goal})") } else { String::new() };
            println!(
                "  {name}: {hits} hits, p95 {p95:.3} ms{goal}, median {median:.3} ms, {ratio:.2} x memmem"
            );
            medians.push(median);
        }
    }
    for ((name, ..), medians) in QUERIES.iter().zip(medians) {
        // The exponent of growth: 1 is linear.
        let slope = (medians[2] / medians[0]).log10() / 2.0;
        println!("growth from 500 to 50,000, {name}: exponent {slope:.2} (goal at most 1)");
    }
}

fn compare() {
    for topics in [true, false] {
        let ladder = if topics { ladder(800, 200) } else { unlabelled(800) };
        let ids: Vec<_> = ladder.levels.iter().map(|level| level.id.as_str()).collect();
        for scope in ["own", "all"] {
            let query = format!("?levels={}&scope={scope}&rows=all", ids.join(","));
            let comparison = Comparison::parse(&ladder, &query);
            let row = |what: &str, goal: &str, work: &dyn Fn() -> usize| {
                let mut times: Vec<f64> = (0..200).map(|_| time(work)).collect();
                times.sort_by(f64::total_cmp);
                let (median, p95) = (times[100], times[190]);
                let topics = if topics { "with topics" } else { "by likeness" };
                println!(
                    "4 levels of 200 statements, {topics}, {scope}, {what}: p95 {p95:.3} ms, median {median:.3} ms{goal}"
                );
            };
            // With what is inherited the four have 200, 400, 600 and 800.
            let goal = if scope == "own" { " (goal 2)" } else { "" };
            row("side by side", goal, &|| Table::new(&ladder, &comparison).areas.len());
            row("with the words changed", "", &|| side_by_side(&ladder, &comparison));
        }
    }
}

/// The rows, and the words changed in each.
fn side_by_side(ladder: &Ladder, comparison: &Comparison) -> usize {
    let table = Table::new(ladder, comparison);
    let mut pieces = 0;
    for row in table.areas.iter().flat_map(|area| &area.rows) {
        for column in 1..table.levels.len() {
            if let (Some(old), Some(new)) = (row.cell(column - 1), row.cell(column)) {
                pieces += changes(&old.statement.text, &new.statement.text).map_or(0, |pieces| pieces.len());
            }
        }
    }
    pieces
}

/// Milliseconds.
fn time<T>(work: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1e3
}

/// A ladder of so many statements in four areas, each with a topic of its own within 25 per area.
fn ladder(statements: usize, on_level: usize) -> Ladder {
    read(statements, on_level, |n| format!("**Topic {} {}:** ", n % 4, n / 4 % 25))
}

fn unlabelled(statements: usize) -> Ladder {
    read(statements, statements / 4, |_| String::new())
}

fn read(statements: usize, on_level: usize, label: impl Fn(usize) -> String) -> Ladder {
    let mut toml = "title = \"Measured\"\nsummary = \"A ladder made to be measured.\"\n".to_owned();
    for area in 0..4 {
        toml += &format!(
            "\n[[areas]]\nid = \"area-{area}\"\ntitle = \"Area {area}\"\nsummary = \"What it covers.\"\n"
        );
        for topic in 0..25 {
            toml += &format!(
                "\n[[areas.topics]]\nid = \"topic-{area}-{topic}\"\ntitle = \"Topic {area} {topic}\"\nsummary = \"A thread.\"\n"
            );
        }
    }
    let mut files = Vec::new();
    let mut random = 1_u64;
    for level in 0..statements.div_ceil(on_level) {
        toml +=
            &format!("\n[[levels]]\nid = \"level-{level}\"\nshort = \"L{level}\"\nsummary = \"A step.\"\n");
        if level > 0 {
            toml += &format!("inherits = \"level-{}\"\n", level - 1);
        }
        let mut text = format!("# Level {level}\n");
        for area in 0..4 {
            text += &format!("\n## Area {area}\n\n");
            for n in (0..on_level).filter(|n| n % 4 == area) {
                text += &format!("- {}{}.\n", label(n), sentence(&mut random));
            }
        }
        files.push(SourceFile { name: format!("level-{level}.md"), bytes: text.into() });
    }
    files.push(SourceFile { name: "ladder.toml".into(), bytes: toml.into() });
    let (ladder, problems) = markdown::read(&files);
    ladder.unwrap_or_else(|| unreachable!("the measured ladder has errors: {problems:?}"))
}

/// Twelve words: of 200 common ones and, one in eight, of 4,000 rare ones.
fn sentence(random: &mut u64) -> String {
    let common = [
        "reviews", "design", "designer", "code", "delivers", "mentors", "plans", "risks", "teams", "systems",
    ];
    let words: Vec<String> = (0..12)
        .map(|_| {
            // Knuth's linear congruential generator.
            *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = (*random >> 33) as usize;
            match number % 8 {
                0 => format!("rare{}", number / 8 % 4_000),
                1 => common[number / 8 % common.len()].to_owned(),
                _ => format!("word{}", number / 8 % 190),
            }
        })
        .collect();
    words.join(" ")
}

/// What a search without an index would go through.
fn folded(ladder: &Ladder) -> String {
    let mut folded = String::new();
    for statement in ladder.levels.iter().flat_map(|level| level.statements()) {
        folded += &statement.text.to_plain().to_lowercase();
        folded.push('\n');
    }
    folded
}
