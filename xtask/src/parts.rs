//! Splits the program that cargo has built into the parts that it marks (`src/pages/parts.rs`), so that nobody waits for the
//! code of other pages. What `trunk build` alone writes is one program.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CustomSection, Module};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{CustomSectionReader, Parser};

use crate::process;
use crate::setup::WASM;
use crate::tools::Toolbox;

/// What the linker and cargo must leave in the program, so that it can be split: what refers to what, and names.
pub const ENVIRONMENT: [(&str, &str); 2] = [
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Clink-arg=--emit-relocs"),
    ("CARGO_PROFILE_RELEASE_STRIP", "none"),
];

/// The name of the program, and of its files.
const NAME: &str = "rungs-app";

/// The script that loads parts.
const LOADER: &str = "loader.js";

/// How the script asks for the file of a part, and how that goes on after the file's name.
const FETCH: [&str; 2] = ["fetch(new URL(\"./", ".wasm\", import.meta.url))"];

/// The file of all small pieces that several parts share. Each would cost a request of its own, and packs worse alone.
const COMMON: &str = "common";

/// From how many bytes on a piece that parts share has a file of its own.
const LARGE: usize = 64_000;

/// Puts the parts in the place of the one program that Trunk has put into `dist`: in a folder `app-HASH`, with a list of the
/// files that each part needs.
pub fn split(root: &Path, dist: &Path, toolbox: &Toolbox) -> Result<()> {
    let built = target(root)?.join(WASM).join("release").join(NAME).with_extension("wasm");
    let program = fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?;
    let folder = dist.join("app");
    let main = folder.join("main.wasm");
    let mut options = Options::new(&program);
    options.output_dir = &folder;
    options.main_out_path = &main;
    let (script, loader) = (format!("./{NAME}.js"), format!("./{LOADER}"));
    options.main_module = &script;
    options.link_name = &loader;
    let split = transform(options).map_err(|error| anyhow!("the program cannot be split: {error:?}"))?;

    bind(&main, &folder, toolbox)?;
    fs::remove_file(&main)?;
    let common = gather(&split.split_modules, &folder)?;
    let loader = folder.join(LOADER);
    fs::write(&loader, checked(&fs::read_to_string(&loader)?, &common, &folder)?)?;
    let file = |piece: &String| format!("{}.wasm", if common.contains(piece) { COMMON } else { piece });
    let files = split.prefetch_map.iter().map(|(part, pieces)| (part, pieces.iter().map(file).collect()));
    let files: BTreeMap<&String, BTreeSet<String>> = files.collect();
    fs::write(folder.join("parts.json"), serde_json::to_string(&files)?)?;

    for file in files_of(dist)? {
        if file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NAME)) {
            fs::remove_file(file)?;
        }
    }
    let hash = hash(&folder)?;
    fs::rename(&folder, dist.join(format!("app-{hash}")))?;
    Ok(())
}

/// Cargo's target folder.
pub fn target(root: &Path) -> Result<PathBuf> {
    let mut metadata = process::cargo(root);
    metadata.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]);
    let metadata: serde_json::Value = serde_json::from_str(&process::output(&mut metadata)?)?;
    let folder = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    Ok(folder.context("cargo names no target folder")?.into())
}

/// Runs wasm-bindgen on the main part. The others find what they share with it among its exports.
fn bind(main: &Path, folder: &Path, toolbox: &Toolbox) -> Result<()> {
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.env("PATH", &toolbox.path).args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bindgen.args(["--remove-name-section", "--remove-producers-section", "--out-name", NAME, "--out-dir"]);
    process::run(bindgen.arg(folder).arg(main))
}

/// Leaves notes out of the pieces of the program, and puts the small ones that several parts share into one file: a program of
/// nothing but custom sections, which browsers take apart by their names. Returns which pieces are in it.
fn gather(pieces: &[PathBuf], folder: &Path) -> Result<BTreeSet<String>> {
    let mut common = BTreeMap::new();
    for piece in pieces {
        let program = without_custom_sections(&fs::read(piece)?)?;
        let name = piece.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("chunk_") && program.len() < LARGE {
            fs::remove_file(piece)?;
            common.insert(name, program);
        } else {
            fs::write(piece, program)?;
        }
    }
    let mut module = Module::new();
    for (name, program) in &common {
        module.section(&CustomSection { name: name.into(), data: program.into() });
    }
    fs::write(folder.join(COMMON).with_extension("wasm"), module.finish())?;
    Ok(common.into_keys().collect())
}

/// A program without names and notes on how it was made, and with numbers as short as they can be.
fn without_custom_sections(program: &[u8]) -> Result<Vec<u8>> {
    struct Without;
    impl Reencode for Without {
        type Error = Infallible;
        fn parse_custom_section(
            &mut self,
            _: &mut Module,
            _: CustomSectionReader<'_>,
        ) -> Result<(), reencode::Error<Infallible>> {
            Ok(())
        }
    }
    let mut module = Module::new();
    Without.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok(module.finish())
}

/// The loader, which asks the page's own script for each piece: by its file, a hash of that, and its name where it is in the
/// file of several.
fn checked(loader: &str, common: &BTreeSet<String>, folder: &Path) -> Result<String> {
    let [before, after] = FETCH;
    let mut calls = loader.split(before);
    let mut checked = calls.next().unwrap_or_default().to_owned();
    for call in calls {
        let Some((piece, rest)) = call.split_once(after) else {
            bail!("the loader of the parts is not as it was: {before}{call}");
        };
        let is_common = common.contains(piece);
        let file = folder.join(if is_common { COMMON } else { piece }).with_extension("wasm");
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let integrity = BASE64_STANDARD.encode(Sha384::digest(bytes));
        let name = if is_common { format!(", \"{piece}\"") } else { String::new() };
        let file = file.file_name().unwrap_or_default().to_string_lossy();
        checked += &format!(
            "rungs.part(new URL(\"./{file}\", import.meta.url).href, \"sha384-{integrity}\"{name}){rest}"
        );
    }
    if checked == loader {
        bail!("the loader of the parts asks for none");
    }
    Ok(checked)
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// 16 hexadecimal digits that change with any file in `folder`.
fn hash(folder: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    for file in files_of(folder)? {
        hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update([0]);
        hasher.update(fs::read(file)?);
    }
    Ok(hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_asks_for_each_piece_with_a_hash() {
        let folder = std::env::temp_dir().join(format!("rungs-parts-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["split_a.wasm", "chunk_1.wasm"] {
            fs::write(folder.join(name), Module::new().finish()).unwrap();
        }
        let pieces = ["split_a.wasm", "chunk_1.wasm"].map(|name| folder.join(name));
        let common = gather(&pieces, &folder).unwrap();
        let fetch = |name: &str| format!("const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n");
        let both = checked(&(fetch("split_a") + &fetch("chunk_1")), &common, &folder);
        let missing = checked(&fetch("split_b"), &common, &folder);
        let strange = checked("fetch(new URL(\"./split_a.wasm\"))", &common, &folder);
        let empty = checked("const a = 1;", &common, &folder);
        let gathered = fs::read(folder.join("common.wasm")).unwrap();
        let files = files_of(&folder).unwrap().len();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(common, BTreeSet::from(["chunk_1".to_owned()]));
        assert_eq!(files, 2);
        let sections: Vec<_> = Parser::new(0).parse_all(&gathered).map(Result::unwrap).collect();
        assert!(sections.iter().any(|section| matches!(
            section,
            wasmparser::Payload::CustomSection(section)
                if section.name() == "chunk_1" && section.data() == Module::new().finish()
        )));
        let both = both.unwrap();
        let hash = |bytes: &[u8]| BASE64_STANDARD.encode(Sha384::digest(bytes));
        let (alone, gathered) = (hash(&Module::new().finish()), hash(&gathered));
        for call in [
            format!("(new URL(\"./split_a.wasm\", import.meta.url).href, \"sha384-{alone}\");"),
            format!(
                "(new URL(\"./common.wasm\", import.meta.url).href, \"sha384-{gathered}\", \"chunk_1\");"
            ),
        ] {
            assert!(both.contains(&format!("const src = rungs.part{call}")), "{both}");
        }
        assert!(!both.contains("fetch("), "{both}");
        assert!(missing.is_err() && strange.is_err() && empty.is_err());
    }

    #[test]
    fn notes_are_left_out_and_the_program_stays() {
        let mut module = Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let plain = module.clone().finish();
        module.section(&CustomSection { name: "producers".into(), data: b"rustc"[..].into() });
        let noted = module.finish();
        assert_ne!(noted, plain);
        assert_eq!(without_custom_sections(&noted).unwrap(), plain);
    }
}
