//! What stands in a cell: one text, or several items that line breaks or bullets set off.

use rungs_ladder::text::{Inline, Text};

use crate::flow;
use crate::outline::{Cell, Item, Kind, Outline, Place};

/// Signs that set off an item at the start of a line.
const BULLETS: [char; 14] = ['-', '*', '•', '·', '–', '—', '◦', '▪', '●', '○', '■', '‣', '→', '+'];

/// A cell of plain words, as a table of text or a sheet has it.
pub(crate) fn from_words(words: &str, place: Place, outline: &mut Outline) -> Cell {
    let lines: Vec<(Text, usize)> = words
        .lines()
        .map(|line| {
            let indent =
                line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
            (flow::one_line(line), indent)
        })
        .collect();
    from_lines(lines, place, outline)
}

/// A cell of running text, in which breaks part the lines.
pub(crate) fn from_text(text: Text, place: Place, outline: &mut Outline) -> Cell {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for piece in flow::pieces(&text) {
        match (piece, lines.last_mut()) {
            (Inline::Break, _) => lines.push(Vec::new()),
            (piece, Some(line)) => line.push(piece),
            (_, None) => {}
        }
    }
    from_lines(lines.into_iter().map(|line| (line.into(), 0)).collect(), place, outline)
}

/// Items of lines, each with its indent.
fn from_lines(lines: Vec<(Text, usize)>, place: Place, outline: &mut Outline) -> Cell {
    let mut items: Vec<Item> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut bulleted = false;
    for (text, indent) in lines {
        if text.is_empty() {
            continue;
        }
        let (text, has_bullet) = match without_bullet(&text) {
            Some(text) => (text, true),
            None => (text, false),
        };
        if text.is_empty() {
            continue;
        }
        bulleted |= has_bullet;
        let leaf = outline.add(text, place, Kind::Cell);
        let above = indents.last().copied().unwrap_or(0);
        match items.last_mut() {
            // Further words of the item above.
            Some(last) if bulleted && !has_bullet => match last.items.last_mut() {
                Some(inner) => inner.more.push(leaf),
                None => last.more.push(leaf),
            },
            Some(last) if has_bullet && indent > above + 1 => last.items.push(Item::of(leaf)),
            _ => {
                items.push(Item::of(leaf));
                indents.push(indent);
            }
        }
    }
    Cell { items, bulleted, columns: 1, rows: 1, repeats: false }
}

/// The text without the bullet or the number that it begins with.
fn without_bullet(text: &Text) -> Option<Text> {
    let mut pieces = flow::pieces(text);
    let Some(Inline::Words(words)) = pieces.first_mut() else { return None };
    let rest = words
        .strip_prefix(BULLETS)
        .filter(|rest| {
            rest.starts_with([' ', '\u{a0}', '\t']) || words.starts_with(['•', '●', '▪', '■', '‣', '·'])
        })
        .or_else(|| without_number(words))?;
    *words = rest.trim_start().to_owned();
    if words.is_empty() {
        pieces.remove(0);
    }
    Some(pieces.into())
}

/// `1. words`, `2) words`.
fn without_number(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    (1..=2)
        .contains(&digits)
        .then(|| rest.strip_prefix(['.', ')']))
        .flatten()
        .filter(|rest| rest.starts_with(' '))
}
