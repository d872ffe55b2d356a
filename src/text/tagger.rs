//! Parts of speech.

use super::tokens::{Token, TokenKind};

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

/// One tag for each token of `text`.
#[must_use]
pub fn tag(text: &str, tokens: &[Token]) -> Vec<Tag> {
    tokens.iter().enumerate().map(|(index, token)| one(text, tokens, index, token)).collect()
}

fn one(text: &str, tokens: &[Token], index: usize, token: &Token) -> Tag {
    match token.kind {
        TokenKind::Punctuation => return Tag::Punct,
        TokenKind::Symbol => return Tag::Sym,
        TokenKind::Number => return Tag::Num,
        TokenKind::Word => {}
    }
    let surface = token.range.of(text);
    let lower = surface.to_lowercase().replace('\u{2019}', "'");
    if let Some((_, tag)) = CLOSED.iter().find(|(words, _)| words.split(' ').any(|word| word == lower)) {
        return *tag;
    }
    let first = index == 0
        || tokens.get(index - 1).is_some_and(|before| matches!(before.range.of(text), "." | "“" | "\""));
    if surface.starts_with(char::is_uppercase) && !first {
        return Tag::Propn;
    }
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| lower.len() > ending.len() + 1 && lower.ends_with(ending))
    };
    if ends(&["ly"]) {
        Tag::Adv
    } else if ends(&["ed", "ing", "ize", "ise"]) {
        Tag::Verb
    } else if ends(&["ous", "ful", "ive", "ical", "able", "ible", "less", "ian", "ary"]) {
        Tag::Adj
    } else {
        Tag::Noun
    }
}

const CLOSED: &[(&str, Tag)] = &[
    ("the a an this that these those every each some any no all both", Tag::Det),
    ("i you he she it we they me him her us them his its our their your my who what which", Tag::Pron),
    (
        "of in on at by with from for about over after before between under during into through against",
        Tag::Adp,
    ),
    ("and or but nor", Tag::Cconj),
    ("if because while although though whether since unless", Tag::Sconj),
    (
        "is are was were be been being am has have had do does did will would can could may might must should ca wo",
        Tag::Aux,
    ),
    ("to not n't 's", Tag::Part),
    ("said says say told met made took went came", Tag::Verb),
    ("one two three four five six seven eight nine ten hundred thousand million billion", Tag::Num),
];
