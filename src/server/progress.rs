//! Work-done progress: shows the user how far the reading of the corpus has come.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::Instant;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::corpus::load::Progress;

/// Reports follow each other no faster.
const PACE: Duration = Duration::from_millis(100);

/// Takes notes of the progress from any thread; only the latest counts. It begins with the first
/// note and ends when it is dropped.
#[derive(Debug)]
pub struct Reporter {
    client: Client,
    token: String,
    title: &'static str,
    /// Notes are taken on threads that know no runtime.
    runtime: Handle,
    latest: OnceLock<watch::Sender<Progress>>,
}

impl Reporter {
    /// A reporter under a token of its own; to be made inside the runtime.
    #[must_use]
    pub fn new(client: Client, token: String, title: &'static str) -> Self {
        Self { client, token, title, runtime: Handle::current(), latest: OnceLock::new() }
    }

    /// The work has come so far.
    pub fn report(&self, progress: Progress) {
        let latest = self.latest.get_or_init(|| {
            let (sender, reports) = watch::channel(Progress { done: 0, total: 0, bytes: 0 });
            let token = NumberOrString::String(self.token.clone());
            // In a task: a client that does not consent delays nothing.
            self.runtime.spawn(tell(self.client.clone(), token, self.title, reports));
            sender
        });
        // Reports come from several threads; an older one must not set the count back.
        latest.send_if_modified(|latest| {
            let newer = progress.done > latest.done;
            if newer {
                *latest = progress;
            }
            newer
        });
    }
}

async fn tell(
    client: Client,
    token: ProgressToken,
    title: &'static str,
    mut reports: watch::Receiver<Progress>,
) {
    let create = WorkDoneProgressCreateParams { token: token.clone() };
    if client.send_request::<WorkDoneProgressCreate>(create).await.is_err() {
        return;
    }
    let send = |value| {
        let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(value) };
        client.send_notification::<ProgressNotification>(params)
    };
    send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
        title: title.to_owned(),
        cancellable: Some(true),
        message: None,
        percentage: Some(0),
    }))
    .await;
    let start = Instant::now();
    while reports.changed().await.is_ok() {
        let progress = *reports.borrow_and_update();
        send(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(said_of(progress, start.elapsed())),
            percentage: percentage(progress),
        }))
        .await;
        tokio::time::sleep(PACE).await;
    }
    let last = *reports.borrow();
    let articles = if last.done == 1 { "article" } else { "articles" };
    let message = Some(format!("{} {articles}", last.done));
    send(WorkDoneProgress::End(WorkDoneProgressEnd { message })).await;
}

/// `1200 of 90000, 2.5 MB/s, 4 min left`.
fn said_of(progress: Progress, elapsed: Duration) -> String {
    let Progress { done, total, bytes } = progress;
    let count = format!("{done} of {total}");
    // The first files say little of the others.
    if elapsed < Duration::from_secs(2) || done == 0 {
        return count;
    }
    let rate = bytes as f64 / 1e6 / elapsed.as_secs_f64();
    let left = elapsed.as_secs_f64() * total.saturating_sub(done) as f64 / done as f64;
    let left = if left < 90.0 { format!("{left:.0} s") } else { format!("{:.0} min", left / 60.0) };
    format!("{count}, {rate:.1} MB/s, {left} left")
}

fn percentage(progress: Progress) -> Option<u32> {
    let of = progress.done.saturating_mul(100).checked_div(progress.total)?;
    u32::try_from(of.min(100)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_how_fast_it_is_and_how_long_it_will_take() {
        let progress = Progress { done: 1_000, total: 4_000, bytes: 20_000_000 };
        assert_eq!(said_of(progress, Duration::from_secs(1)), "1000 of 4000");
        assert_eq!(said_of(progress, Duration::from_secs(10)), "1000 of 4000, 2.0 MB/s, 30 s left");
        assert_eq!(said_of(progress, Duration::from_secs(100)), "1000 of 4000, 0.2 MB/s, 5 min left");
    }
}
