//! What other sites of the same origin keep in the same store: the same site at another path, or a neighbour's. It is only read.

use super::{Prefix, Store, StoreError};

/// What the site at another path keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its path, which begins and ends with a slash.
    pub path: String,
    /// All its records as they are, by key.
    pub records: Vec<(String, String)>,
}

/// The sites of the store, other than the one with that prefix, that keep assessments, in the order of their keys.
///
/// # Errors
/// When the store cannot be read.
pub fn neighbours(store: &impl Store, own: &Prefix) -> Result<Vec<Neighbour>, StoreError> {
    let mut found: Vec<(Prefix, Vec<String>)> = Vec::new();
    let mut keys = store.keys()?;
    keys.sort_unstable();
    for key in keys {
        let Some(prefix) = Prefix::of(&key).filter(|prefix| prefix != own) else { continue };
        match found.iter_mut().find(|(known, _)| *known == prefix) {
            Some((_, keys)) => keys.push(key),
            None => found.push((prefix, vec![key])),
        }
    }
    let mut neighbours = Vec::new();
    for (prefix, keys) in found {
        let is_assessment =
            |key: &String| prefix.parse(key).is_some_and(|(slot, _)| slot.starts_with("assessment/"));
        if !keys.iter().any(is_assessment) {
            continue;
        }
        let mut records = Vec::new();
        for key in keys {
            if let Some(text) = store.get(&key)? {
                records.push((key, text));
            }
        }
        neighbours.push(Neighbour { path: prefix.path(), records });
    }
    Ok(neighbours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::Memory;

    #[test]
    fn other_paths_that_keep_assessments_are_found() {
        let store = Memory::default();
        for key in [
            "rungs/1/~careers/assessment/own/1.a",
            "rungs/1/~ladder/assessment/x/1.a",
            "rungs/1/~ladder/answer/x/j.free/2.a",
            "rungs/1/~a~b%7Ec/assessment/y/1.a",
            "rungs/1/~/assessment/z/1.a",
            // Nothing that anybody would miss.
            "rungs/1/~keys/preference/keys/1.a",
            "theirs",
        ] {
            store.set(key, key).unwrap();
        }
        let told = |base: &str| -> Vec<_> {
            let found = neighbours(&store, &Prefix::new(base)).unwrap();
            found.into_iter().map(|found| (found.path, found.records.len())).collect()
        };
        let path = |path: &str, count| (path.to_owned(), count);
        assert_eq!(told("/careers/"), [path("/", 1), path("/a/b~c/", 1), path("/ladder/", 2)]);
        assert_eq!(told("/"), [path("/a/b~c/", 1), path("/careers/", 1), path("/ladder/", 2)]);
    }
}
