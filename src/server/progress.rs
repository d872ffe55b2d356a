//! Work-done progress: shows the user how far the reading of the corpus has come.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
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
        cancellable: Some(false),
        message: None,
        percentage: Some(0),
    }))
    .await;
    while reports.changed().await.is_ok() {
        let progress = *reports.borrow_and_update();
        send(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(false),
            message: Some(format!("{} of {}", progress.done, progress.total)),
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

fn percentage(progress: Progress) -> Option<u32> {
    let of = progress.done.saturating_mul(100).checked_div(progress.total)?;
    u32::try_from(of.min(100)).ok()
}
