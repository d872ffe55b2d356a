//! Corpora, settings and folders that change while notes are open, and those that have faults.

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::workspace::{BROKEN, HARBOUR, MENDED, Workspace, at, codes, connect};

const PUBLISH: &str = "textDocument/publishDiagnostics";

fn watching() -> Value {
    json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}})
}

/// Waits until a document's diagnostics have exactly these codes.
async fn until(client: &mut Client, uri: &str, wanted: &[&str]) -> Value {
    let fits = |params: &Value| params["uri"] == uri && codes(&params["diagnostics"]) == wanted;
    client.expect_where(PUBLISH, fits).await["params"]["diagnostics"].clone()
}

fn changed(client: &Client, uri: &str, kind: u32) {
    let changes = json!([{"uri": uri, "type": kind}]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
}

#[tokio::test]
async fn an_article_added_changed_or_removed_changes_open_notes_diagnostics() {
    let workspace = Workspace::new();
    let mut client = workspace.session(watching()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "See [[fire#L3]].");
    let missing = until(&mut client, &note, &["broken-citation"]).await;

    let article = workspace.uri("corpus/fire.md");
    workspace.write("corpus/fire.md", "# Fire in Westhaven\n");
    changed(&client, &article, 1);
    let too_short = until(&mut client, &note, &["broken-citation"]).await;
    assert_ne!(missing[0]["message"], too_short[0]["message"]);

    workspace.write("corpus/fire.md", "# Fire in Westhaven\n\nIt destroyed 12 houses.\n");
    changed(&client, &article, 2);
    until(&mut client, &note, &[]).await;

    workspace.remove("corpus/fire.md");
    changed(&client, &article, 3);
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await, missing);
}

#[tokio::test]
async fn a_client_that_watches_is_asked_to_watch_articles_and_settings() {
    let workspace = Workspace::new();
    let mut client = workspace.session(watching()).await;
    let asked = client.expect("client/registerCapability").await;
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"].to_string();
    assert!(watchers.contains("**/attest.toml") && watchers.contains("txt"), "{watchers}");
}

#[tokio::test]
async fn a_corpus_elsewhere_is_watched_by_a_client_that_can() {
    let (workspace, elsewhere) = (Workspace::empty(), Workspace::new());
    let corpus = elsewhere.path("corpus");
    workspace.write("attest.toml", format!("corpus = [{:?}]\n", corpus.to_str().unwrap()));
    let watching = json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let mut client = workspace.session(json!({"workspace": {"didChangeWatchedFiles": watching}})).await;
    let base = elsewhere.uri("corpus");
    client
        .expect_where("client/registerCapability", |params| {
            let watchers = params["registrations"][0]["registerOptions"]["watchers"].as_array().unwrap();
            watchers.iter().any(|watcher| watcher["globPattern"]["baseUri"] == base)
        })
        .await;
}

#[tokio::test]
async fn a_corpus_elsewhere_is_watched_for_a_client_that_can_not() {
    let (workspace, elsewhere) = (Workspace::empty(), Workspace::new());
    let corpus = elsewhere.path("corpus");
    workspace.write("attest.toml", format!("corpus = [{:?}]\n", corpus.to_str().unwrap()));
    let mut client = workspace.session(watching()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
    elsewhere.write("corpus/harbor.txt", HARBOUR);
    until(&mut client, &note, &[]).await;
}

#[tokio::test]
async fn a_client_that_does_not_watch_is_watched_for() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
    workspace.write("corpus/harbor.txt", HARBOUR);
    until(&mut client, &note, &[]).await;
    workspace.remove("corpus/harbor.txt");
    until(&mut client, &note, &["broken-citation"]).await;

    // Also the whole folder, and one that is made anew.
    std::fs::remove_dir_all(workspace.path("corpus")).unwrap();
    client.expect("window/logMessage").await;
    workspace.write("corpus/harbor.txt", HARBOUR);
    client.change(&note, 2, MENDED);
    until(&mut client, &note, &["broken-citation"]).await;
}

#[tokio::test]
async fn reading_the_corpus_shows_progress() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({"window": {"workDoneProgress": true}})).await;
    let created = client.expect("window/workDoneProgress/create").await;
    let token = created["params"]["token"].clone();
    let begun = client.expect("$/progress").await;
    assert_eq!((&begun["params"]["token"], &begun["params"]["value"]["kind"]), (&token, &json!("begin")));
    let ended = client.expect_where("$/progress", |params| params["value"]["kind"] == "end").await;
    assert_eq!(
        (&ended["params"]["token"], &ended["params"]["value"]["message"]),
        (&token, &json!("1 article"))
    );
}

#[tokio::test]
async fn a_client_that_never_consents_to_progress_is_served_all_the_same() {
    let workspace = Workspace::new();
    let mut client = connect();
    client.hold_answers();
    client.initialize(workspace.params(&json!({"window": {"workDoneProgress": true}}))).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
}

#[tokio::test]
async fn the_editors_settings_are_asked_for_once_and_again_when_they_change() {
    let workspace = Workspace::new();
    let mut client = connect();
    client.answer_with("workspace/configuration", json!([{"rules": {"broken-citation": "hint"}}]));
    let capabilities = json!({"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}}});
    client.initialize(workspace.params(&capabilities)).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await[0]["severity"], 4);
    let asked = client.come("workspace/configuration");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["params"]["items"][0]["section"], "attest");
    assert_eq!(asked[0]["params"]["items"][0]["scopeUri"], workspace.uri(""));
    let registered = client.come("client/registerCapability");
    let method = &registered[0]["params"]["registrations"][0]["method"];
    assert_eq!(method, "workspace/didChangeConfiguration");

    client.answer_with("workspace/configuration", json!([{"rules": {"broken-citation": "off"}}]));
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    until(&mut client, &note, &[]).await;
    assert_eq!(client.come("workspace/configuration").len(), 1);
}

#[tokio::test]
async fn settings_that_are_sent_count_where_the_client_can_not_be_asked() {
    let workspace = Workspace::new();
    let mut client = connect();
    let mut params = workspace.params(&json!({}));
    params["initializationOptions"] = json!({"rules": {"broken-citation": "hint"}});
    client.initialize(params).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await[0]["severity"], 4);
    let settings = json!({"attest": {"rules": {"broken-citation": "warning"}}});
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    let fits = |params: &Value| params["uri"] == note && params["diagnostics"][0]["severity"] == 2;
    client.expect_where(PUBLISH, fits).await;
}

#[tokio::test]
async fn a_fault_in_the_editors_settings_is_told_and_the_rest_goes_on() {
    let workspace = Workspace::new();
    let mut client = connect();
    let mut params = workspace.params(&json!({}));
    params["initializationOptions"] = json!({"corpsu": ["x"]});
    client.initialize(params).await;
    let told = client.expect("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("did you mean `corpus`?"), "{told}");
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
}

#[tokio::test]
async fn a_changed_settings_file_counts_at_once() {
    let workspace = Workspace::new();
    let mut client = workspace.session(watching()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await[0]["severity"], 1);
    workspace.write("attest.toml", "[rules]\nbroken-citation = \"hint\"\n");
    changed(&client, &workspace.uri("attest.toml"), 1);
    let fits = |params: &Value| params["uri"] == note && params["diagnostics"][0]["severity"] == 4;
    client.expect_where(PUBLISH, fits).await;
}

#[tokio::test]
async fn a_broken_settings_file_is_told_with_its_place_and_the_last_good_one_counts() {
    let workspace = Workspace::new();
    workspace.write("attest.toml", "[rules]\nbroken-citation = \"hint\"\n");
    let mut client = workspace.session(watching()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await[0]["severity"], 4);

    let file = workspace.uri("attest.toml");
    workspace.write("attest.toml", "# 😀\n  corpsu = [\"a\"]\n");
    changed(&client, &file, 2);
    let found = client.expect_where(PUBLISH, |params| params["uri"] == file).await;
    let diagnostic = &found["params"]["diagnostics"][0];
    assert_eq!(diagnostic["range"]["start"], json!({"line": 1, "character": 2}), "{diagnostic}");
    assert!(diagnostic["message"].as_str().unwrap().contains("did you mean `corpus`?"), "{diagnostic}");
    let told = client.expect("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("attest.toml:2:3"), "{told}");

    client.change(&note, 2, &format!("{BROKEN} "));
    assert_eq!(until(&mut client, &note, &["broken-citation"]).await[0]["severity"], 4);

    workspace.write("attest.toml", "");
    changed(&client, &file, 2);
    client.expect_where(PUBLISH, |params| params["uri"] == file && params["diagnostics"] == json!([])).await;
    let fits = |params: &Value| params["uri"] == note && params["diagnostics"][0]["severity"] == 1;
    client.expect_where(PUBLISH, fits).await;
}

#[tokio::test]
async fn each_folder_has_its_own_corpus_and_folders_come_and_go() {
    let (one, two) = (Workspace::new(), Workspace::empty());
    two.write("corpus/harbor.txt", HARBOUR);
    let mut client = one.session(json!({})).await;
    let (here, there) = (one.uri("note.md"), two.uri("note.md"));
    client.open(&here, 1, BROKEN);
    until(&mut client, &here, &["broken-citation"]).await;

    let added = json!([{"uri": two.uri(""), "name": "two"}]);
    let event = json!({"added": added, "removed": []});
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    client.open(&there, 1, MENDED);
    until(&mut client, &there, &["broken-citation"]).await;
    client.change(&there, 2, BROKEN);
    until(&mut client, &there, &[]).await;

    let event = json!({"added": [], "removed": added});
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    client.change(&here, 2, MENDED);
    until(&mut client, &here, &[]).await;
}

#[tokio::test]
async fn a_note_without_any_folder_finds_the_corpus_beside_it() {
    let workspace = Workspace::new();
    let mut client = connect();
    client.initialize(json!({"processId": null, "rootUri": null, "capabilities": {}})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
}

#[tokio::test]
async fn a_missing_corpus_is_told_once_and_everything_else_goes_on() {
    let workspace = Workspace::empty();
    workspace.write("attest.toml", "corpus = [\"nowhere\"]\n");
    let mut client = workspace.session(watching()).await;
    let told = client.expect("window/showMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("nowhere"), "{told}");
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &[]).await;
    let outline = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": note}})).await;
    assert!(outline.is_array());
    changed(&client, &workspace.uri("attest.toml"), 2);

    workspace.write("nowhere/harbour.txt", HARBOUR);
    changed(&client, &workspace.uri("nowhere/harbour.txt"), 1);
    until(&mut client, &note, &["broken-citation"]).await;
    assert_eq!(client.come("window/showMessage"), Vec::<Value>::new());
}

#[tokio::test]
async fn a_folder_without_corpus_and_settings_is_left_in_peace() {
    let workspace = Workspace::empty();
    let mut client = workspace.session(json!({})).await;
    let told = client.expect("window/logMessage").await;
    assert!(told["params"]["message"].as_str().unwrap().contains("no corpus folder"), "{told}");
    let note = workspace.uri("README.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &[]).await;
    assert_eq!(client.come("window/showMessage"), Vec::<Value>::new());
}

#[tokio::test]
async fn an_article_that_can_not_be_read_has_a_diagnostic_of_its_own_and_the_others_are_read() {
    let workspace = Workspace::new();
    workspace.write("corpus/empty.txt", "");
    workspace.write("corpus/binary.txt", b"\x00\x01\x02\xff\x00\x00\x00\x01PNG\x00\x00");
    let mut client = workspace.session(watching()).await;
    for file in ["corpus/empty.txt", "corpus/binary.txt"] {
        let uri = workspace.uri(file);
        let found = client.expect_where(PUBLISH, |params| params["uri"] == uri).await;
        assert_eq!(found["params"]["diagnostics"].as_array().unwrap().len(), 1, "{found}");
    }
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
    workspace.remove("corpus/empty.txt");
    changed(&client, &workspace.uri("corpus/empty.txt"), 3);
    let empty = workspace.uri("corpus/empty.txt");
    client.expect_where(PUBLISH, |params| params["uri"] == empty && params["diagnostics"] == json!([])).await;
}

#[tokio::test]
async fn reading_everything_again_is_a_command() {
    let workspace = Workspace::new();
    let mut client = workspace.session(watching()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    until(&mut client, &note, &["broken-citation"]).await;
    // The client tells of nothing, as with a network share.
    workspace.write("corpus/harbor.txt", HARBOUR);
    let command = json!({"command": "attest.server.reload", "arguments": []});
    client.call("workspace/executeCommand", command).await;
    until(&mut client, &note, &[]).await;
    let unknown = json!({"command": "attest.noSuchThing"});
    assert_eq!(client.request("workspace/executeCommand", unknown).error_code().await, -32602);
}

#[tokio::test]
async fn a_note_whose_workspace_becomes_another_one_is_checked_there() {
    let workspace = Workspace::new();
    workspace.write("desk/sub/keep.md", "");
    let mut client = workspace.session(watching()).await;
    let (far, near) = (workspace.uri("note.md"), workspace.uri("desk/sub/note.md"));
    client.open(&near, 1, BROKEN);
    client.open(&far, 1, BROKEN);
    until(&mut client, &near, &["broken-citation"]).await;
    until(&mut client, &far, &["broken-citation"]).await;

    // A workspace inside the other, with a corpus of its own.
    workspace.write("desk/corpus/harbor.txt", HARBOUR);
    changed(&client, &workspace.uri("desk/corpus/harbor.txt"), 1);
    until(&mut client, &near, &[]).await;
    assert!(client.call("textDocument/hover", at(&near, 0, 7)).await.is_object());

    // And back again, into a world that was read long before.
    std::fs::remove_dir_all(workspace.path("desk/corpus")).unwrap();
    changed(&client, &workspace.uri("desk/corpus"), 3);
    until(&mut client, &near, &["broken-citation"]).await;
    assert!(client.call("textDocument/hover", at(&near, 0, 7)).await.is_object());
}

#[tokio::test]
async fn an_article_that_returns_to_what_it_said_brings_its_diagnostics_back() {
    let workspace = Workspace::new();
    let (said, corrected) = (
        "# Fire in Westhaven\n\nThe fire in Westhaven destroyed 12 houses on Monday.\n",
        "# Fire in Westhaven\n\nThe fire in Westhaven destroyed 21 houses on Monday.\n",
    );
    workspace.write("corpus/fire.md", said);
    let mut client = workspace.session(watching()).await;
    let (note, article) = (workspace.uri("note.md"), workspace.uri("corpus/fire.md"));
    client.open(&note, 1, "The fire in Westhaven destroyed 21 houses [@fire].");
    let wrong = until(&mut client, &note, &["number-mismatch"]).await;
    for _ in 0..3 {
        workspace.write("corpus/fire.md", corrected);
        changed(&client, &article, 2);
        until(&mut client, &note, &[]).await;
        workspace.write("corpus/fire.md", said);
        changed(&client, &article, 2);
        assert_eq!(until(&mut client, &note, &["number-mismatch"]).await, wrong);
    }
}
