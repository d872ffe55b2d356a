//! The commands that a client may ask the server to execute.

/// Reads settings and corpus of every workspace again.
pub const RELOAD: &str = "attest.server.reload";

/// Shows the sources of a section: arguments are the note, a position in it, and their places. A client
/// with a list of places shows them there; to another one the server shows the first.
pub const SHOW_SOURCES: &str = "attest.server.showSources";

/// All of them. Their names differ from those of the editors' own commands, because clients register
/// the server's under the same name.
pub const ALL: [&str; 2] = [RELOAD, SHOW_SOURCES];
