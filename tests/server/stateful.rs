//! A server that has lived through any edits, requests and file events says what a server says that has just
//! started: in every encoding of positions.
//!
//! `soak.rs` does the same for as long as one likes.

use std::fmt::Write;
use std::fs;

use ropey::Rope;
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::workspace::{Workspace, connect};

/// What is typed and pasted.
const PIECES: &[&str] = &[
    "The storm killed 34 people in Northport. ",
    "The storm killed 43 people in Northport. ",
    "Maria Keller said on Tuesday that the harbour had reopened. ",
    "Marya Keller is the mayor. ",
    "The flood destroyed three piers of the old harbour [@harbour].",
    "“We will rebuild every pier before summer,” Keller said. ",
    "[@harbor] ",
    "[[fire#L3]] ",
    "[[other]] ",
    "# Heading\n\n",
    "\n\n",
    "\r\n",
    "- ",
    "> ",
    "é",
    "😀",
    "e\u{301}",
    "\u{2028}",
    "<!-- attest: off -->\n",
    "<!-- attest: on -->\n",
    "<!-- attest: allow number-mismatch -->\n",
    "| a | b |\n|---|---|\n| Keller | left |\n",
    "**",
    "x",
    " ",
];

/// Articles that come and go, by name.
const ARTICLES: &[&str] =
    &["fire.md", "sub/flood.txt", "harbor.txt", ".hidden.txt", "sub/harbour.txt", "data.bin"];

const NOTES: &[&str] = &["note.md", "notes/brief.md"];

/// Numbers that only the seed decides (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn article(chance: &mut Chance) -> String {
    let number = 30 + chance.below(9);
    let town = chance.of(&["Northport", "Westhaven"]);
    format!(
        "Fire in {town}\n\n14 March 2024\n\nJonas Weber, a fireman, said on Thursday that the fire killed {number} people \
         in {town}.\n\n\"It was the worst fire of the year,\" Weber said.\n"
    )
}

fn params(workspace: &Workspace, encoding: &str) -> Value {
    workspace.params(&json!({
        "general": {"positionEncodings": [encoding]},
        "textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}},
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    }))
}

/// A line and column of `rope`, counted as the session does.
fn position(rope: &Rope, at: usize, encoding: &str) -> Value {
    let line = rope.char_to_line(at);
    let before = rope.slice(rope.line_to_char(line)..at);
    let column = match encoding {
        "utf-8" => before.len_bytes(),
        "utf-16" => before.len_utf16_cu(),
        _ => before.len_chars(),
    };
    json!({"line": line, "character": column})
}

/// A place where a caret can stand: not between the two characters of a line's end.
fn caret(rope: &Rope, chance: &mut Chance) -> usize {
    let at = chance.below(rope.len_chars() + 1);
    let splits = at > 0 && rope.get_char(at - 1) == Some('\r') && rope.get_char(at) == Some('\n');
    if splits { at - 1 } else { at }
}

/// What a server says of the notes, but for what differs between any two sessions.
async fn said(client: &mut Client, workspace: &Workspace, texts: &[Rope]) -> String {
    let mut said = String::new();
    for (name, text) in NOTES.iter().zip(texts) {
        let uri = workspace.uri(name);
        let document = json!({"textDocument": {"uri": uri}});
        let report = client.call("textDocument/diagnostic", document.clone()).await;
        let _ = writeln!(said, "{name}: {}", report["items"]);
        let symbols = client.call("textDocument/documentSymbol", document.clone()).await;
        let tokens = client.call("textDocument/semanticTokens/full", document).await;
        let _ = writeln!(said, "{symbols}\n{}", tokens["data"]);
        for line in (0..text.len_lines()).step_by(3) {
            let at = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": 12}});
            let _ = writeln!(said, "{}", client.call("textDocument/hover", at).await);
        }
    }
    said
}

/// A session and what its client holds.
pub struct Life {
    workspace: Workspace,
    pub client: Client,
    encoding: &'static str,
    chance: Chance,
    texts: Vec<Rope>,
    version: i64,
    /// How many edits of a text were sent.
    pub edits: usize,
}

impl Life {
    /// Begins the session of `client` with a server, in an encoding of positions, at a place of chance.
    pub async fn begin(mut client: Client, encoding: &'static str, seed: u64) -> Self {
        let workspace = Workspace::new();
        workspace.write("other.md", "Another note.\n");
        let offered = client.initialize(params(&workspace, encoding)).await;
        assert_eq!(offered["capabilities"]["positionEncoding"], encoding);
        let texts =
            NOTES.iter().map(|_| Rope::from_str("The storm killed 34 people in Northport.\n")).collect();
        let mut life =
            Self { workspace, client, encoding, chance: Chance(seed | 1), texts, version: 1, edits: 0 };
        for which in 0..NOTES.len() {
            life.open(which);
        }
        life
    }

    fn uri(&self, which: usize) -> String {
        self.workspace.uri(NOTES[which])
    }

    fn open(&mut self, which: usize) {
        self.version += 1;
        self.client.open(&self.uri(which), self.version, &self.texts[which].to_string());
    }

    fn edit(&mut self) {
        let which = self.chance.below(NOTES.len());
        let mut changes = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let rope = &mut self.texts[which];
            let (a, b) = (caret(rope, &mut self.chance), caret(rope, &mut self.chance));
            let (start, end) = (a.min(b), a.max(b));
            // Long texts are mostly cut, short ones mostly grow.
            let end = if rope.len_chars() > 1_500 { end } else { end.min(start + self.chance.below(12)) };
            let end = if rope.get_char(end.wrapping_sub(1)) == Some('\r') { end - 1 } else { end }.max(start);
            let new = self.chance.of(PIECES);
            let range = json!({
                "start": position(rope, start, self.encoding), "end": position(rope, end, self.encoding),
            });
            rope.remove(start..end);
            rope.insert(start, new);
            changes.push(json!({"range": range, "text": new}));
            self.edits += 1;
        }
        self.version += 1;
        let document = json!({"uri": self.uri(which), "version": self.version});
        let change = json!({"textDocument": document, "contentChanges": changes});
        self.client.notify("textDocument/didChange", change);
    }

    fn reopen(&mut self) {
        let which = self.chance.below(NOTES.len());
        if self.chance.below(2) == 0 {
            self.client.notify("textDocument/didClose", json!({"textDocument": {"uri": self.uri(which)}}));
        }
        self.open(which);
    }

    /// Files come, change and go; the client tells, as it does, after the fact and of several at once.
    fn files(&mut self) {
        let mut changes = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let name = self.chance.of(ARTICLES);
            let path = format!("corpus/{name}");
            let there = self.workspace.path(&path).exists();
            let kind = match self.chance.below(3) {
                0 if there => {
                    self.workspace.remove(&path);
                    3
                }
                _ => {
                    self.workspace.write(&path, article(&mut self.chance));
                    if there { 2 } else { 1 }
                }
            };
            changes.push(json!({"uri": self.workspace.uri(&path), "type": kind}));
        }
        if self.chance.below(4) == 0 {
            let text = self.chance.of(&[
                "strictness = \"strict\"\n",
                "[rules]\nmisquote = \"hint\"\n",
                "brokn = 1\n",
                "",
            ]);
            self.workspace.write("attest.toml", text);
            changes.push(json!({"uri": self.workspace.uri("attest.toml"), "type": 2}));
        }
        self.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// Asks for something and may give it up.
    async fn ask(&mut self) {
        let which = self.chance.below(NOTES.len());
        let at = caret(&self.texts[which], &mut self.chance);
        let place = position(&self.texts[which], at, self.encoding);
        let method = self.chance.of(&[
            "textDocument/hover",
            "textDocument/definition",
            "textDocument/completion",
            "textDocument/codeLens",
            "textDocument/diagnostic",
            "textDocument/foldingRange",
        ]);
        let params = json!({"textDocument": {"uri": self.uri(which)}, "position": place});
        let asked = self.client.request(method, params);
        if self.chance.below(3) == 0 {
            self.client.cancel(&asked);
        }
        let answer = asked.response().await;
        let code = answer["error"]["code"].as_i64();
        assert!(code.is_none_or(|code| code == -32800 || code == -32801), "{method}: {answer}");
    }

    /// An edit, request or event.
    pub async fn step(&mut self) {
        match self.chance.below(20) {
            0 => self.reopen(),
            1 | 2 => self.files(),
            3 | 4 => self.ask().await,
            _ => self.edit(),
        }
    }

    /// What a server says that starts now and is given the same texts.
    async fn fresh(&self) -> String {
        // A fault in the settings leaves those before it in force, which a new server does not know.
        let mut client = connect();
        client.initialize(params(&self.workspace, self.encoding)).await;
        for (name, text) in NOTES.iter().zip(&self.texts) {
            client.open(&self.workspace.uri(name), 1, &text.to_string());
        }
        said(&mut client, &self.workspace, &self.texts).await
    }

    /// Holds the server against a fresh one. It may still be reading: each new world makes it say so.
    pub async fn compare(&mut self, step: usize) {
        let broken =
            fs::read_to_string(self.workspace.path("attest.toml")).is_ok_and(|text| text.contains("brokn"));
        if broken {
            self.workspace.write("attest.toml", "");
            let changes = json!([{"uri": self.workspace.uri("attest.toml"), "type": 2}]);
            self.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        }
        // What is said of a word waits while somebody types it.
        for which in 0..NOTES.len() {
            self.client.notify("textDocument/didSave", json!({"textDocument": {"uri": self.uri(which)}}));
        }
        let wanted = self.fresh().await;
        loop {
            let ready = self.client.come("workspace/diagnostic/refresh").len();
            let found = said(&mut self.client, &self.workspace, &self.texts).await;
            if found == wanted {
                return;
            }
            if ready == 0 {
                eprintln!("step {step}: not yet as a fresh one, in {}", self.encoding);
            }
            let told = tokio::time::timeout(
                std::time::Duration::from_secs(20),
                self.client.expect("workspace/diagnostic/refresh"),
            );
            if told.await.is_err() {
                let differ = found.lines().zip(wanted.lines()).find(|(a, b)| a != b);
                panic!("step {step}, {}: {differ:?}\n{:?}", self.encoding, self.texts);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_lived_says_what_a_fresh_one_says() {
    for (encoding, seed) in [("utf-8", 0x5eed_0001), ("utf-16", 0x5eed_0002), ("utf-32", 0x5eed_0003)] {
        let mut life = Life::begin(connect(), encoding, seed).await;
        for step in 1..=60 {
            life.step().await;
            if step % 15 == 0 {
                life.compare(step).await;
            }
        }
        life.client.leave().await;
    }
}
