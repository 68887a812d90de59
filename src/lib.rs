//! The app: pages and components over a ladder, and the browser behind them.
//!
//! The same view renders twice: to HTML files by the command line tool (`ssr`), and in the browser over those
//! files (`csr`).

#![recursion_limit = "256"]

pub mod address;
pub mod app;
pub mod browser;
mod components;
pub mod context;
mod memo;
pub mod pages;
pub mod routes;
pub mod site;
pub mod state;
