//! Verbs of two words, on either side: `made public` against `released`.

use super::claim::ClaimAnalysis;
use super::fill::{Match, MatchKind};
use crate::index::PassageAnalysis;
use crate::text::lexicon::{in_one_word, in_two_words};
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// How far behind its verb a partner stands at most: `lost his life`, `cost 346 lives`.
const REACH: usize = 4;
/// As a synonym.
const STRENGTH: f32 = 0.85;

/// `found`, or how the passage says the claim's word at `at` together with its partner, whichever is better.
#[must_use]
pub fn better(found: Match, claim: &ClaimAnalysis, at: usize, passage: &PassageAnalysis) -> Match {
    if found.strength >= STRENGTH || found.kind == MatchKind::Opposite {
        return found;
    }
    let place = in_one(claim, at, passage).or_else(|| in_two(&claim.words, at, passage));
    place.map_or(found, |place| Match {
        strength: STRENGTH,
        kind: MatchKind::Related,
        source: passage.words.get(place).map(|word| word.range),
        word: Some(place),
    })
}

/// The words that stand near enough behind the verb at `verb`.
fn behind(words: &[Word], verb: usize) -> impl Iterator<Item = (usize, &Word)> {
    let rest = words.iter().enumerate().skip(verb + 1).take(REACH);
    rest.take_while(|(_, word)| word.kind != TokenKind::Punctuation)
}

/// The passage's verb that says in one word what the claim says in two, one of them at `at`.
fn in_one(claim: &ClaimAnalysis, at: usize, passage: &PassageAnalysis) -> Option<usize> {
    let words = &claim.words;
    let own = words.get(at)?;
    let as_verb = behind(words, at).map(|(_, partner)| in_one_word(&own.lemma, &partner.lemma));
    let as_partner = (at.saturating_sub(REACH)..at)
        .filter(|verb| behind(words, *verb).any(|(place, _)| place == at))
        .filter_map(|verb| Some(in_one_word(&words.get(verb)?.lemma, &own.lemma)));
    let verbs: Vec<&str> = as_verb.chain(as_partner).flatten().copied().collect();
    passage.words.iter().position(|word| verbs.contains(&&*word.lemma))
}

/// The passage's verb that says with its partner what the claim says in one word.
fn in_two(words: &[Word], at: usize, passage: &PassageAnalysis) -> Option<usize> {
    let pairs = in_two_words(&words.get(at)?.lemma);
    (0..passage.words.len()).find(|verb| {
        let Some(word) = passage.words.get(*verb) else { return false };
        pairs
            .iter()
            .filter(|(head, _)| *head == &*word.lemma)
            .any(|(_, partner)| behind(&passage.words, *verb).any(|(_, other)| *partner == &*other.lemma))
    })
}
