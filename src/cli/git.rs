//! What version control knows: which files changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::failure::Failure;

/// The files below `root` that differ from `revision`, and those that git does not know yet.
///
/// # Errors
/// When git is not there, `root` is not under version control, or there is no such revision.
pub fn changed_since(revision: &str, root: &Path) -> Result<Vec<PathBuf>, Failure> {
    if revision.starts_with('-') {
        return Err(Failure::Input(format!("--since: `{revision}` is no revision")));
    }
    let changed = run(&["diff", "--name-only", "--relative", "-z", revision, "--"], root)?;
    let new = run(&["ls-files", "--others", "--exclude-standard", "-z"], root)?;
    let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(|name| root.join(name)).collect())
}

fn run(arguments: &[&str], root: &Path) -> Result<String, Failure> {
    let output =
        Command::new("git").args(arguments).current_dir(root).output().map_err(|error| {
            Failure::Input(format!("--since needs git, which could not be started: {error}"))
        })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::Input(format!("--since: git says: {}", said.lines().next().unwrap_or("nothing").trim())))
}
