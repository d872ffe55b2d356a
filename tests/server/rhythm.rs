//! When notes are checked, by a clock that the tests move: no test waits.

use std::time::Duration;

use attest_ls::server::scheduler::{PATIENCE, QUIET};
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::workspace::{BROKEN, MENDED, Workspace};

const PUBLISH: &str = "textDocument/publishDiagnostics";

async fn version(client: &mut Client) -> i64 {
    client.expect(PUBLISH).await["params"]["version"].as_i64().unwrap()
}

/// A session with a note that was opened and checked. The client watches files, so that nothing
/// outside of the test's clock takes part.
async fn opened(workspace: &Workspace) -> (Client, String) {
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = workspace.session(watching).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, BROKEN);
    assert_eq!(version(&mut client).await, 1);
    (client, note)
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_edits_is_checked_once_and_only_when_it_is_over() {
    let workspace = Workspace::new();
    let (mut client, note) = opened(&workspace).await;
    for number in 2..=100 {
        client.change(&note, number, if number % 2 == 0 { BROKEN } else { MENDED });
    }
    assert_eq!(version(&mut client).await, 100);
    // Whatever else might still come would have come by then.
    tokio::time::sleep(PATIENCE * 2).await;
    assert_eq!(client.come(PUBLISH), Vec::<Value>::new());
}

#[tokio::test(start_paused = true)]
async fn typing_without_a_pause_is_checked_all_the_same() {
    let workspace = Workspace::new();
    let (mut client, note) = opened(&workspace).await;
    // No divisor of the patience: an edit at the very moment of the check would outdate it.
    let pause = QUIET - Duration::from_millis(20);
    let mut last = 1;
    while client.come(PUBLISH).is_empty() {
        last += 1;
        client.change(&note, last, BROKEN);
        tokio::time::sleep(pause).await;
        assert!(pause * u32::try_from(last).unwrap() < PATIENCE * 3, "never checked");
    }
}

#[tokio::test(start_paused = true)]
async fn a_saved_note_is_checked_at_once() {
    let workspace = Workspace::new();
    let (mut client, note) = opened(&workspace).await;
    let before = tokio::time::Instant::now();
    client.change(&note, 2, MENDED);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": note}}));
    assert_eq!(version(&mut client).await, 2);
    assert!(before.elapsed() < QUIET);
}
