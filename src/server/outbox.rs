//! The one way out: messages queue here and one task writes them, whole and in order.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::{mpsc, oneshot};

use super::edge::Edge;
use super::frame;

/// How long a client that no longer reads can hold up the end.
const DRAIN: Duration = Duration::from_millis(300);

enum Post {
    Message(Vec<u8>),
    /// Answered once everything before it is written.
    Drained(oneshot::Sender<()>),
}

/// Sends messages to the client; never waits, so no handler can be held up by a slow reader.
#[derive(Clone)]
pub struct Outbox {
    queue: mpsc::UnboundedSender<Post>,
    edge: Arc<Edge>,
}

impl Outbox {
    /// The outbox and the task's future that empties it into `output`. The future ends when the
    /// client no longer takes messages, or when every outbox is gone.
    pub fn new<W: AsyncWrite + Unpin>(
        output: W,
        edge: Arc<Edge>,
    ) -> (Self, impl Future<Output = io::Result<()>> + use<W>) {
        let (queue, posts) = mpsc::unbounded_channel();
        (Self { queue, edge }, deliver(posts, output))
    }

    /// Queues a message.
    pub fn send(&self, message: &impl Serialize) {
        let body = if self.edge.has_spellings() {
            serde_json::to_value(message).and_then(|mut message: Value| {
                self.edge.outgoing(&mut message);
                serde_json::to_vec(&message)
            })
        } else {
            serde_json::to_vec(message)
        };
        match body {
            // A closed queue means that the client is gone; the reader learns it by itself.
            Ok(body) => drop(self.queue.send(Post::Message(body))),
            Err(error) => tracing::error!("a message could not be written as JSON: {error}"),
        }
    }

    /// Waits until everything sent so far is written, or the client does not take it.
    pub async fn drain(&self) {
        let (done, drained) = oneshot::channel();
        if self.queue.send(Post::Drained(done)).is_ok() {
            let _ = tokio::time::timeout(DRAIN, drained).await;
        }
    }
}

async fn deliver<W: AsyncWrite + Unpin>(
    mut posts: mpsc::UnboundedReceiver<Post>,
    output: W,
) -> io::Result<()> {
    let mut output = tokio::io::BufWriter::with_capacity(64 << 10, output);
    while let Some(post) = posts.recv().await {
        match post {
            Post::Message(body) => frame::write(&mut output, &body).await?,
            Post::Drained(done) => {
                output.flush().await?;
                let _ = done.send(());
            }
        }
        if posts.is_empty() {
            output.flush().await?;
        }
    }
    output.flush().await
}
