//! What a note is read as.

mod claims;
mod marks;
mod properties;
mod show;
