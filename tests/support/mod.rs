//! What integration tests share.

#![allow(dead_code, reason = "each test target uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

pub mod client;
pub mod workspace;
