//! Diagnostics that the client asks for.

use serde_json::{Value, json};

use crate::support::workspace::{BROKEN, MENDED, Workspace, codes};

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
    client.expect("workspace/diagnostic/refresh").await;
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
