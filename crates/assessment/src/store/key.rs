//! The keys of records: `rungs/1/<site>/<slot>/<stamp>`.

use std::fmt;

use serde::{Deserialize, Serialize};

use rungs_ladder::id::letters;

/// What the keys of all sites begin with.
const SITES: &str = "rungs/1/~";

/// What all keys of one site begin with. Several sites may share an origin, and so a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(String);

/// Names a writer: one loading of a page. Drawn at random, so that no two write the same key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tab(Box<str>);

/// Names a version: by a Lamport counter, which is above that of every version that its writer had seen (Lamport,
/// "Time, Clocks, and the Ordering of Events in a Distributed System", 1978), then by its writer. No clock is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    /// The writer's counter, from 1.
    pub counter: u64,
    /// The writer.
    pub tab: Tab,
}

impl Prefix {
    /// The prefix of the site under `base`, a path that begins and ends with a slash. The path becomes one part of
    /// the key, so that the keys of a site are never those of one below it.
    pub fn new(base: &str) -> Self {
        let mut prefix = String::from(SITES);
        for letter in base.trim_matches('/').chars() {
            match letter {
                '/' => prefix.push('~'),
                '~' => prefix.push_str("%7E"),
                _ => prefix.push(letter),
            }
        }
        prefix.push('/');
        Self(prefix)
    }

    /// The prefix that a key begins with, whatever site's it is; `None` where it is no site's.
    pub fn of(key: &str) -> Option<Self> {
        let (site, _) = key.strip_prefix(SITES)?.split_once('/')?;
        Some(Self([SITES, site, "/"].concat()))
    }

    /// The path of the site, as [`Prefix::new`] has taken it.
    pub fn path(&self) -> String {
        let site = self.0.strip_prefix(SITES).unwrap_or_default().trim_end_matches('/');
        let path = site.replace('~', "/").replace("%7E", "~");
        if path.is_empty() { "/".to_owned() } else { ["/", &path, "/"].concat() }
    }

    /// As it stands in keys, with its closing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of a version.
    pub fn key(&self, slot: &str, stamp: &Stamp) -> String {
        [&self.0, slot, "/", &stamp.to_string()].concat()
    }

    /// Slot and stamp of a key of this site; `None` where it has none.
    pub fn parse<'a>(&self, key: &'a str) -> Option<(&'a str, Stamp)> {
        let (slot, stamp) = key.strip_prefix(&*self.0)?.rsplit_once('/')?;
        Some((slot, Stamp::parse(stamp)?))
    }
}

impl Tab {
    /// The name that stands for random bits.
    pub fn from_random(bits: u64) -> Self {
        Self(letters(bits).into())
    }

    /// The name as it stands in records.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Stamp {
    /// Reads what `Display` writes: `12.k3f9`.
    pub fn parse(text: &str) -> Option<Self> {
        let (counter, tab) = text.split_once('.')?;
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        // A counter has one writing only.
        if !plain(tab) || !plain(counter) || counter.starts_with('0') {
            return None;
        }
        Some(Self { counter: counter.parse().ok()?, tab: Tab(tab.into()) })
    }
}

/// A text that names no version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the stamp of a version")]
pub struct InvalidStamp(String);

impl TryFrom<String> for Stamp {
    type Error = InvalidStamp;

    fn try_from(text: String) -> Result<Self, InvalidStamp> {
        Self::parse(&text).ok_or(InvalidStamp(text))
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.to_string()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.counter.to_string())?;
        f.write_str(".")?;
        f.write_str(&self.tab.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_site_of_an_origin_has_keys_of_its_own() {
        for (base, prefix) in [
            ("/", "rungs/1/~/"),
            ("/repo/", "rungs/1/~repo/"),
            ("/a/b/", "rungs/1/~a~b/"),
            ("/a~b/", "rungs/1/~a%7Eb/"),
        ] {
            assert_eq!(Prefix::new(base).as_str(), prefix);
            let key = [prefix, "answer/x/a.b/12.k3"].concat();
            assert_eq!(Prefix::of(&key), Some(Prefix::new(base)));
            assert_eq!(Prefix::new(base).path(), base);
        }
        for key in ["rungs/1/~", "rungs/1/~repo", "rungs/1/repo/x/1.k", "rungs/2/~/x/1.k", "theirs", ""] {
            assert_eq!(Prefix::of(key), None, "{key}");
        }
    }

    #[test]
    fn only_own_keys_are_read() {
        let prefix = Prefix::new("/repo/");
        for (key, expected) in [
            ("rungs/1/~repo/answer/x/a.b/12.k3", Some(("answer/x/a.b", 12))),
            ("rungs/1/~/answer/x/a.b/12.k3", None),
            ("rungs/1/~repo/12.k3", None),
            ("rungs/1/~repo/answer/x/012.k3", None),
            ("rungs/1/~repo/answer/x/+12.k3", None),
            ("rungs/1/~repo/answer/x/12", None),
            ("rungs/1/~repo/answer/x/12.", None),
            ("rungs/1/~repo/answer/x/99999999999999999999.k", None),
            ("theirs", None),
        ] {
            let read = prefix.parse(key).map(|(slot, stamp)| (slot, stamp.counter));
            assert_eq!(read, expected, "{key}");
        }
    }

    proptest! {
        #[test]
        fn keys_are_read_back(slot in "[a-z]{1,8}(/[a-zA-Z0-9._~-]{1,8}){0,2}", counter in 1u64.., bits in any::<u64>()) {
            let (prefix, stamp) = (Prefix::new("/a/"), Stamp { counter, tab: Tab::from_random(bits) });
            let key = prefix.key(&slot, &stamp);
            prop_assert_eq!(prefix.parse(&key), Some((&*slot, stamp)));
        }
    }
}
