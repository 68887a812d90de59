//! A comparison to take away: as a Markdown table, and as CSV.

use super::row::{Cell, Change, Row};
use super::table::{Relation, Table};
use crate::model::ladder::Point;
use crate::write::print;

/// The words for what becomes of a thread: a step up raises, two levels side by side differ.
pub(super) fn word(change: Change, relation: Relation) -> &'static str {
    match (relation, change) {
        (Relation::Up, Change::New) => "new",
        (Relation::Up, Change::Raised) => "raised",
        (Relation::Up, Change::Carried) => "carried over",
        (Relation::Up, Change::Gone) => "gone",
        (_, Change::New) => "only here",
        (_, Change::Raised) => "different",
        (_, Change::Carried) => "the same",
        (_, Change::Gone) => "not here",
    }
}

impl Table<'_> {
    /// The word for what becomes of `row` in `column`; `None` where nothing does.
    pub fn word(&self, row: &Row, column: usize) -> Option<&'static str> {
        let step = self.steps.get(column.checked_sub(1)?)?;
        Some(word(row.change(column)?, step.relation))
    }
}

/// The table in GitHub Flavored Markdown (section 4.10, "Tables"), a row a line. Each cell says in bold what has
/// become of its row since the column before.
pub fn markdown(table: &Table) -> String {
    let mut out = String::from("| Area | Topic |");
    for level in &table.levels {
        out.push(' ');
        push_cell(&mut out, &level.title);
        out.push_str(" |");
    }
    out.push_str("\n| --- | --- |");
    table.levels.iter().for_each(|_| out.push_str(" --- |"));
    out.push('\n');
    for area in &table.areas {
        for row in &area.rows {
            out.push_str("| ");
            push_cell(&mut out, &area.area.title);
            out.push_str(" | ");
            push_cell(&mut out, row.topic.map_or("", |topic| &topic.title));
            out.push_str(" |");
            for column in 0..table.levels.len() {
                if let Some(word) = table.word(row, column) {
                    out.push_str(" **");
                    out.push_str(word);
                    out.push_str("**");
                }
                if let Some(cell) = row.cell(column) {
                    out.push(' ');
                    push_cell(&mut out, &print::text(&cell.statement.text));
                    push_points(&mut out, &cell.statement.children);
                }
                out.push_str(" |");
            }
            out.push('\n');
        }
    }
    out
}

/// Cells are lines: a break becomes `<br>`, and a pipe would end the cell.
fn push_cell(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '|' => out.push_str("\\|"),
            // Printed text breaks a line with a backslash before its end.
            '\n' => {
                out.pop();
                out.push_str("<br>");
            }
            _ => out.push(letter),
        }
    }
}

fn push_points(out: &mut String, points: &[Point]) {
    for point in points {
        out.push_str("<br>• ");
        push_cell(out, &print::text(&point.text));
        push_points(out, &point.children);
    }
}

/// What stands between the columns of a CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A semicolon, as where a comma stands before the fraction of a number.
    Semicolon,
}

impl Separator {
    /// The sign.
    pub fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Comma => Self::Semicolon,
            Self::Semicolon => Self::Comma,
        }
    }
}

/// The table as CSV (RFC 4180: CRLF, quotes doubled), in UTF-8 with a byte order mark, which Excel needs to read it as such. A line
/// `sep=;`, which only Excel knows, would take that away again: so whoever asks says what the reader's spreadsheet expects. A column before each level but the first says what has become of the row. A field that a
/// spreadsheet would take for a formula has an apostrophe before it (OWASP, "CSV Injection").
pub fn csv(table: &Table, separator: Separator) -> String {
    let separator = separator.sign();
    let mut out = String::from("\u{feff}");
    push_field(&mut out, "Area");
    out.push(separator);
    push_field(&mut out, "Topic");
    for (column, level) in table.levels.iter().enumerate() {
        if column > 0 {
            out.push(separator);
            push_field(&mut out, "Change");
        }
        out.push(separator);
        push_field(&mut out, &level.title);
    }
    out.push_str("\r\n");
    for area in &table.areas {
        for row in &area.rows {
            push_field(&mut out, &area.area.title);
            out.push(separator);
            push_field(&mut out, row.topic.map_or("", |topic| &topic.title));
            for column in 0..table.levels.len() {
                if column > 0 {
                    out.push(separator);
                    push_field(&mut out, table.word(row, column).unwrap_or_default());
                }
                out.push(separator);
                push_field(&mut out, &row.cell(column).map(plain).unwrap_or_default());
            }
            out.push_str("\r\n");
        }
    }
    out
}

/// What a cell says, its points on lines below.
fn plain(cell: &Cell) -> String {
    fn add(out: &mut String, points: &[Point]) {
        for point in points {
            out.push_str("\n• ");
            out.push_str(&point.text.to_plain());
            add(out, &point.children);
        }
    }
    let mut out = cell.statement.text.to_plain();
    add(&mut out, &cell.statement.children);
    out
}

fn push_field(out: &mut String, text: &str) {
    out.push('"');
    if text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        out.push('\'');
    }
    for letter in text.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Comparison;
    use crate::example::draft;
    use crate::model::ladder::{Draft, Ladder};
    use crate::model::text::{Inline, Mark, Text};

    fn table_of(change: impl Fn(&mut Draft), told: impl Fn(&Table) -> String) -> String {
        let mut draft = draft();
        change(&mut draft);
        let ladder = Ladder::new(draft).unwrap();
        told(&Table::new(&ladder, &Comparison::parse(&ladder, "levels=junior,senior")))
    }

    #[test]
    fn markdown_tables_hold_any_text() {
        let plain = table_of(|_| {}, markdown);
        assert_eq!(
            plain,
            "| Area | Topic | JUNIOR | SENIOR |\n| --- | --- | --- | --- |\n\
             | Craft | CODE | Writes. | **raised** Writes more. |\n| Craft | REVIEW | | **new** Reviews. |\n\
             | Craft |  | Asks. | **carried over** Asks. |\n"
        );
        let odd = table_of(
            |draft| {
                let statement = &mut draft.levels[0].sections[0].statements[0];
                statement.text = Text::from(vec![
                    Inline::Words("a | b".into()),
                    Inline::Break,
                    Inline::Mark(Mark::Code("c|d".into())),
                ]);
                statement.children = vec![Point { text: Text::plain("*x*"), children: vec![] }];
            },
            markdown,
        );
        assert!(odd.contains(r"| a \| b<br>`c\|d`<br>• \*x\* |"), "{odd}");
    }

    #[test]
    fn csv_is_read_by_spreadsheets_as_text() {
        let plain = table_of(|_| {}, |table| csv(table, Separator::Comma));
        assert_eq!(
            plain,
            "\u{feff}\"Area\",\"Topic\",\"JUNIOR\",\"Change\",\"SENIOR\"\r\n\
             \"Craft\",\"CODE\",\"Writes.\",\"raised\",\"Writes more.\"\r\n\
             \"Craft\",\"REVIEW\",\"\",\"new\",\"Reviews.\"\r\n\
             \"Craft\",\"\",\"Asks.\",\"carried over\",\"Asks.\"\r\n"
        );
        let other = table_of(|_| {}, |table| csv(table, Separator::Semicolon));
        assert_eq!(other, plain.replace("\",\"", "\";\""));
        for (text, expected) in [
            ("Says \"no\", often", "\"Says \"\"no\"\", often\""),
            ("=1+2", "\"'=1+2\""),
            ("+x", "\"'+x\""),
            ("-x", "\"'-x\""),
            ("@x", "\"'@x\""),
            (" =x", "\"' =x\""),
            ("＝x", "\"'＝x\""),
            ("x=1", "\"x=1\""),
        ] {
            let mut field = String::new();
            push_field(&mut field, text);
            assert_eq!(field, expected);
        }
    }
}
