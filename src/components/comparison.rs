//! The table of a comparison.

use rungs_ladder::compare::{
    AreaRows, Cell, Change, Comparison, Row, Rows, Table, WordChange, Wording, changes,
};
use rungs_ladder::ladder::Level;

use super::el::{El, el};
use super::text::PLAIN;
use super::{choice, statement};
use crate::browser::overflow;
use crate::site::Site;

/// The table, in a region that scrolls where it must. On a narrow screen two neighbouring columns show at a time,
/// and buttons above say which.
pub fn table(site: Site, table: &Table<'static>, chosen: &Comparison) -> El {
    if table.areas.is_empty() {
        let words = if chosen.rows == Rows::Differences {
            "Nothing differs here. Clear “Only what differs” to see what stays the same."
        } else {
            "None of these levels says anything here."
        };
        return el("p").class("empty").add(words);
    }
    let mut caption = String::from("What is asked of ");
    let mut head = el("tr").add(el("th").attr("scope", "col").add("Topic"));
    let mut pairs = el("fieldset").class("pairs").add(el("legend").class("unseen").add("Levels shown"));
    let mut before: Option<&Level> = None;
    for (column, level) in table.levels.iter().enumerate() {
        if let Some(before) = before {
            caption.push_str(", ");
            pairs = pairs.add(view_pair(chosen, column - 1, before, level));
        }
        caption.push_str(&level.title);
        head = head.add(view_head(site, chosen, column, level, before));
        before = Some(level);
    }
    let rows = el("table")
        .add(el("caption").add(caption.clone()))
        .add(el("thead").add(head))
        .each(&table.areas, |area| view_area(site, table, area, chosen.wording));
    overflow::mark_soon();
    el("div")
        .class(["columns columns-", &table.levels.len().to_string()].concat())
        .attr("data-from", chosen.first.to_string())
        .add((table.levels.len() > 2).then_some(pairs))
        .add(el("div").class("table-region").attr("data-region", caption).add(rows))
}

/// Chooses the two columns from `first` on for a narrow screen.
fn view_pair(chosen: &Comparison, first: usize, left: &'static Level, right: &'static Level) -> El {
    let query = Comparison { first, ..chosen.clone() }.to_query();
    let input = choice::tick("radio", chosen.first == first, query)
        .attr("name", "_pair")
        .attr("id", ["_pair-", &first.to_string()].concat());
    let words = el("span").add(left.short.as_str()).add(" and ").add(right.short.as_str());
    el("label").add(input).add(words)
}

fn view_head(
    site: Site,
    chosen: &Comparison,
    column: usize,
    level: &'static Level,
    before: Option<&Level>,
) -> El {
    let number = column.to_string();
    let button = |id: &str, name: &[&str], sign: &'static str, changed: Comparison| {
        choice::button(changed.to_query())
            .attr("id", [id, &number].concat())
            .attr("aria-label", name.concat())
            .add(el("span").attr("aria-hidden", "true").add(sign))
    };
    let swap = before.map(|before| {
        let mut swapped = chosen.clone();
        swapped.swap_with_previous(column);
        button("_swap-", &["Swap ", &before.title, " and ", &level.title], "⇄", swapped)
    });
    let mut without = chosen.clone();
    without.choose(column, None);
    let remove = button("_remove-", &["Take out ", &level.title], "×", without);
    el("th")
        .attr("scope", "col")
        .class(site.accent(level))
        .add(el("a").attr("href", site.level_href(level)).add(level.title.as_str()))
        .add(el("span").class("column-actions screen-only").add(swap).add(remove))
}

fn view_area(site: Site, table: &Table<'static>, area: &AreaRows<'static>, wording: Wording) -> El {
    let width = (table.levels.len() + 1).to_string();
    let title = el("th").attr("scope", "rowgroup").attr("colspan", width).add(area.area.title.as_str());
    el("tbody").add(el("tr").class("area-row").add(title)).each(&area.rows, |row| {
        let topic = match (row.topic, row.guess) {
            (Some(topic), _) => el("span").add(topic.title.as_str()),
            (None, true) => el("span").class("guess").add("A guess: alike in words"),
            (None, false) => el("span").class("guess").add("No topic"),
        };
        let mut line = el("tr").add(el("th").attr("scope", "row").add(topic));
        for column in 0..table.levels.len() {
            line = line.add(view_cell(site, table, row, column, wording));
        }
        line
    })
}

fn view_cell(site: Site, table: &Table<'static>, row: &Row<'static>, column: usize, wording: Wording) -> El {
    let change = row.change(column);
    let mark = table.word(row, column).map(|word| {
        let class = match change {
            Some(Change::New) => "mark new",
            Some(Change::Raised) if word == "raised" => "mark raised",
            Some(Change::Raised) => "mark other",
            Some(Change::Gone) => "mark gone",
            _ => "mark carried",
        };
        el("p").class(class).add(word)
    });
    let cell = el("td").add(mark);
    let Some(said) = row.cell(column) else {
        let nothing = change.is_none().then(|| {
            let sign = el("span").attr("aria-hidden", "true").add("—");
            el("p").class("nothing").add(sign).add(el("span").class("unseen").add("not asked"))
        });
        return cell.add(nothing);
    };
    let inherited = table.levels.get(column).is_some_and(|level| level.id != said.origin.id);
    let origin = inherited.then(|| {
        let link = el("a").attr("href", site.statement_href(said.origin, &said.statement.id));
        el("p").class("from").add("from ").add(link.add(said.origin.title.as_str()))
    });
    let before = column.checked_sub(1).and_then(|before| row.cell(before));
    let changed = match (change, before, wording) {
        (Some(Change::Raised), Some(before), Wording::Marked) => view_changes(before, said),
        _ => None,
    };
    cell.add(changed.unwrap_or_else(|| statement::says(said.statement))).add(origin)
}

/// A raised statement with the words marked that have changed.
fn view_changes(before: &Cell<'static>, said: &Cell<'static>) -> Option<El> {
    let pieces = changes(&before.statement.text, &said.statement.text)?;
    let mut words = el("p");
    for piece in pieces {
        words = match piece {
            WordChange::Same(same) => words.add(same),
            WordChange::Removed(removed) => words.add(el("del").add(removed)),
            WordChange::Added(added) => words.add(el("ins").add(added)),
        };
        words = words.add(" ");
    }
    Some(el("div").class("says").add(words).add(statement::points(&said.statement.children, PLAIN)))
}
