//! A ladder as text: [`json`] for pages, [`mod@print`] as the Markdown that it is read from.

pub mod html;
pub mod json;
pub mod print;
