//! Answers that were given to other words than the ladder has today: what has become of their statements, each to be
//! confirmed, in a file that comes in as well as among those that are kept here.

use std::collections::HashSet;

use leptos::prelude::*;
use rungs_assessment::answers::{Answers, Meaning, State, Subject};
use rungs_assessment::drift::{Asked, Fitted, Matching, Moved, Regraded, Reworded, drifted};
use rungs_assessment::standing::Verdict;
use rungs_assessment::store::SaveError;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::super::parts::{CHANGED, Section, title};
use super::undo::{Act, UndoOffer, offer_undo};
use super::{Refusal, SECTION, refusal};
use crate::browser::{document, toast};
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::{use_session, use_site};
use crate::routes::{AssessmentUrl, Route};
use crate::site::Site;

/// What did not happen where the fitting was refused.
const NOT_FITTED: &str = "Nothing was changed.";

/// Which answers the person takes over to the statements of today. Each is ticked until the person says otherwise.
#[derive(Clone, Copy)]
pub struct Ticks {
    unticked: RwSignal<HashSet<(AssessmentId, Asked)>>,
}

impl Ticks {
    /// All is ticked.
    pub fn new() -> Self {
        Self { unticked: RwSignal::new(HashSet::new()) }
    }

    fn is_ticked(self, place: &(AssessmentId, Asked)) -> bool {
        self.unticked.with(|unticked| !unticked.contains(place))
    }

    fn tick(self, place: &(AssessmentId, Asked), is_ticked: bool) {
        self.unticked.update(|unticked| {
            if is_ticked {
                unticked.remove(place);
            } else {
                unticked.insert(place.clone());
            }
        });
    }

    /// The answers of an assessment with their statements of today, where that is ticked. What calls this follows the ticks.
    pub fn fitted(self, id: &AssessmentId, answers: &Answers, matching: &Matching) -> Fitted {
        matching.apply(answers, &|asked| self.is_ticked(&(id.clone(), asked.clone())))
    }
}

/// An assessment that the ladder has moved away from.
#[derive(Clone, PartialEq)]
struct Drifted {
    /// The assessment.
    id: AssessmentId,
    /// What it is called.
    title: String,
    /// What has become of the statements of its answers.
    matching: Matching,
}

/// The assessments that are kept here and that the ladder has moved away from.
fn drifted_assessments() -> Memo<Vec<Drifted>> {
    let (site, session) = (use_site(), use_session());
    Memo::new(move |_| {
        let drift = |id: AssessmentId| {
            let assessment = session.assessment(&id).get().filter(|known| known.state == State::Active)?;
            let answers = session.answers(&id);
            (!drifted(site.ladder, &assessment, &answers).is_none()).then(|| Drifted {
                title: title(site, &assessment),
                matching: Matching::new(site.ladder, &answers),
                id,
            })
        };
        session.assessments().into_iter().filter_map(drift).collect()
    })
}

/// The assessments that the ladder has moved away from, to be fitted to it; nothing where there are none.
#[component]
pub fn DriftSection(
    /// Takes what can be taken back.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let drifted = drifted_assessments();
    // Outside what comes and goes: after Undo, the ticks are as they were.
    let ticks = Ticks::new();
    let ids =
        move || drifted.with(|drifted| drifted.iter().map(|drifted| drifted.id.clone()).collect::<Vec<_>>());
    view! {
        <Show when=move || drifted.with(|drifted| !drifted.is_empty())>
            <Section id=CHANGED title="The ladder has changed" class=SECTION>
                <p>
                    "Statements or the scale have changed since you answered. No answer is lost."
                </p>
                <ul class="previews">
                    <List each=ids key=AssessmentId::clone let:id>
                        <DriftedItem id drifted ticks/>
                    </List>
                </ul>
                <FitButton drifted ticks offer/>
            </Section>
        </Show>
    }
}

/// One assessment that the ladder has moved away from.
#[component]
fn DriftedItem(
    /// The assessment.
    id: AssessmentId,
    /// All such assessments.
    drifted: Memo<Vec<Drifted>>,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    let own = {
        let id = id.clone();
        Memo::new(move |_| drifted.with(|drifted| drifted.iter().find(|drifted| drifted.id == id).cloned()))
    };
    let title = move || own.with(|own| own.as_ref().map(|own| own.title.clone())).unwrap_or_default();
    let rate = use_site().query_href(&Route::Rate, &AssessmentUrl::on(&id).to_query());
    // It is on its way out where it is not among them any more.
    let matching =
        Memo::new(move |_| own.with(|own| own.as_ref().map(|own| own.matching.clone())).unwrap_or_default());
    view! {
        <li>
            <h3>{title}</h3>
            <MatchingView id matching ticks/>
            <Show when=move || matching.with(|matching| matching.off_scale() > 0)>
                <p><a href=rate.clone()>"Rate anew what is on another scale"</a></p>
            </Show>
        </li>
    }
}

/// Takes over what is ticked, of all assessments or of none.
#[component]
fn FitButton(
    /// The assessments that the ladder has moved away from.
    drifted: Memo<Vec<Drifted>>,
    /// What the person has ticked.
    ticks: Ticks,
    /// Takes what can be taken back.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let refused = RwSignal::new(None::<SaveError>);
    let fit = move |_| {
        let seen = drifted.get_untracked();
        let ids: Vec<_> = seen.iter().map(|drifted| drifted.id.clone()).collect();
        let fitted = |id: &AssessmentId, answers: &Answers| {
            let seen = seen.iter().find(|drifted| drifted.id == *id)?;
            let now = Matching::new(site.ladder, answers);
            now.asks_the_same(&seen.matching).then(|| untrack(|| ticks.fitted(id, answers, &now)))
        };
        document::pass_focus(Act::Fit.undo_id());
        match session.refit(&ids, fitted) {
            Ok(changes) => {
                refused.set(None);
                offer_undo(offer, Act::Fit, changes);
            }
            Err(error) => {
                refused.set(Some(error));
                toast::show(&refusal(NOT_FITTED, error));
            }
        }
    };
    let words = move || {
        let has_ticks =
            drifted.with(|drifted| drifted.iter().any(|drifted| drifted.matching.has_questions()));
        if has_ticks { "Update the ticked answers" } else { "OK" }
    };
    view! {
        <p class="actions">
            <button type="button" id=Act::Fit.button_id() class="button" on:click=fit>{words}</button>
        </p>
        <Refusal what=NOT_FITTED why=refused/>
    }
}

/// What has become of the statements of an assessment: boxes to tick, and answers whose statements are gone.
#[component]
pub fn MatchingView(
    /// The assessment.
    id: AssessmentId,
    /// What has become of its statements.
    #[prop(into)]
    matching: Signal<Matching>,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    view! {
        <div class="fitting">
            <Show when=move || matching.with(|matching| !matching.is_settled())>
                <p class="hint">{move || matching.with(Matching::sentence)}</p>
            </Show>
            <FitList id matching ticks/>
            <OffScaleList matching/>
            <OrphanList matching/>
        </div>
    }
}

/// The statements that have other words or another place, each with a box to tick; nothing where there are none.
#[component]
fn FitList(
    /// The assessment.
    id: AssessmentId,
    /// What has become of its statements.
    matching: Signal<Matching>,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    let has_any = move || matching.with(Matching::has_questions);
    let renamed = move || {
        let all = matching.with(|matching| matching.regraded.clone());
        all.into_iter()
            .filter_map(|Regraded { now, subject, words, before }| Some((subject, words, before, now?)))
    };
    let regraded_row = {
        let id = id.clone();
        move |(subject, words, before, now)| view! { <RegradedItem place=(id.clone(), Asked::Rating(subject)) words before now ticks/> }
    };
    let reworded_row = {
        let id = id.clone();
        move |reworded: Reworded| view! { <RewordedItem id=id.clone() reworded ticks/> }
    };
    let moved_row = move |moved: Moved| view! { <MovedItem id=id.clone() moved ticks/> };
    view! {
        <Show when=has_any>
            <div>
                <p>"Does your answer still fit? Answers you do not tick stay as they are."</p>
                <ul class="fits">
                    <List
                        each=move || matching.with(|matching| matching.reworded.clone())
                        key=|reworded: &Reworded| {
                            (reworded.id.clone(), reworded.before.clone(), reworded.now.clone())
                        }
                        children=reworded_row.clone()
                    />
                    <List
                        each=move || matching.with(|matching| matching.moved.clone())
                        key=|moved: &Moved| (moved.from.clone(), moved.to.clone(), moved.words.clone())
                        children=moved_row.clone()
                    />
                    <List
                        each=renamed
                        key=|(subject, _, before, now)| (subject.clone(), before.clone(), now.title.clone())
                        children=regraded_row.clone()
                    />
                </ul>
            </div>
        </Show>
    }
}

/// A statement that has other words now.
#[component]
fn RewordedItem(
    /// The assessment.
    id: AssessmentId,
    /// The statement.
    reworded: Reworded,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    view! {
        <li>
            <TickLabel place=(id, Asked::Subject(Subject::Statement(reworded.id))) ticks>
                <span><del>{reworded.before}</del> " " <ins>{reworded.now}</ins></span>
            </TickLabel>
        </li>
    }
}

/// A statement that has another id now.
#[component]
fn MovedItem(
    /// The assessment.
    id: AssessmentId,
    /// The statement.
    moved: Moved,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    let now = new_level(use_site(), &moved).map(|level| {
        view! { <span class="hint">" Now at " <Said>{level.title.as_str()}</Said></span> }
    });
    view! {
        <li>
            <TickLabel place=(id, Asked::Subject(moved.from)) ticks>
                <span>{moved.words} {now}</span>
            </TickLabel>
        </li>
    }
}

/// A rating that has another name, or says something else now.
#[component]
fn RegradedItem(
    /// The assessment, and what was answered.
    place: (AssessmentId, Asked),
    /// Its words.
    words: String,
    /// What the rating was called.
    before: String,
    /// What it means now.
    now: Meaning,
    /// What the person has ticked.
    ticks: Ticks,
) -> impl IntoView {
    let counts =
        if now.verdict == Verdict::Met { " counts as met now" } else { " does not count as met now" };
    view! {
        <li>
            <TickLabel place ticks>
                <span>
                    {words} " "
                    <del>{before}</del>
                    " "
                    <ins>{now.title}</ins>
                    <span class="hint">{counts}</span>
                </span>
            </TickLabel>
        </li>
    }
}

/// The ratings that are on another scale; nothing where there are none.
#[component]
fn OffScaleList(
    /// What has become of the statements.
    matching: Signal<Matching>,
) -> impl IntoView {
    let lost = move || {
        let all = matching.with(|matching| matching.regraded.clone());
        all.into_iter()
            .filter(|regraded| regraded.now.is_none())
            .map(|regraded| (regraded.words, regraded.before))
    };
    view! {
        <Show when=move || matching.with(|matching| matching.off_scale() > 0)>
            <details>
                <summary>"Ratings that are on another scale; they are kept"</summary>
                <ul class="points">
                    <List each=lost key=Clone::clone let((words, before))>
                        <li>{words} " " <strong>{before}</strong></li>
                    </List>
                </ul>
            </details>
        </Show>
    }
}

/// The level that a statement stands at now, where that is another for a reader: under another name at the same level it has
/// not moved.
fn new_level(site: Site, moved: &Moved) -> Option<&'static Level> {
    let (Subject::Statement(from), Subject::Statement(to)) = (&moved.from, &moved.to) else { return None };
    let has_it = |level: &&Level| level.statements().any(|statement| statement.id == *to);
    let level = site.ladder.levels.iter().find(has_it)?;
    let was_there = from.as_str().strip_prefix(level.id.as_str()).is_some_and(|rest| rest.starts_with('.'));
    (!was_there).then_some(level)
}

/// The box that takes an answer over, with what it is about.
#[component]
fn TickLabel(
    /// The assessment, and the statement that was answered.
    place: (AssessmentId, Asked),
    /// What the person has ticked.
    ticks: Ticks,
    /// What has become of the statement.
    children: Children,
) -> impl IntoView {
    let is_ticked = {
        let place = place.clone();
        move || ticks.is_ticked(&place)
    };
    view! {
        <label class="fit">
            <input
                type="checkbox"
                prop:checked=is_ticked
                on:change:target=move |event| ticks.tick(&place, event.target().checked())
            />
            {children()}
        </label>
    }
}

/// The answers whose statements are gone, on demand; nothing where there are none.
#[component]
fn OrphanList(
    /// What has become of the statements.
    matching: Signal<Matching>,
) -> impl IntoView {
    view! {
        <Show when=move || matching.with(|matching| !matching.orphans.is_empty())>
            <details>
                <summary>"Answers to removed statements (kept)"</summary>
                <ul class="points">
                    <List each=move || matching.with(|matching| matching.orphans.clone()) key=Clone::clone let((_, words))>
                        <li>{words}</li>
                    </List>
                </ul>
            </details>
        </Show>
    }
}
