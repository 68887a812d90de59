//! Translators. They take each text out of the page and put their own words in its place, in `<font>` elements. The app goes
//! on to change the text that is no longer in the page, so what it says would stay as it was, and what it puts beside the
//! text would be lost. So the text goes back, empty, before its translation, which goes when the app changes the text.

use js_sys::WeakSet;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, Text};

use super::document;

/// A text of the app whose translation is shown.
struct Translated {
    text: Text,
    words: String,
    translation: Element,
}

/// The texts whose translations are shown.
struct Translations {
    observer: MutationObserver,
    shown: Vec<Translated>,
    /// The translations of these, to know one at once: a page has thousands.
    known: WeakSet,
}

/// Keeps the words of the app in step with their translations, for as long as the page lives.
pub fn follow() {
    let mut translations = None::<Translations>;
    let changed = move |records: js_sys::Array, observer: MutationObserver| {
        let translations = translations.get_or_insert_with(|| Translations {
            observer,
            shown: Vec::new(),
            known: WeakSet::new(),
        });
        for record in records.iter() {
            translations.take_note(record.unchecked_ref());
        }
        translations.settle();
    };
    let changed = Closure::<dyn FnMut(js_sys::Array, MutationObserver)>::new(changed);
    let body = document::document().and_then(|document| document.body());
    if let (Ok(observer), Some(body)) = (MutationObserver::new(changed.as_ref().unchecked_ref()), body) {
        let children = MutationObserverInit::new();
        children.set_child_list(true);
        children.set_subtree(true);
        let _ = observer.observe_with_options(&body, &children);
    }
    changed.forget();
}

impl Translations {
    fn take_note(&mut self, record: &MutationRecord) {
        if record.type_() == "characterData" {
            self.forget(record.target().as_ref());
            return;
        }
        let removed = record.removed_nodes();
        for node in (0..removed.length()).filter_map(|at| removed.get(at)) {
            let Some(translation) = self.translation(record) else { continue };
            if self.known.has(&node) {
                let again = self.shown.iter_mut().find(|shown| *shown.translation == node);
                again.into_iter().for_each(|shown| shown.translation = translation.clone());
                self.known.add(&translation);
            } else if let Ok(text) = node.dyn_into::<Text>()
                && !text.is_connected()
            {
                self.show(text, translation);
            }
        }
    }

    /// The element that a translator has put into the place of what a record says is removed.
    fn translation(&self, record: &MutationRecord) -> Option<Element> {
        let added = record.added_nodes();
        let near = [added.get(0), record.previous_sibling(), record.next_sibling()];
        let fonts = near.into_iter().flatten().filter_map(|node| node.dyn_into::<Element>().ok());
        fonts.filter(|element| element.local_name() == "font").find(|font| !self.known.has(font))
    }

    fn show(&mut self, text: Text, translation: Element) {
        let words = text.data();
        text.set_data("");
        let node: &Node = translation.as_ref();
        if let Some(parent) = node.parent_node() {
            let _ = parent.insert_before(&text, Some(node));
        }
        let words_change = MutationObserverInit::new();
        words_change.set_character_data(true);
        let _ = self.observer.observe_with_options(&text, &words_change);
        self.known.add(&translation);
        self.shown.push(Translated { text, words, translation });
    }

    /// The app has changed that text: its translation is of other words.
    fn forget(&mut self, text: Option<&Node>) {
        self.shown.retain(|shown| {
            let is_changed = text == Some(shown.text.as_ref());
            if is_changed {
                shown.translation.remove();
            }
            !is_changed
        });
    }

    /// Where the app has taken a text out, its translation goes; where the translator has taken its words back, the text says
    /// them again.
    fn settle(&mut self) {
        self.shown.retain(|shown| {
            let (text, translation) = (shown.text.is_connected(), shown.translation.is_connected());
            if text && !translation {
                shown.text.set_data(&shown.words);
            } else if !text && translation {
                shown.translation.remove();
            }
            text && translation
        });
    }
}
