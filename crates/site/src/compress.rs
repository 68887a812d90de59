//! Adds `.br` and `.gz` beside each text file, for servers that send what is already compressed.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::output::Files;
use crate::parallel::in_parallel;

/// The endings of files that compress; images already are.
const TEXT: [&str; 8] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest", "xml"];

/// Below this many bytes a compressed copy is not worth a file.
const SMALLEST: usize = 200;

/// The endings of compressed copies.
const PACKED: [&str; 2] = [".br", ".gz"];

/// How much time a compressed copy is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// All that it takes: for files that are packed once.
    Best,
    /// For pages, which are packed each time that a site is built: in a third of the time of the best, and 2 % larger; and where a
    /// page is long, in a thirtieth of the time, and 13 % larger.
    Quick,
}

/// From how many bytes on a page is long.
const LONG: usize = 250_000;

impl Effort {
    /// The quality of brotli.
    fn quality(self, bytes: usize) -> i32 {
        match self {
            Self::Best => 11,
            Self::Quick if bytes < LONG => 10,
            Self::Quick => 6,
        }
    }
}

/// Adds a compressed copy of every text file that has none.
pub fn add(files: &mut Files, effort: Effort) -> Result<()> {
    let is_missing = |name: &str, bytes: &[u8]| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        TEXT.contains(&ending) && bytes.len() >= SMALLEST && !files.contains_key(&format!("{name}.br"))
    };
    let text = files.iter().filter(|(name, bytes)| is_missing(name, bytes)).collect::<Vec<_>>();
    let copies = in_parallel(&text, |(name, bytes)| {
        Ok([
            (format!("{name}.br"), brotli(bytes, effort.quality(bytes.len()))?),
            (format!("{name}.gz"), gzip(bytes)?),
        ])
    })?;
    files.extend(copies.into_iter().flatten().map(|(name, bytes)| (name, bytes.into())));
    Ok(())
}

/// Takes the compressed copies out.
pub fn remove(files: &mut Files) {
    files.retain(|name, _| !is_copy(name));
}

/// Takes the compressed copies of one file out.
pub fn remove_copies(files: &mut Files, name: &str) {
    for ending in PACKED {
        files.remove(&[name, ending].concat());
    }
}

/// Whether a file of that name is a compressed copy.
pub fn is_copy(name: &str) -> bool {
    PACKED.iter().any(|ending| name.ends_with(ending))
}

fn brotli(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params =
        brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_unpacks() {
        let bytes = "All work and no play. ".repeat(100).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&bytes, 11).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&bytes).unwrap()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
    }
}
