//! Sorting, by one routine for all types: every type that the standard library sorts is 5 KB more of the wasm, and its
//! routine for one is 3 KB more than the plain merge here.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does; what is equal keeps its order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(&order, &mut |a, b| items.swap(a, b));
}

/// The positions of `count` items in their order: a merge sort from runs of one upwards.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in order.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    left = left_rest;
                } else {
                    merged.push(*b);
                    right = right_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        order = merged;
        run *= 2;
    }
    order
}

/// Swaps items so that each place gets what `order` names for it.
fn arrange(order: &[usize], swap: &mut dyn FnMut(usize, usize)) {
    for (to, from) in order.iter().enumerate() {
        // What stood in an earlier place has moved to where that place's item came from.
        let mut from = *from;
        while from < to {
            from = order.get(from).copied().unwrap_or(to);
        }
        swap(to, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec((0..9_u8, any::<u16>()), 0..60)) {
            let mut theirs = items.clone();
            theirs.sort_by_key(|item| item.0);
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, theirs);
        }
    }
}
