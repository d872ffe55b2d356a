//! Messages that fit the protocol here and there: a wrong type, a number out of range, a document that is none, lines
//! that do not exist. Each request has one answer, none is an internal error, and the server stays right.
//!
//! `ATTEST_ODD=100000 cargo test --release --test server odd` goes on for longer; `ATTEST_ODD_SEED=7` starts elsewhere.

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::workspace::{BROKEN, MENDED, Workspace, codes};

const REQUESTS: &[&str] = &[
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/documentSymbol",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/inlayHint",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/diagnostic",
    "workspace/symbol",
    "workspace/executeCommand",
    "workspace/diagnostic",
    "workspace/willRenameFiles",
    "codeLens/resolve",
    "completionItem/resolve",
    "codeAction/resolve",
    "attest/evidence",
    "attest/note",
    "attest/corpus",
    "nobody/knows",
    "$/toy",
];

const NOTIFICATIONS: &[&str] = &[
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWorkspaceFolders",
    "window/workDoneProgress/cancel",
    "$/cancelRequest",
    "$/toy",
    "nobody/knows",
    "initialized",
];

const TEXT: &str = "# Storm 😀\n\nThe storm killed 43 people in Northport [@harbour]. Marya Keller left [[harbour#L3]].\n\n- é\n";

/// Numbers that only the seed decides (xorshift).
struct Odd<'a> {
    chance: u64,
    workspace: &'a Workspace,
}

impl Odd<'_> {
    fn below(&mut self, limit: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance % limit as u64).unwrap()
    }

    fn of(&mut self, mut list: Vec<Value>) -> Value {
        let at = self.below(list.len());
        list.swap_remove(at)
    }

    fn number(&mut self) -> Value {
        let usual = json!(self.below(9));
        self.of(vec![
            usual.clone(),
            usual.clone(),
            usual,
            json!(-1),
            json!(2_147_483_648u64),
            json!(4_294_967_295u64),
            json!(4_294_967_296u64),
            json!(u64::MAX),
            json!(1.5),
            json!(1e300),
            Value::Null,
        ])
    }

    fn position(&mut self) -> Value {
        json!({"line": self.number(), "character": self.number()})
    }

    fn range(&mut self) -> Value {
        json!({"start": self.position(), "end": self.position()})
    }

    fn uri(&mut self) -> Value {
        let root = self.workspace.uri("");
        let note = self.workspace.uri("note.md");
        let more = [
            "corpus/harbour.txt",
            "attest.toml",
            "corpus",
            "none.md",
            "%00.md",
            "%ff%fe.md",
            "a%0Ab.md",
            "x/../y.md",
        ];
        let mut list: Vec<Value> = more.iter().map(|it| json!(format!("{root}/{it}"))).collect();
        list.extend(std::iter::repeat_n(json!(note), 12));
        list.extend(
            ["untitled:Untitled-1", "http://x/y", "", "%", "note.md", "file://host/share/x.md"]
                .map(|it| json!(it)),
        );
        self.of(list)
    }

    fn anything(&mut self, depth: usize) -> Value {
        let words = ["", "x", "\0", "\u{202e}", "../..", "\n", "a", "misquote", "source.fixAll"];
        match self.below(if depth < 3 { 9 } else { 6 }) {
            0 => Value::Null,
            1 => json!(true),
            2 => self.number(),
            3 => json!(words[self.below(words.len())]),
            4 => self.uri(),
            5 => self.position(),
            6 => (0..self.below(4)).map(|_| self.anything(depth + 1)).collect(),
            _ => {
                let names =
                    ["uri", "textDocument", "range", "data", "edit", "id", "at", "of", "corpus", "rules"];
                let members = (0..self.below(4)).map(|_| {
                    let name = names[self.below(names.len())];
                    (name.to_owned(), self.anything(depth + 1))
                });
                Value::Object(members.collect::<Vec<_>>().into_iter().collect())
            }
        }
    }

    /// Members that some message or other has; in one of twelve, something else.
    fn params(&mut self) -> Value {
        if self.below(20) == 0 {
            return self.anything(0);
        }
        let (uri, other, range, anything) = (self.uri(), self.uri(), self.range(), self.anything(0));
        let change = match self.below(4) {
            0 => json!({"text": TEXT}),
            _ => json!({"range": range, "text": "“x\n"}),
        };
        let diagnostic =
            json!({"range": range, "message": "x", "code": anything, "source": "attest", "data": anything});
        let mut params = json!({
            "textDocument": {"uri": uri, "version": self.number(), "languageId": "markdown", "text": TEXT},
            "contentChanges": [change],
            "position": self.position(),
            "positions": [self.position(), self.position()],
            "range": range,
            "context": {"diagnostics": [diagnostic], "includeDeclaration": true, "triggerKind": 1},
            "newName": "Anna",
            "query": "Keller",
            "command": "attest.reload",
            "arguments": [anything],
            "previousResultId": "1",
            "previousResultIds": [],
            "files": [{"oldUri": uri, "newUri": other}],
            "changes": [{"uri": uri, "type": 1 + self.below(3)}],
            "settings": {"attest": anything},
            "event": {"added": [], "removed": []},
            "label": "x",
            "title": "t",
            "data": anything,
            "token": "t",
            "id": anything,
        });
        for (_, member) in params.as_object_mut().unwrap() {
            if self.below(12) == 0 {
                *member = self.anything(0);
            }
        }
        params
    }

    /// Bytes in a frame that are no message.
    fn noise(&mut self) -> Vec<u8> {
        let body = [
            &b"{"[..],
            b"null",
            b"\"x\"",
            b"\xff\xfe",
            b"{\"id\":{},\"method\":\"a\"}",
            b"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}",
            &[b'['; 5_000],
            b"",
        ][self.below(8)];
        [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
    }
}

async fn answered(client: &mut Client, method: &str, params: Value) {
    let answer = client.request(method, params.clone()).response().await;
    assert_ne!(answer["error"]["code"], -32603, "{method} {params}: {answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parameters_that_are_odd_in_any_way_are_answered_and_the_server_stays_right() {
    let number =
        |name: &str, usual: u64| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual);
    let workspace = Workspace::new();
    workspace.write("note.md", TEXT);
    let mut client = workspace.session(json!({"textDocument": {"diagnostic": {}}})).await;
    let mut odd = Odd { chance: 0x5eed_0000 + number("ATTEST_ODD_SEED", 1), workspace: &workspace };
    let note = workspace.uri("note.md");
    for step in 0..number("ATTEST_ODD", 2_000) {
        if step % 50 == 0 {
            client.open(&note, 1, TEXT);
            client.forget();
        }
        match odd.below(10) {
            0..7 => {
                let method = REQUESTS[odd.below(REQUESTS.len())];
                let params = odd.params();
                answered(&mut client, method, params).await;
            }
            7 if odd.below(4) == 0 => client.raw(odd.noise()),
            _ => {
                let method = NOTIFICATIONS[odd.below(NOTIFICATIONS.len())];
                client.notify(method, odd.params());
            }
        }
    }
    let failed = client.come("window/showMessage");
    let failed: Vec<_> = failed.iter().filter(|it| it.to_string().contains("failed in")).collect();
    assert!(failed.is_empty(), "{failed:?}");
    for (version, text, expected) in [(1, BROKEN, &["broken-citation"][..]), (2, MENDED, &[])] {
        client.open(&note, version, text);
        let pulled = client.call("textDocument/diagnostic", json!({"textDocument": {"uri": note}})).await;
        assert_eq!(codes(&pulled["items"]), expected);
    }
    client.leave().await;
}
