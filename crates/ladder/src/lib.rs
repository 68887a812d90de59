//! A career ladder as values, and what can be said about it. No IO, no clock, no web API.
//!
//! Files are read into a [`ladder::Draft`], which becomes a [`ladder::Ladder`] once it holds together; after that
//! no code checks again.
//!
#![cfg_attr(feature = "markdown", doc = "```")]
#![cfg_attr(not(feature = "markdown"), doc = "```ignore")]
//! use rungs_ladder::compare::{Change, Comparison, Table};
//! use rungs_ladder::markdown::{self, SourceFile};
//!
//! let file = |name: &str, text: &str| SourceFile { name: name.into(), bytes: text.into() };
//! let files = [
//!     file(
//!         "ladder.toml",
//!         "title = 'Engineers'\n[[levels]]\nid = 'junior'\n[[levels]]\nid = 'senior'\ninherits = 'junior'",
//!     ),
//!     file("junior.md", "# Junior\n\n## Craft\n\n- **Code:** Writes code."),
//!     file("senior.md", "# Senior\n\n## Craft\n\n- **Code:** Writes code that others can change."),
//! ];
//! let (ladder, problems) = markdown::read(&files);
//! let ladder = ladder.ok_or_else(|| format!("{problems:?}"))?;
//!
//! let comparison = Comparison::parse(&ladder, "?levels=junior,senior");
//! let table = Table::new(&ladder, &comparison);
//! assert_eq!(table.areas[0].rows[0].change(1), Some(Change::Raised));
//! # Ok::<(), String>(())
//! ```

#[cfg(feature = "markdown")]
pub mod check;
pub mod compare;
#[cfg(any(test, feature = "example"))]
pub mod example;
pub mod expectations;
pub mod fold;
#[cfg(feature = "markdown")]
mod folder;
pub mod join;
pub mod map;
pub mod model;
#[cfg(feature = "markdown")]
pub mod problem;
pub mod query;
#[cfg(feature = "markdown")]
pub mod read;
pub mod search;
pub mod write;

pub use model::{aliases, branding, experience, fnv, id, ladder, naming, page, spelled, text, theme};
#[cfg(feature = "markdown")]
pub use read::markdown;
pub use write::{html, json, print};
