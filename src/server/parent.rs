//! Notices that the editor is gone although the pipe to it is still open (another process may have
//! inherited its end).

use std::future::{Future, pending};

/// Resolves when process `pid` has ended. Never resolves for a process that is not there from the
/// start: an editor outside this container or on another machine has a number that means nothing
/// here. On Windows it never resolves; there the pipe's end is the only sign.
///
/// The watch begins with the call, not with the first poll: a process that ends in between is noticed.
pub fn ended(pid: u32) -> impl Future<Output = ()> + Send {
    let watch = watch(pid);
    async {
        match watch {
            Some(end) => end.await,
            None => pending().await,
        }
    }
}

#[cfg(unix)]
fn watch(pid: u32) -> Option<impl Future<Output = ()>> {
    use rustix::process::{Pid, test_kill_process};

    let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
    test_kill_process(pid).ok()?;
    let (tell, told) = tokio::sync::oneshot::channel();
    // A thread of its own: a blocking task of the runtime could keep it from shutting down.
    std::thread::Builder::new()
        .name("parent-watch".to_owned())
        .spawn(move || {
            wait(pid);
            // The receiver is gone when the server ended first.
            let _ = tell.send(());
        })
        .ok()?;
    Some(async {
        if told.await.is_err() {
            pending::<()>().await;
        }
    })
}

#[cfg(not(unix))]
fn watch(_pid: u32) -> Option<std::future::Ready<()>> {
    None
}

/// Blocks until the process has ended; woken by the kernel, no polling.
#[cfg(target_os = "linux")]
fn wait(pid: rustix::process::Pid) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::process::{PidfdFlags, pidfd_open};

    let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { return wait_by_asking(pid) };
    while let Err(rustix::io::Errno::INTR) = poll(&mut [PollFd::new(&handle, PollFlags::IN)], None) {}
}

#[cfg(all(unix, not(target_os = "linux")))]
fn wait(pid: rustix::process::Pid) {
    wait_by_asking(pid);
}

#[cfg(unix)]
fn wait_by_asking(pid: rustix::process::Pid) {
    /// Often enough that no orphan lingers, seldom enough to cost nothing.
    const INTERVAL: std::time::Duration = std::time::Duration::from_secs(5);
    while rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH) {
        std::thread::sleep(INTERVAL);
    }
}
