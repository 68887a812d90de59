//! The rows of evidence under a question, each with a key that it keeps, so that another tab's change takes no row away from
//! under the person who types in it.

use rungs_assessment::answers::Evidence;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EvidenceRow {
    /// Names the row for as long as the page shows.
    key: usize,
    /// What stands in it; blank while nothing is typed.
    evidence: Evidence,
    /// How often another tab has changed it.
    version: usize,
}

/// All rows of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceRows {
    rows: Vec<EvidenceRow>,
    next_key: usize,
    /// What was kept when the rows last agreed with it: what is typed since then is on its way there.
    agreed: Vec<Evidence>,
    /// Counts what the person has done with the rows.
    revision: usize,
}

impl EvidenceRows {
    /// A row for each piece of evidence.
    pub fn new(evidence: &[Evidence]) -> Self {
        let mut rows = Self { agreed: evidence.to_vec(), ..Self::default() };
        evidence.iter().for_each(|evidence| rows.push(evidence.clone()));
        rows
    }

    /// The keys of the rows, from top to bottom.
    pub fn keys(&self) -> Vec<usize> {
        self.rows.iter().map(|row| row.key).collect()
    }

    /// What stands in the row with that key; blank where there is none.
    pub fn get(&self, key: usize) -> Evidence {
        self.rows.iter().find(|row| row.key == key).map(|row| row.evidence.clone()).unwrap_or_default()
    }

    /// How often another tab has changed the row with that key. Fields follow this, and not what is typed in them: a browser
    /// takes what is half typed out of a field that is set anew.
    pub fn version(&self, key: usize) -> usize {
        self.rows.iter().find(|row| row.key == key).map_or(0, |row| row.version)
    }

    /// Adds a blank row.
    pub fn add_blank(&mut self) {
        self.revision += 1;
        self.push(Evidence::default());
    }

    /// Changes what stands in the row with that key.
    pub fn edit(&mut self, key: usize, evidence: Evidence) {
        self.revision += 1;
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.evidence = evidence;
        }
    }

    /// What the rows say; blank ones say nothing.
    pub fn evidence(&self) -> Vec<Evidence> {
        self.said().map(|row| row.evidence.clone()).collect()
    }

    /// The later of two states of the rows of one question.
    pub fn later(self, other: &Self) -> Self {
        if other.revision >= self.revision { other.clone() } else { self }
    }

    /// The rows, now that this is kept. Where it is neither what the rows say nor what they last agreed with, another tab has
    /// changed it: a row whose evidence is still there stays itself; the others take what is left in their order; what has no
    /// row gets one. Blank rows stay.
    pub fn reconciled(mut self, kept: &[Evidence]) -> Self {
        if self.agreed == kept {
            return self;
        }
        self.agreed = kept.to_vec();
        if self.said().map(|row| &row.evidence).eq(kept) {
            return self;
        }
        let mut left: Vec<&Evidence> = kept.iter().collect();
        let mut changed = Vec::new();
        for row in self.said() {
            match left.iter().position(|evidence| **evidence == row.evidence) {
                Some(place) => drop(left.remove(place)),
                None => changed.push(row.key),
            }
        }
        let mut left = left.into_iter();
        for key in changed {
            match left.next() {
                Some(evidence) => self.put(key, evidence.clone()),
                None => self.rows.retain(|row| row.key != key),
            }
        }
        left.for_each(|evidence| self.push(evidence.clone()));
        self
    }

    fn put(&mut self, key: usize, evidence: Evidence) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.evidence = evidence;
            row.version += 1;
        }
    }

    fn said(&self) -> impl Iterator<Item = &EvidenceRow> {
        self.rows.iter().filter(|row| row.evidence != Evidence::default())
    }

    fn push(&mut self, evidence: Evidence) {
        self.rows.push(EvidenceRow { key: self.next_key, evidence, version: 0 });
        self.next_key += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(text: &str) -> Evidence {
        Evidence { text: text.into(), ..Evidence::default() }
    }

    fn all(texts: &str) -> Vec<Evidence> {
        texts.split_whitespace().map(evidence).collect()
    }

    fn shown(rows: &EvidenceRows) -> String {
        let row = |row: &EvidenceRow| format!("{}{}", row.key, row.evidence.text);
        rows.rows.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_keep_their_keys_when_another_tab_changes_them() {
        // `before` are the rows, `-` a blank one; `after` says each row's key and text.
        let check = |before: &str, kept: &str, after: &str| {
            let mut rows = EvidenceRows::default();
            for text in before.split_whitespace() {
                rows.push(if text == "-" { Evidence::default() } else { evidence(text) });
            }
            rows.agreed = rows.evidence();
            assert_eq!(shown(&rows.reconciled(&all(kept))), after, "{before} + {kept}");
        };
        check("", "", "");
        check("", "a", "0a");
        check("a b", "a b", "0a 1b");
        check("a b", "b", "1b");
        check("a b", "a", "0a");
        check("a - b", "a b", "0a 1 2b");
        check("a -", "a b", "0a 1 2b");
        check("a b", "x b", "0x 1b");
        check("a b", "a x", "0a 1x");
        check("a b", "", "");
        check("- a", "", "0");
        check("a", "a a", "0a 1a");
    }

    #[test]
    fn what_is_typed_stays_until_it_is_kept() {
        let mut rows = EvidenceRows::new(&all("a b"));
        rows.add_blank();
        rows.edit(0, evidence("typed"));
        // What is kept is still the old evidence.
        let rows = rows.reconciled(&all("a b"));
        assert_eq!(shown(&rows), "0typed 1b 2");
        let rows = rows.reconciled(&all("typed b"));
        assert_eq!(shown(&rows), "0typed 1b 2");
        assert_eq!(rows.version(0), 0);
        // Another tab has the old evidence back.
        assert_eq!(rows.clone().reconciled(&all("a b")).version(0), 1);
        assert_eq!(shown(&rows.reconciled(&all("a b"))), "0a 1b 2");
    }

    #[test]
    fn blank_rows_say_nothing() {
        let mut rows = EvidenceRows::new(&all("a b"));
        rows.add_blank();
        rows.edit(0, Evidence::default());
        assert_eq!(rows.evidence(), all("b"));
        assert_eq!(rows.keys(), [0, 1, 2]);
        assert_eq!(rows.get(1), evidence("b"));
    }
}
