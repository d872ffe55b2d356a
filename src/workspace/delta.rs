//! Articles that came, changed or went since the index on disk was written: read by themselves and laid over
//! it, at a cost in proportion to them. The index itself is written anew when there are many.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Settings;
use crate::corpus::{Article, Problem, load};
use crate::index::{Base, Library};

/// At most this many changes are laid over an index: every start reads them again.
const FEW: usize = 128;
/// At most one change to this many articles of the index: what they say of names counts little then.
const SHARE: usize = 16;
/// At most this many bytes of changed files.
const BYTES: u64 = 4 << 20;

/// Whether the changed files are few enough to be laid over `base`, to which `before` changes were made already.
pub(super) fn few(base: &Base, before: usize, changed: &[PathBuf], problems: &[Problem]) -> bool {
    let size = |path: &PathBuf| std::fs::metadata(path).map_or(0, |found| found.len());
    let changes = before + changed.len();
    changes <= FEW
        && changes * SHARE <= base.len() as usize
        && changed.iter().map(size).sum::<u64>() <= BYTES
        && changed.iter().all(|path| base.held_at(path) <= FEW)
        // Which of two articles has an id is told when all are looked at.
        && !problems.iter().any(|problem| match problem {
            Problem::DuplicateId { path, other, .. } => changed.contains(path) || changed.contains(other),
            _ => false,
        })
}

/// The library and its problems after the files at `changed` came, changed or went; `None` when nothing of
/// it lies on disk.
pub(super) fn over(
    library: &Library,
    problems: &[Problem],
    changed: &[PathBuf],
    settings: &Settings,
) -> (Option<Library>, Vec<Problem>) {
    let (came, mut problems) = read(changed, problems, settings);
    for article in &came {
        let other = library.article_by_id(&article.id).and_then(|index| library.article(index));
        if let Some(other) = other.filter(|other| !changed.contains(&other.path)) {
            let (path, id, other) = (article.path.clone(), article.id.clone(), other.path.clone());
            problems.push(Problem::DuplicateId { path, id, other });
        }
    }
    let paths: FxHashSet<PathBuf> = changed.iter().cloned().collect();
    problems.sort_by(|a, b| a.path().cmp(b.path()));
    (library.changed(&paths, came), problems)
}

/// What the files at `paths` hold now, and all problems when `before` were those until now.
pub(super) fn read(
    paths: &[PathBuf],
    before: &[Problem],
    settings: &Settings,
) -> (Vec<Arc<Article>>, Vec<Problem>) {
    let is_other = |problem: &&Problem| !paths.iter().any(|path| path.as_path() == problem.path());
    let mut problems: Vec<Problem> = before.iter().filter(is_other).cloned().collect();
    let mut came = Vec::new();
    for path in paths.iter().filter(|path| load::is_found(path, &settings.corpus)) {
        match load::read_one(path, &settings.terms) {
            Ok((read, found)) => {
                came.extend(read.into_iter().map(Arc::new));
                problems.extend(found);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (came, problems)
}
