//! Every kind of problem, with the place that it names: `severity code file:line:column`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use rungs_ladder::markdown::{self, MAX_FILE_BYTES, SourceFile};
use rungs_ladder::problem::{CODES, Problem};

/// A level that nothing is wrong with.
const GOOD: &str = "# Good\n\n## Craft\n\n- **Code:** Writes it.\n";
/// A `ladder.toml` that goes with one or more of them.
const TOML: &str = "title = 'T'\n[[areas]]\nid = 'craft'\ntitle = 'Craft'\n";

fn files(named: &[(&str, &[u8])]) -> Vec<SourceFile> {
    named.iter().map(|(name, bytes)| SourceFile { name: (*name).into(), bytes: (*bytes).into() }).collect()
}

fn tell(problem: &Problem) -> String {
    let Problem { severity, code, file, line, column, .. } = problem;
    format!("{} {code} {file}:{line}:{column}", severity.as_str())
}

/// One case: what it shows, the files, the problems in their order.
type Case<'a> = (&'a str, &'a [(&'a str, &'a [u8])], &'a [&'a str]);

fn check(cases: &[Case], strict: bool) -> BTreeSet<&'static str> {
    let (mut seen, mut wrong) = (BTreeSet::new(), String::new());
    for (about, named, expected) in cases {
        let files = files(named);
        let reading = markdown::open(&files);
        let problems = if strict { rungs_ladder::check::strict(&reading) } else { reading.problems.clone() };
        let told: Vec<_> = problems.iter().map(tell).collect();
        if told != *expected {
            wrong += &format!("{about}\n  is       {told:#?}\n  expected {expected:#?}\n");
        }
        seen.extend(problems.iter().map(|problem| problem.code));
        assert!(problems.iter().all(|problem| problem.what.ends_with(|c: char| c != '.')), "{problems:#?}");
    }
    assert!(wrong.is_empty(), "{wrong}");
    seen
}

/// A level file after a clean `ladder.toml`: what is wrong with it alone.
macro_rules! level {
    ($about:literal, $text:expr, $($expected:literal),* $(,)?) => {
        ($about, &[("ladder.toml", TOML.as_bytes()), ("a.md", $text.as_bytes())], &[$($expected),*])
    };
}

/// A `ladder.toml` before a clean level file `good.md`.
macro_rules! manifest {
    ($about:literal, $text:expr, $($expected:literal),* $(,)?) => {
        ($about, &[("ladder.toml", $text.as_bytes()), ("good.md", GOOD.as_bytes())], &[$($expected),*])
    };
}

#[test]
fn every_problem_names_its_place() {
    let mut seen = BTreeSet::new();
    let (loud, new) = (GOOD.replace("Good", "GOOD"), GOOD.replace("Good", "New"));
    let bullets = (0..10).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>();
    let deep = "# A\n\n## Craft\n\n".to_owned() + &bullets;
    let large = vec![b'x'; MAX_FILE_BYTES + 1];
    let files: &[Case] = &[
        ("nothing", &[("ladder.toml", TOML.as_bytes()), ("a.md", GOOD.as_bytes())], &[]),
        (
            "the first byte that is not UTF-8, its column in characters",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", b"# A\n\n\xC3\xA9\xC3\xA9 \xFFx\n")],
            &["warning unused-area ladder.toml:3:6", "error invalid-utf8 a.md:3:4"],
        ),
        (
            "a character cut short at the end",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", b"# A\xE2\x82")],
            &["warning unused-area ladder.toml:3:6", "error invalid-utf8 a.md:1:4"],
        ),
        (
            "a ladder.toml that is not UTF-8",
            &[("ladder.toml", b"\xFF"), ("a.md", GOOD.as_bytes())],
            &["error invalid-utf8 ladder.toml:1:1"],
        ),
        (
            "a large file",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", &large), ("b.md", GOOD.as_bytes())],
            &["error too-large a.md:1:1"],
        ),
        (
            "an empty file",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", b"\xEF\xBB\xBF \n"), ("b.md", GOOD.as_bytes())],
            &["error empty-file a.md:1:1"],
        ),
        (
            "a file of another kind",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", GOOD.as_bytes()), ("b.txt", b"x")],
            &["warning ignored-file b.txt:1:1"],
        ),
        (
            "a README",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", GOOD.as_bytes()), ("README.md", b"# Read me")],
            &[],
        ),
        (
            "files that look like levels",
            &[
                ("ladder.toml", TOML.as_bytes()),
                ("a.md", GOOD.as_bytes()),
                ("B.MD", b""),
                ("_index.md", GOOD.as_bytes()),
                ("c.markdown", b""),
                ("t/d.md", GOOD.as_bytes()),
            ],
            &[
                "warning ignored-file B.MD:1:1",
                "warning ignored-file _index.md:1:1",
                "warning ignored-file c.markdown:1:1",
                "warning ignored-file t/d.md:1:1",
            ],
        ),
        (
            "files whose names differ in case only",
            &[("ladder.toml", TOML.as_bytes()), ("CTO.md", GOOD.as_bytes()), ("cto.md", GOOD.as_bytes())],
            &["error duplicate-level cto.md:1:1"],
        ),
        (
            "ids that differ in case only",
            &[
                ("ladder.toml", b"title = 'T'\n[[tracks]]\nid = 't'\ntitle = 't'\n[[tracks]]\nid = 'T'\ntitle = 'T'\n[[areas]]\nid = 'c'\ntitle = 'Craft'\ntopics = [{ id = 'a', title = 'a' }, { id = 'A', title = 'b' }]\n[[areas]]\nid = 'C'\ntitle = 'D'\n[[levels]]\nid = 'a'\n[[levels]]\nid = 'A'\n"),
                ("a.md", b"# A\n\n## Craft\n\n- x {#own}\n- y {#Own}\n"),
                ("A.md", GOOD.as_bytes()),
            ],
            &[
                "error duplicate-track ladder.toml:6:6",
                "error duplicate-topic ladder.toml:11:45",
                "error duplicate-area ladder.toml:13:6",
                "error duplicate-level ladder.toml:18:6",
                "error duplicate-statement a.md:6:1",
            ],
        ),
        (
            "levels that a map has no place for",
            &[
                ("ladder.toml", b"title = 'T'\n[[tracks]]\nid = 't'\ntitle = 'T'\n[[tracks]]\nid = 'u'\ntitle = 'U'\n\
                    [[levels]]\nid = 'a'\ntrack = 't'\n[[levels]]\nid = 'v0'\ntrack = 't'\nkind = 'variant'\n\
                    [[levels]]\nid = 'v1'\ntrack = 'u'\nkind = 'variant'\ninherits = 'a'\n\
                    [[levels]]\nid = 'v2'\ntrack = 't'\nkind = 'variant'\ninherits = 'v1'\n\
                    [[levels]]\nid = 'b'\ntrack = 't'\ninherits = 'v1'\n\
                    [[levels]]\nid = 'v3'\ntrack = 't'\nkind = 'variant'\ninherits = 'a'\n"),
                ("a.md", GOOD.as_bytes()),
                ("b.md", b"# B\n\n## Craft\n\n- **Code:** x\n"),
                ("v0.md", b"# V0\n\n## Craft\n\n- **Code:** x\n"),
                ("v1.md", b"# V1\n\n## Craft\n\n- **Code:** x\n"),
                ("v2.md", b"# V2\n\n## Craft\n\n- **Code:** x\n"),
                ("v3.md", b"# V3\n\n## Craft\n\n- **Code:** x\n"),
            ],
            &[
                "warning empty-track ladder.toml:6:6",
                "warning misplaced-variant ladder.toml:12:6",
                "warning misplaced-variant ladder.toml:16:6",
                "warning misplaced-variant ladder.toml:21:6",
                "warning rung-on-variant ladder.toml:26:6",
            ],
        ),
        (
            "names that are the same to a reader",
            &[
                ("ladder.toml", "title = 'T'\n[[areas]]\nid = 'q'\ntitle = 'Qualitätssicherung'\n".as_bytes()),
                ("a.md", "# A\n\n## Qualitäts\u{ad}sicherung\n\n- x\n".as_bytes()),
                ("b.md", "# B\n\n## \u{200b}qualita\u{308}tssicherung\n\n- y\n".as_bytes()),
            ],
            &[],
        ),
        (
            "a NUL",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", b"# A\n\n## Craft\n\n- **Code:** x\0y\n")],
            &["warning nul-character a.md:5:14"],
        ),
        (
            "a name without letters",
            &[("ladder.toml", TOML.as_bytes()), ("日本.md", GOOD.as_bytes())],
            &[
                "error no-levels ladder.toml:1:1",
                "warning unused-area ladder.toml:3:6",
                "error bad-file-name 日本.md:1:1",
            ],
        ),
        ("no ladder.toml", &[("a.md", GOOD.as_bytes())], &["warning no-manifest ladder.toml:1:1"]),
        ("no level", &[("ladder.toml", b"title = 'T'\n")], &["error no-levels ladder.toml:1:1"]),
        ("nothing at all", &[], &["warning no-manifest ladder.toml:1:1", "error no-levels ladder.toml:1:1"]),
        (
            "names that make one id",
            &[("ladder.toml", TOML.as_bytes()), ("a b.md", GOOD.as_bytes()), ("a-b.md", GOOD.as_bytes())],
            &["error duplicate-level a-b.md:1:1"],
        ),
        (
            "two levels of one title",
            &[("ladder.toml", TOML.as_bytes()), ("a.md", GOOD.as_bytes()), ("b.md", loud.as_bytes())],
            &["warning same-title b.md:1:1"],
        ),
        (
            "areas that cannot be compared",
            &[
                ("ladder.toml", b"title = 'T'\n"),
                ("a.md", GOOD.as_bytes()),
                ("b.md", b"# B\n\n## Craft\n\n- **Code:** y\n\n## Rest\n\n- **Sleep:** z\n"),
            ],
            &["warning lone-area b.md:7:1"],
        ),
        (
            "names that make one id",
            &[
                ("ladder.toml", "title = 'T'\n[[areas]]\nid = 'c'\ntitle = 'Craft'\n".as_bytes()),
                ("a.md", "# A\n\n## Craft\n\n- **Größe:** x\n- **Grüße:** y\n- **C:** z\n- **C#:** v\n".as_bytes()),
            ],
            &["warning shared-id a.md:5:1", "warning shared-id a.md:6:1"],
        ),
        (
            "one id in two files",
            &[
                ("ladder.toml", TOML.as_bytes()),
                ("a.md", b"# A\n\n## Craft\n\n- x {#one}\n- y {#one}\n"),
                ("b.md", b"# B\n\n## Craft\n\n- z {#one}\n"),
            ],
            &["error duplicate-statement a.md:6:1", "error duplicate-statement b.md:5:1"],
        ),
    ];
    seen.extend(check(files, false));

    let pages: &[Case] = &[
        (
            "pages with one file, and what is wrong in it",
            &[
                ("ladder.toml", b"title = 'T'\n[pages]\na = 'faq.md'\nb = 'faq.md'\n"),
                ("faq.md", b"# FAQ\n\n![](a.png) [x](y.md)\n\n> > > > > > > > > > > > > x\n"),
                ("good.md", GOOD.as_bytes()),
            ],
            &[
                "error duplicate-page ladder.toml:4:5",
                "warning missing-description faq.md:3:1",
                "error unknown-link faq.md:3:12",
                "error deep-block faq.md:5:25",
            ],
        ),
        (
            "a page without a title",
            &[
                ("ladder.toml", b"title = 'T'\n[pages]\na = 'faq.md'\n"),
                ("faq.md", b"Words.\n"),
                ("good.md", GOOD.as_bytes()),
            ],
            &["error untitled-page faq.md:1:1"],
        ),
    ];
    seen.extend(check(pages, false));

    let manifests: &[Case] = &[
        manifest!(
            "broken TOML",
            "title = 'T'\n\ntitle = \n x y",
            "error toml-syntax ladder.toml:3:1",
            "error toml-syntax ladder.toml:3:9",
            "error toml-syntax ladder.toml:4:4"
        ),
        manifest!(
            "after a byte order mark",
            "\u{feff}titel = 'T'\n",
            "warning untitled-ladder ladder.toml:1:1",
            "error unknown-key ladder.toml:1:1"
        ),
        manifest!(
            "unknown keys at every depth",
            "title = 'T'\ncolour = 1\n[[areas]]\ntitle = 'Craft'\n[[areas.topics]]\ntitle = 'Code'\nsumary = ''\n",
            "error unknown-key ladder.toml:2:1",
            "error unknown-key ladder.toml:7:1"
        ),
        manifest!(
            "a level's title is in its file",
            "title = 'T'\n[[levels]]\nid = 'good'\ntitle = 'G'\n",
            "error unknown-key ladder.toml:4:1"
        ),
        manifest!(
            "values of another type",
            "title = 1\nareas = 'x'\nlevels = ['good']\nscale = []\n",
            "warning untitled-ladder ladder.toml:1:1",
            "error wrong-type ladder.toml:1:9",
            "error wrong-type ladder.toml:2:9",
            "error wrong-type ladder.toml:3:11",
            "error wrong-type ladder.toml:4:9"
        ),
        manifest!(
            "keys that must be there",
            "title = 'T'\n[licence]\n[[levels]]\nshort = 'G'\n[scale]\n",
            "error missing-key ladder.toml:2:1",
            "error missing-key ladder.toml:3:1",
            "error missing-key ladder.toml:5:1"
        ),
        manifest!(
            "values that do not fit",
            "title = ' '\nlanguage = 'e'\nurl = 'http://x'\n[source]\nname = 'x'\nurl = 'x'\n[[levels]]\nid = 'good'\nkind = 'varient'\n",
            "warning untitled-ladder ladder.toml:1:1",
            "error bad-value ladder.toml:1:9",
            "error bad-value ladder.toml:2:12",
            "error bad-value ladder.toml:3:7",
            "error bad-value ladder.toml:6:7",
            "error bad-value ladder.toml:9:8"
        ),
        manifest!(
            "ids that cannot be",
            "title = 'T'\n[[tracks]]\nid = 'a b'\ntitle = 'x'\n",
            "error bad-id ladder.toml:3:6"
        ),
        manifest!(
            "ids used twice",
            "title = 'T'\n[scale]\nmet = 'a'\nsteps = [{ id = 'a', title = 'A' }, { id = 'a', title = 'B' }]\n[[tracks]]\nid = 't'\ntitle = 'x'\n[[tracks]]\nid = 't'\ntitle = 'y'\n",
            "error duplicate-rating ladder.toml:4:44",
            "error duplicate-track ladder.toml:9:6"
        ),
        manifest!(
            "areas and topics used twice",
            "title = 'T'\n[[areas]]\nid = 'c'\ntitle = 'Craft'\ntopics = [{ id = 't', title = 'Code' }, { id = 't', title = 'U' }]\n[[areas]]\nid = 'c'\ntitle = 'x'\n",
            "error duplicate-topic ladder.toml:5:48",
            "error duplicate-area ladder.toml:7:6"
        ),
        manifest!(
            "titles that no heading can tell apart",
            "title = 'T'\n[[areas]]\nid = 'c'\ntitle = 'Craft'\ntopics = [{ id = 't', title = 'Code' }, { id = 'u', title = 'c ode' }]\n[[areas]]\nid = 'd'\ntitle = 'CRAFT'\n",
            "warning unused-area ladder.toml:3:6",
            "error duplicate-title ladder.toml:5:48",
            "error duplicate-title ladder.toml:7:6"
        ),
        manifest!(
            "a scale without its step",
            "title = 'T'\n[scale]\nmet = 'yess'\nsteps = [{ id = 'yes', title = 'Yes' }]\n",
            "error unknown-rating ladder.toml:3:7"
        ),
        manifest!(
            "a track that is not there",
            "title = 'T'\n[[tracks]]\nid = 'technical'\ntitle = 'x'\n[[levels]]\nid = 'good'\ntrack = 'tecnical'\n",
            "error unknown-track ladder.toml:7:9"
        ),
        manifest!(
            "a colour that is hard to read",
            "title = 'T'\n[theme.accents]\nlevels = '#ff8800'\n",
            "warning low-contrast ladder.toml:3:10"
        ),
        manifest!(
            "a choice of tracks",
            "title = 'T'\n[[tracks]]\nid = 'a'\ntitle = 'x'\n[[tracks]]\nid = 'b'\ntitle = 'y'\n[[levels]]\nid = 'good'\n",
            "error missing-key ladder.toml:9:6"
        ),
        manifest!(
            "a level that is not there",
            "title = 'T'\n[[levels]]\nid = 'good'\ninherits = 'god'\n",
            "error unknown-level ladder.toml:4:12"
        ),
        manifest!(
            "a level on itself",
            "title = 'T'\n[[levels]]\nid = 'good'\ninherits = 'good'\n",
            "error inherits-cycle ladder.toml:4:12"
        ),
        manifest!(
            "a file that is not there",
            "title = 'T'\n[[levels]]\nid = 'good'\n[[levels]]\nid = 'better'\n",
            "error missing-file ladder.toml:5:6"
        ),
        manifest!(
            "a level listed twice",
            "title = 'T'\n[[levels]]\nid = 'good'\n[[levels]]\nid = 'good'\n",
            "error duplicate-level ladder.toml:5:6"
        ),
        (
            "a level not listed",
            &[
                ("ladder.toml", b"title = 'T'\n[[levels]]\nid = 'good'\n"),
                ("good.md", GOOD.as_bytes()),
                ("new.md", new.as_bytes()),
            ],
            &["warning unlisted-level new.md:1:1"],
        ),
        manifest!(
            "an area that no level has",
            "title = 'T'\n[[areas]]\ntitle = 'Craft'\n[[areas]]\ntitle = 'Rest'\n",
            "warning unused-area ladder.toml:4:1"
        ),
    ];
    seen.extend(check(manifests, false));

    let levels: &[Case] = &[
        level!("no title", "## Craft\n\n- x\n", "error untitled-level a.md:1:1"),
        level!(
            "headings one step too deep",
            "\n## Engineer\n\n### Craft\n\n- **Code:** x\n",
            "warning unused-area ladder.toml:3:6",
            "error untitled-level a.md:2:1",
            "error unknown-area a.md:2:1",
            "warning unused-topic-heading a.md:4:1"
        ),
        level!("no area", "# A\n", "warning unused-area ladder.toml:3:6", "warning no-areas a.md:1:1"),
        level!(
            "front matter",
            "---\ntitle: B\nweight: 3\n---\n\n# A\n\nNote: so.\n\n## Craft\n\n- x <b>\n",
            "warning front-matter a.md:1:1",
            "warning html a.md:12:5"
        ),
        level!(
            "front matter in place of a title",
            "\u{feff}+++\ntitle = \"B\"\n+++\n\n## Craft\n\n- x\n",
            "warning front-matter a.md:1:1"
        ),
        level!(
            "tables anywhere",
            "# A\n\n| a | b |\n| - | - |\n| c | d |\n\n## Craft\n\nx | y\n--|--\n\n- x\n\n  | a |\n  |---|\n  | b |\n",
            "warning table a.md:3:1",
            "warning text-before-areas a.md:3:1",
            "warning table a.md:9:1",
            "warning table a.md:14:3"
        ),
        level!(
            "what other kinds of Markdown read",
            "# A\n\n## Craft\n\n- ~~x~~ y[^1]\n\n[^1]: two words\n",
            "warning other-markdown a.md:5:3",
            "warning other-markdown a.md:7:1"
        ),
        level!(
            "links that nothing uses",
            "# A\n\n[//]: # (a comment)\n[y]: https://y\n\n## Craft\n\n- [y]\n",
            "warning unused-link a.md:3:1"
        ),
        level!(
            "boxes of tasks",
            "# A\n\n## Craft\n\n- [ ] **Code:** x\n- [x] y\n  1. [X] z\n",
            "warning task-box a.md:5:3",
            "warning task-box a.md:6:3",
            "warning task-box a.md:7:6"
        ),
        level!(
            "labels without a colon",
            "# A\n\n## Craft\n\n- **Code** – x\n- **Code** - x\n- **Code**\\\n  x\n- **Code.** x\n- *Code:* x\n- **Mentors** two\n",
            "warning unread-label a.md:5:1",
            "warning unread-label a.md:6:1",
            "warning unread-label a.md:7:1",
            "warning unread-label a.md:9:1",
            "warning unread-label a.md:10:1"
        ),
        level!(
            "headings and bullets without their space",
            "# A\n\n## Craft\n\n##Code\n\n•\tx\n\n-y\n\n- x\n",
            "warning not-a-heading a.md:5:1",
            "warning not-a-bullet a.md:7:1",
            "warning not-a-bullet a.md:9:1"
        ),
        level!(
            "paragraphs for bullets",
            "# A\n\n## Craft\n\n**Code:** x\n\n- x\n\n### Tests\n\nAdds one.\n",
            "warning not-a-bullet a.md:5:1",
            "warning unused-topic-heading a.md:9:1",
            "warning not-a-bullet a.md:11:1"
        ),
        level!(
            "ids in other places",
            "# A {#a}\n\n## Craft { .wide }\n\nx {#y}\n\n- **Zeta {#z}:** x\n- {#e} x\n- x {#a} {#b}\n- x { #c }\n- x {#d}.\n- x {: .wide}\n- x `{#c}` \\{#d} {e}\n",
            "warning unused-area ladder.toml:3:6",
            "warning misplaced-id a.md:1:5",
            "error unknown-area a.md:3:1",
            "warning misplaced-id a.md:3:10",
            "warning misplaced-id a.md:5:3",
            "warning misplaced-id a.md:7:10",
            "warning misplaced-id a.md:8:3",
            "warning misplaced-id a.md:9:5",
            "warning misplaced-id a.md:10:5",
            "warning misplaced-id a.md:11:5",
            "warning misplaced-id a.md:12:5"
        ),
        level!("two titles", "# A\n\n## Craft\n\n- x\n\n# B\n", "error second-title a.md:7:1"),
        level!("a heading without words", "# A\n\n## Craft\n\n- x\n\n###\n", "error empty-heading a.md:7:1"),
        level!(
            "a heading of a space in code",
            "# A\n\n## Craft\n\n- x\n\n### ` `\n",
            "error empty-heading a.md:7:1"
        ),
        level!(
            "a heading of a space in a link",
            "# A\n\n## Craft\n\n- x\n\n### [ ](https://x)\n",
            "error empty-heading a.md:7:1"
        ),
        level!(
            "a topic without an area",
            "# A\n\n### Code\n\n## Craft\n\n- x\n",
            "warning heading-skips a.md:3:1"
        ),
        level!("deep headings", "# A\n\n## Craft\n\n- x\n\n#### Deep\n", "warning deep-heading a.md:7:1"),
        level!("a heading in a list", "# A\n\n## Craft\n\n- x\n  # y\n", "warning deep-heading a.md:6:3"),
        level!(
            "prose before the areas",
            "# A\n\nSome words.\n\n## Craft\n\n- x\n",
            "warning text-before-areas a.md:3:1"
        ),
        level!(
            "a list before the areas",
            "# A\n\n- w\n\n## Craft\n\n- x\n",
            "error list-before-areas a.md:3:1"
        ),
        level!(
            "two experiences",
            "# A\n\nExperience: 5+\n\n_Experience: 6+_\n\n## Craft\n\n- x\n",
            "warning second-experience a.md:5:1"
        ),
        level!(
            "a note without words",
            "# A\n\n_Note:_\n\nExperience:\n\n## Craft\n\n- x\n",
            "warning empty-note a.md:3:1",
            "warning empty-note a.md:5:1"
        ),
        level!(
            "an area that is not declared",
            "# A\n\n## Crafts\n\n- x\n",
            "warning unused-area ladder.toml:3:6",
            "error unknown-area a.md:3:1"
        ),
        level!(
            "an area that comes twice",
            "# A\n\n## Craft\n\n- x\n\n## CRAFT\n\n- y\n",
            "warning repeated-area a.md:7:1"
        ),
        level!("an area without statements", "# A\n\n## Craft\n\nWords.\n", "warning empty-area a.md:3:1"),
        level!(
            "a topic without statements",
            "# A\n\n## Craft\n\n- x\n\n### Code\n\n- **Own:** y\n",
            "warning unused-topic-heading a.md:7:1"
        ),
        level!(
            "empty bullets",
            "# A\n\n## Craft\n\n- x\n-\n- y\n  - z\n  -\n",
            "warning empty-statement a.md:6:1",
            "warning empty-statement a.md:7:1"
        ),
        level!("bullets too deep", deep, "warning deep-list a.md:14:19"),
        level!(
            "text after bullets",
            "# A\n\n## Craft\n\n- x\n  - y\n\n  z\n",
            "warning text-after-points a.md:8:3"
        ),
        level!(
            "an id on a bullet below",
            "# A\n\n## Craft\n\n- x\n  - y {#z}\n",
            "warning point-id a.md:6:7"
        ),
        level!("an id that cannot be", "# A\n\n## Craft\n\n- é {#ö}\n", "error bad-id a.md:5:5"),
        level!(
            "a label without letters of an id",
            "# A\n\n## Craft\n\n- **日本:** x\n",
            "warning label-without-id a.md:5:1"
        ),
        level!(
            "a heading without letters of an id",
            "# A\n\n## Craft\n\n### 日本\n\n- x\n- y\n",
            "warning label-without-id a.md:7:1"
        ),
        level!("a label with marks", "# A\n\n## Craft\n\n- **`Code`:** x\n", "warning marked-label a.md:5:1"),
        level!(
            "headings with marks",
            "# *A*\n\n## `Craft`\n\n### [x](https://x)\n\n- x\n",
            "warning marks-lost a.md:1:1",
            "warning marks-lost a.md:3:1",
            "warning marks-lost a.md:5:1"
        ),
        level!(
            "an experience with marks",
            "# A\n\nExperience: **5**\n\n## Craft\n\n- x\n",
            "warning marks-lost a.md:3:1"
        ),
        level!(
            "emphasis in emphasis",
            "# A\n\n## Craft\n\n- *x **y _z_***\n",
            "warning nested-mark a.md:5:10"
        ),
        level!(
            "links that go nowhere",
            "# A\n\n## Craft\n\n- [x](javascript:y) [z](/z \"Title\")\n",
            "warning link-not-allowed a.md:5:3",
            "warning link-not-allowed a.md:5:21",
            "warning link-title a.md:5:21"
        ),
        level!("an image", "# A\n\n## Craft\n\n- x ![y](z.png)\n", "warning image a.md:5:5"),
        level!(
            "HTML",
            "# A\n\n## Craft\n\n<p>\n\n- x <b>y</b>\n",
            "warning html a.md:5:1",
            "warning html a.md:7:5",
            "warning html a.md:7:9"
        ),
        level!(
            "HTML comments",
            "# A\n\n<!-- a\n\nb -->\n\n## Craft\n\n- x <!-- c -->\n",
            "warning html-comment a.md:3:1",
            "warning html-comment a.md:9:5"
        ),
        level!(
            "code blocks",
            "# A\n\n## Craft\n\n```sh\nls\n```\n\n- x\n\n      ls\n",
            "warning code-block a.md:5:1",
            "warning code-block a.md:11:7"
        ),
        level!(
            "block quotes",
            "# A\n\n## Craft\n\n> y\n\n- x\n\n  > z\n",
            "warning block-quote a.md:5:1",
            "warning block-quote a.md:9:3"
        ),
        level!(
            "rules",
            "# A\n\n## Craft\n\n---\n\n- x\n\n  ***\n",
            "warning rule a.md:5:1",
            "warning rule a.md:9:3"
        ),
        level!(
            "lines that end in CR LF, and a byte order mark",
            "\u{feff}# A\r\n\r\n## Craft\r\n\r\n- é <b>\r\n",
            "warning html a.md:5:5"
        ),
        level!("lines that end in CR", "# A\r\r## Craft\r\r- é <b>\r", "warning html a.md:5:5"),
    ];
    seen.extend(check(levels, false));

    let long = "x".repeat(241);
    let strict_toml = "title = 'T'\n[[tracks]]\nid = 't'\ntitle = 'T'\n[[areas]]\nid = 'craft'\ntitle = 'Craft'\nsummary = '".to_owned() + &long
        + "'\n[[areas.topics]]\nid = 'code'\ntitle = 'Code'\nsummary = 'x'\n[[areas]]\ntitle = 'Rest'\nsummary = 'x'\n\
        [[levels]]\nid = 'a'\nsummary = 'x'\n[[levels]]\nid = 'b'\nsummary = 'x'\ninherits = 'a'\n[[levels]]\nid = 'c'\nsummary = 'x'\ninherits = 'b'\n";
    let a = "# A\n\n## Craft\n\n- **Code:** Writes code.\n\n## Rest\n\n- Sleeps.\n";
    let b = "# B\n\n## Craft\n\n- **Coed:** Shows strong will.\n".to_owned();
    let c = "# C\n\n## Craft\n\n- **Code:** Writes; code!\n- **Coed:** ".to_owned()
        + &long
        + "\n- **Coed:** Other\n\n## Rest\n\n- **Sleep:** y\n";
    let strict: &[Case] = &[
        (
            "all rules",
            &[
                ("ladder.toml", strict_toml.as_bytes()),
                ("a.md", a.as_bytes()),
                ("b.md", b.as_bytes()),
                ("c.md", c.as_bytes()),
            ],
            &[
                "warning missing-summary ladder.toml:1:1",
                "warning missing-summary ladder.toml:3:6",
                "warning long-summary ladder.toml:6:6",
                "warning unlabelled-statement a.md:9:1",
                "warning missing-area b.md:1:1",
                "warning unknown-topic b.md:5:1",
                "warning vague-word b.md:5:1",
                "warning uneven-jump c.md:1:1",
                "warning skipped-topic c.md:5:1",
                "warning repeated-statement c.md:5:1",
                "warning unknown-topic c.md:6:1",
                "warning long-statement c.md:6:1",
                "warning unknown-topic c.md:7:1",
            ],
        ),
        ("none where nothing is read", &[("a.md", b"")], &[]),
    ];
    seen.extend(check(strict, true));

    let many: Vec<_> = (10..51)
        .map(|n| SourceFile {
            name: format!("g{n}.md"),
            bytes: GOOD.replace("Good", &format!("G{n}")).into(),
        })
        .collect();
    let told: Vec<_> = markdown::read(&many).1.iter().map(tell).collect();
    assert_eq!(told, ["warning no-manifest ladder.toml:1:1"], "a track may have any number of rungs");

    let themed = crate::files(&[
        ("ladder.toml", format!("{TOML}[theme]\nlogo = 'a.svg'\n").as_bytes()),
        ("good.md", GOOD.as_bytes()),
    ]);
    // Who has the files says what is wrong with them.
    let unusable = markdown::open(&themed).unusable("a.svg", "cannot be read", "put it there");
    assert_eq!(unusable.iter().map(tell).collect::<Vec<_>>(), ["error unusable-file ladder.toml:6:8"]);
    seen.extend(unusable.iter().map(|problem| problem.code));

    // What no other code names cannot be brought about, which is the point of the others.
    let unseen: Vec<_> =
        CODES.iter().filter(|code| !seen.contains(*code) && **code != "invalid-ladder").collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
}

/// The words of a problem, where they carry more than its code.
#[test]
fn problems_say_what_to_do() {
    let check = |toml: &str, level: &str, code: &str, what: &str, advice: &str| {
        let files = files(&[("ladder.toml", toml.as_bytes()), ("staff-engineer.md", level.as_bytes())]);
        let (_, problems) = markdown::read(&files);
        let found =
            problems.iter().find(|problem| problem.code == code).unwrap_or_else(|| panic!("{problems:#?}"));
        assert_eq!((&*found.what, found.advice.as_deref().unwrap_or_default()), (what, advice));
    };
    let levels = "title = 'T'\n[[levels]]\nid = 'staff-engineer'\n";
    for (toml, level, code, what, advice) in [
        (
            "titel = 'T'",
            GOOD,
            "unknown-key",
            "`titel` is not a key of `ladder.toml`",
            "did you mean `title`?",
        ),
        (
            "[[levels]]\nid = 'staf-engineer'",
            GOOD,
            "missing-file",
            "the level `staf-engineer` has no file `staf-engineer.md`",
            "did you mean `staff-engineer`?",
        ),
        (
            &format!("{levels}inherits = 'staff-enginer'"),
            GOOD,
            "unknown-level",
            "there is no level `staff-enginer`",
            "did you mean `staff-engineer`?",
        ),
        (
            &format!("{levels}kind = 'rong'"),
            GOOD,
            "bad-value",
            "`rong` is not a kind of level",
            "did you mean `rung`?",
        ),
        (
            "[[areas]]\ntitle = 'Craft & Skill'",
            "# A\n\n## Craft & Skil\n\n- x",
            "unknown-area",
            "ladder.toml declares no area `Craft & Skil`",
            "did you mean `Craft & Skill`?",
        ),
        (
            "[scale]\nmet = 'a'\nsteps = [{ id = 'yes', title = 'Yes' }]",
            GOOD,
            "unknown-rating",
            "`a` is not a step of the scale",
            "known are `yes`",
        ),
        ("title = 1", GOOD, "wrong-type", "`title` takes a string, not an integer", ""),
    ] {
        check(toml, level, code, what, advice);
    }
}

#[test]
fn a_cycle_is_told_once_with_its_chain() {
    let level = |id: &str, inherits: &str| format!("[[levels]]\nid = '{id}'\ninherits = '{inherits}'\n");
    let toml = [level("a", "b"), level("b", "c"), level("c", "d"), level("d", "b"), level("e", "e")].concat();
    let names = ["a.md", "b.md", "c.md", "d.md", "e.md"];
    let mut named = vec![("ladder.toml", toml.as_bytes())];
    named.extend(names.map(|name| (name, GOOD.as_bytes())));
    let (ladder, problems) = markdown::read(&files(&named));
    assert_eq!(ladder, None);
    let told: Vec<_> = problems.iter().filter(|problem| problem.code == "inherits-cycle").collect();
    let whats: Vec<_> = told.iter().map(|problem| (problem.line, &*problem.what)).collect();
    assert_eq!(
        whats,
        [(6, "a level inherits from itself: b → c → d → b"), (15, "a level inherits from itself: e → e")]
    );
}
