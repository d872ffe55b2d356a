//! The `attest-ls` binary: maps the outcome of a command to an exit code.

use std::process::ExitCode;

/// Reading articles allocates many small things on all cores; with this they cost half.
#[cfg(not(target_env = "musl"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(u8::try_from(attest_ls::cli::run()).unwrap_or(2))
}
