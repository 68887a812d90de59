//! What a level file means, case by case.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;

use rungs_ladder::id::{LevelId, StatementId, TopicId};
use rungs_ladder::ladder::{Ladder, Level, Point};
use rungs_ladder::markdown::{self, SourceFile};
use rungs_ladder::naming::hash_name;
use rungs_ladder::print;
use rungs_ladder::text::{Inline, Link, Mark, Text};

fn file(name: &str, text: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { name: name.into(), bytes: text.into() }
}

fn ladder(files: &[SourceFile]) -> Ladder {
    let (ladder, problems) = markdown::read(files);
    ladder.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The text with its marks as tags.
fn tagged(text: &Text) -> String {
    let tag = |inline: Inline| match inline {
        Inline::Words(words) => words,
        Inline::Break => "<br>".into(),
        Inline::Mark(Mark::Em(text)) => format!("<em>{}</em>", tagged(&text)),
        Inline::Mark(Mark::Strong(text)) => format!("<strong>{}</strong>", tagged(&text)),
        Inline::Mark(Mark::Code(code)) => format!("<code>{code}</code>"),
        Inline::Mark(Mark::Link(Link { to, text })) => format!("<a {}>{}</a>", to.as_str(), tagged(&text)),
    };
    Vec::from(text.clone()).into_iter().map(tag).collect()
}

/// The level, line by line: `# title | experience`, `~ note`, `## area`, `topic| text` with bullets set in.
fn tell(level: &Level) -> Vec<String> {
    fn points(list: &[Point], depth: usize, out: &mut Vec<String>) {
        for point in list {
            out.push("  ".repeat(depth) + &tagged(&point.text));
            points(&point.children, depth + 1, out);
        }
    }
    let mut out = vec![format!("# {}", level.title)];
    out.extend(level.experience.iter().map(|experience| format!("| {}", experience.raw)));
    out.extend(level.notes.iter().map(|note| format!("~ {}", tagged(note))));
    for section in &level.sections {
        out.push(format!("## {}", section.area));
        out.extend(section.notes.iter().map(|note| format!("~ {}", tagged(note))));
        for statement in &section.statements {
            let topic = statement.topic.as_ref().map_or("", |topic| topic.as_str());
            out.push(format!("{topic}| {}", tagged(&statement.text)));
            points(&statement.children, 1, &mut out);
        }
    }
    out
}

#[test]
fn a_level_file_says() {
    let check = |markdown: &str, expected: &[&str]| {
        let ladder = ladder(&[file("a.md", markdown)]);
        assert_eq!(tell(&ladder.levels[0]), expected, "{markdown}");
    };
    for (markdown, expected) in [
        ("A\n=\n\nB\n-\n\n* x", &["# A", "## b", "| x"] as &[_]),
        // Notes and experience, in the forms that people write.
        ("# A\n\n_Note: so it *is*._", &["# A", "~ so it is."]),
        ("# A\n\nNote: so it *is*.", &["# A", "~ so it <em>is</em>."]),
        ("# A\n\n**Note:** so", &["# A", "~ so"]),
        ("# A\n\n**Note**: so\\\nand so", &["# A", "~ so<br>and so"]),
        ("# A\n\n*NOTE: so*", &["# A", "~ so"]),
        ("# A\n\n_Note:_ so", &["# A", "~ so"]),
        ("# A\n\nNoted: so", &["# A", "~ Noted: so"]),
        ("# A\n\n_**Years of Experience:** 8+_", &["# A", "| 8+"]),
        ("# A\n\nYears of experience: 3 - 5 yrs", &["# A", "| 3 - 5 yrs"]),
        ("# A\n\n**Experience:** minimum of 2 years", &["# A", "| minimum of 2 years"]),
        ("# A\n\n**Experience**: 2\\+", &["# A", "| 2+"]),
        ("# A\n\nSome\nwords.\n\n> Quoted.", &["# A", "~ Some words.", "~ Quoted."]),
        // With the colons and spaces of other languages.
        ("# A\n\nNote：so", &["# A", "~ so"]),
        ("# A\n\nNote : so", &["# A", "~ so"]),
        ("# A\n\nNote\u{a0}: so", &["# A", "~ so"]),
        ("# A\n\n**Note：**每一级", &["# A", "~ 每一级"]),
        ("# A\n\nExpérience : 5 ans", &["# A", "| 5 ans"]),
        ("# A\n\n**Years of Experience：** 5年以上", &["# A", "| 5年以上"]),
        ("# A\n\n**Years of Experience：**5年以上", &["# A", "| 5年以上"]),
        ("# A\n\n_Years of Ex\u{ad}perience_ : 5", &["# A", "| 5"]),
        // Bullets.
        ("# A\n## B\n- [ ] **Code:** x\n- [x] y", &["# A", "## b", "code| x", "| y"]),
        ("# A\n## B\n* x\n- y\n1. z", &["# A", "## b", "| x", "| y", "| z"]),
        ("# A\n## B\n- x\n  - y\n    - z\n  - w", &["# A", "## b", "| x", "  y", "    z", "  w"]),
        ("# A\n## B\n- x\n  y\n\tz\n", &["# A", "## b", "| x y z"]),
        ("# A\n## B\n- x\n\n  y\n\n- z", &["# A", "## b", "| x<br>y", "| z"]),
        ("# A\n## B\n- x\\\n  y  \n  z", &["# A", "## b", "| x<br>y<br>z"]),
        ("# A\n## B\n- x\n\n  > y\n\n  z", &["# A", "## b", "| x<br>y<br>z"]),
        ("# A\n## B\n- x\n  - y\n\n  z", &["# A", "## b", "| x<br>z", "  y"]),
        ("# A\n## B\n- - x\n  - y", &["# A", "## b", "| ", "  x", "  y"]),
        ("# A\n## B\n- x\n  -\n    - y", &["# A", "## b", "| x", "  y"]),
        (
            "# A\n## B\n- x\n  ```\n  y  z\n  w\n  ```\n",
            &["# A", "## b", "| x<br><code>y  z</code><br><code>w</code>"],
        ),
        // Labels.
        ("# A\n## B\n- **Code:** x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **Code**: x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- __Code:__ x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **Code：** x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **Code：**写", &["# A", "## b", "code| 写"]),
        ("# A\n## B\n- **Code:**Writes", &["# A", "## b", "code| Writes"]),
        ("# A\n## B\n- **Code**：写", &["# A", "## b", "code| 写"]),
        ("# A\n## B\n- **Code** : x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **Code\u{a0}:** x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **Code**\u{202f}: x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- \\*\\*Code：\\*\\*写", &["# A", "## b", "| **Code：**写"]),
        ("# A\n## B\n- **Code:**\n  x", &["# A", "## b", "code| x"]),
        ("# A\n## B\n- **CODE:** x\n- **c ode:** y", &["# A", "## b", "code| x", "code| y"]),
        ("# A\n## B\n- **C:** x\n- **C++:** y", &["# A", "## b", "c| x", "c-plus-plus| y"]),
        ("# A\n## B\n- **C:** x\n## D\n- **C:** y", &["# A", "## b", "b-c| x", "## d", "d-c| y"]),
        ("# A\n## B\n- **Code** x", &["# A", "## b", "| <strong>Code</strong> x"]),
        ("# A\n## B\n- **Code\\:** x", &["# A", "## b", "| <strong>Code:</strong> x"]),
        ("# A\n## B\n- **Code**\\: x", &["# A", "## b", "| <strong>Code</strong>: x"]),
        ("# A\n## B\n- x **Code:** y", &["# A", "## b", "| x <strong>Code:</strong> y"]),
        ("# A\n## B\n- **日本:** x", &["# A", "## b", "| <strong>日本:</strong> x"]),
        ("# A\n## B\n- **:** x", &["# A", "## b", "| <strong>:</strong> x"]),
        ("# A\n## B\n- **`Code`:** x", &["# A", "## b", "| <strong><code>Code</code>:</strong> x"]),
        // A topic's heading.
        (
            "# A\n## B\n- w\n### Code\n- x\n- **Own:** y\n## C\n- z",
            &["# A", "## b", "| w", "code| x", "own| y", "## c", "| z"],
        ),
        ("# A\n## B\n### 日本\n- x\n- y", &["# A", "## b", "~ 日本", "| x", "| y"]),
        // Front matter, and ids of headings.
        ("---\ntitle: B\n---\n\n## C\n- x", &["# B", "## c", "| x"]),
        ("# A {#b}\n## B {#c}\n### D {#e}\n- x", &["# A", "## b", "d| x"]),
        // Text.
        ("# A\n## B\n- a\\*b\\_ \\(c\\) &amp; &#x41; &copy;", &["# A", "## b", "| a*b_ (c) & A ©"]),
        ("# A\n## B\n- “x” – y’s … \u{a0}z", &["# A", "## b", "| “x” – y’s … \u{a0}z"]),
        (
            "# A\n## B\n- _a_ __b__ `c  d` *e **f***",
            &[
                "# A",
                "## b",
                "| <em>a</em> <strong>b</strong> <code>c  d</code> <em>e <strong>f</strong></em>",
            ],
        ),
        ("# A\n## B\n- *a _b_* **c __d__**", &["# A", "## b", "| <em>a b</em> <strong>c d</strong>"]),
        (
            "# A\n## B\n- [x *y*](https://z?a&amp;b \"t\")",
            &["# A", "## b", "| <a https://z?a&b>x <em>y</em></a>"],
        ),
        (
            "# A\n## B\n- <https://z> <a@b.c>",
            &["# A", "## b", "| <a https://z>https://z</a> <a mailto:a@b.c>a@b.c</a>"],
        ),
        ("# A\n## B\n- [](https://z)", &["# A", "## b", "| <a https://z>https://z</a>"]),
        (
            "# A\n## B\n- [x][r] [y](javascript:z) [w]\n\n[r]: https://z",
            &["# A", "## b", "| <a https://z>x</a> y (javascript:z) [w]"],
        ),
        ("# A\n## B\n- ![x *y*](z.png)", &["# A", "## b", "| x <em>y</em>"]),
        ("# A\n## B\n- x <b>y</b><!-- z -->", &["# A", "## b", "| x <b>y</b>"]),
        ("# A\n## B\n- x\0y\tz", &["# A", "## b", "| x\u{fffd}y z"]),
        // Prose within an area.
        ("# A\n## B\nx\n\n- y\n\nz\n\n#### w", &["# A", "## b", "~ x", "~ z", "~ w", "| y"]),
        ("# A\n## B\n<div>\nx\n</div>\n\n- y", &["# A", "## b", "~ <div> x </div>", "| y"]),
        (
            "# A\n## B\n> - x\n>\n> ## y\n>\n>     z\n\n- w",
            &["# A", "## b", "~ x", "~ y", "~ <code>z</code>", "| w"],
        ),
        ("\u{feff}# A\r\n\r\n## B\r\n\r\n- x\r\n  y\r\n", &["# A", "## b", "| x y"]),
        ("# A\n## B\n- x\n## b\n- y", &["# A", "## b", "| x", "| y"]),
    ] {
        check(markdown, expected);
    }
}

#[test]
fn statements_have_names() {
    let check = |bullets: &str, expected: &[&str]| {
        let ladder = ladder(&[file("staff.md", format!("# A\n\n## Craft\n\n{bullets}"))]);
        let ids: Vec<_> = ladder.levels[0].statements().map(|statement| statement.id.as_str()).collect();
        assert_eq!(ids, expected, "{bullets}");
    };
    for (bullets, expected) in [
        (
            "- **Code:** x\n- **Code:** y\n- **Tests:** z",
            &["staff.code", "staff.code.2", "staff.tests"] as &[_],
        ),
        // One with an id of its own leaves its neighbours theirs.
        ("- **Code:** x {#own}\n- **Code:** y", &["own", "staff.code.2"]),
        ("- x {#a_b}\n- y {#a-_b}", &["a_b", "a-_b"]),
        ("- x {#a-\\_b\\_-c}", &["a-_b_-c"]),
        ("- x {#a}\n\n  - y", &["a"]),
        ("- x\\\n  y {#a}", &["a"]),
        ("- **x** {#a}", &["a"]),
        // No ids: a brace that is text, or not at the end, or in code.
        ("- x \\{#a}", &["staff.craft.bd7cf555"]),
        ("- x {#a} y", &["staff.craft.c0424208"]),
        ("- x `{#a}`", &["staff.craft.bd7cf555"]),
        // The name of words is that of their letters and digits.
        (
            "- Writes code!\n- **Writes** CODE\n- writes c0de",
            &["staff.craft.b695ceb3", "staff.craft.b695ceb3.2", "staff.craft.d1a60c61"],
        ),
    ] {
        check(bullets, expected);
    }
}

/// What each language is called, by the order of the bullets and the company of other levels.
#[test]
fn names_that_differ_in_signs_keep_their_ids() {
    let names = ["C", "C++", "C#", ".NET", "Net", "F#", "F", "Größe", "Grüße", "A+", "A"];
    let bullet = |name: &&str| format!("- **{name}:** Uses {name}.\n");
    let ids = |more: &[SourceFile], bullets: String| {
        let own = file("senior.md", format!("# Senior\n\n## Languages\n\n{bullets}"));
        let ladder = ladder(&[more, &[own]].concat());
        let level = ladder.levels.iter().find(|level| level.id.as_str() == "senior").unwrap();
        let mut ids: Vec<_> =
            level.statements().map(|said| (said.text.to_plain(), said.id.to_string())).collect();
        ids.sort();
        ids
    };
    let first = ids(&[], names.iter().map(bullet).collect());
    for (text, id) in [
        ("Uses C.", "senior.c"),
        ("Uses C++.", "senior.c-plus-plus"),
        ("Uses C#.", "senior.c-sharp"),
        ("Uses .NET.", "senior.dot-net"),
    ] {
        assert!(first.contains(&(text.to_owned(), id.to_owned())), "{first:?}");
    }
    assert_eq!(ids(&[], names.iter().rev().map(bullet).collect()), first);
    for name in &names {
        let lower = file("junior.md", format!("# Junior\n\n## Languages\n\n{}", bullet(name)));
        assert_eq!(ids(&[lower], names.iter().map(bullet).collect()), first, "{name}");
    }
}

#[test]
fn earlier_ids_stand_in_the_ladder() {
    let toml = "title = 'T'\n[[areas]]\nid = 'l'\ntitle = 'L'\n[[areas.topics]]\ntitle = 'F#'\n";
    let level = "# A\n\n## L\n\n- **C:** x\n- **C++:** y\n- **C++:** z\n- **F#:** v\n- **Own#:** w {#own}\n";
    let ladder = ladder(&[file("ladder.toml", toml), file("a.md", level)]);
    let told = |was: &str| -> Vec<String> {
        let was = StatementId::new(was).unwrap();
        ladder.aliases.statement(&was).iter().map(ToString::to_string).collect()
    };
    assert_eq!(told("a.c"), ["a.c-plus-plus"]);
    assert_eq!(told("a.c.2"), ["a.c-plus-plus.2"]);
    assert_eq!(told("a.l-c"), ["a.c", "a.c-plus-plus"]);
    assert_eq!(told("a.f"), ["a.f-sharp"]);
    assert!(told("own").is_empty() && told("a.own").is_empty());
    let topics = ladder.aliases.topic(&TopicId::new("c").unwrap());
    assert_eq!(topics, [TopicId::new("c-plus-plus").unwrap()]);
}

#[test]
fn a_level_is_known_by_the_ids_that_it_has_had() {
    let level = |name: &str| file(&format!("{name}.md"), format!("# {name}\n\n## L\n\n- x{name}\n"));
    let toml = |was: &str| {
        file(
            "ladder.toml",
            format!("title = 'T'\n[[levels]]\nid = 'a'\n{was}\n[[levels]]\nid = 'b'\nwas = ['d']\n"),
        )
    };
    let ladder = ladder(&[toml("was = ['c', 'old-a']"), level("a"), level("b")]);
    let called = |word: &str| ladder.level_called(word).map(|level| level.id.to_string());
    for (word, expected) in [("a", "a"), ("c", "a"), ("old-a", "a"), ("d", "b"), ("e", "")] {
        assert_eq!(called(word).unwrap_or_default(), expected, "{word}");
        let level = ladder.level(&LevelId::new(word).unwrap());
        assert_eq!(level.map(|level| level.id.as_str()).unwrap_or_default(), expected, "{word}");
    }
    let compared = rungs_ladder::compare::Comparison::parse(&ladder, "?levels=old-a,d,a");
    assert_eq!(compared.to_query(), "?levels=a,b");
    for (was, expected) in [
        ("was = ['b']", "the earlier level id `b` is used twice"),
        ("was = ['a']", "the earlier level id `a` is used twice"),
        ("was = ['D']", "the earlier level id `d` differs from `D` in case only"),
        ("was = ['a b']", "`a b` cannot be an id"),
        ("was = 'c'", "`was` takes a list of strings"),
        ("was = [1]", "`was` takes a list of strings"),
    ] {
        let (_, problems) = markdown::read(&[toml(was), level("a"), level("b")]);
        let said = problems.iter().map(|problem| problem.what.as_ref()).collect::<Vec<_>>();
        assert!(said.iter().any(|what| what.starts_with(expected)), "{was}: {said:?}");
    }
}

/// Where no sign is dropped, the JSON holds no alias.
#[test]
fn the_shipped_ladder_needs_no_alias() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ladder");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| file(entry.file_name().to_str().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    let ladder = ladder(&files);
    assert!(ladder.aliases.is_empty());
    let ids: Vec<_> = ladder.levels.iter().flat_map(Level::statements).map(|s| s.id.as_str()).collect();
    assert_eq!(ids.len(), 226);
    // Another number means that an answer which somebody has given would be lost.
    assert_eq!(hash_name(&ids.join(" ")), 3_399_549_316_634_161_661);
}

#[test]
fn a_link_with_brackets_in_code_prints_as_it_reads() {
    let check = |bullet: &str, printed: &str| {
        let ladder = ladder(&[file("a.md", format!("# A\n\n## B\n\n{bullet}\n"))]);
        let files = print::files(&ladder);
        let level = String::from_utf8(files[1].bytes.clone()).unwrap();
        assert_eq!(level, format!("# A\n\n## B\n\n{printed}\n"));
        assert_eq!(markdown::read(&files).0.as_ref(), Some(&ladder), "{printed}");
    };
    for (bullet, printed) in [
        // Without the entity, each of these would name a link for use elsewhere, and say nothing.
        ("- [`]:`]( https://a.b)", "- &#32;[`]:`](https://a.b)"),
        ("- [`x]: y`]( https://a.b) \\\n  z", "- &#32;[`x]: y`](https://a.b)\\\n  z"),
        ("- x\n  - [`]:`]( https://a.b)", "- x\n  - &#32;[`]:`](https://a.b)"),
        // This would not, but looks like it.
        ("- [a\\]: b](https://a.b)", "- &#32;[a\\]: b](https://a.b)"),
        // Nor would these.
        ("- see [`]:`](https://a.b)", "- see [`]:`](https://a.b)"),
        ("- _[`]:`](https://a.b)_", "- _[`]:`](https://a.b)_"),
        ("- [`a[0]`](https://a.b)", "- [`a[0]`](https://a.b)"),
    ] {
        check(bullet, printed);
    }
}

#[test]
fn a_folder_stands_in_order() {
    let toml = "title = 'T'\nlanguage = 'de'\nurl = 'https://example.org/'\n[[tracks]]\nid = 't'\ntitle = 'Track'\n\
        [[areas]]\nid = 'b'\ntitle = 'Bee'\n[[areas.topics]]\nid = 'code'\ntitle = 'Code'\n[[areas]]\ntitle = 'Ay'\n\
        [[levels]]\nid = 'z'\nshort = 'Z'\n[[levels]]\nid = 'y'\ninherits = 'z'\nkind = 'variant'\n";
    let files = [
        file("a.md", "# A\n\n## ay\n\n- x"),
        file("ladder.toml", toml),
        file("y.md", "# Y\n\n## B\n\n- **code:** x\n- **New:** x"),
        file("z.md", "# Zed\n\n## b e e\n\n- x"),
    ];
    let reading = markdown::open(&files);
    assert_eq!(reading.url.as_deref(), Some("https://example.org/"));
    let ladder = reading.ladder.unwrap();
    let levels: Vec<_> =
        ladder.levels.iter().map(|l| (l.id.as_str(), l.short.as_str(), l.track.as_str())).collect();
    assert_eq!(levels, [("z", "Z", "t"), ("y", "Y", "t"), ("a", "A", "t")]);
    let areas: Vec<_> = ladder.areas.iter().map(|area| (area.id.as_str(), area.title.as_str())).collect();
    assert_eq!(areas, [("b", "Bee"), ("ay", "Ay")]);
    let topics: Vec<_> = ladder.areas[0].topics.iter().map(|t| (t.id.as_str(), t.title.as_str())).collect();
    assert_eq!(topics, [("code", "Code"), ("new", "New")]);
    assert_eq!((ladder.title.as_str(), ladder.language.as_str()), ("T", "de"));
    let codes: Vec<_> = reading.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["unlisted-level", "lone-area"]);
}

#[test]
fn what_ladder_toml_does_not_say_has_a_default() {
    let two = ladder(&[file("b.md", "# Bee\n\n## Craft\n\n- x"), file("a.md", "# Ay\n\n## Craft\n\n- y")]);
    assert_eq!((two.title.as_str(), two.language.as_str()), ("Career ladder", "en"));
    assert_eq!(two.levels.iter().map(|level| level.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!((two.tracks.len(), two.tracks[0].title.as_str()), (1, "Levels"));
    assert_eq!(two.scale.met.as_str(), "consistently");
    assert_eq!(ladder(&[file("a.md", "# Only\n\n## B\n\n- x")]).title, "Only");
}

/// The shape in which people already write their levels, from a file of our own words.
#[test]
fn a_file_as_people_write_it_loses_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbour-master.md");
    let note = "whoever keeps the harbour also does what the quay, the crane and the pilot boat ask for.";
    nothing_is_lost(&fs::read_to_string(path).unwrap(), "harbour-master", "Harbour Master", note);
}

/// The file that the project was begun for, where it is at hand; it is not the project's to copy.
#[test]
fn the_seed_loses_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed/director-of-engineering.md");
    let Ok(source) = fs::read_to_string(path) else { return };
    let note =
        source.lines().find_map(|line| line.strip_prefix("_Note: ")?.strip_suffix('_')).unwrap().to_owned();
    nothing_is_lost(&source, "director-of-engineering", "Director of Engineering", &note);
}

fn nothing_is_lost(source: &str, id: &str, title: &str, note: &str) {
    let ladder = ladder(&[file(&format!("{id}.md"), source)]);
    let [level] = ladder.levels.as_slice() else { panic!("{} levels", ladder.levels.len()) };
    assert_eq!((level.id.as_str(), level.title.as_str()), (id, title));
    let experience = level.experience.as_ref().unwrap();
    assert_eq!((experience.raw.as_str(), experience.min, experience.max), ("8+", Some(8), None));
    assert_eq!(level.notes.iter().map(Text::to_plain).collect::<Vec<_>>(), [note]);
    let headings: Vec<_> = source.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let areas: Vec<_> = ladder.areas.iter().map(|area| area.title.as_str()).collect();
    assert_eq!(areas, headings);
    let counts: Vec<_> = level.sections.iter().map(|section| section.statements.len()).collect();
    assert_eq!(counts, [4, 8, 4, 10]);
    // In these files a backslash only ever stands before punctuation.
    let bullets: Vec<_> = source
        .lines()
        .filter_map(|line| line.strip_prefix("* "))
        .map(|line| line.replace('\\', ""))
        .collect();
    let plain: Vec<_> = level.statements().map(|statement| statement.text.to_plain()).collect();
    assert_eq!(plain, bullets);
}

/// What the check says of a theme.
#[test]
fn a_theme_is_checked_where_it_is_written() {
    let tracks = "[[tracks]]\ntitle = 'One'\n[[tracks]]\ntitle = 'Two'\n[[tracks]]\ntitle = 'Three'\n[[tracks]]\ntitle = 'Four'\n[[tracks]]\ntitle = 'Five'\n";
    let level = |id: usize| {
        format!("[[levels]]\nid = 'l{id}'\ntrack = '{}'\n", ["one", "two", "three", "four", "five"][id])
    };
    let levels: String = (0..5).map(level).collect();
    let check = |theme: &str, what: &str, advice: &str| {
        let toml = format!("title = 'T'\n{tracks}{levels}[theme]\n{theme}\n");
        let mut files = vec![file("ladder.toml", toml)];
        files.extend((0..5).map(|id| file(&format!("l{id}.md"), format!("# L{id}\n\n## C\n\n- x{id}\n"))));
        let (_, problems) = markdown::read(&files);
        let found = problems
            .iter()
            .map(|problem| (problem.what.as_ref(), problem.advice.as_deref().unwrap_or_default()));
        let found: Vec<_> = found.collect();
        match what {
            "" => assert!(found.is_empty(), "{theme}: {found:?}"),
            _ => assert!(
                found.iter().any(|(w, a)| w.contains(what) && a.contains(advice)),
                "{theme}: {found:?}"
            ),
        }
    };
    check("", "", "");
    check(
        "logo = 'logo.svg'\naccents = { one = '#0b5a61', two = { light = '#0b5a61', dark = '#6fc7cf' } }",
        "",
        "",
    );
    check(
        "accents = { one = '#ff8800' }",
        "`#ff8800` is hard to read: its contrast with the page is 2.",
        "the nearest colour that can be read is `#",
    );
    check(
        "accents = { one = { light = '#0b5a61', dark = '#0b5a61' } }",
        "`#0b5a61` is hard to read",
        "the nearest",
    );
    check("accents = { one = { light = '#0b5a61' } }", "`dark` is missing in `theme.accents`", "add `dark");
    check("accents = { one = 'teal' }", "`teal` is not a colour", "write it as `#0b5a61`");
    check("accents = { one = 7 }", "`one` takes a string or a table", "");
    check("accents = { onee = '#0b5a61' }", "there is no track `onee`", "did you mean `one`?");
    check("accents = { five = '#0b5a61' }", "only the first 4 tracks", "remove it");
    check("logoo = 'x.svg'", "`logoo` is not a key of `theme`", "did you mean `logo`?");
    check("logo = '../logo.svg'", "`../logo.svg` is not a file in the ladder's folder", "name it");
    check("logo = '/logo.svg'", "is not a file in the ladder's folder", "");
    check("logo = 'https://example.org/logo.svg'", "is not a file in the ladder's folder", "");
    check("logo = 'logo.gif'", "`logo.gif` has not the ending", "`.svg` or `.png`");
    check("edit_url = 'https://example.org/edit/'", "`edit_url` does not say where", "{file}");
    check("edit_url = 'javascript:{file}'", "is not an https", "https://");
    check("links = [{ title = 'A', url = 'javascript:x' }]", "`javascript:x` is not an https", "https://");
    check("links = [{ title = 'A' }]", "`url` is missing in `theme.links`", "");
}
