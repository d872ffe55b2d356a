//! Plain data to Markdown, terminal and JSON, one file each.

pub mod dossier;
pub mod explanation;
pub mod github;
pub mod html;
pub mod json;
pub mod markdown;
pub mod paths;
pub mod sarif;
pub mod terminal;
