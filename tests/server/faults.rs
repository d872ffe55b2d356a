//! Clients that break the protocol, hurry, stall or ask for too much: the server answers what can be
//! answered and goes on.

use std::os::unix::fs::symlink;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::client::{Client, framed};
use crate::support::workspace::{BROKEN, HARBOUR, MENDED, Workspace, at, codes, connect};

fn pulling() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        "window": {"workDoneProgress": true},
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

async fn pulled(client: &mut Client, uri: &str) -> Value {
    client.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})).await["items"].clone()
}

fn insertion(uri: &str, version: i64, text: &str) -> Value {
    let start = json!({"line": 0, "character": 0});
    json!({
        "textDocument": {"uri": uri, "version": version},
        "contentChanges": [{"range": {"start": start, "end": start}, "text": text}],
    })
}

#[tokio::test]
async fn before_initialize_requests_are_refused_and_notifications_dropped() {
    let workspace = Workspace::new();
    let note = workspace.uri("note.md");
    let mut client = connect();
    assert_eq!(client.request("textDocument/hover", at(&note, 0, 0)).error_code().await, -32002);
    client.open(&note, 1, BROKEN);
    client.change(&note, 2, MENDED);
    client.initialize(workspace.params(&pulling())).await;
    assert_eq!(pulled(&mut client, &note).await, json!([]));
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

#[tokio::test]
async fn a_second_initialize_and_whatever_follows_shutdown_are_refused() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    assert_eq!(client.request("initialize", workspace.params(&pulling())).error_code().await, -32600);
    client.call("shutdown", Value::Null).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    for method in ["textDocument/hover", "textDocument/diagnostic", "shutdown"] {
        assert_eq!(client.request(method, at(&note, 0, 0)).error_code().await, -32600, "{method}");
    }
    client.notify("exit", Value::Null);
    client.closed().await;
}

#[tokio::test]
async fn methods_that_nobody_knows_and_parameters_that_make_no_sense_harm_nothing() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(client.request("attest/noSuchThing", json!([1])).error_code().await, -32601);
    for method in ["attest/noSuchThing", "$/noSuchThing", "textDocument/didFold"] {
        client.notify(method, json!({"a": 1}));
    }
    for params in [json!({}), json!([]), json!({"textDocument": 1}), at(&note, u32::MAX, u32::MAX)] {
        client.notify("textDocument/didChange", params.clone());
        client.notify("textDocument/didClose", params.clone());
        client.request("textDocument/hover", params).response().await;
    }
    client.open(&note, 2, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

#[tokio::test]
async fn progress_that_the_user_cancels_is_survived_and_the_corpus_read() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    for token in [json!("attest-load-1"), json!(4_711), Value::Null] {
        client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    }
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

#[tokio::test]
async fn a_document_opened_twice_is_the_second_and_one_closed_twice_is_closed() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 7, MENDED);
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
    for _ in 0..2 {
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": note}}));
    }
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}

#[tokio::test]
async fn a_change_of_a_document_that_is_not_open_opens_nothing() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.change(&note, 3, BROKEN);
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}

#[tokio::test]
async fn versions_out_of_order_are_taken_in_the_order_of_the_wire() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 9, MENDED);
    client.change(&note, 8, "Nothing.");
    client.change(&note, -1, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
    client.change(&note, i64::from(i32::MAX), MENDED);
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_cancels_leaves_every_request_answered_once() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, &BROKEN.repeat(50));
    let mut pending = Vec::new();
    for round in 0..2_000 {
        if round % 20 == 0 {
            client.notify("textDocument/didChange", insertion(&note, round + 2, "Keller left. "));
        }
        let asked = client.request("textDocument/hover", at(&note, 0, 5));
        client.cancel(&asked);
        client.cancel(&asked);
        pending.push(asked);
    }
    for asked in pending {
        let answer = asked.response().await;
        assert!(
            answer["error"]["code"].as_i64().is_none_or(|code| code == -32800 || code == -32801),
            "{answer}"
        );
    }
    client.change(&note, 3_000, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_open_notes_are_each_answered_for() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let uri = |number: usize| workspace.uri(&format!("n{number}.md"));
    for number in 0..10_000 {
        client.open(&uri(number), 1, if number % 2 == 0 { BROKEN } else { MENDED });
    }
    for number in [0, 1, 4_998, 9_999] {
        let expected: &[&str] = if number % 2 == 0 { &["broken-citation"] } else { &[] };
        assert_eq!(codes(&pulled(&mut client, &uri(number)).await), expected, "{number}");
    }
    for number in 0..10_000 {
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(number)}}));
    }
    assert_eq!(pulled(&mut client, &uri(0)).await, json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_thousand_changes_in_a_row_leave_the_text_of_the_last() {
    let workspace = Workspace::new();
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "");
    for version in 2..100_000 {
        let text = if version % 2 == 0 { BROKEN } else { "" };
        let end = json!({"line": 0, "character": if version % 2 == 0 { 0 } else { BROKEN.len() }});
        let range = json!({"start": {"line": 0, "character": 0}, "end": end});
        client.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": note, "version": version}, "contentChanges": [{"range": range, "text": text}]}),
        );
    }
    client.change(&note, 100_000, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_reads_only_when_it_has_said_everything_gets_every_answer() {
    let workspace = Workspace::new();
    let note = workspace.uri("note.md");
    let (ours, theirs) = tokio::io::duplex(1 << 10);
    let (input, output) = tokio::io::split(theirs);
    tokio::spawn(attest_ls::server::connect(input, output));
    let (mut answers, mut questions) = tokio::io::split(ours);
    let request = |id: i64, method: &str, params: Value| {
        framed(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
    };
    let mut all = request(1, "initialize", workspace.params(&json!({})));
    all.extend(framed(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}})));
    for id in 2..=400 {
        all.extend(request(id, "textDocument/hover", at(&note, 0, 0)));
    }
    all.extend(request(401, "shutdown", Value::Null));
    all.extend(framed(&json!({"jsonrpc": "2.0", "method": "exit"})));
    questions.write_all(&all).await.unwrap();
    let mut said = String::new();
    answers.read_to_string(&mut said).await.unwrap();
    for id in 1..=401 {
        assert!(said.contains(&format!("\"id\":{id}}}")) || said.contains(&format!("\"id\":{id},")), "{id}");
    }
}

#[tokio::test]
async fn a_link_or_hidden_file_that_appears_in_the_corpus_is_not_read() {
    let (workspace, elsewhere) = (Workspace::new(), Workspace::empty());
    elsewhere.write("harbor.txt", HARBOUR);
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "See [@harbor] and [[.harbor]] and [[deep]].");
    let before = codes(&pulled(&mut client, &note).await).len();
    assert_eq!(before, 3);
    symlink(elsewhere.path("harbor.txt"), workspace.path("corpus/harbor.txt")).unwrap();
    symlink(elsewhere.root(), workspace.path("corpus/folder")).unwrap();
    elsewhere.write("deep.txt", HARBOUR);
    workspace.write("corpus/.harbor.txt", HARBOUR);
    workspace.write("corpus/seen.txt", HARBOUR.replace("34", "35"));
    let files = ["corpus/harbor.txt", "corpus/folder/deep.txt", "corpus/.harbor.txt", "corpus/seen.txt"];
    let changes: Vec<Value> = files.iter().map(|it| json!({"uri": workspace.uri(it), "type": 1})).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.expect("workspace/diagnostic/refresh").await;
    assert_eq!(codes(&pulled(&mut client, &note).await).len(), before);
    client.open(&note, 2, "See [@seen].");
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}

#[tokio::test]
async fn a_corpus_that_vanishes_under_the_requests_is_told_and_comes_back() {
    let workspace = Workspace::new();
    workspace
        .write("corpus/other.txt", "Fire in Westhaven\n\nIt destroyed twelve houses, Jonas Weber said.\n");
    workspace.write("attest.toml", "corpus = [\"corpus\", \"more\"]\n");
    workspace.write("more/fire.txt", "Fire in Harlow\n\nIt destroyed ten houses, Jonas Weber said.\n");
    let mut client = workspace.session(pulling()).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "See [@harbour]. The storm killed 34 people in Northport.");
    assert_eq!(pulled(&mut client, &note).await, json!([]));
    let folder = json!({"changes": [{"uri": workspace.uri("corpus"), "type": 3}]});
    std::fs::remove_dir_all(workspace.path("corpus")).unwrap();
    // What was read is still known.
    client.call("textDocument/definition", at(&note, 0, 40)).await;
    client.call("textDocument/hover", at(&note, 0, 40)).await;
    client.notify("workspace/didChangeWatchedFiles", folder.clone());
    client.expect("workspace/diagnostic/refresh").await;
    assert!(codes(&pulled(&mut client, &note).await).contains(&"broken-citation"));
    workspace.write("corpus/harbour.txt", HARBOUR);
    client.notify("workspace/didChangeWatchedFiles", folder);
    client.expect("workspace/diagnostic/refresh").await;
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}
