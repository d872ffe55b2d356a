//! What the program opens, as the system saw it: no socket, and no file that is none of its business.

#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;
use support::client::Client;
use tempfile::TempDir;

const ARTICLE: &str = "Harbour\n\n12 March 2024\n\nMaria Keller said on Tuesday that the storm killed 34 people in Northport.\n";

/// What any program of the system reads, and what the language's runtime asks about the machine.
const SYSTEM: &[&str] =
    &["/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/fs/cgroup", "/sys/devices/system/cpu", "/dev/"];

fn workspace() -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(dir.path().join("w/corpus")).expect("a folder");
    fs::write(dir.path().join("w/corpus/harbour.txt"), ARTICLE).expect("an article");
    fs::write(dir.path().join("w/note.md"), "The storm killed 43 people in Northport [@harbour].\n")
        .expect("a note");
    fs::write(dir.path().join("secret.txt"), ARTICLE).expect("a file");
    dir
}

/// The program with `arguments`, whose calls are written to `log`.
fn traced(dir: &Path, log: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command
        .args([
            "-f",
            "-qq",
            "-s",
            "400",
            "-e",
            "trace=%network,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2",
        ])
        .arg("-o")
        .arg(log)
        .arg(env!("CARGO_BIN_EXE_attest-ls"))
        .args(arguments)
        .current_dir(dir.join("w"))
        .env("ATTEST_CACHE_DIR", dir.join("cache"))
        .stderr(Stdio::null());
    command
}

/// The calls of the program run with `arguments`; `None` where there is no tracer.
fn trace(dir: &Path, arguments: &[&str]) -> Option<String> {
    let log = dir.join("trace");
    traced(dir, &log, arguments).stdin(Stdio::null()).stdout(Stdio::null()).status().ok()?;
    let calls = fs::read_to_string(&log).expect("the calls were written");
    assert!(calls.contains("open"), "{arguments:?} was traced");
    Some(calls)
}

/// The files that were opened, and for writing or not.
fn opened(calls: &str) -> Vec<(String, bool)> {
    let opens = calls.lines().filter(|line| line.contains("open") && !line.contains(" = -1 "));
    opens
        .filter_map(|line| {
            let path = line.split('"').nth(1)?.to_owned();
            Some((path, line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT")))
        })
        .collect()
}

#[track_caller]
fn assert_private(dir: &Path, calls: &str) {
    let network = ["socket(", "connect(", "bind(", "listen(", "sendto(", "sendmsg("];
    // A pair of sockets joins threads of one process; none has a name or an address.
    let talks = |line: &&str| network.iter().any(|call| line.contains(call));
    assert_eq!(calls.lines().filter(talks).collect::<Vec<_>>(), Vec::<&str>::new());
    let (w, cache) = (dir.join("w"), dir.join("cache"));
    for (path, writes) in opened(calls) {
        let path = Path::new(&path);
        let ours = !path.is_absolute() || path.starts_with(&w) || path.starts_with(&cache);
        let system = SYSTEM.iter().any(|start| path.to_string_lossy().starts_with(start));
        let binary = path == Path::new(env!("CARGO_BIN_EXE_attest-ls"));
        assert!(ours || !writes && (system || binary), "{path:?}");
        assert!(!writes || path.starts_with(&cache) || path.starts_with("/dev/"), "written: {path:?}");
    }
    assert!(!calls.contains("secret.txt"), "{calls}");
}

#[test]
fn commands_open_no_socket_and_nothing_outside_the_workspace_and_the_cache() {
    let dir = workspace();
    for arguments in
        [&["index"][..], &["check"], &["search", "storm"], &["entities"], &["report", "note.md", "-o", "-"]]
    {
        let Some(calls) = trace(dir.path(), arguments) else {
            return println!("not looked at: strace is missing");
        };
        assert_private(dir.path(), &calls);
    }
}

#[tokio::test]
async fn a_session_of_the_server_opens_no_socket_and_nothing_outside_the_workspace_and_the_cache() {
    let dir = workspace();
    let log = dir.path().join("trace");
    let started = tokio::process::Command::from(traced(dir.path(), &log, &["serve", "--stdio"]))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let Ok(mut server) = started else { return println!("not looked at: strace is missing") };
    let uri = |name: &str| format!("file://{}", dir.path().join("w").join(name).display());
    let mut client = Client::new(server.stdout.take().expect("a pipe"), server.stdin.take().expect("a pipe"));
    client.initialize(json!({"processId": null, "rootUri": uri(""), "capabilities": {}})).await;
    client.open(&uri("note.md"), 1, &fs::read_to_string(dir.path().join("w/note.md")).expect("the note"));
    client.expect("textDocument/publishDiagnostics").await;
    let at = json!({"textDocument": {"uri": uri("note.md")}, "position": {"line": 0, "character": 20}});
    for method in
        ["textDocument/hover", "textDocument/definition", "textDocument/completion", "textDocument/codeLens"]
    {
        client.call(method, at.clone()).await;
    }
    client.call("workspace/symbol", json!({"query": "Keller"})).await;
    client.leave().await;
    server.wait().await.expect("it ends");
    let calls = fs::read_to_string(&log).unwrap_or_default();
    assert!(calls.contains("harbour.txt"), "the session was traced");
    assert_private(dir.path(), &calls);
}
