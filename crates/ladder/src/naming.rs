//! Names for statements that have none of their own.
//!
//! People's answers hang on these names, so a name must outlive an edit of the words. That is why the *topic*
//! carries it: `staff-engineer.mentoring` stays itself however the sentence is polished. Only a statement without
//! a topic is named by a hash of its words; a real change of those words makes it another statement. Case,
//! punctuation and white space do not count as words.

use crate::fnv::{self, Hashed, hash};
use crate::id::{AreaId, LevelId, MAX_ID_BYTES, StatementId, TopicId};
use crate::text::Text;

/// Names the statements of one level, in the order of its file.
pub struct Namer<'a> {
    level: &'a LevelId,
    /// How often each name has come, by the hash of what follows the level in it.
    seen: Hashed<u32>,
    name: String,
}

impl<'a> Namer<'a> {
    pub fn new(level: &'a LevelId) -> Self {
        // Room for as many topics as most ladders have.
        let seen = Hashed::with_capacity_and_hasher(28, Default::default());
        Self { level, seen, name: String::with_capacity(MAX_ID_BYTES) }
    }

    /// The name of the level's next statement: `{level}.{topic}`, or `{level}.{area}.{hash of the text}` where it
    /// has no topic; `.2`, `.3` and so on are added where the level has that name already. Statements with an id
    /// of their own are counted, too, so that giving one an id renames none of its neighbours.
    pub fn next(&mut self, area: &AreaId, topic: Option<&TopicId>, text: &Text) -> StatementId {
        let name = &mut self.name;
        name.clear();
        name.push_str(self.level.as_str());
        name.push('.');
        match topic {
            Some(topic) => name.push_str(topic.as_str()),
            None => {
                name.push_str(area.as_str());
                name.push('.');
                let hash = hash_words(text);
                // Folded to 32 bits as the authors of FNV advise ("xor-folding").
                push_hex(name, ((hash >> 32) ^ hash) & 0xffff_ffff, 8);
            }
        }
        let own = name.get(self.level.as_str().len() + 1..).unwrap_or_default();
        let times = self.seen.entry(table_hash(own)).or_default();
        *times += 1;
        if *times > 1 {
            name.push('.');
            push_decimal(name, *times);
        }
        if name.len() > MAX_ID_BYTES {
            let hash = hash(name.as_bytes());
            name.truncate(MAX_ID_BYTES - 17);
            name.push('.');
            push_hex(name, hash, 16);
        }
        // Ids joined by dots are ids.
        StatementId::checked(name.as_str().into())
    }
}

/// A hash of the letters and digits of `text`, in lower case.
fn hash_words(text: &Text) -> u64 {
    hash_name(&text.to_plain())
}

/// A hash of the letters and digits of `words`, ASCII ones in lower case. It stands in names that live for years:
/// it must never change. Beyond ASCII every character but white space, quotes and dashes counts as it is, so that
/// no Unicode table, which may grow, has a say in it (and none is in the wasm).
pub fn hash_name(words: &str) -> u64 {
    words.chars().filter(|c| counts(*c)).fold(fnv::START, |hash, c| {
        fnv::go_on(hash, c.to_ascii_lowercase().encode_utf8(&mut [0; 4]).as_bytes())
    })
}

fn counts(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // Latin-1 punctuation, general punctuation, CJK punctuation.
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => false,
        _ => true,
    }
}

/// The first of `ids` that has come before. A table of its own: a tree compares ids that all begin alike, and
/// took a third of the time of reading a ladder.
/// `table` is its memory, which the next call can use again.
pub fn repeated<'a>(ids: &[&'a str], table: &mut Vec<u32>) -> Option<&'a str> {
    // Few are compared sooner than hashed.
    if ids.len() <= 8 {
        return ids.iter().zip(0..).find_map(|(id, at)| ids.get(..at)?.contains(id).then_some(*id));
    }
    // The places of ids, from 1: a quarter of the memory that the ids themselves would take.
    table.clear();
    table.resize((2 * ids.len()).next_power_of_two(), 0);
    let mask = table.len() - 1;
    ids.iter().zip(1..).find_map(|(id, place)| {
        // At most half of the table is taken, so there is a free place.
        let mut at = table_hash(id) as usize;
        loop {
            at = at.wrapping_add(1) & mask;
            let slot = table.get_mut(at)?;
            match ids.get((*slot as usize).wrapping_sub(1)) {
                Some(taken) if taken == id => return Some(*id),
                Some(_) => {}
                None => {
                    *slot = place;
                    return None;
                }
            }
        }
    })
}

/// A hash of `name` for what lives no longer than the program: a quick one, or in the browser, where it would have to be loaded,
/// one that is there already.
fn table_hash(name: &str) -> u64 {
    #[cfg(feature = "markdown")]
    return crate::markdown::exact(name);
    #[cfg(not(feature = "markdown"))]
    return hash(name.as_bytes());
}

fn push_decimal(out: &mut String, number: u32) {
    if number >= 10 {
        push_decimal(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

fn push_hex(out: &mut String, number: u64, digits: u32) {
    for digit in (0..digits).rev() {
        let nibble = (number >> (4 * digit)) & 0xf;
        out.push(char::from_digit(nibble as u32, 16).unwrap_or('0'));
    }
}

/// The first eight hexadecimal digits for a thing whose title gives no readable id.
#[cfg(feature = "markdown")]
pub fn short_hash(title: &str) -> String {
    let hash = hash_name(title);
    let mut out = String::new();
    push_hex(&mut out, ((hash >> 32) ^ hash) & 0xffff_ffff, 8);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_repeated_id_is_found() {
        // One table for all, as it comes: with what is left of the last use.
        let mut table = vec![1];
        for (ids, expected) in [
            ("", None),
            ("a", None),
            ("a b c ab bc", None),
            ("a b a", Some("a")),
            ("a b b a", Some("b")),
            ("a b c d e f g h i j k l", None),
            ("a b c d e f d h i j k l", Some("d")),
            ("l k j i h g f e d c b a", None),
            ("a b c d e f g h i j h b a", Some("h")),
        ] {
            let ids: Vec<_> = ids.split_whitespace().collect();
            assert_eq!(repeated(&ids, &mut table), expected, "{ids:?}");
        }
        let many: Vec<_> = (0..10_000).map(|n| format!("level.topic.{n}")).collect();
        let mut many: Vec<_> = many.iter().map(String::as_str).collect();
        assert_eq!(repeated(&many, &mut vec![]), None);
        many.push("level.topic.7");
        assert_eq!(repeated(&many, &mut vec![]), Some("level.topic.7"));
    }

    #[test]
    fn names_outlive_edits_and_tell_repeats_apart() {
        let long = "x".repeat(MAX_ID_BYTES);
        let mut short_level = (LevelId::new("staff").unwrap(), vec![]);
        let mut long_level = (LevelId::new(&long).unwrap(), vec![]);
        for (level, names) in [&mut short_level, &mut long_level] {
            let mut namer = Namer::new(level);
            for (topic, text) in [
                ("mentoring", "Mentors."),
                ("mentoring", "Mentors, too."),
                ("", "Asks for help."),
                ("", "asks FOR help"),
                ("", "Asks for advice."),
                ("mentoring", "Mentors a third time."),
            ] {
                let topic = TopicId::new(topic).ok();
                let area = AreaId::new("craft").unwrap();
                let name = namer.next(&area, topic.as_ref(), &Text::plain(text));
                assert_eq!(StatementId::new(name.as_str()).as_ref(), Ok(&name));
                names.push(name.to_string());
            }
        }
        let expected = [
            "staff.mentoring",
            "staff.mentoring.2",
            "staff.craft.4db4e289",
            "staff.craft.4db4e289.2",
            "staff.craft.e14a6869",
            "staff.mentoring.3",
        ];
        assert_eq!(short_level.1, expected);
        let unique: std::collections::BTreeSet<_> = long_level.1.iter().collect();
        assert_eq!(unique.len(), expected.len(), "{:?}", long_level.1);
        assert!(long_level.1.iter().all(|name| name.len() == MAX_ID_BYTES));
    }
}
