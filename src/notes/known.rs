//! What the text of a block was cut into, remembered from one state of a note to the next: typing changes one
//! block, and finding sentences and quotations is most of what reading the others again would cost.

use std::sync::{Arc, LazyLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::text::quotes::{self, QuoteSpan};
use crate::text::{ByteRange, sentences};

/// Bytes that are remembered: some notes of ten thousand words.
const ROOM: u64 = 4 << 20;

/// The sentences and the outermost quotations of a text.
#[derive(Debug)]
pub(super) struct Cuts {
    /// See [`sentences::split`].
    pub sentences: Vec<ByteRange>,
    /// Those of [`quotes::find`] that are in no other one.
    pub quotes: Vec<QuoteSpan>,
}

#[derive(Clone, Copy, Debug)]
struct Weight;

impl Weighter<Box<str>, Arc<Cuts>> for Weight {
    fn weight(&self, text: &Box<str>, cuts: &Arc<Cuts>) -> u64 {
        (100 + text.len() + cuts.sentences.len() * 16 + cuts.quotes.len() * 40) as u64
    }
}

/// The cuts of `text`: a function of the text alone, whoever asks.
pub(super) fn cuts(text: &str) -> Arc<Cuts> {
    static KNOWN: LazyLock<Cache<Box<str>, Arc<Cuts>, Weight>> =
        LazyLock::new(|| Cache::with_weighter(4_000, ROOM, Weight));
    if let Some(known) = KNOWN.get(text) {
        return known;
    }
    let quotes = quotes::find(text).into_iter().filter(|quote| quote.depth == 0).collect();
    let made = Arc::new(Cuts { sentences: sentences::split(text), quotes });
    KNOWN.insert(text.into(), Arc::clone(&made));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_answer_is_the_first() {
        let text = "Keller said: “We stay.” Then she left.";
        let (first, second) = (cuts(text), cuts(text));
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(first.sentences, sentences::split(text));
        assert_eq!(first.quotes.len(), 1);
    }
}
