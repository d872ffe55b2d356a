//! The open documents, as the client has them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use ropey::Rope;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

use super::uri::DocKey;
use crate::text::position::{self, Encoding, LineColumn};

/// One state of one open document. Never changes; an edit makes a new one.
#[derive(Debug)]
pub struct Document {
    /// Which document.
    pub key: DocKey,
    /// Its URI, for messages about it.
    pub uri: Url,
    /// The client's language id, such as `markdown`.
    pub language: String,
    /// The version the client gave this state.
    pub version: i32,
    /// Differs between any two states of any documents of a session, and grows. Versions do not
    /// serve: a reopened document may start over, and some clients repeat them.
    pub stamp: u64,
    /// The text.
    pub rope: Rope,
    /// Whether an edit did not fit, so that the client may hold another text. A full text heals it.
    pub out_of_step: bool,
    text: OnceLock<Arc<str>>,
}

impl Document {
    /// The text in one piece; made at the first call, shared by the later ones.
    #[must_use]
    pub fn text(&self) -> Arc<str> {
        self.text.get_or_init(|| Arc::from(String::from(&self.rope))).clone()
    }
}

/// The open documents. Reading hands out shared states, so no lock outlives a call.
#[derive(Debug, Default)]
pub struct DocumentStore {
    documents: DashMap<DocKey, Arc<Document>>,
    stamps: AtomicU64,
}

impl DocumentStore {
    /// Takes a document in, or anew.
    pub fn open(&self, uri: Url, language: String, version: i32, text: &str) -> Arc<Document> {
        let key = DocKey::new(&uri);
        let document = Arc::new(Document {
            key: key.clone(),
            uri,
            language,
            version,
            stamp: self.next_stamp(),
            rope: Rope::from_str(text),
            out_of_step: false,
            text: OnceLock::new(),
        });
        self.documents.insert(key, document.clone());
        document
    }

    /// Applies edits in their order; `None` when the document is not open.
    ///
    /// The wire's order is the truth. A position outside of the text is clamped and a version that
    /// does not rise is taken; both mark the document as out of step.
    pub fn change(
        &self,
        key: &DocKey,
        version: i32,
        edits: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Option<Arc<Document>> {
        let before = self.get(key)?;
        let mut rope = before.rope.clone();
        let mut out_of_step = before.out_of_step || version <= before.version;
        for edit in edits {
            let Some(range) = edit.range else {
                rope = Rope::from_str(&edit.text);
                out_of_step = false;
                continue;
            };
            let mut clamped = false;
            let mut char_at = |place: tower_lsp::lsp_types::Position| {
                let place = LineColumn { line: place.line, column: place.character };
                let (offset, outside) = position::offset(&rope, place, encoding);
                clamped |= outside;
                rope.byte_to_char(offset)
            };
            let (start, end) = (char_at(range.start), char_at(range.end));
            let (start, end) = (start.min(end), start.max(end));
            rope.remove(start..end);
            rope.insert(start, &edit.text);
            out_of_step |= clamped;
        }
        if out_of_step && !before.out_of_step {
            tracing::warn!(
                "version {version} of an open document does not fit version {}; \
                 the editor may show another text until it is saved and reopened",
                before.version
            );
        }
        let document = Arc::new(Document {
            key: key.clone(),
            uri: before.uri.clone(),
            language: before.language.clone(),
            version,
            stamp: self.next_stamp(),
            rope,
            out_of_step,
            text: OnceLock::new(),
        });
        self.documents.insert(key.clone(), document.clone());
        Some(document)
    }

    /// Lets a document go; the state it had.
    pub fn close(&self, key: &DocKey) -> Option<Arc<Document>> {
        self.documents.remove(key).map(|(_, document)| document)
    }

    /// The document as it is now.
    #[must_use]
    pub fn get(&self, key: &DocKey) -> Option<Arc<Document>> {
        self.documents.get(key).map(|document| document.value().clone())
    }

    /// All documents as they are now, by key.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Document>> {
        let mut all: Vec<_> = self.documents.iter().map(|document| document.value().clone()).collect();
        all.sort_by(|a, b| a.key.cmp(&b.key));
        all
    }

    fn next_stamp(&self) -> u64 {
        self.stamps.fetch_add(1, Ordering::Relaxed) + 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::lsp_types::{Position, Range};

    use super::*;

    fn store(text: &str) -> (DocumentStore, DocKey) {
        let store = DocumentStore::default();
        let uri = Url::parse("untitled:a").unwrap();
        store.open(uri.clone(), "markdown".to_owned(), 1, text);
        (store, DocKey::new(&uri))
    }

    fn edit(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    fn whole(text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn edits_of_one_change_build_on_each_other() {
        let (store, key) = store("one\ntwo");
        let edits = [edit((1, 0), (1, 3), "2"), edit((0, 0), (0, 3), "1"), edit((1, 1), (1, 1), "!")];
        assert_eq!(&*store.change(&key, 2, &edits, Encoding::Utf16).unwrap().text(), "1\n2!");
    }

    #[test]
    fn columns_count_in_the_encoding_agreed_upon() {
        for (encoding, column) in [(Encoding::Utf8, 5), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            let (store, key) = store("a😀b");
            let edits = [edit((0, column), (0, column + 1), "c")];
            let after = store.change(&key, 2, &edits, encoding).unwrap();
            assert_eq!(&*after.text(), "a😀c", "{encoding:?}");
            assert!(!after.out_of_step);
        }
    }

    #[test]
    fn a_change_that_does_not_fit_is_clamped_and_marked_until_a_full_text_comes() {
        let (store, key) = store("one");
        let after = store.change(&key, 2, &[edit((7, 9), (7, 9), "!")], Encoding::Utf16).unwrap();
        assert_eq!((&*after.text(), after.out_of_step), ("one!", true));
        let healed = store.change(&key, 3, &[whole("new")], Encoding::Utf16).unwrap();
        assert_eq!((&*healed.text(), healed.out_of_step), ("new", false));
    }

    #[test]
    fn a_version_that_does_not_rise_is_taken_and_marked_and_has_a_stamp_of_its_own() {
        let (store, key) = store("one");
        let before = store.get(&key).unwrap();
        let after = store.change(&key, 1, &[edit((0, 0), (0, 0), "x")], Encoding::Utf16).unwrap();
        assert!(after.out_of_step && after.stamp > before.stamp);
        assert_eq!(&*after.text(), "xone");
    }

    #[test]
    fn a_reversed_range_is_read_the_right_way_round() {
        let (store, key) = store("one two");
        let after = store.change(&key, 2, &[edit((0, 3), (0, 0), "1")], Encoding::Utf16).unwrap();
        assert_eq!(&*after.text(), "1 two");
    }

    proptest! {
        #[test]
        fn any_edits_leave_a_text_as_the_client_would_have_it(
            text in "[a\u{e9}\u{1F600}\n\r]{0,30}",
            edits in prop::collection::vec((0usize..40, 0usize..40, "[b\u{1F600}\n]{0,4}"), 0..8),
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let (store, key) = store(&text);
                let mut expected = text.clone();
                for (version, (a, b, new)) in edits.iter().enumerate() {
                    let rope = Rope::from_str(&expected);
                    // Positions that exist: not inside of a line's end, as clients send them.
                    let place = |n: &usize| {
                        let at = rope.char_to_byte((*n).min(rope.len_chars()));
                        let mut place = position::line_column(&rope, at, encoding);
                        if position::offset(&rope, place, encoding).1 {
                            place = LineColumn { line: place.line, column: 0 };
                        }
                        (place, position::offset(&rope, place, encoding).0)
                    };
                    let (mut a, mut b) = (place(a), place(b));
                    if a.1 > b.1 {
                        std::mem::swap(&mut a, &mut b);
                    }
                    expected.replace_range(a.1..b.1, new);
                    let change = edit((a.0.line, a.0.column), (b.0.line, b.0.column), new);
                    let version = i32::try_from(version).unwrap() + 2;
                    let after = store.change(&key, version, &[change], encoding).unwrap();
                    prop_assert_eq!(&*after.text(), expected.as_str());
                    prop_assert!(!after.out_of_step);
                }
            }
        }
    }
}
