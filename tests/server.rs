//! The language server, through real messages.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

#[cfg(unix)]
#[path = "server/faults.rs"]
mod faults;
#[path = "server/features.rs"]
mod features;
#[path = "server/house.rs"]
mod house;
#[path = "server/odd.rs"]
mod odd;
#[path = "server/process.rs"]
mod process;
#[path = "server/pull.rs"]
mod pull;
#[path = "server/push.rs"]
mod push;
#[path = "server/rhythm.rs"]
mod rhythm;
#[path = "server/soak.rs"]
mod soak;
#[path = "server/stateful.rs"]
mod stateful;
#[path = "server/toy.rs"]
mod toy;
#[path = "server/transport.rs"]
mod transport;
#[path = "server/worlds.rs"]
mod worlds;
