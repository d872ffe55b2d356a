//! Diagnostics that the server sends by itself.

use serde_json::json;

use crate::support::client::Client;
use crate::support::workspace::{BROKEN, MENDED, Workspace, codes, words};

const PUBLISH: &str = "textDocument/publishDiagnostics";

/// The next diagnostics of a document in a version.
async fn published(client: &mut Client, uri: &str, version: i64) -> serde_json::Value {
    let message = client.expect_where(PUBLISH, |it| it["uri"] == uri && it["version"] == version).await;
    message["params"]["diagnostics"].clone()
}

#[tokio::test]
async fn an_opened_note_is_checked_and_the_result_names_its_version() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    let text = format!("# Brief\n\n😀 {BROKEN}\n");
    client.open(&note, 7, &text);
    let found = published(&mut client, &note, 7).await;
    assert_eq!(codes(&found), ["broken-citation"]);
    assert_eq!(words(&text, &found[0]["range"]), "harbor");
    assert_eq!((&found[0]["severity"], &found[0]["source"]), (&json!(1), &json!("attest")));
    assert!(found[0]["message"].as_str().unwrap().contains("harbour"), "{found}");
}

#[tokio::test]
async fn related_information_points_into_the_article() {
    let workspace = Workspace::new();
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "Keller said: \"We will rebuild every bridge before winter.\"");
    let found = published(&mut client, &note, 1).await;
    assert_eq!(codes(&found), ["misquote"]);
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], workspace.uri("corpus/harbour.txt"));
    assert_eq!(related["location"]["range"]["start"]["line"], 6);
}

#[tokio::test]
async fn an_edit_is_checked_and_what_was_mended_disappears() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&published(&mut client, &note, 1).await), ["broken-citation"]);
    let range = json!({"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 12}});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": note, "version": 2}, "contentChanges": [{"range": range, "text": "harbour"}]}),
    );
    assert_eq!(published(&mut client, &note, 2).await, json!([]));
}

#[tokio::test]
async fn no_result_is_sent_for_a_version_that_is_the_past() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, MENDED);
    for version in 2..=60 {
        let text = if version % 2 == 0 { BROKEN } else { MENDED };
        client.change(&note, version, text);
    }
    // The last one comes; what came before it was true of its version, and versions only rose.
    assert_eq!(published(&mut client, &note, 60).await.as_array().unwrap().len(), 1);
    let mut last = 0;
    for message in client.come(PUBLISH) {
        let version = message["params"]["version"].as_i64().unwrap();
        assert!(version > last, "{version} after {last}");
        let expected = usize::from(version % 2 == 0);
        assert_eq!(message["params"]["diagnostics"].as_array().unwrap().len(), expected, "{version}");
        last = version;
    }
}

#[tokio::test]
async fn a_note_reopened_with_a_lower_version_is_checked_anew() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 9, BROKEN);
    assert_eq!(codes(&published(&mut client, &note, 9).await), ["broken-citation"]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": note}}));
    let cleared = client.expect_where(PUBLISH, |it| it["diagnostics"] == json!([])).await;
    assert_eq!(cleared["params"]["uri"], note);
    client.open(&note, 1, MENDED);
    assert_eq!(published(&mut client, &note, 1).await, json!([]));
}

#[tokio::test]
async fn diagnostics_carry_the_clients_spelling_of_the_uri() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = format!("file://{}/a [b] é.md", workspace.root().display());
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&published(&mut client, &note, 1).await), ["broken-citation"]);
}

#[tokio::test]
async fn columns_count_in_the_encoding_that_was_agreed_upon() {
    let workspace = Workspace::new();
    // In a heading, which is no claim.
    let text = format!("# 😀é {BROKEN}");
    for (encoding, column) in [("utf-8", 9 + 6), ("utf-16", 6 + 6), ("utf-32", 5 + 6)] {
        let capabilities = json!({"general": {"positionEncodings": [encoding]}});
        let mut client = crate::support::workspace::connect();
        let offered = client.initialize(workspace.params(&capabilities)).await;
        assert_eq!(offered["capabilities"]["positionEncoding"], encoding);
        let note = workspace.uri("note.md");
        client.open(&note, 1, &text);
        let found = published(&mut client, &note, 1).await;
        assert_eq!(found[0]["range"]["start"], json!({"line": 0, "character": column}), "{encoding}");
        // An edit counts the same way.
        let range =
            json!({"start": {"line": 0, "character": column}, "end": {"line": 0, "character": column + 6}});
        client.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": note, "version": 2}, "contentChanges": [{"range": range, "text": "harbour"}]}),
        );
        assert_eq!(published(&mut client, &note, 2).await, json!([]), "{encoding}");
    }
}

#[tokio::test]
async fn whole_texts_are_taken_where_the_editor_asks_for_them() {
    let workspace = Workspace::new();
    let mut client = crate::support::workspace::connect();
    let mut params = workspace.params(&json!({}));
    params["initializationOptions"] = json!({"sync": "full"});
    let offered = client.initialize(params).await;
    assert_eq!(offered["capabilities"]["textDocumentSync"]["change"], 1);
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&published(&mut client, &note, 1).await), ["broken-citation"]);
    client.change(&note, 2, MENDED);
    assert_eq!(published(&mut client, &note, 2).await, json!([]));
}

#[tokio::test]
async fn an_untitled_note_is_checked_against_the_first_folder() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    client.open("untitled:Untitled-1", 1, BROKEN);
    assert_eq!(codes(&published(&mut client, "untitled:Untitled-1", 1).await), ["broken-citation"]);
}

#[tokio::test]
async fn a_note_outside_of_the_workspace_is_checked_against_the_first_folder() {
    let (workspace, elsewhere) = (Workspace::new(), Workspace::empty());
    let mut client = workspace.session(json!({})).await;
    let note = elsewhere.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&published(&mut client, &note, 1).await), ["broken-citation"]);
}

#[tokio::test]
async fn an_article_is_not_taken_for_a_note() {
    let workspace = Workspace::new();
    workspace.write("corpus/other.md", "# Other\n\nThe storm killed nobody in Westhaven.\n");
    let mut client = workspace.session(json!({})).await;
    client.open(&workspace.uri("corpus/other.md"), 1, BROKEN);
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    published(&mut client, &note, 1).await;
    assert_eq!(client.come(PUBLISH), Vec::<serde_json::Value>::new());
}
