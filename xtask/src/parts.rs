//! Splits the program that cargo has built into the parts that it marks (`src/pages/parts.rs`), so that nobody waits for the
//! code of other pages. What `trunk build` alone writes is one program.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// What it does with such a file, and with one that is compiled already.
const INSTANTIATE: [&str; 2] =
    ["WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)"];

/// What the files of small pieces that several parts share begin with. Each piece would cost a request of its own, and packs worse
/// alone.
const COMMON: &str = "common";

/// From how many bytes on a piece that parts share has a file of its own.
const LARGE: usize = 50_000;

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
    let families = families(&split.prefetch_map);
    let common = gather(&split.split_modules, &families, &folder)?;
    let loader = folder.join(LOADER);
    fs::write(&loader, checked(&fs::read_to_string(&loader)?, &common, &folder)?)?;
    let file = |piece: &String| format!("{}.wasm", common.get(piece).unwrap_or(piece));
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

/// The families of the parts that share each piece. The name of a family is that of its parts up to a `_`.
fn families(parts: &HashMap<String, Vec<String>>) -> HashMap<&str, BTreeSet<&str>> {
    let mut families: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (part, pieces) in parts {
        let family = part.split('_').next().unwrap_or(part);
        for piece in pieces {
            families.entry(piece).or_default().insert(family);
        }
    }
    families
}

/// Leaves notes out of the pieces of the program, and gathers the small ones that several parts share: those of one family in a
/// file, so that no other page loads them, and all others in another. Such a file is a program of nothing but custom sections,
/// which browsers take apart by their names. Returns in which file a piece is.
fn gather(
    pieces: &[PathBuf],
    families: &HashMap<&str, BTreeSet<&str>>,
    folder: &Path,
) -> Result<BTreeMap<String, String>> {
    let mut files: BTreeMap<String, Module> = BTreeMap::new();
    let mut common = BTreeMap::new();
    for piece in pieces {
        let program = without_custom_sections(&fs::read(piece)?)?;
        let name = piece.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("chunk_") && program.len() < LARGE {
            fs::remove_file(piece)?;
            let sharing = families.get(name.as_str()).map(|families| families.iter().collect::<Vec<_>>());
            let file = match sharing.as_deref() {
                Some([family]) => format!("{COMMON}-{family}"),
                _ => COMMON.to_owned(),
            };
            let section = CustomSection { name: name.as_str().into(), data: program.into() };
            files.entry(file.clone()).or_default().section(&section);
            common.insert(name, file);
        } else {
            fs::write(piece, program)?;
        }
    }
    for (file, module) in files {
        fs::write(folder.join(file).with_extension("wasm"), module.finish())?;
    }
    Ok(common)
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

/// The loader, which asks the page's own script for each piece, compiled: by its file, a hash of that, and its name where it is in
/// the file of several.
fn checked(loader: &str, common: &BTreeMap<String, String>, folder: &Path) -> Result<String> {
    let [before, after] = FETCH;
    let mut calls = loader.split(before);
    let mut checked = calls.next().unwrap_or_default().to_owned();
    for call in calls {
        let Some((piece, rest)) = call.split_once(after) else {
            bail!("the loader of the parts is not as it was: {before}{call}");
        };
        let gathered = common.get(piece);
        let file = folder.join(gathered.map_or(piece, String::as_str)).with_extension("wasm");
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let integrity = BASE64_STANDARD.encode(Sha384::digest(bytes));
        let name = gathered.map(|_| format!(", \"{piece}\"")).unwrap_or_default();
        let file = file.file_name().unwrap_or_default().to_string_lossy();
        checked += &format!(
            "rungs.part(new URL(\"./{file}\", import.meta.url).href, \"sha384-{integrity}\"{name}){rest}"
        );
    }
    let [streaming, compiled] = INSTANTIATE;
    if checked == loader || !checked.contains(streaming) {
        bail!("the loader of the parts asks for none");
    }
    Ok(checked.replace(streaming, compiled))
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
        let pieces = ["split_a.wasm", "chunk_1.wasm", "chunk_2.wasm"].map(|name| folder.join(name));
        for piece in &pieces {
            fs::write(piece, Module::new().finish()).unwrap();
        }
        let part = |name: &str, pieces: &[&str]| {
            (name.to_owned(), pieces.iter().map(|piece| (*piece).to_owned()).collect())
        };
        let parts = HashMap::from([
            part("a", &["split_a", "chunk_1"]),
            part("b_c", &["chunk_1", "chunk_2"]),
            part("b_d", &["chunk_2"]),
        ]);
        let common = gather(&pieces, &families(&parts), &folder).unwrap();
        let fetch = |name: &str| {
            format!(
                "const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n\
                 return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n"
            )
        };
        let both = checked(&(fetch("split_a") + &fetch("chunk_1") + &fetch("chunk_2")), &common, &folder);
        let missing = checked(&fetch("split_b"), &common, &folder);
        let strange = checked("fetch(new URL(\"./split_a.wasm\"))", &common, &folder);
        let empty = checked("const a = 1;", &common, &folder);
        let other =
            checked("const src = fetch(new URL(\"./split_a.wasm\", import.meta.url));", &common, &folder);
        let all_share = fs::read(folder.join("common.wasm")).unwrap();
        let family_shares = fs::read(folder.join("common-b.wasm")).unwrap();
        let files = files_of(&folder).unwrap().len();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(files, 3);
        let is_in = |piece: &str, file: &[u8]| {
            let mut sections = Parser::new(0).parse_all(file).map(Result::unwrap);
            sections.any(|section| {
                matches!(
                    section,
                    wasmparser::Payload::CustomSection(section)
                        if section.name() == piece && section.data() == Module::new().finish()
                )
            })
        };
        assert!(is_in("chunk_1", &all_share) && !is_in("chunk_2", &all_share));
        assert!(is_in("chunk_2", &family_shares) && !is_in("chunk_1", &family_shares));
        let both = both.unwrap();
        for (file, bytes, name) in [
            ("split_a", Module::new().finish(), ""),
            ("common", all_share, ", \"chunk_1\""),
            ("common-b", family_shares, ", \"chunk_2\""),
        ] {
            let hash = BASE64_STANDARD.encode(Sha384::digest(bytes));
            let call = format!(
                "rungs.part(new URL(\"./{file}.wasm\", import.meta.url).href, \"sha384-{hash}\"{name});"
            );
            assert!(both.contains(&format!("const src = {call}")), "{both}");
        }
        assert!(!both.contains("fetch(") && !both.contains("Streaming"), "{both}");
        assert!([missing, strange, empty, other].iter().all(Result::is_err));
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
