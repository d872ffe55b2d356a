//! Diagnostics of all notes that the client asks for: open ones as they are in the editor, the others as
//! they are on disk. While nothing differs from what the client knows the answer waits, since some
//! clients ask again every other second.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use ropey::Rope;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::notification::Notification;

use super::analyses::Failure;
use super::capabilities::ClientTraits;
use super::diagnostics;
use super::homes::Snapshot;
use super::references::CancelOnDrop;
use super::session::{Session, is_note};
use super::store::Document;
use super::uri::{self, DocKey};
use crate::evidence::Cancel;
use crate::workspace;

/// How long after a change the notes are looked through again: typing is answered note by note.
const CALM: Duration = Duration::from_millis(800);

/// What was found in notes that are not open.
#[derive(Default)]
pub struct ClosedFindings(Mutex<HashMap<PathBuf, Known>>);

/// A note on disk as it was checked.
struct Known {
    world: u64,
    file: (Option<SystemTime>, u64),
    found: Arc<Found>,
}

/// What was found in one note, under its result id.
struct Found {
    id: String,
    items: Vec<lsp::Diagnostic>,
}

/// Answers a question about all notes.
///
/// # Errors
/// An internal error when the engine failed.
pub async fn answer(
    session: &Arc<Session>,
    params: lsp::WorkspaceDiagnosticParams,
) -> Result<lsp::WorkspaceDiagnosticReportResult> {
    let token = params.partial_result_params.partial_result_token;
    let known: HashMap<DocKey, lsp::PreviousResultId> =
        params.previous_result_ids.into_iter().map(|it| (DocKey::new(&it.uri), it)).collect();
    let mut changes = session.changes.subscribe();
    loop {
        changes.mark_unchanged();
        let mut round = Round { session, token: token.as_ref(), items: Vec::new(), news: known.is_empty() };
        let mut left = known.clone();
        for note in notes(session).await {
            if let Some(found) = check(session, &note).await? {
                let uri = note.uri();
                let before = left.remove(&DocKey::new(&uri)).map(|it| it.value);
                round.tell(uri, note.version(), &found, before).await;
            }
        }
        for gone in left.into_values() {
            let nothing = Found { id: String::new(), items: Vec::new() };
            round.tell(gone.uri, None, &nothing, Some(gone.value)).await;
        }
        if round.news {
            return Ok(lsp::WorkspaceDiagnosticReport { items: round.items }.into());
        }
        // The sender is the session's, so this fails never.
        let _ = changes.changed().await;
        tokio::time::sleep(CALM).await;
    }
}

/// One look through all notes.
struct Round<'a> {
    session: &'a Session,
    /// Where single reports go, when the client takes them.
    token: Option<&'a lsp::ProgressToken>,
    items: Vec<lsp::WorkspaceDocumentDiagnosticReport>,
    /// Whether something differs from what the client knows.
    news: bool,
}

impl Round<'_> {
    async fn tell(&mut self, uri: lsp::Url, version: Option<i64>, found: &Found, before: Option<String>) {
        let is_same = before.as_ref() == Some(&found.id);
        self.news |= !is_same;
        let item = if is_same {
            let unchanged_document_diagnostic_report =
                lsp::UnchangedDocumentDiagnosticReport { result_id: found.id.clone() };
            lsp::WorkspaceDocumentDiagnosticReport::Unchanged(
                lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report,
                },
            )
        } else {
            let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport {
                result_id: (!found.id.is_empty()).then(|| found.id.clone()),
                items: found.items.clone(),
            };
            lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report,
            })
        };
        match self.token {
            Some(token) if !is_same => {
                let part = json!({"token": token, "value": {"items": [item]}});
                self.session.client.send_notification::<PartialResult>(part).await;
            }
            Some(_) => {}
            None => self.items.push(item),
        }
    }
}

/// `$/progress` with a part of a result, for which the library has no type.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

/// A note to look at.
enum Note {
    Open(Arc<Document>, Arc<Snapshot>),
    Closed(PathBuf, lsp::Url, Arc<Snapshot>),
}

impl Note {
    fn uri(&self) -> lsp::Url {
        match self {
            Self::Open(document, _) => document.uri.clone(),
            Self::Closed(_, uri, _) => uri.clone(),
        }
    }

    fn version(&self) -> Option<i64> {
        match self {
            Self::Open(document, _) => Some(i64::from(document.version)),
            Self::Closed(..) => None,
        }
    }
}

/// Every note of every workspace that has articles and wants this, the open ones first.
async fn notes(session: &Session) -> Vec<Note> {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    let mut seen: HashSet<PathBuf> = HashSet::new();
    // Inner workspaces first: a note belongs to the innermost.
    for home in session.homes.all().into_iter().rev() {
        let snapshot = home.ready().await;
        let on = snapshot.world.settings.features.workspace_diagnostics != Some(false);
        let documents =
            session.documents.all().into_iter().filter(|document| {
                session.homes.of(&document.key).is_some_and(|its| Arc::ptr_eq(&its, &home))
            });
        for document in documents {
            let Some(path) = document.key.path().filter(|_| is_note(&document, &snapshot)) else { continue };
            if seen.insert(path.to_owned()) && on {
                open.push(Note::Open(document, snapshot.clone()));
            }
        }
        if snapshot.world.library.is_empty() {
            continue;
        }
        for path in snapshot.world.notes() {
            if let (true, Some(uri), true) = (seen.insert(path.clone()), uri::from_path(&path), on) {
                closed.push(Note::Closed(path, uri, snapshot.clone()));
            }
        }
    }
    open.into_iter().chain(closed).collect()
}

/// What is found in a note; `None` when it can't be read or changes just now.
async fn check(session: &Arc<Session>, note: &Note) -> Result<Option<Arc<Found>>> {
    match note {
        Note::Open(document, snapshot) => match session.analyses.of(document, snapshot).await {
            Ok(analysis) => {
                let (traits, typing) = (session.traits(), &session.typing);
                let items = diagnostics::of_note(document, snapshot, &analysis, traits, typing);
                let id = diagnostics::result_id(session.nonce, &items);
                Ok(Some(Arc::new(Found { id, items })))
            }
            Err(Failure::Superseded) => Ok(None),
            Err(Failure::Panicked) => Err(Error::internal_error()),
        },
        Note::Closed(path, _, snapshot) => {
            let cancel = CancelOnDrop(Cancel::new());
            let (shared, snapshot, path) = (session.clone(), snapshot.clone(), path.clone());
            let flag = cancel.0.clone();
            let work = move || shared.closed_findings.get(&path, &snapshot, &shared, &flag);
            session.pool.run(work).await.map_err(|_| Error::internal_error())
        }
    }
}

impl ClosedFindings {
    fn get(
        &self,
        path: &Path,
        snapshot: &Snapshot,
        session: &Session,
        cancel: &Cancel,
    ) -> Option<Arc<Found>> {
        let metadata = std::fs::metadata(path).ok()?;
        let most = snapshot.world.settings.terms.limits.note().most;
        if !metadata.is_file() || metadata.len() > most {
            return None;
        }
        let file = (metadata.modified().ok(), metadata.len());
        if let Some(known) = self.lock().get(path)
            && known.world == snapshot.stamp
            && known.file == file
        {
            return Some(known.found.clone());
        }
        let bytes = std::fs::read(path).ok()?;
        // Editors don't show the mark of the encoding, and don't count it.
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        let rope = Rope::from_str(&text);
        let analysis = workspace::analyze(Arc::from(text.as_ref()), path, &snapshot.world, cancel).ok()?;
        let traits: &ClientTraits = session.traits();
        let items =
            diagnostics::converted(analysis.diagnostics.iter(), &rope, &snapshot.world.library, traits);
        let found = Arc::new(Found { id: diagnostics::result_id(session.nonce, &items), items });
        let known = Known { world: snapshot.stamp, file, found: found.clone() };
        self.lock().insert(path.to_owned(), known);
        Some(found)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
