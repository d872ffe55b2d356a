//! The one way out: messages queue here and one task writes them, whole and in order.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::ready;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::{mpsc, oneshot, watch};

use super::edge::Edge;
use super::frame;

/// How long a client that no longer reads can hold up the end.
const DRAIN: Duration = Duration::from_millis(300);

/// Bytes that wait for the client to take them, at most; while there are more, nothing new is heard of it.
const FULL: usize = 64 << 20;

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
    /// Bytes that wait.
    waiting: Arc<watch::Sender<usize>>,
}

impl Outbox {
    /// The outbox and the task's future that empties it into `output`. The future ends when the
    /// client no longer takes messages, or when every outbox is gone.
    pub fn new<W: AsyncWrite + Unpin>(
        output: W,
        edge: Arc<Edge>,
    ) -> (Self, impl Future<Output = io::Result<()>> + use<W>) {
        let (queue, posts) = mpsc::unbounded_channel();
        let waiting = Arc::new(watch::Sender::new(0));
        (Self { queue, edge, waiting: waiting.clone() }, deliver(posts, output, waiting))
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
            Ok(body) => {
                self.waiting.send_modify(|bytes| *bytes += body.len());
                drop(self.queue.send(Post::Message(body)));
            }
            Err(error) => tracing::error!("a message could not be written as JSON: {error}"),
        }
    }

    /// Waits while a client that does not read has too much to take.
    pub async fn has_room(&self) {
        // The sender is `self`, so this fails never.
        let _ = self.waiting.subscribe().wait_for(|bytes| *bytes <= FULL).await;
    }

    /// `work`, which rests while a client that does not read has too much to take: what it makes would wait, too.
    pub async fn paced<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        let mut rest: Option<Pin<Box<dyn Future<Output = ()> + Send + '_>>> = None;
        poll_fn(|context| {
            loop {
                if let Some(resting) = &mut rest {
                    ready!(resting.as_mut().poll(context));
                    rest = None;
                }
                if *self.waiting.borrow() <= FULL {
                    return work.as_mut().poll(context);
                }
                rest = Some(Box::pin(self.has_room()));
            }
        })
        .await
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
    waiting: Arc<watch::Sender<usize>>,
) -> io::Result<()> {
    let mut output = tokio::io::BufWriter::with_capacity(64 << 10, output);
    while let Some(post) = posts.recv().await {
        match post {
            Post::Message(body) => {
                frame::write(&mut output, &body).await?;
                waiting.send_modify(|bytes| *bytes = bytes.saturating_sub(body.len()));
            }
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

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn a_client_that_does_not_read_is_not_heard_until_it_does() {
        let (mut ours, theirs) = tokio::io::duplex(1 << 10);
        let (outbox, delivery) = Outbox::new(theirs, Arc::default());
        let delivery = tokio::spawn(delivery);
        let message = "x".repeat(1 << 20);
        for _ in 0..64 {
            assert!(outbox.has_room().now_or_never().is_some());
            outbox.send(&message);
        }
        assert!(outbox.has_room().now_or_never().is_none());
        assert!(outbox.paced(async { 1 }).now_or_never().is_none());
        let mut taken = vec![0; 4 << 20];
        ours.read_exact(&mut taken).await.unwrap();
        assert_eq!(outbox.paced(async { 1 }).await, 1);
        drop((outbox, ours));
        let _ = delivery.await;
    }
}
