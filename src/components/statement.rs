//! One expectation, on its own level's page and on those of the levels above it.

use rungs_ladder::inherit::Inherited;
use rungs_ladder::ladder::{Level, Point, Statement};

use super::copy::copy_button;
use super::el::{El, el};
use super::text::{self, Highlight};
use crate::browser::location;
use crate::site::Site;

/// A statement where it belongs: its topic is its own link, and a button copies that link. Without a topic, its
/// `number` stands for it.
pub fn own(site: Site, level: &'static Level, statement: &'static Statement, number: usize) -> El {
    let (label, name) = match topic(site, statement) {
        Some(topic) => (topic.to_owned(), topic.to_owned()),
        None => (number.to_string(), ["statement ", &number.to_string()].concat()),
    };
    let link = move || [location::origin(), site.statement_href(level, &statement.id)].concat();
    let copy = copy_button("copy-link needs-app", "Link copied.", link)
        .attr("aria-label", ["Copy link to ", &name].concat())
        .add(el("span").class("icon-link").attr("aria-hidden", "true"));
    el("li")
        .class("statement")
        .attr("id", statement.id.as_str())
        .attr("tabindex", "-1")
        .add(el("a").class("topic").attr("href", site.statement_href(level, &statement.id)).add(label))
        .add(says(statement))
        .add(copy)
}

/// A statement on the page of a level above its own; it links to where it belongs.
pub fn inherited(site: Site, origin: &'static Level, inherited: Inherited<'static>) -> El {
    let Inherited { statement, superseded_by } = inherited;
    let topic = topic(site, statement).map(|title| {
        el("a").class("topic").attr("href", site.statement_href(origin, &statement.id)).add(title)
    });
    let item = el("li").add(topic);
    match superseded_by {
        None => item.class("statement").add(says(statement)),
        Some((level, by)) => {
            let successor = el("a").attr("href", site.statement_href(level, &by.id));
            let successor = successor.add("the words of ").add(level.title.as_str());
            let successor = el("p").class("successor").add("Replaced by ").add(successor);
            item.class("statement superseded").add(says(statement).add(successor))
        }
    }
}

fn topic(site: Site, statement: &'static Statement) -> Option<&'static str> {
    let topic = site.ladder.topic(statement.topic.as_ref()?)?;
    Some(topic.title.as_str())
}

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
