//! The real program: exit codes, streams, and the end of its client.

use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

use crate::support::client::Client;
use crate::support::workspace::{Workspace, at};

/// A running server; its stdin stays open for as long as the client lives.
fn start() -> (Client, Child) {
    start_with(&mut Command::new(env!("CARGO_BIN_EXE_attest-ls")))
}

fn start_with(command: &mut Command) -> (Client, Child) {
    let mut child = command
        .args(["serve", "--stdio"])
        .env_remove("ATTEST_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let client = Client::new(child.stdout.take().unwrap(), child.stdin.take().unwrap());
    (client, child)
}

/// The exit code. The time limit turns a hang into a failure; no test passes because of it.
async fn code(server: &mut Child) -> Option<i32> {
    let end = tokio::time::timeout(std::time::Duration::from_secs(120), server.wait()).await;
    end.expect("the server ends").unwrap().code()
}

#[tokio::test]
async fn exit_after_shutdown_is_0_and_without_it_1_while_stdin_stays_open() {
    for (shutdown, expected) in [(true, 0), (false, 1)] {
        let (mut client, mut server) = start();
        client.initialize(json!({"processId": null, "rootUri": null, "capabilities": {}})).await;
        if shutdown {
            client.call("shutdown", Value::Null).await;
        }
        client.notify("exit", Value::Null);
        assert_eq!(code(&mut server).await, Some(expected));
        drop(client);
    }
}

/// The index of `workspace`, just written to its folder `cache`.
async fn indexed(workspace: &Workspace) -> std::path::PathBuf {
    let cache = workspace.path("cache");
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    let command = command.arg("index").current_dir(workspace.root()).env("ATTEST_CACHE_DIR", &cache);
    assert!(command.status().await.unwrap().success());
    let only = |folder: &Path| std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    only(&only(&cache))
}

#[tokio::test]
async fn a_server_opened_by_an_index_learns_what_became_of_the_articles_since() {
    let workspace = Workspace::new();
    indexed(&workspace).await;
    workspace.write("corpus/fire.md", "# Fire in Westhaven\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    let (mut client, _server) = start_with(command.env("ATTEST_CACHE_DIR", workspace.path("cache")));
    client.initialize(workspace.params(&json!({}))).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "See [[fire]] and [[harbour]].");
    let fits = |params: &Value| params["uri"] == note && params["diagnostics"] == json!([]);
    client.expect_where("textDocument/publishDiagnostics", fits).await;
}

#[tokio::test]
async fn an_index_that_turns_out_to_be_damaged_is_told_and_the_note_checked_by_the_articles() {
    let workspace = Workspace::new();
    let index = indexed(&workspace).await;
    let mut bytes = std::fs::read(&index).unwrap();
    let words = b"The storm killed 34 people";
    let place = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[place] ^= 1;
    std::fs::write(&index, bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    let (mut client, _server) = start_with(command.env("ATTEST_CACHE_DIR", workspace.path("cache")));
    client.initialize(workspace.params(&json!({}))).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "The storm killed 34 people in Northport [@harbour].");
    let told = client.expect("window/showMessage").await["params"]["message"].to_string();
    assert!(told.contains("the index was damaged"), "{told}");
    client.expect_where("textDocument/publishDiagnostics", |params| params["uri"] == note.as_str()).await;
    let hover = client.call("textDocument/hover", at(&note, 0, 8)).await.to_string();
    assert!(hover.contains("harbour.txt"), "{hover}");
    assert!(!index.exists());
}

#[tokio::test]
async fn exit_before_initialize_is_1() {
    let (client, mut server) = start();
    client.notify("exit", Value::Null);
    assert_eq!(code(&mut server).await, Some(1));
}

#[tokio::test]
async fn the_end_of_stdin_ends_the_server() {
    let (mut client, mut server) = start();
    client.initialize(json!({"processId": null, "rootUri": null, "capabilities": {}})).await;
    drop(client);
    assert_eq!(code(&mut server).await, Some(1));
}

#[cfg(unix)]
#[tokio::test]
async fn the_clients_death_ends_the_server_although_stdin_stays_open() {
    // It stands for the editor; this test holds the pipes, as a process it started would.
    let mut editor = Command::new("sleep").arg("1000").kill_on_drop(true).spawn().unwrap();
    let (mut client, mut server) = start();
    client.initialize(json!({"processId": editor.id(), "rootUri": null, "capabilities": {}})).await;
    editor.kill().await.unwrap();
    assert_eq!(code(&mut server).await, Some(1));
    drop(client);
}

#[cfg(unix)]
#[tokio::test]
async fn a_process_id_that_means_nothing_here_is_no_death() {
    let mut gone = Command::new("true").spawn().unwrap();
    let id = gone.id();
    gone.wait().await.unwrap();
    let (mut client, mut server) = start();
    client.initialize(json!({"processId": id, "rootUri": null, "capabilities": {}})).await;
    client.leave().await;
    assert_eq!(code(&mut server).await, Some(0));
}

#[tokio::test]
async fn no_word_of_notes_or_articles_is_logged() {
    const NOTE: &str = "Keller said that the storm killed 43 people in Northport. See [@harbor].";
    let workspace = Workspace::new();
    let (mut client, mut server) = start();
    client.initialize(workspace.params(&json!({}))).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, NOTE);
    client.expect("textDocument/publishDiagnostics").await;
    // Also where something is odd: an edit that does not fit, a request that makes no sense.
    let range = json!({"start": {"line": 9, "character": 0}, "end": {"line": 9, "character": 0}});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": note, "version": 1}, "contentChanges": [{"range": range, "text": "Keller"}]}),
    );
    client.request("textDocument/hover", json!({"text": NOTE})).error_code().await;
    client.leave().await;
    let mut log = String::new();
    server.stderr.take().unwrap().read_to_string(&mut log).await.unwrap();
    for word in ["Keller", "Northport", "killed"] {
        assert!(!log.contains(word), "{log}");
    }
}

#[tokio::test]
async fn the_code_of_a_finding_leads_to_what_its_rule_says_of_itself() {
    let workspace = Workspace::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    let (mut client, _server) = start_with(command.env("ATTEST_CACHE_DIR", workspace.path("cache")));
    let shown = json!({"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": true}}});
    client.initialize(workspace.params(&shown)).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "The storm killed 43 people in Northport.");
    let told =
        client.expect_where("textDocument/publishDiagnostics", |params| params["diagnostics"] != json!([]));
    let told = told.await["params"]["diagnostics"][0].clone();
    assert_eq!(told["code"], "number-mismatch");
    let page = told["codeDescription"]["href"].as_str().expect("an address").parse().expect("a URI");
    let page = attest_ls::server::uri::to_path(&page).expect("a file");
    assert!(page.starts_with(workspace.path("cache")), "{}", page.display());
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("# number-mismatch\n") && text.contains("## What to do"), "{text}");
    // Its examples are wrong on purpose.
    let page = workspace.uri(page.strip_prefix(workspace.root()).unwrap().to_str().unwrap());
    client.open(&page, 1, &text);
    let told = client.expect_where("textDocument/publishDiagnostics", |params| params["uri"] == json!(page));
    assert_eq!(told.await["params"]["diagnostics"], json!([]));
}
