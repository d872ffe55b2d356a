//! A million random edits, with requests and file events between them, of the real program: it stays right, and its
//! memory, handles and threads stay where they were.
//!
//! `cargo test --release --test server soak -- --ignored --nocapture`. `ATTEST_SOAK_EDITS` says how many edits,
//! `ATTEST_SOAK_SEED` where chance starts, `ATTEST_SOAK_COMPARE` after how many steps (an edit of one to three places,
//! a request or an event) the server is held against one that has just started.

use std::fs;
use std::process::Stdio;

use tokio::process::Command;

use super::stateful::Life;
use crate::support::client::Client;

/// What the server holds.
struct Held {
    kilobytes: u64,
    handles: usize,
    threads: u64,
}

impl Held {
    fn of(process: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let number = |key: &str| {
            let line = status.lines().find(|line| line.starts_with(key)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        let handles = fs::read_dir(format!("/proc/{process}/fd")).unwrap().count();
        Self { kilobytes: number("VmRSS"), handles, threads: number("Threads") }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "as long as one likes; see the head of this file"]
async fn soak() {
    let number =
        |name: &str, usual: u64| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual);
    let edits = usize::try_from(number("ATTEST_SOAK_EDITS", 1_000_000)).unwrap();
    let every = usize::try_from(number("ATTEST_SOAK_COMPARE", 5_000)).unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_attest-ls"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let process = server.id().unwrap();
    let client = Client::new(server.stdout.take().unwrap(), server.stdin.take().unwrap());
    let mut life = Life::begin(client, "utf-16", number("ATTEST_SOAK_SEED", 4_711)).await;
    let (mut marks, mut compared, mut step) = (Vec::new(), 0, 0);
    while life.edits < edits {
        if life.edits >= marks.len() * edits / 20 {
            let held = Held::of(process);
            println!(
                "{} edits, {step} steps, {compared} comparisons: {} KB, {} handles, {} threads",
                life.edits, held.kilobytes, held.handles, held.threads
            );
            marks.push(held);
        }
        life.step().await;
        step += 1;
        if step % every == 0 {
            life.compare(step).await;
            compared += 1;
        }
        // Nobody reads what the server says on its own.
        if step % 100 == 0 {
            life.client.forget();
        }
    }
    let (half, end) = (&marks[marks.len() / 2], Held::of(process));
    println!(
        "{} edits, {step} steps, {compared} comparisons: {} KB, {} handles, {} threads",
        life.edits, end.kilobytes, end.handles, end.threads
    );
    assert!(end.kilobytes * 100 <= half.kilobytes * 115, "{} KB at half of it", half.kilobytes);
    assert!(end.handles <= half.handles + 4, "{} handles at half of it", half.handles);
    assert!(end.threads <= half.threads + 4, "{} threads at half of it", half.threads);
}
