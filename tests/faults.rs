//! The program in a world that goes wrong around it: two of it at once, a cache that can't be written, clocks that
//! jump, a client that says too much or stops listening.

#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use support::client::{Client, framed};
use support::workspace::{BROKEN, Workspace, at, codes};
use tokio::io::AsyncWriteExt;

const NOTE: &str = "Mayor Jonas Weber opened bridge 7 on Monday. Maria Keller opened bridge 12 on Monday.\n";

fn report(number: usize) -> String {
    let (given, family) = (["Maria", "Jonas", "Anna"][number % 3], ["Keller", "Weber"][number % 2]);
    format!(
        "Northport report {number}\n\nMayor {given} {family} of Northport opened bridge {number} on Monday. \
         \"It took {number} months,\" {family} said.\n"
    )
}

/// So many articles, and a note.
fn workspace(count: usize) -> Workspace {
    let workspace = Workspace::empty();
    for number in 0..count {
        workspace.write(&format!("w/corpus/r{number:03}.txt"), report(number));
    }
    workspace.write("w/note.md", NOTE);
    workspace
}

fn attest(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest-ls"));
    command.args(arguments).current_dir(workspace.path("w")).stdin(Stdio::null());
    command.env("ATTEST_CACHE_DIR", workspace.path("cache")).env_remove("ATTEST_LOG");
    command
}

/// What a check prints, by the index or without one.
fn check(workspace: &Workspace, more: &[&str]) -> String {
    let arguments = [&["check", "--format", "json", "--fail-on", "never"], more].concat();
    let output = attest(workspace, &arguments).output().expect("the binary starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn index(workspace: &Workspace) {
    let status = attest(workspace, &["index"]).stderr(Stdio::null()).status();
    assert!(status.expect("the binary starts").success());
}

/// Every file of the cache.
fn cached(workspace: &Workspace) -> Vec<PathBuf> {
    let inside =
        |folder: PathBuf| fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path());
    inside(workspace.path("cache")).flat_map(inside).collect()
}

struct Server {
    client: Client,
    process: tokio::process::Child,
}

fn serve(workspace: &Workspace) -> Server {
    let mut command = tokio::process::Command::from(attest(workspace, &["serve", "--stdio"]));
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.kill_on_drop(true).spawn().expect("the binary starts");
    let client = Client::new(process.stdout.take().expect("a pipe"), process.stdin.take().expect("a pipe"));
    Server { client, process }
}

fn pulling(workspace: &Workspace) -> Value {
    let mut params = workspace.params(&json!({"textDocument": {"diagnostic": {}}}));
    params["rootUri"] = json!(workspace.uri("w"));
    params["workspaceFolders"] = json!([{"uri": workspace.uri("w"), "name": "w"}]);
    params
}

async fn pulled(client: &mut Client, uri: &str) -> Value {
    client.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})).await["items"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_start_cold_on_one_corpus_both_answer_rightly_and_leave_one_index() {
    let workspace = workspace(120);
    let right = check(&workspace, &["--no-cache"]);
    let note = workspace.uri("w/note.md");
    let mut servers = [serve(&workspace), serve(&workspace)];
    for server in &mut servers {
        server.client.initialize(pulling(&workspace)).await;
        server.client.open(&note, 1, NOTE);
    }
    let mut said = Vec::new();
    for server in &mut servers {
        // Until all articles are read, nothing is said of the claims.
        let mut answer = json!([]);
        for _ in 0..100_000 {
            answer = pulled(&mut server.client, &note).await;
            if !codes(&answer).is_empty() {
                break;
            }
        }
        assert!(!codes(&answer).is_empty(), "the claims are never checked");
        said.push(answer);
        server.client.leave().await;
        server.process.wait().await.unwrap();
    }
    // An answer carries the number of its session.
    let told: Vec<_> = said.iter().map(codes).collect();
    assert_eq!(told[0], told[1]);
    assert_eq!(cached(&workspace).len(), 1, "{:?}", cached(&workspace));
    assert_eq!(check(&workspace, &[]), right);
}

/// The same command, for whom permissions bind: the superuser is the only one for whom they do not.
fn bound(command: Command, workspace: &Workspace) -> Command {
    let tried = workspace.path("tried");
    fs::create_dir_all(&tried).expect("a folder in the workspace");
    fs::set_permissions(&tried, fs::Permissions::from_mode(0o500)).expect("its permissions");
    let write = |mut shell: Command| {
        let wrote =
            shell.args(["-c", "echo >tried/it"]).current_dir(workspace.path("")).stderr(Stdio::null());
        wrote.status().expect("a shell, and `setpriv` of util-linux for the superuser").success()
    };
    if !write(Command::new("sh")) {
        return command;
    }
    let powerless = || {
        let mut it = Command::new("setpriv");
        it.args(["--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"]);
        it
    };
    fs::remove_file(tried.join("it")).expect("what was just written");
    let mut shell = powerless();
    shell.arg("sh");
    assert!(!write(shell), "permissions bind nobody here: run this test as somebody else");
    let mut same = powerless();
    same.arg(command.get_program()).args(command.get_args());
    same.current_dir(command.get_current_dir().expect("it is set")).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => same.env(name, value),
            None => same.env_remove(name),
        };
    }
    same
}

#[test]
fn a_cache_that_can_only_be_read_costs_no_answer() {
    let workspace = workspace(120);
    index(&workspace);
    let before: Vec<_> = cached(&workspace).iter().map(|path| fs::read(path).unwrap()).collect();
    let folder = cached(&workspace)[0].parent().unwrap().to_owned();
    let allow = |folder_mode, file_mode| {
        for path in cached(&workspace) {
            fs::set_permissions(path, fs::Permissions::from_mode(file_mode)).unwrap();
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(folder_mode)).unwrap();
    };
    let told = || {
        let arguments = ["check", "--format", "json", "--fail-on", "never"];
        let output = bound(attest(&workspace, &arguments), &workspace).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        (String::from_utf8(output.stdout).expect("UTF-8"), said)
    };
    allow(0o500, 0o400);
    assert_eq!(told().0, check(&workspace, &["--no-cache"]));
    // So much is new that the index would be written anew.
    for number in 200..280 {
        workspace.write(&format!("w/corpus/r{number}.txt"), report(number));
    }
    let (found, said) = told();
    assert_eq!(found, check(&workspace, &["--no-cache"]));
    assert!(said.contains(folder.to_str().unwrap()) && said.contains("Permission denied"), "{said}");
    let after: Vec<_> = cached(&workspace).iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(before == after, "it was written to");
    // An index that nobody may read is as good as none.
    allow(0o500, 0o000);
    assert_eq!(told().0, found);
    allow(0o700, 0o600);
}

#[test]
fn a_file_where_the_cache_should_be_costs_no_answer() {
    let workspace = workspace(120);
    workspace.write("cache", "words");
    let right = check(&workspace, &["--no-cache"]);
    assert_eq!(check(&workspace, &[]), right);
    let output = attest(&workspace, &["index"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(workspace.path("cache").to_str().unwrap()), "{said}");
    assert_eq!(fs::read_to_string(workspace.path("cache")).unwrap(), "words");
}

fn date(path: &Path, seconds: u64) {
    let file = fs::File::options().append(true).open(path).expect("a file");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
}

#[test]
fn clocks_that_jump_ahead_and_back_hide_no_change() {
    const FAR: u64 = 4_102_444_800; // 2100
    let workspace = workspace(120);
    let changed = workspace.path("w/corpus/r007.txt");
    date(&changed, FAR);
    index(&workspace);
    for path in cached(&workspace) {
        date(&path, FAR);
    }
    // Each time as long as before, and each time older than the index.
    for (seconds, name) in [(FAR - 1, "Joris"), (1, "Jules"), (FAR + 1, "Jonah"), (0, "Jakob")] {
        fs::write(&changed, report(7).replace(["Maria", "Jonas", "Anna"][7 % 3], name)).unwrap();
        date(&changed, seconds);
        let found = attest(&workspace, &["search", name]).output().unwrap();
        assert!(String::from_utf8_lossy(&found.stdout).contains("r007.txt"), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_of_64_megabytes_are_read_and_larger_ones_refused() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({"textDocument": {"diagnostic": {}}})).await;
    let note = workspace.uri("note.md");
    let open = |size: usize| {
        let text = |blanks: usize| format!("{}{BROKEN}", "\n".repeat(blanks));
        let message = |blanks| {
            let document = json!({"uri": note, "languageId": "markdown", "version": 1, "text": text(blanks)});
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})
        };
        // A line feed takes two bytes in JSON.
        let besides = message(0).to_string().len();
        message((size - besides) / 2)
    };
    let largest = open(64 << 20);
    assert!((64 << 20) - largest.to_string().len() < 2);
    client.send(&largest);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
    client.change(&note, 2, "");
    client.send(&open((64 << 20) + 4));
    assert_eq!(client.expect_answer_without_id().await["error"]["code"], -32700);
    assert_eq!(pulled(&mut client, &note).await, json!([]));
}

#[tokio::test]
async fn a_batch_of_messages_is_refused_and_the_server_goes_on() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({"textDocument": {"diagnostic": {}}})).await;
    let note = workspace.uri("note.md");
    let hover =
        json!({"jsonrpc": "2.0", "id": 99, "method": "textDocument/hover", "params": at(&note, 0, 0)});
    for batch in [json!([]), json!([hover, hover]), json!([[]])] {
        client.send(&batch);
        assert_eq!(client.expect_answer_without_id().await["error"]["code"], -32600, "{batch}");
    }
    client.open(&note, 1, BROKEN);
    assert_eq!(codes(&pulled(&mut client, &note).await), ["broken-citation"]);
}

/// Kilobytes of memory that the process has taken at most.
#[cfg(target_os = "linux")]
fn most_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|size| size.parse().ok()).expect("a number")
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_client_that_never_reads_fills_no_memory_and_its_going_ends_the_server() {
    let workspace = workspace(3);
    let mut command = tokio::process::Command::from(attest(&workspace, &["serve", "--stdio"]));
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = command.kill_on_drop(true).spawn().expect("the binary starts");
    let mut input = server.stdin.take().unwrap();
    let note = workspace.uri("w/note.md");
    let text = "# Heading\n\nWords.\n\n".repeat(2_000);
    let document = json!({"uri": note, "languageId": "markdown", "version": 1, "text": text});
    for message in [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": pulling(&workspace)}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
    ] {
        input.write_all(&framed(&message)).await.unwrap();
    }
    // The answers would take a gigabyte. While too many of them wait the server hears no more: a question is left
    // in the pipe.
    let mut unheard = false;
    for id in 2..100_000 {
        let params = json!({"textDocument": {"uri": note}});
        let question =
            json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol", "params": params});
        let asked = tokio::time::timeout(Duration::from_secs(3), input.write_all(&framed(&question))).await;
        unheard = asked.is_err();
        if unheard {
            break;
        }
        asked.unwrap().unwrap();
    }
    assert!(unheard);
    let taken = most_memory(server.id().unwrap());
    assert!(taken < 500_000, "{taken} KB");
    drop((server.stdout.take(), input));
    server.wait().await.unwrap();
}
