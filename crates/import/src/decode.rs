//! Bytes as text, in whatever encoding they are, and the places in it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::outline::Place;

/// A file as text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The name of the encoding, where it is not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// Whether some bytes had no meaning in it.
    pub(crate) is_damaged: bool,
}

/// Finds the encoding by the byte order mark, then by whether it is UTF-8, then by likeness.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() && !looks_like_utf16(bytes, 1) => UTF_8,
        None if looks_like_utf16(bytes, 1) => UTF_16LE,
        None if looks_like_utf16(bytes, 0) => UTF_16BE,
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Allow)
        }
    };
    let (text, encoding, is_damaged) = encoding.decode(bytes);
    let encoding = (encoding != UTF_8).then(|| encoding.name());
    Decoded { text: text.replace('\0', "\u{fffd}"), encoding, is_damaged }
}

/// Whether every second byte from `first` is NUL, as in UTF-16 of Latin letters.
fn looks_like_utf16(bytes: &[u8], first: usize) -> bool {
    let sample = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let (mut zeros, mut count) = (0, 0);
    for byte in sample.iter().skip(first).step_by(2) {
        zeros += usize::from(*byte == 0);
        count += 1;
    }
    count >= 4 && zeros * 10 >= count * 9
}

/// Where the lines of a text begin.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    file: usize,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str, file: usize) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, file }
    }

    /// The place of a byte offset.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..offset.min(self.text.len())).unwrap_or_default();
        let column = before.iter().filter(|byte| (**byte & 0xc0) != 0x80).count() + 1;
        Place { file: self.file, sheet: 0, line, column }
    }
}
