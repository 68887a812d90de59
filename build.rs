//! What the feature `split` needs of the linker.

use std::env;

/// The variable that tells builds apart which take the program apart in different ways: hexadecimal digits.
const ID: &str = "RUNGS_SPLIT_ID";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let on = |name| env::var_os(name).is_some();
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32");
    // What refers to what, by which `cargo xtask build` takes the program apart.
    if wasm && on("CARGO_FEATURE_SPLIT") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
        // Trunk names the app's files by a hash of what cargo has built. With this in it, files that are made of the same
        // program in another way have other names, and a cache that keeps files for good holds no wrong one.
        println!("cargo::rerun-if-env-changed={ID}");
        if let Ok(id) = env::var(ID) {
            println!("cargo::rustc-link-arg-bins=--build-id=0x{id}");
        }
    }
}
