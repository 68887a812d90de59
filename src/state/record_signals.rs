//! Records of one kind by key, each with a signal of its own.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::prelude::*;

/// Records by key. What reads one record runs again when that record changes; what reads the keys runs again when a record
/// comes or goes.
///
/// A key that has no record has a signal, too, so that a question without an answer can wait for one.
pub struct RecordSignals<K: 'static, V: 'static> {
    signals: ArcStoredValue<HashMap<K, ArcRwSignal<Option<V>>>>,
    keys: ArcRwSignal<Vec<K>>,
}

impl<K, V> Clone for RecordSignals<K, V> {
    fn clone(&self) -> Self {
        Self { signals: self.signals.clone(), keys: self.keys.clone() }
    }
}

impl<K, V> Default for RecordSignals<K, V>
where
    K: Clone + Eq + Hash + Send + Sync,
    V: Clone + PartialEq + Send + Sync,
{
    fn default() -> Self {
        Self { signals: ArcStoredValue::new(HashMap::new()), keys: ArcRwSignal::new(Vec::new()) }
    }
}

impl<K, V> RecordSignals<K, V>
where
    K: Clone + Eq + Hash + Ord + Send + Sync,
    V: Clone + PartialEq + Send + Sync,
{
    /// The signal of one record.
    pub fn signal(&self, key: &K) -> ArcRwSignal<Option<V>> {
        let known = self.signals.with_value(|signals| signals.get(key).cloned());
        known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(None);
            self.signals.update_value(|signals| drop(signals.insert(key.clone(), signal.clone())));
            signal
        })
    }

    /// The keys that have a record, in order.
    pub fn keys(&self) -> ArcReadSignal<Vec<K>> {
        self.keys.read_only()
    }

    /// The record of a key, for what does not follow it.
    pub fn get_untracked(&self, key: &K) -> Option<V> {
        self.signals.with_value(|signals| signals.get(key).cloned())?.get_untracked()
    }

    /// All records. What calls this follows every one of them.
    pub fn all(&self) -> Vec<(K, V)> {
        let keys = self.keys.get();
        keys.into_iter().filter_map(|key| self.signal(&key).get().map(|record| (key, record))).collect()
    }

    /// Puts one record in place, or takes it away. Keys stay in order.
    pub fn set(&self, key: &K, record: Option<V>) {
        let is_there = record.is_some();
        set_if_new(&self.signal(key), record);
        let position = self.keys.with_untracked(|keys| keys.iter().position(|known| known == key));
        match (position, is_there) {
            (None, true) => self.keys.update(|keys| insert_in_order(keys, key)),
            (Some(position), false) => self.keys.update(|keys| drop(keys.remove(position))),
            _ => {}
        }
    }

    /// Makes the records these: only what differs changes, and tells.
    pub fn patch(&self, records: impl IntoIterator<Item = (K, V)>) {
        let mut keys = Vec::new();
        let records = records.into_iter().inspect(|(key, _)| insert_in_order(&mut keys, key));
        let mut records: HashMap<K, V> = records.collect();
        let signals = self.signals.with_value(Clone::clone);
        for (key, signal) in &signals {
            set_if_new(signal, records.remove(key));
        }
        for (key, record) in records {
            self.signal(&key).set(Some(record));
        }
        if self.keys.with_untracked(|known| *known != keys) {
            self.keys.set(keys);
        }
    }
}

/// Adds a key, unless it is there. Most come in order.
fn insert_in_order<K: Clone + Ord>(keys: &mut Vec<K>, key: &K) {
    let place = keys.partition_point(|known| known < key);
    if keys.get(place) != Some(key) {
        keys.insert(place, key.clone());
    }
}

fn set_if_new<V: Clone + PartialEq + Send + Sync + 'static>(
    signal: &ArcRwSignal<Option<V>>,
    record: Option<V>,
) {
    if signal.with_untracked(|known| *known != record) {
        signal.set(record);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts how often it has run. A memo runs again only when something that it has read has changed.
    fn counted(read: impl Fn() + Send + Sync + 'static) -> impl Fn() -> usize {
        let runs = Arc::new(AtomicUsize::new(0));
        let count = runs.clone();
        let memo = ArcMemo::new(move |_| {
            read();
            count.fetch_add(1, Ordering::Relaxed)
        });
        move || {
            memo.get_untracked();
            runs.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn a_change_runs_only_what_reads_that_record() {
        let owner = Owner::new();
        owner.set();
        let records = RecordSignals::<u8, &str>::default();
        records.patch([(1, "one"), (2, "two")]);
        let reader = |key| {
            let signal = records.signal(&key);
            counted(move || signal.track())
        };
        let (one, two, three) = (reader(1), reader(2), reader(3));
        let keys = {
            let keys = records.keys();
            counted(move || keys.track())
        };
        let all = {
            let records = records.clone();
            counted(move || drop(records.all()))
        };
        let runs = || [one(), two(), three(), keys(), all()];
        assert_eq!(runs(), [1, 1, 1, 1, 1]);
        for (change, expected) in [
            (vec![(1, "one"), (2, "two")], [1, 1, 1, 1, 1]),
            (vec![(1, "one"), (2, "zwei")], [1, 2, 1, 1, 2]),
            (vec![(1, "one"), (2, "zwei"), (3, "three")], [1, 2, 2, 2, 3]),
            (vec![(2, "zwei"), (3, "three")], [2, 2, 2, 3, 4]),
        ] {
            records.patch(change);
            assert_eq!(runs(), expected);
        }
        records.set(&3, None);
        assert_eq!(runs(), [2, 2, 3, 4, 5]);
        records.set(&2, Some("zwei"));
        assert_eq!(runs(), [2, 2, 3, 4, 5]);
        assert_eq!(records.all(), [(2, "zwei")]);
    }
}
