//! Where the index of a corpus lies in the user's cache, and opening or building it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use super::Settings;
use crate::corpus::load::{self, Found};
use crate::corpus::stored::Stamp;
use crate::corpus::{Problem, load::Progress};
use crate::index::{Base, IndexError, Library, Reading, Watch, write_index};
use crate::store;

/// A corpus of fewer files is read anew each time, unless its index is there already: that is as fast.
const WORTH_IT: usize = 100;
/// An index that nobody has written for this long is removed when another is.
const UNUSED: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// A corpus, from its index or without one.
#[derive(Debug)]
pub struct Opened {
    /// The corpus.
    pub library: Library,
    /// What is wrong with single files.
    pub problems: Vec<Problem>,
    /// What the user should know of the index, in words.
    pub notices: Vec<String>,
}

/// The file in which the index of the corpus of `settings` lies or would lie; `None` when the system has
/// no place for caches. Every build of the program has its own: what it finds in an article may differ.
#[must_use]
pub fn index_path(settings: &Settings) -> Option<PathBuf> {
    let cache = match std::env::var_os("ATTEST_CACHE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => etcetera::choose_base_strategy().ok()?.cache_dir().join("attest-ls"),
    };
    let mut key = Vec::new();
    for folder in &settings.corpus {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        key.extend_from_slice(folder.as_os_str().as_encoded_bytes());
        key.push(0);
    }
    // Other fields of an export make other articles.
    key.extend_from_slice(format!("{:?}", settings.columns).as_bytes());
    Some(cache.join(format!("{:016x}", store::hash(&key))).join(format!("{:016x}.index", engine())))
}

/// A number for this build of the program.
fn engine() -> u64 {
    let mut key = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    let program = std::env::current_exe().ok().and_then(Stamp::of);
    if let Some(program) = program {
        key.extend_from_slice(&program.size.to_le_bytes());
        key.extend_from_slice(&program.modified.to_le_bytes());
    }
    store::hash(&key)
}

/// Opens the corpus of `settings` by its index, which is built or brought up to date first; `always`
/// also for a corpus so small that it would be read without one.
///
/// # Errors
/// [`IndexError::Cancelled`] only: where there can be no index, the corpus is read without, and a notice
/// says why.
pub fn open(settings: &Settings, always: bool, watch: &Watch<'_>) -> Result<Opened, IndexError> {
    let Settings { corpus: folders, decisions, .. } = settings;
    let found = load::find_files(folders);
    let mut notices = Vec::new();
    if let Some(path) = index_path(settings) {
        // Twice: an index may turn out to be damaged while it is read.
        for _ in 0..2 {
            match by_index(&path, &found, settings, always, watch, &mut notices) {
                Ok(Some((base, problems))) => {
                    return Ok(Opened {
                        library: Library::stored(Arc::new(base), Arc::clone(decisions)),
                        problems,
                        notices,
                    });
                }
                Ok(None) => break,
                Err(IndexError::Cancelled) => return Err(IndexError::Cancelled),
                Err(error) => {
                    // Without the one that was there it may do.
                    let again = path.exists() && std::fs::remove_file(&path).is_ok();
                    let then = if again { "is built anew" } else { "the articles are read without it" };
                    notices.push(format!("the index could not be used ({error}); {then}"));
                    if !again {
                        break;
                    }
                }
            }
        }
    }
    Ok(in_memory(settings, notices, watch.progress))
}

/// Reads the corpus of `settings` without an index.
#[must_use]
pub fn in_memory(settings: &Settings, notices: Vec<String>, progress: &(dyn Fn(Progress) + Sync)) -> Opened {
    let loaded = load::load(&settings.corpus, &settings.columns, progress);
    Opened {
        library: Library::decided(loaded.articles, Arc::clone(&settings.decisions)),
        problems: loaded.problems,
        notices,
    }
}

fn by_index(
    path: &Path,
    found: &Found,
    settings: &Settings,
    always: bool,
    watch: &Watch<'_>,
    notices: &mut Vec<String>,
) -> Result<Option<(Base, Vec<Problem>)>, IndexError> {
    let mut wanted = always || found.files.len() >= WORTH_IT;
    let before = match path.exists().then(|| Base::open(path)) {
        None => None,
        Some(Ok(base)) => Some(base),
        Some(Err(error)) => {
            notices.push(format!("the index could not be read and is built anew ({error})"));
            wanted = true;
            None
        }
    };
    if let Some(base) = before {
        if base.is_decided_by(&settings.decisions) && is_current(&base, found)? {
            let problems = base.problems()?;
            return Ok(Some((base, problems)));
        }
        write_index(
            path,
            found,
            Some(&base),
            &Reading { decisions: &settings.decisions, columns: &settings.columns },
            watch,
        )?;
    } else if wanted {
        if let Some(folder) = path.parent() {
            let failed = |error| store::StoreError::Io { path: folder.to_owned(), error };
            std::fs::create_dir_all(folder).map_err(failed)?;
            tidy(folder.parent().unwrap_or(folder));
        }
        write_index(
            path,
            found,
            None,
            &Reading { decisions: &settings.decisions, columns: &settings.columns },
            watch,
        )?;
    } else {
        return Ok(None);
    }
    let base = Base::open(path)?;
    let problems = base.problems()?;
    Ok(Some((base, problems)))
}

/// Whether the index was made of the very files that were found.
fn is_current(base: &Base, found: &Found) -> Result<bool, IndexError> {
    let stamps = base.stamps()?;
    let same = stamps.len() == found.files.len()
        && stamps
            .iter()
            .zip(&found.files)
            .all(|((before, _), now)| before.path == now.path && now.is_same(before));
    // A folder that came or went is a problem more or less.
    let missing = |problems: &[Problem]| {
        problems.iter().filter(|it| matches!(it, Problem::MissingFolder { .. })).cloned().collect::<Vec<_>>()
    };
    Ok(same && missing(&base.problems()?) == missing(&found.problems))
}

/// Removes indexes that were not written for long, and what a killed program left behind.
fn tidy(cache: &Path) {
    let now = SystemTime::now();
    let folders = std::fs::read_dir(cache).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
    for file in files {
        let written = file.metadata().and_then(|found| found.modified()).unwrap_or(UNIX_EPOCH);
        let age = now.duration_since(written).unwrap_or_default();
        let left_behind = file.path().extension().is_some_and(|it| it == "part");
        if age > if left_behind { UNUSED / 60 } else { UNUSED } {
            let _ = std::fs::remove_file(file.path());
        }
    }
}
