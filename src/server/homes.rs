//! Which workspace a document belongs to, and that workspace's current [`World`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::sync::watch;

use super::uri::DocKey;
use crate::features::completion::NameIndex;
use crate::workspace::World;
use crate::workspace::settings::{CORPUS_FOLDERS, FILE_NAME};

/// A world as it was at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// The world.
    pub world: World,
    /// Differs between any two snapshots of a session, and grows.
    pub stamp: u64,
    names: OnceLock<NameIndex>,
}

impl Snapshot {
    /// The world's names for completion; made at the first call.
    #[must_use]
    pub fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::of(&self.world.library))
    }
}

/// The root of a workspace and what is known of it now.
#[derive(Debug)]
pub struct Home {
    /// The folder.
    pub root: PathBuf,
    world: watch::Sender<Option<Arc<Snapshot>>>,
}

impl Home {
    /// The current snapshot; `None` until the corpus was read for the first time.
    #[must_use]
    pub fn now(&self) -> Option<Arc<Snapshot>> {
        self.world.borrow().clone()
    }

    /// The current snapshot, as soon as there is one. Later readers never wait: while the corpus is
    /// read again, the old one stands.
    pub async fn ready(&self) -> Arc<Snapshot> {
        let mut updates = self.world.subscribe();
        loop {
            if let Some(snapshot) = updates.borrow_and_update().clone() {
                return snapshot;
            }
            // The sender is `self`, so this fails never.
            let _ = updates.changed().await;
        }
    }
}

/// All workspaces of a session.
#[derive(Debug, Default)]
pub struct Homes {
    inner: Mutex<Inner>,
    stamps: AtomicU64,
}

#[derive(Debug, Default)]
struct Inner {
    /// The folders that the client has open, in its order.
    folders: Vec<PathBuf>,
    homes: BTreeMap<PathBuf, Arc<Home>>,
    /// Where the open documents belong.
    of: BTreeMap<DocKey, Arc<Home>>,
}

impl Homes {
    /// Sets the client's folders; the homes that are new.
    pub fn set_folders(&self, folders: Vec<PathBuf>) -> Vec<Arc<Home>> {
        let mut inner = self.lock();
        inner.folders = folders;
        self.resettle(&mut inner)
    }

    /// The client's folders.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        self.lock().folders.clone()
    }

    /// Decides where an opened document belongs; the home when nobody lived there before.
    pub fn settle(&self, key: &DocKey) -> Option<Arc<Home>> {
        let mut inner = self.lock();
        let root = root_of(key, &inner.folders);
        let known = inner.homes.get(&root).cloned();
        let home = known.clone().unwrap_or_else(|| inner.add(root));
        inner.of.insert(key.clone(), home.clone());
        known.is_none().then_some(home)
    }

    /// Forgets a closed document.
    pub fn leave(&self, key: &DocKey) {
        self.lock().of.remove(key);
    }

    /// Decides anew where everything belongs, after a settings file or corpus folder came or went;
    /// the homes that are new, or `None` when nothing moved. A home where nobody lives is let go.
    pub fn settle_again(&self) -> Option<Vec<Arc<Home>>> {
        let mut inner = self.lock();
        let roots = |inner: &Inner| {
            let of = inner.of.values().map(|home| home.root.clone()).collect::<Vec<_>>();
            (of, inner.homes.keys().cloned().collect::<Vec<_>>())
        };
        let before = roots(&inner);
        let new = self.resettle(&mut inner);
        (roots(&inner) != before).then_some(new)
    }

    /// Where an open document belongs.
    #[must_use]
    pub fn of(&self, key: &DocKey) -> Option<Arc<Home>> {
        self.lock().of.get(key).cloned()
    }

    /// Every home, by root.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Home>> {
        self.lock().homes.values().cloned().collect()
    }

    /// Gives `home` a new world.
    pub fn furnish(&self, home: &Home, world: World) {
        let stamp = self.stamps.fetch_add(1, Ordering::Relaxed) + 1;
        home.world.send_replace(Some(Arc::new(Snapshot { world, stamp, names: OnceLock::new() })));
    }

    /// Gives `home` a world that has not all articles yet, unless it has one that does; whether it took it.
    pub fn furnish_meanwhile(&self, home: &Home, world: World) -> bool {
        let stamp = self.stamps.fetch_add(1, Ordering::Relaxed) + 1;
        let snapshot = Arc::new(Snapshot { world, stamp, names: OnceLock::new() });
        home.world.send_if_modified(|now| {
            let takes = now.as_ref().is_none_or(|now| !now.world.complete);
            if takes {
                *now = Some(snapshot);
            }
            takes
        })
    }

    fn resettle(&self, inner: &mut Inner) -> Vec<Arc<Home>> {
        let old = std::mem::take(&mut inner.homes);
        let folders = inner.folders.clone();
        let mut new = Vec::new();
        let mut find = |inner: &mut Inner, root: PathBuf| match inner.homes.get(&root) {
            Some(home) => home.clone(),
            None => match old.get(&root) {
                Some(home) => {
                    inner.homes.insert(root, home.clone());
                    home.clone()
                }
                None => {
                    let home = inner.add(root);
                    new.push(home.clone());
                    home
                }
            },
        };
        for folder in &folders {
            find(inner, root_of(&DocKey::File(folder.clone()), &folders));
        }
        let keys: Vec<DocKey> = inner.of.keys().cloned().collect();
        for key in keys {
            let home = find(inner, root_of(&key, &folders));
            inner.of.insert(key, home);
        }
        new
    }

    /// Nothing is called while it is held but the file system, to look for settings files.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn add(&mut self, root: PathBuf) -> Arc<Home> {
        let home = Arc::new(Home { root: root.clone(), world: watch::Sender::new(None) });
        self.homes.insert(root, home.clone());
        home
    }
}

/// The root of the workspace of `key`: of a file the nearest folder upward that has settings; else
/// the nearest one with a corpus, but not above the client's folder; else that folder. A document
/// that is no file, or that lies outside of everything, belongs to the client's first folder.
fn root_of(key: &DocKey, folders: &[PathBuf]) -> PathBuf {
    let first = || {
        folders.first().map(|first| root_of_file(first, folders)).unwrap_or_else(|| {
            std::env::current_dir().unwrap_or_else(|_| PathBuf::from(std::path::MAIN_SEPARATOR_STR))
        })
    };
    let Some(path) = key.path() else { return first() };
    let inside = folders.iter().any(|folder| path.starts_with(folder));
    let root = root_of_file(path, folders);
    let has_marks = || root.join(FILE_NAME).is_file() || has_corpus(&root);
    if inside || folders.is_empty() || has_marks() { root } else { first() }
}

fn root_of_file(path: &Path, folders: &[PathBuf]) -> PathBuf {
    let start = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    if let Some(settings) = start.ancestors().find(|folder| folder.join(FILE_NAME).is_file()) {
        return settings.to_owned();
    }
    let folder = folders
        .iter()
        .filter(|folder| path.starts_with(folder))
        .max_by_key(|folder| folder.components().count());
    // Without bounds, a `sources` folder in somebody's home would become the corpus of every note.
    let home = std::env::home_dir();
    let within = |candidate: &&Path| match folder {
        Some(folder) => candidate.starts_with(folder),
        None => home.as_ref().is_none_or(|home| !home.starts_with(candidate)),
    };
    start
        .ancestors()
        .take_while(within)
        .find(|candidate| has_corpus(candidate))
        .or(folder.map(PathBuf::as_path))
        .unwrap_or(start)
        .to_owned()
}

fn has_corpus(folder: &Path) -> bool {
    CORPUS_FOLDERS.iter().any(|name| folder.join(name).is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        root
    }

    fn home(tree: &tempfile::TempDir, file: &str, folders: &[&str]) -> PathBuf {
        let folders: Vec<_> = folders.iter().map(|folder| tree.path().join(folder)).collect();
        let root = root_of(&DocKey::File(tree.path().join(file)), &folders);
        root.strip_prefix(tree.path()).unwrap().to_owned()
    }

    #[test]
    fn the_nearest_settings_file_decides_wherever_the_client_has_its_folders() {
        let tree = tree(&["attest.toml", "a/attest.toml", "a/b/n.md", "c/corpus/x.txt", "c/n.md"]);
        assert_eq!(home(&tree, "a/b/n.md", &[""]), Path::new("a"));
        assert_eq!(home(&tree, "a/b/n.md", &["a/b"]), Path::new("a"));
        assert_eq!(home(&tree, "c/n.md", &["c"]), Path::new(""));
    }

    #[test]
    fn a_corpus_is_looked_for_up_to_the_clients_folder_only() {
        let tree = tree(&["sources/x.txt", "w/a/corpus/x.txt", "w/a/b/n.md", "w/c/n.md"]);
        assert_eq!(home(&tree, "w/a/b/n.md", &["w"]), Path::new("w/a"));
        assert_eq!(home(&tree, "w/c/n.md", &["w"]), Path::new("w"));
    }

    #[test]
    fn a_note_outside_of_everything_belongs_to_the_first_folder() {
        let tree =
            tree(&["w/corpus/x.txt", "v/corpus/x.txt", "elsewhere/n.md", "other/corpus/x.txt", "other/n.md"]);
        assert_eq!(home(&tree, "elsewhere/n.md", &["w", "v"]), Path::new("w"));
        assert_eq!(home(&tree, "other/n.md", &["w", "v"]), Path::new("other"));
        let memory = root_of(&DocKey::Memory("untitled:a".into()), &[tree.path().join("w")]);
        assert_eq!(memory, tree.path().join("w"));
    }

    #[test]
    fn a_home_where_nobody_lives_is_let_go() {
        let tree = tree(&["w/corpus/x.txt", "v/corpus/x.txt", "v/n.md"]);
        let homes = Homes::default();
        let (w, v) = (tree.path().join("w"), tree.path().join("v"));
        assert_eq!(homes.set_folders(vec![w.clone(), v.clone()]).len(), 2);
        let note = DocKey::File(v.join("n.md"));
        assert!(homes.settle(&note).is_none());
        assert!(homes.set_folders(vec![w.clone()]).is_empty());
        assert_eq!(homes.all().len(), 2, "the open note still lives in the second");
        homes.leave(&note);
        assert!(homes.settle_again().is_some_and(|new| new.is_empty()));
        assert!(homes.settle_again().is_none());
        assert_eq!(homes.all().iter().map(|home| &home.root).collect::<Vec<_>>(), [&w]);
    }
}
