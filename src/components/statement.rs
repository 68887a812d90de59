//! What a statement says, built by hand for the pages that are not components yet.

use rungs_ladder::ladder::{Point, Statement};

use super::el::{El, el};
use super::text::{self, Highlight};

/// What a statement says, with its points.
pub fn says(statement: &'static Statement) -> El {
    says_with(statement, text::PLAIN)
}

/// What a statement says, with parts that stand out.
pub fn says_with(statement: &'static Statement, highlight: Highlight) -> El {
    let mut words = el("p");
    text::add(&mut words, &statement.text, highlight);
    el("div").class("says").add(words).add(points(&statement.children, highlight))
}

/// The points below a statement, if there are any.
pub fn points(points: &'static [Point], highlight: Highlight) -> Option<El> {
    let item = |point: &'static Point| {
        let mut item = el("li");
        text::add(&mut item, &point.text, highlight);
        item.add(self::points(&point.children, highlight))
    };
    (!points.is_empty()).then(|| el("ul").class("points").each(points, item))
}
