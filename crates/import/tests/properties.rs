//! Every word of a source stands in the ladder or in the report, and nothing makes a reader panic.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "the helpers of tests")]

mod common;

use std::collections::HashSet;

use common::{file, workbook};
use proptest::collection::vec;
use proptest::prelude::*;
use rungs_import::{Options, Refusal, SourceFile, import};
use rungs_ladder::markdown;

/// Words that are seen nowhere else: `q7z`.
fn marked(text: &str) -> HashSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| {
            word.len() > 2
                && word.starts_with('q')
                && word.ends_with('z')
                && word[1..word.len() - 1].bytes().all(|byte| byte.is_ascii_digit())
        })
        .collect()
}

/// Numbers the placeholders of a source, so that each word is its own.
fn number(template: &str) -> String {
    let mut out = String::new();
    for (at, part) in template.split('¤').enumerate() {
        if at > 0 {
            out.push_str(&format!("q{at}z"));
        }
        out.push_str(part);
    }
    out
}

fn keeps_all(files: &[SourceFile], words: &str) -> Result<(), TestCaseError> {
    let read = match import(files, &Options::default()) {
        Ok(read) => read,
        Err(Refusal::NoLadder) => return Ok(()),
        Err(other) => return Err(TestCaseError::fail(format!("{other}\n{words}"))),
    };
    let mut kept: String =
        read.files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned() + "\n").collect();
    kept.push_str(&read.report.to_text(&read.ladder, &Options::default(), "rungs import"));
    let missing: Vec<&str> = marked(words).difference(&marked(&kept)).copied().collect();
    prop_assert!(missing.is_empty(), "{missing:?} is missing of:\n{words}\nin:\n{kept}");
    // What is written reads back without an error, and a second import gives the same bytes.
    let (again, problems) = markdown::read(&read.files);
    prop_assert_eq!(again.as_ref(), Some(&read.ladder), "{:?}", problems);
    prop_assert_eq!(import(files, &Options::default()).unwrap().files, read.files);
    Ok(())
}

fn markdown_block() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "# ¤ Ladder ¤\n\n",
        "## Junior Engineer\n\n",
        "## Senior Engineer ¤\n\n",
        "## ¤\n\n",
        "### Craft\n\n",
        "### People ¤\n\n",
        "#### ¤\n\n",
        "- ¤ ¤.\n- **¤**: ¤\n",
        "- ¤\n  - ¤ `¤`\n    - ¤\n\n  ¤\n",
        "* Impact: ¤\n* Impact\n  * ¤\n",
        "1. ¤ [¤](https://example.org/¤)\n2. *¤* **¤**\n",
        "- L1: ¤\n- L2: ¤ ¤\n",
        "¤ ¤ ¤.\n\n",
        "**Craft**\n\n",
        "**¤:**\n\n",
        "_Experience: ¤ years_\n\n",
        "*Same as ¤, but also…*\n\n",
        "> ¤\n> - ¤\n\n",
        "```\n¤\n  ¤\n```\n\n",
        "<!-- ¤ -->\n\n",
        "| ¤ | Junior | Senior |\n|---|---|---|\n| Craft | ¤ ¤ ¤ | ¤<br>¤ |\n| ¤ | ¤ | ¤ |\n\n",
        "| ¤ |\n|---|\n| ¤ |\n\n",
        "<table><tr><th>Area</th><th>Junior</th><th>Senior</th></tr>\n\n<tr><td rowspan=2>¤</td><td><ul><li>¤ ¤ ¤<li>¤</ul></td><td colspan=3>¤ <b>¤</b><!-- ¤ --></td></tr><tr><td>¤</td></table>\n\n",
        "<ul><li>¤</li><li>¤<ul><li>¤</li></ul></li></ul>\n\n",
        "<div>¤ <img src=\"¤\" alt=\"¤\"></div>\n\n",
        "![¤](¤.png \"¤\")\n\n",
        "[¤]: https://example.org/¤\n\n",
        "¤\n===\n\n",
        "¤\n---\n\n",
        "- [ ] ¤\n- [x] ¤\n",
        "- ¤\\\n  ¤  \n  ¤\n",
        "- # ¤\n- > ¤\n",
        "{{< ¤ >}}\n\n",
        "---\n\n",
        "- [¤](#¤)\n- [¤](¤.md)\n",
    ]);
    fixed.prop_map(str::to_owned)
}

fn markdown_file() -> impl Strategy<Value = String> {
    let front = prop::sample::select(vec![
        "",
        "",
        "---\ntitle: ¤\nweight: 3\nother: ¤\n---\n",
        "---\n¤\n---\n",
        "+++\ntitle = \"¤\"\n+++\n",
        "---\na: [¤\n---\n",
    ]);
    (front, vec(markdown_block(), 0..14)).prop_map(|(front, blocks)| format!("{front}{}", blocks.concat()))
}

fn cell() -> impl Strategy<Value = String> {
    let cells = vec![
        "",
        "",
        "¤",
        "¤ ¤ ¤",
        "- ¤\n- ¤ ¤",
        "¤\n¤",
        "• ¤\n  - ¤\n¤",
        "Junior",
        "Senior",
        "Level",
        "Area",
        "Statement",
        "Example",
        "¤ / ¤",
        "n/a",
        "L1",
        "\"¤\", ¤;",
        "1. ¤",
    ];
    prop::sample::select(cells).prop_map(str::to_owned)
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let header = prop::sample::select(vec![
        vec!["Level", "Area", "Statement", "Example"],
        vec!["", "Junior", "Senior", "Staff"],
        vec!["Area", "Topic", "Junior Engineer", "Senior Engineer"],
        vec!["Level", "Craft", "People ¤", ""],
        vec!["¤", "¤", "¤"],
    ]);
    (header, vec(vec(cell(), 0..5), 0..8)).prop_map(|(header, mut rows)| {
        rows.insert(0, header.into_iter().map(str::to_owned).collect());
        rows
    })
}

/// Gives the placeholders of all cells numbers that go on.
fn numbered(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let joined: String = rows.iter().map(|row| row.join("\u{1}")).collect::<Vec<_>>().join("\u{2}");
    number(&joined).split('\u{2}').map(|row| row.split('\u{1}').map(str::to_owned).collect()).collect()
}

fn separated(rows: &[Vec<String>], separator: char) -> String {
    let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter()
        .map(|row| row.iter().map(quote).collect::<Vec<_>>().join(&separator.to_string()) + "\n")
        .collect()
}

/// A value of YAML or JSON as JSON, with the keys of ladders.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "\"¤\"",
        "\"¤ ¤\"",
        "\"L1\"",
        "\"Junior Engineer\"",
        "1",
        "null",
        "true",
        "\"\"",
        "\"- ¤\\n- ¤\"",
        "\"core/code/1\"",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 5, |inner| {
        let key = prop::sample::select(vec![
            "name",
            "title",
            "summary",
            "levels",
            "topics",
            "areas",
            "competencies",
            "criteria",
            "examples",
            "level",
            "theme",
            "content",
            "L1",
            "L2",
            "statements",
            "id",
            "detail",
            "roles",
            "required",
            "steps",
            "skills",
            "CFItems",
            "fullStatement",
            "identifier",
        ]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(", "))),
            vec((key, inner), 0..5).prop_map(|entries| {
                let mut seen = HashSet::new();
                let entries: Vec<String> = entries
                    .into_iter()
                    .filter(|(key, _)| seen.insert(*key))
                    .map(|(key, value)| format!("\"{key}\": {value}"))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_word_of_markdown_is_dropped(text in markdown_file()) {
        let text = number(&text);
        keeps_all(&[file("ladder.md", text.clone())], &text)?;
    }

    #[test]
    fn no_word_of_a_folder_is_dropped(texts in vec(markdown_file(), 1..4)) {
        let joined = number(&texts.join("\u{1}"));
        let names = ["junior.md", "senior.md", "README.md", "staff_engineer.md"];
        let files: Vec<SourceFile> = joined.split('\u{1}').zip(names).map(|(text, name)| file(name, text)).collect();
        keeps_all(&files, &joined)?;
    }

    #[test]
    fn no_word_of_a_table_is_dropped(rows in rows(), separator in prop::sample::select(vec![',', ';', '\t'])) {
        let text = separated(&numbered(rows), separator);
        keeps_all(&[file("ladder.csv", text.clone())], &text)?;
    }

    #[test]
    fn no_word_of_a_workbook_is_dropped(first in rows(), second in rows()) {
        let all = numbered([first.clone(), vec![vec!["\u{3}".to_owned()]], second].concat());
        let at = all.iter().position(|row| row == &["\u{3}"]).unwrap();
        let (one, two) = (all[..at].to_vec(), all[at + 1..].to_vec());
        let words = separated(&all, ',');
        keeps_all(&[file("ladder.xlsx", workbook(&[("Ladder", one), ("More", two)]))], &words)?;
    }

    #[test]
    fn no_word_of_data_is_dropped(text in value(), as_yaml in any::<bool>()) {
        let text = number(&text);
        keeps_all(&[file(if as_yaml { "ladder.yaml" } else { "ladder.json" }, text.clone())], &text)?;
    }

    #[test]
    fn whatever_a_cell_says_the_ladder_reads_back(cells in vec("[-*_#>`{}\\\\\\[\\]():.!&~+=|<0-9a-zé：　 ]{1,24}", 6)) {
        let rows = vec![
            vec![String::new(), "Junior".into(), "Senior".into()],
            vec![cells[0].clone(), format!("Writes {} code.", cells[1]), cells[2].clone()],
            vec![cells[3].clone(), cells[4].clone(), format!("{} designs all of it.", cells[5])],
        ];
        match import(&[file("ladder.csv", separated(&rows, ','))], &Options::default()) {
            Ok(read) => prop_assert!(markdown::read(&read.files).0 == Some(read.ladder)),
            Err(refusal) => prop_assert_eq!(refusal, Refusal::NoLadder),
        }
    }

    #[test]
    fn nothing_makes_a_reader_panic(bytes in vec(any::<u8>(), 0..300), text in "\\PC{0,200}", ending in prop::sample::select(vec!["md", "csv", "tsv", "xlsx", "ods", "yaml", "json", "html", "txt"])) {
        let name = format!("a.{ending}");
        let _ = import(&[file(&name, bytes)], &Options::default());
        let _ = import(&[file(&name, text)], &Options::default());
    }
}
