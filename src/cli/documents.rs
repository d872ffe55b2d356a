//! Documents that the command line makes of itself: completions, manual pages, the settings' schema, and
//! what `--version` says.

use std::fmt::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use sha2::{Digest, Sha256};

use super::args::Arguments;
use super::failure::Failure;
use super::{CLEAN, output};
use crate::workspace::schema;

/// Prints the completion script of `shell`.
pub fn completions(shell: Shell) -> Result<i32, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "attest-ls", &mut script);
    output::write(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}

/// Prints the manual page, or writes the pages of all commands into `folder`.
pub fn manual(folder: Option<&Path>) -> Result<i32, Failure> {
    let command = Arguments::command();
    match folder {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(Failure::Output)?;
            output::write(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            let unwritable = |error| Failure::Unwritable { path: folder.to_owned(), error };
            std::fs::create_dir_all(folder).map_err(unwritable)?;
            clap_mangen::generate_to(command, folder).map_err(unwritable)?;
            output::tell(format_args!("wrote the manual pages into {}", folder.display()));
        }
    }
    Ok(CLEAN)
}

/// Prints the JSON Schema of `attest.toml`.
pub fn settings_schema() -> Result<i32, Failure> {
    let mut text =
        serde_json::to_string_pretty(&schema::schema()).map_err(|error| Failure::Output(error.into()))?;
    text.push('\n');
    output::write(&text)?;
    Ok(CLEAN)
}

/// What `--version` says: the version, the commit when a release was built from one, and the checksum of
/// this very file, to hold against the one that a release publishes.
pub fn version() -> Result<i32, Failure> {
    let mut text = format!("attest-ls {}\n", env!("CARGO_PKG_VERSION"));
    // Writing to a string can't fail.
    if let Some(commit) = option_env!("ATTEST_COMMIT") {
        let _ = writeln!(text, "commit {commit}");
    }
    if let Ok(own) = std::env::current_exe().and_then(std::fs::read) {
        let sum: String = Sha256::digest(&own).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let _ = writeln!(text, "sha256 {sum}");
    }
    output::write(&text)?;
    Ok(CLEAN)
}
