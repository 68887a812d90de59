//! The only users of the web API: the address bar and history, the clipboard, the clock, the document and the
//! hand-over of its page to the app, files, keys, what a control holds, and boot.js.
//!
//! Event handlers call into here; while pages render to files nothing does, but for [`clock`], which has no
//! time then.

pub mod boot;
pub mod clipboard;
pub mod clock;
pub mod control;
pub mod document;
pub mod file;
pub mod history;
pub mod keys;
pub mod location;
pub mod overflow;
pub mod stage;
pub mod task;
pub mod toast;
pub mod viewport;
