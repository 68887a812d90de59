//! What the server answers. Nothing is read from the disk: a path either names a file of the site in memory, or nothing.

use percent_encoding::percent_decode_str;

use super::preview::{NEWS, Preview};

/// A request, as far as it counts.
pub struct Asked<'a> {
    /// `GET`, `HEAD` or another.
    pub method: &'a str,
    /// The header `Host`.
    pub host: Option<&'a str>,
    /// Path and query.
    pub target: &'a str,
}

/// What is answered.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The content type.
    pub kind: &'static str,
    /// Where to go on.
    pub location: Option<String>,
    /// The content.
    pub body: Vec<u8>,
}

impl Answer {
    /// A few words.
    pub fn words(status: u16, words: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", location: None, body: words.as_bytes().to_vec() }
    }
}

/// The answer to a request.
pub fn answer(asked: &Asked, preview: &Preview) -> Answer {
    // A page of another site must not read this one by giving its own name to this machine's address.
    if !asked.host.is_some_and(is_own) {
        return Answer::words(403, "This site answers to localhost and 127.0.0.1 only.\n");
    }
    if !["GET", "HEAD"].contains(&asked.method) {
        return Answer::words(405, "This site can only be read.\n");
    }
    let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
    if path == NEWS {
        let stamp = query.strip_prefix("after=").unwrap_or_default();
        let body = preview.news_after(stamp).into_bytes();
        return Answer { status: 200, kind: "application/json", location: None, body };
    }
    match name(path) {
        None => Answer::words(400, "There is no such path.\n"),
        Some(name) => file(&name, path, query, preview),
    }
}

/// Whether a `Host` header names this machine, for itself.
fn is_own(host: &str) -> bool {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| {
        let (name, rest) = host.split_at_checked(own.len()).unwrap_or_default();
        name.eq_ignore_ascii_case(own) && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port))
    })
}

/// The name of the file that a path means; `None` where it means nothing, as with `..`.
fn name(path: &str) -> Option<String> {
    let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let is_odd = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0']);
    (!path.split('/').any(is_odd)).then(|| path.into_owned())
}

fn file(name: &str, path: &str, query: &str, preview: &Preview) -> Answer {
    let files = preview.files();
    if files.is_empty() {
        let body = preview.waiting_page().into_bytes();
        return Answer { status: 503, kind: kind("index.html"), location: None, body };
    }
    let index = if name.is_empty() || name.ends_with('/') { "index.html" } else { "" };
    let found = [name, index].concat();
    if let Some(bytes) = files.get(&found) {
        return Answer { status: 200, kind: kind(&found), location: None, body: bytes.to_vec() };
    }
    if index.is_empty() && files.contains_key(&format!("{name}/index.html")) {
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        // With one slash at its beginning it stays on this site.
        let location = format!("/{}/{query}", path.trim_start_matches('/'));
        return Answer { location: Some(location), ..Answer::words(301, "") };
    }
    let body = files.get("404.html").map(|bytes| bytes.to_vec()).unwrap_or_default();
    Answer { status: 404, kind: kind("404.html"), location: None, body }
}

/// The content type of a file, by its ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::serve::preview::State;
    use rungs_ladder::markdown::{PAGE_PICTURES, THEME_FILES};
    use rungs_site::output::Files;

    /// A recipe for hosts.
    fn recipe(name: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hosting");
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn the_owners_files_have_their_types_here_and_in_the_recipes() {
        let [nginx, cloudfront] = ["nginx.conf", "cloudfront-index.js"].map(recipe);
        let (_, files) = cloudfront.split_once(r"const FILE = /\.(").unwrap();
        let (files, _) = files.split_once(")$/;").unwrap();
        for ending in PAGE_PICTURES.into_iter().chain(THEME_FILES) {
            let kind = kind(&format!("a.{ending}"));
            assert_ne!(kind, "application/octet-stream", "serve: {ending}");
            let says = |line: &str| {
                let mut words = line.trim().trim_end_matches(';').split(' ');
                words.next() == Some(kind) && words.any(|word| word == ending)
            };
            assert!(nginx.lines().any(says), "nginx.conf: {kind} {ending}");
            assert!(files.split('|').any(|file| file == ending), "cloudfront-index.js: {ending}");
        }
    }

    #[test]
    fn only_this_machine_is_answered() {
        for (host, expected) in [
            ("localhost", true),
            ("LocalHost:8080", true),
            ("127.0.0.1:1", true),
            ("[::1]:8080", true),
            ("example.org", false),
            ("localhost.example.org", false),
            ("localhost:", false),
            ("localhost:80@example.org", false),
            ("127.0.0.1.nip.io:8080", false),
            ("localhosté", false),
            ("", false),
        ] {
            assert_eq!(is_own(host), expected, "{host}");
        }
    }

    #[test]
    fn a_path_names_a_file_or_nothing() {
        let preview = Preview::default();
        let files: Files = ["index.html", "levels/a b/index.html", "boot.js", "404.html"]
            .map(|name| (name.to_owned(), name.as_bytes().into()))
            .into();
        preview.set(State { site: Some(("1".into(), files)), problems: Vec::new() });
        for (method, target, status, body) in [
            ("GET", "/", 200, "index.html"),
            ("HEAD", "/?a=b", 200, "index.html"),
            ("GET", "/levels/a%20b/", 200, "levels/a b/index.html"),
            ("GET", "/levels/a%20b?c", 301, ""),
            ("GET", "/boot.js", 200, "boot.js"),
            ("GET", "/nowhere/", 404, "404.html"),
            ("GET", "/../Cargo.toml", 400, "There is no such path.\n"),
            ("GET", "/levels/%2e%2E/boot.js", 400, "There is no such path.\n"),
            ("GET", "/..%5c..%5cboot.js", 400, "There is no such path.\n"),
            ("GET", "/%ff", 400, "There is no such path.\n"),
            ("GET", "http://localhost/", 400, "There is no such path.\n"),
            ("POST", "/", 405, "This site can only be read.\n"),
        ] {
            let answer = answer(&Asked { method, host: Some("localhost"), target }, &preview);
            assert_eq!(
                (answer.status, String::from_utf8(answer.body).unwrap().as_str()),
                (status, body),
                "{target}"
            );
        }
    }
}
