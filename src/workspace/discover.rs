//! Which folder is the workspace, and which of its files are notes.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::settings::{CORPUS_FOLDERS, FILE_NAME, Settings};

/// The root of the workspace that `start` (a file or folder) lies in: the nearest folder upward with
/// an `attest.toml`, else the nearest with a corpus folder, else `start`'s own folder.
#[must_use]
pub fn root_of(start: &Path) -> PathBuf {
    let folder = if start.is_dir() { start } else { start.parent().unwrap_or(start) };
    let upward = || folder.ancestors();
    upward()
        .find(|path| path.join(FILE_NAME).is_file())
        .or_else(|| upward().find(|path| CORPUS_FOLDERS.iter().any(|name| path.join(name).is_dir())))
        .unwrap_or(folder)
        .to_owned()
}

/// The notes below `start`, ordered by path: files that the `notes` globs name and that lie in no
/// corpus folder. Ignore files are honoured, hidden files are left out, links are not followed.
#[must_use]
pub fn notes(start: &Path, root: &Path, settings: &Settings) -> Vec<PathBuf> {
    let Some(globs) = globs(root, settings) else { return Vec::new() };
    let mut found: Vec<PathBuf> = WalkBuilder::new(start)
        .overrides(globs)
        // What the user's git ignores everywhere is none of ours, and differs from machine to machine.
        .git_global(false)
        .filter_entry({
            // A corpus may have a hundred thousand files, none of them a note.
            let corpus = settings.corpus.clone();
            move |entry| !corpus.iter().any(|folder| entry.path().starts_with(folder))
        })
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    found.sort();
    found
}

/// Whether the file at `path` is a note: see [`notes`]. Ignore files are not asked: who opens an
/// ignored note wants it checked. Outside of `root` the globs mean nothing, and Markdown is a note.
#[must_use]
pub fn is_note(path: &Path, root: &Path, settings: &Settings) -> bool {
    if in_corpus(path, settings) {
        return false;
    }
    if !path.starts_with(root) {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        return ["md", "markdown"].iter().any(|known| known.eq_ignore_ascii_case(extension));
    }
    globs(root, settings).is_some_and(|globs| globs.matched(path, false).is_whitelist())
}

fn globs(root: &Path, settings: &Settings) -> Option<Override> {
    let mut globs = OverrideBuilder::new(root);
    for glob in &settings.notes {
        // A glob that can't be read names no file; `Settings` come checked.
        let _ = globs.add(glob);
    }
    globs.build().ok()
}

/// Whether `path` lies in a corpus folder.
#[must_use]
pub fn in_corpus(path: &Path, settings: &Settings) -> bool {
    settings.corpus.iter().any(|folder| path.starts_with(folder))
}
