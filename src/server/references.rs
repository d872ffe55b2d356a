//! References: needs all notes of the workspace checked, those that are not open read from disk.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Location, Position};

use super::convert::Places;
use super::homes::Snapshot;
use super::session::{Asked, Session};
use super::uri::DocKey;
use crate::evidence::Cancel;
use crate::features::in_article;
use crate::features::references::{CheckedNote, of_entity, references};
use crate::workspace::{self, Analysis, World};

/// The checks of notes that are not open, in the world they were held against.
#[derive(Default)]
pub struct ClosedNotes(Mutex<(u64, HashMap<PathBuf, Arc<Analysis>>)>);

/// Raises the flag when the request is dropped, which is how it is cancelled.
pub struct CancelOnDrop(pub Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// All references to what stands at `position`, in notes and articles.
///
/// # Errors
/// See [`with_notes`].
pub async fn find(session: &Arc<Session>, asked: Asked, position: Position) -> Result<Vec<Location>> {
    let encoding = session.encoding();
    let offset = asked.offset(position, encoding);
    let snapshot = asked.snapshot().clone();
    with_notes(session, snapshot, move |world, notes| {
        let places = match &asked {
            Asked::Note(checked) => references(&checked.analysis, world, offset, notes),
            Asked::Article(read) => in_article::name_at(world, read.article, offset)
                .map(|name| of_entity(name.entity, world, notes))
                .unwrap_or_default(),
        };
        let mut locations = Places::new(encoding);
        places.iter().filter_map(|place| locations.location(place)).collect()
    })
    .await
}

/// What `work` makes of every note of the workspace of `snapshot`, ordered by path: open ones as they
/// are in the editor, the others as they are on disk.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn with_notes<T: Send + 'static>(
    session: &Arc<Session>,
    snapshot: Arc<Snapshot>,
    work: impl FnOnce(&World, &[CheckedNote]) -> T + Send + 'static,
) -> Result<T> {
    let mut notes = Vec::new();
    for document in session.documents.all() {
        let here = session.homes.of(&document.key).and_then(|home| home.now());
        let here = here.is_some_and(|now| now.stamp == snapshot.stamp);
        let Some(path) = document.key.path().filter(|path| here && snapshot.world.is_note(path)) else {
            continue;
        };
        let path = path.to_owned();
        // A note that is being edited right now is left out rather than waited for twice.
        if let Ok(analysis) = session.analyses.of(&document, &snapshot).await {
            notes.push(CheckedNote { path, analysis });
        }
    }
    let cancel = CancelOnDrop(Cancel::new());
    let flag = cancel.0.clone();
    let shared = session.clone();
    let work = move || {
        let known: Vec<DocKey> = notes.iter().map(|note| DocKey::File(note.path.clone())).collect();
        for path in snapshot.world.notes() {
            if flag.is_cancelled() {
                break;
            }
            if !known.contains(&DocKey::File(path.clone())) {
                let analysis = shared.closed_notes.get(&path, &snapshot, &flag);
                notes.extend(analysis.map(|analysis| CheckedNote { path, analysis }));
            }
        }
        notes.sort_by(|a, b| a.path.cmp(&b.path));
        work(&snapshot.world, &notes)
    };
    session.pool.run(work).await.map_err(|_| Error::internal_error())
}

impl ClosedNotes {
    /// The check of the note at `path` as it is on disk; `None` when it can't be read.
    fn get(&self, path: &PathBuf, snapshot: &Snapshot, cancel: &Cancel) -> Option<Arc<Analysis>> {
        let text = std::fs::read(path).ok()?;
        let text = String::from_utf8_lossy(&text);
        {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.0 != snapshot.stamp {
                *known = (snapshot.stamp, HashMap::new());
            }
            if let Some(known) = known.1.get(path).filter(|known| *known.note.text == *text) {
                return Some(known.clone());
            }
        }
        let analysis = workspace::analyze(Arc::from(text), path, &snapshot.world, cancel).ok()?;
        let analysis = Arc::new(analysis);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 == snapshot.stamp {
            known.1.insert(path.clone(), analysis.clone());
        }
        Some(analysis)
    }
}
