//! A store of texts by key, as localStorage is one.

/// Why a store did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum StoreError {
    /// There is no room for the value.
    #[error("this browser has no space left for this site")]
    Full,
    /// The browser or its settings refuse.
    #[error("this browser does not allow this site to store data")]
    Denied,
}

/// A store of texts by key. Each call is complete before the next begins; other tabs may come between any two.
pub trait Store {
    /// All keys, of this site and of others that share the store, in any order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;

    /// The value of a key; `None` where there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Sets the value of a key, whole or not at all.
    ///
    /// # Errors
    /// When it is not set.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Removes a key; one that is not there is no error.
    ///
    /// # Errors
    /// When it is not removed.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// Keeps a value that could not be set for as long as this program runs, where the store can.
    fn hold(&self, _key: &str, _value: &str) {}

    /// Lets go of all that is held, and says by which keys.
    fn release(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<S: Store + ?Sized> Store for &S {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        (**self).keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        (**self).remove(key)
    }

    fn hold(&self, key: &str, value: &str) {
        (**self).hold(key, value);
    }

    fn release(&self) -> Vec<String> {
        (**self).release()
    }
}

impl<S: Store + ?Sized> Store for std::rc::Rc<S> {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        (**self).keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        (**self).remove(key)
    }

    fn hold(&self, key: &str, value: &str) {
        (**self).hold(key, value);
    }

    fn release(&self) -> Vec<String> {
        (**self).release()
    }
}
