//! A standing as a story: the expectations in groups, what is met first, each as a row.

use leptos::prelude::*;
use rungs_assessment::answers::{Answer, Answers};
use rungs_assessment::standing::{Assessed, Standing, Verdict};

use super::super::parts::Details;
use super::remarks::Remarks;
use super::{requirement_title, row_anchor};
use crate::components::list::List;
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::context::use_site;

/// Makes what can be done about an expectation.
pub type ExpectationAction = Callback<Assessed<'static>, AnyView>;

/// All groups of a story.
#[component]
pub fn Story(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
    /// The answers that it comes from.
    #[prop(into)]
    answers: Signal<Answers>,
    /// What the ids of its rows begin with.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let group = |verdict| view! { <StoryGroup verdict standing answers name=name.clone()/> };
    Verdict::STORY.map(group).collect_view()
}

/// The expectations of one verdict, for as long as there are any. Those that are not rated yet, and those that do not count,
/// are listed on demand.
#[component]
pub fn StoryGroup(
    /// The verdict.
    verdict: Verdict,
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
    /// The answers that it comes from.
    #[prop(into)]
    answers: Signal<Answers>,
    /// What the ids of its rows begin with.
    #[prop(into)]
    name: String,
    /// What can be done about an expectation.
    #[prop(optional_no_strip)]
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let judged =
        Memo::new(move |_| standing.with(|standing| answers.with(|answers| standing.with(verdict, answers))));
    let count = Memo::new(move |_| judged.with(Vec::len));
    let (class, is_on_demand) = look(verdict);
    let heading_id = format!("{name}~{class}");
    let details_id = format!("{heading_id}~all");
    let heading = {
        let id = heading_id.clone();
        move || {
            view! {
                <h2 id=id.clone() tabindex="-1">
                    <span class=format!("verdict {class}") aria-hidden="true"></span>
                    {verdict.heading()} " " <span class="count">{count}</span>
                </h2>
            }
        }
    };
    let list = move || view! { <StoryList judged standing answers name=name.clone() action/> };
    let in_place = {
        let (id, heading, list) = (heading_id.clone(), heading.clone(), list.clone());
        move || view! { <section class="story-group" aria-labelledby=id.clone()>{heading()}{list()}</section> }
    };
    let on_demand = move || {
        let list = list.clone();
        let summary = ViewFn::from(heading.clone());
        view! { <Details id=details_id.clone() class="story-group" summary>{list()}</Details> }
    };
    let group = move || match is_on_demand {
        false => in_place().into_any(),
        true => on_demand().into_any(),
    };
    view! { <Show when=move || count.get() != 0>{group()}</Show> }
}

/// The class that draws a verdict, and whether its expectations are listed on demand.
pub(super) fn look(verdict: Verdict) -> (&'static str, bool) {
    match verdict {
        Verdict::Met => ("met", false),
        Verdict::NotYet => ("not-yet", false),
        Verdict::Unsure => ("unsure", false),
        Verdict::OffScale => ("off-scale", false),
        Verdict::Unrated => ("unrated", true),
        Verdict::NotApplicable => ("beside", true),
    }
}

/// The rows of a group.
#[component]
fn StoryList(
    /// The expectations.
    judged: Memo<Vec<Assessed<'static>>>,
    /// The standing.
    standing: Signal<Standing<'static>>,
    /// The answers that it comes from.
    answers: Signal<Answers>,
    /// What the ids of the rows begin with.
    name: String,
    /// What can be done about an expectation.
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let level = Memo::new(move |_| standing.with(|standing| standing.level));
    let rows = move || {
        let level = level.get();
        judged.get().into_iter().map(move |assessed| (level.id == assessed.asked.level.id, assessed))
    };
    // An expectation that is rated otherwise is shown anew; all others stay as they are.
    let key = |(is_own, assessed): &(bool, Assessed<'static>)| {
        let rating = assessed.grade.map(|grade| grade.rating.id.clone());
        (*is_own, assessed.asked.statement.id.clone(), rating)
    };
    view! {
        <ul class="expectations">
            <List each=rows key let((is_own, assessed))>
                <StoryRow assessed is_own answers name=name.clone() action/>
            </List>
        </ul>
    }
}

/// One expectation: its topic, how it is rated, whether something shows it, and its words; the rest on demand.
#[component]
fn StoryRow(
    /// The expectation.
    assessed: Assessed<'static>,
    /// Whether the level itself says it, and none that it builds on.
    is_own: bool,
    /// The answers.
    answers: Signal<Answers>,
    /// What its id begins with.
    name: String,
    /// What can be done about it.
    action: Option<ExpectationAction>,
) -> impl IntoView {
    let requirement = assessed.asked;
    let statement = &requirement.statement.id;
    let id = row_anchor(&name, statement.as_str());
    let more_id = format!("{id}~more");
    let origin = (!is_own).then(|| {
        view! { <span class="hint">"from " <Said>{requirement.level.title.as_str()}</Said></span> }
    });
    let rating = assessed.grade.map(|grade| {
        view! { <span class="tag"><Said>{grade.rating.title.as_str()}</Said></span> }
    });
    let answer = Memo::new(move |_| answers.with(|answers| answers.remarked(statement).cloned()));
    let remarks = move || answer.get().map(|answer| view! { <Remarks answer/> });
    let href = use_site().statement_href(requirement.level, statement);
    let title = requirement_title(&requirement);
    let summary = move || view! { "More" <span class="unseen">" about " <Said>{title}</Said></span> };
    view! {
        <li id=id tabindex="-1">
            <p class="row-head">
                <span class="topic"><Said>{title}</Said></span>
                {rating}
                <span class="hint">{move || answer.with(|answer| answer.as_ref().map(mark))}</span>
                {origin}
            </p>
            <StatementText statement=requirement.statement/>
            <div class="remarked print-only">{remarks}</div>
            <Details id=more_id class="more screen-only" summary=ViewFn::from(summary)>
                <div class="remarked">{remarks}</div>
                <div class="actions">
                    {action.map(|action| action.run(assessed))}
                    <a href=href>"See it in the ladder"</a>
                </div>
            </Details>
        </li>
    }
}

/// What is noted about an expectation, in a word.
fn mark(answer: &Answer) -> &'static str {
    match (answer.evidence.is_empty(), answer.note.is_empty()) {
        (false, true) => "with evidence",
        (true, _) => "with a note",
        (false, false) => "with evidence and a note",
    }
}
