//! What the answers come to, as a story: how much is met, what is strong, what to work on with the plan beside it; then the
//! charts, every level, and what moves over time.

mod actions;
mod all_met;
mod brief;
mod charts;
mod comparison;
mod every_level;
mod plan;
mod radar;
mod reach;
mod row_actions;
mod second_view;
mod share;
mod snapshots;

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::{Assessed, Judge, Standing, Verdict};
use rungs_ladder::id::{AssessmentId, LevelId};
use rungs_ladder::ladder::Level;

use self::actions::ResultActions;
use self::all_met::AllMet;
use self::brief::BriefSection;
use self::charts::Charts;
use self::every_level::EveryLevel;
use self::plan::Plan;
use self::row_actions::RowActions;
use self::second_view::SecondView;
use self::share::ShareSection;
use self::snapshots::Snapshots;
use super::parts::{AssessmentNav, AssessmentPage, LinkButton, OpenAssessment, Section, Settings, kicker};
use super::standing_parts::{ExpectationAction, StoryGroup, Strip};
use crate::browser::boot;
use crate::components::landmark::Heading;
use crate::components::said::Said;
use crate::context::{use_session, use_site};
use crate::routes::{AssessmentUrl, Route};

/// The page.
#[component]
pub fn ResultPage() -> impl IntoView {
    let view = |open: OpenAssessment| view! { <ResultContent open/> };
    view! { <AssessmentPage route=Route::Result name="Where you stand" view/> }
}

/// The result of one assessment.
#[component]
fn ResultContent(
    /// The assessment.
    open: OpenAssessment,
) -> impl IntoView {
    boot::may_panic("result");
    let OpenAssessment { id, target } = open;
    let answers = answers(id.clone());
    let standing = standing(answers, target);
    let is_begun = move || standing.with(|standing| standing.counts.is_begun());
    let id = StoredValue::new(id);
    let begun = move || {
        let id = id.get_value();
        view! {
            <Charts id=id.clone() target answers standing/>
            <EveryLevel id=id.clone() answers/>
            <Snapshots id=id.clone() answers/>
            <SecondView id=id.clone() target answers/>
            <BriefSection id=id.clone()/>
            <ShareSection id=id.clone() answers/>
        }
    };
    view! {
        <div class=format!("with-rail result {}", use_site().accent(target))>
            <div class="stack page">
                <AssessmentNav id=id.get_value() here=Route::Result/>
                <ResultHead id=id.get_value() standing/>
                <BeginLink id=id.get_value() standing/>
                <AllMet target standing/>
                <ResultStory id=id.get_value() target standing answers/>
                <Show when=is_begun>{begun()}</Show>
                <Section id="_settings" title="Change the target" class="block screen-only">
                    <Settings id=id.get_value()/>
                </Section>
            </div>
            <Show when=is_begun><ResultActions id=id.get_value()/></Show>
        </div>
    }
    .into_any()
}

/// The expectations in groups, with the plan after all that it can hold: a new goal moves none of them.
#[component]
fn ResultStory(
    /// The assessment.
    id: AssessmentId,
    /// The level to be reached.
    target: &'static Level,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let action = row_action(id.clone());
    let group = |verdict| view! { <StoryGroup verdict standing answers name=ROW action=Some(action)/> };
    let [before @ .., not_applicable] = Verdict::STORY;
    view! {
        {before.map(group).collect_view()}
        <Plan id target standing/>
        {group(not_applicable)}
    }
}

/// The answers of an assessment.
fn answers(id: AssessmentId) -> Memo<Answers> {
    let session = use_session();
    Memo::new(move |_| session.answers(&id))
}

/// Where answers stand against a level.
fn standing(answers: Memo<Answers>, level: &'static Level) -> Memo<Standing<'static>> {
    let ladder = use_site().ladder;
    Memo::new(move |_| answers.with(|answers| Standing::new(&Judge { ladder, answers }, level)))
}

/// The level that a person holds today.
fn held(id: &AssessmentId) -> Memo<Option<LevelId>> {
    let assessment = use_session().assessment(id);
    Memo::new(move |_| assessment.with(|known| known.as_ref().and_then(|known| known.held.clone())))
}

/// What the ids of the rows begin with.
const ROW: &str = "_row";

/// What can be done about an expectation.
fn row_action(id: AssessmentId) -> ExpectationAction {
    Callback::new(move |assessed: Assessed<'static>| {
        view! { <RowActions id=id.clone() assessed/> }.into_any()
    })
}

/// The heading, with the first sentence.
#[component]
fn ResultHead(
    /// The assessment.
    id: AssessmentId,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let site = use_site();
    let assessment = use_session().assessment(&id);
    let held = held(&id);
    let kicker =
        move || assessment.with(|known| known.as_ref().map(|known| kicker(site, known))).unwrap_or_default();
    let held_words = move || {
        let level = held.with(|held| held.as_ref().and_then(|held| site.ladder.level(held)));
        level.map(|level| view! { <span>" · current level: " <Said>{level.title.as_str()}</Said></span> })
    };
    let lead = move || standing.with(Standing::lead);
    let is_begun = Memo::new(move |_| standing.with(|standing| standing.counts.is_begun()));
    view! {
        <header class="level-head">
            <p class="kicker">{kicker} {held_words}</p>
            <Heading>"Where you stand"</Heading>
            <Show when=move || !is_begun.get()><p class="sentence lead">{lead}</p></Show>
        </header>
        <Show when=move || is_begun.get()><Strip standing name=ROW/></Show>
    }
}

/// The way to the questions, for as long as nothing is rated.
#[component]
fn BeginLink(
    /// The assessment.
    id: AssessmentId,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let href = use_site().query_href(&Route::Rate, &AssessmentUrl::on(&id).to_query());
    view! {
        <Show when=move || standing.with(|standing| standing.counts.rated() == 0 && standing.counts.all() > 0)>
            <p class="actions"><LinkButton href=href.clone()>"Start rating"</LinkButton></p>
        </Show>
    }
}
