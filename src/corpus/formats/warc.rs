//! Web archives: every page that was answered with HTML is an article.

use std::io::{BufReader, Read};
use std::panic::{self, AssertUnwindSafe};

use flate2::read::{GzDecoder, MultiGzDecoder};
use warc::{RawRecordHeader, WarcHeader, WarcReader};

use super::{Found, MOST_RECORDS, rendition};
use crate::corpus::decode;
use crate::corpus::draft::Metadata;
use crate::corpus::limits::Limits;
use crate::corpus::origin::Origin;

/// Header lines of an answer that are read at most.
const HEADERS: usize = 128;

/// The pages in `bytes`, packed with gzip or not, numbered from 1 in the order of their records.
#[must_use]
pub fn read(bytes: &[u8], limits: &Limits) -> Found {
    let limit = limits.unpacked();
    let mut found = Found::default();
    let packed = bytes.starts_with(b"\x1f\x8b");
    let unpacked: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
    let limited = BufReader::new(unpacked.take(limits.export().most));
    let (mut number, mut unread) = (0, 0);
    let mut budget = limit.most;
    let mut records = WarcReader::new(limited).iter_raw_records().take(MOST_RECORDS);
    loop {
        // The reader adds up stated lengths unchecked; one near the largest number overflows.
        let next = panic::catch_unwind(AssertUnwindSafe(|| records.next()));
        let (header, body) = match next {
            Ok(None) => break,
            Ok(Some(Ok(entry))) => entry,
            Ok(Some(Err(error))) => {
                found.faults.push(format!("not read behind record {number}: {error}"));
                break;
            }
            Err(_) => {
                found.faults.push(format!("not read behind record {number}: its length can't be true"));
                break;
            }
        };
        number += 1;
        let Some(page) = page_of(&header, body, &mut budget) else { continue };
        let Some(decoded) = page.and_then(|page| decode::decode(&page, true)) else {
            unread += 1;
            continue;
        };
        let metadata = Metadata { url: value(&header, &WarcHeader::TargetURI), ..Metadata::default() };
        let draft = rendition::of_text(None, &decoded.text, true, metadata, Origin::Record { line: number });
        if !draft.text.trim().is_empty() {
            found.drafts.push((None, draft));
        }
    }
    if budget == 0 {
        found.faults.push(format!(
            "its packed pages unpack to more than {} bytes and the rest of them is not read; {}",
            limit.most,
            limit.advice()
        ));
    }
    if unread > 0 {
        found.faults.push(format!("{unread} pages are packed or encoded in a way that is not read"));
    }
    found
}

fn value(header: &RawRecordHeader, name: &WarcHeader) -> Option<String> {
    let value = header.as_ref().get(name)?;
    Some(String::from_utf8_lossy(value).trim().trim_matches(['<', '>']).to_owned())
}

/// The HTML of a record; `None` when it is no page, `Some(None)` when it can't be unpacked.
fn page_of(header: &RawRecordHeader, body: Vec<u8>, budget: &mut u64) -> Option<Option<Vec<u8>>> {
    let is_html = |kind: &str| kind.contains("text/html") || kind.contains("application/xhtml");
    match value(header, &WarcHeader::WarcType)?.as_str() {
        "resource" => is_html(&value(header, &WarcHeader::ContentType)?).then_some(Some(body)),
        "response" => {
            let mut lines = [httparse::EMPTY_HEADER; HEADERS];
            let mut answer = httparse::Response::new(&mut lines);
            let Ok(httparse::Status::Complete(length)) = answer.parse(&body) else { return None };
            let of = |name: &str| {
                let found = answer.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
                found
                    .map_or_else(String::new, |line| String::from_utf8_lossy(line.value).to_ascii_lowercase())
            };
            if !matches!(answer.code, Some(200..=299)) || !is_html(&of("content-type")) {
                return None;
            }
            let content = body.get(length..)?;
            let content = if of("transfer-encoding").contains("chunked") {
                // Some archives keep the header and store the page whole.
                unchunked(content).unwrap_or_else(|| content.to_vec())
            } else {
                content.to_vec()
            };
            Some(unpacked(&of("content-encoding"), content, budget))
        }
        _ => None,
    }
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            return None;
        };
        if size == 0 {
            return Some(whole);
        }
        let size = usize::try_from(size).ok()?;
        let chunk = rest.get(start..)?;
        whole.extend_from_slice(chunk.get(..size)?);
        // Behind each chunk stands a line end.
        rest = chunk.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// A page without its packing, which takes what it unpacks to out of the file's `budget`.
fn unpacked(encoding: &str, content: Vec<u8>, budget: &mut u64) -> Option<Vec<u8>> {
    match encoding.trim() {
        "" | "identity" => Some(content),
        "gzip" | "x-gzip" => {
            let mut whole = Vec::new();
            let read = GzDecoder::new(content.as_slice()).take(*budget).read_to_end(&mut whole);
            *budget -= whole.len() as u64;
            // What was cut off is not the page.
            (read.is_ok() && *budget > 0).then_some(whole)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_and_broken_ones_are_none() {
        assert_eq!(unchunked(b"4\r\nHarb\r\n3\r\nour\r\n0\r\n\r\n").as_deref(), Some(&b"Harbour"[..]));
        assert_eq!(unchunked(b"ff\r\nshort"), None);
        assert_eq!(unchunked(b"<html>"), None);
    }
}
