//! What else is measured in the same run: a search engine's library that indexes the same text, and another
//! language server that answers the same keystrokes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Client, uri};
use super::measure::edits;
use super::process;

/// Builds the program of `benches/tantivy`, which is no part of the crate: it costs minutes.
pub fn build_tantivy() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/tantivy");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tantivy");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--quiet"]).current_dir(&folder).env("CARGO_TARGET_DIR", &target);
    match cargo.stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(target.join("release/tantivy-alone")),
        Ok(status) => Err(format!("benches/tantivy can't be built ({status})")),
        Err(error) => Err(format!("cargo can't be run: {error}")),
    }
}

/// Has `program` index the articles below `corpus` into `index`: wall and processor time, and bytes of the
/// index.
pub fn tantivy(program: &Path, corpus: &Path, index: &Path) -> Result<(Duration, Duration, u64), String> {
    let _ = std::fs::remove_dir_all(index);
    std::fs::create_dir_all(index).map_err(|error| error.to_string())?;
    let (start, before) = (Instant::now(), process::cpu_of_children());
    let status = Command::new(program).args([corpus, index]).stdout(Stdio::null()).status();
    if !status.map_err(|error| error.to_string())?.success() {
        return Err("tantivy failed".into());
    }
    Ok((start.elapsed(), process::cpu_of_children() - before, process::size_of(index)))
}

/// Has the language server `program` answer edits of `note` by the diagnostics that it pushes: how long each
/// took, and the processor time of one.
pub fn keystrokes(
    program: &Path,
    root: &Path,
    note: &str,
    rounds: u64,
) -> Result<(Vec<Duration>, Duration), String> {
    let path = root.join("peer.md");
    let mut command = Command::new(program);
    command.arg("--stdio").current_dir(root);
    let mut client = Client::start(command, root, false)?;
    client.open(&path, note)?;
    let published = |client: &mut Client| {
        client.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == json!(uri(&path))
        })
    };
    published(&mut client)?;
    let mut found = Vec::new();
    client.settle()?;
    let before = process::cpu(client.pid());
    for (at, edit) in edits(note, rounds).into_iter().enumerate() {
        let start = Instant::now();
        client.notify("textDocument/didChange", edit.change(&path, at as i64 + 2))?;
        found.push(published(&mut client)?.0 - start);
        // It may publish more than once for an edit; the first counts.
        client.settle()?;
    }
    let each = (process::cpu(client.pid()) - before) / u32::try_from(rounds.max(1)).unwrap_or(1);
    Ok((found, each))
}
