//! [`Word`]: a token with everything that is known of it, and [`words`], which finds them all.

use std::cell::RefCell;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::memo::Memo;
use super::tokens::{Token, TokenKind, tokenize};
use super::{ByteRange, lemma, stem, tagger};

pub use super::tagger::Tag;

/// A token of a text with its part of speech, lemma and stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub range: ByteRange,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
    /// Its dictionary form, lower case.
    pub lemma: Arc<str>,
    /// Its Snowball stem, lower case.
    pub stem: Arc<str>,
}

/// A word's lemma and stem as numbers, which are as good as the words for telling whether two are the same, and
/// compared at once. Sixty-four bits of a hash each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordKey {
    /// Of the lemma.
    pub lemma: u64,
    /// Of the stem.
    pub stem: u64,
}

impl WordKey {
    /// Whether both are the same word, or forms of it.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.stem == other.stem || self.lemma == other.lemma
    }
}

impl Word {
    /// Its lemma and stem as numbers.
    #[must_use]
    pub fn key(&self) -> WordKey {
        WordKey { lemma: xxh3_64(self.lemma.as_bytes()), stem: xxh3_64(self.stem.as_bytes()) }
    }

    /// The word as written; `text` is the text it was found in.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.range.of(text)
    }
}

/// Every token of `text`, in order, punctuation included.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let tokens = tokenize(text);
    let tags = tagger::tag(text, &tokens);
    FORMS.with_borrow_mut(|forms| {
        let word = |(token, tag): (&Token, Tag)| {
            let (surface, kind) = (token.range.of(text), token.kind);
            let sort = if kind == TokenKind::Word { tag as u8 } else { NO_WORD };
            let (lemma, stem) = forms.get_as(sort, surface, || forms_of(surface, kind, tag));
            Word { range: token.range, kind, tag, lemma, stem }
        };
        tokens.iter().zip(tags).map(word).collect()
    })
}

/// The memo's sort of numbers and marks, whose forms are what they are written as; that of a word is its tag.
const NO_WORD: u8 = u8::MAX;

/// A word's lemma and stem.
type Forms = (Arc<str>, Arc<str>);

thread_local! {
    static FORMS: RefCell<Memo<Forms>> = RefCell::default();
}

fn forms_of(surface: &str, kind: TokenKind, tag: Tag) -> Forms {
    if kind != TokenKind::Word {
        let form: Arc<str> = surface.into();
        return (Arc::clone(&form), form);
    }
    let lower = surface.to_lowercase();
    (lemma::lemma_of_lower(&lower, tag).into(), stem::stem_of_lower(&lower).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_point_into_the_text() {
        let text = "Ministers didn’t agree.";
        let found: Vec<&str> = words(text).iter().map(|word| word.range.of(text)).collect();
        assert_eq!(found, ["Ministers", "did", "n’t", "agree", "."]);
    }

    #[test]
    fn lemma_and_stem_are_lower_case() {
        let text = "Officials MET";
        let words = words(text);
        assert_eq!(&*words[0].lemma, "official");
        assert_eq!(&*words[1].stem, "met");
    }
}
