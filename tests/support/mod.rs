//! What integration tests share.

#![allow(dead_code, reason = "each test target uses a part of it")]

pub mod client;
pub mod workspace;
