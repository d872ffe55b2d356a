//! What is fuzzed: each takes any bytes, must neither panic nor hang, and checks what always holds. Run by
//! `tests/mutation.rs` for a while and by `tests/fuzz` for as long as one likes.

use std::io::{Cursor, Write};
use std::path::Path;

use attest_ls::corpus::{Article, FileTerms, read};
use attest_ls::notes;
use attest_ls::server::{frame, message};
use attest_ls::text::words::words;
use attest_ls::text::{ByteRange, dates, quantities, quotes, sentences, visible};
use attest_ls::workspace::settings::Written;

/// A target by its name, and the extension of the files that it is fed with.
pub type Target = (&'static str, &'static [&'static str], fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("note", &["md"], note),
    ("plain", &["txt"], |bytes| article("a.txt", bytes)),
    ("markdown", &["md"], |bytes| article("a.md", bytes)),
    ("html", &["html", "htm"], |bytes| article("a.html", bytes)),
    ("pdf", &["pdf"], |bytes| article("a.pdf", bytes)),
    ("docx", &["docx"], |bytes| article("a.docx", bytes)),
    ("word", &["xml"], word),
    ("eml", &["eml"], |bytes| article("a.eml", bytes)),
    ("mbox", &["mbox", "eml"], |bytes| article("a.mbox", bytes)),
    ("mhtml", &["mhtml"], |bytes| article("a.mhtml", bytes)),
    ("jsonl", &["jsonl"], |bytes| article("a.jsonl", bytes)),
    ("csv", &["csv"], |bytes| article("a.csv", bytes)),
    ("warc", &["warc", "gz"], |bytes| article("a.warc", bytes)),
    ("text", &["txt"], text),
    ("settings", &["toml"], settings),
    ("frame", &["frame"], frames),
];

fn fits(range: ByteRange, text: &str) {
    assert!(text.get(range.start()..range.end()).is_some(), "{range:?} splits a character");
}

/// The parser of notes, with their citations, quotations and directives.
pub fn note(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let note = notes::parse(text.as_ref().into());
    for claim in &note.claims {
        fits(claim.range, &text);
        fits(claim.sentence, &text);
        fits(claim.to_note(ByteRange::new(0, claim.text.len())), &text);
        assert!(!claim.text.contains('\n'));
        assert!(claim.citations.iter().all(|citation| *citation < note.citations.len()));
    }
    for quotation in &note.quotations {
        fits(quotation.range, &text);
        fits(quotation.inner, &text);
    }
    for citation in &note.citations {
        fits(citation.range, &text);
        fits(citation.key_range, &text);
    }
    for suppression in &note.suppressions {
        fits(suppression.range, &text);
        fits(suppression.covers, &text);
    }
}

/// A reader of articles, by the name of the file.
pub fn article(name: &str, bytes: &[u8]) {
    match read::from_bytes(Path::new(name), bytes.to_vec(), &FileTerms::default()) {
        Ok((articles, _)) => articles.iter().for_each(sound),
        Err(problem) => assert!(problem.to_string().starts_with(name), "{problem}"),
    }
}

/// The reader of Word documents, given the main part alone.
pub fn word(bytes: &[u8]) {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("memory takes it");
    archive.write_all(bytes).expect("memory takes it");
    article("a.docx", &archive.finish().expect("memory takes it").into_inner());
}

fn sound(article: &Article) {
    let mut end = 0;
    for passage in &article.passages {
        fits(passage.range, &article.text);
        assert!(passage.range.start() >= end, "passages are in order");
        end = passage.range.end();
        fits(article.map.to_source(passage.range), &article.source);
    }
    article.blocks.iter().for_each(|block| fits(block.range, &article.text));
}

/// Sentences, numbers, dates and quotation marks of any text.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = words(&text);
    sentences::split(&text).into_iter().for_each(|range| fits(range, &text));
    for quantity in quantities::find(&text, &found) {
        fits(quantity.range, &text);
        assert!(quantity.low <= quantity.high && quantity.compare(&quantity).holds());
    }
    for date in dates::find(&text, &found, jiff::civil::Date::new(2024, 2, 29).ok()) {
        fits(date.range, &text);
        assert!(date.period().is_none_or(|(first, last)| first <= last));
    }
    for span in quotes::find(&text) {
        fits(span.range, &text);
        assert!(span.range.covers(span.inner));
    }
    let shown = visible::one_line(&text);
    assert!(!shown.chars().any(char::is_control));
}

/// `attest.toml`, and the same as an editor sends it.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(written) = Written::from_toml(&text, Path::new("attest.toml")) {
        let settings = written.resolve(Path::new("/w"));
        assert!(settings.corpus.iter().all(|folder| folder.is_absolute()));
    }
    if let Ok(value) = serde_json::from_slice(bytes) {
        let _ = Written::from_editor(value);
    }
}

/// The frames of the protocol and the messages in them.
pub fn frames(bytes: &[u8]) {
    let mut rest = bytes;
    loop {
        let before = rest.len();
        // Bytes in memory are never waited for.
        let Some(Ok(Some(read))) = futures::FutureExt::now_or_never(frame::read(&mut rest)) else { return };
        assert!(rest.len() < before, "each frame takes bytes");
        if let frame::Frame::Body(body) = read
            && let Ok(value) = message::parse(&body)
        {
            let _ = message::sort(value);
        }
    }
}
