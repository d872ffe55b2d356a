//! Keeps every workspace's world up to date: one task that reads settings and corpora, one after
//! the other, and gives each home its new world in one stroke.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures::future::join_all;
use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::lsp_types::Unregistration;

use super::editor_settings::EditorSettings;
use super::homes::Home;
use super::meanwhile;
use super::progress::Reporter;
use super::reports::Reports;
use super::scheduler::Event;
use super::session::{Session, is_note};
use super::store::Document;
use super::watch::{self, Change, OwnWatcher};
use crate::corpus::load::Progress;
use crate::index::Watch;
use crate::workspace::settings::Written;
use crate::workspace::{Settings, SettingsError, World};

/// File events are collected until none has come for this long: what is written in pieces is one change.
const BREATH: Duration = Duration::from_millis(20);

/// So many changes are a checkout or an unpacked archive: they are collected until none has come for
/// [`QUIET`].
const MANY: usize = 8;

/// So long the articles of an index wait to be looked at while notes are checked by it.
const NOTES_FIRST: Duration = Duration::from_secs(2);

/// See [`MANY`].
const QUIET: Duration = Duration::from_millis(250);

/// What the loader is asked to do.
#[derive(Debug)]
pub enum Order {
    /// The session begins: the client may be asked things from now on.
    Start,
    /// Read the corpus of a home that is new.
    Furnish(Arc<Home>),
    /// The client has other folders; the homes that are new.
    Moved(Vec<Arc<Home>>),
    /// These files were created, changed or removed.
    Files(Vec<Change>),
    /// The editor's settings changed; what it sent along.
    EditorSettings(Value),
    /// Read everything again.
    Reload,
    /// An index turned out to be damaged.
    Mend,
}

/// How much of a home is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Extent {
    /// Settings, and the corpus if they name another one.
    Settings,
    /// Settings and these files.
    Files(Vec<Change>),
    /// Settings and the whole corpus.
    All,
    /// The corpus, when its index is damaged.
    Damaged,
    /// What became of the articles since the index was written that the world was opened by.
    Since,
}

/// Runs until the session ends. `options` are those of `initialize`.
pub async fn run(
    session: Arc<Session>,
    mut orders: mpsc::UnboundedReceiver<Order>,
    options: Arc<OnceLock<Value>>,
) {
    // Documents may be opened before; their homes are read when it starts.
    while !matches!(orders.recv().await, Some(Order::Start) | None) {}
    let mut loader = Loader {
        editor: EditorSettings::new(options.get().cloned().unwrap_or_default()),
        reports: Reports::default(),
        last_good: HashMap::new(),
        own: None,
        registered: None,
        loads: 0,
        session,
    };
    loader.start().await;
    let mut put_back = None;
    loop {
        let order = match put_back.take() {
            Some(order) => Some(order),
            None => orders.recv().await,
        };
        match order {
            None => return,
            Some(Order::Start) => {}
            Some(Order::Furnish(home)) => loader.furnish(&home).await,
            Some(Order::Moved(new)) => loader.moved(new).await,
            Some(Order::EditorSettings(sent)) => {
                loader.editor.changed(sent);
                loader.load_all(&Extent::Settings).await;
            }
            Some(Order::Reload) => loader.load_all(&Extent::All).await,
            Some(Order::Mend) => loader.mend().await,
            Some(Order::Files(mut changes)) => {
                loop {
                    let quiet = if changes.len() < MANY { BREATH } else { QUIET };
                    let Ok(Some(order)) = tokio::time::timeout(quiet, orders.recv()).await else { break };
                    match order {
                        Order::Files(more) => changes.extend(more),
                        other => {
                            put_back = Some(other);
                            break;
                        }
                    }
                }
                loader.files(changes).await;
            }
        }
    }
}

struct Loader {
    session: Arc<Session>,
    editor: EditorSettings,
    reports: Reports,
    /// The last settings of each root's file that had no fault: what counts while it has one.
    last_good: HashMap<PathBuf, Written>,
    own: Option<OwnWatcher>,
    /// The folders outside of the client's that it was asked to watch.
    registered: Option<BTreeSet<PathBuf>>,
    loads: u64,
}

impl Loader {
    async fn start(&mut self) {
        let session = self.session.clone();
        let traits = session.traits();
        if traits.tells_configuration {
            let client = session.client.clone();
            tokio::spawn(async move {
                client.register_capability(vec![watch::configuration_registration()]).await
            });
        }
        for home in session.homes.all() {
            self.furnish(&home).await;
        }
        self.watch();
    }

    /// Reads a home, unless that was done already.
    async fn furnish(&mut self, home: &Arc<Home>) {
        if home.now().is_none() {
            if self.open_as_stored(home).await {
                self.let_notes_first(home).await;
                self.load(home, Extent::Since).await;
            } else {
                let editor = self.editor.of(&self.session, &home.root).await;
                let meanwhile = tokio::spawn(meanwhile::run(self.session.clone(), home.clone(), editor));
                self.load(home, Extent::All).await;
                meanwhile.abort();
            }
        }
    }

    /// Gives a new home the world that its index holds, when it has one: notes are checked by it while
    /// the articles are looked at.
    async fn open_as_stored(&mut self, home: &Arc<Home>) -> bool {
        let editor = self.editor.of(&self.session, &home.root).await;
        let root = home.root.clone();
        let work = move || World::as_stored(root.clone(), settings_of(&root, &editor, None).0);
        let Ok(Some(world)) = tokio::task::spawn_blocking(work).await else { return false };
        self.session.homes.furnish(home, world);
        self.session.schedule(Event::FirstWorld(home.root.clone()));
        true
    }

    /// Waits a little for the checks of the notes that are open: looking at every file of a large corpus takes a core
    /// away from what somebody waits for.
    async fn let_notes_first(&self, home: &Home) {
        let Some(snapshot) = home.now() else { return };
        let is_here = |document: &Document| {
            let of = self.session.homes.of(&document.key);
            of.is_some_and(|of| of.root == home.root) && is_note(document, &snapshot)
        };
        let open = self.session.documents.all().into_iter().filter(|document| is_here(document));
        let checks = open.map(|document| self.session.analyses.of(&document, &snapshot));
        // Whether they are done in time makes no difference but to speed.
        let _ = tokio::time::timeout(NOTES_FIRST, join_all(checks)).await;
    }

    /// Homes came or went: reads the new ones, and has those checked again whose notes moved.
    async fn moved(&mut self, new: Vec<Arc<Home>>) {
        for home in &new {
            self.furnish(home).await;
        }
        let roots: BTreeSet<PathBuf> =
            self.session.homes.all().into_iter().map(|home| home.root.clone()).collect();
        self.reports.keep_only(&self.session, &roots).await;
        self.session.schedule(Event::Moved);
        self.watch();
    }

    async fn load_all(&mut self, extent: &Extent) {
        for home in self.session.homes.all() {
            self.load(&home, extent.clone()).await;
        }
    }

    async fn mend(&mut self) {
        for home in self.session.homes.all() {
            // Every check that met the damage asks for it.
            if home.now().is_some_and(|now| now.world.is_damaged()) {
                self.load(&home, Extent::Damaged).await;
            }
        }
    }

    async fn files(&mut self, mut changes: Vec<Change>) {
        changes.sort();
        changes.dedup();
        // A settings file or a corpus folder that comes or goes may move notes to another home.
        let moved = self.session.homes.settle_again();
        for home in self.session.homes.all() {
            if home.now().is_some() {
                self.load(&home, Extent::Files(changes.clone())).await;
            }
        }
        if let Some(new) = moved {
            self.moved(new).await;
        }
    }

    /// Reads what `extent` says and gives `home` the world that comes of it, if it is another one.
    async fn load(&mut self, home: &Arc<Home>, extent: Extent) {
        let editor = self.editor.of(&self.session, &home.root).await;
        let reporter = self.reporter();
        let session = self.session.clone();
        let before = home.now();
        let first = before.as_ref().is_none_or(|now| !now.world.complete);
        let root = home.root.clone();
        let last_good = self.last_good.get(&root).cloned();
        let work = move || {
            let (settings, written, fault) = settings_of(&root, &editor, last_good);
            let progress = |progress: Progress| {
                if let Some(reporter) = &reporter {
                    reporter.report(progress);
                }
            };
            let watch = Watch { progress: &progress, goes_on: &|| !session.stop.is_wanted() };
            let before = before.as_deref().map(|snapshot| &snapshot.world);
            let world = next_world(before, &root, settings.clone(), extent, &watch);
            Loaded { world, settings, written, fault }
        };
        // Not in the pool: reading a corpus must not keep open notes from being checked.
        let Ok(loaded) = tokio::task::spawn_blocking(work).await else {
            if home.now().is_none_or(|now| !now.world.complete) {
                // Whoever waits for a world must get one.
                let settings = Written::default().resolve(&home.root);
                self.session.homes.furnish(home, World::empty(home.root.clone(), settings));
            }
            return self.reports.tell_failed_load(&self.session, home).await;
        };
        if loaded.fault.is_none() {
            self.last_good.insert(home.root.clone(), loaded.written);
        }
        let stopped = loaded.world.is_none() && self.session.stop.is_wanted();
        if stopped {
            self.reports.tell_stopped(&self.session, home).await;
        }
        // Whoever waits for a world must get one.
        let none = || (stopped && first).then(|| World::empty(home.root.clone(), loaded.settings.clone()));
        if let Some(world) = loaded.world.or_else(none) {
            let asked = home.now().is_none();
            self.session.homes.furnish(home, world);
            let root = home.root.clone();
            self.session.schedule(if asked { Event::FirstWorld(root) } else { Event::World(root) });
            self.watch();
        }
        self.reports.tell(&self.session, home, loaded.fault.as_ref()).await;
    }

    fn reporter(&mut self) -> Option<Reporter> {
        self.loads += 1;
        let token = format!("attest-load-{}", self.loads);
        self.session.stop.begin(&token);
        self.session
            .traits()
            .progress
            .then(|| Reporter::new(self.session.client.clone(), token, "Attest: reading articles"))
    }

    /// Has watched what is now to be watched.
    fn watch(&mut self) {
        let session = self.session.clone();
        let traits = session.traits();
        let homes = session.homes.all();
        let worlds: Vec<_> = homes.iter().filter_map(|home| home.now()).collect();
        let mut corpora: BTreeSet<PathBuf> =
            worlds.iter().flat_map(|snapshot| snapshot.world.settings.corpus.iter().cloned()).collect();
        let mut roots: BTreeSet<PathBuf> = homes.iter().map(|home| home.root.clone()).collect();
        if traits.watches_files {
            // The client watches its own folders, and others if it can be told of them.
            let folders = session.homes.folders();
            let is_outside = |path: &PathBuf| !folders.iter().any(|folder| path.starts_with(folder));
            corpora.retain(is_outside);
            roots.retain(is_outside);
            let outside = if traits.relative_patterns {
                corpora.iter().chain(&roots).cloned().collect()
            } else {
                BTreeSet::new()
            };
            self.register(outside);
            if traits.relative_patterns {
                return;
            }
        }
        if self.own.is_none() && !(corpora.is_empty() && roots.is_empty()) {
            let session = Arc::downgrade(&session);
            self.own = OwnWatcher::new(move |changes| {
                if let Some(session) = session.upgrade() {
                    session.order(Order::Files(changes));
                }
            });
        }
        if let Some(own) = &mut self.own {
            own.watch(corpora, roots);
        }
    }

    /// Asks the client to watch its folders and those `outside` of them, unless it does already.
    fn register(&mut self, outside: BTreeSet<PathBuf>) {
        if self.registered.as_ref() == Some(&outside) {
            return;
        }
        let registration = watch::registration(self.session.traits(), &outside);
        let again = self.registered.replace(outside).is_some();
        let client = self.session.client.clone();
        tokio::spawn(async move {
            if again {
                let old = Unregistration { id: registration.id.clone(), method: registration.method.clone() };
                let _ = client.unregister_capability(vec![old]).await;
            }
            if client.register_capability(vec![registration]).await.is_err() {
                tracing::warn!("the client does not watch files although it said that it can");
            }
        });
    }
}

struct Loaded {
    /// `None` when nothing changed.
    world: Option<World>,
    settings: Settings,
    written: Written,
    fault: Option<SettingsError>,
}

/// The settings of the workspace at `root`, what its file says, and the fault of that; where there is one,
/// what it said before counts.
pub(super) fn settings_of(
    root: &Path,
    editor: &Written,
    last_good: Option<Written>,
) -> (Settings, Written, Option<SettingsError>) {
    let (written, fault) = match Written::from_folder(root) {
        Ok(written) => (written.unwrap_or_default(), None),
        Err(fault) => (last_good.unwrap_or_default(), Some(fault)),
    };
    (editor.clone().over(written.clone()).resolve(root), written, fault)
}

fn next_world(
    before: Option<&World>,
    root: &Path,
    settings: Settings,
    extent: Extent,
    watch: &Watch<'_>,
) -> Option<World> {
    let Some(before) = before.filter(|_| extent != Extent::All) else {
        return World::load_while(root.to_owned(), settings, watch);
    };
    if extent == Extent::Damaged {
        return before.mended(watch.progress);
    }
    if extent == Extent::Since {
        let world = before.renewed(watch)?;
        let same = Arc::ptr_eq(&world.library, &before.library) && world.problems == before.problems;
        return (!same).then_some(world);
    }
    let Extent::Files(changes) = extent else {
        return (before.settings != settings).then(|| before.with_settings_while(settings, watch)).flatten();
    };
    let paths: Vec<PathBuf> = changes.iter().map(|change| change.path.clone()).collect();
    if paths.iter().any(|path| is_corpus_folder(before, path)) {
        return World::load_while(root.to_owned(), settings, watch);
    }
    if before.settings != settings {
        let world = before.with_settings_while(settings, watch)?;
        return Some(world.with_changed_files_while(&paths, watch).unwrap_or(world));
    }
    before.with_changed_files_while(&paths, watch).or_else(|| {
        // Another note came or went: links to it may break or be mended. The corpus is the same.
        let is_note = |change: &Change| change.came_or_went && before.is_note(&change.path);
        changes.iter().any(is_note).then(|| before.clone())
    })
}

/// Whether `path` is, or was, a folder with articles in it.
fn is_corpus_folder(world: &World, path: &Path) -> bool {
    let corpus = &world.settings.corpus;
    corpus.iter().any(|folder| folder.starts_with(path))
        || (corpus.iter().any(|folder| path.starts_with(folder))
            && (path.is_dir() || world.library.has_articles_below(path)))
}
