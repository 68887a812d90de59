//! The parts that pages share.

pub mod choice;
pub mod copy;
pub mod copy_button;
pub mod el;
pub mod landmark;
pub mod level_rail;
pub mod rich_text;
pub mod statement;
pub mod statement_item;
pub mod text;
pub mod toast;
