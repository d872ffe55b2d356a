//! A server with handlers that behave badly, behind the real transport.

use std::sync::{Arc, Mutex};

use attest_ls::server::store::DocumentStore;
use attest_ls::server::transport::{self, End};
use attest_ls::server::uri::DocKey;
use attest_ls::text::position::Encoding;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, LspService, async_trait};

use crate::support::client::Client;

/// What a test holds of the toy.
#[derive(Clone)]
pub struct Gates {
    /// Requests `toy/wait` end when it has a permit for each.
    pub open: Arc<Semaphore>,
    /// Told of by every `toy/wait` that has begun.
    pub begun: Arc<Semaphore>,
    /// Told of by every `toy/wait` that was dropped unfinished.
    pub dropped: Arc<Semaphore>,
    /// A thread blocked by `toy/block` goes on when something is sent.
    pub unblock: Arc<Mutex<Option<std::sync::mpsc::Sender<()>>>>,
}

pub struct Toy {
    client: tower_lsp::Client,
    store: DocumentStore,
    gates: Gates,
}

fn closed() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(0))
}

impl Gates {
    pub fn new() -> Self {
        Self { open: closed(), begun: closed(), dropped: closed(), unblock: Arc::default() }
    }
}

#[derive(Deserialize)]
struct Which {
    uri: Url,
}

/// Gives way often and unevenly, on this thread and across threads, without waiting for the clock.
async fn dawdle(seed: i32) {
    for _ in 0..(seed * 7919) % 5 {
        tokio::task::yield_now().await;
    }
    if seed % 3 == 0 {
        tokio::task::spawn_blocking(std::thread::yield_now).await.unwrap();
    }
    for _ in 0..(seed * 104_729) % 7 {
        tokio::task::yield_now().await;
    }
}

struct TellDropped(Option<Arc<Semaphore>>);

impl Drop for TellDropped {
    fn drop(&mut self) {
        if let Some(dropped) = self.0.take() {
            dropped.add_permits(1);
        }
    }
}

impl Toy {
    /// The document as it stood when this request was read, after giving way many times.
    async fn text(&self, which: Which) -> Result<Value> {
        let document = self.store.get(&DocKey::new(&which.uri));
        let Some(document) = document else { return Ok(Value::Null) };
        dawdle(document.version).await;
        Ok(json!({"version": document.version, "text": &*document.text()}))
    }

    async fn wait(&self) -> Result<Value> {
        let mut dropped = TellDropped(Some(self.gates.dropped.clone()));
        self.gates.begun.add_permits(1);
        self.gates.open.acquire().await.unwrap().forget();
        dropped.0 = None;
        Ok(json!("waited"))
    }

    async fn block(&self) -> Result<Value> {
        tokio::task::yield_now().await;
        let (unblock, blocked) = std::sync::mpsc::channel();
        *self.gates.unblock.lock().unwrap() = Some(unblock);
        self.gates.begun.add_permits(1);
        blocked.recv().unwrap();
        Ok(json!("blocked"))
    }

    async fn panic_at_once(&self) -> Result<Value> {
        panic!("a toy's panic, at once");
    }

    async fn panic_later(&self) -> Result<Value> {
        tokio::task::yield_now().await;
        panic!("a toy's panic, later");
    }

    async fn panic_quietly(&self) {
        tokio::task::yield_now().await;
        panic!("a toy's panic, in a notification");
    }

    async fn ask(&self) -> Result<Value> {
        let items = vec![ConfigurationItem { scope_uri: None, section: Some("toy".to_owned()) }];
        self.gates.begun.add_permits(1);
        Ok(json!(self.client.configuration(items).await?))
    }

    async fn publish(&self, which: Which) {
        let client = self.client.clone();
        tokio::spawn(async move { client.publish_diagnostics(which.uri, vec![], None).await });
    }
}

#[async_trait]
impl LanguageServer for Toy {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        dawdle(7).await;
        let document = params.text_document;
        self.store.open(document.uri, document.language_id, document.version, &document.text);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        // The wait before the write is what breaks the order elsewhere.
        dawdle(document.version).await;
        let key = DocKey::new(&document.uri);
        self.store.change(&key, document.version, &params.content_changes, Encoding::Utf16);
    }
}

/// A toy behind the transport, over pipes in memory, initialized.
pub async fn start() -> (Client, Gates, JoinHandle<End>) {
    let (mut client, gates, session) = start_raw();
    client.initialize(json!({"capabilities": {}})).await;
    (client, gates, session)
}

/// The same, not yet initialized.
pub fn start_raw() -> (Client, Gates, JoinHandle<End>) {
    let gates = Gates::new();
    let (service, socket) = {
        let gates = gates.clone();
        LspService::build(move |client| Toy { client, store: DocumentStore::default(), gates })
            .custom_method("toy/text", Toy::text)
            .custom_method("toy/wait", Toy::wait)
            .custom_method("toy/block", Toy::block)
            .custom_method("toy/panicAtOnce", Toy::panic_at_once)
            .custom_method("toy/panicLater", Toy::panic_later)
            .custom_method("toy/panicQuietly", Toy::panic_quietly)
            .custom_method("toy/ask", Toy::ask)
            .custom_method("toy/publish", Toy::publish)
            .finish()
    };
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(theirs);
    let session = tokio::spawn(transport::serve(service, socket, input, output));
    let (input, output) = tokio::io::split(ours);
    (Client::new(input, output), gates, session)
}
