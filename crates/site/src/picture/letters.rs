//! The fonts of pictures: which letters they have, how wide words are, and where lines break.

use anyhow::{Context as _, Result};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// The end of words that are cut.
const CUT: char = '…';

/// The letters of one font.
pub struct Letters {
    font: FontRef<'static>,
}

/// Words in lines.
#[derive(Debug, PartialEq)]
pub struct Lines {
    /// The size of the letters, in pixels.
    pub size: f32,
    /// The lines, from the top.
    pub lines: Vec<String>,
}

impl Letters {
    /// Reads a font.
    ///
    /// # Errors
    /// When `font` is none.
    pub fn of(font: &'static [u8]) -> Result<Self> {
        Ok(Self { font: FontRef::new(font).context("a font cannot be read")? })
    }

    /// Whether the font can show all of `words`.
    pub fn has_all(&self, words: &str) -> bool {
        let letters = self.font.charmap();
        words.chars().all(|letter| letter.is_whitespace() || letters.map(letter).is_some())
    }

    /// How wide `words` are where letters have `size`, without kerning.
    fn width(&self, words: &str, size: f32) -> f32 {
        let letters = self.font.charmap();
        let widths = self.font.glyph_metrics(Size::new(size), LocationRef::default());
        words.chars().filter_map(|letter| widths.advance_width(letters.map(letter)?)).sum()
    }

    /// The words in lines of that width, in the first of `sizes`, each with the most lines that it may take, in which no line and
    /// no word is cut; in the last one they may be.
    pub fn fitted(&self, words: &str, width: f32, sizes: &[(f32, usize)]) -> Lines {
        let mut fitted = Lines { size: 0.0, lines: Vec::new() };
        for &(size, most) in sizes {
            let (mut lines, is_whole) = self.broken(words, width, size);
            if is_whole && lines.len() <= most {
                return Lines { size, lines };
            }
            if lines.len() > most {
                lines.truncate(most);
                if let Some(last) = lines.last_mut() {
                    *last = self.cut(last, width, size);
                }
            }
            fitted = Lines { size, lines };
        }
        fitted
    }

    /// The words in lines, and whether each word is in one piece.
    fn broken(&self, words: &str, width: f32, size: f32) -> (Vec<String>, bool) {
        let fits = |line: &str| self.width(line, size) <= width;
        let mut lines: Vec<String> = Vec::new();
        let mut is_whole = true;
        for word in words.split_whitespace() {
            match lines.last_mut().filter(|line| fits(&[line, " ", word].concat())) {
                Some(line) => *line = [line, " ", word].concat(),
                None if fits(word) => lines.push(word.to_owned()),
                None => {
                    is_whole = false;
                    let mut piece = String::new();
                    for letter in word.chars() {
                        if !fits(&format!("{piece}{letter}-")) {
                            lines.push(format!("{piece}-"));
                            piece.clear();
                        }
                        piece.push(letter);
                    }
                    lines.push(piece);
                }
            }
        }
        (lines, is_whole)
    }

    /// The line with a sign at its end that more would follow.
    fn cut(&self, line: &str, width: f32, size: f32) -> String {
        let mut line = line.trim_end_matches('-').to_owned();
        while self.width(&format!("{line}{CUT}"), size) > width && line.pop().is_some() {}
        format!("{}{CUT}", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Letters {
        Letters::of(super::super::SERIF).unwrap()
    }

    #[test]
    fn the_fonts_have_the_letters_of_europe() {
        for words in ["Größe, œuvre, Łódź", "Ελληνικά", "Українська", "Việt Nam", "“A – B” … 5 €"]
        {
            assert!(letters().has_all(words), "{words}");
        }
        for words in ["梯子", "سلم", "สวัสดี", "🪜"] {
            assert!(!letters().has_all(words), "{words}");
        }
    }

    #[test]
    fn words_take_the_largest_size_that_fits() {
        let sizes = [80.0, 60.0, 40.0].map(|size| (size, 2));
        let fitted = |words: &str| letters().fitted(words, 600.0, &sizes);
        assert_eq!(fitted("Staff Engineer"), Lines { size: 80.0, lines: vec!["Staff Engineer".into()] });
        let lines = vec!["Staff Engineer of".into(), "Platform Teams".into()];
        assert_eq!(fitted("Staff  Engineer of Platform Teams"), Lines { size: 60.0, lines });
        assert_eq!(fitted("").lines, Vec::<String>::new());
    }

    #[test]
    fn what_does_not_fit_in_the_smallest_size_is_cut_or_broken() {
        let long = letters().fitted(&"many words ".repeat(30), 600.0, &[(60.0, 2), (40.0, 2)]);
        assert_eq!((long.size, long.lines.len()), (40.0, 2));
        assert!(long.lines[1].ends_with(CUT), "{long:?}");
        let word = letters().fitted(
            "Rechtsschutzversicherungsgesellschaftsangestellte",
            600.0,
            &[(60.0, 3), (40.0, 3)],
        );
        assert_eq!(word.lines.len(), 2, "{word:?}");
        assert!(word.lines[0].ends_with('-'), "{word:?}");
        for line in long.lines.iter().chain(&word.lines) {
            assert!(letters().width(line, 40.0) <= 600.0, "{line}");
        }
    }
}
