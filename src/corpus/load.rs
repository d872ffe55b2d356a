//! Loads a whole corpus: walks its folders and reads every article.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ignore::WalkBuilder;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Article, Problem, read};

/// The extensions that are read, in lower case.
pub const EXTENSIONS: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// How far a load has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub done: usize,
    /// Files to read in all.
    pub total: usize,
}

/// A corpus as found on disk.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The articles, ordered by path.
    pub articles: Vec<Arc<Article>>,
    /// What the analyst should know, ordered by path.
    pub problems: Vec<Problem>,
}

/// Reads every article under `folders`, in parallel. `progress` is called from several threads.
#[must_use]
pub fn load(folders: &[PathBuf], progress: &(dyn Fn(Progress) + Sync)) -> Loaded {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for folder in folders {
        find(folder, &mut files, &mut problems);
    }
    files.sort();
    files.dedup();

    let (total, done) = (files.len(), AtomicUsize::new(0));
    let read: Vec<_> = files
        .par_iter()
        .map(|path| {
            let result = read_one(path);
            progress(Progress { done: 1 + done.fetch_add(1, Ordering::Relaxed), total });
            result
        })
        .collect();

    let mut articles: Vec<Arc<Article>> = Vec::with_capacity(total);
    let mut by_id: FxHashMap<String, PathBuf> = FxHashMap::default();
    for result in read {
        match result {
            Ok((article, lesser)) => {
                problems.extend(lesser);
                if let Some(other) = by_id.get(&article.id) {
                    problems.push(Problem::DuplicateId {
                        path: article.path.clone(),
                        id: article.id.clone(),
                        other: other.clone(),
                    });
                } else {
                    by_id.insert(article.id.clone(), article.path.clone());
                }
                articles.push(Arc::new(article));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by(|a, b| a.path().cmp(b.path()));
    Loaded { articles, problems }
}

/// Reads the one article at `path`, for a corpus that is loaded already.
///
/// # Errors
/// What kept it from being read.
pub fn read_one(path: &Path) -> Result<(Article, Vec<Problem>), Problem> {
    read::read_file(path)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    if !folder.is_dir() {
        problems.push(Problem::MissingFolder { path: folder.to_owned() });
        return;
    }
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        match entry {
            Ok(entry) => {
                let regular = entry.file_type().is_some_and(|kind| kind.is_file());
                if regular && is_article(entry.path()) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => {
                problems.push(Problem::Unreadable { path: folder.to_owned(), reason: error.to_string() });
            }
        }
    }
}

/// Whether a file of this name is read as an article.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}
