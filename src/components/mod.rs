//! The parts that pages share.

pub mod changed_words;
pub mod colours;
pub mod copy_button;
pub mod earlier;
pub mod landmark;
pub mod level_rail;
pub mod list;
pub mod menu;
pub mod own;
pub mod owners_page_links;
pub mod rich_text;
pub mod said;
pub mod share_button;
pub mod statement_item;
pub mod toast;
