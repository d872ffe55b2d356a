//! Decides when open notes are checked, and sends the results: soon after typing stops, at once
//! after opening, saving or a change of the corpus, and never one that is no longer true.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use tower_lsp::lsp_types::{MessageType, Url};

use super::analyses::{Failure, Outcome};
use super::diagnostics;
use super::homes::Snapshot;
use super::loader::Order;
use super::session::{Checked, Session, is_note};
use super::shown::{Marks, Stale};
use super::store::Document;
use super::typing::FINISHED;
use super::uri::DocKey;

/// A note is checked when typing has paused for this long: shorter than a glance away from the
/// keyboard, longer than the gap between two keys.
pub const QUIET: Duration = Duration::from_millis(150);

/// A note is checked at the latest this long after its first unchecked change.
pub const PATIENCE: Duration = Duration::from_millis(800);

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// The document was opened or saved.
    Settled(DocKey),
    /// The document was edited.
    Edited(DocKey),
    /// The document was closed.
    Closed(Url, DocKey),
    /// The workspace at this root has its first world; whoever asked before is still waiting.
    FirstWorld(PathBuf),
    /// The world of the workspace at this root is another one.
    World(PathBuf),
    /// Documents may belong to another workspace than before.
    Moved,
}

/// When a document is due.
#[derive(Clone, Copy, Debug)]
struct Due {
    at: Instant,
    latest: Instant,
}

/// A check that is done.
struct Done {
    document: Arc<Document>,
    snapshot: Arc<Snapshot>,
    outcome: Outcome,
    what_for: Purpose,
}

/// Why a note was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To send the client what was found.
    Publish,
    /// To learn what the client has to ask for again.
    Compare,
}

/// Runs until the session ends.
pub async fn run(session: Arc<Session>, mut events: mpsc::UnboundedReceiver<Event>) {
    let mut scheduler = Scheduler {
        session,
        due: HashMap::new(),
        typed: HashMap::new(),
        jobs: JoinSet::new(),
        shown: HashMap::new(),
        told: HashSet::new(),
    };
    loop {
        let next = scheduler.due.values().map(|due| due.at).chain(scheduler.typed.values().copied()).min();
        // Events first: what they make stale must not be sent.
        tokio::select! {
            biased;
            event = events.recv() => match event {
                Some(event) => scheduler.take(event).await,
                None => return,
            },
            Some(done) = scheduler.jobs.join_next(), if !scheduler.jobs.is_empty() => {
                // A job only waits for a check, whose panic is an outcome.
                if let Ok(done) = done {
                    match done.what_for {
                        Purpose::Publish => scheduler.publish(done).await,
                        Purpose::Compare => scheduler.compare(&done),
                    }
                }
            }
            () = sleep_until(next.unwrap_or_else(Instant::now)), if next.is_some() => {
                scheduler.finish_words();
                scheduler.begin_due();
            }
        }
    }
}

struct Scheduler {
    session: Arc<Session>,
    due: HashMap<DocKey, Due>,
    /// When the word that somebody types in a document is taken for finished.
    typed: HashMap<DocKey, Instant>,
    jobs: JoinSet<Done>,
    /// The documents for which the client holds diagnostics of ours.
    shown: HashMap<DocKey, Url>,
    /// The documents of which the user was told that they can't be checked.
    told: HashSet<DocKey>,
}

impl Scheduler {
    async fn take(&mut self, event: Event) {
        match event {
            Event::Settled(key) => {
                self.finish_word(&key);
                self.make_due_now(key);
            }
            Event::Edited(key) => {
                let now = Instant::now();
                self.told.remove(&key);
                self.typed.remove(&key);
                if self.session.typing.is_typing(&key) {
                    self.typed.insert(key.clone(), now + FINISHED);
                }
                let latest = self.due.get(&key).map_or(now + PATIENCE, |due| due.latest);
                self.due.insert(key, Due { at: latest.min(now + QUIET), latest });
            }
            Event::Closed(uri, key) => {
                self.due.remove(&key);
                self.typed.remove(&key);
                self.told.remove(&key);
                self.session.typing.leave(&key);
                self.session.shown.leave(&key);
                self.session.tokens.leave(&key);
                if self.shown.remove(&key).is_some() {
                    self.session.client.publish_diagnostics(uri, Vec::new(), None).await;
                }
            }
            // Whoever asked before has waited; but lenses were reserved on trust.
            Event::FirstWorld(root) => {
                self.make_all_due(Some(&root));
                self.compare_all(Some(&root));
            }
            Event::World(root) => {
                self.make_all_due(Some(&root));
                self.have_diagnostics_asked_again();
                self.compare_all(Some(&root));
            }
            Event::Moved => {
                self.make_all_due(None);
                self.have_diagnostics_asked_again();
                self.compare_all(None);
            }
        }
    }

    /// Makes the documents of one workspace, or all, due now.
    fn make_all_due(&mut self, root: Option<&Path>) {
        for document in self.session.documents.all() {
            let home = self.session.homes.of(&document.key);
            if root.is_none_or(|root| home.is_some_and(|home| home.root == root)) {
                self.make_due_now(document.key.clone());
            }
        }
    }

    fn make_due_now(&mut self, key: DocKey) {
        let now = Instant::now();
        self.due.insert(key, Due { at: now, latest: now });
    }

    /// Its answers mean nothing, here and below, so nobody waits for them.
    fn have_diagnostics_asked_again(&self) {
        if self.session.traits().pulls_diagnostics {
            let client = self.session.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    fn have_asked_again(&self, stale: Stale) {
        let traits = self.session.traits();
        if stale.hints && traits.refreshes_hints {
            let client = self.session.client.clone();
            tokio::spawn(async move { client.inlay_hint_refresh().await });
        }
        if stale.lenses && traits.refreshes_lenses {
            let client = self.session.client.clone();
            tokio::spawn(async move { client.code_lens_refresh().await });
        }
        if stale.tokens && traits.refreshes_tokens {
            let client = self.session.client.clone();
            tokio::spawn(async move { client.semantic_tokens_refresh().await });
        }
    }

    /// Takes words for finished that nobody went on with.
    fn finish_words(&mut self) {
        let now = Instant::now();
        let done: Vec<DocKey> =
            self.typed.iter().filter(|(_, at)| **at <= now).map(|(key, _)| key.clone()).collect();
        for key in done {
            self.finish_word(&key);
        }
    }

    /// What was held back while somebody typed is to be shown now.
    fn finish_word(&mut self, key: &DocKey) {
        self.typed.remove(key);
        if self.session.typing.finished(key) {
            self.have_diagnostics_asked_again();
            self.make_due_now(key.clone());
        }
    }

    /// Compares what the client was given of the documents of one workspace, or of all, with what there
    /// is now.
    fn compare_all(&mut self, root: Option<&Path>) {
        for document in self.session.documents.all() {
            let home = self.session.homes.of(&document.key);
            if home.is_some_and(|home| root.is_none_or(|root| home.root == root)) {
                self.compare_one(&document.key);
            }
        }
    }

    /// Compares what the client was given of a document with what there is now.
    fn compare_one(&mut self, key: &DocKey) {
        let traits = self.session.traits();
        if !(traits.refreshes_hints || traits.refreshes_lenses || traits.refreshes_tokens) {
            return;
        }
        let Some(document) = self.session.documents.get(key) else { return };
        let Some(snapshot) = self.session.homes.of(key).and_then(|home| home.now()) else { return };
        let pending = is_note(&document, &snapshot).then(|| self.session.analyses.of(&document, &snapshot));
        self.jobs.spawn(async move {
            let outcome = match pending {
                Some(pending) => pending.await,
                None => Err(Failure::Superseded),
            };
            Done { document, snapshot, outcome, what_for: Purpose::Compare }
        });
    }

    fn compare(&self, done: &Done) {
        let Done { document, snapshot, outcome, .. } = done;
        if !self.session.is_current(document, snapshot) {
            return;
        }
        let marks = match outcome {
            Ok(analysis) => {
                let (document, snapshot) = (document.clone(), snapshot.clone());
                Some(Marks::of(&Checked { document, snapshot, analysis: analysis.clone() }))
            }
            Err(_) if is_note(document, snapshot) => return,
            Err(_) => None,
        };
        self.have_asked_again(self.session.shown.stale(&document.key, marks));
    }

    fn begin_due(&mut self) {
        let now = Instant::now();
        let ready: Vec<DocKey> =
            self.due.iter().filter(|(_, due)| due.at <= now).map(|(key, _)| key.clone()).collect();
        for key in ready {
            self.due.remove(&key);
            // A client that asks by itself is sent nothing.
            if !self.session.traits().pulls_diagnostics {
                self.begin(&key);
            }
            self.compare_one(&key);
        }
    }

    fn begin(&mut self, key: &DocKey) {
        let Some(document) = self.session.documents.get(key) else { return };
        // Without a world yet, its coming will make the document due again.
        let Some(snapshot) = self.session.homes.of(key).and_then(|home| home.now()) else { return };
        if is_note(&document, &snapshot) {
            let pending = self.session.analyses.of(&document, &snapshot);
            self.jobs.spawn(async move {
                Done { document, snapshot, outcome: pending.await, what_for: Purpose::Publish }
            });
        } else if self.shown.contains_key(key) {
            // It was a note under other settings.
            let outcome = Err(Failure::Superseded);
            self.jobs.spawn(async move { Done { document, snapshot, outcome, what_for: Purpose::Publish } });
        }
    }

    async fn publish(&mut self, done: Done) {
        let Done { document, snapshot, outcome, .. } = done;
        if !self.session.is_current(&document, &snapshot) {
            return;
        }
        if snapshot.world.is_damaged() {
            // What was found then is not shown: it is checked again in the world that comes.
            return self.session.order(Order::Mend);
        }
        let found = match outcome {
            Ok(analysis) => {
                let (traits, typing) = (self.session.traits(), &self.session.typing);
                diagnostics::of_note(&document, &snapshot, &analysis, traits, typing)
            }
            Err(Failure::Superseded) if !is_note(&document, &snapshot) => Vec::new(),
            // Somebody asked in another world meanwhile; this one is the current one.
            Err(Failure::Superseded) => return self.make_due_now(document.key.clone()),
            Err(Failure::Panicked) => return self.tell_failure(&document).await,
        };
        if found.is_empty() {
            self.shown.remove(&document.key);
        } else {
            self.shown.insert(document.key.clone(), document.uri.clone());
        }
        let client = &self.session.client;
        client.publish_diagnostics(document.uri.clone(), found, Some(document.version)).await;
    }

    /// Once for each document, until it is edited.
    async fn tell_failure(&mut self, document: &Document) {
        if self.told.insert(document.key.clone()) {
            let name = document.key.path().and_then(|path| path.file_name());
            let name = name.map_or_else(|| "a note".into(), |name| name.to_string_lossy());
            let text = format!(
                "Attest failed on {name} and shows its earlier results until you edit it. \
                 Please report this with the server's log."
            );
            self.session.client.show_message(MessageType::ERROR, text).await;
        }
    }
}
