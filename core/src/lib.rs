//! The domain of Rungs: bytes in, values out. No Leptos, no web API, no clock, no IO.

pub mod experience;
pub mod head;
pub mod id;
pub mod inherit;
pub mod json;
pub mod ladder;
pub mod print;
pub mod route;
pub mod text;
