//! A list that changes.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;

/// One item of a list, whatever it is.
struct Item {
    key: u64,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// As [`For`], which it makes once for items of every kind: what finds out which items have come, gone and moved is 5 KB of
/// program for each kind.
#[component]
pub fn List<I, T, K, N, IF, KF, EF>(
    /// The items.
    each: IF,
    /// What tells an item from the others: it is shown as it is while its key stays.
    key: KF,
    /// What shows an item.
    children: EF,
) -> impl IntoView
where
    IF: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T> + Send + 'static,
    T: Send + 'static,
    KF: Fn(&T) -> K + Send + 'static,
    K: Hash,
    EF: Fn(T) -> N + Clone + Send + 'static,
    N: IntoView + 'static,
{
    let item = move |item: T| {
        let children = children.clone();
        Item { key: hash(&key(&item)), view: Box::new(move || children(item).into_any()) }
    };
    shown(Box::new(move || each().into_iter().map(&item).collect()))
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn shown(items: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    view! { <For each=items key=|item| item.key children=|item: Item| (item.view)()/> }.into_any()
}
