//! What a search field's typing does to the address: which letter is the last one, and what it makes of the history.

/// How long a pause in typing is, in milliseconds, after which what is typed is a history entry of its own.
const PAUSE: f64 = 1000.0;

/// What is known of the typing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Typing {
    keystrokes: u32,
    /// When the last keystroke was, in milliseconds since 1970.
    last: f64,
    /// Whether what is typed is to be a history entry of its own, and is not one yet.
    begins_entry: bool,
    /// Whether the address bar lacks what is shown.
    is_unwritten: bool,
}

/// One letter typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keystroke {
    number: u32,
    /// Whether what is typed is to be a history entry of its own.
    pub begins_entry: bool,
}

impl Typing {
    /// Notes a letter.
    pub fn strike(&mut self, now: f64) -> Keystroke {
        // A clock that is set back looks like a pause.
        self.begins_entry |= !(0.0..PAUSE).contains(&(now - self.last));
        self.keystrokes = self.keystrokes.wrapping_add(1);
        self.last = now;
        Keystroke { number: self.keystrokes, begins_entry: self.begins_entry }
    }

    /// Whether nothing has been typed, and the typing has not ended, since that letter.
    pub fn is_last(&self, keystroke: Keystroke) -> bool {
        self.keystrokes == keystroke.number
    }

    /// Notes that the page shows what the address bar does not say yet.
    pub fn note_unwritten(&mut self) {
        self.is_unwritten = true;
    }

    /// Ends the typing: a letter that is not shown yet never is.
    pub fn end(&mut self) {
        self.keystrokes = self.keystrokes.wrapping_add(1);
        self.begins_entry = false;
    }

    /// Whether the address bar lacks what is shown. Whoever asks writes it.
    pub fn take_unwritten(&mut self) -> bool {
        std::mem::take(&mut self.is_unwritten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_after_a_pause_begins_an_entry() {
        let mut typing = Typing::default();
        for (now, begins_entry) in [(5000.0, true), (5400.0, true)] {
            assert_eq!(typing.strike(now).begins_entry, begins_entry, "{now}, before the entry is made");
        }
        typing.end();
        for (now, begins_entry) in [(5800.0, false), (6799.0, false), (7799.0, true)] {
            assert_eq!(typing.strike(now).begins_entry, begins_entry, "{now}");
        }
        typing.end();
        assert!(typing.strike(10.0).begins_entry, "a clock set back");
    }

    #[test]
    fn only_the_last_letter_counts_and_none_after_the_end() {
        let mut typing = Typing::default();
        let first = typing.strike(0.0);
        assert!(typing.is_last(first));
        let second = typing.strike(1.0);
        assert!(!typing.is_last(first) && typing.is_last(second));
        typing.note_unwritten();
        typing.end();
        assert!(!typing.is_last(second));
        assert!(typing.take_unwritten(), "the end of the typing writes nothing by itself");
        assert!(!typing.take_unwritten());
    }
}
