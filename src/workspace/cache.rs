//! Where the index of a corpus lies in the user's cache, and opening or building it.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

use super::Settings;
use super::delta::{self, few};
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
    pub library: Arc<Library>,
    /// What is wrong with single files.
    pub problems: Vec<Problem>,
    /// Files in the folders that are no articles, and links.
    pub skipped: Vec<PathBuf>,
    /// What the user should know of the index, in words.
    pub notices: Vec<String>,
}

/// Whether a corpus of so many files has an index.
pub(super) fn is_worth_an_index(files: usize) -> bool {
    files >= WORTH_IT
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
    // Other fields of an export make other articles, other limits more or fewer of them.
    key.extend_from_slice(format!("{:?}", settings.terms).as_bytes());
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

/// The corpus of `settings` as its index has it; `None` when there is none that can be read. No article is
/// looked at: what changed since it was written shows when [`open`] is given what comes of this.
#[must_use]
pub fn as_stored(settings: &Settings) -> Option<Opened> {
    let base = Base::open(&index_path(settings)?).ok().filter(|it| it.is_decided_by(&settings.decisions))?;
    let problems = base.problems().ok()?;
    let library = Arc::new(Library::stored(Arc::new(base), Arc::clone(&settings.decisions)));
    Some(Opened { library, problems, skipped: Vec::new(), notices: Vec::new() })
}

/// Opens the corpus of `settings` by its index, which is built or brought up to date first; `always`
/// also for a corpus so small that it would be read without one. `known` is what [`as_stored`] opened: it
/// comes back when it is up to date.
///
/// # Errors
/// [`IndexError::Cancelled`] only: where there can be no index, the corpus is read without, and a notice
/// says why.
pub fn open(
    settings: &Settings,
    always: bool,
    known: Option<&Arc<Library>>,
    watch: &Watch<'_>,
) -> Result<Opened, IndexError> {
    let found = load::find_files(&settings.corpus);
    let mut known = known.filter(|library| library.base().is_some_and(|base| !base.is_damaged()));
    let mut notices = Vec::new();
    if let Some(path) = index_path(settings) {
        // Twice: an index may turn out to be damaged while it is read.
        for _ in 0..2 {
            match by_index(&path, &found, settings, (always, known.take()), watch, &mut notices) {
                Ok(Some((library, problems))) => {
                    return Ok(Opened { library, problems, skipped: found.skipped, notices });
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
    let loaded = load::load(&settings.corpus, &settings.terms, progress);
    Opened {
        library: Arc::new(Library::decided(loaded.articles, Arc::clone(&settings.decisions))),
        problems: loaded.problems,
        skipped: loaded.skipped,
        notices,
    }
}

/// A library over the index, and what could not be read for it.
type Indexed = (Arc<Library>, Vec<Problem>);

fn by_index(
    path: &Path,
    found: &Found,
    settings: &Settings,
    (always, known): (bool, Option<&Arc<Library>>),
    watch: &Watch<'_>,
    notices: &mut Vec<String>,
) -> Result<Option<Indexed>, IndexError> {
    let stored = |base: Arc<Base>| Arc::new(Library::stored(base, Arc::clone(&settings.decisions)));
    let mut wanted = always || is_worth_an_index(found.files.len());
    let known = known.and_then(|library| Some((library, Arc::clone(library.base()?))));
    let open = || match &known {
        Some((_, base)) => Ok(Arc::clone(base)),
        None => Base::open(path).map(Arc::new),
    };
    let before = match path.exists().then(open) {
        None => None,
        Some(Ok(base)) => Some(base),
        Some(Err(error)) => {
            notices.push(format!("the index could not be read and is built anew ({error})"));
            wanted = true;
            None
        }
    };
    if let Some(base) = before {
        if base.is_decided_by(&settings.decisions) {
            let changed = changed_files(&base, found)?;
            let mut problems = base.problems()?;
            // A folder that came or went is a problem more or less.
            problems.retain(|it| !matches!(it, Problem::MissingFolder { .. }));
            problems.extend(missing_folders(found));
            if changed.is_empty() && (!always || problems == base.problems()?) {
                let library = known.map_or_else(|| stored(base), |(library, _)| Arc::clone(library));
                return Ok(Some((library, problems)));
            }
            if !always && few(&base, 0, &changed, &problems) {
                let before = stored(Arc::clone(&base));
                let (library, problems) = delta::over(&before, &problems, &changed, settings);
                if let Some(library) = library.filter(|it| it.base().is_none_or(|base| !base.is_damaged())) {
                    return Ok(Some((Arc::new(library), problems)));
                }
                let path = path.to_owned();
                return Err(store::StoreError::Unusable { path, what: "a part of it is damaged" }.into());
            }
        }
        write_index(
            path,
            found,
            Some(&base),
            &Reading { decisions: &settings.decisions, terms: &settings.terms },
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
            &Reading { decisions: &settings.decisions, terms: &settings.terms },
            watch,
        )?;
    } else {
        return Ok(None);
    }
    let base = Base::open(path)?;
    let problems = base.problems()?;
    Ok(Some((stored(Arc::new(base)), problems)))
}

/// The files that came, changed or went since the index was written.
fn changed_files(base: &Base, found: &Found) -> Result<Vec<PathBuf>, IndexError> {
    let stamps = base.stamps()?;
    let mut changed = Vec::new();
    let (mut before, mut now) =
        (stamps.iter().map(|(stamp, _)| stamp).peekable(), found.files.iter().peekable());
    loop {
        let order = match (before.peek(), now.peek()) {
            (None, None) => return Ok(changed),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(before), Some(now)) => before.path.cmp(&now.path),
        };
        let (old, new) = (before.next_if(|_| order.is_le()), now.next_if(|_| order.is_ge()));
        match (old, new) {
            (Some(old), Some(new)) if new.is_same(old) => {}
            (old, new) => changed.extend(old.or(new).map(|stamp| stamp.path.clone())),
        }
    }
}

fn missing_folders(found: &Found) -> impl Iterator<Item = Problem> + '_ {
    found.problems.iter().filter(|it| matches!(it, Problem::MissingFolder { .. })).cloned()
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
