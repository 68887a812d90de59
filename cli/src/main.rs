//! The command `rungs`.
mod pages;
fn main() -> anyhow::Result<()> {
    let json = std::fs::read_to_string("/tmp/ladder.json")?;
    let ladder = rungs_core::json::decode(&json)?;
    pages::write(ladder, &pages::Options { dist: std::env::var("TRUNK_STAGING_DIR")?.into(), base: std::env::var("TRUNK_PUBLIC_URL")?, url: None, compress: std::env::var("TRUNK_PROFILE")? == "release" })
}
