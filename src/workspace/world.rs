//! [`World`]: everything a request needs, as one immutable snapshot.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::{self, Opened};
use super::memory::Memory;
use super::settings::Settings;
use super::{delta, discover};
use crate::corpus::load::{self, Progress};
use crate::corpus::{Article, Problem};
use crate::index::{Library, Watch};

/// Settings and corpus of one workspace folder at one moment. Cheap to clone; a change makes a new
/// one with a higher revision.
#[derive(Clone, Debug)]
pub struct World {
    /// The workspace's root, absolute.
    pub root: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// Its corpus.
    pub library: Arc<Library>,
    /// What is wrong with files of the corpus.
    pub problems: Vec<Problem>,
    /// Files in the corpus's folders that are no articles, and links, as of the last whole reading.
    pub skipped: Vec<PathBuf>,
    /// What the user should know of the corpus's index, in words.
    pub notices: Vec<String>,
    /// Whether it has all the articles: not while an index is built for the first time.
    pub complete: bool,
    /// Rises with every change.
    pub revision: u64,
    pub(super) memory: Arc<Memory>,
}

impl World {
    /// A world without articles: what there is until the corpus is read.
    #[must_use]
    pub fn empty(root: PathBuf, settings: Settings) -> Self {
        Self::from_articles(root, settings, Vec::new(), Vec::new(), 0)
    }

    /// Reads the corpus that `settings` name.
    #[must_use]
    pub fn load(root: PathBuf, settings: Settings, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        let watch = Watch { progress, goes_on: &|| true };
        Self::load_while(root.clone(), settings.clone(), &watch)
            .unwrap_or_else(|| Self::empty(root, settings))
    }

    /// [`Self::load`] that can be stopped while it builds an index: `None` then.
    #[must_use]
    pub fn load_while(root: PathBuf, settings: Settings, watch: &Watch<'_>) -> Option<Self> {
        let opened = match settings.cache.then(|| cache::open(&settings, false, None, watch)) {
            Some(opened) => opened.ok()?,
            None => cache::in_memory(&settings, Vec::new(), watch.progress),
        };
        Some(Self::opened(root, settings, opened))
    }

    /// The world as the index of the corpus that `settings` name has it, at once and whatever became of the
    /// articles since; [`Self::renewed`] tells. `None` when there is no index.
    #[must_use]
    pub fn as_stored(root: PathBuf, settings: Settings) -> Option<Self> {
        let opened = settings.cache.then(|| cache::as_stored(&settings)).flatten()?;
        Some(Self::opened(root, settings, opened))
    }

    /// This world, which is one [as stored](Self::as_stored), with what became of the articles since. Where
    /// nothing did, it has the same library and remembers what was found out by it. `None` when it was
    /// stopped.
    #[must_use]
    pub fn renewed(&self, watch: &Watch<'_>) -> Option<Self> {
        let opened = cache::open(&self.settings, false, Some(&self.library), watch).ok()?;
        let same = Arc::ptr_eq(&opened.library, &self.library);
        let world = Self::opened(self.root.clone(), self.settings.clone(), opened);
        let memory = if same { Arc::clone(&self.memory) } else { world.memory };
        Some(Self { revision: self.revision + 1, memory, ..world })
    }

    fn opened(root: PathBuf, settings: Settings, opened: Opened) -> Self {
        let Opened { library, problems, skipped, notices } = opened;
        Self {
            root,
            settings,
            library,
            problems,
            skipped,
            notices,
            complete: true,
            revision: 1,
            memory: Arc::default(),
        }
    }

    /// Whether its index turned out to be damaged: what is missing in it may be missing in an answer.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.library.base().is_some_and(|base| base.is_damaged())
    }

    /// The same world with its articles in memory, when its index turned out to be damaged; that is
    /// removed, so that the next to open the corpus builds it anew.
    #[must_use]
    pub fn mended(&self, progress: &(dyn Fn(Progress) + Sync)) -> Option<Self> {
        let base = self.library.base().filter(|base| base.is_damaged())?;
        // One that can't be removed is found damaged by the next, too.
        let _ = std::fs::remove_file(base.path());
        let notices =
            vec!["the index was damaged and has been removed; the articles are read instead".into()];
        let opened = cache::in_memory(&self.settings, notices, progress);
        let revision = self.revision + 1;
        Some(Self { revision, ..Self::opened(self.root.clone(), self.settings.clone(), opened) })
    }

    /// A world of articles that are at hand already.
    #[must_use]
    pub fn from_articles(
        root: PathBuf,
        settings: Settings,
        articles: Vec<Arc<Article>>,
        problems: Vec<Problem>,
        revision: u64,
    ) -> Self {
        let library = Arc::new(Library::decided(articles, Arc::clone(&settings.decisions)));
        Self {
            root,
            settings,
            library,
            problems,
            skipped: Vec::new(),
            notices: Vec::new(),
            complete: true,
            revision,
            memory: Arc::default(),
        }
    }

    /// The world after the files at `paths` were created, changed or removed; `None` when none of
    /// them is an article, neither now nor before.
    #[must_use]
    pub fn with_changed_files(&self, paths: &[PathBuf]) -> Option<Self> {
        self.with_changed_files_while(paths, &Watch { progress: &|_| {}, goes_on: &|| true })
    }

    /// [`Self::with_changed_files`] that can be stopped while an index is brought up to date: `None` then.
    #[must_use]
    pub fn with_changed_files_while(&self, paths: &[PathBuf], watch: &Watch<'_>) -> Option<Self> {
        let ours: Vec<&PathBuf> = paths.iter().filter(|path| self.is_article(path)).collect();
        if ours.is_empty() {
            return None;
        }
        let mut ours: Vec<PathBuf> = ours.into_iter().cloned().collect();
        ours.sort();
        ours.dedup();
        let (library, problems) = if let Some(base) = self.library.base() {
            let small = delta::few(base, self.library.changes(), &ours, &self.problems);
            let changed = small.then(|| delta::over(&self.library, &self.problems, &ours, &self.settings));
            let Some((Some(library), problems)) = changed else {
                let world = Self::load_while(self.root.clone(), self.settings.clone(), watch)?;
                return Some(Self { revision: self.revision + 1, ..world });
            };
            (library, problems)
        } else {
            let (came, mut problems) = delta::read(&ours, &self.problems, &self.settings);
            let kept = self.library.articles().map(|(_, it)| it).filter(|it| !ours.contains(&it.path));
            let mut articles: Vec<Arc<Article>> = kept.chain(came).collect();
            articles.sort_by(|a, b| a.path.cmp(&b.path));
            problems.retain(|problem| !matches!(problem, Problem::DuplicateId { .. }));
            problems.extend(load::doubles(articles.iter().map(Arc::as_ref)));
            problems.sort_by(|a, b| a.path().cmp(b.path()));
            (self.library.rebuild(articles, Arc::clone(&self.settings.decisions)), problems)
        };
        let memory = self.memory.after(library.touched_since(&self.library));
        Some(Self {
            root: self.root.clone(),
            settings: self.settings.clone(),
            library: Arc::new(library),
            problems,
            skipped: self.skipped.clone(),
            notices: Vec::new(),
            complete: true,
            revision: self.revision + 1,
            memory: Arc::new(memory),
        })
    }

    /// The same corpus under other settings, when those name the same folders; else the corpus is
    /// read again.
    #[must_use]
    pub fn with_settings(&self, settings: Settings, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        let watch = Watch { progress, goes_on: &|| true };
        self.with_settings_while(settings, &watch).unwrap_or_else(|| self.clone())
    }

    /// [`Self::with_settings`] that can be stopped while an index is built: `None` then.
    #[must_use]
    pub fn with_settings_while(&self, settings: Settings, watch: &Watch<'_>) -> Option<Self> {
        let revision = self.revision + 1;
        let same_articles = settings.corpus == self.settings.corpus && settings.terms == self.settings.terms;
        if self.library.base().is_some() && !(same_articles && settings.decisions == self.settings.decisions)
        {
            return Some(Self { revision, ..Self::load_while(self.root.clone(), settings, watch)? });
        }
        if same_articles && settings.decisions != self.settings.decisions {
            let articles = self.library.articles().map(|(_, it)| it).collect();
            let library = Arc::new(self.library.rebuild(articles, Arc::clone(&settings.decisions)));
            return Some(Self { settings, library, revision, memory: Arc::default(), ..self.clone() });
        }
        if same_articles {
            return Some(Self { settings, revision, memory: Arc::default(), ..self.clone() });
        }
        Some(Self { revision, ..Self::load_while(self.root.clone(), settings, watch)? })
    }

    /// Whether `path` is, was or would be an article of this corpus.
    #[must_use]
    pub fn is_article(&self, path: &Path) -> bool {
        discover::in_corpus(path, &self.settings)
            && (load::is_article(path) || self.library.article_at(path).is_some())
    }

    /// Whether the file at `path` is a note of this workspace: named by the `notes` globs and no
    /// article. A file outside of the workspace is one when it is Markdown.
    #[must_use]
    pub fn is_note(&self, path: &Path) -> bool {
        discover::is_note(path, &self.root, &self.settings)
    }

    /// The notes of the workspace, ordered by path.
    #[must_use]
    pub fn notes(&self) -> Vec<PathBuf> {
        discover::notes(&self.root, &self.root, &self.settings)
    }
}
