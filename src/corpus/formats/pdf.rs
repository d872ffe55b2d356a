//! PDF: the text of its pages. Pictures of text (scans) have none.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, mpsc};
use std::time::Duration;

use pdf_extract::{Dictionary, Document, Object, output_doc_page};

use super::pdf_lines::{Collector, Page};
use super::{Fault, Found, pdf_paragraphs, pdf_sanity};
use crate::corpus::draft::Metadata;
use crate::corpus::limits::{Limit, Limits};

/// Pages that are read at most.
const MOST_PAGES: u32 = 5_000;

thread_local! {
    /// Whether this thread reads a document, whose faults the library tells by panicking.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// The document in `bytes`.
///
/// # Errors
/// When it is damaged, locked, endless, or has no text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Found, Fault> {
    let (patience, unpacked) = (limits.seconds(), limits.unpacked());
    keep_quiet();
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let given_up = Arc::<AtomicBool>::default();
    let stop = Arc::clone(&given_up);
    std::thread::Builder::new()
        .name("pdf".to_owned())
        .spawn(move || {
            READING.set(true);
            let result = panic::catch_unwind(AssertUnwindSafe(|| document(&bytes, unpacked, &stop)));
            // Nobody listens any more when it took too long.
            let _ = send.send(result.unwrap_or_else(|panic| Err(damaged(&*panic))));
        })
        .map_err(|error| format!("no thread to read it with: {error}"))?;
    match receive.recv_timeout(Duration::from_secs(patience.most)) {
        Ok(result) => result,
        Err(_) => {
            given_up.store(true, Ordering::Relaxed);
            Err(format!(
                "given up after {} seconds: it is damaged or made to be endless; {}",
                patience.most,
                patience.advice()
            ))
        }
    }
}

fn document(bytes: &[u8], unpacked: Limit, stop: &Arc<AtomicBool>) -> Result<Found, Fault> {
    pdf_sanity::unpacks(bytes, unpacked)?;
    let mut document = Document::load_mem(bytes).map_err(|error| format!("the PDF is damaged: {error}"))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err("the PDF is locked with a password; save it without one".to_owned());
    }
    let mut faults = pdf_sanity::make_safe(&mut document, unpacked)?;
    let count = u32::try_from(document.get_pages().len()).unwrap_or(u32::MAX);
    let mut pages = Vec::new();
    for number in 1..=count.min(MOST_PAGES) {
        let mut collector = Collector::until(Arc::clone(stop));
        let read =
            panic::catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut collector, number)));
        // What came before the fault is still text.
        pages.push(Page { number: number as usize, lines: collector.finish() });
        match read {
            Ok(Ok(())) => {}
            Ok(Err(error)) => faults.push(format!("page {number} is not read to its end: {error}")),
            Err(panic) => faults.push(format!("page {number} is not read to its end: {}", damaged(&*panic))),
        }
    }
    if count > MOST_PAGES {
        faults.push(format!("only the first {MOST_PAGES} of {count} pages are read"));
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err("the PDF holds no text: a scan has to go through text recognition first".to_owned());
    }
    let mut found = Found::one(pdf_paragraphs::rendition(&pages).draft(metadata(&document)));
    found.faults = faults;
    Ok(found)
}

/// Title and author. The day on which a PDF was made is not taken for the day of publication: it is
/// when somebody printed it.
fn metadata(document: &Document) -> Metadata {
    let info = document.trailer.get(b"Info").ok().and_then(|info| match info {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        Object::Dictionary(info) => Some(info),
        _ => None,
    });
    let of = |key: &[u8]| info.and_then(|info| text(info, key));
    Metadata {
        title: of(b"Title").filter(|title| is_title(title)),
        author: of(b"Author"),
        ..Metadata::default()
    }
}

/// Programs write the file's name or their own into the title.
fn is_title(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    title.contains(' ')
        && !lower.starts_with("microsoft word")
        && ![".doc", ".docx", ".pdf", ".html", ".indd"].iter().any(|end| lower.ends_with(end))
}

fn text(info: &Dictionary, key: &[u8]) -> Option<String> {
    let Object::String(bytes, _) = info.get(key).ok()? else { return None };
    let text = match bytes.as_slice() {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Close enough to the PDF's own table for letters.
        bytes => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn damaged(panic: &(dyn Any + Send)) -> Fault {
    let words = panic.downcast_ref::<String>().cloned();
    let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
    let first =
        words.unwrap_or_default().lines().next().unwrap_or_default().chars().take(120).collect::<String>();
    format!("the PDF is damaged or of an unknown kind ({first})")
}

/// Keeps the panics of threads that read documents from the terminal: they are told as problems.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !READING.get() {
                before(info);
            }
        }));
    });
}
