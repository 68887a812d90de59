//! The brief: an assessment on a page or two of Markdown, to take into a conversation.

use crate::answers::Evidence;
use crate::date::Date;
use rungs_ladder::print;
use rungs_ladder::text::{Href, Inline, Link, Mark, Text};

/// What stands in the brief, in words. What is empty is left out.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    /// What the person calls the assessment; may be empty.
    pub name: &'a str,
    /// The title of the level to be reached.
    pub target: &'a str,
    /// The title of the level held, if the person says so.
    pub held: Option<&'a str>,
    /// The day of the brief.
    pub on: Date,
    /// What the ladder is called.
    pub ladder: &'a str,
    /// Its version; may be empty.
    pub version: &'a str,
    /// What it all comes to, in sentences.
    pub lead: &'a str,
    /// Statements that come before the goals.
    pub before_plan: Vec<BriefGroup<'a>>,
    /// The goals.
    pub plan: Vec<Step<'a>>,
    /// Statements that come after them.
    pub after_plan: Vec<BriefGroup<'a>>,
}

/// A goal.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The words of the statement.
    pub words: &'a str,
    /// The first step; may be empty.
    pub step: &'a str,
    /// By when.
    pub by: Option<Date>,
}

/// Statements under a title; none are left out with it.
#[derive(Clone, Debug)]
pub struct BriefGroup<'a> {
    /// The title.
    pub title: &'a str,
    /// The statements.
    pub statements: Vec<Rated<'a>>,
}

/// One statement.
#[derive(Clone, Copy, Debug)]
pub struct Rated<'a> {
    /// Its words.
    pub words: &'a str,
    /// The title of its rating, such as "Consistently"; empty where it has none.
    pub rating: &'a str,
    /// The person's remark; may be empty.
    pub note: &'a str,
    /// What shows it.
    pub evidence: &'a [Evidence],
}

/// How far lists within a list are set in.
const INDENT: &str = "  ";

impl Brief<'_> {
    /// The brief as Markdown (CommonMark; what only GitHub's reads as markup is escaped, too). What a person typed
    /// stays text: nothing in it becomes markup, and only links that [`Href`] takes become links.
    pub fn markdown(&self) -> String {
        let mut out = String::from("# ");
        out.push_str(&heading(&[
            if self.name.is_empty() { "Self-assessment" } else { self.name },
            ": ",
            self.target,
        ]));
        out.push_str("\n\n");
        push_item(&mut out, "", "Target: ", self.target);
        if let Some(held) = self.held {
            push_item(&mut out, "", "Current level: ", held);
        }
        push_item(&mut out, "", "Date: ", &self.on.to_string());
        let version = if self.version.is_empty() { "" } else { ", version " };
        push_item(&mut out, "", "Ladder: ", &[self.ladder, version, self.version].concat());
        if !self.lead.trim().is_empty() {
            out.push('\n');
            out.push_str(&escaped(&print::block(&lines(self.lead), 0)));
            out.push('\n');
        }
        self.before_plan.iter().for_each(|group| group.push(&mut out));
        self.push_plan(&mut out);
        self.after_plan.iter().for_each(|group| group.push(&mut out));
        out
    }

    fn push_plan(&self, out: &mut String) {
        if self.plan.is_empty() {
            return;
        }
        out.push_str("\n## Plan\n\n");
        for goal in &self.plan {
            push_item(out, "", "Goal: ", goal.words);
            if !goal.step.trim().is_empty() {
                push_item(out, INDENT, "First step: ", goal.step);
            }
            if let Some(by) = goal.by {
                push_item(out, INDENT, "By: ", &by.to_string());
            }
        }
    }
}

impl BriefGroup<'_> {
    fn push(&self, out: &mut String) {
        if self.statements.is_empty() {
            return;
        }
        out.push_str("\n## ");
        out.push_str(&heading(&[self.title]));
        out.push_str("\n\n");
        self.statements.iter().for_each(|rated| rated.push(out));
    }
}

impl Rated<'_> {
    fn push(&self, out: &mut String) {
        let rating = escaped(&print::text(&line(self.rating)));
        let rating = if rating.is_empty() { rating } else { ["**", &rating, "**: "].concat() };
        push_item(out, "", &rating, self.words);
        if !self.note.trim().is_empty() {
            push_item(out, INDENT, "Note: ", self.note);
        }
        for evidence in self.evidence {
            out.push_str(INDENT);
            out.push_str("- Evidence: ");
            out.push_str(&escaped(&print::text(&told(evidence))));
            out.push('\n');
            for (label, said) in evidence.details() {
                push_item(out, &INDENT.repeat(2), &[label, ": "].concat(), said);
            }
        }
    }
}

/// What happened, as a link where there is one, and when.
fn told(evidence: &Evidence) -> Text {
    let Evidence { text, link, on, .. } = evidence;
    let mut told = line(text);
    match Href::new(link.trim()) {
        Ok(to) => {
            let text = if told.is_empty() { line(link) } else { told };
            told = vec![Inline::Mark(Mark::Link(Link { to, text }))].into();
        }
        Err(_) if told.is_empty() || link.trim().is_empty() => told = line(&[text, link.as_str()].concat()),
        Err(_) => told = line(&[text, ", ", link].concat()),
    }
    if let Some(on) = on {
        let on = on.to_string();
        let mut pieces = Vec::from(told);
        pieces.push(Inline::Words(if pieces.is_empty() { on } else { [", ", &on].concat() }));
        told = pieces.into();
    }
    told
}

/// An item of a list: a label in Markdown, and words as they were typed.
fn push_item(out: &mut String, indent: &str, label: &str, words: &str) {
    out.push_str(indent);
    out.push_str("- ");
    out.push_str(label);
    out.push_str(&escaped(&print::block(&lines(words), indent.len() + 2)));
    out.push('\n');
}

fn heading(parts: &[&str]) -> String {
    let mut heading = escaped(&print::text(&line(&parts.concat())));
    // A closing run of `#` would be no part of the heading.
    if heading.ends_with('#') {
        heading.pop();
        heading.push_str("\\#");
    }
    heading
}

/// Typed words on one line.
fn line(words: &str) -> Text {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Text::plain(&line)
}

/// Typed words with their line breaks; empty lines around them are dropped.
fn lines(words: &str) -> Text {
    let mut pieces = Vec::new();
    for line in words.trim().lines() {
        if !pieces.is_empty() {
            pieces.push(Inline::Break);
        }
        let line = line.trim();
        if !line.is_empty() {
            pieces.push(Inline::Words(line.into()));
        }
    }
    pieces.into()
}

/// Escapes what is markup in GitHub Flavored Markdown alone: struck text, tables and formulas.
fn escaped(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for letter in markdown.chars() {
        if matches!(letter, '~' | '|' | '$') && !is_escaped {
            out.push('\\');
        }
        is_escaped = letter == '\\' && !is_escaped;
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::tests::day;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn evidence(text: &str, link: &str, on: &str) -> Evidence {
        Evidence { text: text.into(), link: link.into(), on: Date::parse(on), ..Evidence::default() }
    }

    #[test]
    fn the_brief_reads_from_what_matters_down() {
        let shown = [
            evidence("The RFC", "https://example.org/rfc_(1)", "2026-03-01"),
            Evidence {
                seen_by: "Kim\n# Ali".into(),
                result: "2. place".into(),
                ..evidence("", "https://example.org/2", "")
            },
            evidence("Summary", "javascript:alert(1)", ""),
        ];
        let rated = |words, rating, note, evidence| Rated { words, rating, note, evidence };
        let brief = Brief {
            name: "Spring *2026*",
            target: "Senior Engineer",
            held: Some("Engineer"),
            on: day("2026-11-24"),
            ladder: "Our ladder",
            version: "3",
            lead: "You meet 1 of the 2 expectations of Senior Engineer.",
            before_plan: vec![
                BriefGroup { title: "Nothing", statements: vec![] },
                BriefGroup {
                    title: "Strong",
                    statements: vec![rated(
                        "Code: Writes.",
                        "Consistently",
                        "1. first\n\n- second | third",
                        &shown,
                    )],
                },
            ],
            plan: vec![Step {
                words: "Mentoring: Helps others.",
                step: "Ask Kim\n# now",
                by: Some(day("2026-12-24")),
            }],
            after_plan: vec![BriefGroup {
                title: "The rest",
                statements: vec![rated("On call.", "Not applicable", "", &[]), rated("Rests.", "", " ", &[])],
            }],
        };
        let expected = r"# Spring \*2026\*: Senior Engineer

- Target: Senior Engineer
- Current level: Engineer
- Date: 2026-11-24
- Ladder: Our ladder, version 3

You meet 1 of the 2 expectations of Senior Engineer.

## Strong

- **Consistently**: Code: Writes.
  - Note: 1\. first\
    \
    \- second \| third
  - Evidence: [The RFC](https://example.org/rfc_\(1\)), 2026-03-01
  - Evidence: [https://example.org/2](https://example.org/2)
    - Result: 2\. place
    - Seen by: Kim\
      \# Ali
  - Evidence: Summary, javascript:alert(1)

## Plan

- Goal: Mentoring: Helps others.
  - First step: Ask Kim\
    \# now
  - By: 2026-12-24

## The rest

- **Not applicable**: On call.
- Rests.
";
        assert_eq!(brief.markdown(), expected);
        let bare = Brief {
            name: "",
            held: None,
            version: "",
            lead: "",
            before_plan: vec![],
            plan: vec![],
            after_plan: vec![],
            ..brief
        };
        assert_eq!(
            bare.markdown(),
            "# Self-assessment: Senior Engineer\n\n- Target: Senior Engineer\n- Date: 2026-11-24\n- Ladder: Our ladder\n"
        );
    }

    /// What a reader sees: each heading, paragraph and item as a text, links as their words.
    fn seen(markdown: &str) -> (Vec<String>, Vec<String>) {
        let (mut texts, mut links) = (vec![String::new()], Vec::new());
        let github = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM;
        for event in Parser::new_ext(markdown, github) {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item) => texts.push(String::new()),
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
                Event::Start(Tag::List(None) | Tag::Strong) | Event::End(_) => {}
                Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
                Event::HardBreak => texts.last_mut().unwrap().push('\n'),
                other => panic!("{other:?} in {markdown}"),
            }
        }
        texts.retain(|text| !text.is_empty());
        (texts, links)
    }

    fn typed() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z0-9 #*_`~|$<>&;:\\[\\](){}!.,=+\\\\\"'@/-]{0,16}(\n[a-z0-9 #*_`~|$<>&;:\\[\\](){}!.,=+\\\\\"'@/-]{0,8}){0,3}",
            "\\PC{0,12}",
            any::<String>(),
        ]
    }

    fn on_lines(typed: &str) -> String {
        let lines: Vec<&str> = typed.trim().lines().map(str::trim).collect();
        lines.join("\n").replace('\0', "\u{fffd}")
    }

    fn on_line(typed: &str) -> String {
        typed.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "\u{fffd}")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn what_is_typed_stays_text(name in typed(), lead in typed(), words in typed(), note in typed(), text in typed()) {
            let shown = [evidence(&text, "https://example.org/~a|b_(c)*", "2026-03-01"), evidence(&text, &note, "")];
            let statement = Rated { words: &words, rating: &name, note: &note, evidence: &shown[..1] };
            let brief = Brief {
                name: &name,
                target: &name,
                held: Some(&name),
                on: day("2026-11-24"),
                ladder: &name,
                version: &words,
                lead: &lead,
                before_plan: vec![],
                plan: vec![Step { words: &words, step: &note, by: None }],
                after_plan: vec![BriefGroup { title: &name, statements: vec![statement] }],
            };
            let markdown = brief.markdown();
            let (texts, links) = seen(&markdown);
            let label = if name.is_empty() { "Self-assessment" } else { &name };
            let rating = if on_line(&name).is_empty() { String::new() } else { format!("{}: ", on_line(&name)) };
            let version = if words.is_empty() { String::new() } else { format!(", version {words}") };
            let link = "https://example.org/~a|b_(c)*";
            let mut expected = vec![
                on_line(&format!("{label}: {name}")),
                format!("Target: {}", on_lines(&name)).trim_end().to_owned(),
                format!("Current level: {}", on_lines(&name)).trim_end().to_owned(),
                "Date: 2026-11-24".to_owned(),
                format!("Ladder: {}", on_lines(&format!("{name}{version}"))).trim_end().to_owned(),
                on_lines(&lead),
                "Plan".to_owned(),
                format!("Goal: {}", on_lines(&words)).trim_end().to_owned(),
            ];
            if !note.trim().is_empty() {
                expected.push(format!("First step: {}", on_lines(&note)));
            }
            expected.push(on_line(&name));
            expected.push(format!("{rating}{}", on_lines(&words)).trim_end().to_owned());
            if !note.trim().is_empty() {
                expected.push(format!("Note: {}", on_lines(&note)));
            }
            let told = if on_line(&text).is_empty() { link.to_owned() } else { on_line(&text) };
            expected.push(format!("Evidence: {told}, 2026-03-01"));
            expected.retain(|text| !text.is_empty());
            prop_assert_eq!(&texts, &expected, "{}", markdown);
            prop_assert_eq!(links, [link]);
        }
    }
}
