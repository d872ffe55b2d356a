//! What one article yields before the rest of the corpus is known.

use super::fold::fold_name;
use super::model::{EntityKind, QuotationKind};
use super::reading::word_key;
use super::tables::Gender;
use crate::text::ByteRange;
use serde::{Deserialize, Serialize};

/// What speaks for a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Proof {
    /// The model, in running text.
    Text,
    /// The model, in a headline, where capitals say little; and the gazetteer agrees.
    Headline,
    /// Nothing but capitals in a headline: a name only if running text knows it.
    Capitals,
}

/// A stretch of an article that names something, before it is known what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    /// In the article's text.
    pub range: ByteRange,
    /// As typed here, or by the votes once they are counted.
    pub kind: EntityKind,
    /// Its sentence, as an index into the reading's.
    pub sentence: u32,
    /// What speaks for it.
    pub proof: Proof,
    /// The [`word_key`] of its folded form.
    pub key: u64,
    /// For a name of several words, the key of its last: a person's surname.
    pub last: Option<u64>,
}

impl Draft {
    /// A name at `range` of sentence `sentence`.
    pub(crate) fn new(text: &str, range: ByteRange, kind: EntityKind, sentence: usize, proof: Proof) -> Self {
        let folded = fold_name(range.of(text));
        let last = folded.rsplit_once(' ').map(|(_, last)| word_key(last));
        let sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
        Self { range, kind, sentence, proof, key: word_key(&folded), last }
    }
}

/// A role that an article gives to the name that starts at `name`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct DraftRole {
    /// Start of the name.
    pub name: u32,
    /// The role's words.
    pub range: ByteRange,
}

/// A long form and the short form that the article introduces for it in brackets.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Definition {
    /// Start of the long form's mention.
    pub long: u32,
    /// Start of the short form's mention.
    pub short: u32,
}

/// Who the words around a quotation say is speaking.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Voice {
    /// A name or a description, at this range.
    Words(ByteRange),
    /// A pronoun.
    Pronoun(ByteRange, Gender),
}

/// A quotation, its speaker not yet an entity.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct DraftQuote {
    /// With the marks.
    pub range: ByteRange,
    /// Without them.
    pub inner: ByteRange,
    /// What it is.
    pub kind: QuotationKind,
    /// Who is speaking, when the sentence says so.
    pub voice: Option<Voice>,
    /// Whether it goes on with the words of the quotation before it.
    pub continues: bool,
}
