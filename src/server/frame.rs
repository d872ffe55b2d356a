//! The base protocol's frames: `Content-Length: N`, an empty line, N bytes.
//!
//! Reading is forgiving where a client's intent is plain (any case, any number of other headers,
//! bare line feeds) and never gives the stream up: what can't be read is reported as
//! [`Frame::Malformed`] and reading goes on at the next header.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The largest body that is read, in bytes. A larger one is skipped and reported.
pub const MAX_BODY: u64 = 64 << 20;

/// Bytes of one header line that are kept; the rest of the line is dropped.
const MAX_LINE: usize = 8 << 10;

/// A longer body than this is not believed: skipping it would swallow every later message.
const MAX_SKIP: u64 = 4 << 30;

/// What the client sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// A body, not yet looked into.
    Body(Vec<u8>),
    /// Something that is not a frame, in words; the stream stands behind it.
    Malformed(String),
}

/// The next frame; `None` at the end of the stream, also when it ends inside a frame.
///
/// # Errors
/// Only those of the stream itself.
pub async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Frame>> {
    let mut header = Header::default();
    loop {
        let Some(line) = read_line(input).await? else { return Ok(None) };
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if !line.is_empty() {
            header.line(line);
            continue;
        }
        match header {
            // Empty lines between frames mean nothing.
            Header { seen: false, .. } => {}
            Header { length: Some(length), .. } => return body(input, length).await,
            Header { .. } => {
                return Ok(Some(Frame::Malformed("a header without Content-Length".to_owned())));
            }
        }
    }
}

/// What the header lines read so far say.
#[derive(Default)]
struct Header {
    seen: bool,
    length: Option<u64>,
}

impl Header {
    fn line(&mut self, line: &str) {
        self.seen = true;
        // Searched, not only at the start: behind a body longer than announced, the rest of that
        // body stands on the same line.
        let Some(at) = line.to_ascii_lowercase().find("content-length:") else { return };
        let value = line.get(at + "content-length:".len()..).unwrap_or("").trim();
        self.length = value.parse().ok().filter(|&length| length <= MAX_SKIP).or(self.length);
    }
}

/// One line without its line feed, at most [`MAX_LINE`] bytes of it; `None` at the end.
async fn read_line(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        let chunk = input.fill_buf().await?;
        if chunk.is_empty() {
            return Ok(None);
        }
        let (end, used) = match chunk.iter().position(|&byte| byte == b'\n') {
            Some(end) => (Some(end), end + 1),
            None => (None, chunk.len()),
        };
        let wanted = end.unwrap_or(chunk.len());
        // When a line is too long its end is kept, not its start: a header may follow junk there.
        line.extend_from_slice(chunk.get(..wanted).unwrap_or(&[]));
        if line.len() > MAX_LINE {
            line.drain(..line.len() - MAX_LINE);
        }
        input.consume(used);
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}

async fn body(input: &mut (impl AsyncBufRead + Unpin), length: u64) -> io::Result<Option<Frame>> {
    if length > MAX_BODY {
        let mut rest = length;
        while rest > 0 {
            let chunk = input.fill_buf().await?.len();
            if chunk == 0 {
                return Ok(None);
            }
            let used = usize::try_from(rest).unwrap_or(usize::MAX).min(chunk);
            input.consume(used);
            rest -= used as u64;
        }
        return Ok(Some(Frame::Malformed(format!(
            "a message of {length} bytes; the limit is {MAX_BODY} bytes"
        ))));
    }
    // Grows with what arrives, so an announced length alone reserves nothing.
    let mut bytes = Vec::new();
    let read = input.take(length).read_to_end(&mut bytes).await?;
    Ok((read as u64 == length).then_some(Frame::Body(bytes)))
}

/// Writes one frame around `body`. The caller flushes.
///
/// # Errors
/// Those of the stream.
pub async fn write(output: &mut (impl AsyncWrite + Unpin), body: &[u8]) -> io::Result<()> {
    output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
    output.write_all(body).await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn frames(mut bytes: &[u8]) -> Vec<Frame> {
        let mut found = Vec::new();
        while let Some(frame) = read(&mut bytes).await.unwrap() {
            found.push(frame);
        }
        found
    }

    fn ok(body: &str) -> Frame {
        Frame::Body(body.as_bytes().to_vec())
    }

    #[tokio::test]
    async fn headers_may_be_in_any_case_and_number_and_end_in_bare_line_feeds() {
        let input = b"content-length: 2\r\nContent-Type: x\r\nX-Third: y\r\n\r\n{}CONTENT-LENGTH:3\n\n[1]";
        assert_eq!(frames(input).await, [ok("{}"), ok("[1]")]);
    }

    #[tokio::test]
    async fn a_header_without_a_length_is_reported_and_the_next_frame_is_read() {
        let found = frames(b"hello\r\n\r\nContent-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}").await;
        assert!(matches!(found.as_slice(), [Frame::Malformed(_), Frame::Malformed(_), Frame::Body(_)]));
    }

    #[tokio::test]
    async fn a_body_longer_than_announced_costs_only_itself() {
        let input = b"Content-Length: 3\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}";
        assert_eq!(frames(input).await, [ok("{\"a"), ok("{}")]);
    }

    #[tokio::test]
    async fn an_unbelievable_length_is_malformed_and_the_stream_goes_on() {
        let found = frames(b"Content-Length: 99999999999999\r\n\r\nContent-Length: 2\r\n\r\n{}").await;
        assert!(matches!(found.as_slice(), [Frame::Malformed(_), Frame::Body(_)]));
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_skipped_whole() {
        let size = MAX_BODY + 1;
        let head = format!("Content-Length: {size}\r\n\r\n");
        let filler = tokio::io::repeat(b'x').take(size);
        let mut input = tokio::io::BufReader::new(
            head.as_bytes().chain(filler).chain(&b"Content-Length: 2\r\n\r\n{}"[..]),
        );
        assert!(matches!(read(&mut input).await.unwrap(), Some(Frame::Malformed(_))));
        assert_eq!(read(&mut input).await.unwrap(), Some(ok("{}")));
    }

    #[tokio::test]
    async fn an_end_inside_a_frame_is_the_end() {
        assert_eq!(frames(b"Content-Length: 9\r\n\r\n{}").await, []);
        assert_eq!(frames(b"Content-Len").await, []);
    }
}
