//! The ids of one kind that have come so far. Two that differ in case only are the same address to many file servers.

use std::collections::HashMap;

/// The ids so far, by their lower case.
#[derive(Default)]
pub(crate) struct Ids(HashMap<String, String>);

impl Ids {
    /// Takes `id`. Where it is taken, the end of a sentence that says so.
    pub(crate) fn take(&mut self, id: &str) -> Result<(), String> {
        match self.0.get(&id.to_ascii_lowercase()) {
            None => {
                self.0.insert(id.to_ascii_lowercase(), id.to_owned());
                Ok(())
            }
            Some(other) if other == id => Err("is used twice".into()),
            Some(other) => Err(format!("differs from `{other}` in case only")),
        }
    }

    /// Whether `id` is taken, in any case.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(&id.to_ascii_lowercase())
    }
}
