//! Loads a whole corpus: walks its folders and reads every article.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use ignore::WalkBuilder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::formats::Packed;
use super::stored::Stamp;
use super::{Article, FileTerms, Problem, read};

/// The extensions that are read, in lower case.
pub const EXTENSIONS: [&str; 20] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "pdf", "docx", "eml", "mhtml", "mht", "mbox",
    "jsonl", "ndjson", "json", "csv", "tsv", "warc", "warc.gz",
];

/// How far a load has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub done: usize,
    /// Files to read in all.
    pub total: usize,
    /// Bytes of the files read.
    pub bytes: u64,
}

/// The files of a corpus, not yet read.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Those that are read as articles, ordered by path; without hashes.
    pub files: Vec<Stamp>,
    /// See [`Loaded::skipped`].
    pub skipped: Vec<PathBuf>,
    /// Folders and files that could not be looked at.
    pub problems: Vec<Problem>,
}

/// A corpus as found on disk.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The articles, ordered by path.
    pub articles: Vec<Arc<Article>>,
    /// What the analyst should know, ordered by path.
    pub problems: Vec<Problem>,
    /// Files that were left alone because their extension is not one of [`EXTENSIONS`], and links,
    /// which are not followed; ordered by path.
    pub skipped: Vec<PathBuf>,
}

/// Finds every article under `folders`.
///
/// Hidden files are left out; what version control ignores is not. Links are not followed, so that
/// nothing outside the folders is read.
#[must_use]
pub fn find_files(folders: &[PathBuf]) -> Found {
    let (mut problems, mut files, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = FxHashSet::default();
    for folder in folders {
        // `corpus` and `./corpus/` are one folder.
        if seen.insert(folder.canonicalize().unwrap_or_else(|_| folder.clone())) {
            find(folder, &mut files, &mut skipped, &mut problems);
        }
    }
    for list in [&mut files, &mut skipped] {
        list.sort();
        list.dedup();
    }
    let files = files.into_par_iter().map(|path| {
        let gone = Stamp { path: path.clone(), size: 0, modified: 0, hash: 0 };
        Stamp::of(path).unwrap_or(gone)
    });
    Found { files: files.collect(), skipped, problems }
}

/// Whether a walk of `folders` would find the file at `path`: there, a file, neither hidden nor behind a link.
#[must_use]
pub fn is_found(path: &Path, folders: &[PathBuf]) -> bool {
    let is_plain = |folder: &Path, inside: &Path| {
        let mut at = folder.to_owned();
        let visible = inside.components().all(|part| {
            at.push(part);
            !part.as_os_str().as_encoded_bytes().starts_with(b".") && !at.is_symlink()
        });
        visible && at.is_file()
    };
    folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(|inside| is_plain(folder, inside)))
}

/// The articles whose citation id an article before them has, of articles ordered by path.
#[must_use]
pub fn doubles<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<Problem> {
    let mut by_id: FxHashMap<&str, &Path> = FxHashMap::default();
    let mut found = Vec::new();
    for article in articles {
        match by_id.get(article.id.as_str()) {
            Some(other) => found.push(Problem::DuplicateId {
                path: article.path.clone(),
                id: article.id.clone(),
                other: other.to_path_buf(),
            }),
            None => drop(by_id.insert(&article.id, &article.path)),
        }
    }
    found
}

/// Reads every article under `folders`, in parallel; see [`find_files`]. `progress` is called from
/// several threads.
#[must_use]
pub fn load(folders: &[PathBuf], terms: &FileTerms, progress: &(dyn Fn(Progress) + Sync)) -> Loaded {
    let Found { files, skipped, mut problems } = find_files(folders);
    let total = files.len();
    let (done, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let read: Vec<_> = files
        .par_iter()
        .map(|file| {
            let result = read_one(&file.path, terms);
            let bytes = file.size + bytes.fetch_add(file.size, Ordering::Relaxed);
            progress(Progress { done: 1 + done.fetch_add(1, Ordering::Relaxed), total, bytes });
            result
        })
        .collect();

    let mut articles: Vec<Arc<Article>> = Vec::with_capacity(total);
    for result in read {
        match result {
            Ok((found, lesser)) => {
                problems.extend(lesser);
                articles.extend(found.into_iter().map(Arc::new));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(doubles(articles.iter().map(Arc::as_ref)));
    problems.sort_by(|a, b| a.path().cmp(b.path()));
    Loaded { articles, problems, skipped }
}

/// Reads the articles at `path`, for a corpus that is loaded already.
///
/// # Errors
/// What kept it from being read.
pub fn read_one(path: &Path, terms: &FileTerms) -> Result<(Vec<Article>, Vec<Problem>), Problem> {
    read::read_file(path, terms)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>, skipped: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    if !folder.is_dir() {
        problems.push(Problem::MissingFolder { path: folder.to_owned() });
        return;
    }
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => {
                // Only regular files: a pipe or device would be waited for without end.
                let regular = entry.file_type().is_some_and(|kind| kind.is_file());
                let list = if regular && is_article(entry.path()) { &mut *files } else { &mut *skipped };
                list.push(entry.into_path());
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder).to_owned();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                problems.push(Problem::Unreadable { path, reason });
            }
        }
    }
}

/// The file or folder that a walk stumbled over.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Whether a file of this name is no text that an editor shows: what is read from it is a rendition.
#[must_use]
pub fn is_packed(path: &Path) -> bool {
    Packed::of(path).is_some()
}

/// Whether a file of this name is read as an article.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_ascii_lowercase();
    let ends = |extension: &&str| {
        name.strip_suffix(extension).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
    };
    EXTENSIONS.iter().any(ends)
}
