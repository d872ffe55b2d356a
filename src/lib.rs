//! Attest reads an analyst's notes and the articles they rest on, and says of every claim whether
//! a source supports it.
//!
//! The crate is a library with a thin binary. Data flows one way through its rooms; a room imports
//! only rooms named before it here, and `tests/house.rs` holds the crate to that:
//!
//! `text -> corpus -> entities -> index -> notes -> evidence -> rules -> workspace -> features ->
//! render -> server | cli`
//!
//! Inside the engine every offset is a byte offset into a named text; positions of lines and
//! UTF-16 columns exist only in [`server`] and [`render`].

pub mod cli;
pub mod corpus;
pub mod entities;
pub mod evidence;
pub mod features;
pub mod index;
pub mod notes;
pub mod render;
pub mod rules;
pub mod server;
pub mod store;
pub mod text;
pub mod workspace;
