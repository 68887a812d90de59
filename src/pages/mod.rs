//! One file per page.

mod about;
pub(crate) mod assess;
pub(crate) mod compare;
pub(crate) mod find;
mod ladders;
mod level;
mod map;
mod not_found;
#[cfg(feature = "ssr")]
pub mod owners;
pub mod parts;
mod whole;

/// "1 statement", "2 statements".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [count.to_string().as_str(), " ", what, plural].concat()
}
