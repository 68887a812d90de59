//! The parts that pages share.

pub mod copy_button;
pub mod landmark;
pub mod level_rail;
pub mod list;
pub mod rich_text;
pub mod said;
pub mod statement_item;
pub mod toast;
