//! Ids for areas and topics that `ladder.toml` gives none.
//!
//! An id is made from the name alone, so that neither order nor other levels have a say in it. Only where several names
//! make one id does each get an addition, again from itself alone. Earlier versions dropped the signs of a name and counted
//! on; the ids that they may have given are kept as aliases.

use std::collections::{HashMap, HashSet};

use super::ids::Ids;
use super::names::{folded, seen};
use crate::model::fnv;
use crate::model::id::{MAX_ID_BYTES, MAX_SLUG_BYTES, slug};
use crate::model::spelled::spelled;

/// The most aliases that a name gets for having been counted on.
const MAX_COUNTED: usize = 9;

/// A name that needs an id.
pub(crate) struct Name<'a> {
    pub(crate) name: &'a str,
    /// The id of the area of a topic.
    pub(crate) area: Option<&'a str>,
}

/// An id made for a name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) id: String,
    /// The ids that earlier versions may have given.
    pub(crate) before: Vec<String>,
    /// The id that it shares with other names, or with a declared one; empty where it is its own.
    pub(crate) shared: String,
}

/// The readable id of a name, where letters of ASCII or digits are in it.
pub(crate) fn readable(name: &str) -> Option<String> {
    slug(&spelled(&seen(name)))
}

/// An id for each of `names`; `None` where none can be made. `declared` are those that are taken.
pub(crate) fn make(names: &[Name], declared: &Ids) -> Vec<Option<Made>> {
    let bases: Vec<Option<String>> = names.iter().map(|name| readable(name.name)).collect();
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, base) in bases.iter().enumerate() {
        if let Some(base) = base {
            groups.entry(base).or_default().push(at);
        }
    }
    let keeps: Vec<bool> = (0..names.len()).map(|at| keeps(at, names, &bases, &groups, declared)).collect();
    let mut taken: HashSet<String> =
        bases.iter().zip(&keeps).filter_map(|(base, keeps)| base.clone().filter(|_| *keeps)).collect();
    let earlier = Earlier::new(names, declared);
    let mut made = Vec::with_capacity(names.len());
    for ((name, base), keeps) in names.iter().zip(&bases).zip(keeps) {
        made.push(base.as_ref().map(|base| {
            let group = groups.get(base.as_str()).map_or(1, Vec::len);
            let id = match keeps {
                true => base.clone(),
                false => {
                    let same = groups.get(base.as_str()).map_or(1, |group| same(name, group, names));
                    added(name, base, same, group, |id| !declared.has(id) && taken.insert(id.to_owned()))
                }
            };
            let shared = if group > 1 || declared.has(base) { base.clone() } else { String::new() };
            Made { before: earlier.of(name, &id), id, shared }
        }));
    }
    made
}

/// Whether a name has its readable id for itself: it is the only one, or the only one of which nothing is lost in it.
fn keeps(
    at: usize,
    names: &[Name],
    bases: &[Option<String>],
    groups: &HashMap<&str, Vec<usize>>,
    declared: &Ids,
) -> bool {
    let (Some(name), Some(Some(base))) = (names.get(at), bases.get(at)) else { return false };
    let Some(group) = groups.get(base.as_str()).filter(|_| !declared.has(base)) else { return false };
    let exact = group.iter().filter(|other| names.get(**other).is_some_and(|other| is_exact(other.name)));
    group.len() == 1 || is_exact(name.name) && exact.count() == 1
}

/// Whether nothing of a name is lost in its readable id.
fn is_exact(name: &str) -> bool {
    name.len() <= MAX_SLUG_BYTES && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
}

/// How many of a group are the same name, in several areas.
fn same(name: &Name, group: &[usize], names: &[Name]) -> usize {
    let own = folded(name.name);
    group.iter().filter(|at| names.get(**at).is_some_and(|other| folded(other.name) == own)).count()
}

/// The readable id with an addition: the area where `same` are the same name in several areas, or a hash of the name.
fn added(name: &Name, base: &str, same: usize, group: usize, mut take: impl FnMut(&str) -> bool) -> String {
    let area = name.area.unwrap_or_default();
    let by_area = [area, "-", base].concat();
    let by_hash = format!("{base}-{}", hash(&[folded(name.name).as_str()]));
    let by_both = format!("{base}-{}", hash(&[folded(name.name).as_str(), area]));
    let area_tells = !area.is_empty() && (is_exact(name.name) || same == group);
    let first = match area_tells {
        true if by_area.len() <= MAX_ID_BYTES => &by_area,
        false if same == 1 => &by_hash,
        _ => &by_both,
    };
    let mut counted = (2..).map(|n| format!("{by_both}-{n}"));
    [first.clone(), by_both.clone()]
        .into_iter()
        .find(|id| take(id))
        .or_else(|| counted.find(|id| take(id)))
        .unwrap_or(by_both)
}

/// A hash of every sign of `parts`, in eight hexadecimal digits.
pub(crate) fn hash(parts: &[&str]) -> String {
    let hash =
        parts.iter().fold(fnv::START, |hash, part| fnv::go_on(fnv::go_on(hash, part.as_bytes()), b"\0"));
    format!("{:08x}", ((hash >> 32) ^ hash) & 0xffff_ffff)
}

/// How earlier versions made ids: signs were dropped; the first name took the id, others got their area before it, or were
/// counted on.
struct Earlier<'a> {
    declared: &'a Ids,
    /// How many names made the same id, over all areas and within each.
    in_all: HashMap<String, usize>,
    in_area: HashMap<(Option<String>, String), usize>,
}

impl<'a> Earlier<'a> {
    fn new(names: &[Name], declared: &'a Ids) -> Self {
        let mut earlier = Self { declared, in_all: HashMap::new(), in_area: HashMap::new() };
        for name in names {
            let Some(slug) = slug(name.name) else { continue };
            *earlier.in_all.entry(slug.clone()).or_default() += 1;
            *earlier.in_area.entry((name.area.map(str::to_owned), slug)).or_default() += 1;
        }
        earlier
    }

    /// The ids that a name may have had, but for the one that it has.
    fn of(&self, name: &Name, id: &str) -> Vec<String> {
        let Some(slug) = slug(name.name) else { return Vec::new() };
        let mut before = Vec::new();
        if !self.declared.has(&slug) {
            before.push(slug.clone());
        }
        if self.in_all.get(&slug).is_some_and(|count| *count > 1) || self.declared.has(&slug) {
            let next = match name.area {
                Some(area) => format!("{area}-{slug}"),
                None => slug.clone(),
            };
            let count = self.in_area.get(&(name.area.map(str::to_owned), slug)).copied().unwrap_or(1);
            before.push(next.clone());
            before.extend((2..=count.min(MAX_COUNTED)).map(|n| format!("{next}-{n}")));
        }
        before.dedup();
        before.retain(|before| before != id);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(names: &[(&str, &str)], declared: &[&str]) -> Vec<String> {
        let mut ids = Ids::default();
        declared.iter().for_each(|id| drop(ids.take(id)));
        let names: Vec<_> = names.iter().map(|(area, name)| Name { name, area: Some(area) }).collect();
        make(&names, &ids).into_iter().map(|made| made.map_or_else(String::new, |made| made.id)).collect()
    }

    #[test]
    fn names_that_differ_in_signs_have_readable_ids() {
        for (names, declared, expected) in [
            (&[("l", "C"), ("l", "C++"), ("l", "C#")][..], &[][..], &["c", "c-plus-plus", "c-sharp"][..]),
            (&[("l", ".NET"), ("l", "Net")], &[], &["dot-net", "net"]),
            (&[("l", "C\u{ad}++")], &[], &["c-plus-plus"]),
            // Alone, a name has the id that it always had.
            (&[("l", "Größe"), ("l", "Code & tests")], &[], &["gr-e", "code-tests"]),
            // Letters that no id holds tell names apart by a hash; what loses nothing needs none.
            (&[("l", "Größe"), ("l", "Grüße")], &[], &["gr-e-c136eaf5", "gr-e-f3ee931e"]),
            (
                &[("l", "Code"), ("l", "Code?"), ("l", "Code!")],
                &[],
                &["code", "code-3e64cfa2", "code-3e262b3c"],
            ),
            // One name in two areas, and one that is declared elsewhere.
            (&[("a", "Code"), ("b", "Code")], &[], &["a-code", "b-code"]),
            (&[("a", "C#"), ("b", "C#")], &[], &["a-c-sharp", "b-c-sharp"]),
            (&[("b", "Code"), ("b", "Q & A")], &["code", "q-a"], &["b-code", "b-q-a"]),
            (&[("l", "日本")], &[], &[""]),
        ] {
            assert_eq!(made(names, declared), expected, "{names:?}");
        }
    }

    #[test]
    fn neither_order_nor_company_changes_an_id() {
        let names = [
            ("l", "C"),
            ("l", "C++"),
            ("l", "C#"),
            ("l", ".NET"),
            ("l", "Net"),
            ("l", "Größe"),
            ("l", "Grüße"),
            ("m", "C"),
            ("m", "C#"),
            ("m", "F#"),
            ("m", "Code"),
            ("m", "Code!"),
            ("l", "L C"),
        ];
        let first = made(&names, &[]);
        let unique: HashSet<_> = first.iter().collect();
        assert_eq!(unique.len(), names.len(), "{first:?}");
        for turn in 0..names.len() {
            let mut turned = names;
            turned.rotate_left(turn);
            let mut ids = made(&turned, &[]);
            ids.rotate_right(turn);
            assert_eq!(ids, first);
        }
    }

    #[test]
    fn earlier_ids_are_remembered() {
        let names = ["C", "C++", "Alone", "F#"].map(|name| Name { name, area: Some("l") });
        let before: Vec<_> =
            make(&names, &Ids::default()).into_iter().flatten().map(|made| made.before).collect();
        assert_eq!(before, [&["l-c", "l-c-2"][..], &["c", "l-c", "l-c-2"], &[], &["f"]]);
    }
}
