//! What holds for every input: reading never panics, JSON and Markdown carry a ladder without a change.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use rungs_ladder::aliases::Aliases;
use rungs_ladder::ladder::{Draft, Ladder};
use rungs_ladder::markdown::{self, SourceFile};
use rungs_ladder::problem::{CODES, Problem, Severity};
use rungs_ladder::{json, print};

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { name: name.into(), bytes: bytes.into() }
}

/// `RUNGS_CASES` asks for more, or fewer, than a test run has time for.
fn cases(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("RUNGS_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

/// What must hold of every answer, whatever was read.
fn reads(files: &[SourceFile]) -> Result<(), TestCaseError> {
    let reading = markdown::open(files);
    let problems = [reading.problems.clone(), rungs_ladder::check::strict(&reading)].concat();
    prop_assert_eq!(reading.ladder.is_none(), reading.has_errors());
    for problem in &problems {
        let Problem { code, file, span, line, column, what, .. } = problem;
        prop_assert!(CODES.contains(code), "{code}");
        prop_assert!(*line > 0 && *column > 0 && !what.is_empty(), "{problem:?}");
        let bytes = files.iter().find(|source| source.name == *file).map(|source| source.bytes.as_slice());
        let bytes = bytes.unwrap_or_default();
        if let Some(span) = span {
            prop_assert!(span.start <= span.end && span.end <= bytes.len(), "{problem:?}");
            let valid = str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
            let text = str::from_utf8(&bytes[..valid]).unwrap();
            prop_assert!(text.is_char_boundary(span.start), "{problem:?}");
            prop_assert!(span.end > valid || text.is_char_boundary(span.end), "{problem:?}");
        }
    }
    // Whatever reads as a ladder can be printed, and then reads as the same without an error.
    if let Some(ladder) = reading.ladder {
        is_carried(&ladder)?;
        prop_assert_eq!(json::decode(&json::encode(&ladder).unwrap()).unwrap(), ladder);
    }
    Ok(())
}

/// Printed as Markdown and read again, it is the same, but for the ids that its parts have had.
fn is_carried(ladder: &Ladder) -> Result<(), TestCaseError> {
    let mut draft = ladder.clone().into_draft();
    draft.aliases = Aliases::default();
    let ladder = &Ladder::new(draft).unwrap();
    let (again, problems) = markdown::read(&print::files(ladder));
    let again =
        again.map(|again| Ladder::new(Draft { aliases: Aliases::default(), ..again.into_draft() }).unwrap());
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    prop_assert!(again.as_ref() == Some(ladder), "{errors:#?}\n{}", difference(ladder, again.as_ref()));
    Ok(())
}

/// Shown as its files, which is shorter than its value.
struct Shown(Ladder);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        print::files(&self.0)
            .iter()
            .try_for_each(|file| writeln!(f, "{}", String::from_utf8_lossy(&file.bytes)))
    }
}

/// What differs, and the Markdown between the two.
fn difference(ladder: &Ladder, again: Option<&Ladder>) -> String {
    let mut out = String::new();
    for level in &ladder.levels {
        let other = again.and_then(|again| again.level(&level.id));
        if other != Some(level) {
            out += &format!("{}\n{level:#?}\n{other:#?}\n", print::level(ladder, level));
        }
    }
    if again.is_some_and(|again| again.areas != ladder.areas) {
        out += &format!("{:#?}\n{:#?}", ladder.areas, again.map(|again| &again.areas));
    }
    out
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        reads(&[file("a.md", bytes.clone())])?;
        reads(&[file("ladder.toml", bytes.clone()), file("a.md", "# A")])?;
        reads(&[file("a.md", [b"# A\n\n## B\n\n- ".as_slice(), &bytes].concat())])?;
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn what_looks_like_markdown_reads_and_prints(soup in support::soup()) {
        reads(&[file("a.md", soup)])?;
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn what_looks_like_a_manifest_reads(lines in vec(manifest_line(), 0..30)) {
        let files = [file("ladder.toml", lines.concat()), file("a.md", "# A\n\n## Craft\n\n- **Code:** x"), file("b.md", "# B")];
        reads(&files)?;
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn json_carries_a_ladder(Shown(ladder) in support::ladder().prop_map(Shown)) {
        prop_assert_eq!(json::decode(&json::encode(&ladder).unwrap()).unwrap(), ladder);
    }

    #[test]
    fn markdown_carries_a_ladder(Shown(ladder) in support::ladder().prop_map(Shown)) {
        is_carried(&ladder)?;
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn markdown_carries_a_text(Shown(ladder) in support::full_text().prop_map(|text| Shown(support::saying(&text)))) {
        is_carried(&ladder)?;
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// Nothing is dropped in silence: each word of a file is in the ladder, or a problem names it or stands on it.
    #[test]
    fn every_word_is_kept_or_named(front in 0..4_usize, shapes in vec(0..SHAPES.len(), 1..8)) {
        let mut words = 0;
        let mut word = || {
            words += 1;
            format!("w{words}z")
        };
        let front = ["", "---\nkey: W\nmore: W\n---\n", "+++\nkey = 'W'\n+++\n", "{ \"key\": \"W\" }\n"][front];
        let blocks: String = shapes.iter().map(|at| SHAPES[*at]).collect();
        let template = format!("{front}\n# W\n\n## W\n\n- W\n\n{blocks}");
        let source: String = template
            .split_inclusive('W')
            .map(|part| if part.contains('W') { part.replace('W', &word()) } else { part.into() })
            .collect();
        let files = [file("a.md", source.clone())];
        let (ladder, problems) = markdown::read(&files);
        let json = ladder.map(|ladder| json::encode(&ladder).unwrap());
        for n in 1..=words {
            let word = format!("w{n}z");
            let is_named = problems.iter().any(|problem| {
                let span = problem.span.clone().filter(|_| problem.file == "a.md");
                problem.what.contains(&word) || span.is_some_and(|span| source[span].contains(&word))
            });
            let is_kept = json.as_ref().is_none_or(|json| json.contains(&word));
            prop_assert!(is_kept || is_named, "{word} of {source}\n{problems:#?}");
        }
    }
}

/// Blocks as people write them, right and wrong; each `W` becomes a word of its own.
const SHAPES: [&str; 38] = [
    "# W\n\n",
    "## W\n\n",
    "## W {#W}\n\n",
    "### W\n\n",
    "#### W\n\n",
    "##W\n\n",
    "W\n---\n\n",
    "W\nW\n\n",
    "W | W\n--|--\nW | W\n\n",
    "- W\n",
    "- W {#W}\n",
    "- W {#W} {#W}\n",
    "- W { #W }\n",
    "- {.W} W\n",
    "- **W:** W\n",
    "- **W：**W\n",
    "- **W** – W\n",
    "- **W**\\\n  W\n",
    "- **W {#W}:** W\n",
    "- [ ] W\n  - [x] W\n",
    "- W\n  1. W {#W}\n\n     W\n\n  W\n",
    "- - - - - - - - - - W\n",
    "- # W\n",
    "- > W\n",
    "-W\n\n",
    "• W\n\n",
    "1.W\n\n",
    "> W\n> - W\n\n",
    "```W\nW\n```\n\n",
    "    W\n\n",
    "<W>W</W>\n\n",
    "<!-- W -->\n\n",
    "[W]: https://W \"W\"\n\n",
    "[W](https://W \"W\")\n\n",
    "![W](W \"W\")\n\n",
    "W[^W]\n\n[^W]: W W\n\n",
    "~~W~~ <W>\n\n",
    "W\n: W\n\n",
];

fn manifest_line() -> impl Strategy<Value = String> {
    let header = proptest::sample::select(vec![
        "[scale]",
        "[[scale.steps]]",
        "[[scale.beside]]",
        "[[tracks]]",
        "[[areas]]",
        "[[areas.topics]]",
        "[[levels]]",
        "[licence]",
        "[source]",
        "[other]",
        "levels = 1",
        "areas = [1]",
    ]);
    let key = proptest::sample::select(vec![
        "title", "id", "summary", "track", "inherits", "short", "kind", "met", "name", "url", "language",
        "version", "sumary",
    ]);
    let value = prop_oneof![
        8 => "[ab]".prop_map(|word| format!("{word:?}")),
        1 => proptest::sample::select(vec!["1", "\"\"", "true", "[]", "{}", "'Craft'", "'a b'", "\"\\u0000\"", "'en'", "oops", "'variant'"])
            .prop_map(str::to_owned),
    ];
    prop_oneof![
        1 => header.prop_map(|header| format!("{header}\n")),
        3 => (key, value).prop_map(|(key, value)| format!("{key} = {value}\n")),
        1 => Just("[[levels]]\nid = \"a\"\n".to_owned()),
        1 => Just("[[areas]]\nid = \"craft\"\ntitle = \"Craft\"\n".to_owned()),
    ]
}
