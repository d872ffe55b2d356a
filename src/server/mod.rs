//! The language server: messages in, a feature called, messages out. Everything that decides
//! anything lives in the rooms before this one; here are order, time and spelling.
//!
//! [`transport`] carries messages, [`backend`] handles them, and two tasks work beside: [`loader`]
//! keeps the worlds, [`scheduler`] has open notes checked. They share the [`session::Session`].

pub mod actions;
pub mod analyses;
pub mod backend;
pub mod cached;
pub mod capabilities;
pub mod commands;
pub mod completion;
pub mod convert;
pub mod decorations;
pub mod diagnostics;
pub mod edge;
pub mod editor_settings;
pub mod frame;
pub mod homes;
pub mod lenses;
pub mod lines;
pub mod loader;
mod meanwhile;
pub mod message;
pub mod outbox;
pub mod panics;
pub mod parent;
pub mod pool;
pub mod progress;
pub mod pulls;
pub mod reading;
pub mod references;
pub mod renaming;
pub mod renditions;
pub mod reports;
pub mod rule_pages;
pub mod scheduler;
pub mod session;
pub mod settling;
pub mod shown;
pub mod stop;
pub mod store;
pub mod tokens;
pub mod transport;
pub mod typing;
pub mod uri;
pub mod views;
pub mod watch;
pub mod workspace_pull;

use std::sync::{Arc, OnceLock};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tower_lsp::LspService;
use tracing_subscriber::EnvFilter;

use backend::Backend;
use session::Session;
use transport::End;

/// The environment variable that says what is logged, in the words of `tracing`'s filters.
pub const LOG: &str = "ATTEST_LOG";

/// Without [`LOG`]: what the user should know, and no word of any text.
const DEFAULT_LOG: &str = "warn,attest_ls=info";

/// Serves the language server protocol on stdin and stdout until the client ends it; returns the
/// exit code. Logs go to stderr.
#[must_use]
pub fn serve() -> i32 {
    let filter = EnvFilter::try_from_env(LOG).unwrap_or_else(|_| EnvFilter::new(DEFAULT_LOG));
    // Fails when the program set up its own log before, which is as good.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
    panics::install_hook();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the server can't start its threads: {error}");
            return 1;
        }
    };
    let end = runtime.block_on(connect(tokio::io::stdin(), tokio::io::stdout()));
    // A read of an open stdin or a check under way can't be stopped; the process's end does it.
    runtime.shutdown_background();
    end.code()
}

/// Serves one client on any pair of streams until it leaves.
pub async fn connect(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite + Unpin + Send + 'static,
) -> End {
    let mut tasks = JoinSet::new();
    let (service, socket) = LspService::build(|client| {
        let (session, events, orders) = Session::new(client);
        let options = Arc::<OnceLock<_>>::default();
        tasks.spawn(scheduler::run(session.clone(), events));
        tasks.spawn(loader::run(session.clone(), orders, options.clone()));
        Backend::new(session, options)
    })
    .custom_method(views::EVIDENCE, Backend::evidence)
    .custom_method(views::NOTE, Backend::note)
    .custom_method(views::CORPUS, Backend::corpus)
    .custom_method(stop::METHOD, Backend::stop)
    .finish();
    let end = transport::serve(service, socket, input, output).await;
    tasks.abort_all();
    end
}
