//! The commands that a client may ask the server to execute.

/// Reads settings and corpus of every workspace again.
pub const RELOAD: &str = "attest.server.reload";

/// All of them. Their names differ from those of the editors' own commands, because clients register
/// the server's under the same name.
pub const ALL: [&str; 1] = [RELOAD];
