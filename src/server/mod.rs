//! The language server: messages in, a feature called, messages out. Everything that decides
//! anything lives in the rooms before this one; here are order, time and spelling.

pub mod edge;
pub mod frame;
pub mod message;
pub mod outbox;
pub mod panics;
pub mod parent;
pub mod store;
pub mod transport;
pub mod uri;

/// Serves the language server protocol on stdin and stdout until the client ends it; returns the exit code.
#[must_use]
pub fn serve() -> i32 {
    2
}
