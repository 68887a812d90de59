//! The content security policy (CSP level 3): nothing but this site's own files, and no request that could carry
//! anything away.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// A hash that allows one inline style or script, such as `'sha256-…'`.
pub fn hash(inline: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(inline)))
}

/// What stands in pages and is allowed by its hash.
#[derive(Default)]
pub struct Allowed {
    styles: Vec<String>,
    scripts: Vec<String>,
}

impl Allowed {
    /// Those styles and scripts.
    pub fn new<'a>(
        styles: impl IntoIterator<Item = &'a str>,
        scripts: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            styles: styles.into_iter().map(hash).collect(),
            scripts: scripts.into_iter().map(hash).collect(),
        }
    }

    /// Allows what `other` allows, too.
    pub fn extend(&mut self, other: Self) {
        for (all, more) in [(&mut self.styles, other.styles), (&mut self.scripts, other.scripts)] {
            for hash in more {
                if !all.contains(&hash) {
                    all.push(hash);
                }
            }
        }
    }

    /// The policy that allows it.
    pub fn policy(&self) -> String {
        page(&self.styles, &self.scripts)
    }
}

/// The policy of every page, in its meta element and in the header files for hosts.
fn page(styles: &[String], scripts: &[String]) -> String {
    let also = |hashes: &[String]| hashes.iter().map(|hash| format!(" {hash}")).collect::<String>();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'none'",
        also(scripts),
        also(styles)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_specification() {
        // The SHA-256 of nothing, base64.
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    #[test]
    fn only_hashes_allow_what_is_inline() {
        let policy = page(&[hash("a{}")], &[]);
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval';")
                && policy.contains("style-src 'self' 'sha256-")
        );
        assert!(!policy.contains("unsafe-inline"));
    }
}
