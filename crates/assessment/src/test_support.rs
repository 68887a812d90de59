//! For tests: a store in memory that fails where it is told to.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::{Store, StoreError};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The program ends before the operation is done; what it does from then on reaches nothing.
    CrashBefore,
    /// The program ends when the operation is done.
    CrashAfter,
    /// The store has no room; reading and removing still work.
    Full,
    /// The store refuses.
    Denied,
    /// The store says that it did it, and did not.
    Nothing,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::CrashBefore, Self::CrashAfter, Self::Full, Self::Denied, Self::Nothing];
}

/// When something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// At the operation with this number, counted from 0, and at no other.
    At(usize),
    /// From the operation with this number on.
    From(usize),
}

/// A handle on a store in memory. Clones are handles on the same store that count their own operations, as tabs are.
#[derive(Debug, Default)]
pub struct Memory {
    values: Arc<Mutex<HashMap<String, String>>>,
    fault: Cell<Option<(Moment, Fault)>>,
    operations: Cell<usize>,
    crashed: Cell<bool>,
}

impl Clone for Memory {
    fn clone(&self) -> Self {
        Self { values: self.values.clone(), ..Self::default() }
    }
}

impl Memory {
    /// A handle on the same store to which something happens.
    pub fn failing(&self, moment: Moment, fault: Fault) -> Self {
        Self { fault: Cell::new(Some((moment, fault))), ..self.clone() }
    }

    /// From now on nothing happens to this handle; a program that has ended stays so.
    pub fn recover(&self) {
        self.fault.set(None);
    }

    /// How many operations this handle was asked for.
    pub fn operations(&self) -> usize {
        self.operations.get()
    }

    /// All that is stored.
    pub fn dump(&self) -> HashMap<String, String> {
        self.values().clone()
    }

    fn values(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what an operation does, unless something happens to it; `None` where the store says that it did it, and
    /// did not.
    fn operate<T>(
        &self,
        needs_room: bool,
        act: impl FnOnce(&mut HashMap<String, String>) -> T,
    ) -> Result<Option<T>, StoreError> {
        let number = self.operations.replace(self.operations.get() + 1);
        if self.crashed.get() {
            return Err(StoreError::Denied);
        }
        let fault = self.fault.get().filter(|(moment, _)| match moment {
            Moment::At(at) => *at == number,
            Moment::From(from) => *from <= number,
        });
        match fault.map(|(_, fault)| fault) {
            Some(Fault::CrashBefore) => {
                self.crashed.set(true);
                Err(StoreError::Denied)
            }
            Some(Fault::CrashAfter) => {
                self.crashed.set(true);
                act(&mut self.values());
                Err(StoreError::Denied)
            }
            Some(Fault::Full) if needs_room => Err(StoreError::Full),
            Some(Fault::Denied) => Err(StoreError::Denied),
            Some(Fault::Nothing) => Ok(None),
            _ => Ok(Some(act(&mut self.values()))),
        }
    }
}

impl Store for Memory {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.operate(false, |values| values.keys().cloned().collect())?.unwrap_or_default())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.operate(false, |values| values.get(key).cloned())?.flatten())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.operate(true, |values| values.insert(key.into(), value.into())).map(drop)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.operate(false, |values| values.remove(key)).map(drop)
    }
}
