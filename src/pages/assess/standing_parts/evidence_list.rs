//! What a person has noted about what a level asks, and what shows it.

use leptos::prelude::*;
use rungs_assessment::answers::{Answer, Answers, Evidence, Subject};
use rungs_assessment::standing::{Assessed, Standing};
use rungs_ladder::text::Href;

use super::super::parts::{Day, Section};
use super::{RatingTag, requirement_title};
use crate::components::said::Said;
use crate::components::statement_item::StatementText;

/// Notes and evidence; nothing where there are none.
#[component]
pub fn EvidenceList(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
    /// The answers that it comes from.
    #[prop(into)]
    answers: Signal<Answers>,
) -> impl IntoView {
    let remarked = Memo::new(move |_| {
        standing.with(|standing| {
            answers.with(|answers| {
                let assessed = standing.judged.iter();
                assessed
                    .filter_map(|assessed| Some((*assessed, remarks(answers, assessed)?)))
                    .collect::<Vec<_>>()
            })
        })
    });
    let items = move || {
        let remarked = remarked.get().into_iter();
        remarked.map(|(assessed, answer)| view! { <RemarkedItem assessed answer/> }).collect_view()
    };
    view! {
        <Show when=move || remarked.with(|remarked| !remarked.is_empty())>
            <Section id="_evidence" title="Notes and evidence" class="block">
                <ul class="expectations">{items}</ul>
            </Section>
        </Show>
    }
}

/// The answer to an expectation, if it has a note or evidence.
fn remarks(answers: &Answers, assessed: &Assessed<'static>) -> Option<Answer> {
    let statement = &assessed.asked.statement.id;
    let own = answers.0.get(&Subject::Statement(statement.clone()));
    let answer = own.or_else(|| answers.of(statement))?;
    (!answer.note.is_empty() || !answer.evidence.is_empty()).then(|| answer.clone())
}

/// An expectation with what is noted about it.
#[component]
fn RemarkedItem(
    /// The expectation.
    assessed: Assessed<'static>,
    /// The answer to it.
    answer: Answer,
) -> impl IntoView {
    let requirement = assessed.asked;
    let note = (!answer.note.is_empty()).then(|| view! { <p class="remark">{answer.note}</p> });
    let evidence = (!answer.evidence.is_empty()).then(|| {
        let items = answer.evidence.into_iter().map(|evidence| view! { <EvidenceItem evidence/> });
        view! { <ul class="points">{items.collect_view()}</ul> }
    });
    view! {
        <li>
            <p>
                <span class="topic"><Said>{requirement_title(&requirement)}</Said></span>
                <RatingTag grade=assessed.grade/>
            </p>
            <StatementText statement=requirement.statement/>
            <div class="remarked">{note}{evidence}</div>
        </li>
    }
}

/// A piece of evidence. Its link was typed by hand: only what leads to a page is a link.
#[component]
fn EvidenceItem(
    /// The evidence.
    evidence: Evidence,
) -> impl IntoView {
    let Evidence { text, link, on } = evidence;
    let shown = match Href::new(link.trim()) {
        Ok(to) => {
            let words = if text.is_empty() { link } else { text };
            view! { <a href=to.as_str().to_owned() rel="noreferrer">{words}</a> }.into_any()
        }
        Err(_) => {
            let words = match (text.as_str(), link.as_str()) {
                ("", _) => link,
                (_, "") => text,
                (text, link) if text == link => text.to_owned(),
                (text, link) => format!("{text}, {link}"),
            };
            view! { <span>{words}</span> }.into_any()
        }
    };
    let day = on.map(|day| view! { <span>", " <Day day/></span> });
    view! { <li>{shown}{day}</li> }
}
