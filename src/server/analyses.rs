//! Analyses under way and done: each state of a document is checked once against each state of the
//! world, whoever asks, and given up as soon as it is the past.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared, ready};

use super::homes::Snapshot;
use super::pool::Pool;
use super::store::Document;
use super::uri::DocKey;
use crate::evidence::Cancel;
use crate::workspace::{self, Analysis};

/// Why there is no analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A newer state made it pointless.
    Superseded,
    /// The engine panicked on it.
    Panicked,
}

/// An analysis or why there is none.
pub type Outcome = Result<Arc<Analysis>, Failure>;

/// An analysis that may still be under way; any number may wait for it.
pub type Pending = Shared<BoxFuture<'static, Outcome>>;

struct Slot {
    document: u64,
    world: u64,
    cancel: Cancel,
    pending: Pending,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// The latest analysis of each open document.
#[derive(Default)]
pub struct Analyses {
    slots: Mutex<HashMap<DocKey, Slot>>,
    pool: Pool,
}

impl Analyses {
    /// The analysis of `document` in the world of `snapshot`, which is the current one: begun now,
    /// unless it was before. One of another state is given up; when `document` is the older state,
    /// it is superseded itself.
    pub fn of(&self, document: &Arc<Document>, snapshot: &Arc<Snapshot>) -> Pending {
        let mut slots = self.lock();
        if let Some(slot) = slots.get(&document.key) {
            if (slot.document, slot.world) == (document.stamp, snapshot.stamp) {
                return slot.pending.clone();
            }
            // Worlds have no such order: a note may move to a workspace that was read long before.
            if slot.document > document.stamp {
                return ready(Err(Failure::Superseded)).boxed().shared();
            }
        }
        let cancel = Cancel::new();
        let pending = self.begin(document.clone(), snapshot.clone(), cancel.clone());
        let slot = Slot { document: document.stamp, world: snapshot.stamp, cancel, pending: pending.clone() };
        slots.insert(document.key.clone(), slot);
        pending
    }

    /// Gives up what is under way for `key`, because the document changed or was closed.
    pub fn give_up(&self, key: &DocKey) {
        self.lock().remove(key);
    }

    fn begin(&self, document: Arc<Document>, snapshot: Arc<Snapshot>, cancel: Cancel) -> Pending {
        let pool = self.pool.clone();
        // A task, so that it goes on while nobody polls it.
        let task = tokio::spawn(async move {
            let stop = cancel.clone();
            let work = move || {
                if cancel.is_cancelled() {
                    return Err(Failure::Superseded);
                }
                let path = note_path(&document.key, &snapshot);
                workspace::analyze(document.text(), &path, &snapshot.world, &cancel)
                    .map(Arc::new)
                    .map_err(|_| Failure::Superseded)
            };
            match pool.run(work).await {
                // What was stopped half-way must not be taken for a result.
                Ok(Ok(_)) if stop.is_cancelled() => Err(Failure::Superseded),
                Ok(outcome) => outcome,
                Err(_) => Err(Failure::Panicked),
            }
        });
        task.map(|joined| joined.unwrap_or(Err(Failure::Panicked))).boxed().shared()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocKey, Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path that a note's relative links start from.
fn note_path(key: &DocKey, snapshot: &Snapshot) -> PathBuf {
    match key {
        DocKey::File(path) => path.clone(),
        DocKey::Memory(_) => snapshot.world.root.join("untitled.md"),
    }
}
