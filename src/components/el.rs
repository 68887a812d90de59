//! HTML elements as plain values, of one type.
//!
//! Most of this site is text that does not change while it is shown. Leptos' `view!` gives every piece of markup a
//! type of its own, and the compiler writes code to build, patch and drop each: 37 KB brotli for these pages, which
//! this type brought to 15 (ARCHITECTURE.md, "Size"). What does change is a closure that reads Leptos' signals:
//! [`El::live`] content, [`El::live_attr`] attributes, run by Leptos' own effects.
//!
//! Live content that changes is replaced as a whole, so that what a reader opened on one page is not open on the
//! next. Controls that a reader is using stand outside it, or are kept by their ids (`browser::entered`).

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use leptos::tachys::{html::attribute::any_attribute::AnyAttribute, renderer::types};
use rungs_ladder::html::escape;
use web_sys::Event;

use crate::browser::listen::Listening;

/// Elements without content or closing tag (HTML standard, "Void elements").
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Elements of drawings, which belong to a namespace of their own.
const DRAWN: [&str; 5] = ["svg", "rect", "polygon", "line", "text"];

/// That namespace (SVG 2).
const SVG: &str = "http://www.w3.org/2000/svg";

/// Text that is either part of the program or made at run time.
pub type Words = Cow<'static, str>;

/// An element.
// Boxed, since it moves through every call that adds to it.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    live_attributes: Vec<(&'static str, Live<Option<Words>>)>,
    children: Vec<Child>,
    listeners: Vec<(&'static str, Listener)>,
}

enum Child {
    El(El),
    Text(Words),
    Live(Live<Option<El>>),
}

/// Runs again whenever a signal that it reads changes.
type Live<T> = Box<dyn Fn() -> T + Send>;

type Listener = Box<dyn FnMut(Event) + Send>;

/// An element with that tag, as yet empty.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        live_attributes: Vec::new(),
        children: Vec::new(),
        listeners: Vec::new(),
    }))
}

/// What can stand in an element: elements, text, and none or several of them.
pub trait Content {
    /// Adds it as the last of `parent`'s children.
    fn add_to(self, parent: &mut El);
}

impl El {
    /// Sets an attribute. Each is set once; `style` is blocked by the content security policy.
    pub fn attr(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        self.0.attributes.push((name, value.into()));
        self
    }

    /// Sets the class.
    pub fn class(self, class: impl Into<Words>) -> Self {
        self.attr("class", class)
    }

    /// Adds content after what is there.
    pub fn add(mut self, content: impl Content) -> Self {
        content.add_to(&mut self);
        self
    }

    /// Adds one element for each item.
    pub fn each<I: IntoIterator>(mut self, items: I, element: impl FnMut(I::Item) -> El) -> Self {
        self.0.children.extend(items.into_iter().map(element).map(Child::El));
        self
    }

    /// Adds content that follows the signals it reads.
    pub fn live(self, content: impl Fn() -> El + Send + 'static) -> Self {
        self.live_changes(move || Some(content()))
    }

    /// Adds such content that can also stay as it is, at `None`: a page's layout costs more than finding out.
    pub fn live_changes(mut self, content: impl Fn() -> Option<El> + Send + 'static) -> Self {
        self.0.children.push(Child::Live(Box::new(content)));
        self
    }

    /// Sets an attribute that follows the signals it reads; `None` takes it away. What a reader changes by hand
    /// stands in a property, so `value` sets that.
    pub fn live_attr(
        mut self,
        name: &'static str,
        value: impl Fn() -> Option<Words> + Send + 'static,
    ) -> Self {
        self.0.live_attributes.push((name, Box::new(value)));
        self
    }

    /// Calls `action` when the event happens on the element or within it.
    pub fn on(mut self, event: &'static str, action: impl FnMut(Event) + Send + 'static) -> Self {
        self.0.listeners.push((event, Box::new(action)));
        self
    }

    /// Calls `action` when the element is clicked.
    pub fn on_click(self, mut action: impl FnMut() + Send + 'static) -> Self {
        self.on("click", move |_| action())
    }

    /// Builds the element, and adds to `alive` what must be kept for as long as it is shown.
    fn create(self, alive: &mut Alive) -> types::Element {
        let Parts { tag, attributes, live_attributes, children, listeners } = *self.0;
        let element = Rndr::create_element(tag, DRAWN.contains(&tag).then_some(SVG));
        for (name, value) in &attributes {
            Rndr::set_attribute(&element, name, value);
        }
        for child in children {
            match child {
                Child::El(child) => Rndr::insert_node(&element, &child.create(alive), None),
                Child::Text(words) => Rndr::insert_node(&element, &Rndr::create_text_node(&words), None),
                Child::Live(content) => alive.effects.push(follow_content(&element, content)),
            }
        }
        // After the options of a `select`, which its value is one of.
        for (name, value) in live_attributes {
            alive.effects.push(follow_attribute(&element, name, value));
        }
        for (event, action) in listeners {
            alive.listeners.push(Listening::to(&element, event, action));
        }
        element
    }

    fn write(self, html: &mut String) {
        let Parts { tag, attributes, live_attributes, children, .. } = *self.0;
        let live_attributes = live_attributes.into_iter().filter_map(|(name, value)| Some((name, value()?)));
        html.push('<');
        html.push_str(tag);
        for (name, value) in attributes.into_iter().chain(live_attributes) {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(&value, html);
            html.push('"');
        }
        html.push('>');
        for child in children {
            match child {
                Child::El(child) => child.write(html),
                Child::Text(words) => escape(&words, html),
                Child::Live(content) => content().into_iter().for_each(|content| content.write(html)),
            }
        }
        if !VOID.contains(&tag) {
            html.push_str("</");
            html.push_str(tag);
            html.push('>');
        }
    }
}

/// Shows `content` as the last child of `parent`, and replaces it when it changes.
fn follow_content(parent: &types::Element, content: Live<Option<El>>) -> RenderEffect<Shown> {
    let parent = parent.clone();
    RenderEffect::new(move |shown: Option<Shown>| {
        let shown = shown.flatten();
        let Some(content) = content() else { return shown };
        let mut state = content.build();
        match shown {
            // In one step: were both there for a moment, the browser could lay out the page so, and scroll along.
            Some(shown) => {
                let _ = shown.element.replace_with_with_node_1(&state.element);
            }
            None => state.mount(&parent, None),
        }
        Some(state)
    })
}

fn follow_attribute(
    element: &types::Element,
    name: &'static str,
    value: Live<Option<Words>>,
) -> RenderEffect<Shown> {
    let element = element.clone();
    RenderEffect::new(move |_| {
        match (name, value()) {
            ("value", value) => Rndr::set_property(&element, name, &(*value.unwrap_or_default()).into()),
            (_, Some(value)) => Rndr::set_attribute(&element, name, &value),
            (_, None) => Rndr::remove_attribute(&element, name),
        }
        None
    })
}

impl Content for El {
    fn add_to(self, parent: &mut El) {
        parent.0.children.push(Child::El(self));
    }
}

impl Content for &'static str {
    fn add_to(self, parent: &mut El) {
        parent.0.children.push(Child::Text(self.into()));
    }
}

impl Content for String {
    fn add_to(self, parent: &mut El) {
        parent.0.children.push(Child::Text(self.into()));
    }
}

impl<C: Content> Content for Option<C> {
    fn add_to(self, parent: &mut El) {
        if let Some(content) = self {
            content.add_to(parent);
        }
    }
}

impl<C: Content> Content for Vec<C> {
    fn add_to(self, parent: &mut El) {
        for content in self {
            content.add_to(parent);
        }
    }
}

/// An element that is shown.
pub struct ElState {
    element: types::Element,
    _alive: Alive,
}

/// What an effect keeps until it runs again: the content that it shows, if that is what it does. All effects keep
/// the same, as every type of effect is code of its own.
type Shown = Option<ElState>;

/// What must live as long as an element is shown: the effects of what is live inside it, and its listeners.
#[derive(Default)]
struct Alive {
    effects: Vec<RenderEffect<Shown>>,
    listeners: Vec<Listening>,
}

impl Render for El {
    type State = ElState;

    fn build(self) -> ElState {
        let mut alive = Alive::default();
        ElState { element: self.create(&mut alive), _alive: alive }
    }

    fn rebuild(self, state: &mut ElState) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for ElState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

no_attrs!(El);

impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra: Vec<AnyAttribute>,
    ) {
        self.write(html);
        *position = Position::NextChild;
    }

    /// Never called: the app takes the page's place and does not hydrate it.
    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> ElState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_written_as_html() {
        let written = el("p")
            .class("a \"b\"")
            .add("1 < 2 & ")
            .add(Some(el("em").add("so".to_owned())))
            .add(None::<El>)
            .add(el("br"))
            .each(["x", "y"], |word| el("b").add(word))
            .live(|| el("i").add("z"))
            .live_attr("hidden", || Some("".into()))
            .live_attr("title", || None)
            .on_click(|| {});
        assert_eq!(
            written.to_html(),
            "<p class=\"a &quot;b&quot;\" hidden=\"\">1 &lt; 2 &amp; <em>so</em><br><b>x</b><b>y</b><i>z</i></p>"
        );
    }
}
