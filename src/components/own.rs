//! What a page for reading shows of the person's own assessment, where this browser keeps one. It takes room that is kept free for it, so
//! that nothing moves.

use leptos::prelude::*;
use rungs_assessment::glance::Glance;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::{Level, Rating};

use crate::browser::own::{self, Glances};
use crate::context::use_site;
use crate::routes::{AssessmentUrl, Route};

/// The person's assessments at a glance, which may come later.
#[derive(Clone)]
pub struct Own(ArcReadSignal<Glances>);

impl Own {
    /// Has them read, and follows them.
    pub fn read() -> Self {
        Self(own::glances(use_site()))
    }

    /// The assessment of a level. What calls this follows it.
    pub fn of(&self, level: &Level) -> Option<Glance<'static>> {
        self.0.with(|glances| glances.iter().find(|glance| glance.level.id == level.id).cloned())
    }

    /// The rating of a statement in the assessment of a level.
    fn rating(&self, level: &Level, statement: &StatementId) -> Option<&'static Rating> {
        let of_level = |glances: &Glances| glances.iter().position(|glance| glance.level.id == level.id);
        self.0.with(|glances| glances.get(of_level(glances)?)?.rating(statement))
    }
}

/// How far the assessment of a level is, and the ways on, in a line.
#[component]
pub fn OwnProgress(
    /// The level.
    level: &'static Level,
    /// The assessments.
    own: Own,
) -> impl IntoView {
    let site = use_site();
    let line = move || {
        own.of(level).map(|glance| {
            let query = AssessmentUrl::on(&glance.assessment).to_query();
            let on = AssessmentUrl { target: Some(level.id.clone()), ..AssessmentUrl::default() }.to_query();
            let go_on = (!glance.is_complete()).then(|| {
                view! { <a href=site.query_href(&Route::Rate, &on)>"Continue"</a> }
            });
            view! {
                <span>{glance.sentence()}</span>
                {go_on}
                <a href=site.query_href(&Route::Result, &query)>"Result"</a>
            }
        })
    };
    view! { <p class="own-progress screen-only">{line}</p> }
}

/// That there is an assessment of a level, and how far it is, as a mark at its rung.
#[component]
pub fn OwnMark(
    /// The level.
    level: &'static Level,
    /// The assessments.
    own: Own,
) -> impl IntoView {
    move || {
        own.of(level).map(|glance| {
            let name = format!("Your assessment: {}", glance.sentence());
            view! { <span class="own-mark screen-only" role="img" aria-label=name.clone() title=name></span> }
        })
    }
}

/// The rating of a statement: as many rungs are lit as it is steps up.
#[component]
pub fn OwnRating(
    /// The level whose assessment it is.
    level: &'static Level,
    /// The statement.
    statement: &'static StatementId,
    /// The assessments.
    own: Own,
) -> impl IntoView {
    move || own.rating(level, statement).map(|rating| view! { <RatingMark rating/> })
}

/// A rating as a small ladder, with its name for screen readers and for whoever points at it. One beside the scale has no rung.
#[component]
fn RatingMark(
    /// The rating.
    rating: &'static Rating,
) -> impl IntoView {
    let steps = &use_site().ladder.scale.steps;
    let lit = steps.iter().position(|step| step.id == rating.id).map_or(0, |place| place + 1);
    let name = format!("Your rating: {}", rating.title);
    let height = 18 / steps.len().max(1);
    let rung = |step: usize| {
        let y = 18 - step * height;
        let is_lit = steps.len() - step <= lit;
        view! { <path class=is_lit.then_some("lit") d=format!("M1 {}h12", 19 - y)/> }
    };
    view! {
        <span class="own-rating screen-only" role="img" aria-label=name.clone() title=name>
            <svg viewBox="0 0 14 20" aria-hidden="true">{(0..steps.len()).map(rung).collect_view()}</svg>
        </span>
    }
}
