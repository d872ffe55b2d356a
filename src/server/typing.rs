//! Where somebody types just now, so that the word at the caret is left in peace until it is finished.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tower_lsp::lsp_types::{Position, TextDocumentContentChangeEvent};

use super::convert;
use super::store::Document;
use super::uri::DocKey;
use crate::features::while_typing::{waits, word_at};
use crate::rules::Diagnostic;
use crate::text::position::Encoding;

/// A word is taken for finished when nothing was typed for this long.
pub const FINISHED: Duration = Duration::from_millis(1200);

/// A longer insertion was pasted, and pasted words are finished.
const LONGEST: usize = 64;

/// The notes in which somebody types or has typed.
#[derive(Default)]
pub struct Typing(Mutex<HashMap<DocKey, State>>);

#[derive(Default)]
struct State {
    /// A byte of the text, and when something was typed there.
    caret: Option<(usize, Instant)>,
    /// What the client shows: code and first byte of each finding.
    shown: Vec<(&'static str, usize)>,
    /// Whether a finding was held back.
    held: bool,
}

impl Typing {
    /// `edits` made `document`. Short ones on one line are typing: some editors send several letters at once.
    pub fn edited(&self, document: &Document, edits: &[TextDocumentContentChangeEvent], encoding: Encoding) {
        let caret = last_typed(edits).map(|(place, text)| {
            // Nothing behind the last edit changed since, so its place is one of the text as it is now.
            let offset = convert::offset(&document.rope, place, encoding);
            (offset + text.len(), Instant::now())
        });
        self.lock().entry(document.key.clone()).or_default().caret = caret;
    }

    /// The note was saved, or nothing was typed for [`FINISHED`]: whether a finding was held back.
    pub fn finished(&self, key: &DocKey) -> bool {
        let mut states = self.lock();
        let Some(state) = states.get_mut(key) else { return false };
        state.caret = None;
        std::mem::take(&mut state.held)
    }

    /// Whether somebody types in the note.
    #[must_use]
    pub fn is_typing(&self, key: &DocKey) -> bool {
        self.lock().get(key).is_some_and(|state| state.caret.is_some())
    }

    /// The note was closed.
    pub fn leave(&self, key: &DocKey) {
        self.lock().remove(key);
    }

    /// Those of `found` that are to be shown now; remembers them as shown.
    pub fn kept<'a>(&self, document: &Document, found: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
        let mut states = self.lock();
        let state = states.entry(document.key.clone()).or_default();
        let caret = state.caret.filter(|(_, at)| at.elapsed() < FINISHED);
        let word = caret.map(|(caret, _)| word_at(&document.text(), caret));
        let shown = std::mem::take(&mut state.shown);
        let kept: Vec<&Diagnostic> =
            found.iter().filter(|found| !word.is_some_and(|word| waits(found, word, &shown))).collect();
        state.held |= kept.len() < found.len();
        state.shown = kept.iter().map(|found| (found.code, found.range.start())).collect();
        kept
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocKey, State>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the last of `edits` begins and what it writes, if they are such as somebody types.
fn last_typed(edits: &[TextDocumentContentChangeEvent]) -> Option<(Position, &str)> {
    let last = edits.last()?;
    let place = last.range?.start;
    let on_its_line = |edit: &TextDocumentContentChangeEvent| {
        edit.range.is_some_and(|range| range.start.line == place.line) && !edit.text.contains('\n')
    };
    let length: usize = edits.iter().map(|edit| edit.text.len()).sum();
    (length <= LONGEST && edits.iter().all(on_its_line)).then_some((place, &last.text))
}
