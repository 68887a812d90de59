//! The release program in parts: code that only some pages need becomes wasm files of its own (see `src/part.rs`).
//!
//! Trunk lets nothing come between cargo and wasm-bindgen. So it is given a `wasm-bindgen` that is this program under
//! that name: it takes apart what cargo has built, lets the real one make the app of the main part, and writes into the
//! app's script which files hold the others. `rungs pages` puts those files into the site.

use std::collections::BTreeMap;
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

/// Changes with this file, and with the versions of all tools.
fn id() -> String {
    let made_by = [include_bytes!("split.rs").as_slice(), include_bytes!("../../Cargo.lock")].concat();
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
    let code = fs::read_to_string(&script)?;
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
    let take = |stem: &String| -> Result<(String, String)> {
        let bytes = fs::read(work.join(stem).with_extension("wasm"))?;
        let hash = Sha256::digest(&bytes);
        let name = file_name(stem, &hash);
        fs::write(folder.join(&name), &bytes)?;
        Ok((name, format!("sha256-{}", BASE64_STANDARD.encode(hash))))
    };
    let files = |(part, stems): (String, Vec<String>)| {
        let files = stems.iter().map(take).collect::<Result<_>>();
        files.map(|files| (part, files))
    };
    split.prefetch_map.into_iter().map(files).collect()
}

/// `compare-0123456789abcdef.wasm` for the splitter's `split_compare`; `chunk_3` is what several parts share.
fn file_name(stem: &str, hash: &[u8]) -> String {
    let name = stem.strip_prefix("split_").unwrap_or("shared");
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
        check("chunk_3", "shared-abababababababab.wasm");
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
