//! Watching files: by the client when it can, else by ourselves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::event::ModifyKind;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;
use tower_lsp::lsp_types::Registration;

use super::capabilities::ClientTraits;
use super::uri;
use crate::corpus::load::EXTENSIONS;
use crate::workspace::settings::FILE_NAME;

/// The id of the registration at the client.
pub const ID: &str = "attest-files";

/// Asks the client to watch what bears on notes: settings and, anywhere below these folders, files
/// that articles and notes may be. Folders outside of the client's own (a corpus elsewhere) can only
/// be named to a client that knows relative patterns.
#[must_use]
pub fn registration(traits: &ClientTraits, outside: &BTreeSet<PathBuf>) -> Registration {
    let files = format!("**/*.{{{}}}", EXTENSIONS.join(","));
    let settings = format!("**/{FILE_NAME}");
    let mut watchers = vec![json!({"globPattern": files}), json!({"globPattern": settings})];
    if traits.relative_patterns {
        for folder in outside.iter().filter_map(|folder| uri::from_path(folder)) {
            watchers.push(json!({"globPattern": {"baseUri": folder, "pattern": files}}));
        }
    }
    Registration {
        id: ID.to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!({ "watchers": watchers })),
    }
}

/// The registration by which a client tells of changed settings.
#[must_use]
pub fn configuration_registration() -> Registration {
    Registration {
        id: "attest-configuration".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(json!({"section": "attest"})),
    }
}

/// A file or folder that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Which one.
    pub path: PathBuf,
    /// Whether it was created, removed or renamed, rather than written to.
    pub came_or_went: bool,
}

/// Whether a changed path may matter. One without an extension may be a folder of articles.
fn is_relevant(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE_NAME)
        || path.extension().is_none()
        || crate::corpus::load::is_article(path)
}

/// Our own eyes, for clients without. The operating system tells of changes; nothing is polled.
pub struct OwnWatcher {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl OwnWatcher {
    /// A watcher that gives `tell` the paths of what was created, changed or removed; `None` when
    /// the system has none to give.
    #[must_use]
    pub fn new(tell: impl Fn(Vec<Change>) + Send + 'static) -> Option<Self> {
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let written =
                matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
            if !matches!(event.kind, EventKind::Access(_)) {
                let relevant = event.paths.into_iter().filter(|path| is_relevant(path));
                let changes: Vec<_> = relevant.map(|path| Change { path, came_or_went: !written }).collect();
                if !changes.is_empty() {
                    tell(changes);
                }
            }
        };
        match notify::recommended_watcher(tell) {
            Ok(watcher) => Some(Self { watcher, watched: BTreeSet::new() }),
            Err(error) => {
                tracing::warn!("changes of articles are noticed on saving only: {error}");
                None
            }
        }
    }

    /// Watches the corpus folders with all that is below them, and the roots by themselves.
    pub fn watch(&mut self, corpora: BTreeSet<PathBuf>, roots: BTreeSet<PathBuf>) {
        let mut watched = BTreeSet::new();
        let wanted = roots
            .into_iter()
            .map(|root| (root, RecursiveMode::NonRecursive))
            .chain(corpora.into_iter().map(|folder| (folder, RecursiveMode::Recursive)));
        for (folder, mode) in wanted {
            // Also those watched already: a folder that was removed and made anew is another one.
            // One that does not exist is noticed in its root when it comes.
            if self.watcher.watch(&folder, mode).is_ok() {
                watched.insert(folder);
            }
        }
        for gone in self.watched.difference(&watched) {
            let _ = self.watcher.unwatch(gone);
        }
        self.watched = watched;
    }
}
