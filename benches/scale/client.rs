//! A language client over the standard streams of a server: it sends, waits, and notes when answers came.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than this nothing is waited for.
const PATIENCE: Duration = Duration::from_secs(900);

/// A server and what it sends.
pub struct Client {
    child: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Value)>,
    next_id: u64,
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Client {
    /// Starts `command` and opens the folder `root`.
    pub fn start(mut command: Command, root: &Path, pulls: bool) -> Result<Self, String> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the server has no streams".into());
        };
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send((Instant::now(), message)).is_err() {
                    break;
                }
            }
        });
        let mut client = Self { child, input, messages, next_id: 0 };
        let mut document = json!({"synchronization": {}, "hover": {}, "definition": {}, "completion": {}});
        if pulls {
            document["diagnostic"] = json!({});
        }
        let params = json!({
            "processId": std::process::id(),
            "rootUri": uri(root),
            "workspaceFolders": [{"uri": uri(root), "name": "bench"}],
            "capabilities": {
                "textDocument": document,
                "workspace": {
                    "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
                    // The protocol's name, and the one that older clients took for it.
                    "diagnostics": {"refreshSupport": true},
                    "diagnostic": {"refreshSupport": true},
                    "configuration": false,
                },
            },
        });
        client.call("initialize", params)?;
        client.notify("initialized", json!({}))?;
        Ok(client)
    }

    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) -> Result<(), String> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    /// Sends a request and waits for its answer; how long it took from the first byte sent.
    pub fn timed(&mut self, method: &str, params: Value) -> Result<(Duration, Value), String> {
        let start = Instant::now();
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        let (at, answer) = self.wait(|message| message.get("method").is_none() && message["id"] == id)?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {error}")),
            None => Ok((at - start, answer["result"].clone())),
        }
    }

    /// Sends a request and waits for its answer.
    pub fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        Ok(self.timed(method, params)?.1)
    }

    /// Opens the Markdown document at `path`.
    pub fn open(&mut self, path: &Path, text: &str) -> Result<(), String> {
        let document = json!({"uri": uri(path), "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
    }

    /// The diagnostics of the document at `path`, asked for.
    pub fn diagnostics(&mut self, path: &Path) -> Result<Vec<Value>, String> {
        let found = self.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri(path)}}))?;
        Ok(found["items"].as_array().cloned().unwrap_or_default())
    }

    /// Takes what the server still sends of its own accord, until it is quiet.
    pub fn settle(&mut self) -> Result<(), String> {
        while let Ok((_, message)) = self.messages.recv_timeout(Duration::from_millis(100)) {
            self.answer(&message)?;
        }
        Ok(())
    }

    /// The next message that fits, and when it came; questions of the server's are answered on the way.
    pub fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Result<(Instant, Value), String> {
        loop {
            let (at, message) = match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => return Err("the server does not answer".into()),
                Err(RecvTimeoutError::Disconnected) => return Err("the server has ended".into()),
            };
            self.answer(&message)?;
            if fits(&message) {
                return Ok((at, message));
            }
        }
    }

    /// Answers a question of the server's.
    fn answer(&mut self, message: &Value) -> Result<(), String> {
        if message.get("method").is_none() || message.get("id").is_none() {
            return Ok(());
        }
        let result = match message["method"].as_str() {
            Some("workspace/configuration") => json!([{}]),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}))
    }

    fn send(&mut self, message: &Value) -> Result<(), String> {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(framed.as_bytes()).and_then(|()| self.input.flush()).map_err(|it| it.to_string())
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut len = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    len = value.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; len];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The URI of a path made of plain characters.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
