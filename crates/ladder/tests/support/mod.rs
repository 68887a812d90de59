//! Ladders by chance, in the one normal form that reading gives: what a test needs of them is that printing and
//! reading does not change them.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests; and not every one uses all of it"
)]

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rungs_ladder::aliases::Aliases;
use rungs_ladder::experience::Experience;
use rungs_ladder::fold;
use rungs_ladder::id::{AreaId, LevelId, RatingId, StatementId, TopicId, TrackId};
use rungs_ladder::ladder::{
    Area, Credit, Draft, Ladder, Level, LevelKind, Point, Rating, Scale, Section, Statement, Topic, Track,
};
use rungs_ladder::text::{Href, Inline, Link, Mark, Text};

/// Words that Markdown would read as something else, and words of many scripts.
pub fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z]{1,6}",
        2 => r##"[\\`*_\[\]<>&{}#+=~!|:.()0-9'" -]{1,8}"##,
        1 => "\\PC{1,6}",
        1 => any::<String>(),
        3 => proptest::sample::select(vec![
            "&amp;", "&#35;", "&", "&a", "#3;", "{#id}", "{#a-_b_-c}", "1.", "1)", "12", "- x", "+", "# x", "##", "```", "~~~",
            "<b>", "</b>", "<!-- x -->", "<https://a.b>", "https://example.org", "![", "!", "](", "[x](y)", "[a]: b", "é",
            "日本", "“x”", "\u{a0}", "a_b", "__", "_", "**", "***", "*", "\u{200b}", "\u{2028}", "Note:", "note", ":", "::", "x:",
            "Years of Experience: 5", "===", "---", "\\", "\\\\", "|", "> q", "\t", "  ", " ", "\n", "\r\n", "\0", "\u{1}",
            "Ⓐ", "€", "—", "e\u{301}", "🙂", "👩\u{200d}💻", "a b", "\u{feff}", "\u{7f}", "\u{85}",
        ]).prop_map(str::to_owned),
    ]
}

/// A line of words: a title or a label.
pub fn line() -> impl Strategy<Value = String> {
    vec(nasty(), 1..4)
        .prop_map(|words| one_line(&words.join(" ")))
        .prop_map(|line| if line.is_empty() { "x".into() } else { line })
}

pub fn one_line(words: &str) -> String {
    let spaces = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];
    words
        .split(spaces)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\0', "\u{fffd}")
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let code = prop_oneof!["[a-z` ]{1,6}", "[^\\n\\r\\x00]{1,5}", r##"[\]\[()<>:"'`\\{}#&!a ]{1,5}"##];
    let leaf = prop_oneof![
        6 => nasty().prop_map(Inline::Words),
        1 => Just(Inline::Break),
        1 => code.prop_map(|code| Inline::Mark(Mark::Code(code))),
    ];
    let item = leaf.prop_recursive(4, 16, 4, |inner| {
        let text = vec(inner, 1..4).prop_map(Text::from);
        let url = prop_oneof![
            r##"https://[a-z0-9.()_*~&;#\\`<>\[\]"'!é日-]{0,12}"##,
            "mailto:[a-z@.]{1,8}",
            Just("HTTP://x/?a=1&amp;b".to_owned()),
        ];
        prop_oneof![
            text.clone().prop_map(|text| Inline::Mark(Mark::Em(text))),
            text.clone().prop_map(|text| Inline::Mark(Mark::Strong(text))),
            (url, text).prop_map(|(url, text)| Inline::Mark(Mark::Link(Link {
                to: Href::new(&url).unwrap(),
                text
            }))),
        ]
    });
    vec(item, 0..5)
}

/// Text in normal form; may be empty.
pub fn text() -> impl Strategy<Value = Text> {
    inlines().prop_map(normal)
}

pub fn full_text() -> impl Strategy<Value = Text> {
    text().prop_map(|text| if text.is_empty() { Text::plain("x") } else { text })
}

/// The normal form, as `core/src/markdown/inline.rs` words it, written another way.
pub fn normal(items: Vec<Inline>) -> Text {
    let mut items = settle(flatten(items, Open::default()), true);
    // Trimming an end may uncover another.
    loop {
        match items.last_mut() {
            Some(Inline::Break) => drop(items.pop()),
            Some(Inline::Words(words)) if words.ends_with(' ') || words.is_empty() => {
                words.pop();
                if words.is_empty() {
                    items.pop();
                }
            }
            _ => return items.into(),
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Open {
    em: bool,
    strong: bool,
    link: bool,
}

/// No mark within itself.
fn flatten(items: Vec<Inline>, open: Open) -> Vec<Inline> {
    let mut flat = Vec::new();
    for item in items {
        match item {
            Inline::Mark(Mark::Em(inner)) if open.em => flat.extend(flatten(inner.into(), open)),
            Inline::Mark(Mark::Strong(inner)) if open.strong => flat.extend(flatten(inner.into(), open)),
            Inline::Mark(Mark::Link(link)) if open.link => flat.extend(flatten(link.text.into(), open)),
            Inline::Mark(Mark::Em(inner)) => {
                let inner = flatten(inner.into(), Open { em: true, ..open });
                flat.push(Inline::Mark(Mark::Em(inner.into())));
            }
            Inline::Mark(Mark::Strong(inner)) => {
                let inner = flatten(inner.into(), Open { strong: true, ..open });
                flat.push(Inline::Mark(Mark::Strong(inner.into())));
            }
            Inline::Mark(Mark::Link(Link { to, text })) => {
                let text = flatten(text.into(), Open { link: true, ..open }).into();
                flat.push(Inline::Mark(Mark::Link(Link { to, text })));
            }
            other => flat.push(other),
        }
    }
    flat
}

/// Neighbours joined, white space single, breaks in their places.
fn settle(items: Vec<Inline>, top: bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for item in items {
        settle_one(&mut out, item, top);
    }
    out
}

fn settle_one(out: &mut Vec<Inline>, item: Inline, top: bool) {
    match item {
        Inline::Words(words) => {
            for c in words.chars() {
                let c = match c {
                    '\t' | '\n' | '\r' | '\x0b' | '\x0c' => ' ',
                    '\0' => '\u{fffd}',
                    c => c,
                };
                match out.last_mut() {
                    None if c == ' ' && top => {}
                    Some(Inline::Break) if c == ' ' => {}
                    Some(Inline::Words(last)) if c == ' ' && last.ends_with(' ') => {}
                    Some(Inline::Words(last)) => last.push(c),
                    _ => out.push(Inline::Words(c.into())),
                }
            }
        }
        Inline::Break => {
            if let Some(Inline::Words(last)) = out.last_mut() {
                last.truncate(last.trim_end_matches(' ').len());
                if last.is_empty() {
                    out.pop();
                }
            }
            if !(out.is_empty() && top || matches!(out.last(), Some(Inline::Break))) {
                out.push(Inline::Break);
            }
        }
        Inline::Mark(Mark::Code(code)) => match out.last_mut() {
            Some(Inline::Mark(Mark::Code(last))) => last.push_str(&code),
            _ => out.push(Inline::Mark(Mark::Code(code))),
        },
        Inline::Mark(mark) => {
            let (Mark::Em(text) | Mark::Strong(text) | Mark::Link(Link { text, .. })) = &mark else { return };
            let mut inner = settle(text.clone().into(), false);
            let leading = matches!(inner.first(), Some(Inline::Break));
            if leading {
                inner.remove(0);
                settle_one(out, Inline::Break, top);
            }
            let trailing = matches!(inner.last(), Some(Inline::Break));
            if trailing {
                inner.pop();
            }
            let mark = match (mark, out.last_mut()) {
                (Mark::Em(_), Some(Inline::Mark(Mark::Em(last))))
                | (Mark::Strong(_), Some(Inline::Mark(Mark::Strong(last)))) => {
                    let mut joined = Vec::from(std::mem::take(last));
                    inner.into_iter().for_each(|item| settle_one(&mut joined, item, false));
                    *last = joined.into();
                    None
                }
                (Mark::Em(_) | Mark::Strong(_), _) if inner.is_empty() => None,
                (Mark::Em(_), _) => Some(Mark::Em(inner.into())),
                (Mark::Strong(_), _) => Some(Mark::Strong(inner.into())),
                (Mark::Link(link), _) if inner.is_empty() => {
                    Some(Mark::Link(Link { text: Text::plain(link.to.as_str()), to: link.to }))
                }
                (Mark::Link(link), _) => Some(Mark::Link(Link { to: link.to, text: inner.into() })),
                (Mark::Code(_), _) => None,
            };
            out.extend(mark.map(Inline::Mark));
            if trailing {
                settle_one(out, Inline::Break, top);
            }
        }
    }
}

fn points() -> impl Strategy<Value = Vec<Point>> {
    let leaf = full_text().prop_map(|text| Point { text, children: vec![] });
    let point = leaf.prop_recursive(8, 12, 3, |inner| {
        (full_text(), vec(inner, 0..3)).prop_map(|(text, children)| Point { text, children })
    });
    prop_oneof![3 => Just(vec![]), 1 => vec(point, 0..3)]
}

/// A statement with the number of its topic, if it has one.
type RawStatement = (Option<usize>, Text, Vec<Point>);
/// The number of an area, its notes and statements.
type RawSection = (usize, Vec<Text>, Vec<RawStatement>);

fn section() -> impl Strategy<Value = RawSection> {
    let statement = (option::of(0..4_usize), text(), points());
    (0..3_usize, vec(full_text(), 0..2), vec(statement, 0..4))
}

fn credit() -> impl Strategy<Value = Option<Credit>> {
    option::of(
        (any::<String>(), option::of("https://[a-z./]{1,10}"))
            .prop_map(|(name, url)| Credit { name, url: url.map(|url| Href::new(&url).unwrap()) }),
    )
}

fn experience() -> impl Strategy<Value = Option<Experience>> {
    let raw = prop_oneof!["[0-9]{1,3}\\+", "[0-9]-[0-9] yrs", line()];
    option::of(raw.prop_map(|raw| Experience::read(&raw)))
        .prop_map(|experience| experience.filter(|experience| !experience.raw.is_empty()))
}

/// A ladder of up to four levels. Its statements have ids of their own, as those of a test cannot know better.
pub fn ladder() -> impl Strategy<Value = Ladder> {
    let heads = (line(), any::<String>(), any::<String>(), credit(), credit());
    let topics = vec((line(), any::<String>()), 0..4);
    let areas = vec((line(), any::<String>(), topics), 1..4);
    let level = (
        (line(), line(), any::<String>(), any::<bool>()),
        option::of(0..4_usize),
        experience(),
        vec(full_text(), 0..3),
        vec(section(), 0..4),
    );
    (heads, vec(line(), 1..4), vec(line(), 1..3), areas, vec(level, 1..5)).prop_map(
        |((title, summary, version, licence, source), steps, tracks, areas, levels)| {
            let areas = self::areas(areas);
            let mut number = 0;
            let mut built: Vec<Level> = Vec::new();
            for (at, ((title, short, summary, variant), inherits, experience, notes, sections)) in
                levels.into_iter().enumerate()
            {
                let mut level = Level {
                    id: LevelId::new(&format!("l{at}")).unwrap(),
                    track: TrackId::new(&format!("t{}", at % tracks.len())).unwrap(),
                    title,
                    short,
                    summary,
                    kind: if variant { LevelKind::Variant } else { LevelKind::Rung },
                    inherits: inherits.and_then(|below| Some(built.get(below)?.id.clone())),
                    experience,
                    notes,
                    sections: vec![],
                };
                for (area, notes, statements) in sections {
                    let area = &areas[area % areas.len()];
                    if level.sections.iter().any(|section| section.area == area.id) {
                        continue;
                    }
                    let statements = statements.into_iter().filter_map(|(topic, text, children)| {
                        let topic = topic.and_then(|topic| Some(area.topics.get(topic)?.id.clone()));
                        number += 1;
                        let id = StatementId::new(&format!("s_{number}_-x")).unwrap();
                        let says = topic.is_some() || !text.is_empty() || !children.is_empty();
                        says.then_some(Statement { id, topic, text, children })
                    });
                    let statements = statements.collect();
                    level.sections.push(Section { area: area.id.clone(), notes, statements });
                }
                built.push(level);
            }
            let rating = |(at, title): (usize, String)| Rating {
                id: RatingId::new(&format!("r{at}")).unwrap(),
                summary: title.repeat(at % 2),
                title,
            };
            let track = |(at, title): (usize, String)| Track {
                id: TrackId::new(&format!("t{at}")).unwrap(),
                summary: title.repeat(at % 2),
                title,
            };
            let mut steps: Vec<_> = steps.into_iter().enumerate().map(rating).collect();
            let beside = steps.split_off(steps.len().div_ceil(2));
            let scale = Scale { met: steps[steps.len() / 2].id.clone(), steps, beside };
            let tracks = tracks.into_iter().enumerate().map(track).collect();
            let language = "pt-BR".into();
            Ladder::new(Draft {
                title,
                summary,
                version,
                language,
                licence,
                source,
                scale: scale.into(),
                tracks,
                areas,
                levels: built,
                aliases: Aliases::default(),
                branding: Default::default(),
            })
            .unwrap()
        },
    )
}

/// A ladder of one level that says `text` wherever a level says something: small, so that many can be tried.
pub fn saying(text: &Text) -> Ladder {
    let titled = |id: &str| (id.to_owned(), String::new());
    let statement = |topic: Option<TopicId>, text: &Text, children| Statement {
        id: StatementId::new(if topic.is_some() { "s_1" } else { "s_2" }).unwrap(),
        topic,
        text: text.clone(),
        children,
    };
    let areas = areas(vec![("Area".into(), String::new(), vec![titled("Topic")])]);
    let point = |children| Point { text: text.clone(), children };
    let section = Section {
        area: areas[0].id.clone(),
        notes: vec![text.clone()],
        statements: vec![
            statement(Some(areas[0].topics[0].id.clone()), text, vec![]),
            statement(None, text, vec![point(vec![point(vec![])])]),
        ],
    };
    let track = Track { id: TrackId::new("t").unwrap(), title: "Track".into(), summary: String::new() };
    let met = Rating { id: RatingId::new("r").unwrap(), title: "Yes".into(), summary: String::new() };
    let level = Level {
        id: LevelId::new("l").unwrap(),
        track: track.id.clone(),
        title: "Level".into(),
        short: "L".into(),
        summary: String::new(),
        kind: LevelKind::Rung,
        inherits: None,
        experience: None,
        notes: vec![text.clone()],
        sections: vec![section],
    };
    Ladder::new(Draft {
        title: "Ladder".into(),
        summary: String::new(),
        version: String::new(),
        language: "en".into(),
        licence: None,
        source: None,
        scale: Scale { met: met.id.clone(), steps: vec![met], beside: vec![] }.into(),
        tracks: vec![track],
        areas,
        levels: vec![level],
        aliases: Aliases::default(),
        branding: Default::default(),
    })
    .unwrap()
}

/// A title and a summary.
type Words = (String, String);

/// Titles that a heading or label can tell apart.
fn areas(areas: Vec<(String, String, Vec<Words>)>) -> Vec<Area> {
    let fold = |title: &str| -> String {
        // Coarser than reading folds, so that no two titles are one to it.
        let signs = title.chars().filter(char::is_ascii_punctuation);
        fold::joined(title).chars().filter(|c| *c != ' ').chain(signs).collect()
    };
    let mut titles = BTreeSet::new();
    let mut built: Vec<Area> = Vec::new();
    for (at, (title, summary, topics)) in areas.into_iter().enumerate() {
        if !titles.insert(fold(&title)) {
            continue;
        }
        let mut labels = BTreeSet::new();
        let topics = topics.into_iter().enumerate().filter(|(_, (title, _))| labels.insert(fold(title)));
        let topics = topics.map(|(n, (title, summary))| Topic {
            id: TopicId::new(&format!("a{at}-t{n}")).unwrap(),
            title,
            summary,
        });
        built.push(Area {
            id: AreaId::new(&format!("a{at}")).unwrap(),
            title,
            summary,
            topics: topics.collect(),
        });
    }
    built
}

/// Lines that together look like a level file.
pub fn soup() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        2 => line().prop_map(|words| format!("## {words}\n\n")),
        1 => (1..7_usize, line()).prop_map(|(depth, words)| format!("{} {words}\n", "#".repeat(depth))),
        4 => (0..5_usize, nasty()).prop_map(|(depth, words)| format!("{}- {words}\n", "  ".repeat(depth))),
        4 => (line(), nasty(), nasty()).prop_map(|(label, a, b)| format!("* **{label}:** {a} {b}\n")),
        1 => (nasty(), "[a-z._-]{1,5}").prop_map(|(words, id)| format!("- {words} {{#{id}}}\n")),
        1 => line().prop_map(|words| format!("_Note: {words}_\n\n")),
        1 => line().prop_map(|words| format!("_**Years of Experience:** {words}_\n\n")),
        1 => line().prop_map(|words| format!("> {words}\n")),
        1 => line().prop_map(|words| format!("1. {words}\n   *{words}* `{words}`\\\n   __{words}__ [{words}](https://x)\n")),
        1 => line().prop_map(|words| format!("    {words}\n\n")),
        1 => line().prop_map(|words| format!("```\n{words}\n```\n")),
        1 => vec(nasty(), 0..6).prop_map(|words| words.concat() + "\n"),
        1 => Just("---\n".to_owned()),
        1 => Just("<div>\n".to_owned()),
        2 => Just("\n".to_owned()),
    ];
    (any::<bool>(), vec(block, 0..24)).prop_map(|(titled, blocks)| {
        let title = if titled { "# Title\n\n" } else { "" };
        title.to_owned() + &blocks.concat()
    })
}
