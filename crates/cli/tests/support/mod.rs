//! What the tests of the command share: calling it, folders with files, and a made-up app that needs no build for the browser.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses some of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

pub fn rungs() -> Command {
    let mut rungs = Command::new(env!("CARGO_BIN_EXE_rungs"));
    rungs.env_remove("RUNGS_URL").env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR");
    rungs
}

/// What it says, to both outputs; it must end with `code`.
pub fn said(command: &mut Command, code: i32) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{command:?}: {said}");
    said
}

pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Writes files into a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// A folder with those files.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

/// All files of a folder, by name.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path).into_iter().map(|(name, bytes)| (path.join(name), bytes))),
            false => drop(all.insert(path.clone(), fs::read(path).unwrap())),
        }
    }
    all.into_iter().map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
}

/// A ladder of two levels.
pub const LADDER: [(&str, &str); 3] = [
    (
        "ladder.toml",
        "title = \"Test\"\n\n[[areas]]\nid = \"craft\"\ntitle = \"Craft\"\n\n[[areas.topics]]\nid = \"code\"\ntitle = \"Code\"\n\n\
         [[levels]]\nid = \"junior\"\n\n[[levels]]\nid = \"senior\"\ninherits = \"junior\"\n",
    ),
    ("junior.md", "# Junior\n\n## Craft\n\n- **Code:** Writes code.\n- Asks early.\n"),
    ("senior.md", "# Senior\n\n## Craft\n\n- **Code:** Writes code that others can change.\n"),
];

/// The folder of a packed app whose files are no program.
pub fn app() -> &'static Path {
    static APP: OnceLock<PathBuf> = OnceLock::new();
    APP.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("app-of-{}", std::process::id()));
        pack(&folder);
        folder
    })
}

/// Packs the made-up app into `packed`.
pub fn pack(packed: &Path) {
    said(rungs().arg("pack").arg(built().path()).arg(packed), 0);
}

/// The made-up app as Trunk would build it, and as it is split then.
pub fn built() -> tempfile::TempDir {
    let built = folder(&[
        ("index.html", "<p>"),
        ("boot-1.js", "// boot"),
        ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("app-2/rungs-app.js", "// script"),
        ("app-2/rungs-app_bg.wasm", "program"),
        ("app-2/loader.js", "// loader"),
        ("app-2/find.wasm", "find"),
        ("app-2/parts.json", "{\"find\":[\"find.wasm\"]}"),
    ]);
    fs::create_dir(built.path().join("style")).unwrap();
    for sheet in fs::read_dir(project("style")).unwrap() {
        let sheet = sheet.unwrap();
        fs::copy(sheet.path(), built.path().join("style").join(sheet.file_name())).unwrap();
    }
    built
}

/// `rungs build` of a ladder with the made-up app.
pub fn build(ladder: &Path, site: &Path) -> Command {
    let mut build = rungs();
    build.arg("build").arg(ladder).arg("-o").arg(site).arg("--app").arg(app());
    build
}

/// What it shows on a terminal.
#[cfg(unix)]
pub fn shown(command: &mut Command) -> String {
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap();
    let terminal = || {
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        fs::File::options().read(true).write(true).open(path).unwrap()
    };
    let mut child = command.stdin(terminal()).stdout(terminal()).stderr(terminal()).spawn().unwrap();
    // Its ends of the terminal are closed here, so that the last one is the program's.
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    let mut said = Vec::new();
    // The terminal is gone when the program has ended, which is an error to whoever reads.
    let _ = fs::File::from(controller).read_to_end(&mut said);
    child.wait().unwrap();
    String::from_utf8(said).unwrap()
}
