//! Diagnostics that the client asks for.

use serde_json::{Value, json};

use crate::support::workspace::{BROKEN, MENDED, Workspace, codes, words};

fn pulling() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        // The name of the protocol; the types crate knows another.
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

fn ask(uri: &str, previous: Option<&Value>) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}});
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    params
}

#[tokio::test]
async fn the_first_report_is_full_and_the_next_unchanged_until_the_note_changes() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    let first = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!((&first["kind"], codes(&first["items"])), (&json!("full"), vec!["broken-citation"]));

    let id = &first["resultId"];
    let second = client.call("textDocument/diagnostic", ask(&note, Some(id))).await;
    assert_eq!(second, json!({"kind": "unchanged", "resultId": id}));

    client.change(&note, 2, MENDED);
    let third = client.call("textDocument/diagnostic", ask(&note, Some(id))).await;
    assert_eq!((&third["kind"], &third["items"]), (&json!("full"), &json!([])));
}

#[tokio::test]
async fn a_client_that_asks_is_sent_nothing_unasked() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": note}}));
    client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(client.come("textDocument/publishDiagnostics"), Vec::<Value>::new());
}

#[tokio::test]
async fn a_changed_corpus_makes_the_client_ask_again() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    let before = client.call("textDocument/diagnostic", ask(&note, None)).await;
    workspace.write("corpus/harbor.txt", crate::support::workspace::HARBOUR);
    let changes = json!([{"uri": workspace.uri("corpus/harbor.txt"), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let refresh = client.expect("workspace/diagnostic/refresh").await;
    assert!(refresh.get("params").is_none(), "absent, not null: {refresh}");
    let after = client.call("textDocument/diagnostic", ask(&note, Some(&before["resultId"]))).await;
    assert_eq!((&after["kind"], &after["items"]), (&json!("full"), &json!([])));
}

#[tokio::test]
async fn a_client_that_cannot_be_told_to_ask_again_is_sent_what_a_changed_corpus_brings() {
    let workspace = Workspace::new();
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
    });
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    let publishes = |found: &[&str]| {
        let found = json!(found);
        move |it: &Value| json!(codes(&it["diagnostics"])) == found
    };
    client.expect_where("textDocument/publishDiagnostics", publishes(&["broken-citation"])).await;
    workspace.write("corpus/harbor.txt", crate::support::workspace::HARBOUR);
    let changes = json!([{"uri": workspace.uri("corpus/harbor.txt"), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.expect_where("textDocument/publishDiagnostics", publishes(&[])).await;
}

#[tokio::test]
async fn a_document_that_is_not_open_has_an_empty_report() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let report = client.call("textDocument/diagnostic", ask(&workspace.uri("note.md"), None)).await;
    assert_eq!((&report["kind"], &report["items"]), (&json!("full"), &json!([])));
}

#[tokio::test]
async fn a_client_that_does_not_ask_is_not_offered_it() {
    let workspace = Workspace::new();
    let mut client = crate::support::workspace::connect();
    let offered = client.initialize(workspace.params(&json!({}))).await;
    assert_eq!(offered["capabilities"]["diagnosticProvider"], Value::Null);
}

#[tokio::test]
async fn a_question_about_an_older_text_asks_to_be_put_again_and_clears_nothing() {
    let workspace = Workspace::new();
    let mut client = crate::support::workspace::connect();
    client.hold_answers();
    let mut capabilities = pulling();
    capabilities["workspace"]["configuration"] = json!(true);
    client.initialize(workspace.params(&capabilities)).await;
    let question = client.expect("workspace/configuration").await["id"].clone();
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    let old = client.request("textDocument/diagnostic", ask(&note, None));
    client.change(&note, 2, MENDED);
    let new = client.request("textDocument/diagnostic", ask(&note, None));
    client.send(&json!({"jsonrpc": "2.0", "id": question, "result": [null]}));
    assert_eq!(new.result().await["items"], json!([]));
    let error = old.response().await["error"].clone();
    assert_eq!((&error["code"], &error["data"]), (&json!(-32802), &json!({"retriggerRequest": true})));
}

fn typed(client: &crate::support::client::Client, uri: &str, version: i64, at: u64, text: &str) {
    let place = json!({"line": 0, "character": at});
    client.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": text}],
        }),
    );
}

#[tokio::test]
async fn a_word_that_is_being_typed_is_left_in_peace_until_it_is_finished() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "See [@harb].");
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(codes(&shown["items"]), ["broken-citation"], "what was there before stays");
    client.change(&note, 2, "See [@harbour]. See [@h].");
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(codes(&shown["items"]), ["broken-citation"], "pasted words are finished");
    client.change(&note, 3, MENDED);
    client.call("textDocument/diagnostic", ask(&note, None)).await;
    typed(&client, &note, 4, 13, "s");
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(shown["items"], json!([]));
    client.expect("workspace/diagnostic/refresh").await;
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(codes(&shown["items"]), ["broken-citation"]);
}

#[tokio::test]
async fn letters_that_an_editor_sends_together_are_typed_all_the_same() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, MENDED);
    client.call("textDocument/diagnostic", ask(&note, None)).await;
    let letter = |at: u64, text: &str| {
        let place = json!({"line": 0, "character": at});
        json!({"range": {"start": place, "end": place}, "text": text})
    };
    // Into the citation, which is broken by it.
    let edits = json!([letter(13, "s"), letter(14, "i"), letter(15, "d")]);
    let document = json!({"uri": note, "version": 2});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": edits}));
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(shown["items"], json!([]));
    client.expect("workspace/diagnostic/refresh").await;
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(codes(&shown["items"]), ["broken-citation"]);
    // What spans lines is no typing.
    client.change(&note, 3, MENDED);
    client.call("textDocument/diagnostic", ask(&note, None)).await;
    let edits = json!([letter(13, "s"), {"range": {"start": {"line": 1, "character": 0},
        "end": {"line": 1, "character": 0}}, "text": "More."}]);
    let document = json!({"uri": note, "version": 4});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": edits}));
    let shown = client.call("textDocument/diagnostic", ask(&note, None)).await;
    assert_eq!(codes(&shown["items"]), ["broken-citation"]);
}

/// The reports in answers and partial results: file name, kind and codes.
fn told(items: &Value) -> Vec<(String, String, usize)> {
    let report = |item: &Value| {
        let name = item["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let found = item["items"].as_array().map_or(0, Vec::len);
        (name, item["kind"].as_str().unwrap().to_owned(), found)
    };
    items.as_array().unwrap().iter().map(report).collect()
}

fn full(name: &str, found: usize) -> (String, String, usize) {
    (name.to_owned(), "full".to_owned(), found)
}

#[tokio::test]
async fn a_mark_at_the_head_of_a_closed_note_moves_no_column() {
    let workspace = Workspace::new();
    workspace.write("closed.md", format!("\u{feff}{BROKEN}"));
    let mut client = workspace.session(pulling()).await;
    let all = client.call("workspace/diagnostic", json!({"previousResultIds": []})).await;
    let found = &all["items"][0]["items"][0];
    assert_eq!(words(BROKEN, &found["range"]), "harbor", "{found}");
}

#[tokio::test]
async fn all_notes_are_told_at_once_and_then_only_what_changes() {
    let workspace = Workspace::new();
    workspace.write("closed.md", BROKEN);
    workspace.write("good.md", MENDED);
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    let first = client.call("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert_eq!(told(&first["items"]), [full("note.md", 1), full("closed.md", 1), full("good.md", 0)]);
    assert_eq!(first["items"][0]["version"], 1);
    let ids = |answer: &Value| -> Value {
        let id = |item: &Value| json!({"uri": item["uri"], "value": item["resultId"]});
        answer["items"].as_array().unwrap().iter().map(id).collect()
    };
    let unchanged = |name: &str| (name.to_owned(), "unchanged".to_owned(), 0);
    let sorted = |answer: &Value| {
        let mut reports = told(&answer["items"]);
        reports.sort();
        reports
    };
    // Nothing differs, so the answer waits; then a note on disk is mended. One change at a time: the server may
    // look at the disk between two.
    let waiting = client.request("workspace/diagnostic", json!({"previousResultIds": ids(&first)}));
    client.call("workspace/symbol", json!({"query": "x"})).await;
    workspace.write("closed.md", MENDED);
    let changes = json!([{"uri": workspace.uri("closed.md"), "type": 2}]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let second = waiting.result().await;
    assert_eq!(
        sorted(&second),
        [full("closed.md", 0), unchanged("good.md"), unchanged("note.md")],
        "{second}"
    );
    // And another one goes.
    let waiting = client.request("workspace/diagnostic", json!({"previousResultIds": ids(&second)}));
    client.call("workspace/symbol", json!({"query": "x"})).await;
    workspace.remove("good.md");
    let changes = json!([{"uri": workspace.uri("good.md"), "type": 3}]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let third = waiting.result().await;
    assert_eq!(sorted(&third), [unchanged("closed.md"), full("good.md", 0), unchanged("note.md")], "{third}");
}

#[tokio::test]
async fn a_client_that_takes_parts_is_told_note_by_note() {
    let workspace = Workspace::new();
    workspace.write("closed.md", BROKEN);
    let mut client = workspace.session(pulling()).await;
    let params = json!({"previousResultIds": [], "partialResultToken": "part"});
    let answer = client.call("workspace/diagnostic", params).await;
    assert_eq!(answer["items"], json!([]), "all was told before");
    let part = client.expect_where("$/progress", |params| params["token"] == "part").await;
    assert_eq!(told(&part["params"]["value"]["items"]), [full("closed.md", 1)]);
}

#[tokio::test]
async fn a_workspace_that_does_not_want_it_has_no_findings_of_closed_notes() {
    let workspace = Workspace::new();
    workspace.write("closed.md", BROKEN);
    workspace.write("attest.toml", "[features]\nworkspace-diagnostics = false\n");
    let mut client = workspace.session(pulling()).await;
    let answer = client.call("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert_eq!(answer["items"], json!([]));
}
