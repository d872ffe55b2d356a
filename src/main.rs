//! The `attest-ls` binary: maps the outcome of a command to an exit code.

fn main() {}
