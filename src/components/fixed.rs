//! Views that are replaced, never patched.
//!
//! Leptos can turn one view into another of the same type by comparing them piece by piece. For a page that is
//! wrong, since what a reader has opened on one level's page would stay open on the next; and the code for it,
//! written out by the compiler for every type of view, was a fifth of the program (ARCHITECTURE.md, "Size").

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

/// Erases the type of `view`, which from then on is replaced as a whole where it would be patched.
pub fn fixed(view: impl RenderHtml) -> AnyView {
    Fixed(view).into_any()
}

struct Fixed<V>(V);

impl<V: Render> Render for Fixed<V> {
    type State = V::State;

    fn build(self) -> V::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut V::State) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl<V: RenderHtml> AddAnyAttr for Fixed<V> {
    type Output<A: Attribute> = Fixed<V::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        Fixed(self.0.add_any_attr(attribute))
    }
}

impl<V: RenderHtml> RenderHtml for Fixed<V> {
    type AsyncOutput = V::AsyncOutput;
    type Owned = Fixed<V::Owned>;
    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    fn resolve(self) -> impl Future<Output = Self::AsyncOutput> + Send {
        self.0.resolve()
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> V::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Fixed(self.0.into_owned())
    }
}
