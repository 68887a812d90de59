//! What a person has noted about an expectation, and what shows it.

use leptos::prelude::*;
use rungs_assessment::answers::{Answer, Evidence, age};
use rungs_ladder::text::Href;

use super::super::parts::Day;
use crate::context::use_session;

/// The note and the evidence of an answer.
#[component]
pub fn Remarks(
    /// The answer.
    answer: Answer,
) -> impl IntoView {
    let note = (!answer.note.is_empty()).then(|| view! { <p class="remark">{answer.note}</p> });
    let evidence = (!answer.evidence.is_empty()).then(|| {
        let items = answer.evidence.into_iter().map(|evidence| view! { <EvidenceItem evidence/> });
        view! { <ul class="points">{items.collect_view()}</ul> }
    });
    view! { {note} {evidence} }
}

/// A piece of evidence. Its link was typed by hand: only what leads to a page is a link.
#[component]
fn EvidenceItem(
    /// The evidence.
    evidence: Evidence,
) -> impl IntoView {
    let age = evidence.on.and_then(|on| age(on, use_session().today()));
    let details: Vec<_> = evidence.details().map(|(label, said)| format!("{label}: {said}")).collect();
    let Evidence { text, link, on, .. } = evidence;
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
    let age = age.map(|age| view! { <span>" · " {age}</span> });
    let details = (!details.is_empty()).then(|| {
        let items = details.into_iter().map(|said| view! { <li>{said}</li> });
        view! { <ul class="points">{items.collect_view()}</ul> }
    });
    view! { <li>{shown}{day}{age}{details}</li> }
}
