//! Carries messages between a client and a [`tower::Service`], in an order that can be relied on.
//!
//! One loop takes the client's messages as they stand on the wire:
//!
//! - A **notification** runs to its end before the next message is looked at. So a change is whole
//!   before anything that follows it is seen, whatever its handler waits for. Its handler must
//!   never wait for the client: the answer could not be read.
//! - A **request** is polled once in the loop, which is when its handler takes its snapshot, and
//!   then goes on in a task of its own. So it sees exactly what precedes it on the wire, and holds
//!   nobody up. A handler must not compute before its first `await`.
//! - A handler that **panics** is answered with an internal error and nothing else happens.
//!
//! What a client can make the server hold is bounded: requests under way by [`MOST_UNDER_WAY`], what
//! is read ahead by [`READ_AHEAD`] and [`READ_AHEAD_KIB`], answers that it does not take by the outbox.
//!
//! The server of `tower-lsp` gives none of the three, and its other half (service, client, types)
//! is used as it is.

use std::any::Any;
use std::collections::HashSet;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures::{FutureExt, Sink, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tower::Service;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{ErrorCode, Id, Request, Response};

use super::edge::Edge;
use super::frame::{self, Frame};
use super::message::{self, Message, Refused};
use super::outbox::Outbox;
use super::{panics, parent};
use crate::text::visible;

/// Frames read ahead of the loop.
const READ_AHEAD: usize = 64;

/// Kibibytes that these take at most, or one frame alone.
const READ_AHEAD_KIB: u32 = 64 << 10;

/// Requests that wait for their answers; who sends more is refused until one is answered. Editors have tens.
pub const MOST_UNDER_WAY: usize = 4_096;

/// The protocol's code of a request that was understood and could not be done.
const REQUEST_FAILED: ErrorCode = ErrorCode::ServerError(-32_803);

/// Why the loop ended, as the exit code that the protocol asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `exit` (or the end of the stream) after `shutdown`.
    Orderly,
    /// `exit` without `shutdown`, the end of the stream, or the client's death.
    Abrupt,
}

impl End {
    /// 0 or 1.
    #[must_use]
    pub fn code(self) -> i32 {
        match self {
            Self::Orderly => 0,
            Self::Abrupt => 1,
        }
    }
}

/// What a handler gave: an answer or nothing, or its panic.
type Outcome<E> = Result<Result<Option<Response>, E>, Box<dyn Any + Send>>;

/// Serves one client until it leaves.
pub async fn serve<S, R, W>(mut service: S, socket: ClientSocket, input: R, output: W) -> End
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    R: AsyncRead + Unpin + Send + 'static,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let edge = Arc::new(Edge::default());
    let (outbox, delivery) = Outbox::new(output, edge.clone());
    let delivery = tokio::spawn(delivery);
    let (mut questions, mut answers) = socket.split();
    let forwarding = tokio::spawn({
        let outbox = outbox.clone();
        async move {
            while let Some(question) = questions.next().await {
                outbox.send(&without_null(question));
            }
        }
    });
    let (frame_queue, mut frames) = mpsc::channel(READ_AHEAD);
    let reading = tokio::spawn(read_frames(input, frame_queue));
    let under_way = Arc::new(Semaphore::new(MOST_UNDER_WAY));
    let (broken, mut forget) = mpsc::unbounded_channel();
    let report = Report { outbox: outbox.clone(), broken, told: Arc::default() };

    let mut undeliverable = pin!(async move {
        // Ends only by an error: `outbox` above lives as long as the loop.
        let _ = delivery.await;
    });
    let mut parent_end: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(std::future::pending());
    let mut shut_down = false;
    let left_abruptly = loop {
        let frame = tokio::select! {
            biased;
            Some(id) = forget.recv() => {
                forget_request(&mut service, id).await;
                continue;
            }
            () = &mut undeliverable => break true,
            () = &mut parent_end => break true,
            frame = async {
                outbox.has_room().await;
                frames.recv().await
            } => frame,
        };
        let Some((frame, _room)) = frame else { break false };
        let message = match read_message(frame, &edge) {
            Ok(message) => message,
            Err(Refused(answer)) => {
                outbox.send(&answer);
                continue;
            }
        };
        match message {
            Message::Response(answer) => {
                // The question may have been given up; the sink takes that as a broken promise.
                let delivered = AssertUnwindSafe(send(&mut answers, answer)).catch_unwind().await;
                if delivered.is_err() {
                    tracing::debug!("an answer came for a question that was given up");
                }
            }
            Message::Notification(notification) => {
                if notification.method() == "exit" {
                    break false;
                }
                let method = notification.method().to_owned();
                if call(&mut service, notification).await.is_err() {
                    report.panicked(&method);
                }
            }
            Message::Request(id, request) => {
                let method = request.method().to_owned();
                if method == "initialize"
                    && let Some(pid) = process_id(&request)
                {
                    parent_end = Box::pin(parent::ended(pid));
                }
                if matches!(method.as_str(), "initialize" | "shutdown") {
                    let outcome = call(&mut service, request).await;
                    shut_down |=
                        method == "shutdown" && matches!(&outcome, Ok(Ok(Some(answer))) if answer.is_ok());
                    report.answer(id, &method, outcome);
                    continue;
                }
                let Ok(place) = under_way.clone().try_acquire_owned() else {
                    let text = format!(
                        "{MOST_UNDER_WAY} requests wait for their answers; ask again when one has come"
                    );
                    outbox.send(&message::failure(id, REQUEST_FAILED, text));
                    continue;
                };
                let mut answer = Box::pin(call(&mut service, request));
                // A first poll with a waker that does nothing is right: the task polls again at once.
                match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                    Poll::Ready(outcome) => report.answer(id, &method, outcome),
                    Poll::Pending => {
                        let report = report.clone();
                        tokio::spawn(async move {
                            let outcome = report.outbox.paced(answer).await;
                            // Before the client can have heard of it.
                            drop(place);
                            report.answer(id, &method, outcome);
                        });
                    }
                }
            }
        }
    };
    // Ends what is still running and refuses what still comes.
    let _ = call(&mut service, Request::build("exit").finish()).await;
    outbox.drain().await;
    reading.abort();
    forwarding.abort();
    if shut_down && !left_abruptly { End::Orderly } else { End::Abrupt }
}

/// Reads on while there is room; each frame holds its own until it is handled.
async fn read_frames(input: impl AsyncRead + Unpin, queue: mpsc::Sender<(Frame, OwnedSemaphorePermit)>) {
    let mut input = BufReader::with_capacity(64 << 10, input);
    let room = Arc::new(Semaphore::new(READ_AHEAD_KIB as usize));
    loop {
        match frame::read(&mut input).await {
            Ok(Some(frame)) => {
                let size = match &frame {
                    Frame::Body(body) => body.len() >> 10,
                    Frame::Malformed(_) => 0,
                };
                let size = u32::try_from(size).unwrap_or(READ_AHEAD_KIB).min(READ_AHEAD_KIB);
                // Nobody closes it.
                let Ok(room) = room.clone().acquire_many_owned(size).await else { return };
                if queue.send((frame, room)).await.is_err() {
                    return;
                }
            }
            Ok(None) => return,
            Err(error) => return tracing::error!("the client can't be read: {error}"),
        }
    }
}

fn read_message(frame: Frame, edge: &Edge) -> Result<Message, Refused> {
    let body = match frame {
        Frame::Body(body) => body,
        Frame::Malformed(reason) => return Err(Refused::unreadable(reason)),
    };
    let mut value = message::parse(&body)?;
    edge.incoming(&mut value);
    message::sort(value)
}

/// The protocol wants parameters left out where there are none; the library writes `null`.
fn without_null(question: Request) -> Request {
    if question.params() != Some(&serde_json::Value::Null) {
        return question;
    }
    let (method, id, _) = question.into_parts();
    let bare = Request::build(method);
    id.into_iter().fold(bare, |request, id| request.id(id)).finish()
}

fn process_id(initialize: &Request) -> Option<u32> {
    initialize.params()?.get("processId")?.as_u64().and_then(|pid| u32::try_from(pid).ok())
}

/// The handler's future, guarded: a panic in building or in running it is its outcome.
fn call<S>(
    service: &mut S,
    request: Request,
) -> impl Future<Output = Outcome<S::Error>> + Send + 'static + use<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    // Always ready: this service bounds nothing, and after `exit` nothing more is called.
    let _ = service.poll_ready(&mut Context::from_waker(Waker::noop()));
    let future = catch_unwind(AssertUnwindSafe(|| service.call(request)));
    async move {
        match future {
            Ok(future) => AssertUnwindSafe(future).catch_unwind().await,
            Err(panic) => Err(panic),
        }
    }
}

async fn send(sink: &mut (impl Sink<Response> + Unpin), answer: Response) {
    let mut sink = Pin::new(sink);
    if poll_fn(|context| sink.as_mut().poll_ready(context)).await.is_ok() {
        // Refused only after `exit`.
        let _ = sink.start_send(answer);
    }
}

/// The service holds on to a request whose handler panicked; cancelling it frees its id.
async fn forget_request<S>(service: &mut S, id: Id)
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let cancel = Request::build("$/cancelRequest").params(serde_json::json!({ "id": id })).finish();
    let _ = call(service, cancel).await;
}

/// Tells the client how its requests ended.
#[derive(Clone)]
struct Report {
    outbox: Outbox,
    broken: mpsc::UnboundedSender<Id>,
    /// Methods whose panic the user has been told of: once is enough.
    told: Arc<Mutex<HashSet<String>>>,
}

impl Report {
    fn answer<E>(&self, id: Id, method: &str, outcome: Outcome<E>) {
        match outcome {
            Ok(Ok(Some(answer))) => self.outbox.send(&answer),
            // The service takes none of these for requests; the protocol wants them refused.
            Ok(Ok(None)) if method.starts_with("$/") => self.outbox.send(&message::failure(
                id,
                ErrorCode::MethodNotFound,
                format!("no such method: {}", visible::one_line(method)),
            )),
            // The service answers every other request it takes; it takes none after `exit`.
            Ok(Ok(None) | Err(_)) => self.outbox.send(&message::failure(
                id,
                ErrorCode::InvalidRequest,
                "the server is shutting down".to_owned(),
            )),
            Err(_panic) => {
                let text = self.panicked(method);
                let _ = self.broken.send(id.clone());
                self.outbox.send(&message::failure(id, ErrorCode::InternalError, text));
            }
        }
    }

    fn panicked(&self, method: &str) -> String {
        let text = format!("attest-ls failed in {method}{}; it goes on working", panics::place());
        let first = self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(method.to_owned());
        if first {
            self.outbox.send(&message::show_error(&text));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_frames_are_not_read_far_ahead() {
        let frame =
            |size: usize| [format!("Content-Length: {size}\r\n\r\n").into_bytes(), vec![b' '; size]].concat();
        let read_ahead = |size: usize, times: usize| {
            let bytes = frame(size).repeat(times);
            let (queue, mut frames) = mpsc::channel(READ_AHEAD);
            assert!(read_frames(&bytes[..], queue).now_or_never().is_none(), "it waits");
            std::iter::from_fn(|| frames.try_recv().ok()).count()
        };
        assert_eq!(read_ahead(10, READ_AHEAD + 2), READ_AHEAD);
        assert_eq!(read_ahead(30 << 20, 4), 2);
        // One of any size is taken.
        assert_eq!(read_ahead(64 << 20, 2), 1);
    }
}
