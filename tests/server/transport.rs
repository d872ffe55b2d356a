//! Order, waiting, panics, cancelling, broken input: what the transport promises any service.

use attest_ls::server::transport::{End, MOST_UNDER_WAY};
use serde_json::{Value, json};

use crate::support::client::framed;
use crate::toy;

const NOTE: &str = "file:///notes/a.md";

fn insertion(version: i64, line: i64, text: &str) -> Value {
    let at = json!({"line": line, "character": 0});
    json!({
        "textDocument": {"uri": NOTE, "version": version},
        "contentChanges": [{"range": {"start": at, "end": at}, "text": text}],
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn changes_are_applied_in_order_although_their_handlers_wait() {
    let (mut client, _, _) = toy::start().await;
    client.open(NOTE, 1, "");
    let mut expected = String::new();
    for version in 2..=1_000 {
        let line = format!("{version}\n");
        // Each edit only fits the text that the one before it left.
        client.notify("textDocument/didChange", insertion(version, version - 2, &line));
        expected.push_str(&line);
    }
    let seen = client.call("toy/text", json!({"uri": NOTE})).await;
    assert_eq!(seen, json!({"version": 1_000, "text": expected}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_sees_exactly_the_version_before_it_on_the_wire() {
    let (mut client, _, _) = toy::start().await;
    client.open(NOTE, 0, "0");
    let mut pending = Vec::new();
    for version in 1..=2_000 {
        client.change(NOTE, version, &version.to_string());
        pending.push(client.request("toy/text", json!({"uri": NOTE})));
    }
    for (version, pending) in (1..=2_000).zip(pending) {
        assert_eq!(pending.result().await, json!({"version": version, "text": version.to_string()}));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_that_wait_hold_up_neither_changes_nor_other_requests() {
    let (mut client, gates, _) = toy::start().await;
    let waiting: Vec<_> = (0..50).map(|_| client.request("toy/wait", Value::Null)).collect();
    client.open(NOTE, 1, "one");
    client.change(NOTE, 2, "two");
    let seen = client.call("toy/text", json!({"uri": NOTE})).await;
    assert_eq!(seen, json!({"version": 2, "text": "two"}));
    gates.open.add_permits(50);
    for pending in waiting {
        assert_eq!(pending.result().await, json!("waited"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_handler_that_blocks_its_thread_holds_up_nobody() {
    let (mut client, gates, _) = toy::start().await;
    client.open(NOTE, 1, "one");
    let blocked = client.request("toy/block", Value::Null);
    gates.begun.acquire().await.unwrap().forget();
    let seen = client.call("toy/text", json!({"uri": NOTE})).await;
    assert_eq!(seen["version"], 1);
    gates.unblock.lock().unwrap().take().unwrap().send(()).unwrap();
    assert_eq!(blocked.result().await, json!("blocked"));
}

#[tokio::test]
async fn a_panic_is_answered_with_an_internal_error_and_the_server_lives_on() {
    let (mut client, _, session) = toy::start().await;
    for method in ["toy/panicAtOnce", "toy/panicLater", "toy/panicLater"] {
        assert_eq!(client.request(method, Value::Null).error_code().await, -32603, "{method}");
    }
    client.notify("toy/panicQuietly", Value::Null);
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
    let told = client.come("window/showMessage");
    assert_eq!(told.len(), 3, "each of the three methods once: {told:?}");
    client.leave().await;
    assert_eq!(session.await.unwrap(), End::Orderly);
}

#[tokio::test]
async fn the_id_of_a_request_that_panicked_can_be_used_again() {
    let (mut client, _, _) = toy::start().await;
    for _ in 0..3 {
        assert_eq!(client.request_as(77, "toy/panicLater", Value::Null).error_code().await, -32603);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_request_is_answered_and_dropped_however_many_are_in_flight() {
    let (mut client, gates, _) = toy::start().await;
    let waiting: Vec<_> = (0..200).map(|_| client.request("toy/wait", Value::Null)).collect();
    gates.begun.acquire_many(200).await.unwrap().forget();
    for pending in &waiting {
        client.cancel(pending);
    }
    for pending in waiting {
        assert_eq!(pending.error_code().await, -32800);
    }
    gates.dropped.acquire_many(200).await.unwrap().forget();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_requests_than_can_wait_are_refused_until_one_is_answered() {
    let (mut client, gates, session) = toy::start().await;
    let mut waiting: Vec<_> = (0..MOST_UNDER_WAY).map(|_| client.request("toy/wait", Value::Null)).collect();
    for _ in 0..3 {
        let refused = client.request("toy/wait", Value::Null).response().await;
        assert_eq!(refused["error"]["code"], -32803);
        assert!(refused["error"]["message"].as_str().unwrap().contains("ask again"), "{refused}");
    }
    // Notifications are heard all the while: one of those that wait is given up, and there is room for one.
    let given_up = waiting.pop().unwrap();
    client.cancel(&given_up);
    assert_eq!(given_up.error_code().await, -32800);
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
    gates.open.add_permits(MOST_UNDER_WAY);
    for pending in waiting {
        assert_eq!(pending.result().await, json!("waited"));
    }
    client.leave().await;
    assert_eq!(session.await.unwrap(), End::Orderly);
}

#[tokio::test]
async fn a_request_whose_name_marks_it_as_optional_is_an_unknown_method() {
    let (mut client, _, _) = toy::start().await;
    assert_eq!(client.request("$/toy", Value::Null).error_code().await, -32601);
}

#[tokio::test]
async fn cancelling_what_is_not_in_flight_does_nothing() {
    let (mut client, _, _) = toy::start().await;
    for id in [json!(999), json!("no such id"), Value::Null, json!({"a": 1})] {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_and_fifty_requests_may_each_ask_the_client_something() {
    let (mut client, _, _) = toy::start().await;
    client.hold_answers();
    let pending: Vec<_> = (0..150).map(|_| client.request("toy/ask", Value::Null)).collect();
    // The client answers only when it has sent all, as a client with one thread does.
    let mut questions = Vec::new();
    for _ in 0..150 {
        questions.push(client.expect("workspace/configuration").await["id"].clone());
    }
    for id in questions {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "result": ["yes"]}));
    }
    for pending in pending {
        assert_eq!(pending.result().await, json!(["yes"]));
    }
}

#[tokio::test]
async fn an_answer_to_a_question_that_was_given_up_is_survived() {
    let (mut client, gates, _) = toy::start().await;
    client.hold_answers();
    let asking = client.request("toy/ask", Value::Null);
    gates.begun.acquire().await.unwrap().forget();
    let question = client.expect("workspace/configuration").await["id"].clone();
    client.cancel(&asking);
    assert_eq!(asking.error_code().await, -32800);
    client.send(&json!({"jsonrpc": "2.0", "id": question, "result": ["late"]}));
    client.send(&json!({"jsonrpc": "2.0", "id": 4_711, "result": "never asked"}));
    client.send(&json!({"jsonrpc": "2.0", "id": null, "error": {"code": 1, "message": "?"}}));
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
}

#[tokio::test]
async fn what_is_no_message_is_answered_and_survived() {
    const PARSE_ERROR: i64 = -32700;
    const INVALID_REQUEST: i64 = -32600;
    let (mut client, _, session) = toy::start().await;
    let frame = |body: &[u8]| {
        let mut bytes = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        bytes.extend_from_slice(body);
        bytes
    };
    let broken: [(Vec<u8>, i64); 8] = [
        (frame(b"{\"jsonrpc\": \"2.0\", \"met"), PARSE_ERROR),
        (frame(b"{\"jsonrpc\": \"2.0\", \"method\": \"\xff\xfe\"}"), PARSE_ERROR),
        (frame(b""), PARSE_ERROR),
        (b"Hello, server!\r\n\r\n".to_vec(), PARSE_ERROR),
        (b"Content-Length: many\r\n\r\n".to_vec(), PARSE_ERROR),
        (frame(b"[{\"jsonrpc\": \"2.0\", \"method\": \"x\"}]"), INVALID_REQUEST),
        (frame(b"42"), INVALID_REQUEST),
        (frame(b"{\"jsonrpc\": \"2.0\"}"), INVALID_REQUEST),
    ];
    for (bytes, code) in broken {
        client.raw(bytes.clone());
        let answer = client.expect_answer_without_id().await;
        assert_eq!(answer["error"]["code"], code, "{}", String::from_utf8_lossy(&bytes));
    }
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
    client.leave().await;
    assert_eq!(session.await.unwrap(), End::Orderly);
}

#[tokio::test]
async fn headers_in_any_case_and_number_are_read() {
    let (mut client, _, _) = toy::start().await;
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
        {"uri": NOTE, "languageId": "markdown", "version": 5, "text": "é"}}})
    .to_string();
    client.raw(format!(
        "content-length: {}\r\nX-One: 1\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{open}",
        open.len()
    ));
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 5);
}

#[tokio::test]
async fn a_frame_may_arrive_in_pieces() {
    let (mut client, _, _) = toy::start().await;
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
        {"uri": NOTE, "languageId": "markdown", "version": 3, "text": "😀"}}});
    for byte in framed(&open) {
        client.raw([byte]);
    }
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["text"], "😀");
}

#[tokio::test]
async fn any_spelling_of_a_uri_names_its_document_and_comes_back_as_it_was() {
    let (mut client, _, _) = toy::start().await;
    let spellings = [
        "file:///notes/a b.md",
        "file:///notes/[slug].md",
        "file:///notes/é.md",
        "file:///notes/a|b.md",
        "file:///notes/100%.md",
        "file:///notes/%5Bslug%5D%20%C3%A9.md",
        "file:///c%3A/notes/a.md",
        "untitled:Untitled-1",
        "term://~//4711:sh#toggleterm#1",
        "notes/relative.md",
        "",
    ];
    for (version, uri) in (1..).zip(spellings) {
        client.open(uri, version, uri);
        let seen = client.call("toy/text", json!({"uri": uri})).await;
        assert_eq!(seen, json!({"version": version, "text": uri}));
        client.notify("toy/publish", json!({"uri": uri}));
        let published = client.expect("textDocument/publishDiagnostics").await;
        assert_eq!(published["params"]["uri"], uri);
    }
}

#[tokio::test]
async fn two_spellings_of_a_file_are_one_document() {
    let (mut client, _, _) = toy::start().await;
    client.open("file:///notes/a%20b/%C3%A9.md", 1, "one");
    client.change("file:///notes/a b/é.md", 2, "two");
    let seen = client.call("toy/text", json!({"uri": "file:///notes/a%20b/é.md"})).await;
    assert_eq!(seen["text"], "two");
}

#[tokio::test]
async fn requests_before_initialize_and_after_shutdown_are_refused() {
    let (mut client, _, session) = toy::start_raw();
    assert_eq!(client.request("toy/wait", Value::Null).error_code().await, -32002);
    client.initialize(json!({"capabilities": {}})).await;
    client.call("shutdown", Value::Null).await;
    assert_eq!(client.request("toy/wait", Value::Null).error_code().await, -32600);
    client.notify("exit", json!({}));
    assert_eq!(session.await.unwrap(), End::Orderly);
}

#[tokio::test]
async fn an_unknown_method_is_refused_and_an_optional_one_ignored() {
    let (mut client, _, _) = toy::start().await;
    assert_eq!(client.request("toy/noSuchThing", Value::Null).error_code().await, -32601);
    client.notify("$/noSuchThing", json!({}));
    client.open(NOTE, 1, "one");
    assert_eq!(client.call("toy/text", json!({"uri": NOTE})).await["version"], 1);
}

#[tokio::test]
async fn exit_ends_the_session_although_requests_are_in_flight_and_the_stream_is_open() {
    for (shutdown, end) in [(true, End::Orderly), (false, End::Abrupt)] {
        let (mut client, gates, session) = toy::start().await;
        let _waiting = client.request("toy/wait", Value::Null);
        gates.begun.acquire().await.unwrap().forget();
        if shutdown {
            client.call("shutdown", json!({})).await;
        }
        client.notify("exit", Value::Null);
        assert_eq!(session.await.unwrap(), end);
    }
}

#[tokio::test]
async fn a_client_that_is_gone_ends_the_session() {
    let (client, _, session) = toy::start().await;
    drop(client);
    assert_eq!(session.await.unwrap(), End::Abrupt);
}
