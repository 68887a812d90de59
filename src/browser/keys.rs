//! Keys that work anywhere on the site.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::history::Navigator;
use super::listen::listen;
use super::single_keys::SingleKeys;
use super::{boot, control, document};
use crate::routes::Route;

/// The id of the field that `/` leads to.
pub const SEARCH_FIELD: &str = "_q";

/// The class of an element that holds a question, of which digits choose the answer.
pub const QUESTION: &str = "question";

/// The controls that take a digit or a letter themselves.
const TYPED: &str = "input:not([type=radio]):not([type=checkbox]), select, textarea";

/// The question that a digit has led on to, until the person moves by themselves.
type LedTo = Rc<RefCell<Option<Element>>>;

/// Lets `/` lead to the search, and digits answer questions, from everywhere but where text is typed.
pub fn follow(navigator: Navigator, keys: SingleKeys) {
    let Some(window) = web_sys::window() else { return };
    let led_to: LedTo = Rc::default();
    let elsewhere = led_to.clone();
    listen(&window, "pointerdown", Box::new(move |_| drop(elsewhere.take())));
    listen(
        &window,
        "keydown",
        Box::new(move |event| {
            boot::may_panic("key");
            let key: &KeyboardEvent = event.unchecked_ref();
            let is_modified = key.ctrl_key() || key.meta_key() || key.alt_key();
            // A key that is held down has done its work.
            let is_spent = key.repeat() || event.default_prevented();
            let key = key.key();
            let digit = key.parse::<usize>().ok();
            if digit.is_none() {
                led_to.take();
            }
            if is_modified || is_spent || !keys.are_on_now() {
                return;
            }
            let acts = key == "/" || digit.is_some();
            if acts && !is_in(&event, TYPED) {
                document::mark_keyboard();
            }
            if key == "/" && !is_in(&event, "input, select, textarea") {
                event.prevent_default();
                match navigator.address().route_now() {
                    Some(Route::Find) => document::by_id(SEARCH_FIELD).iter().for_each(document::focus),
                    _ => navigator.open_at(Route::Find, SEARCH_FIELD),
                }
            }
            if let Some(number @ 1..) = digit
                && !is_in(&event, TYPED)
                && answer(&event, number, &led_to).is_some()
            {
                event.prevent_default();
            }
        }),
    );
}

/// Whether a control has the focus that may use the key itself.
fn is_in(event: &Event, controls: &str) -> bool {
    target(event).is_some_and(|target| target.matches(controls).unwrap_or_default())
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Chooses the answer with that number, from 1, to the question that has the focus, else to the first one without an
/// answer, and leads on to the next question. When a digit has led on to a question that has an
/// answer, the next digit does not change it: the person may have pressed the key twice by mistake.
fn answer(event: &Event, number: usize, led_to: &LedTo) -> Option<()> {
    let questions = [".", QUESTION].concat();
    let asked = target(event)?.closest(&questions).ok()?;
    // What is folded away is not asked.
    let open = ":not(:has(:checked)):not(details:not([open]) *)";
    let unanswered = || document::document()?.query_selector(&[&questions, open].concat()).ok()?;
    let question = asked.or_else(unanswered)?;
    let is_answered = question.query_selector(":checked").ok()?.is_some();
    if is_answered && led_to.borrow().as_ref() == Some(&question) {
        return None;
    }
    let answers = control::all(question.query_selector_all("input[type=radio]"));
    let answer: HtmlInputElement = answers.into_iter().nth(number - 1)?.dyn_into().ok()?;
    answer.click();
    let next = question.next_element_sibling().filter(|next| next.class_list().contains(QUESTION));
    led_to.replace(next.clone());
    let next: HtmlElement = match next {
        Some(next) => next.dyn_into().ok()?,
        None => answer.dyn_into().ok()?,
    };
    // Unlike elsewhere, the reader's view goes along.
    let _ = next.focus();
    Some(())
}
