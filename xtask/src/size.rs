//! `cargo xtask size`: what first visits download, to a level page and to pages with a part of the program of their own,
//! against their budgets.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use brotli::enc::BrotliEncoderParams;

use crate::html;

/// Most bytes of each kind in a first visit, compressed with brotli at level 11.
const BUDGET: [(Kind, usize); 6] = [
    (Kind::Page, 24_700),
    (Kind::Boot, 1_800),
    (Kind::App, 5_400),
    (Kind::Wasm, 61_500),
    (Kind::Style, 8_000),
    (Kind::Image, 2_000),
];

/// Most bytes of a first visit to a level page in all.
const LEVEL: usize = 93_400;

/// Most bytes of a first visit to a page with a part of the program of its own.
const WITH_PART: usize = 115_000;

/// Most bytes of a first visit to a page of the assessment, which brings along all that reads and keeps records.
const ASSESSMENT: usize = 174_400;

/// Where the pages of the levels are.
const LEVELS: &str = "levels/";

/// Where the pages of the assessment are.
const ASSESS: &str = "assess/";

/// Kinds without which a page is not whole.
const EXPECTED: [Kind; 4] = [Kind::Page, Kind::Boot, Kind::App, Kind::Wasm];

/// Files that compress; images and fonts come compressed.
const TEXT: [&str; 11] =
    ["css", "html", "js", "json", "map", "md", "svg", "txt", "wasm", "webmanifest", "xml"];

/// What a file is to a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The HTML of a level.
    Page,
    /// The scripts that the page names.
    Boot,
    /// The app's JavaScript side.
    App,
    Wasm,
    Style,
    /// Icons and pictures.
    Image,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Boot => "boot",
            Self::App => "app",
            Self::Wasm => "wasm",
            Self::Style => "style",
            Self::Image => "image",
        }
    }

    fn budget(self) -> usize {
        BUDGET.iter().find(|(kind, _)| *kind == self).map_or(0, |(_, bytes)| *bytes)
    }
}

/// Prints both tables of the site in `dist`; fails past a budget.
pub fn run(dist: &Path) -> Result<()> {
    if !dist.is_dir() {
        bail!("there is no {}: run `cargo xtask build` first", dist.display());
    }
    let files = Files::read(dist)?;
    let visit = Visit::heaviest(&files)?;
    println!("{visit}");
    println!("\nFirst visits to the pages with a part of the program of their own");
    let others = Visit::with_parts(&files)?;
    for other in &others {
        println!("{}", other.total(other.most()));
    }
    println!("\nEvery file that a level page does without");
    for path in files.paths.iter().filter(|path| !visit.files.iter().any(|file| file.path == **path)) {
        println!("{}", files.measure(Kind::Page, path)?.line());
    }
    let over = others.iter().flat_map(|other| other.over(&[], other.most()));
    match visit.over(&BUDGET, visit.most()).into_iter().chain(over).collect::<Vec<_>>() {
        over if over.is_empty() => Ok(()),
        over => bail!("over budget: {}", over.join(", ")),
    }
}

/// The files of a built site, by their path with slashes, without the precompressed copies.
struct Files {
    dist: PathBuf,
    paths: BTreeSet<String>,
}

impl Files {
    fn read(dist: &Path) -> Result<Self> {
        let mut paths = BTreeSet::new();
        let mut folders = vec![(dist.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
                let entry = entry?;
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    folders.push((entry.path(), format!("{path}/")));
                } else {
                    paths.insert(path);
                }
            }
        }
        let copies: Vec<_> = paths
            .iter()
            .filter(|path| {
                let original = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz"));
                original.is_some_and(|original| paths.contains(original))
            })
            .cloned()
            .collect();
        for copy in copies {
            paths.remove(&copy);
        }
        Ok(Self { dist: dist.to_owned(), paths })
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        fs::read(self.dist.join(path)).with_context(|| format!("cannot read {path}"))
    }

    fn measure(&self, kind: Kind, path: &str) -> Result<File> {
        let bytes = self.bytes(path)?;
        let text = path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending));
        let sent = if text { brotli_11(&bytes)? } else { bytes.len() };
        Ok(File { kind, path: path.to_owned(), raw: bytes.len(), sent })
    }

    /// The file that `url`, found in the page `page`, leads to. The path under which the site is served is not
    /// known here, so leading folders of an absolute path are taken off until a file is met.
    fn resolve(&self, page: &str, url: &str) -> Result<String> {
        if url.contains("://") || url.starts_with("//") {
            bail!("{page} loads {url}: a visit may not leave the site");
        }
        let url = url.split(['?', '#']).next().unwrap_or(url);
        let found = match url.strip_prefix('/') {
            Some(mut path) => loop {
                if self.paths.contains(path) {
                    break Some(path.to_owned());
                }
                match path.split_once('/') {
                    Some((_, rest)) => path = rest,
                    None => break None,
                }
            },
            None => Some(joined(page, url)).filter(|path| self.paths.contains(path)),
        };
        found.with_context(|| format!("{page} loads {url}, which is not in {}", self.dist.display()))
    }
}

/// The path that the relative `url` means on `page`.
fn joined(page: &str, url: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in url.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What `html` makes a browser load, in order: each kind and URL.
fn loads(html: &str) -> Vec<(Kind, &str)> {
    let mut found = Vec::new();
    for tag in html::tags(html) {
        let mut load = |kind, attribute| {
            if let Some(url) = tag.attribute(attribute).filter(|url| !url.starts_with("data:")) {
                found.push((kind, url));
            }
        };
        load(Kind::App, "data-js");
        load(Kind::Wasm, "data-wasm");
        match tag.name {
            "script" => load(Kind::Boot, "src"),
            "img" => load(Kind::Image, "src"),
            "link" if tag.has_word("rel", "stylesheet") => load(Kind::Style, "href"),
            "link" if tag.has_word("rel", "icon") => load(Kind::Image, "href"),
            // The program, and the page's own part of it.
            "link" if tag.has_word("rel", "preload") && tag.attribute("as") == Some("fetch") => {
                load(Kind::Wasm, "href");
            }
            _ => {}
        }
    }
    found
}

/// One file with its sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    kind: Kind,
    path: String,
    raw: usize,
    sent: usize,
}

impl File {
    fn line(&self) -> String {
        format!("{:>10}  {:>10}  {}", kilobytes(self.raw), kilobytes(self.sent), self.path)
    }
}

/// A first visit to one page.
struct Visit {
    files: Vec<File>,
}

impl Visit {
    /// Most bytes of such a visit in all.
    fn most(&self) -> usize {
        match self.files.first() {
            Some(page) if page.path.starts_with(LEVELS) => LEVEL,
            Some(page) if page.path.starts_with(ASSESS) => ASSESSMENT,
            _ => WITH_PART,
        }
    }

    /// The visit to the level page that weighs most.
    fn heaviest(files: &Files) -> Result<Self> {
        let pages: Vec<File> = files
            .paths
            .iter()
            .filter(|path| path.starts_with(LEVELS) && path.ends_with("/index.html"))
            .map(|path| files.measure(Kind::Page, path))
            .collect::<Result<_>>()?;
        let page = pages
            .into_iter()
            .max_by_key(|page| page.sent)
            .with_context(|| format!("there is no levels/*/index.html in {}", files.dist.display()))?;
        Self::to(files, page)
    }

    /// The visits to the pages that load more than the main program.
    fn with_parts(files: &Files) -> Result<Vec<Self>> {
        let mut visits = Vec::new();
        for path in files.paths.iter().filter(|path| path.ends_with("/index.html")) {
            if !path.starts_with(LEVELS) {
                let visit = Self::to(files, files.measure(Kind::Page, path)?)?;
                if visit.files.iter().filter(|file| file.kind == Kind::Wasm).count() > 1 {
                    visits.push(visit);
                }
            }
        }
        Ok(visits)
    }

    fn to(files: &Files, page: File) -> Result<Self> {
        let html = String::from_utf8(files.bytes(&page.path)?)?;
        let mut visit = Self { files: vec![page.clone()] };
        for (kind, url) in loads(&html) {
            visit.add(files, kind, files.resolve(&page.path, url)?)?;
        }
        // wasm-bindgen's JavaScript imports what crates bring along.
        for snippet in files.paths.iter().filter(|path| path.starts_with("snippets/")) {
            visit.add(files, Kind::App, snippet.clone())?;
        }
        for kind in EXPECTED {
            if !visit.files.iter().any(|file| file.kind == kind) {
                bail!("{} loads no {}: the scan or the page is wrong", page.path, kind.name());
            }
        }
        visit.files.sort_by_key(|file| file.kind);
        Ok(visit)
    }

    fn add(&mut self, files: &Files, kind: Kind, path: String) -> Result<()> {
        if !self.files.iter().any(|file| file.path == path) {
            self.files.push(files.measure(kind, &path)?);
        }
        Ok(())
    }

    fn sent(&self, kind: Kind) -> usize {
        self.files.iter().filter(|file| file.kind == kind).map(|file| file.sent).sum()
    }

    /// The line of its sums, with the page.
    fn total(&self, budget: usize) -> String {
        let raw = kilobytes(self.files.iter().map(|file| file.raw).sum());
        let sent = kilobytes(self.files.iter().map(|file| file.sent).sum());
        let page = self.files.first().map_or("", |page| &page.path);
        format!("{raw:>10}  {sent:>10}  {:>10}  total  {page}", kilobytes(budget))
    }

    /// What is over budget, in words.
    fn over(&self, budget: &[(Kind, usize)], total: usize) -> Vec<String> {
        let total = ("total", self.files.iter().map(|file| file.sent).sum(), total);
        budget
            .iter()
            .map(|(kind, budget)| (kind.name(), self.sent(*kind), *budget))
            .chain([total])
            .filter(|(_, sent, budget)| sent > budget)
            .map(|(name, sent, budget)| format!("{name} {} of {}", kilobytes(sent), kilobytes(budget)))
            .collect()
    }
}

impl fmt::Display for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "First visit to the heaviest level page (1 KB = 1000 bytes, brotli 11)")?;
        writeln!(f, "{:>10}  {:>10}  {:>10}  {:5}  file", "raw", "brotli", "budget", "kind")?;
        let mut before = None;
        for file in &self.files {
            // A budget is one for all files of a kind.
            let budget =
                if before == Some(file.kind) { String::new() } else { kilobytes(file.kind.budget()) };
            before = Some(file.kind);
            let File { kind, path, raw, sent } = file;
            let (raw, sent) = (kilobytes(*raw), kilobytes(*sent));
            writeln!(f, "{raw:>10}  {sent:>10}  {budget:>10}  {:5}  {path}", kind.name())?;
        }
        f.write_str(&self.total(self.most()))
    }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{:02} KB", bytes / 1000, bytes % 1000 / 10)
}

/// How many bytes are left of `bytes` at brotli's best.
fn brotli_11(bytes: &[u8]) -> Result<usize> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<link rel="icon" href="/repo/icon.svg"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/repo/style-1a.css">
<link rel="preload" as="fetch" href="/repo/app-1a_bg.wasm">
<meta name="app" data-js="/repo/app-1a.js" data-wasm="/repo/app-1a_bg.wasm">
<script type="module" src="../../boot.js"></script>
<script type="application/json" id="ladder">{"<img src=no.png>":1}</script>"#;

    fn files(paths: &[&str]) -> Files {
        Files { dist: PathBuf::from("dist"), paths: paths.iter().map(ToString::to_string).collect() }
    }

    fn visit(sizes: &[(Kind, usize)]) -> Visit {
        let file =
            |(kind, sent): &(Kind, usize)| File { kind: *kind, path: String::new(), raw: *sent, sent: *sent };
        Visit { files: sizes.iter().map(file).collect() }
    }

    #[test]
    fn a_page_says_what_it_loads() {
        assert_eq!(
            loads(PAGE),
            [
                (Kind::Image, "/repo/icon.svg"),
                (Kind::Style, "/repo/style-1a.css"),
                (Kind::Wasm, "/repo/app-1a_bg.wasm"),
                (Kind::App, "/repo/app-1a.js"),
                (Kind::Wasm, "/repo/app-1a_bg.wasm"),
                (Kind::Boot, "../../boot.js"),
            ]
        );
    }

    #[test]
    fn a_url_leads_to_a_file_of_the_site() {
        let files = files(&["boot.js", "snippets/a/inline0.js", "levels/staff/index.html"]);
        let check = |url, expected: Option<&str>| {
            assert_eq!(files.resolve("levels/staff/index.html", url).ok().as_deref(), expected, "{url}");
        };
        check("/boot.js", Some("boot.js"));
        check("/deep/repo/boot.js?v=1#x", Some("boot.js"));
        check("/repo/snippets/a/inline0.js", Some("snippets/a/inline0.js"));
        check("../../boot.js", Some("boot.js"));
        check("./index.html", Some("levels/staff/index.html"));
        check("boot.js", None);
        check("/gone.js", None);
        check("https://cdn.example/boot.js", None);
        check("//cdn.example/boot.js", None);
    }

    #[test]
    fn a_budget_is_kept_by_kind_and_in_all() {
        let budget = [(Kind::Boot, 3_000), (Kind::Wasm, 60_000)];
        let check = |sizes: &[(Kind, usize)], expected: &[&str]| {
            assert_eq!(visit(sizes).over(&budget, 62_000), expected, "{sizes:?}");
        };
        check(&[], &[]);
        check(&[(Kind::Boot, 2_000), (Kind::Wasm, 60_000)], &[]);
        check(&[(Kind::Wasm, 60_010)], &["wasm 60.01 KB of 60.00 KB"]);
        check(&[(Kind::Boot, 2_000), (Kind::Boot, 1_500)], &["boot 3.50 KB of 3.00 KB"]);
        check(&[(Kind::Boot, 3_000), (Kind::Wasm, 60_000)], &["total 63.00 KB of 62.00 KB"]);
    }

    #[test]
    fn every_kind_has_a_budget() {
        for kind in [Kind::Page, Kind::Boot, Kind::App, Kind::Wasm, Kind::Style, Kind::Image] {
            assert!(kind.budget() > 0, "{kind:?}");
        }
    }

    #[test]
    fn a_site_is_measured_whole_or_not_at_all() {
        let dist = std::env::temp_dir().join(format!("rungs-size-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let file = dist.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        for path in ["icon.svg", "style-1a.css", "app-1a.js", "app-1a.js.br", "app-1a_bg.wasm", "boot.js"] {
            write(path, path);
        }
        write("levels/director/index.html", "short");
        write("levels/staff/index.html", PAGE);
        let visit = Visit::heaviest(&Files::read(&dist).unwrap()).unwrap();
        let paths: Vec<_> = visit.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            ["levels/staff/index.html", "boot.js", "app-1a.js", "app-1a_bg.wasm", "style-1a.css", "icon.svg"]
        );
        write("find-1a.wasm", "part");
        write("about/index.html", PAGE);
        write(
            "find/index.html",
            &[r#"<link rel="preload" as="fetch" href="/repo/find-1a.wasm">"#, PAGE].concat(),
        );
        let others = Visit::with_parts(&Files::read(&dist).unwrap()).unwrap();
        let sums: Vec<_> =
            others.iter().map(|visit| (visit.files[0].path.as_str(), visit.sent(Kind::Wasm))).collect();
        let wasm = visit.sent(Kind::Wasm) + brotli_11(b"part").unwrap();
        assert_eq!(sums, [("find/index.html", wasm)]);
        assert!(run(&dist).is_ok());

        fs::remove_file(dist.join("app-1a_bg.wasm")).unwrap();
        let error = run(&dist).unwrap_err().to_string();
        assert!(error.contains("loads /repo/app-1a_bg.wasm, which is not in"), "{error}");

        write("levels/staff/index.html", &PAGE.replace("data-wasm", "data-gone").replace("fetch", "gone"));
        let error = run(&dist).unwrap_err().to_string();
        assert!(error.contains("levels/staff/index.html loads no wasm"), "{error}");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn sizes_are_in_thousands_of_bytes() {
        let check = |bytes, expected| assert_eq!(kilobytes(bytes), expected);
        check(0, "0.00 KB");
        check(999, "0.99 KB");
        check(1_000, "1.00 KB");
        check(60_049, "60.04 KB");
    }

    #[test]
    fn text_is_measured_as_brotli_sends_it() {
        let text = "One expectation after another. ".repeat(100);
        assert!(brotli_11(text.as_bytes()).is_ok_and(|bytes| bytes < 100));
    }
}
