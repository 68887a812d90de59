//! The release program in parts: code that only some pages need becomes wasm files of its own (see `src/part.rs`).
//!
//! Trunk lets nothing come between cargo and wasm-bindgen. So it is given a `wasm-bindgen` that is this program under
//! that name: it takes apart what cargo has built, lets the real one make the app of the main part, and writes into the
//! app's script which files hold the others. `rungs pages` puts those files into the site.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use wasm_split_cli_support as splitter;

use crate::process;
use crate::tools::Toolbox;
use crate::wasm;

/// The name under which trunk looks for wasm-bindgen.
const NAME: &str = "wasm-bindgen";

/// The variable that names the real wasm-bindgen.
const REAL: &str = "RUNGS_WASM_BINDGEN";

/// The variable that names the folder with the parts, for `rungs pages`.
const PARTS: &str = "RUNGS_PARTS";

/// The variable that names the way in which the program is taken apart, for `build.rs`.
const ID: &str = "RUNGS_SPLIT_ID";

/// The file in that folder that lists them.
const LIST: &str = "parts.json";

/// What the splitter calls the piece that only one part needs begins so.
const OWN: &str = "split_";

/// Fewer bytes are not worth a file of their own.
const SMALL: usize = 12_000;

/// The parts use the table of functions, which wasm-bindgen would not export; nobody uses the rest.
const OPTIONS: [&str; 3] = ["--keep-lld-exports", "--remove-name-section", "--remove-producers-section"];

/// For each part, its files: name, and hash for integrity.
type Parts = BTreeMap<String, Vec<(String, String)>>;

/// Makes `trunk` build the program in parts. The cargo feature `split` must be on.
pub fn prepare(trunk: &mut Command, toolbox: &Toolbox) -> Result<()> {
    let this = env::current_exe()?;
    let folder = this.with_file_name("split");
    let (programs, parts) = (folder.join("bin"), folder.join("parts"));
    // What an earlier build has left must not pass for this one's.
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => fs::create_dir_all(&programs)?,
    }
    let stand_in = programs.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    fs::hard_link(&this, &stand_in).or_else(|_| fs::copy(&this, &stand_in).map(drop))?;
    let path = env::join_paths([programs].into_iter().chain(env::split_paths(&toolbox.path)))?;
    trunk.env("PATH", path).env(REAL, &toolbox.wasm_bindgen).env(PARTS, parts).env(ID, id());
    Ok(())
}

/// Changes with what takes the program apart and puts it together, and with the versions of all tools.
fn id() -> String {
    let made_by = [
        include_bytes!("split.rs").as_slice(),
        include_bytes!("wasm.rs"),
        include_bytes!("../../Cargo.lock"),
    ]
    .concat();
    hex(&Sha256::digest(made_by))
}

/// The first 16 digits of a hash.
fn hex(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The command line, if trunk has called this program as its wasm-bindgen.
pub fn called_as_wasm_bindgen() -> Option<Vec<OsString>> {
    let mut arguments = env::args_os();
    let name = arguments.next()?;
    (Path::new(&name).file_stem() == Some(OsStr::new(NAME))).then(|| arguments.collect())
}

/// Does what wasm-bindgen would, on the main part of the program that `arguments` name.
pub fn wasm_bindgen(mut arguments: Vec<OsString>) -> Result<()> {
    let variable = |name| env::var_os(name).with_context(|| format!("{name} is not set"));
    let mut real = Command::new(variable(REAL)?);
    let is_program = |argument: &&mut OsString| Path::new(argument).extension() == Some(OsStr::new("wasm"));
    let Some(program) = arguments.iter_mut().find(is_program) else {
        return process::run(real.args(arguments)); // It is asked for its version.
    };
    let folder = PathBuf::from(variable(PARTS)?);
    let bytes = fs::read(&program)?;
    let work = folder.with_file_name("work");
    let main = work.join("main.wasm");
    let parts = split(&bytes, &main, &folder)?;
    *program = main.into_os_string();
    let script = script(&arguments).context("trunk does not say where the app's script goes")?;
    process::run(real.args(&arguments).args(OPTIONS))?;

    let list = serde_json::to_string(&parts)?;
    fs::write(folder.join(LIST), &list)?;
    let made = script.with_file_name(format!("{}_bg.wasm", script.file_stem().unwrap_or_default().display()));
    let (program, code) = wasm::shorten(&fs::read(&made)?, &fs::read_to_string(&script)?)?;
    fs::write(&made, program)?;
    fs::write(&script, format!("{code}\nexport const parts = {list};\n"))?;
    Ok(())
}

/// Takes `program` apart: the main part becomes the file `main`, the others files in `folder`. Their names hold a hash of
/// what they hold, so that one of another build is never taken for them.
fn split(program: &[u8], main: &Path, folder: &Path) -> Result<Parts> {
    let work = main.parent().unwrap_or(main);
    let mut options = splitter::Options::new(program);
    options.output_dir = work;
    options.main_out_path = main;
    let split =
        splitter::transform(options).map_err(|error| anyhow!("the program cannot be split: {error:#}"))?;
    fs::create_dir_all(folder)?;
    let mut pieces: BTreeMap<String, Piece> = BTreeMap::new();
    for (part, stems) in split.prefetch_map {
        for stem in stems {
            let bytes = fs::read(work.join(&stem).with_extension("wasm"))?;
            let piece = Piece { stem: stem.clone(), bytes, users: BTreeSet::new() };
            pieces.entry(stem).or_insert(piece).users.insert(part.clone());
        }
    }
    let mut parts = Parts::new();
    for file in bundled(pieces.into_values().collect()) {
        let stem = file.iter().map(|piece| piece.stem.as_str()).find(|stem| stem.starts_with(OWN));
        let users: BTreeSet<&String> = file.iter().flat_map(|piece| &piece.users).collect();
        let bytes = wasm::join(&file.iter().map(|piece| piece.bytes.as_slice()).collect::<Vec<_>>())?;
        let hash = Sha256::digest(&bytes);
        let name = file_name(stem.unwrap_or_default(), &hash);
        fs::write(folder.join(&name), &bytes)?;
        let integrity = format!("sha256-{}", BASE64_STANDARD.encode(hash));
        for part in users {
            parts.entry(part.clone()).or_default().push((name.clone(), integrity.clone()));
        }
    }
    Ok(parts)
}

/// What the splitter has made: the code of one part, or what exactly these parts share.
struct Piece {
    stem: String,
    bytes: Vec<u8>,
    users: BTreeSet<String>,
}

/// The pieces that become one file each. Shared ones are many and small, and each file is a request and a hash: what is small goes
/// along with a larger one that all its parts load anyway, or else into one file for all.
fn bundled(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let is_small = |piece: &Piece| piece.bytes.len() < SMALL && !piece.stem.starts_with(OWN);
    let (small, mut large): (Vec<_>, Vec<_>) = pieces.into_iter().partition(is_small);
    // Those that the fewest parts load come first.
    large.sort_by_key(|piece| piece.users.len());
    let mut files: Vec<Vec<Piece>> = large.into_iter().map(|piece| vec![piece]).collect();
    let mut for_all = Vec::new();
    for piece in small {
        let fits =
            |file: &&mut Vec<Piece>| file.first().is_some_and(|large| large.users.is_superset(&piece.users));
        match files.iter_mut().find(fits) {
            Some(file) => file.push(piece),
            None => for_all.push(piece),
        }
    }
    files.push(for_all);
    files.retain(|file| !file.is_empty());
    files
}

/// `compare-0123456789abcdef.wasm` for the splitter's `split_compare`; `chunk_3` is what several parts share.
fn file_name(stem: &str, hash: &[u8]) -> String {
    let name = stem.strip_prefix(OWN).unwrap_or("common");
    format!("{name}-{}.wasm", hex(hash))
}

/// The script that wasm-bindgen writes.
fn script(arguments: &[OsString]) -> Option<PathBuf> {
    let value = |name| arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix(name));
    Some(Path::new(value("--out-dir=")?).join(format!("{}.js", value("--out-name=")?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_for_its_part_and_what_it_holds() {
        let check = |stem, expected| assert_eq!(file_name(stem, &[0xab; 32]), expected);
        check("split_compare", "compare-abababababababab.wasm");
        check("chunk_3", "common-abababababababab.wasm");
    }

    #[test]
    fn small_pieces_go_along_with_larger_ones() {
        let piece = |stem: &str, users: &str, size| Piece {
            stem: stem.into(),
            bytes: vec![0; size],
            users: users.split(' ').map(str::to_owned).collect(),
        };
        let pieces = vec![
            piece("chunk_1", "a b c", SMALL),
            piece("chunk_2", "a b", SMALL),
            piece("chunk_3", "a b", 1),
            piece("chunk_4", "a c", 1),
            piece("chunk_5", "a d", 1),
            piece("split_a", "a", 1),
        ];
        let files = bundled(pieces);
        let stems: Vec<Vec<&str>> =
            files.iter().map(|file| file.iter().map(|piece| piece.stem.as_str()).collect()).collect();
        assert_eq!(
            stems,
            [vec!["split_a"], vec!["chunk_2", "chunk_3"], vec!["chunk_1", "chunk_4"], vec!["chunk_5"]]
        );
    }

    #[test]
    fn trunk_says_where_the_script_goes() {
        let check = |line: &str, expected: Option<&str>| {
            let arguments: Vec<_> = line.split(' ').map(OsString::from).collect();
            assert_eq!(script(&arguments), expected.map(PathBuf::from), "{line}");
        };
        check("--target=web --out-dir=/a/b --out-name=app /c/app.wasm", Some("/a/b/app.js"));
        check("--out-dir=/a/b /c/app.wasm", None);
        check("--version", None);
    }
}
