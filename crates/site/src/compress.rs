//! Writes `.br` and `.gz` beside each text file, for servers that send what is already compressed.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::write_file;

/// The endings of files that compress; images already are.
const TEXT: [&str; 8] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest", "xml"];

/// Below this many bytes a compressed copy is not worth a file.
const SMALLEST: usize = 200;

/// Compresses every text file of `folder`, at the highest levels.
pub fn folder(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            self::folder(&path)?;
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if TEXT.contains(&ending) {
            let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            if bytes.len() >= SMALLEST {
                write_file(&path.with_added_extension("br"), &brotli(&bytes)?)?;
                write_file(&path.with_added_extension("gz"), &gzip(&bytes)?)?;
            }
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
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
        brotli::BrotliDecompress(&mut &*brotli(&bytes).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&bytes).unwrap()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
    }
}
