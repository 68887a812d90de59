//! The only users of the web API: the address bar and history, the clipboard, clock and random bits, the document and the hand-over
//! of its page to the app, files, the frame around the page, keys, what controls hold, what is kept and its second copy, compression, and boot.js.
//!
//! Event handlers call into here. While pages render to files nothing does, but for [`clock`], which has no time then.

pub mod boot;
pub mod clipboard;
pub mod clock;
pub mod control;
pub mod deflate;
pub mod document;
pub mod file;
pub mod frame;
pub mod history;
pub mod keys;
mod link;
pub mod listen;
pub mod location;
pub mod menu;
pub mod mirror;
pub mod overflow;
pub mod own;
pub mod persistence;
mod place;
pub mod prerender;
pub mod random;
pub mod repeated_press;
pub mod session_host;
pub mod share;
pub mod single_keys;
pub mod stage;
pub mod storage;
pub mod tab_storage;
pub mod task;
pub mod toast;
pub mod translation;
mod typing;
pub mod viewport;
