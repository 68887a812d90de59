//! All records of a store as they are, in one file: what can be taken along when the app itself cannot read them, and
//! what of it comes in again.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::backup::{Edition, Export, FileError, MAX_FILE_BYTES, VERSION};
use crate::bundle::AssessmentBundle;
use crate::date::Date;
use crate::json::{pairs, read, write_pretty};
use crate::store::{Damage, Envelope, Notebook, Prefix, Store, StoreError, Tab};

/// The key that tells such a file from others. Its value is the version of the file's shape.
const MARK: &str = "rungs-records";

/// The file: its version, and the records by key.
#[derive(Serialize)]
struct File<'a> {
    #[serde(rename = "rungs-records")]
    version: u64,
    #[serde(serialize_with = "pairs::serialize")]
    records: &'a [(String, String)],
}

/// What a file of any version begins with.
#[derive(Deserialize)]
struct AnyFile {
    #[serde(rename = "rungs-records", default)]
    version: Value,
}

/// The records by key. A value that is no text is passed over.
#[derive(Deserialize)]
struct Found {
    records: BTreeMap<String, Value>,
}

/// The file's text: JSON with a line for each record, in the order given. What stands in the records is left as it is,
/// so that damaged ones are in it, too.
pub fn raw_file(records: &[(String, String)]) -> String {
    write_pretty(&File { version: VERSION, records }) + "\n"
}

/// Reads what [`raw_file`] wrote, in any order and with any white space: the assessments in it, whose export has no
/// ladder and the latest day that anything in it happened. Records that cannot be used are passed over. Of the sites
/// whose records are in the file it is the one with that prefix; where that has none, as after a move, all others.
///
/// `None` where the text is too long, no JSON, or JSON of something else: then [`Export::read`] can tell.
///
/// # Errors
/// When a newer version wrote the file or one of the records, or its records are none.
pub fn recovered(text: &str, prefix: &Prefix) -> Option<Result<Export, FileError>> {
    if text.len() > MAX_FILE_BYTES || !text.contains(MARK) {
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: AnyFile = read(text).ok()?;
    let found = file.version.as_u64().filter(|version| *version > 0)?;
    Some(if found > VERSION { Err(FileError::Newer { found }) } else { export(text, prefix) })
}

/// Reads a file that a person brings: an export, or raw records.
///
/// # Errors
/// As [`Export::read`] and [`recovered`].
pub fn read_any(text: &str, prefix: &Prefix) -> Result<Export, FileError> {
    recovered(text, prefix).unwrap_or_else(|| Export::read(text))
}

fn export(text: &str, prefix: &Prefix) -> Result<Export, FileError> {
    let Found { records } = read(text)?;
    let text_of = |(key, value): (String, Value)| match value {
        Value::String(record) => Some((key, record)),
        _ => None,
    };
    let records: BTreeMap<String, String> = records.into_iter().filter_map(text_of).collect();
    let mut sites: Vec<Prefix> = Vec::new();
    for key in records.keys() {
        if let Some(site) = Prefix::of(key).filter(|site| !sites.contains(site)) {
            sites.push(site);
        }
    }
    if sites.contains(prefix) {
        sites = vec![prefix.clone()];
    }
    let mut assessments: Vec<AssessmentBundle> = Vec::new();
    for site in sites {
        let mut usable = BTreeMap::new();
        for (key, record) in records.iter().filter(|(key, _)| key.starts_with(site.as_str())) {
            match Envelope::decode(key, record) {
                Ok(_) => drop(usable.insert(key.clone(), record.clone())),
                Err(Damage::Newer(found)) => return Err(FileError::Newer { found }),
                // Also what tells of an erasure: what the file still has is what the person brings back.
                Err(_) => {}
            }
        }
        for kept in all(Rc::new(ReadOnly(usable)), site).unwrap_or_default() {
            if assessments.iter().all(|other| other.id != kept.id) {
                assessments.push(kept);
            }
        }
    }
    let days = assessments.iter().flat_map(days);
    let exported = days.max().unwrap_or(Date::EPOCH);
    Ok(Export { ladder: Edition::default(), exported, assessments })
}

/// The records of a file as a store that is only read, by key.
struct ReadOnly(BTreeMap<String, String>);

impl Store for ReadOnly {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.get(key).cloned())
    }

    fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }
}

// As the app's own, so that a notebook is compiled once.
fn all(store: Rc<dyn Store>, site: Prefix) -> Result<Vec<AssessmentBundle>, StoreError> {
    let mut notebook = Notebook::open(store, site, Tab::from_random(0))?;
    let mut all = Vec::new();
    for (id, _) in notebook.assessments()? {
        all.extend(notebook.whole(&id)?);
    }
    Ok(all)
}

/// The days on which something happened to it; those that are planned are none.
fn days(kept: &AssessmentBundle) -> Vec<Date> {
    let mut days = vec![kept.assessment.created];
    days.extend(kept.assessment.exported);
    days.extend(kept.answers.0.values().map(|answer| answer.on));
    days.extend(kept.snapshots.iter().map(|(_, snapshot)| snapshot.taken));
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answer, Assessment, State, Subject};
    use crate::exchange::backup::tests::{any_export, day, kept};
    use crate::test_support::Memory;
    use proptest::prelude::*;
    use rungs_ladder::id::{AssessmentId, StatementId};

    fn here() -> Prefix {
        Prefix::new("/repo/")
    }

    fn open<'a>(store: &'a Memory, base: &str) -> Notebook<&'a Memory> {
        Notebook::open(store, Prefix::new(base), Tab::from_random(1)).unwrap()
    }

    /// A store with an imported assessment, a deleted one, an answer that was changed, and a neighbour's key.
    fn filled(base: &str) -> Memory {
        let store = Memory::default();
        store.set("theirs", "{}").unwrap();
        let mut notebook = open(&store, base);
        notebook.import(&kept(), 7).unwrap();
        let asks = Subject::Statement(StatementId::new("j.free").unwrap());
        for (note, on) in [("first", "2026-11-04"), ("then", "2026-11-05")] {
            let answer = Answer { note: note.into(), ..Answer::empty(day(on)) };
            notebook.save_answer(&kept().id, &asks, &answer).unwrap();
        }
        let deleted = Assessment { state: State::Deleted, ..kept().assessment };
        notebook.save_assessment(&AssessmentId::from_random(3), &deleted).unwrap();
        notebook.save_preference("keys", false).unwrap();
        store
    }

    fn everything(store: &Memory) -> Vec<(String, String)> {
        let mut records: Vec<_> = store.dump().into_iter().collect();
        records.sort();
        records
    }

    fn told(read: Option<Result<Export, FileError>>) -> String {
        match read {
            None => "something else".into(),
            Some(Err(error)) => error.to_string(),
            Some(Ok(export)) => {
                let count = export.assessments.len();
                let answers: usize = export.assessments.iter().map(|kept| kept.answers.0.len()).sum();
                format!("{count} with {answers} answers, {}", export.exported)
            }
        }
    }

    #[test]
    fn all_that_is_kept_comes_back_from_its_records() {
        let store = filled("/repo/");
        let expected = all(Rc::new(store.clone()), here()).unwrap();
        assert_eq!(expected.len(), 2);
        let text = raw_file(&open(&store, "/repo/").raw().unwrap());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(json["records"].as_object().unwrap().len() > 5);
        assert_eq!(text.lines().count(), json["records"].as_object().unwrap().len() + 5, "{text}");
        let mut backwards = everything(&store);
        backwards.reverse();
        for written in [
            text.clone(),
            raw_file(&backwards),
            // As JSON.stringify writes it.
            json.to_string(),
            serde_json::to_string_pretty(&json).unwrap(),
            ["\u{feff}", &text.replace('\n', "\r\n\t")].concat(),
        ] {
            for read in [recovered(&written, &here()).unwrap(), read_any(&written, &here())] {
                let read = read.unwrap();
                assert_eq!(read.assessments, expected, "{written}");
                assert_eq!((read.ladder, read.exported), (Edition::default(), day("2026-11-05")));
            }
        }
        assert_eq!(raw_file(&[]), "{\n  \"rungs-records\": 1,\n  \"records\": {}\n}\n");
    }

    #[test]
    fn records_of_another_place_come_back_where_there_are_none_of_this() {
        let both: Vec<_> = everything(&filled("/old/")).into_iter().chain(everything(&filled("/"))).collect();
        for (records, prefix, expected) in [
            (everything(&filled("/old/")), here(), "2 with 2 answers, 2026-11-05"),
            (everything(&filled("/a~b/c/")), here(), "2 with 2 answers, 2026-11-05"),
            // Both have the same assessments.
            (both.clone(), here(), "2 with 2 answers, 2026-11-05"),
            (both, Prefix::new("/old/"), "2 with 2 answers, 2026-11-05"),
            // There is something of this place, if only a preference.
            (
                {
                    let store = filled("/old/");
                    open(&store, "/repo/").save_preference("keys", true).unwrap();
                    everything(&store)
                },
                here(),
                "0 with 0 answers, 1970-01-01",
            ),
        ] {
            assert_eq!(told(recovered(&raw_file(&records), &prefix)), expected, "{prefix:?}: {records:#?}");
        }
    }

    #[test]
    fn what_is_damaged_is_passed_over() {
        let records = everything(&filled("/repo/"));
        for (slot, damage, expected) in [
            ("answer/0a1b2c3d4e5f/s.code/", "", "2 with 1 answers, 2026-11-05"),
            ("answer/0a1b2c3d4e5f/s.code/", "erase", "2 with 1 answers, 2026-11-05"),
            ("answer/0a1b2c3d4e5f/", "{\"sum\":\"00000000\",\"v\":1}", "2 with 0 answers, 2026-11-03"),
            ("snapshot/", "cut", "2 with 2 answers, 2026-11-05"),
            // A mark of an erasure that was cut off.
            ("assessment/0a1b2c3d4e5f/", "erase", "1 with 0 answers, 2026-11-01"),
            // Without what switches the import on there is only what was answered since.
            ("batch/", "cut", "1 with 0 answers, 2026-11-01"),
            ("assessment/", "cut", "0 with 0 answers, 1970-01-01"),
            ("", "cut", "0 with 0 answers, 1970-01-01"),
        ] {
            let damaged: Vec<_> = records
                .iter()
                .map(|(key, text)| {
                    let is_hit = key.starts_with(&[here().as_str(), slot].concat());
                    (key.clone(), if is_hit { damage.to_owned() } else { text.clone() })
                })
                .collect();
            assert_eq!(told(recovered(&raw_file(&damaged), &here())), expected, "{slot} {damage}");
        }
    }

    #[test]
    fn what_is_something_else_is_left_to_others() {
        let key = "rungs/1/~repo/answer/x/a.b/12.k3";
        let rest = ",\"v\":2,\"shape\":\"unheard of\"}";
        let sum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC)
            .checksum(&[key.as_bytes(), &[0], rest.as_bytes()].concat());
        let newer = raw_file(&[(key.into(), format!("{{\"sum\":\"{sum:08x}\"{rest}"))]);
        let export = Export { ladder: Edition::default(), exported: day("2026-11-24"), assessments: vec![] };
        let large = [&raw_file(&[]), &*" ".repeat(MAX_FILE_BYTES)].concat();
        let newest = "has version 2, but this page reads version 1; reload the page to get the newer version";
        for (text, expected, any) in [
            ("", "something else", "the file cannot be read: EOF while parsing a value at line 1 column 0;"),
            (
                "{\"rungs-records\":1",
                "something else",
                "the file cannot be read: EOF while parsing an object at line 1 column 18;",
            ),
            ("[\"rungs-records\"]", "something else", "this is not a Rungs backup file;"),
            (
                "{\"rungs-records\":\"1\",\"records\":{}}",
                "something else",
                "this is not a Rungs backup file;",
            ),
            ("{\"rungs-records\":0,\"records\":{}}", "something else", "this is not a Rungs backup file;"),
            ("{\"schema\":1}", "something else", "this is not a Rungs backup file;"),
            (&export.write(), "something else", "0 with 0 answers, 2026-11-24"),
            (&large, "something else", "the file is larger than 8 MiB"),
            ("{\"rungs-records\":2}", newest, newest),
            (&newer, newest, newest),
            (
                "{\"rungs-records\":1,\"records\":[]}",
                "the file is not valid: records: invalid type: sequence, expected a map",
                "the file is not valid: records: invalid type: sequence, expected a map",
            ),
            (
                "{\"rungs-records\":1,\"records\":{\"rungs/1/~repo/x/1.k\":7,\"theirs\":\"x\",\"rungs/1/~/x\":null}}",
                "0 with 0 answers, 1970-01-01",
                "0 with 0 answers, 1970-01-01",
            ),
        ] {
            let shown: String = text.chars().take(200).collect();
            for (told, expected) in
                [(told(recovered(text, &here())), expected), (told(Some(read_any(text, &here()))), any)]
            {
                assert!(told.contains(expected), "{shown}: {told}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_can_be_exported_can_be_recovered(export in any_export(), at in any::<proptest::sample::Index>(), byte in any::<char>()) {
            let store = Memory::default();
            for (number, kept) in export.assessments.iter().enumerate() {
                open(&store, "/repo/").import(kept, number as u64).unwrap();
            }
            let text = raw_file(&everything(&store));
            let read = recovered(&text, &here()).unwrap().unwrap();
            prop_assert_eq!(&read.assessments, &all(Rc::new(store.clone()), here()).unwrap());
            prop_assert_eq!(read.assessments.len(), export.assessments.len());
            // It is one that can be exported.
            prop_assert_eq!(&Export::read(&read.write()).unwrap(), &read);
            // Whatever happens to the file, there is an answer.
            let mut letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len());
            letters[at] = byte;
            let _ = read_any(&letters.into_iter().collect::<String>(), &here());
        }
    }
}
