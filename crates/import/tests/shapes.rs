//! Small sources of each shape, and what they are read as.

mod common;

use common::{file, lines, losses, one, workbook};
use rungs_import::{Mark, Options, Refusal, Role, import};

fn check(name: &str, text: &str, expected: &str) {
    assert_eq!(lines(&one(name, text)), expected, "{text}\n{:?}", one(name, text).report);
}

#[test]
fn headings_are_levels_and_areas() {
    check(
        "ladder.md",
        "# Our ladder\n\nWhat we ask for.\n\n## Junior Engineer\n\n### Craft\n\n- Writes small changes.\n- Asks early.\n\n### People\n\n- Helps newcomers.\n\n## Senior Engineer\n\n### Craft\n\n1. Designs **systems** that last.\n2. Reviews:\n   - code\n   - designs\n\n### People\n\n* **Mentoring**: Mentors others.\n\n## FAQ\n\n### Why?\n\n- Because we say so.\n",
        "Junior Engineer / Craft: Writes small changes.; Asks early.\n\
         Junior Engineer / People: Helps newcomers.\n\
         Senior Engineer / Craft: Designs systems that last.; Reviews: (code, designs)\n\
         Senior Engineer / People: [Mentoring] Mentors others.\n",
    );
}

#[test]
fn first_level_headings_and_paragraphs_are_levels_and_statements() {
    check(
        "ladder.md",
        "# Engineer I #\n\nWrites code with help of others.\n\nAsks for help when it is needed.\n\n_Experience: 2 years._\n\n# Engineer II #\n\nWrites code without help of others.\n\nHelps others with their code.\n",
        "Engineer I / Expectations: Writes code with help of others.; Asks for help when it is needed.\n\
         Engineer II / Expectations: Writes code without help of others.; Helps others with their code.\n",
    );
}

#[test]
fn bold_paragraphs_are_areas_and_headings_above_are_tracks() {
    check(
        "ladder.md",
        "# Ladder\n\n## Makers\n\n### Junior Engineer\n\n**Craft**\n\n- Writes code with help.\n- Tests it.\n\n**People:**\n\n- Listens to the team.\n\n### Senior Engineer\n\n**Craft**\n\n- Designs systems alone.\n\n**People:**\n\n- Teaches the team.\n- Hires.\n\n## Managers\n\n### Engineering Manager\n\n**Craft**\n\n- Knows the systems well.\n\n**People:**\n\n- Leads the team.\n- Hires people.\n",
        "Makers > Junior Engineer / Craft: Writes code with help.; Tests it.\n\
         Makers > Junior Engineer / People: Listens to the team.\n\
         Makers > Senior Engineer / Craft: Designs systems alone.\n\
         Makers > Senior Engineer / People: Teaches the team.; Hires.\n\
         Managers > Engineering Manager / Craft: Knows the systems well.\n\
         Managers > Engineering Manager / People: Leads the team.; Hires people.\n",
    );
}

#[test]
fn bullets_are_areas() {
    check(
        "ladder.md",
        "# Ladder\n\n## IC1\n\n- Impact: Delivers small projects.\n- Scope: Works on one team.\n\n## IC2\n\n- Impact\n  - Delivers large projects.\n  - Plans them.\n- Scope: Works on two teams.\n\n## IC3\n\n- Impact: Leads projects.\n- Scope:\n\n  - Works on all teams.\n",
        "IC1 / Impact: Delivers small projects.\nIC1 / Scope: Works on one team.\n\
         IC2 / Impact: Delivers large projects.; Plans them.\nIC2 / Scope: Works on two teams.\n\
         IC3 / Impact: Leads projects.\nIC3 / Scope: Works on all teams.\n",
    );
}

#[test]
fn bullets_name_their_level() {
    check(
        "skills.md",
        "# Skills\n\n## Craft\n\n### Code\n\n- L1: Writes code.\n- L2: Writes good code.\n\n### Tests\n\n- L1: Writes tests.\n- L2: Writes good tests.\n\n## People\n\n### Help\n\n- L1: Asks for it.\n- L2: Offers it.\n",
        "L1 / Craft: [Code] Writes code.; [Tests] Writes tests.\nL1 / People: [Help] Asks for it.\n\
         L2 / Craft: [Code] Writes good code.; [Tests] Writes good tests.\nL2 / People: [Help] Offers it.\n",
    );
}

#[test]
fn files_are_levels() {
    let files = [
        file("README.md", "# How to read this\n\n- Like a book.\n"),
        file(
            "senior.md",
            "---\ntitle: Senior Engineer\nweight: 2\n---\n\n## Craft\n\n- Designs.\n- Builds.\n",
        ),
        file(
            "junior.md",
            "---\ntitle: Junior Engineer\nweight: 1\n---\n\n## Craft\n\n### Code\n\n- Writes.\n- Reads.\n<!-- not yet -->\n",
        ),
        file("old_DEPRECATED.md", "# Old Engineer\n\n## Craft\n\n- Did things.\n"),
    ];
    let read = import(&files, &Options::default()).unwrap();
    assert_eq!(
        lines(&read),
        "Junior Engineer / Craft: [Code] Writes.; [Code] Reads.\nSenior Engineer / Craft: Designs.; Builds.\n"
    );
    assert_eq!(read.report.shape.levels, Mark::File);
    assert!(losses(&read).iter().any(|loss| loss.contains("Did things.")), "{:?}", losses(&read));
    assert!(losses(&read).iter().any(|loss| loss == "README.md:3:3 Like a book."), "{:?}", losses(&read));
}

#[test]
fn a_level_says_what_it_builds_on() {
    let files = [
        file(
            "a_staff.md",
            "Staff Engineer\n===\n\n*Same as Senior Engineer, but also...*\n\n### Should have\n\n- Led projects.\n- Hired.\n",
        ),
        file("b_senior.md", "Senior Engineer\n---\n\n### Should have\n\n- Built things.\n- Fixed things.\n"),
    ];
    let read = import(&files, &Options::default()).unwrap();
    let levels: Vec<(&str, Option<&str>)> = read
        .ladder
        .levels
        .iter()
        .map(|level| (level.id.as_str(), level.inherits.as_ref().map(|id| id.as_str())))
        .collect();
    assert_eq!(levels, [("senior-engineer", None), ("staff-engineer", Some("senior-engineer"))]);
}

const LONG: &str = "Junior / Craft: Writes code with help from others (for instance a fix)\nJunior / People: Asks the team for help early\nSenior / Craft: Designs systems that last for years\n";

#[test]
fn tables_have_a_row_for_each_statement() {
    for (name, text) in [
        ("a.csv", "Level,Area,Statement,Example\nJunior,Craft,Writes code with help from others,for instance a fix\n,People,Asks the team for help early,\n\nSenior,Craft,Designs systems that last for years,\n".to_owned()),
        ("b.tsv", "Our ladder\n\nGrade\tPillar\tExpectation\te.g.\nJunior\tCraft\tWrites code with help from others\tfor instance a fix\nJunior\tPeople\tAsks the team for help early\t\nSenior\tCraft\tDesigns systems that last for years\t\n".to_owned()),
        ("c.csv", "\u{feff}Stufe;Bereich;Erwartung;Beispiel\r\nJunior;Craft;Writes code with help from others;for instance a fix\r\nJunior;People;Asks the team for help early;\r\nSenior;Craft;\"Designs systems that last for years\";\r\n".to_owned()),
        ("d.md", "# Ladder\n\n| Level | Area | Statement | Example |\n| --- | --- | --- | --- |\n| Junior | Craft | Writes code with help from others | for instance a fix |\n| Junior | People | Asks the team for help early | |\n| Senior | Craft | Designs systems that last for years | |\n".to_owned()),
    ] {
        check(name, &text, LONG);
    }
}

const WIDE: &str = "Junior / Craft: Writes code with help.; Tests it well.\nJunior / People: Asks for help early.\n\
    Senior / Craft: Designs systems that last.\nSenior / People: Teaches.; Hires people for us.\n";

#[test]
fn tables_have_levels_as_columns_or_rows() {
    let html = "<table><tr><th>Area<th>Junior<th>Senior<tr><td>Craft<td><ul><li>Writes code with help.<li>Tests it well.</ul><td>Designs systems that last.<tr><td>People<td>Asks for help early.<td>Teaches.<br>Hires people for us.</table>\n";
    for (name, text) in [
        ("a.csv", ",Junior,Senior\nCraft,\"- Writes code with help.\n- Tests it well.\",Designs systems that last.\nPeople,Asks for help early.,\"Teaches.\nHires people for us.\"\n".to_owned()),
        ("b.csv", "Level,Craft,People\nJunior,\"• Writes code with help.\n• Tests it well.\",Asks for help early.\nSenior,Designs systems that last.,\"1. Teaches.\n2. Hires people for us.\"\n".to_owned()),
        ("c.md", "# Ladder\n\n|  | Junior | Senior |\n|---|---|---|\n| Craft | Writes code with help.<br>Tests it well. | Designs systems that last. |\n| People | Asks for help early. | Teaches.<br>Hires people for us. |\n".to_owned()),
        ("d.md", format!("# Ladder\n\n{html}")),
        ("e.html", format!("<!doctype html><html><head><title>x</title></head><body><h1>Ladder</h1>{html}</body></html>")),
    ] {
        check(name, &text, WIDE);
    }
    let rows = |rows: &[&[&str]]| {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect::<Vec<_>>()
    };
    let sheet = rows(&[
        &["", "Junior", "Senior"],
        &[],
        &["Craft", "Writes code with help.\nTests it well.", "Designs systems that last."],
        &["People", "Asks for help early.", "Teaches.\nHires people for us."],
    ]);
    let other = rows(&[&["Budget"], &["42"]]);
    let read = one("f.xlsx", workbook(&[("Ladder", sheet), ("Money", other)]));
    assert_eq!(lines(&read), WIDE);
    assert_eq!(losses(&read), ["f.xlsx [Money] A1 Budget", "f.xlsx [Money] A2 42"]);
}

#[test]
fn groups_of_rows_are_areas_and_rows_topics() {
    check(
        "a.csv",
        "Competency,Junior,Senior\nCraft,,\nCode,Writes code with help.,Writes code that lasts.\nTests,Writes tests with help.,Writes tests that last.\nPeople,,\nTeaching,Learns from all others.,Teaches all the others.\n",
        "Junior / Craft: [Code] Writes code with help.; [Tests] Writes tests with help.\nJunior / People: [Teaching] Learns from all others.\n\
         Senior / Craft: [Code] Writes code that lasts.; [Tests] Writes tests that last.\nSenior / People: [Teaching] Teaches all the others.\n",
    );
}

#[test]
fn encodings_are_found() {
    let text = "Stufe;Bereich;Erwartung\nJunior;Qualität;Prüft die Änderungen größerer Kollegen\nSenior;Qualität;Führt die Übungen für alle Züge\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes().to_vec(), latin, utf16] {
        let read = one("a.csv", bytes);
        assert_eq!(
            lines(&read),
            "Junior / Qualität: Prüft die Änderungen größerer Kollegen\nSenior / Qualität: Führt die Übungen für alle Züge\n"
        );
    }
}

#[test]
fn columns_can_be_named() {
    let text = "Wer,Was,Womit\nJunior,Schreibt Programme mit viel Hilfe,Editor und Geduld\nSenior,Schreibt Programme ohne jede Hilfe,Erfahrung\n";
    let options = Options {
        columns: vec![
            ("Wer".into(), Role::Level),
            ("Was".into(), Role::Statement),
            ("Womit".into(), Role::Example),
        ],
        ..Options::default()
    };
    let read = import(&[file("a.csv", text)], &options).unwrap();
    assert_eq!(
        lines(&read),
        "Junior / Expectations: Schreibt Programme mit viel Hilfe (Editor und Geduld)\nSenior / Expectations: Schreibt Programme ohne jede Hilfe (Erfahrung)\n"
    );
}

#[test]
fn data_is_read_by_its_description() {
    for (name, text, expected) in [
        (
            "records.yaml",
            "name: Ladder\nlevels:\n  - {id: j, name: Junior Engineer}\n  - {id: s, name: Senior Engineer}\nthemes:\n  - {id: c, name: Craft}\ncompetencies:\n  - summary: Writes code.\n    examples: [a fix]\n    level: j\n    theme: c\n  - {summary: Designs., level: s, theme: c}\n",
            "Junior Engineer / Craft: Writes code. (a fix)\nSenior Engineer / Craft: Designs.\n",
        ),
        (
            "areas.yml",
            "topics:\n  - title: Craft\n    content:\n      - level: 1\n        criteria:\n          -\t\"Writes code.\"\n      - level: 2\n        exampleCriteria:\n          - criteria: Designs.\n            examples:\n              - a plan\n",
            "Level 1 / Craft: Writes code.\nLevel 2 / Craft: Designs. (a plan)\n",
        ),
        (
            "levels.json",
            r#"{"levels": [{"name": "Junior Engineer", "areas": [{"name": "Craft", "statements": ["Writes code."]}]}, {"name": "Senior Engineer", "areas": [{"name": "Craft", "statements": [{"text": "Designs.", "examples": ["a plan"]}]}]}]}"#,
            "Junior Engineer / Craft: Writes code.\nSenior Engineer / Craft: Designs. (a plan)\n",
        ),
        (
            "craft.json",
            r#"{"L1": {"summary": "Writes code.", "detail": "With help."}, "L2": {"summary": "Designs.", "detail": ""}}"#,
            "L1 / Craft: Writes code. (With help.)\nL2 / Craft: Designs.\n",
        ),
        (
            "case.json",
            r#"{"CFDocument": {"identifier": "d", "title": "Ladder"}, "CFItems": [{"identifier": "1", "fullStatement": "Junior Engineer", "CFItemType": "Level"}, {"identifier": "2", "fullStatement": "Craft"}, {"identifier": "a3", "fullStatement": "Writes code."}], "CFAssociations": [{"associationType": "isChildOf", "originNodeURI": {"identifier": "2"}, "destinationNodeURI": {"identifier": "1"}}, {"associationType": "isChildOf", "originNodeURI": {"identifier": "a3"}, "destinationNodeURI": {"identifier": "2"}}]}"#,
            "Junior Engineer / Craft: Writes code.\n",
        ),
        (
            "rubric.json",
            r#"{"CFRubrics": [{"title": "R", "CFRubricCriteria": [{"description": "Craft", "CFRubricCriterionLevels": [{"quality": "Junior", "description": "Writes code."}, {"quality": "Senior", "description": "Designs."}]}]}]}"#,
            "Junior / Craft: Writes code.\nSenior / Craft: Designs.\n",
        ),
    ] {
        check(name, text, expected);
    }
}

#[test]
fn steps_become_the_statements_of_the_levels_that_ask_for_them() {
    let files = [
        file(
            "skills.json",
            r#"{"title": "Core", "path": "core", "topics": [{"title": "Code", "path": "code", "levels": [{"title": "One", "path": "1", "criteria": ["Reads code."]}, {"title": "Two", "path": "2", "criteria": ["Writes code.", "Tests it."]}]}]}"#,
        ),
        file(
            "roles.json",
            r#"{"title": "All", "departments": [{"title": "Tech", "roles": [{"title": "Maker", "levels": [{"title": "Junior Engineer", "competencies": {"required": ["core/code/1"]}}, {"title": "Senior Engineer", "competencies": {"required": ["core/code/2", "core/none/1"]}}]}]}]}"#,
        ),
    ];
    let read = import(&files, &Options::default()).unwrap();
    assert_eq!(
        lines(&read),
        "Junior Engineer / Core: [Code] Reads code.\nSenior Engineer / Core: [Code] Writes code.; [Code] Tests it.\n"
    );
    assert!(losses(&read).iter().any(|loss| loss.ends_with("core/none/1")), "{:?}", losses(&read));
}

#[test]
fn what_is_lost_has_its_place() {
    let text = "# Ladder\n\nFirst words.\n\n| A | B |\n|---|---|\n| one | two |\n\n## Junior Engineer\n\n### Craft\n\n- Writes.\n- Reads.\n\n## Senior Engineer\n\n### Craft\n\n- Designs.\n- Builds.\n\n## Questions and answers?\n\n- Is this lost?\n";
    let read = one("l.md", text);
    assert_eq!(
        losses(&read),
        [
            "l.md:5:2 A",
            "l.md:5:6 B",
            "l.md:7:2 one",
            "l.md:7:8 two",
            "l.md:23:1 Questions and answers?",
            "l.md:25:3 Is this lost?"
        ]
    );
    let skipping = Options { skip: vec!["questions*".into()], ..Options::default() };
    let read = import(&[file("l.md", text)], &skipping).unwrap();
    assert_eq!(read.report.skipped.len(), 2, "{:?}", read.report.skipped);
    assert_eq!(losses(&read).len(), 4);
}

#[test]
fn options_overrule_the_shape() {
    let text = "# One\n\n## Two\n\n### Three\n\n- Words.\n- More words.\n\n### Four\n\n- Further words.\n";
    let options = Options { levels: Mark::parse("h3"), areas: Some(Mark::None), ..Options::default() };
    let read = import(&[file("l.md", text)], &options).unwrap();
    assert_eq!(
        lines(&read),
        "Three / Expectations: Words.; More words.\nFour / Expectations: Further words.\n"
    );
    assert!(read.report.options(&options).starts_with("--levels h3 --areas none"));
}

#[test]
fn no_ladder_is_said() {
    for (name, text) in [
        ("a.md", "# Hello\n\nWords.\n"),
        ("b.csv", "a,b\n1,2\n"),
        ("c.yaml", "a: 1\n"),
        ("d.json", "[]"),
        ("e.md", ""),
    ] {
        let read = import(&[file(name, text)], &Options::default());
        assert_eq!(read.err(), Some(Refusal::NoLadder), "{name}");
    }
}
