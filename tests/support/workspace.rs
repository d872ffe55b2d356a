//! A small invented workspace in a folder of its own, and sessions over it.

use std::path::{Path, PathBuf};

use attest_ls::server::uri;
use serde_json::{Value, json};

use super::client::Client;

/// The article of every test workspace.
pub const HARBOUR: &str = "\
Northport harbour reopens after the storm

12 March 2024

Maria Keller, the mayor of Northport, said on Tuesday that the harbour had reopened. \
The storm killed 34 people in Northport. The flood destroyed two piers of the old harbour.

\"We will rebuild every pier before winter,\" Keller told reporters at the town hall.
";

/// A note with one fault, of a rule that is certain: what the server does with it must not depend
/// on how well the engine judges claims.
pub const BROKEN: &str = "See [@harbor].";
/// The same without it.
pub const MENDED: &str = "See [@harbour].";

/// A folder that goes when it is dropped.
pub struct Workspace(tempfile::TempDir);

impl Workspace {
    /// With the article in `corpus/`.
    pub fn new() -> Self {
        let workspace = Self::empty();
        workspace.write("corpus/harbour.txt", HARBOUR);
        workspace
    }

    /// With nothing in it.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The root.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// The URI of a file or folder.
    pub fn uri(&self, file: &str) -> String {
        let path = if file.is_empty() { self.root().to_owned() } else { self.path(file) };
        uri::from_path(&path).unwrap().into()
    }

    /// Writes a file.
    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, file: &str) {
        std::fs::remove_file(self.path(file)).unwrap();
    }

    /// `initialize` parameters with this folder open.
    pub fn params(&self, capabilities: &Value) -> Value {
        json!({
            "processId": null,
            "rootUri": self.uri(""),
            "capabilities": capabilities,
            "workspaceFolders": [{"uri": self.uri(""), "name": "test"}],
        })
    }

    /// A client with these capabilities and this folder open, initialized.
    pub async fn session(&self, capabilities: Value) -> Client {
        let mut client = connect();
        client.initialize(self.params(&capabilities)).await;
        client
    }
}

/// A client of a whole server, over pipes in memory, not yet initialized.
pub fn connect() -> Client {
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(theirs);
    tokio::spawn(attest_ls::server::connect(input, output));
    let (input, output) = tokio::io::split(ours);
    Client::new(input, output)
}

/// The parameters of a request at a position.
pub fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

/// The codes of published or pulled diagnostics.
pub fn codes(diagnostics: &Value) -> Vec<&str> {
    let items = diagnostics.as_array().expect("a list of diagnostics");
    items.iter().map(|item| item["code"].as_str().unwrap()).collect()
}

/// The text of a diagnostic's range, for a note whose columns count in UTF-16.
pub fn words<'a>(text: &'a str, range: &Value) -> &'a str {
    let line = text.split('\n').nth(usize::try_from(range["start"]["line"].as_u64().unwrap()).unwrap());
    let line = line.unwrap();
    assert_eq!(range["start"]["line"], range["end"]["line"], "on one line");
    let byte = |column: &Value| {
        let mut units = column.as_u64().unwrap();
        let mut at = 0;
        for c in line.chars() {
            if units == 0 {
                break;
            }
            units -= c.len_utf16() as u64;
            at += c.len_utf8();
        }
        at
    };
    &line[byte(&range["start"]["character"])..byte(&range["end"]["character"])]
}
