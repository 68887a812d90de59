//! The words of a query.

use crate::fold;

/// The most words that are looked for; those after them are passed over.
pub(super) const MOST_WORDS: usize = 32;

/// How well a word matches. A match in a topic counts one more, which never outweighs a better match.
pub(super) const EXACT: u32 = 128;
/// The word only begins so, or has it inside in scripts without spaces.
pub(super) const BEGINS: u32 = 64;

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub letters: String,
    /// As it was typed.
    pub typed: String,
    pub is_unspaced: bool,
    /// Whether it matches longer words, too.
    pub begins: bool,
    /// Whether it must follow the word before it.
    pub follows: bool,
}

impl Wanted {
    /// How well a word of the ladder matches, if it does.
    pub fn quality(&self, word: &str, is_unspaced: bool) -> Option<u32> {
        if self.is_unspaced || is_unspaced {
            let is_inside = self.is_unspaced && is_unspaced && word.contains(&self.letters);
            return is_inside.then_some(if word.len() == self.letters.len() { EXACT } else { BEGINS });
        }
        // A dot before a name counts where it was typed.
        let word = match self.letters.starts_with('.') {
            true => word,
            false => word.strip_prefix('.').unwrap_or(word),
        };
        let rest = word.strip_prefix(self.letters.as_str())?;
        match rest.is_empty() {
            true => Some(EXACT),
            false => self.begins.then_some(BEGINS),
        }
    }

    /// The same for a word of some text.
    pub fn is(&self, word: &str) -> bool {
        self.quality(word, fold::is_unspaced(word)).is_some()
    }

    /// Whether a name may still be in the making: a letter or two without a sign.
    pub fn is_short(&self) -> bool {
        self.letters.chars().count() <= 2 && self.letters.chars().all(char::is_alphanumeric)
    }
}

/// The words of a query. Those in quotes must follow one another, and so must those that a sign joins, as in `A/B`. Each
/// may be the beginning of a longer one, but not where another must follow it nor where a quote is closed.
pub(super) fn wanted(query: &str) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut is_quoted = false;
    let mut parts = query.split(['"', '“', '”', '„']).peekable();
    while let Some(part) = parts.next() {
        let is_closed = is_quoted && parts.peek().is_some();
        let mut last_end = None;
        fold::words(part, &mut |word, place| {
            if wanted.len() == MOST_WORDS {
                return;
            }
            let is_unspaced = fold::is_unspaced(word);
            let between = last_end.and_then(|end| part.get(end..place.start));
            let mut follows = is_quoted && between.is_some();
            if let (Some(before), Some(between)) = (wanted.last_mut(), between) {
                follows |= !is_unspaced && !before.is_unspaced && is_joint(between);
                before.begins &= !follows;
            }
            last_end = Some(place.end);
            let typed = part.get(place).unwrap_or_default().to_owned();
            wanted.push(Wanted { letters: word.into(), typed, is_unspaced, begins: !is_closed, follows });
        });
        is_quoted = !is_quoted;
    }
    wanted
}

/// Whether what stands between two words makes one name of them. Signs that part sentences and lists do not.
fn is_joint(between: &str) -> bool {
    let mut signs = between.chars().filter(|sign| !sign.is_whitespace());
    let is_joint = |sign| !matches!(sign, ',' | ';' | '!' | '?' | '|' | '(' | ')' | '…');
    !between.contains(char::is_whitespace) && signs.next().is_none_or(is_joint) && signs.next().is_none()
}

/// The words but the one at `without`, as one would type them.
pub(super) fn joined(wanted: &[Wanted], without: usize) -> String {
    let others = wanted.iter().enumerate().filter(|(at, _)| *at != without);
    others.map(|(_, word)| word.typed.as_str()).collect::<Vec<_>>().join(" ")
}
