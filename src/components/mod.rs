//! The parts that pages share.

pub mod choice;
pub mod comparison;
pub mod copy;
pub mod el;
pub mod rail;
pub mod statement;
pub mod text;
