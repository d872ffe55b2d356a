//! What the handlers and tasks of one session share, and how a request takes its snapshot.

use std::sync::{Arc, OnceLock};

use tokio::sync::{mpsc, watch};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Position, Url};

use super::analyses::{Analyses, Failure};
use super::capabilities::ClientTraits;
use super::convert;
use super::homes::{Home, Homes, Snapshot};
use super::loader::Order;
use super::pool::Pool;
use super::references::ClosedNotes;
use super::scheduler::Event;
use super::shown::Shown;
use super::stop::Stop;
use super::store::{Document, DocumentStore};
use super::tokens::LastTokens;
use super::typing::Typing;
use super::uri::DocKey;
use super::workspace_pull::ClosedFindings;
use crate::text::position::Encoding;
use crate::workspace::Analysis;

/// One client's session.
pub struct Session {
    /// The way to the client. Never awaited in the handler of a notification.
    pub client: Client,
    /// Filled by `initialize`.
    pub traits: OnceLock<ClientTraits>,
    /// The open documents.
    pub documents: DocumentStore,
    /// The workspaces.
    pub homes: Homes,
    /// The checks.
    pub analyses: Analyses,
    /// For what requests compute themselves.
    pub pool: Pool,
    /// For what is made of the text alone and must not wait for a check.
    pub quick: Pool,
    /// The checks of notes that are not open.
    pub closed_notes: ClosedNotes,
    /// What the client shows around the text of open notes.
    pub shown: Shown,
    /// Where somebody types.
    pub typing: Typing,
    /// What was found in notes that are not open.
    pub closed_findings: ClosedFindings,
    /// The semantic tokens that the client has.
    pub tokens: LastTokens,
    /// Counts what may change findings: edits, articles, settings, notes on disk.
    pub changes: watch::Sender<u64>,
    /// Ends a long reading of articles.
    pub stop: Stop,
    /// Differs between sessions, so that a result id of an earlier one means nothing.
    pub nonce: u64,
    events: mpsc::UnboundedSender<Event>,
    orders: mpsc::UnboundedSender<Order>,
}

/// A document with all that was found out about it, and the world it was held against.
pub struct Checked {
    /// The document's state.
    pub document: Arc<Document>,
    /// The world's.
    pub snapshot: Arc<Snapshot>,
    /// The result.
    pub analysis: Arc<Analysis>,
}

impl Checked {
    /// The byte offset of a position of the client.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        convert::offset(&self.document.rope, position, encoding)
    }
}

/// An article of the corpus that is open in the editor, as it is on disk.
pub struct Read {
    /// The document's state.
    pub document: Arc<Document>,
    /// The world that has the article.
    pub snapshot: Arc<Snapshot>,
    /// Index into the corpus.
    pub article: u32,
}

/// A document that a request is about.
pub enum Asked {
    /// A note, checked.
    Note(Checked),
    /// An article.
    Article(Read),
}

impl Asked {
    /// The document's state.
    #[must_use]
    pub fn document(&self) -> &Arc<Document> {
        match self {
            Self::Note(checked) => &checked.document,
            Self::Article(read) => &read.document,
        }
    }

    /// The world's.
    #[must_use]
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        match self {
            Self::Note(checked) => &checked.snapshot,
            Self::Article(read) => &read.snapshot,
        }
    }

    /// The byte offset of a position of the client.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        convert::offset(&self.document().rope, position, encoding)
    }
}

/// A document's state as a request found it on the wire.
pub struct Look {
    /// The document.
    pub document: Arc<Document>,
    home: Arc<Home>,
}

impl Look {
    /// The current world of the document's workspace, as soon as there is one.
    pub async fn ready(&self) -> Arc<Snapshot> {
        self.home.ready().await
    }

    /// That world, when there is one already.
    #[must_use]
    pub fn now(&self) -> Option<Arc<Snapshot>> {
        self.home.now()
    }
}

impl Session {
    /// A session with the ends of its tasks' queues.
    pub fn new(
        client: Client,
    ) -> (Arc<Self>, mpsc::UnboundedReceiver<Event>, mpsc::UnboundedReceiver<Order>) {
        let (events, scheduled) = mpsc::unbounded_channel();
        let (orders, ordered) = mpsc::unbounded_channel();
        let started = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let nonce = started.map_or(0, |since| since.as_nanos() as u64) ^ u64::from(std::process::id());
        let session = Self {
            client,
            traits: OnceLock::new(),
            documents: DocumentStore::default(),
            homes: Homes::default(),
            analyses: Analyses::default(),
            pool: Pool::default(),
            quick: Pool::default(),
            closed_notes: ClosedNotes::default(),
            shown: Shown::default(),
            typing: Typing::default(),
            closed_findings: ClosedFindings::default(),
            tokens: LastTokens::default(),
            changes: watch::Sender::new(0),
            stop: Stop::default(),
            nonce,
            events,
            orders,
        };
        (Arc::new(session), scheduled, ordered)
    }

    /// The client's traits; those of a client that can nothing, before it has spoken.
    #[must_use]
    pub fn traits(&self) -> &ClientTraits {
        static NONE: OnceLock<ClientTraits> = OnceLock::new();
        self.traits.get().unwrap_or_else(|| NONE.get_or_init(ClientTraits::default))
    }

    /// The session's encoding.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.traits().encoding
    }

    /// Sends the scheduler an event. Every one may change what is found.
    pub fn schedule(&self, event: Event) {
        self.changed();
        // It ends only with the session.
        let _ = self.events.send(event);
    }

    /// Something has changed that may change what is found.
    pub fn changed(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Gives the loader an order.
    pub fn order(&self, order: Order) {
        let _ = self.orders.send(order);
    }

    /// The document as it is at this moment; to be called before a handler first waits. `None` when
    /// the client has not opened it, or when it is no note.
    #[must_use]
    pub fn look(&self, uri: &Url) -> Option<Look> {
        self.look_at(&DocKey::new(uri))
    }

    fn look_at(&self, key: &DocKey) -> Option<Look> {
        Some(Look { document: self.documents.get(key)?, home: self.homes.of(key)? })
    }

    /// The document that was looked at, as a checked note or as an article; `None` when it is neither,
    /// or an article with edits that are not saved.
    ///
    /// # Errors
    /// See [`Self::check`].
    pub async fn ask(&self, look: Look) -> Result<Option<Asked>> {
        if let Some(read) = self.read(&look).await {
            return Ok(Some(Asked::Article(read)));
        }
        Ok(self.check(look).await?.map(Asked::Note))
    }

    async fn read(&self, look: &Look) -> Option<Read> {
        let snapshot = look.ready().await;
        let path = look.document.key.path().filter(|path| !snapshot.world.is_note(path))?;
        let library = &snapshot.world.library;
        let article = library.article_at(path)?;
        let as_on_disk = library.article(article).is_some_and(|it| it.source == look.document.text());
        let article = Some(article).filter(|_| as_on_disk)?;
        Some(Read { document: look.document.clone(), snapshot, article })
    }

    /// Checks the document that was looked at, or takes the check that was made already.
    ///
    /// # Errors
    /// `ContentModified` when the document has changed since; an internal error when the engine failed
    /// on this text.
    pub async fn check(&self, look: Look) -> Result<Option<Checked>> {
        loop {
            // Looked up anew each time: the document may have moved.
            let Some(home) = self.homes.of(&look.document.key) else {
                return Err(Error::content_modified());
            };
            let snapshot = home.ready().await;
            if !is_note(&look.document, &snapshot) {
                return Ok(None);
            }
            let outcome = self.analyses.of(&look.document, &snapshot).await;
            if snapshot.world.is_damaged() {
                self.order(Order::Mend);
            }
            match outcome {
                Ok(analysis) => return Ok(Some(Checked { document: look.document, snapshot, analysis })),
                Err(Failure::Panicked) => return Err(Error::internal_error()),
                // Only the world is another one: the same question has an answer there.
                Err(Failure::Superseded) if self.is_as_it_was(&look.document) => {}
                Err(Failure::Superseded) => return Err(Error::content_modified()),
            }
            // Not at once: whoever has a newer world gets to hand it over.
            tokio::task::yield_now().await;
        }
    }

    /// Checks the document that was looked at, or its newest state when that is another one. For what is
    /// shown beside the text: an error would make a client take it away until it asks again.
    ///
    /// # Errors
    /// An internal error when the engine failed on this text.
    pub async fn check_newest(&self, mut look: Look) -> Result<Option<Checked>> {
        loop {
            let key = look.document.key.clone();
            match self.check(look).await {
                Err(error) if error == Error::content_modified() => match self.look_at(&key) {
                    Some(newer) => look = newer,
                    None => return Ok(None),
                },
                answer => return answer,
            }
        }
    }

    fn is_as_it_was(&self, document: &Document) -> bool {
        self.documents.get(&document.key).is_some_and(|now| now.stamp == document.stamp)
    }

    /// Whether nothing has changed since `document` was checked against `snapshot`.
    #[must_use]
    pub fn is_current(&self, document: &Document, snapshot: &Snapshot) -> bool {
        let world = self.homes.of(&document.key).and_then(|home| home.now()).map(|now| now.stamp);
        self.is_as_it_was(document) && world == Some(snapshot.stamp)
    }
}

/// Whether a document is a note of the analyst, rather than an article or something else.
#[must_use]
pub fn is_note(document: &Document, snapshot: &Snapshot) -> bool {
    match document.key.path() {
        Some(path) => snapshot.world.is_note(path),
        None => document.language == "markdown",
    }
}
