//! The versions of every slot: reading what holds, writing without ever overwriting.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::envelope::{Damage, Envelope};
use super::key::{Prefix, Stamp, Tab};
use super::key_value::{Store, StoreError};

/// What stands in place of a record when all is to be erased: shorter than any record, so that even a full store
/// takes it.
const ERASING: &str = "erase";

/// The slots that are looked at first: one of them tells of an erasure that was not finished.
const FIRST: &str = "assessment/";

/// The records of one site in a store.
pub struct Records<S> {
    store: S,
    prefix: Prefix,
    tab: Tab,
    /// The highest counter seen.
    counter: u64,
    /// The versions of each slot, as far as their keys tell.
    slots: HashMap<String, Vec<Stamp>>,
    /// Keys that begin as this site's do, and name no version.
    strangers: Vec<String>,
    newer: bool,
    /// Whether batches are on, by the key of the version that says so. As no version is written again it is read once, and not
    /// for each record of an import.
    switched: Vec<(String, bool)>,
    /// See [`Records::gaps`].
    gaps: usize,
}

/// Why something was not saved. What was there before still is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The store did not take it.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The store took it, and does not give it back.
    #[error("the browser reported a save, but the data is not there")]
    NotKept,
    /// What was to be changed is another thing by now, or cannot all be read.
    #[error("the stored data has changed or cannot be read right now; look again")]
    Stale,
    /// It could not be written as JSON.
    #[error("this could not be put into words that can be saved")]
    Unwritable,
    /// A newer version of the site has written here.
    #[error("a newer version of this site has saved here: reload the page to go on")]
    Newer,
}

impl From<serde_json::Error> for SaveError {
    fn from(_: serde_json::Error) -> Self {
        Self::Unwritable
    }
}

/// Whether a stored text says that all records are being erased.
pub fn tells_of_erasure(text: &str) -> bool {
    text == ERASING
}

/// A record that cannot be used. It stays as it is, and can be taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The record's key.
    pub key: String,
    /// The record.
    pub text: String,
    /// What is wrong with it, in a sentence part.
    pub why: String,
}

impl Trouble {
    /// The order of their keys, in which they are listed.
    pub fn by_key(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// What a slot holds.
#[derive(Debug, Default)]
struct Held {
    /// The versions that count, with their bodies, oldest first; those that another one takes the place of, too.
    counted: Vec<(Stamp, Envelope)>,
    /// Versions of a batch that was switched off.
    undone: Vec<Stamp>,
    /// Versions whose key is there, and no value; or whose batch's is.
    missing: Vec<Stamp>,
    troubles: Vec<Trouble>,
}

/// Whether a batch counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Batch {
    /// It was not switched on, or not yet.
    Never,
    On,
    /// It was switched off again.
    Off,
    /// It was switched, and the store does not say how.
    Missing,
}

/// What becomes of a version that could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    /// The store holds it, if it can.
    Held,
    /// It is removed, should it be there all the same.
    Gone,
}

impl<S: Store> Records<S> {
    /// The records of the site with that prefix, as the writer `tab`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open(store: S, prefix: Prefix, tab: Tab) -> Result<Self, StoreError> {
        let mut records = Self {
            store,
            prefix,
            tab,
            counter: 0,
            slots: HashMap::new(),
            strangers: Vec::new(),
            newer: false,
            switched: Vec::new(),
            gaps: 0,
        };
        records.refresh()?;
        for key in records.keys_below(FIRST) {
            if records.store.get(&key)?.as_deref() == Some(ERASING) {
                // What cannot be removed now is when the records are next opened.
                let _ = records.remove_all(&records.own_keys(), &key);
                break;
            }
        }
        Ok(records)
    }

    /// Takes notice of what other tabs have written and removed, and names the slots that have gained or lost a version, in
    /// order. What this tab wrote itself is nothing new; only a write that failed, and is not held, may be found missing.
    ///
    /// # Errors
    /// When the store cannot be read; what was known before still is.
    pub fn refresh(&mut self) -> Result<Vec<String>, StoreError> {
        let keys = self.store.keys()?;
        let before = std::mem::take(&mut self.slots);
        self.slots.reserve(keys.len());
        let mut changed = BTreeSet::new();
        self.strangers.clear();
        for key in keys {
            match self.prefix.parse(&key) {
                Some((slot, stamp)) => {
                    self.counter = self.counter.max(stamp.counter);
                    if before.get(slot).is_none_or(|stamps| !stamps.contains(&stamp)) {
                        changed.insert(slot.to_owned());
                    }
                    // Nearly every slot has one version.
                    self.slots.entry(slot.into()).or_default().push(stamp);
                }
                None if key.starts_with(self.prefix.as_str()) => self.strangers.push(key),
                None => {}
            }
        }
        for (slot, stamps) in before {
            let today = self.slots.get(&slot);
            if stamps.iter().any(|stamp| today.is_none_or(|today| !today.contains(stamp))) {
                changed.insert(slot);
            }
        }
        Ok(changed.into_iter().collect())
    }

    /// Whether the store lists no version of a slot any more, whatever this tab knows of it.
    pub fn is_gone(&self, slot: &str) -> bool {
        let is_it = |key: &String| self.prefix.parse(key).is_some_and(|(found, _)| found == slot);
        self.store.keys().is_ok_and(|keys| !keys.iter().any(is_it))
    }

    /// The names of all slots of a kind, in no order. A kind ends with a slash; anything else is one slot.
    pub fn slots<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.slots.keys().map(String::as_str).filter(move |slot| is_of(slot, kind))
    }

    /// All slots of a kind, each with its newest stamp, in no order.
    pub fn newest_of_each<'a>(&'a self, kind: &str) -> impl Iterator<Item = (&'a str, &'a Stamp)> {
        let slots = self.slots.iter().filter(move |(slot, _)| is_of(slot, kind));
        slots.filter_map(|(slot, stamps)| Some((slot.as_str(), stamps.iter().max()?)))
    }

    /// The newest stamp among the slots of a kind, with its slot.
    pub fn newest<'a>(&'a self, kind: &str) -> Option<(&'a str, &'a Stamp)> {
        self.newest_of_each(kind).max_by_key(|(_, stamp)| *stamp)
    }

    /// The bodies that a slot holds, the newest last. More than one where tabs have written without
    /// knowing of each other; none where there is nothing. Records that cannot be used are added to `troubles`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(
        &mut self,
        slot: &str,
        troubles: &mut Vec<Trouble>,
    ) -> Result<Vec<Box<RawValue>>, StoreError> {
        let Held { counted, troubles: found, missing, .. } = self.held(slot)?;
        troubles.extend(found);
        self.gaps += missing.len();
        let replaced: Vec<_> = counted.iter().flat_map(|(_, envelope)| envelope.over.clone()).collect();
        let holding = counted.into_iter().filter(|(stamp, _)| !replaced.contains(stamp));
        Ok(holding.map(|(_, envelope)| envelope.body).filter(|body| body.get() != "null").collect())
    }

    /// How many versions that are known were not there when they were read, since this was last asked. Another tab may have
    /// removed them; after [`Records::refresh`] the store fails to give what it lists.
    pub fn gaps(&mut self) -> usize {
        std::mem::take(&mut self.gaps)
    }

    /// Writes a slot anew, in place of all that it held as far as this tab knows; null empties it. Only after the
    /// record has been read back is this `Ok`, and are the ones before it removed.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is. A store that can ([`Store::hold`]) holds what was to be
    /// saved: this tab then reads it all the same.
    pub fn write(&mut self, slot: &str, body: &RawValue) -> Result<(), SaveError> {
        self.replace(slot, body, Failed::Held)
    }

    /// Writes several slots at once: all of them hold, or none. `batch` is the slot that stands for the change: with
    /// [`Records::switch`] it is undone.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is. Nothing of it is held.
    pub fn write_all(&mut self, batch: &str, bodies: &[(String, Box<RawValue>)]) -> Result<(), SaveError> {
        let mut staged: Vec<(&str, Stamp)> = Vec::with_capacity(bodies.len());
        let mut outcome = Ok(());
        for (slot, body) in bodies {
            let written = self.held(slot).map_err(SaveError::from).and_then(|held| {
                let over = self.replaced(&held);
                let envelope = Envelope { over, batch: Some(batch.into()), body: body.clone() };
                self.put(slot, &envelope, Failed::Gone)
            });
            match written {
                Ok(stamp) => staged.push((slot, stamp)),
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        // What the change replaces is kept, so that it can be undone.
        let outcome =
            outcome.and_then(|()| self.replace(batch, &to_raw_value(&Switch { on: true })?, Failed::Gone));
        // It may hold all the same, where the failure came after the last write.
        if outcome.is_err() && matches!(self.batch(batch), Ok(Batch::Never | Batch::Off)) {
            staged.iter().for_each(|(slot, stamp)| self.take(slot, stamp));
        }
        outcome
    }

    /// Switches a batch of [`Records::write_all`] on or off.
    ///
    /// # Errors
    /// As [`Records::write`].
    pub fn switch(&mut self, batch: &str, on: bool) -> Result<(), SaveError> {
        self.write(batch, &to_raw_value(&Switch { on })?)
    }

    /// Removes every version of the slots of a kind.
    ///
    /// # Errors
    /// When the store refuses; some may then be removed.
    pub fn remove(&mut self, kind: &str) -> Result<(), StoreError> {
        for key in self.keys_below(kind) {
            self.store.remove(&key)?;
        }
        self.refresh().map(drop)
    }

    /// Removes all records of this site, also those that cannot be read, and no others. Begun, it is finished: if not
    /// now, when the records are next opened. What is held is gone in any case.
    ///
    /// # Errors
    /// When nothing was erased, or not everything yet.
    pub fn erase(&mut self) -> Result<(), SaveError> {
        let released = self.store.release();
        let known = self.own_keys();
        self.refresh()?;
        let mut keys = self.own_keys();
        // What is known already is erased even if the store does not list it now.
        keys.extend(known.into_iter().filter(|key| !released.contains(key)));
        let first =
            keys.iter().find(|key| self.prefix.parse(key).is_some_and(|(slot, _)| is_of(slot, FIRST)));
        let Some(mark) = first.or(keys.first()).cloned() else { return Ok(()) };
        self.store.set(&mark, ERASING)?;
        if self.store.get(&mark)?.as_deref() != Some(ERASING) {
            return Err(SaveError::NotKept);
        }
        self.remove_all(&keys, &mark)
    }

    /// All records of this site as they are, also those that cannot be used, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn raw(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut raw = Vec::new();
        for key in self.own_keys() {
            if let Some(text) = self.store.get(&key)? {
                raw.push((key, text));
            }
        }
        raw.sort_unstable();
        Ok(raw)
    }

    /// Removes one record by its key, as [`Trouble`] names it.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn discard(&mut self, key: &str) -> Result<(), StoreError> {
        self.store.remove(key)?;
        self.refresh().map(drop)
    }

    /// Whether a newer version of the site has written here: this one must not write any more.
    pub fn is_outdated(&self) -> bool {
        self.newer
    }

    fn held(&mut self, slot: &str) -> Result<Held, StoreError> {
        let mut stamps = self.slots.get(slot).cloned().unwrap_or_default();
        stamps.sort_unstable();
        let mut held = Held::default();
        for stamp in stamps {
            let key = self.prefix.key(slot, &stamp);
            let Some(text) = self.store.get(&key)? else {
                held.missing.push(stamp);
                continue;
            };
            match Envelope::decode(&key, &text) {
                Ok(envelope) => match &envelope.batch {
                    None => held.counted.push((stamp, envelope)),
                    Some(batch) => match self.batch(batch)? {
                        Batch::On => held.counted.push((stamp, envelope)),
                        Batch::Off => held.undone.push(stamp),
                        Batch::Missing => held.missing.push(stamp),
                        Batch::Never => {}
                    },
                },
                Err(damage) => {
                    self.newer |= matches!(damage, Damage::Newer(_));
                    held.troubles.push(Trouble { key, text, why: damage.to_string() });
                }
            }
        }
        Ok(held)
    }

    fn batch(&mut self, batch: &str) -> Result<Batch, StoreError> {
        // A batch belongs to none itself, or records could lead in circles.
        let Some(stamp) = self.slots.get(batch).and_then(|stamps| stamps.iter().max()) else {
            return Ok(Batch::Never);
        };
        let key = self.prefix.key(batch, stamp);
        if let Some((_, is_on)) = self.switched.iter().find(|(known, _)| *known == key) {
            return Ok(if *is_on { Batch::On } else { Batch::Off });
        }
        let Some(text) = self.store.get(&key)? else { return Ok(Batch::Missing) };
        let Ok(record) = Envelope::decode(&key, &text) else { return Ok(Batch::Never) };
        let is_on = serde_json::from_str(record.body.get()).is_ok_and(|Switch { on }| on);
        self.switched.push((key, is_on));
        Ok(if is_on { Batch::On } else { Batch::Off })
    }

    /// What a new version takes the place of. A write of this tab whose outcome was not known is among it.
    fn replaced(&self, held: &Held) -> Vec<Stamp> {
        held.counted.iter().map(|(stamp, _)| stamp).chain(&held.missing).cloned().collect()
    }

    fn replace(&mut self, slot: &str, body: &RawValue, failed: Failed) -> Result<(), SaveError> {
        let held = self.held(slot)?;
        let replaced = self.replaced(&held);
        let envelope = Envelope { over: replaced, batch: None, body: body.to_owned() };
        self.put(slot, &envelope, failed)?;
        // Whatever stays behind is known to be replaced.
        for stamp in envelope.over.iter().chain(&held.undone) {
            self.take(slot, stamp);
        }
        Ok(())
    }

    /// Writes a version, and reads it back.
    fn put(&mut self, slot: &str, envelope: &Envelope, failed: Failed) -> Result<Stamp, SaveError> {
        if self.newer {
            return Err(SaveError::Newer);
        }
        // Where a record claims the last of all counters, its writer's name still tells two versions apart.
        self.counter = self.counter.saturating_add(1);
        let stamp = Stamp { counter: self.counter, tab: self.tab.clone() };
        let key = self.prefix.key(slot, &stamp);
        let text = envelope.encode(&key)?;
        // Noted before the outcome is known: whatever comes of it, the next version takes its place.
        self.slots.entry(slot.into()).or_default().push(stamp.clone());
        let written = self.store.set(&key, &text).and_then(|()| self.store.get(&key));
        let error = match written {
            Ok(kept) if kept.as_deref() == Some(&*text) => return Ok(stamp),
            Ok(_) => SaveError::NotKept,
            Err(error) => error.into(),
        };
        match failed {
            Failed::Held => self.store.hold(&key, &text),
            Failed::Gone => self.take(slot, &stamp),
        }
        Err(error)
    }

    /// Removes a version; one that cannot be removed stays known.
    fn take(&mut self, slot: &str, stamp: &Stamp) {
        if self.store.remove(&self.prefix.key(slot, stamp)).is_ok()
            && let Some(stamps) = self.slots.get_mut(slot)
        {
            stamps.retain(|other| other != stamp);
            if stamps.is_empty() {
                self.slots.remove(slot);
            }
        }
    }

    fn keys_below(&self, kind: &str) -> Vec<String> {
        let slots = self.slots.iter().filter(|(slot, _)| is_of(slot, kind));
        slots.flat_map(|(slot, stamps)| stamps.iter().map(|stamp| self.prefix.key(slot, stamp))).collect()
    }

    /// The keys of all that is this site's, records or not.
    fn own_keys(&self) -> Vec<String> {
        let mut keys = self.keys_below("");
        keys.extend_from_slice(&self.strangers);
        keys
    }

    /// Removes the keys, and the record that tells of the erasure when all others are gone.
    fn remove_all(&mut self, keys: &[String], mark: &str) -> Result<(), SaveError> {
        for key in keys.iter().map(String::as_str).filter(|key| *key != mark).chain([mark]) {
            self.store.remove(key)?;
            if self.store.get(key)?.is_some() {
                return Err(SaveError::NotKept);
            }
        }
        // A newer version's records are gone with the others.
        self.newer = false;
        self.refresh()?;
        Ok(())
    }
}

/// The body of a batch.
#[derive(Serialize, Deserialize)]
struct Switch {
    on: bool,
}

/// Whether a slot is one of `kind`, or that very slot. All are of the empty kind.
fn is_of(slot: &str, kind: &str) -> bool {
    if kind.is_empty() || kind.ends_with('/') { slot.starts_with(kind) } else { slot == kind }
}
