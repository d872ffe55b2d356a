//! A language client that speaks the real protocol over any pair of streams.
//!
//! Messages leave in the order of the calls. What the server sends is kept until a test asks for
//! it, so no test depends on when something arrives. The server's own questions are answered at
//! once with what [`Client::answer_with`] set (`null` otherwise), unless [`Client::hold_answers`].

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::{mpsc, oneshot};
use tokio::task::AbortHandle;

/// Turns a hang into a failure. No test passes because of it.
const WATCHDOG: Duration = Duration::from_secs(120);

type Waiting = Arc<Mutex<HashMap<i64, oneshot::Sender<Value>>>>;

/// The client's end of a session.
pub struct Client {
    output: mpsc::UnboundedSender<Vec<u8>>,
    inbox: mpsc::UnboundedReceiver<Value>,
    /// Came, and no test has asked for it yet.
    kept: Vec<Value>,
    waiting: Waiting,
    answers: Arc<Mutex<Answers>>,
    next_id: i64,
    tasks: [AbortHandle; 2],
}

/// A client that goes takes both of its ends along.
impl Drop for Client {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

#[derive(Default)]
struct Answers {
    by_method: HashMap<String, Value>,
    hold: bool,
}

/// An answer under way.
pub struct Pending {
    pub id: i64,
    answer: oneshot::Receiver<Value>,
}

impl Pending {
    /// The whole response message.
    pub async fn response(self) -> Value {
        watched("a response", self.answer).await.expect("the server answers before it ends")
    }

    /// The result, of a request that must succeed.
    pub async fn result(self) -> Value {
        let response = self.response().await;
        assert!(response.get("error").is_none(), "answered with an error: {response}");
        response["result"].clone()
    }

    /// The error's code, of a request that must fail.
    pub async fn error_code(self) -> i64 {
        let response = self.response().await;
        response["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {response}"))
    }
}

async fn watched<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(WATCHDOG, future).await.unwrap_or_else(|_| panic!("{what} never came"))
}

impl Client {
    /// A client that writes to `output` and reads from `input`.
    pub fn new(
        input: impl AsyncRead + Unpin + Send + 'static,
        output: impl AsyncWrite + Unpin + Send + 'static,
    ) -> Self {
        let (to_write, written) = mpsc::unbounded_channel();
        let (arrived, inbox) = mpsc::unbounded_channel();
        let waiting = Waiting::default();
        let answers = Arc::<Mutex<Answers>>::default();
        let writing = tokio::spawn(write_all(written, output));
        let sorting = tokio::spawn(sort(input, waiting.clone(), answers.clone(), to_write.clone(), arrived));
        let tasks = [writing.abort_handle(), sorting.abort_handle()];
        Self { output: to_write, inbox, kept: Vec::new(), waiting, answers, next_id: 0, tasks }
    }

    /// Sends bytes as they are.
    pub fn raw(&self, bytes: impl Into<Vec<u8>>) {
        let _ = self.output.send(bytes.into());
    }

    /// Sends a message.
    pub fn send(&self, message: &Value) {
        self.raw(framed(message));
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; its answer is awaited when the test likes.
    pub fn request(&mut self, method: &str, params: Value) -> Pending {
        self.next_id += 1;
        self.request_as(self.next_id, method, params)
    }

    /// Sends a request under an id of the test's choice.
    pub fn request_as(&mut self, id: i64, method: &str, params: Value) -> Pending {
        let (answered, answer) = oneshot::channel();
        self.waiting.lock().unwrap().insert(id, answered);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        Pending { id, answer }
    }

    /// Sends a request and waits for its result.
    pub async fn call(&mut self, method: &str, params: Value) -> Value {
        self.request(method, params).result().await
    }

    /// Asks the server to give a request up.
    pub fn cancel(&self, pending: &Pending) {
        self.notify("$/cancelRequest", json!({"id": pending.id}));
    }

    /// Sets the answer to the server's questions of a method.
    pub fn answer_with(&self, method: &str, result: Value) {
        self.answers.lock().unwrap().by_method.insert(method.to_owned(), result);
    }

    /// Leaves the server's questions unanswered; the test answers with [`Self::send`].
    pub fn hold_answers(&self) {
        self.answers.lock().unwrap().hold = true;
    }

    /// The first notification or question of `method` that fits and was not yet taken.
    pub async fn expect_where(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let wanted = |message: &Value| message["method"] == method && fits(&message["params"]);
        if let Some(at) = self.kept.iter().position(wanted) {
            return self.kept.remove(at);
        }
        loop {
            let message = watched(method, self.inbox.recv()).await;
            let message = message.unwrap_or_else(|| panic!("the server ended before {method} came"));
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// The first notification or question of `method` that was not yet taken.
    pub async fn expect(&mut self, method: &str) -> Value {
        self.expect_where(method, |_| true).await
    }

    /// The next answer that names no request.
    pub async fn expect_answer_without_id(&mut self) -> Value {
        let wanted = |message: &Value| message.get("method").is_none() && message["id"].is_null();
        if let Some(at) = self.kept.iter().position(wanted) {
            return self.kept.remove(at);
        }
        loop {
            let message = watched("an answer", self.inbox.recv()).await.expect("the server lives");
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// The messages that have come so far and were not taken, of one method.
    pub fn come(&mut self, method: &str) -> Vec<Value> {
        while let Ok(message) = self.inbox.try_recv() {
            self.kept.push(message);
        }
        let (taken, kept) = std::mem::take(&mut self.kept).into_iter().partition(|m| m["method"] == method);
        self.kept = kept;
        taken
    }

    /// Drops whatever has come so far and was not taken, but for what [`Self::expect`] may yet be asked for:
    /// that something is to be fetched again.
    pub fn forget(&mut self) {
        let refreshes = self.come("workspace/diagnostic/refresh");
        self.kept.clear();
        self.kept.extend(refreshes.into_iter().next_back());
    }

    /// Waits until the server has closed its end.
    pub async fn closed(&mut self) {
        while watched("the end", self.inbox.recv()).await.is_some() {}
    }

    /// `initialize` and `initialized`; the result.
    pub async fn initialize(&mut self, params: Value) -> Value {
        let result = self.call("initialize", params).await;
        self.notify("initialized", json!({}));
        result
    }

    /// Opens a Markdown document.
    pub fn open(&self, uri: &str, version: i64, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the whole text of a document.
    pub fn change(&self, uri: &str, version: i64, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}),
        );
    }

    /// `shutdown` and `exit`.
    pub async fn leave(&mut self) {
        self.call("shutdown", Value::Null).await;
        self.notify("exit", Value::Null);
    }
}

/// A message with its header.
pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn write_all(mut messages: mpsc::UnboundedReceiver<Vec<u8>>, output: impl AsyncWrite + Unpin) {
    let mut output = Pin::new(Box::new(output));
    while let Some(bytes) = messages.recv().await {
        if output.write_all(&bytes).await.is_err() || output.flush().await.is_err() {
            return;
        }
    }
}

async fn sort(
    input: impl AsyncRead + Unpin,
    waiting: Waiting,
    answers: Arc<Mutex<Answers>>,
    output: mpsc::UnboundedSender<Vec<u8>>,
    arrived: mpsc::UnboundedSender<Value>,
) {
    let mut input = BufReader::new(input);
    while let Some(message) = read(&mut input).await {
        let is_question = message.get("method").is_some();
        match message["id"].as_i64() {
            Some(id) if !is_question => {
                if let Some(answered) = waiting.lock().unwrap().remove(&id) {
                    let _ = answered.send(message);
                    continue;
                }
            }
            Some(id) => {
                let answers = answers.lock().unwrap();
                if !answers.hold {
                    let method = message["method"].as_str().unwrap_or("");
                    let result = answers.by_method.get(method).cloned().unwrap_or(Value::Null);
                    let _ = output.send(framed(&json!({"jsonrpc": "2.0", "id": id, "result": result})));
                }
            }
            None => {}
        }
        let _ = arrived.send(message);
    }
}

/// The next message; `None` at the end. The server's framing must be exact.
async fn read(input: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                let value = line.strip_prefix("Content-Length: ");
                length = Some(value.unwrap_or_else(|| panic!("not a frame: {line:?}")).parse().unwrap());
            }
        }
    }
    let mut body = vec![0; length.expect("a length")];
    input.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}
