//! `[pages]`: what a page of the owner's says, and every problem of one with its place.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::thread;

use rungs_ladder::markdown::{self, Reading, SourceFile, page_files};
use rungs_ladder::page::{Block, OwnersPage, Side, Span, Target};
use rungs_ladder::problem::Problem;

const TOML: &str = "title = 'T'\n[[areas]]\nid = 'craft'\ntitle = 'Craft'\n[[levels]]\nid = 'junior'\n";
const LEVEL: &str = "# Junior\n\n## Craft\n\n- **Code:** Writes it.\n";

fn files(more: &[(&str, &[u8])], pages: &str) -> Vec<SourceFile> {
    let file = |name: &str, bytes: &[u8]| SourceFile { name: name.into(), bytes: bytes.into() };
    let toml = format!("{TOML}{pages}");
    let mut files = vec![file("ladder.toml", toml.as_bytes()), file("junior.md", LEVEL.as_bytes())];
    files.extend(more.iter().map(|(name, bytes)| file(name, bytes)));
    files
}

fn tell(problem: &Problem) -> String {
    let Problem { severity, code, file, line, column, what, advice, .. } = problem;
    let advice = advice.as_deref().unwrap_or_default();
    format!("{} {code} {file}:{line}:{column} {what} | {advice}", severity.as_str())
}

fn told(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(tell).collect()
}

/// The one page of a ladder, with that text.
fn page(text: &str) -> (OwnersPage, Vec<String>) {
    let files = files(
        &[("faq.md", text.as_bytes()), ("pages/process.md", b"# Process\n\n## The steps\n")],
        "[pages]\nfaq = 'faq.md'\nprocess = 'pages/process.md'\n",
    );
    let reading = markdown::open(&files);
    (reading.pages.first().cloned().unwrap_or_else(|| panic!("{:?}", told(&reading))), told(&reading))
}

fn words(text: &str) -> Span {
    Span::Words(text.into())
}

/// The blocks of a page that says only that, and has nothing wrong.
fn blocks(text: &str) -> Vec<Block> {
    let (page, told) = page(&format!("# FAQ\n\n{text}\n"));
    assert!(told.is_empty(), "{text}: {told:?}");
    page.blocks
}

#[test]
fn each_kind_of_block_is_read() {
    let line = |text: &str| vec![Block::Line(vec![words(text)])];
    let paragraph = |text: &str| Block::Paragraph(vec![words(text)]);
    for (text, expected) in [
        ("One\ntwo.", vec![paragraph("One two.")]),
        ("One.\r\n\r\nTwo.", vec![paragraph("One."), paragraph("Two.")]),
        ("- a\n- b", vec![Block::List { start: None, items: vec![line("a"), line("b")] }]),
        ("3. a\n4. b", vec![Block::List { start: Some(3), items: vec![line("a"), line("b")] }]),
        (
            "1. a\n   - b\n\n   c",
            vec![Block::List {
                start: Some(1),
                items: vec![vec![
                    paragraph("a"),
                    Block::List { start: None, items: vec![line("b")] },
                    paragraph("c"),
                ]],
            }],
        ),
        ("- [x] a", vec![Block::List { start: None, items: vec![line("☑ a")] }]),
        ("```sh\na\r\n  b\r\n```", vec![Block::Code("a\n  b".into())]),
        ("    a", vec![Block::Code("a".into())]),
        ("> a\n>\n> b", vec![Block::Quote(vec![paragraph("a"), paragraph("b")])]),
        ("---", vec![Block::Rule]),
    ] {
        assert_eq!(blocks(text), expected, "{text:?}");
    }
    let Block::Table(table) = &blocks("| a | b | |\n| --- | :-: | --: |\n| c | **d** |\n")[0] else {
        panic!()
    };
    assert_eq!(table.sides, [Side::Start, Side::Middle, Side::End]);
    assert_eq!(table.head, [vec![words("a")], vec![words("b")], vec![]]);
    assert_eq!(table.rows, [[vec![words("c")], vec![Span::Strong(vec![words("d")])], vec![]]]);
}

#[test]
fn each_kind_of_running_text_is_read() {
    for (text, expected) in [
        ("*a*", Span::Em(vec![words("a")])),
        ("**a _b_**", Span::Strong(vec![words("a "), Span::Em(vec![words("b")])])),
        ("~~a~~", Span::Struck(vec![words("a")])),
        ("`a <b>`", Span::Code("a <b>".into())),
        (
            "![A chart](pages/chart.svg)",
            Span::Picture { file: "pages/chart.svg".into(), description: "A chart".into() },
        ),
    ] {
        assert_eq!(blocks(text), [Block::Paragraph(vec![expected])], "{text:?}");
    }
    assert_eq!(blocks("a\\\nb"), [Block::Paragraph(vec![words("a"), Span::Break, words("b")])]);
}

#[test]
fn links_lead_to_levels_pages_and_other_sites() {
    let target = |url: &str| match &blocks(&format!("[x]({url})\n\n## How often?"))[0] {
        Block::Paragraph(spans) => match spans.as_slice() {
            [Span::Link(Target::Address(href), _)] => href.as_str().to_owned(),
            [Span::Link(Target::Level(level, place), _)] => format!("level {level} {place}"),
            [Span::Link(Target::Page(page, place), _)] => format!("page {page} {place}"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    for (url, expected) in [
        ("https://example.org/#a", "https://example.org/#a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("junior.md", "level junior "),
        ("./junior.md", "level junior "),
        ("junior.md#craft", "level junior _craft"),
        ("junior.md#_craft", "level junior _craft"),
        ("junior.md#junior.code", "level junior junior.code"),
        ("junior.md#junior", "level junior "),
        ("pages/process.md", "page process "),
        ("pages/process.md#the-steps", "page process the-steps"),
        ("pages/process.md#process", "page process process"),
        ("#faq", "page faq faq"),
        ("faq.md#faq", "page faq faq"),
        ("#how-often", "page faq how-often"),
        ("faq.md#how-often", "page faq how-often"),
    ] {
        assert_eq!(target(url), expected, "{url}");
    }
    assert_eq!(
        blocks("<a@example.org>"),
        [Block::Paragraph(vec![Span::Link(
            Target::Address(rungs_ladder::text::Href::new("mailto:a@example.org").unwrap()),
            vec![words("a@example.org")]
        )])]
    );
}

#[test]
fn headings_have_a_rank_and_a_name_of_their_own() {
    let found = blocks("## Pay & bands\n\n##### Pay\n\n### Pay\n\n## Pay");
    let found = found.iter().map(|block| match block {
        Block::Heading { level, id, .. } => (*level, id.as_str()),
        other => panic!("{other:?}"),
    });
    assert_eq!(found.collect::<Vec<_>>(), [(2, "pay--bands"), (3, "pay"), (3, "pay-1"), (2, "pay-2")]);
}

#[test]
fn a_title_can_be_linked_to_as_well() {
    let (page, told) = page("Words.\n\n## Pay & *bands*\n\n# Pay & *bands*\n\n[top](#pay--bands-1)\n");
    assert_eq!(page.anchor.as_deref(), Some("pay--bands-1"), "as on GitHub, the first heading has the name");
    assert!(!told.iter().any(|told| told.contains("unknown-link")), "{told:?}");
}

#[test]
fn no_two_headings_have_the_same_name() {
    for (headings, expected) in [
        (["A", "A", "A 1"], ["a", "a-1", "a-1-1"]),
        (["A", "A 1", "A"], ["a", "a-1", "a-2"]),
        (["A 1", "A", "A"], ["a-1", "a", "a-2"]),
        (["?", "!", "Section"], ["section", "section-1", "section-2"]),
    ] {
        let found = blocks(&headings.map(|heading| format!("## {heading}\n\n")).concat());
        let found = found.iter().map(|block| match block {
            Block::Heading { id, .. } => id.as_str(),
            other => panic!("{other:?}"),
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{headings:?}");
    }
}

#[test]
fn a_page_has_the_title_of_its_heading_and_the_name_that_is_said() {
    let files = files(
        &[
            ("a.md", "\u{feff}# All of *it*\r\n\r\nHow we\r\npromote people.\r\n".as_bytes()),
            ("pages/b b.md", b"## A part\n\nWords.\n"),
            ("c.md", b"---\ntitle: From elsewhere\n---\n\nWords.\n"),
        ],
        "[pages]\nall = { file = './a.md', title = 'All' }\nb = { file = 'pages/b b.md', title = 'B' }\nc = 'c.md'\n",
    );
    let reading = markdown::open(&files);
    let of: Vec<_> =
        reading.pages.iter().map(|page| (page.title.as_str(), page.description.as_str())).collect();
    assert_eq!(of, [("All of it", "How we promote people."), ("B", "Words."), ("From elsewhere", "Words.")]);
    let ladder = reading.ladder.as_ref().unwrap();
    let links: Vec<_> = ladder.branding.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(links, ["All", "B", "From elsewhere"]);
    assert_eq!(reading.pages[1].file, "pages/b%20b.md");
    assert_eq!(ladder.levels.len(), 1, "a page is no level");
    let told = told(&reading);
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn every_problem_of_an_entry_names_its_place() {
    type Case<'a> = (&'a str, &'a [(&'a str, &'a [u8])], &'a [&'a str]);
    let good: (&str, &[u8]) = ("faq.md", b"# FAQ\n");
    let cases: &[Case] = &[
        ("[pages]\nfaq = 'faq.md'", &[good], &[]),
        ("[[pages]]\nfile = 'faq.md'", &[], &["error wrong-type ladder.toml:7:"]),
        ("[pages]\nfaq = 3", &[], &["error wrong-type ladder.toml:8:7 `faq` takes a string or a table"]),
        ("[pages]\nfaq = { title = 'x' }", &[], &["error missing-key ladder.toml:8:7 `file` is missing"]),
        (
            "[pages]\nfaq = { file = 'faq.md', titel = 'x' }",
            &[good],
            &["error unknown-key ladder.toml:8:26 `titel` is not a key of `pages` | did you mean `title`?"],
        ),
        ("[pages]\nfaq = { file = 'faq.md', title = ' ' }", &[good], &["error bad-value ladder.toml:8:34"]),
        (
            "[pages]\n'our process' = 'faq.md'",
            &[good],
            &["error bad-id ladder.toml:8:1 `our process` cannot be an id"],
        ),
        (
            "[pages]\n'index.html' = 'faq.md'",
            &[good],
            &["error bad-id ladder.toml:8:1 the page id `index.html`"],
        ),
        (
            "[pages]\nfaq = 'faq.md'\nFAQ = 'b.md'",
            &[good, ("b.md", b"# B\n")],
            &["error duplicate-page ladder.toml:9:1 the page id `FAQ` differs from `faq` in case only"],
        ),
        (
            "[pages]\nfaq = 'faq.md'\nfaq = 'b.md'",
            &[good],
            &["error toml-syntax ladder.toml:9:1 duplicate key"],
        ),
        (
            "[pages]\na = 'faq.md'\nb = './faq.md'",
            &[good],
            &["error duplicate-page ladder.toml:9:5 `faq.md` is the file of another page, too"],
        ),
        (
            "[pages]\nfaq = 'fax.md'",
            &[("junior2.txt", b""), ("pages/x.md", b"")],
            &[
                "error missing-file ladder.toml:8:7 there is no file `fax.md`",
                "warning ignored-file",
                "warning ignored-file",
            ],
        ),
        (
            "[pages]\nfaq = 'pages/faqs.md'",
            &[("pages/faq.md", b"")],
            &[
                "error missing-file ladder.toml:8:7 there is no file `pages/faqs.md` in the ladder's folder, or it is a link that leads out of it | did you mean `pages/faq.md`?",
                "warning ignored-file",
            ],
        ),
        (
            "[pages]\nfaq = '../faq.md'",
            &[],
            &["error bad-value ladder.toml:8:7 `../faq.md` is not a file in"],
        ),
        ("[pages]\nfaq = '/faq.md'", &[], &["error bad-value ladder.toml:8:7"]),
        ("[pages]\nfaq = 'https://example.org/faq.md'", &[], &["error bad-value ladder.toml:8:7"]),
        ("[pages]\nfaq = ''", &[], &["error bad-value ladder.toml:8:7 `` is not a Markdown file"]),
        (
            "[pages]\nfaq = 'pages\\faq.md'",
            &[],
            &["error bad-value ladder.toml:8:7 `pages\\faq.md` is not written as a path"],
        ),
        (
            "[pages]\nfaq = 'faq.docx'",
            &[],
            &["error bad-value ladder.toml:8:7 `faq.docx` is not a Markdown file"],
        ),
        (
            "[pages]\njunior = 'junior.md'",
            &[],
            &[
                "warning unused-area",
                "error missing-file ladder.toml:6:6 the level `junior` has no file `junior.md` | `[pages]` makes a page of `junior.md`",
            ],
        ),
        (
            "[pages]\nfaq = 'faq.md'",
            &[("faq.md", b"")],
            &["error empty-file faq.md:1:1 the file is empty | begin it with the page's title"],
        ),
        ("[pages]\nfaq = 'faq.md'", &[("faq.md", b"Words.\n")], &["error untitled-page faq.md:1:1"]),
        (
            "[pages]\nfaq = 'faq.md'",
            &[("faq.md", b"# A\n\n\xC3\xA9 \xFF\n")],
            &["error invalid-utf8 faq.md:3:3"],
        ),
        ("[pages]\nfaq = 'faq.md'", &[("faq.md", b"# A\0\n")], &["warning nul-character faq.md:1:4"]),
    ];
    let mut wrong = String::new();
    for (toml, more, expected) in cases {
        let files = files(more, &format!("{toml}\n"));
        let told = told(&markdown::open(&files));
        let fits = |(told, expected): (&String, &&str)| told.starts_with(expected);
        let is_as_expected = told.len() == expected.len() && told.iter().zip(*expected).all(fits);
        if !is_as_expected {
            wrong += &format!("{toml}\n  is       {told:#?}\n  expected {expected:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_problem_of_a_page_names_its_place() {
    for (text, expected) in [
        ("<p>\nx\n</p>", "warning html faq.md:3:1"),
        ("é <b>y</b>", "warning html faq.md:3:3"),
        ("<!-- x -->", "warning html-comment faq.md:3:1"),
        ("[x](javascript:y)", "warning link-not-allowed faq.md:3:1"),
        ("[x](/about/)", "warning link-not-allowed faq.md:3:1"),
        ("[x](bands.pdf)", "warning link-not-allowed faq.md:3:1"),
        ("[x](../faq.md)", "warning link-not-allowed faq.md:3:1"),
        ("[x](https://example.org 'y')", "warning link-title faq.md:3:1"),
        (
            "[x](jumior.md)",
            "error unknown-link faq.md:3:1 `jumior.md` is the file of no level and no page | did you mean `junior.md`?",
        ),
        ("[x](junior.md#gone)", "warning unknown-link faq.md:3:1 the level `junior` has no place `#gone`"),
        (
            "[x](pages/process.md#gone)",
            "warning unknown-link faq.md:3:1 the page `process` has no heading `#gone`",
        ),
        ("![](a.png)", "warning missing-description faq.md:3:1"),
        ("![x](https://example.org/a.png)", "error image faq.md:3:1"),
        ("![x](../a.png)", "error image faq.md:3:1"),
        ("![x](a.bmp)", "error image faq.md:3:1"),
        ("# Again", "warning second-title faq.md:3:1"),
        ("##", "error empty-heading faq.md:3:1"),
        ("x[^1]\n\n[^1]: y z", "warning other-markdown faq.md:5:1"),
        ("x\n\n[y]: https://example.org", "warning unused-link faq.md:5:1"),
    ] {
        let (_, told) = page(&format!("# FAQ\r\n\r\n{text}\r\n"));
        assert!(told.iter().any(|told| told.starts_with(expected)), "{text}: {told:#?}");
    }
    let (_, told) = page("# *FAQ*\n");
    assert!(told[0].starts_with("warning marks-lost faq.md:1:1"), "{told:?}");
}

/// What cannot be a link or markup is shown as it is written, and what is not shown is named.
#[test]
fn nothing_is_dropped_in_silence() {
    for (text, shown, codes) in [
        ("a [x](javascript:y) b", "a x (javascript:y) b", vec!["link-not-allowed"]),
        ("a [x](gone.md) b", "a x (gone.md) b", vec!["unknown-link"]),
        ("a [x](https://example.org \"y\")", "a x", vec!["link-title"]),
        ("a <b>x</b>", "a <b>x</b>", vec!["html", "html"]),
        ("<div>\nx\n</div>", "<div>\nx\n</div>", vec!["html"]),
        ("a <!-- b -->", "a ", vec!["html-comment"]),
        ("![x](a.svg \"Source: HR\")", "x", vec!["link-title"]),
        ("![x][y]\n\n[y]: a.svg 'Source: HR'", "x", vec!["link-title"]),
        ("![x](a.bmp) a", " a", vec!["image"]),
        ("```sh\na\n```", "a", vec![]),
        ("```sh run.sh, twice\na\n```", "a", vec!["other-markdown"]),
        ("~~~ sh\ttitle='`x`'\na\n~~~", "a", vec!["other-markdown"]),
        ("    sh run\n    a", "sh run\na", vec![]),
        ("x[^1]\n\n[^1]: y z", "x[^1]", vec!["other-markdown"]),
        ("x[^1]", "x[^1]", vec![]),
    ] {
        let (page, told) = page(&format!("# FAQ\n\n{text}\n"));
        let said = match &page.blocks[0] {
            Block::Paragraph(spans) => rungs_ladder::page::plain(spans),
            Block::Code(code) => code.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(said, shown, "{text}");
        let found: Vec<_> = told.iter().filter_map(|told| told.split(' ').nth(1)).collect();
        assert_eq!(found, codes, "{text}: {told:?}");
    }
}

#[test]
fn the_names_of_files_are_found_in_what_can_be_read() {
    for (toml, expected) in [
        ("[pages]\na = 'a.md'\nb = { file = 'b/c.md' }\n", vec!["a.md", "b/c.md"]),
        ("\u{feff}[pages]\r\na = './a.md'\r\n", vec!["a.md"]),
        ("title = 'unfinished\n[pages]\na = 'a.md'\n", vec!["a.md"]),
        ("pages = 3", vec![]),
        ("[pages]\na = 3\nb = {}\nc = '../c.md'\nd = '/d.md'\ne = 'e.txt'\nf = '.git/f.md'", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(page_files(toml.as_bytes()), expected, "{toml}");
    }
    assert!(page_files(b"\xff[pages]\na = '\xff.md'").len() < 2);
}

#[test]
fn deep_pages_end_on_a_small_stack() {
    for (text, is_wrong) in [
        ("> ".repeat(20_000), true),
        ("- ".repeat(20_000) + "x", true),
        ((0..1000).map(|depth| "  ".repeat(depth) + "- x\n").collect(), true),
        ("*a **b ".repeat(20_000) + &"** c*".repeat(20_000), true),
        ("![".repeat(5_000) + &"](b.png)".repeat(5_000), true),
        ("[a".repeat(20_000) + &"](https://b)".repeat(20_000), false),
        ("| a ".repeat(1_000) + "|\n" + &"| - ".repeat(1_000) + "|\n" + &"| b ".repeat(1_000) + "|\n", false),
    ] {
        let work = move || {
            let files =
                files(&[("faq.md", format!("# A\n\n{text}\n").as_bytes())], "[pages]\nfaq = 'faq.md'\n");
            let reading = markdown::open(&files);
            assert_eq!(reading.has_errors(), is_wrong, "{:?}", reading.problems.first().map(tell));
        };
        thread::Builder::new().stack_size(512 * 1024).spawn(work).unwrap().join().unwrap();
    }
}

#[test]
fn a_level_is_changed_in_its_own_file() {
    let toml = "title = 'T'\n[theme]\nedit_url = 'https://example.org/{file}'\n";
    let file = |name: &str| SourceFile { name: name.into(), bytes: LEVEL.replace("Junior", name).into() };
    let files = [
        SourceFile { name: "ladder.toml".into(), bytes: toml.into() },
        file("Staff Engineer.md"),
        file("lead.md"),
    ];
    let (ladder, problems) = markdown::read(&files);
    let ladder = ladder.unwrap_or_else(|| panic!("{problems:?}"));
    let edit: Vec<_> = ladder.levels.iter().map(|level| ladder.branding.edit(&level.id).unwrap()).collect();
    assert_eq!(edit, ["https://example.org/Staff%20Engineer.md", "https://example.org/lead.md"]);
}
