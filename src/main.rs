//! The `attest-ls` binary: maps the outcome of a command to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(u8::try_from(attest_ls::cli::run()).unwrap_or(2))
}
