//! Where a reader is on a page, scroll position and focus, kept in the history entries' state: the browser restores it
//! before the app has put the page in place. After a reload, or Back from another site, the browser goes as far down as it
//! can; [`Place::out_of_reach`] is for what it cannot.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, PageTransitionEvent, Window};

use super::document;
use super::listen::listen;

/// How long after the last movement a place is kept, in milliseconds: soon enough for whoever scrolls and goes
/// back, and not at every movement, as Safari refuses more than 100 state changes in 30 seconds.
const SCROLL_SETTLES: i32 = 120;

/// Where a reader was on a page.
pub struct Place {
    /// How far down, in whole CSS pixels: numbers with a fraction need much code to be read.
    top: i32,
    /// The way from the app's element to what had focus.
    focus: Option<Vec<u32>>,
}

impl Place {
    /// The place that a history entry's state holds, as [`Place::state`] writes it.
    pub fn read(state: &JsValue) -> Option<Self> {
        let state = state.as_string()?;
        let (top, path) = state.split_once(' ')?;
        let (path, _) = path.split_once(' ').unwrap_or((path, ""));
        let focus = path.split('.').map(|step| step.parse().ok()).collect();
        Some(Self { top: top.parse().ok()?, focus })
    }

    /// What a shared link carried, which stands last in a history entry's state. boot.js puts it there.
    pub fn shared(state: &JsValue) -> Option<String> {
        state.as_string()?.splitn(3, ' ').nth(2).map(str::to_owned)
    }

    /// Where the reader was on this page before it was loaded again, if the browser could not go there: because the page
    /// is not as long as with the app, or because some browsers restore nothing on a page that the app has run on.
    /// Elsewhere than at one end of the page the reader has scrolled since.
    pub fn out_of_reach(window: &Window) -> Option<Self> {
        let place = Self::read(&window.history().ok()?.state().ok()?)?;
        let top = window.scroll_y().ok()?;
        let room = window.inner_height().ok()?.as_f64()?;
        let bottom = f64::from(document::document()?.document_element()?.scroll_height()) - room;
        let is_at_end = top <= 0.0 || top >= bottom - 1.0;
        (is_at_end && top < f64::from(place.top)).then_some(place)
    }

    /// Scrolls there.
    pub fn show(&self, window: &Window) {
        window.scroll_to_with_x_and_y(0.0, self.top.into());
    }

    fn now(window: &Window) -> Option<Self> {
        let focus = document::focused().and_then(|focused| document::path(&document::app()?, &focused));
        Some(Self { top: window.scroll_y().ok()? as i32, focus })
    }

    /// `640 0.2.1`: the top, a space, and the way to what had focus; after another space what a shared link carried, if the entry
    /// is that of one.
    fn state(&self, shared: Option<String>) -> JsValue {
        let steps: Vec<_> = self.focus.iter().flatten().map(u32::to_string).collect();
        let end = shared.map(|shared| format!(" {shared}")).unwrap_or_default();
        JsValue::from_str(&[&self.top.to_string(), " ", &steps.join("."), &end].concat())
    }

    fn focused(&self) -> Option<HtmlElement> {
        document::follow(&document::app()?, self.focus.as_ref()?)?.dyn_into().ok()
    }
}

/// Puts scroll and focus where a reader expects them: where they were, at the link's target, or at the top.
pub fn arrive(window: &Window, moved: bool, kept: Option<Place>) {
    let hash = window.location().hash().unwrap_or_default();
    if moved || document::focused().is_none() {
        let focus = kept.as_ref().and_then(Place::focused).or_else(document::heading);
        focus.iter().for_each(document::focus);
    }
    match kept {
        Some(place) => place.show(window),
        None if hash.len() > 1 => {
            // Following the fragment natively sets `:target`, opens a closed `details` and moves the focus on.
            window.scroll_to_with_x_and_y(0.0, 0.0);
            let _ = window.location().replace(&hash);
        }
        None if moved => window.scroll_to_with_x_and_y(0.0, 0.0),
        None => {}
    }
}

/// Puts the reader back where they were when the browser shows a page that it has kept alive: some scroll it to its top.
pub fn come_back(window: &Window, event: &Event) {
    let is_kept = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
    let state = window.history().and_then(|history| history.state());
    if let (true, Ok(state)) = (is_kept, state) {
        Place::read(&state).iter().for_each(|place| place.show(window));
    }
}

/// Keeps it in the present history entry whenever scrolling has settled, for as long as the page lives.
pub fn keep(window: &Window) {
    let waiting = Rc::new(Cell::new(None::<i32>));
    let keeper = window.clone();
    let done = waiting.clone();
    let keep = Closure::<dyn FnMut()>::new(move || {
        done.set(None);
        remember(&keeper);
    });
    let timer = window.clone();
    listen(
        window,
        "scroll",
        Box::new(move |_| {
            if let Some(running) = waiting.take() {
                timer.clear_timeout_with_handle(running);
            }
            let after = keep.as_ref().unchecked_ref();
            waiting
                .set(timer.set_timeout_with_callback_and_timeout_and_arguments_0(after, SCROLL_SETTLES).ok());
        }),
    );
}

/// Writes where the reader is into the present history entry.
pub fn remember(window: &Window) {
    if let (Ok(history), Some(place)) = (window.history(), Place::now(window)) {
        let shared = history.state().ok().and_then(|state| Place::shared(&state));
        let _ = history.replace_state_with_url(&place.state(shared), "", None);
    }
}
