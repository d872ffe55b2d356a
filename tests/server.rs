//! The language server, through real messages.

mod support;

#[path = "server/toy.rs"]
mod toy;
#[path = "server/transport.rs"]
mod transport;
