//! A standing in sentences, with the expectations that they are about.

use leptos::prelude::*;
use rungs_assessment::standing::{Assessed, Passage, Standing, Verdict};
use rungs_ladder::ladder::Level;

use super::super::parts::Details;
use super::{RatingTag, requirement_title};
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::context::use_site;

/// Makes what can be done about an expectation; it stands below its words.
pub type ExpectationAction = Callback<Assessed<'static>, AnyView>;

/// The sentences after the first, each with its list. Expectations that are not rated yet, and those that do not count, are
/// listed on demand.
#[component]
pub fn Passages(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
    /// What the ids of the lists on demand begin with.
    #[prop(into)]
    name: String,
    /// What can be done about an expectation.
    #[prop(optional)]
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let passages = Memo::new(move |_| standing.with(|standing| standing.summary().passages));
    let level = Memo::new(move |_| standing.with(|standing| standing.level));
    let block = |verdict| {
        let passage = Memo::new(move |_| {
            passages.with(|passages| passages.iter().find(|passage| passage.verdict == verdict).cloned())
        });
        view! { <PassageBlock verdict passage level name=name.clone() action/> }
    };
    Verdict::TOLD.map(block).collect_view()
}

/// One sentence with its list, for as long as there is something to say.
#[component]
fn PassageBlock(
    /// The verdict that it is about.
    verdict: Verdict,
    /// What there is to say.
    passage: Memo<Option<Passage<'static>>>,
    /// The level that the answers are measured against.
    level: Memo<&'static Level>,
    /// What the id of a list on demand begins with.
    name: String,
    /// What can be done about an expectation.
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let text = move || {
        passage.with(|passage| passage.as_ref().map(|passage| passage.text.clone())).unwrap_or_default()
    };
    let on_demand = match verdict {
        Verdict::Unrated => Some(format!("{name}~unrated")),
        Verdict::NotApplicable => Some(format!("{name}~beside")),
        Verdict::Met | Verdict::NotYet | Verdict::Unsure | Verdict::OffScale => None,
    };
    let block = move || match on_demand.clone() {
        None => view! {
            <div class="passage">
                <p class="sentence">{text}</p>
                <ExpectationList passage level action/>
            </div>
        }
        .into_any(),
        Some(id) => view! {
            <Details id class="passage" summary=ViewFn::from(move || text)>
                <ExpectationList passage level action/>
            </Details>
        }
        .into_any(),
    };
    view! { <Show when=move || passage.with(Option::is_some)>{block()}</Show> }
}

/// The expectations of a sentence.
#[component]
fn ExpectationList(
    /// The sentence with its expectations.
    passage: Memo<Option<Passage<'static>>>,
    /// The level that the answers are measured against.
    level: Memo<&'static Level>,
    /// What can be done about an expectation.
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let expectations = move || {
        let level = level.get();
        let judged = passage.with(|passage| passage.as_ref().map(|passage| passage.judged.clone()));
        judged.unwrap_or_default().into_iter().map(move |assessed| (level, assessed))
    };
    // An expectation that is rated otherwise is shown anew; all others stay as they are.
    let key = |(level, assessed): &(&'static Level, Assessed<'static>)| {
        let rating = assessed.grade.map(|grade| grade.rating.id.clone());
        (level.id.clone(), assessed.asked.statement.id.clone(), rating)
    };
    view! {
        <ul class="expectations">
            <For each=expectations key let((level, assessed))>
                <ExpectationItem level assessed action/>
            </For>
        </ul>
    }
}

/// One expectation: its topic, how it is rated, the level that says it where that is another, and its words.
#[component]
fn ExpectationItem(
    /// The level that the answers are measured against.
    level: &'static Level,
    /// The expectation.
    assessed: Assessed<'static>,
    /// What can be done about it.
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let requirement = assessed.asked;
    let href = use_site().statement_href(requirement.level, &requirement.statement.id);
    let origin = (requirement.level.id != level.id).then(|| {
        view! { <span class="hint">" " <Said>{requirement.level.title.as_str()}</Said></span> }
    });
    view! {
        <li>
            <p>
                <a class="topic" href=href><Said>{requirement_title(&requirement)}</Said></a>
                <RatingTag grade=assessed.grade/>
                {origin}
            </p>
            <StatementText statement=requirement.statement/>
            {action.map(|action| action.run(assessed))}
        </li>
    }
}
