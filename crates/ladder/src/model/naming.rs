//! Names for statements that have none of their own.
//!
//! People's answers hang on these names, so a name must outlive an edit of the words. That is why the *topic*
//! carries it: `staff-engineer.mentoring` stays itself however the sentence is polished. Only a statement without
//! a topic is named by a hash of its words; a real change of those words makes it another statement. Case,
//! punctuation and white space do not count as words.

use std::collections::HashMap;

use super::fnv::{self, hash};
use super::id::{AreaId, LevelId, MAX_ID_BYTES, StatementId, TopicId};
use super::text::Text;

/// Names the statements of one level, in the order of its file.
pub struct Namer<'a> {
    level: &'a LevelId,
    /// How often each name has come.
    seen: HashMap<String, u32>,
}

impl<'a> Namer<'a> {
    /// For a level whose file begins.
    pub fn new(level: &'a LevelId) -> Self {
        Self { level, seen: HashMap::new() }
    }

    /// The name of the level's next statement: `{level}.{topic}`, or `{level}.{area}.{hash of the text}` where it
    /// has no topic; `.2`, `.3` and so on are added where the level has that name already. Statements with an id
    /// of their own are counted, too, so that giving one an id renames none of its neighbours.
    pub fn next(&mut self, area: &AreaId, topic: Option<&TopicId>, text: &Text) -> StatementId {
        let mut name = match topic {
            Some(topic) => format!("{}.{topic}", self.level),
            None => format!("{}.{area}.{}", self.level, short_hash(&text.to_plain())),
        };
        let times = self.seen.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name = format!("{name}.{times}");
        }
        if name.len() > MAX_ID_BYTES {
            let hash = hash(name.as_bytes());
            name.truncate(MAX_ID_BYTES - 17);
            name = format!("{name}.{hash:016x}");
        }
        // Ids joined by dots are ids.
        StatementId::checked(name.into())
    }
}

/// A hash of the letters and digits of `words`, ASCII ones in lower case. It stands in names that live for years:
/// it must never change. Beyond ASCII every character but white space, quotes and dashes counts as it is, so that
/// no Unicode table, which may grow, has a say in it.
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

/// The [`hash_name`] of `words` in eight hexadecimal digits: folded to 32 bits as the authors of FNV advise
/// ("xor-folding").
pub fn short_hash(words: &str) -> String {
    let hash = hash_name(words);
    format!("{:08x}", ((hash >> 32) ^ hash) & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

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
