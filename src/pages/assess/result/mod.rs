//! What the answers come to: sentences first, then the plan, the charts, every level, and what moves over time.

mod brief;
mod comparison;
mod every_level;
mod gap_actions;
mod plan;
mod radar;
mod reach;
mod second_view;
mod share;
mod snapshots;

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::{Assessed, Judge, Standing};
use rungs_ladder::id::{AssessmentId, LevelId};
use rungs_ladder::ladder::Level;

use self::brief::BriefSection;
use self::every_level::EveryLevel;
use self::gap_actions::GapActions;
use self::plan::Plan;
use self::radar::RadarDetails;
use self::reach::ReachSection;
use self::second_view::SecondView;
use self::share::ShareSection;
use self::snapshots::Snapshots;
use super::parts::{AssessmentNav, AssessmentPage, LinkButton, OpenAssessment, Section, Settings, kicker};
use super::standing_parts::{AreaTable, EvidenceList, ExpectationAction, Passages, RatingList};
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
    view! {
        <div class=format!("stack result {}", use_site().accent(target))>
            <AssessmentNav id=id.clone() here=Route::Result/>
            <ResultHead id=id.clone() standing/>
            <BeginLink id=id.clone() standing/>
            <div class="passages"><Passages standing name="_told" action=gap_action(id.clone())/></div>
            <Plan id=id.clone() target/>
            <AreaTable standing/>
            <ReachSection id=id.clone() target answers/>
            <RadarDetails standing/>
            <RatingList standing/>
            <EvidenceList standing answers/>
            <EveryLevel answers/>
            <Snapshots id=id.clone() answers/>
            <SecondView answers/>
            <BriefSection id=id.clone()/>
            <ShareSection id=id.clone() answers/>
            <Section id="_settings" title="Compare with another level" class="block screen-only">
                <Settings id/>
            </Section>
        </div>
    }
    .into_any()
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

/// What can be done about a gap; nothing about what is met, or not asked of the role.
fn gap_action(id: AssessmentId) -> ExpectationAction {
    Callback::new(move |assessed: Assessed<'static>| {
        let gap = assessed.verdict.is_gap().then(|| {
            view! { <GapActions id=id.clone() requirement=assessed.asked/> }
        });
        gap.into_any()
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
    let lead = move || standing.with(|standing| standing.summary().lead);
    view! {
        <header class="level-head">
            <p class="kicker">{kicker} {held_words}</p>
            <Heading>"Where you stand"</Heading>
            <p class="sentence lead">{lead}</p>
        </header>
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
