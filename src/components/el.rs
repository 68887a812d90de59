//! HTML elements as plain values, of one type.
//!
//! Most of this site is text that does not change while it is shown. Leptos' `view!` gives every piece of markup a
//! type of its own, and the compiler writes code to build, patch and drop each: 37 KB brotli for these pages, which
//! this type brought to 15 (ARCHITECTURE.md, "Size"). What does change stays Leptos': a closure or any
//! other view can be added to an element, and reacts as everywhere.
//!
//! An element that stands where another stood replaces it as a whole, so that what a reader opened on one page is
//! not open on the next.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use leptos::tachys::{html::attribute::any_attribute::AnyAttribute, renderer::types};
use rungs_core::html::escape;

/// Elements without content or closing tag (HTML standard, "Void elements").
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Text that is either part of the program or made at run time.
pub type Words = Cow<'static, str>;

/// An element.
// Boxed, since it moves through every call that adds to it.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    children: Vec<Child>,
    on_click: Option<Box<dyn FnMut() + Send>>,
}

enum Child {
    El(El),
    Text(Words),
    View(AnyView),
}

/// An element with that tag, as yet empty.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new(), on_click: None }))
}

/// What can stand in an element: elements, text, any view of Leptos, and none or several of them.
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

    /// Calls `action` when the element is clicked.
    pub fn on_click(mut self, action: impl FnMut() + Send + 'static) -> Self {
        self.0.on_click = Some(Box::new(action));
        self
    }

    /// Builds the element, and adds to `alive` what must be kept for as long as it is shown.
    fn create(self, alive: &mut Alive) -> types::Element {
        let Parts { tag, attributes, children, on_click } = *self.0;
        let element = Rndr::create_element(tag, None);
        for (name, value) in &attributes {
            Rndr::set_attribute(&element, name, value);
        }
        for child in children {
            match child {
                Child::El(child) => Rndr::insert_node(&element, &child.create(alive), None),
                Child::Text(words) => Rndr::insert_node(&element, &Rndr::create_text_node(&words), None),
                Child::View(view) => {
                    let mut state = view.build();
                    state.mount(&element, None);
                    alive.views.push(state);
                }
            }
        }
        if let Some(action) = on_click {
            let mut action = action;
            alive.clicks.push(Rndr::add_event_listener(&element, "click", Box::new(move |_| action())));
        }
        element
    }

    fn write(self, html: &mut String) {
        let Parts { tag, attributes, children, .. } = *self.0;
        html.push('<');
        html.push_str(tag);
        for (name, value) in &attributes {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
        for child in children {
            match child {
                Child::El(child) => child.write(html),
                Child::Text(words) => escape(&words, html),
                Child::View(view) => {
                    view.to_html_with_buf(html, &mut Position::FirstChild, true, false, Vec::new());
                }
            }
        }
        if !VOID.contains(&tag) {
            html.push_str("</");
            html.push_str(tag);
            html.push('>');
        }
    }
}

impl Content for El {
    fn add_to(self, parent: &mut El) {
        parent.0.children.push(Child::El(self));
    }
}

impl Content for AnyView {
    fn add_to(self, parent: &mut El) {
        parent.0.children.push(Child::View(self));
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

/// What must live as long as an element is shown: the reactive views inside it, and its listeners.
#[derive(Default)]
struct Alive {
    views: Vec<AnyViewState>,
    clicks: Vec<RemoveEventHandler<types::Element>>,
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
            .on_click(|| {});
        assert_eq!(
            written.to_html(),
            "<p class=\"a &quot;b&quot;\">1 &lt; 2 &amp; <em>so</em><br><b>x</b><b>y</b></p>"
        );
    }
}
