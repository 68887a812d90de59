//! A store that keeps in memory what could not be saved, and tries again, so that work goes on while the browser's
//! store is full or denied.

use std::cell::{Cell, RefCell};

use super::envelope::Envelope;
use super::key_value::{Store, StoreError};

/// A store around another one. What it holds is read as if it were stored, and is gone when the program ends. A store
/// that refuses to be read reads as an empty one: see [`Pending::blocked`].
#[derive(Debug)]
pub struct Pending<S> {
    store: S,
    /// What could not be saved, by key, in the order in which it came.
    held: RefCell<Vec<(String, String)>>,
    /// Whether the store refused when it was last read.
    is_denied: Cell<bool>,
    /// Why it last did not do what it was asked.
    reason: Cell<StoreError>,
}

impl<S: Store> Pending<S> {
    /// A store around `store` that holds nothing yet.
    pub fn new(store: S) -> Self {
        let reason = Cell::new(StoreError::Denied);
        Self { store, held: RefCell::default(), is_denied: Cell::new(false), reason }
    }

    /// Tries to save all that is held, what came first ahead. What cannot be saved now is held still.
    pub fn flush(&self) {
        // A copy, so that nothing is borrowed while the store is asked.
        let held = self.held.borrow().clone();
        for (key, value) in held {
            // A store that says that it did it, and did not, refuses, too.
            match self.store.set(&key, &value) {
                Ok(()) if self.read(self.store.get(&key)).is_ok_and(|kept| kept.as_ref() == Some(&value)) => {
                    self.drop_held(&key);
                }
                outcome => self.reason.set(outcome.err().unwrap_or(StoreError::Denied)),
            }
        }
    }

    /// How many values are held: what is lost when the program ends.
    pub fn unsaved(&self) -> usize {
        self.held.borrow().len()
    }

    /// Why the store last did not do what it was asked, while something is held, or while the store refuses to be read;
    /// else `None`.
    pub fn blocked(&self) -> Option<StoreError> {
        (self.is_denied.get() || self.unsaved() > 0).then(|| self.reason.get())
    }

    /// Whether something was held under the key.
    fn drop_held(&self, key: &str) -> bool {
        let mut held = self.held.borrow_mut();
        let before = held.len();
        held.retain(|(other, _)| other != key);
        held.len() < before
    }

    /// What was read; nothing where the store refuses.
    fn read<T: Default>(&self, read: Result<T, StoreError>) -> Result<T, StoreError> {
        let is_denied = matches!(read, Err(StoreError::Denied));
        self.is_denied.set(is_denied);
        if !is_denied {
            return read;
        }
        self.reason.set(StoreError::Denied);
        Ok(T::default())
    }
}

impl<S: Store> Store for Pending<S> {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.read(self.store.keys())?;
        for (key, _) in self.held.borrow().iter() {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        Ok(keys)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let held = self.held.borrow().iter().find(|(other, _)| other == key).map(|(_, value)| value.clone());
        if held.is_some() { Ok(held) } else { self.read(self.store.get(key)) }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let outcome = self.store.set(key, value);
        match outcome {
            Ok(()) => {
                self.drop_held(key);
                // What counts if it turns out that the store did not do it.
                self.reason.set(StoreError::Denied);
            }
            Err(error) => self.reason.set(error),
        }
        outcome
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        let was_held = self.drop_held(key);
        let outcome = self.store.remove(key);
        // It could not be written there either.
        if was_held && outcome == Err(StoreError::Denied) { Ok(()) } else { outcome }
    }

    /// Of the versions of a slot those that `value` takes the place of are held no longer.
    fn hold(&self, key: &str, value: &str) {
        self.drop_held(key);
        if let (Ok(envelope), Some((slot, _))) = (Envelope::decode(key, value), key.rsplit_once('/')) {
            for stamp in envelope.over {
                self.drop_held(&[slot, "/", &stamp.to_string()].concat());
            }
        }
        self.held.borrow_mut().push((key.into(), value.into()));
    }

    fn release(&self) -> Vec<String> {
        self.held.take().into_iter().map(|(key, _)| key).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Stamp, Tab};
    use crate::test_support::Fault;
    use proptest::prelude::*;
    use serde_json::value::RawValue;
    use std::collections::HashMap;

    /// A store to which one thing happens at a time.
    #[derive(Default)]
    struct Flaky {
        values: RefCell<HashMap<String, String>>,
        fault: Cell<Option<Fault>>,
    }

    impl Flaky {
        fn operate<T: Default>(
            &self,
            needs_room: bool,
            act: impl FnOnce(&mut HashMap<String, String>) -> T,
        ) -> Result<T, StoreError> {
            match self.fault.get() {
                Some(Fault::Full) if needs_room => Err(StoreError::Full),
                Some(Fault::Denied | Fault::CrashBefore) => Err(StoreError::Denied),
                Some(Fault::CrashAfter) => {
                    act(&mut self.values.borrow_mut());
                    Err(StoreError::Denied)
                }
                Some(Fault::Nothing) => Ok(T::default()),
                _ => Ok(act(&mut self.values.borrow_mut())),
            }
        }
    }

    impl Store for Flaky {
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            self.operate(false, |values| values.keys().cloned().collect())
        }

        fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
            self.operate(false, |values| values.get(key).cloned())
        }

        fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
            self.operate(true, |values| drop(values.insert(key.into(), value.into())))
        }

        fn remove(&self, key: &str) -> Result<(), StoreError> {
            self.operate(false, |values| drop(values.remove(key)))
        }
    }

    #[derive(Clone, Copy, Debug)]
    enum Act {
        Set,
        Remove,
        Hold,
        Flush,
        Release,
    }

    const KEYS: [&str; 4] = ["a", "b", "c", "d"];

    fn any_step() -> impl Strategy<Value = (Act, usize, u8, Option<Fault>)> {
        let act = prop_oneof![
            3 => Just(Act::Set),
            2 => Just(Act::Remove),
            3 => Just(Act::Hold),
            2 => Just(Act::Flush),
            1 => Just(Act::Release),
        ];
        let fault = proptest::option::of(proptest::sample::select(Fault::ALL.to_vec()));
        (act, 0..KEYS.len(), any::<u8>(), fault)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_held_is_read_first_and_saved_as_soon_as_it_can_be(steps in proptest::collection::vec(any_step(), 0..24)) {
            let pending = Pending::new(Flaky::default());
            let (mut kept, mut held) = (HashMap::<String, String>::new(), HashMap::<String, String>::new());
            for (act, key, value, fault) in steps {
                let (key, value) = (KEYS[key].to_owned(), value.to_string());
                let does = matches!(fault, None | Some(Fault::CrashAfter));
                pending.store.fault.set(fault);
                match act {
                    Act::Set => {
                        let refused = match fault {
                            None | Some(Fault::Nothing) => None,
                            Some(Fault::Full) => Some(StoreError::Full),
                            Some(_) => Some(StoreError::Denied),
                        };
                        prop_assert_eq!(pending.set(&key, &value).err(), refused);
                        if does {
                            kept.insert(key.clone(), value.clone());
                        }
                        if refused.is_none() {
                            held.remove(&key);
                        }
                    }
                    Act::Remove => {
                        let was_held = held.remove(&key).is_some();
                        let answers = matches!(fault, None | Some(Fault::Full | Fault::Nothing));
                        prop_assert_eq!(pending.remove(&key).is_ok(), answers || was_held);
                        if does || fault == Some(Fault::Full) {
                            kept.remove(&key);
                        }
                    }
                    Act::Hold => {
                        pending.hold(&key, &value);
                        held.insert(key.clone(), value.clone());
                    }
                    Act::Flush => {
                        pending.flush();
                        if does {
                            kept.extend(held.clone());
                        }
                        if fault.is_none() {
                            held.clear();
                        }
                    }
                    Act::Release => {
                        let mut released = pending.release();
                        released.sort();
                        let mut expected: Vec<_> = held.drain().map(|(key, _)| key).collect();
                        expected.sort();
                        prop_assert_eq!(released, expected);
                    }
                }
                prop_assert_eq!(pending.unsaved(), held.len());
                prop_assert_eq!(&*pending.store.values.borrow(), &kept);
                for (fault, inner) in [(Some(Fault::Denied), &HashMap::new()), (None, &kept)] {
                    pending.store.fault.set(fault);
                    let mut keys = pending.keys().unwrap();
                    keys.sort();
                    let mut expected: Vec<_> = inner.keys().chain(held.keys()).cloned().collect();
                    expected.sort();
                    expected.dedup();
                    prop_assert_eq!(keys, expected);
                    for key in KEYS {
                        let read = pending.get(key).unwrap();
                        prop_assert_eq!(read.as_ref(), held.get(key).or(inner.get(key)));
                    }
                    // Where all of them are held, the store is not asked.
                    let is_asked = held.len() < KEYS.len();
                    let is_blocked = !held.is_empty() || (fault.is_some() && is_asked);
                    prop_assert_eq!(pending.blocked().is_some(), is_blocked);
                }
            }
        }
    }

    #[test]
    fn it_says_why_nothing_can_be_saved() {
        for (fault, expected) in [
            (Fault::Full, Some(StoreError::Full)),
            (Fault::Denied, Some(StoreError::Denied)),
            (Fault::Nothing, Some(StoreError::Denied)),
        ] {
            let pending = Pending::new(Flaky::default());
            assert_eq!(pending.blocked(), None);
            for told in [Fault::Full, fault] {
                pending.store.fault.set(Some(told));
                let _ = pending.set("a", "1");
                pending.hold("a", "1");
            }
            assert_eq!(pending.blocked(), expected, "{fault:?}");
            pending.flush();
            assert_eq!((pending.blocked(), pending.unsaved()), (expected, 1), "{fault:?}, tried again");
            pending.store.fault.set(None);
            pending.flush();
            assert_eq!((pending.blocked(), pending.unsaved()), (None, 0), "{fault:?}, over");
        }
    }

    #[test]
    fn of_the_versions_of_a_slot_only_the_last_is_held() {
        let pending = Pending::new(Flaky::default());
        let stamp = |counter| Stamp { counter, tab: Tab::from_random(1) };
        for (slot, counter, over, unsaved) in
            [("a", 1, vec![], 1), ("b", 2, vec![1], 2), ("a", 3, vec![1], 2), ("a", 4, vec![1, 3], 2)]
        {
            let key = ["rungs/1/~/", slot, "/", &stamp(counter).to_string()].concat();
            let over = over.into_iter().map(stamp).collect();
            let envelope = Envelope { over, batch: None, body: RawValue::NULL.to_owned() };
            pending.hold(&key, &envelope.encode(&key).unwrap());
            assert_eq!(pending.unsaved(), unsaved, "{key}");
        }
    }
}
