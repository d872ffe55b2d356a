//! What one article yields before the rest of the corpus is known.

use super::fold::fold_name;
use super::model::{EntityKind, QuotationKind};
use super::reading::word_key;
use super::resolve::forms;
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
    /// Whether a preposition of place stands before it: `in Northport`.
    pub located: bool,
}

/// Prepositions that stand before places far more often than before anything else.
const LOCATING: &[&str] = &["across", "at", "in", "inside", "near", "outside", "throughout"];

/// Whether what stands behind `before` stands where places do: `in the North`, `Northport, Eastland`,
/// `R-Eastland`.
fn is_located(before: &str) -> bool {
    let mut words = before.trim_end_matches(' ').rsplit(' ');
    let word = match words.next().unwrap_or_default() {
        "the" => words.next(),
        word => Some(word),
    };
    let word = word.unwrap_or_default();
    let word = word.rsplit(['(', '\n', '“', '"']).next().unwrap_or_default();
    let party = word.strip_suffix('-').is_some_and(|party| party.chars().count() == 1);
    let part = word.ends_with(',') && word.starts_with(char::is_uppercase);
    party || part || LOCATING.iter().any(|preposition| word.eq_ignore_ascii_case(preposition))
}

impl Draft {
    /// A name at `range` of sentence `sentence`.
    pub(crate) fn new(text: &str, range: ByteRange, kind: EntityKind, sentence: usize, proof: Proof) -> Self {
        let written = range.of(text);
        let folded = fold_name(written);
        let last = match written.rsplit_once(char::is_whitespace) {
            Some((_, last)) if forms::is_double_barrelled(last) => Some(word_key(&fold_name(last))),
            None if forms::is_double_barrelled(written) => None,
            _ => folded.rsplit_once(' ').map(|(_, last)| word_key(last)),
        };
        let sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
        let located = is_located(text.get(..range.start()).unwrap_or_default());
        Self { range, kind, sentence, proof, key: word_key(&folded), last, located }
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
