//! The site's scripts, without what does not run: a fifth of what is sent of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::frame::attribute;
use crate::write_file;

/// Shortens the scripts in `dist` that `html` names with their integrity, and gives it with their new one. Their names change,
/// too, as a cache may keep what it has under a name for good.
///
/// # Errors
/// When a script cannot be read, shortened or written.
pub fn shorten(html: &str, dist: &Path) -> Result<String> {
    let mut shortened = html.to_owned();
    for tag in html.split('<').filter_map(|element| element.split('>').next()) {
        let url = attribute(tag, "src").or_else(|| attribute(tag, "href"));
        let (Some(url), Some(integrity)) = (url, attribute(tag, "integrity")) else { continue };
        let name = url.rsplit('/').next().unwrap_or(url);
        if let Some(stem) = name.strip_suffix(".js").filter(|_| shortened.contains(name)) {
            let path = dist.join(name);
            let script =
                fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let script = what_runs(&script).with_context(|| format!("in {}", path.display()))?;
            let hash = Sha384::digest(&script);
            let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            let new_name = format!("{}-{digits}.js", stem.rsplit_once('-').map_or(stem, |(stem, _)| stem));
            fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
            write_file(&dist.join(&new_name), script.as_bytes())?;
            let new_integrity = format!("sha384-{}", BASE64_STANDARD.encode(hash));
            shortened = shortened.replace(name, &new_name).replace(integrity, &new_integrity);
        }
    }
    Ok(shortened)
}

/// A script without indentation, empty lines, and comments that have their lines to themselves.
///
/// # Errors
/// When a text or a comment is laid out so that this could change what runs.
fn what_runs(script: &str) -> Result<String> {
    let lines: Vec<&str> = script.lines().map(str::trim).collect();
    if lines.iter().any(|line| line.matches('`').count() % 2 == 1) {
        bail!("a text goes over several lines, whose indentation belongs to it");
    }
    let mut kept = Vec::new();
    let mut is_in_comment = false;
    for line in lines {
        let comment = if is_in_comment { Some(line) } else { line.strip_prefix("/*") };
        let Some(comment) = comment else {
            if line.rsplit_once("/*").is_some_and(|(_, after)| !after.contains("*/")) {
                bail!("a comment begins after “{line}”, and goes on");
            }
            if !line.is_empty() && !line.starts_with("//") {
                kept.push(line);
            }
            continue;
        };
        is_in_comment = match comment.split_once("*/") {
            None => true,
            Some((_, "")) => false,
            Some((_, after)) => bail!("a comment has “{after}” after it on its last line"),
        };
    }
    Ok(kept.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_remains() {
        let script =
            "/**\n * Adds.\n */\nexport function add(a) {\n    // One.\n\n    return `${a}` * 1; // So.\n}\n";
        assert_eq!(what_runs(script).unwrap(), "export function add(a) {\nreturn `${a}` * 1; // So.\n}");
        assert_eq!(what_runs("a = 2\n  * 3;\n/* One. */\nb;\n").unwrap(), "a = 2\n* 3;\nb;");
        assert!(what_runs("`a\n  b`").is_err());
        assert_eq!(what_runs("/*/\n go();\n*/\nstay();").unwrap(), "stay();");
        assert!(what_runs("/* One. */ go();").is_err());
        assert!(what_runs("go(); /* One.\n// Two. */\nstay();").is_err());
    }

    #[test]
    fn a_script_its_name_and_its_integrity_change_together() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("app-1.js"), "  go()\n").unwrap();
        fs::write(dist.path().join("b.js"), "  stay()\n").unwrap();
        let html = r#"<meta data-js="/x/app-1.js"><link href="/x/app-1.js" integrity="sha384-old"><script src="/x/b.js"></script>"#;
        let shortened = shorten(html, dist.path()).unwrap();
        let hash = Sha384::digest("go()");
        let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let (name, integrity) = (format!("app-{digits}.js"), BASE64_STANDARD.encode(hash));
        assert_eq!(shortened, html.replace("app-1.js", &name).replace("old", &integrity));
        assert_eq!(fs::read(dist.path().join(name)).unwrap(), b"go()");
        assert!(!dist.path().join("app-1.js").exists());
        assert_eq!(fs::read(dist.path().join("b.js")).unwrap(), b"  stay()\n");
    }
}
