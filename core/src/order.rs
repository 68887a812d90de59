//! Sorting, by one routine for all types: every type that the standard library sorts is 5 KB more of the wasm.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does; what is equal keeps its order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut places: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| places.get_mut(at)?.take()));
}

/// The positions of `count` items in their order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec((0..9_u8, any::<u16>()), 0..60)) {
            let mut theirs = items.clone();
            theirs.sort_by(|a, b| a.0.cmp(&b.0));
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, theirs);
        }
    }
}
