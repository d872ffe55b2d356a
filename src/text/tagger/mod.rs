//! Parts of speech: a greedy averaged perceptron over hashed features, with a dictionary of the words
//! that have one tag only.

pub mod features;
mod model;

use super::ByteRange;
use super::tokens::{Token, TokenKind, is_apostrophe};

pub use model::{DICTIONARY_LIMIT, Model};

/// Universal part-of-speech tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Adjective.
    Adj,
    /// Adposition: prepositions and particles of verbs.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary, copula or modal verb.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle: infinitive `to`, possessive `'s`, `not`.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Verb.
    Verb,
    /// Anything else.
    X,
}

impl Tag {
    /// The tag with this name in the source: `Propn`, `Verb`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Punct, Self::Sym].into_iter().chain(LEARNED).find(|tag| format!("{tag:?}") == name)
    }
}

/// The tags of words and numbers, in the order of the classifier's classes; punctuation and symbols
/// are told by their characters.
pub const LEARNED: [Tag; 15] = [
    Tag::Adj,
    Tag::Adp,
    Tag::Adv,
    Tag::Aux,
    Tag::Cconj,
    Tag::Det,
    Tag::Intj,
    Tag::Noun,
    Tag::Num,
    Tag::Part,
    Tag::Pron,
    Tag::Propn,
    Tag::Sconj,
    Tag::Verb,
    Tag::X,
];

/// One tag for each token of `text`.
#[must_use]
pub fn tag(text: &str, tokens: &[Token]) -> Vec<Tag> {
    Model::tag_shipped(text, tokens)
}

/// The tag of a token that its characters alone decide.
#[must_use]
pub fn certain(text: &str, tokens: &[Token], at: usize) -> Option<Tag> {
    let token = tokens.get(at)?;
    match token.kind {
        TokenKind::Symbol => Some(Tag::Sym),
        TokenKind::Punctuation if is_possessive(text, tokens, at, token.range) => Some(Tag::Part),
        TokenKind::Punctuation => Some(Tag::Punct),
        TokenKind::Word | TokenKind::Number => None,
    }
}

/// The bare apostrophe of `the ministers' talks`.
fn is_possessive(text: &str, tokens: &[Token], at: usize, range: ByteRange) -> bool {
    let alone =
        |surface: &str| surface.chars().next().is_some_and(is_apostrophe) && surface.chars().count() == 1;
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    alone(range.of(text))
        && before.is_some_and(|word| {
            word.kind == TokenKind::Word
                && word.range.end() == range.start()
                && word.range.of(text).ends_with(['s', 'z', 'x', 'S'])
        })
        && tokens.get(at + 1).is_some_and(|next| {
            next.range.start() > range.end() && matches!(next.kind, TokenKind::Word | TokenKind::Number)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokenize;

    fn tags(text: &str) -> Vec<Tag> {
        tag(text, &tokenize(text))
    }

    #[test]
    fn a_plain_sentence_is_tagged() {
        assert_eq!(
            tags("The ministers quickly signed a new agreement in Northport."),
            [
                Tag::Det,
                Tag::Noun,
                Tag::Adv,
                Tag::Verb,
                Tag::Det,
                Tag::Adj,
                Tag::Noun,
                Tag::Adp,
                Tag::Propn,
                Tag::Punct
            ]
        );
    }

    #[test]
    fn lower_case_text_is_tagged_as_well() {
        assert_eq!(tags("the soldiers left the city")[1..], [Tag::Noun, Tag::Verb, Tag::Det, Tag::Noun]);
    }

    #[test]
    fn a_bare_apostrophe_behind_a_plural_is_a_particle() {
        assert_eq!(tags("the ministers' talks")[2], Tag::Part);
    }
}
