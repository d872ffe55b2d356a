//! Texts that editors open as files: written once into the user's cache, where they have no file of their own.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

use etcetera::BaseStrategy;
use rustc_hash::FxHasher;

/// The folder `kind` of the user's cache; `None` where there is no home to have one in.
#[must_use]
pub fn folder(kind: &str) -> Option<PathBuf> {
    let cache = match std::env::var_os("ATTEST_CACHE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => etcetera::choose_base_strategy().ok()?.cache_dir().join("attest-ls"),
    };
    Some(cache.join(kind))
}

/// The file called `name` in `folder` that holds `text`, which stands for `what`; written unless it is there.
///
/// # Errors
/// When it can't be written.
pub fn written(folder: &Path, what: &impl Hash, name: &str, text: &str) -> io::Result<PathBuf> {
    let mut hasher = FxHasher::default();
    (what, text).hash(&mut hasher);
    let path = folder.join(format!("{:016x}", hasher.finish())).join(name);
    if path.is_file() {
        return Ok(path);
    }
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    // Renamed into place: nobody opens half of it.
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&draft, text)?;
    fs::rename(&draft, &path)?;
    Ok(path)
}
